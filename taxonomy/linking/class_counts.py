"""What labelled phrases of another language taught, as the small JSON file that is shipped."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from taxonomy.errors import Fault, FaultyDataError
from taxonomy.linking.classes import CLASS, WordCounts

FORMAT: Final = 1


@dataclass(frozen=True)
class TaughtCounts:
    """Counts with where they come from.

    Attributes:
        language: two-letter code of the phrases.
        source: what they were counted in, with its licence.
        data_hash: hash of the counted files.
        counts: the counts.
    """

    language: str
    source: str
    data_hash: str
    counts: WordCounts

    def to_json(self) -> str:
        """The counts as text, the same for the same phrases; zeros are left out."""
        counts = self.counts
        words = {
            word: {label: n for label, n in zip(counts.classes, row, strict=True) if n}
            for word, row in counts.words.items()
        }
        content = {
            "format": FORMAT,
            "language": self.language,
            "source": self.source,
            "data_hash": self.data_hash,
            "phrases": dict(zip(counts.classes, counts.phrases, strict=True)),
            "words": words,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def read_counts(text: str, name: str) -> TaughtCounts:
    """Read what `to_json` wrote.

    Args:
        text: the file's content.
        name: the file's name, for messages.

    Returns:
        The counts.

    Raises:
        FaultyDataError: when it is no such file, or of another format.
    """
    try:
        content = json.loads(text)
        return TaughtCounts(
            str(content["language"]),
            str(content["source"]),
            str(content["data_hash"]),
            _counts(content),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        problem = "filen kan ikke læses som lærte ordtal"
        remedy = "Lær den igen: kompetencematch train classes --train FIL --out FIL"
        raise FaultyDataError([Fault(name, 0, "", "", problem, remedy)]) from None


def _counts(content: dict[str, Any]) -> WordCounts:
    phrases = {label: int(n) for label, n in content["phrases"].items() if int(n) > 0}
    wrong = [label for label in phrases if not CLASS.fullmatch(label)]
    if content["format"] != FORMAT or wrong or not phrases:
        raise ValueError(wrong)
    classes = tuple(sorted(phrases))
    words = {
        word: tuple(max(0, int(row.get(label, 0))) for label in classes)
        for word, row in sorted(content["words"].items())
    }
    return WordCounts(classes, tuple(phrases[label] for label in classes), words)
