"""Ranking the surface forms of a corpus for phrases, and learning how from annotated sets."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple, overload

import numpy as np
from threadpoolctl import ThreadpoolController

from taxonomy.linking.concepts import concept_texts
from taxonomy.linking.features import COLUMN, FEATURES, OF_GROUPS, START, Measures
from taxonomy.linking.learning import Examples, fit_ranker, fit_signs
from taxonomy.linking.ranker import Ranker, signs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from taxonomy.linking.melo import LinkingSet
    from taxonomy.sources.esco_store import EscoStore

BATCH: Final = 32
THREADS: Final = 2
_BLAS: Final = ThreadpoolController()
CONCEPTS_RANKED: Final = 60
DEPTH: Final = 100
FURTHER_FORM: Final = 0.07
"""What each further form of a concept counts of its probability: they come together, before the
first form of a concept this much less probable. If the concept is right they all are, so once the
second is worth showing, the third is."""
_TURN: Final = 1e-6
SKILL_LANGUAGES: Final = ("da", "en")
_FINDERS: Final = ("sum", "own", "latent", "best_other", "all_descriptions")
_FOUND_BY_EACH: Final = 40
_MOST_WEIGHT: Final = 3.0
_START: Final = [START.get(name, 0.0) for name in FEATURES]


class RankedForm(NamedTuple):
    """A surface form with its score: the concept's probability, less for its further forms."""

    element: str
    concept: str
    score: float


@dataclass(frozen=True)
class RankedForms(Sequence[RankedForm]):
    """The forms ranked for a phrase, best first; each is made when it is asked for.

    Attributes:
        names: element and concept of every form of the corpus.
        forms: places in `names`, best first.
        scores: one for each of `forms`.
    """

    names: Sequence[tuple[str, str]]
    forms: NDArray[np.int64]
    scores: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.forms)

    @overload
    def __getitem__(self, at: int) -> RankedForm: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[RankedForm, ...]: ...
    def __getitem__(self, at: int | slice) -> RankedForm | tuple[RankedForm, ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        element, concept = self.names[self.forms[at]]
        return RankedForm(element, concept, float(self.scores[at]))


class CorpusRanker:
    """Ranks the forms of one corpus."""

    def __init__(self, corpus: LinkingSet, store: EscoStore | None) -> None:
        """Build what is needed to measure phrases against the corpus's concepts."""
        pairs = [(corpus.concepts[at], form) for at, form in corpus.elements.items()]
        self.measures = Measures(concept_texts(pairs, store, SKILL_LANGUAGES))
        place = {uri: at for at, uri in enumerate(self.measures.texts.uris)}
        elements = sorted(corpus.elements, key=lambda e: (place[corpus.concepts[e]], e))
        owner = np.array([place[corpus.concepts[element]] for element in elements], np.int64)
        self._owner = owner
        self._starts = np.searchsorted(owner, np.arange(len(place) + 1))
        self._forms_of = np.split(np.arange(len(owner)), self._starts[1:-1])
        uris = self.measures.texts.uris
        self._names = tuple((e, uris[at]) for e, at in zip(elements, owner, strict=True))
        turn = np.arange(len(owner)) - self._starts[owner]
        self._share = np.where(turn == 0, 1.0, FURTHER_FORM - _TURN * turn)
        self._by_id = np.argsort(np.argsort(np.array(elements)))
        self._place: Mapping[str, int] = place

    def rank(self, phrases: Sequence[str], ranker: Ranker) -> list[RankedForms]:
        """Rank the forms for each phrase.

        Args:
            phrases: any number.
            ranker: the learnt weights.

        Returns:
            For each phrase its best 100 forms, best first; ties are settled by the element's id.
        """
        parts = [phrases[at : at + BATCH] for at in range(0, len(phrases), BATCH)]
        with _BLAS.limit(limits=1):  # its own threads only wait for each other on sums this small
            if len(parts) < THREADS:
                return [ranked for part in parts for ranked in self._rank(part, ranker)]
            with ThreadPoolExecutor(THREADS) as pool:  # compiled sums leave the lock to others
                done = pool.map(lambda part: self._rank(part, ranker), parts)
                return [ranked for part in done for ranked in part]

    def _rank(self, phrases: Sequence[str], ranker: Ranker) -> list[RankedForms]:
        measured = self.measures.measure(phrases)
        rows = ranker.probabilities(phrases, measured, self.measures.texts.is_group)
        return [self._one(row) for row in rows]

    def _one(self, probabilities: NDArray[np.float64]) -> RankedForms:
        best = _highest(probabilities, CONCEPTS_RANKED)
        forms = np.concatenate([self._forms_of[at] for at in best])
        scores = probabilities[self._owner[forms]] * self._share[forms]
        order = np.lexsort((self._by_id[forms], -scores))[:DEPTH]
        return RankedForms(self._names, forms[order], scores[order])

    def examples(self, annotated: LinkingSet) -> Examples:
        """Learn from the answers of the set this corpus came from.

        Candidates are of the answer's own kind (occupation or ISCO group): which kind a country
        answers with is a habit of its table and says little about the next country.

        Args:
            annotated: the set, with answers.

        Returns:
            One group of candidates for each query whose answer is among them.
        """
        parts: list[tuple[NDArray[np.float64], NDArray[np.bool_]]] = []
        for phrases, answers in self._answered(annotated):
            for answer, row in zip(answers, self.measures.measure(phrases), strict=True):
                kept = self._candidates(row, answer)
                if answer in kept:
                    parts.append((self._features(row, kept), kept == answer))
        sizes = [len(right) for _, right in parts]
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
        features, right = zip(*parts, strict=True)
        return Examples(np.vstack(features), np.concatenate(right), starts)

    def signs(
        self, annotated: LinkingSet, ranker: Ranker
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """What tells the kinds of concepts apart in the set this corpus came from.

        Args:
            annotated: the set, with answers.
            ranker: weights of the features.

        Returns:
            Phrases × signs, and whether an ISCO group was meant.
        """
        is_group = self.measures.texts.is_group
        rows, meant = [], []
        for phrases, answers in self._answered(annotated):
            measured = self.measures.measure(phrases)
            scores = ranker.scores(measured, is_group)
            rows.append(signs(phrases, measured, scores, is_group))
            meant.append(is_group[answers])
        return np.vstack(rows), np.concatenate(meant)

    def has_both_kinds(self) -> bool:
        """Whether the corpus has both occupations and ISCO groups."""
        is_group = self.measures.texts.is_group
        return bool(is_group.any() and not is_group.all())

    def _answered(self, annotated: LinkingSet) -> Iterator[tuple[list[str], list[int]]]:
        ids = [query for query in annotated.queries if annotated.answers.get(query)]
        for at in range(0, len(ids), BATCH):
            some = ids[at : at + BATCH]
            first = [annotated.concepts[min(annotated.answers[query])] for query in some]
            yield [annotated.queries[q] for q in some], [self._place[uri] for uri in first]

    def _features(self, row: NDArray[np.float32], kept: NDArray[np.int64]) -> NDArray[np.float64]:
        of_groups = row[kept][:, [COLUMN[name] for name in OF_GROUPS]]
        marked = of_groups * self.measures.texts.is_group[kept][:, None]
        return np.hstack([row[kept], marked]).astype(np.float64)

    def _candidates(self, row: NDArray[np.float32], answer: int) -> NDArray[np.int64]:
        is_group = self.measures.texts.is_group
        found = {at for name in _FINDERS for at in _highest(row[:, COLUMN[name]], _FOUND_BY_EACH)}
        return np.array([at for at in sorted(found) if is_group[at] == is_group[answer]])


def _highest(values: NDArray[np.floating], count: int) -> list[int]:
    """Places of the highest values, ties by place."""
    if len(values) > count:
        least = np.partition(values, -count)[-count]
        kept = np.flatnonzero(values >= least)
    else:
        kept = np.arange(len(values))
    order = np.argsort(-values[kept], kind="stable")[:count]
    return [int(at) for at in kept[order]]


def learn(sets: Sequence[tuple[CorpusRanker, LinkingSet]]) -> Ranker:
    """Learn weights of features, and of the signs of an ISCO group, from annotated sets.

    Args:
        sets: each set with the ranker of its corpus; at least one.

    Returns:
        The ranker, without its origin.
    """
    examples = [corpus.examples(annotated) for corpus, annotated in sets]
    largest = max(len(some.starts) for some in examples)
    even = [replace(e, weight=min(_MOST_WEIGHT, largest / len(e.starts))) for e in examples]
    ranker = Ranker(fit_ranker(even, _START))
    both = [some for some in sets if some[0].has_both_kinds()]
    told = [corpus.signs(annotated, ranker) for corpus, annotated in both]
    weights, offset = fit_signs(told) if told else ((), 0.0)
    return replace(ranker, signs=weights, sign_offset=offset)
