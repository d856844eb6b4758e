"""Ranking the surface forms of a corpus for phrases, and learning how from annotated sets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from taxonomy.linking.concepts import concept_texts
from taxonomy.linking.features import FEATURES, Measures
from taxonomy.linking.ranker import Examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from taxonomy.linking.melo import LinkingSet
    from taxonomy.linking.ranker import Ranker
    from taxonomy.sources.esco_store import EscoStore

BATCH: Final = 128
CONCEPTS_RANKED: Final = 60
DEPTH: Final = 100
NEXT_FORM: Final = 0.5
"""Share of its probability that each further form of a concept keeps: another concept that is at
least this probable comes before the second form of the first."""
SKILL_LANGUAGES: Final = ("da", "en")
_FINDERS: Final = ("sum", "own", "latent", "best_other", "all_descriptions")
_FOUND_BY_EACH: Final = 30


@dataclass(frozen=True)
class RankedForm:
    """A surface form with its score: the concept's probability, less for its further forms."""

    element: str
    concept: str
    score: float


class CorpusRanker:
    """Ranks the forms of one corpus."""

    def __init__(self, corpus: LinkingSet, store: EscoStore | None) -> None:
        """Build what is needed to measure phrases against the corpus's concepts."""
        pairs = [(corpus.concepts[at], form) for at, form in corpus.elements.items()]
        self.measures = Measures(concept_texts(pairs, store, SKILL_LANGUAGES))
        place = {uri: at for at, uri in enumerate(self.measures.texts.uris)}
        forms: list[list[str]] = [[] for _ in place]
        for element in sorted(corpus.elements):
            forms[place[corpus.concepts[element]]].append(element)
        self._forms = forms
        self._place: Mapping[str, int] = place

    def rank(self, phrases: Sequence[str], ranker: Ranker) -> list[tuple[RankedForm, ...]]:
        """Rank the forms for each phrase.

        Args:
            phrases: any number.
            ranker: the learnt weights.

        Returns:
            For each phrase its best 100 forms, best first; ties are settled by the element's id.
        """
        ranked: list[tuple[RankedForm, ...]] = []
        for at in range(0, len(phrases), BATCH):
            measured = self.measures.measure(phrases[at : at + BATCH])
            rows = ranker.probabilities(measured, self.measures.texts.is_group)
            ranked += [self._one(row) for row in rows]
        return ranked

    def _one(self, probabilities: NDArray[np.float64]) -> tuple[RankedForm, ...]:
        best = np.argsort(-probabilities, kind="stable")[:CONCEPTS_RANKED]
        uris = self.measures.texts.uris
        forms = [
            RankedForm(element, uris[at], float(probabilities[at] * NEXT_FORM**turn))
            for at in best
            for turn, element in enumerate(self._forms[at])
        ]
        return tuple(sorted(forms, key=lambda form: (-form.score, form.element))[:DEPTH])

    def examples(self, annotated: LinkingSet) -> Examples:
        """Learn from the answers of the set this corpus came from.

        Candidates are of the answer's own kind (occupation or ISCO group): which kind a country
        answers with is a habit of its table and says nothing about the next country.

        Args:
            annotated: the set, with answers.

        Returns:
            One group of candidates for each query whose answer is among them.
        """
        ids = [query for query in annotated.queries if annotated.answers.get(query)]
        parts: list[tuple[NDArray[np.float64], NDArray[np.bool_]]] = []
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            measured = self.measures.measure([annotated.queries[query] for query in some])
            for query, row in zip(some, measured, strict=True):
                answer = self._place[annotated.concepts[min(annotated.answers[query])]]
                kept = self._candidates(row, answer)
                if answer in kept:
                    parts.append((row[kept].astype(np.float64), kept == answer))
        sizes = [len(right) for _, right in parts]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        features, right = zip(*parts, strict=True)
        return Examples(np.vstack(features), np.concatenate(right), starts)

    def _candidates(self, row: NDArray[np.float32], answer: int) -> NDArray[np.int64]:
        is_group = self.measures.texts.is_group
        found: set[int] = set()
        for name in _FINDERS:
            values = row[:, FEATURES.index(name)]
            found |= set(np.argsort(-values, kind="stable")[:_FOUND_BY_EACH].tolist())
        return np.array([at for at in sorted(found) if is_group[at] == is_group[answer]])
