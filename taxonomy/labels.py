"""Danish words as people write them: normalised forms, exact look-up, near suggestions."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from taxonomy.concepts import Competence
    from taxonomy.ids import CompetenceId

_SEPARATORS = re.compile(r"[\s\-_/.,;:()]+")
MAX_TERM_LENGTH = 200


def normalise(text: str) -> str:
    """Bring a word or phrase to the form in which labels are compared.

    Args:
        text: as written by a person; only the first 200 characters count.

    Returns:
        Case-folded, compatibility-composed text with runs of separators as one space.

    >>> normalise("CNC-Drejning "), normalise("§ 17"), normalise("Tig")
    ('cnc drejning', '§ 17', 'tig')
    """
    composed = unicodedata.normalize("NFKC", text[:MAX_TERM_LENGTH]).casefold()
    return _SEPARATORS.sub(" ", composed).strip()


class LabelIndex:
    """All words of all competences, for exact look-up and for suggestions."""

    def __init__(self, competences: Iterable[Competence]) -> None:
        """Index ids, labels and synonyms in both languages."""
        words: dict[str, dict[CompetenceId, None]] = defaultdict(dict)
        own: dict[str, CompetenceId] = {}
        for competence in competences:
            own[normalise(competence.label_da)] = competence.id
            own[normalise(competence.id)] = competence.id
            for word in _words(competence):
                words[normalise(word)][competence.id] = None
        self._own: Mapping[str, CompetenceId] = own
        self._words: Mapping[str, tuple[CompetenceId, ...]] = {
            word: tuple(sorted(ids)) for word, ids in words.items() if word
        }

    def exact(self, term: str) -> tuple[CompetenceId, ...]:
        """Ids that carry exactly this word; the Danish label and the id win over synonyms.

        Args:
            term: a word or phrase in any casing.

        Returns:
            No id, one id, or several where a synonym is ambiguous; sorted.
        """
        word = normalise(term)
        if word in self._own:
            return (self._own[word],)
        return self._words.get(word, ())

    def near(self, term: str, limit: int = 3) -> tuple[CompetenceId, ...]:
        """Ids whose words look most like `term`, best first; for "did you mean".

        Args:
            term: a word or phrase.
            limit: the most ids returned.

        Returns:
            At most `limit` ids; empty when nothing is even remotely alike.
        """
        word = normalise(term)
        hits = process.extract(
            word, self._words.keys(), scorer=fuzz.WRatio, limit=limit * 4, score_cutoff=65
        )
        # Equal scores are settled by the word, so that the answer never depends on load order.
        ordered = sorted(hits, key=lambda hit: (-hit[1], hit[0]))
        ids = dict.fromkeys(i for word, _, _ in ordered for i in self._words[word])
        return tuple(ids)[:limit]


def _words(competence: Competence) -> Iterable[str]:
    yield competence.id
    yield competence.label_da
    yield competence.label_en
    yield from competence.synonyms_da
    yield from competence.synonyms_en
