"""Whether a phrase sounds like one that names a competence, by the words it is made of."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import Stemmer

from taxonomy.linking.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SOUNDS: Final = (
    "sound of words", "mean sound of words", "highest sound of words", "lowest sound of words",
    "somebody else",
)  # fmt: skip
"""Names of the measures, in order."""
_SMOOTHING: Final = 0.3
_MOST_FOR_UNKNOWN: Final = 0.5
SOMEBODY_ELSE: Final = re.compile(
    r"\bmin\s+(?:gamle\s+)?(?:far|mor|bror|søster|kone|mand|kæreste|søn|datter|svoger|onkel|fætter|farfar|"
    r"morfar|nabo|ven|kammerat|svigerfar|chef)\b|\b(?:har|kender)\s+en\s+(?:ven|kammerat|nabo|fætter|der)\b|"
    r"\b(?:en|et)\s+(?:udsendelse|artikel|video|film|foredrag|dokumentar|program)\s+om\b",
    re.IGNORECASE,
)
"""Words that say that what follows is about another person, or only heard of."""


class SilenceSounds:
    """Log-odds of words and pairs of words in phrases without a competence against those with one.

    Each term's odds are those of naive Bayes with additive smoothing (a phrase has a term or has
    it not); a term never seen says little.
    """

    def __init__(self, speaking: Sequence[str], silent: Sequence[str]) -> None:
        """Count the terms of both."""
        with_one = Counter(term for phrase in speaking for term in _terms(phrase))
        without = Counter(term for phrase in silent for term in _terms(phrase))
        more = float(np.log(len(speaking) + 1.0) - np.log(len(silent) + 1.0))
        self._odds = {
            term: float(np.log((without[term] + _SMOOTHING) / (with_one[term] + _SMOOTHING))) + more
            for term in with_one.keys() | without.keys()
        }
        self._unknown = min(more, _MOST_FOR_UNKNOWN)

    def measure(self, phrase: str) -> NDArray[np.float64]:
        """Measure a phrase; higher is more like silence.

        Args:
            phrase: a short text.

        Returns:
            One number for each of `SOUNDS`.
        """
        # Sorted, so that sums come out the same however a set happens to be ordered.
        told = sorted(self._odds.get(term, self._unknown) for term in _terms(phrase))
        odds = np.array(told or [0.0])
        others = float(bool(SOMEBODY_ELSE.search(phrase)))
        return np.array([odds.sum(), odds.mean(), odds.max(), odds.min(), others])


_STEM: Final = Stemmer.Stemmer("danish").stemWord


def _terms(phrase: str) -> set[str]:
    split = words(phrase)
    pairs = (f"{a} {b}" for a, b in pairwise(split))
    return {*map(_STEM, split), *pairs}
