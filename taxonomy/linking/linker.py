"""Short phrases to competences: calibrated, with alternatives, or "no match"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from taxonomy.linking.cues import CueKind, find_cues
from taxonomy.linking.mentions import Alternative, LeftOutWhy
from taxonomy.linking.phrase_model import candidates
from taxonomy.linking.words import STOP, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from taxonomy.linking.phrase_model import PhraseModel
    from taxonomy.linking.phrases import PhraseIndex

BATCH: Final = 128
MAX_PHRASE_WORDS: Final = 40
ALTERNATIVES: Final = 4
_PROCESS_DIGITS: Final = 3
_ASKED: Final = frozenset({CueKind.NEGATION, CueKind.NOT_DEMANDED, CueKind.OFFER})
_BESIDE: Final = frozenset(CueKind) - _ASKED


@dataclass(frozen=True)
class Link:
    """What a phrase was linked to.

    Attributes:
        ranked: competences, most probable first; empty for a phrase without any word.
        silence: probability that the phrase names no competence, 0 to 1.
        matched: whether it names one, as far as the model can tell.
    """

    ranked: tuple[Alternative, ...]
    silence: float
    matched: bool


NOTHING: Final = Link((), 1.0, matched=False)


class PhraseLinker:
    """Links phrases against one index with one model."""

    def __init__(self, index: PhraseIndex, model: PhraseModel) -> None:
        """Keep both."""
        self._index, self._model = index, model

    def link(self, phrases: Sequence[str]) -> list[Link]:
        """Link phrases.

        Args:
            phrases: any number; only the first 40 words of each count.

        Returns:
            One link for each, in order.
        """
        asked = [asked_words(phrase) for phrase in phrases]
        telling = [at for at, phrase in enumerate(asked) if phrase]
        found: list[Link] = [NOTHING] * len(phrases)
        for start in range(0, len(telling), BATCH):
            some = telling[start : start + BATCH]
            for at, link in zip(some, self._batch([asked[i] for i in some]), strict=True):
                found[at] = link
        return found

    def _batch(self, phrases: Sequence[str]) -> list[Link]:
        picked = candidates(self._index.measure(phrases))
        shares = picked.probabilities(np.array(self._model.weights))
        return [self._one(*row) for row in zip(picked.places, shares, strict=True)]

    def _one(self, places: NDArray[np.int64], shares: NDArray[np.float64]) -> Link:
        # Ties are settled by the id, whose order the places follow.
        order = np.lexsort((places[:-1], -shares[:-1]))[: ALTERNATIVES + 1]
        told = self._model.calibrated(shares[order])
        ids = self._index.competences
        ranked = tuple(
            Alternative(ids[places[at]], round(float(p), 4))
            for at, p in zip(order, told, strict=True)
        )
        silence = float(shares[-1])
        return Link(ranked, round(silence, 4), matched=silence < self._model.silence)

    def why_silent(self, phrase: str) -> LeftOutWhy:
        """Why a phrase names no competence, by the most alike phrase that names none."""
        return self._index.why_silent(phrase) or LeftOutWhy.NO_MATCH


def asked_words(phrase: str) -> str:
    """What of a phrase is asked about.

    Args:
        phrase: as written.

    Returns:
        Its first 40 words without level words, years and wishes; "" where none of them tells.
    """
    kept = list(phrase)
    for cue in find_cues(phrase):
        if cue.kind in _BESIDE:
            kept[cue.start : cue.end] = " " * (cue.end - cue.start)
    split = words("".join(kept))[:MAX_PHRASE_WORDS]
    telling = [word for word in split if word not in STOP]
    # A bare number is a year, a count or a page; those that name a process have three digits.
    tells = any(not word.isdigit() or len(word) == _PROCESS_DIGITS for word in telling)
    return " ".join(split) if tells else ""
