"""Learning from the product's own phrases: each is measured against an index that lacks it."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from taxonomy.ids import content_hash
from taxonomy.linking.linker import asked_words
from taxonomy.linking.phrase_model import (
    PhraseModel,
    candidates,
    fit_calibration,
    fit_weights,
)
from taxonomy.linking.phrases import PhraseIndex
from taxonomy.linking.wordings import Wordings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from numpy.typing import NDArray

    from taxonomy.snapshot import Taxonomy

T = TypeVar("T")

FOLDS: Final = 3
BATCH: Final = 128
NAMES_COUNT: Final = 0.3
"""How much a name counts beside an everyday phrase: names are many, and easy."""

Answered = tuple[str, frozenset[str]]
"""A phrase and the competences that are right; none where silence is."""


def learn(
    taxonomy: Taxonomy,
    wordings: Wordings,
    judged: Sequence[Answered],
    seed: int,
    advance: Callable[[Sequence[int]], Iterable[int]] = tuple,
) -> PhraseModel:
    """Learn weights from the wordings, and calibration from phrases judged by hand.

    Args:
        taxonomy: the competences.
        wordings: phrases, silence and frames.
        judged: phrases with their answers, none of them among the wordings' own examples.
        seed: of folds and frames.
        advance: passes the folds through and may show progress.

    Returns:
        The model; the same for the same data and seed.
    """
    folds = _folds(wordings, seed)
    parts = [_examples(taxonomy, *folds[fold]) for fold in advance(range(FOLDS))]
    whole = PhraseIndex(taxonomy, wordings)
    parts.append(_batches(whole, _names(taxonomy)))
    measured = np.concatenate([part[0] for part in parts])
    right = np.concatenate([part[1] for part in parts])
    count = np.full(len(right), 1.0)
    count[-len(parts[-1][1]) :] = NAMES_COUNT
    weights = fit_weights(measured, right, count)
    digest = content_hash([wordings.phrases, wordings.silence, wordings.frames, judged])
    model = PhraseModel(weights, data_hash=digest, seed=seed)
    return _calibrated(model, whole, judged)


def _folds(wordings: Wordings, seed: int) -> list[tuple[Wordings, list[Answered]]]:
    """For each fold the wordings without it, and its own phrases.

    Frames stay whole: phrases are asked bare, since frames put around them taught the model to
    trust frames more than the phrases people write bear out.
    """
    phrases, silence = _dealt(wordings.phrases, seed), _dealt(wordings.silence, seed)
    made = []
    for fold in range(FOLDS):
        rest = Wordings(_all_but(phrases, fold), _all_but(silence, fold), wordings.frames)
        asked: list[Answered] = [(text, frozenset([of])) for of, text in phrases[fold]]
        asked += [(text, frozenset()) for _, text in silence[fold]]
        made.append((rest, asked))
    return made


def _all_but(dealt: Sequence[Sequence[T]], fold: int) -> list[T]:
    return [row for at, rows in enumerate(dealt) if at != fold for row in rows]


def _dealt(rows: Sequence[T], seed: int) -> list[list[T]]:
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)  # noqa: S311 (no secret)
    return [[rows[at] for at in sorted(order[fold::FOLDS])] for fold in range(FOLDS)]


def _examples(
    taxonomy: Taxonomy, wordings: Wordings, asked: Sequence[Answered]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    return _batches(PhraseIndex(taxonomy, wordings), asked)


def _names(taxonomy: Taxonomy) -> list[Answered]:
    """Every name with all that carry it: people do write them, and then they mean them."""
    known: dict[str, set[str]] = {}
    for competence in taxonomy.competences.values():
        for name in (competence.label_da, *competence.synonyms_da, *competence.synonyms_en):
            known.setdefault(name.casefold(), set()).add(competence.id)
    return [(name, frozenset(ids)) for name, ids in sorted(known.items())]


def _batches(
    index: PhraseIndex, asked: Sequence[Answered]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    parts = [_measured(index, asked[at : at + BATCH]) for at in range(0, len(asked), BATCH)]
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _measured(
    index: PhraseIndex, asked: Sequence[Answered]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    found = candidates(index.measure([text for text, _ in asked]))
    place = {competence: at for at, competence in enumerate(index.competences)}
    right = [_right(row, {place[i] for i in ids} or {len(place)}) for row, (_, ids) in
             zip(found.places, asked, strict=True)]  # fmt: skip
    return found.measured, np.array(right)


def _right(row: NDArray[np.int64], answers: AbstractSet[int]) -> list[bool]:
    return [int(at) in answers for at in row]


def _calibrated(model: PhraseModel, index: PhraseIndex, judged: Sequence[Answered]) -> PhraseModel:
    if not judged:
        return model
    asked = [(words, answers) for text, answers in judged if (words := asked_words(text))]
    measured, right = _measured(index, asked)
    odds = measured @ np.array(model.weights)
    shares = np.exp(odds - odds.max(axis=1, keepdims=True))
    shares /= shares.sum(axis=1, keepdims=True)
    best = np.argmax(shares[:, :-1], axis=1)
    rows = np.arange(len(best))
    slope, shift = fit_calibration(shares[rows, best], right[rows, best] & ~right[:, -1])
    silence = _threshold(shares[:, -1], right[:, -1])
    return PhraseModel(model.weights, slope, shift, silence, model.data_hash, model.seed)


def _threshold(silence: NDArray[np.float64], silent: NDArray[np.bool_]) -> float:
    """The threshold with the best harmonic mean of precision and recall of "no match"."""
    best, chosen = -1.0, 0.5
    for threshold in np.unique(np.round(silence, 3)):
        told = silence >= threshold
        both = 2 * float((told & silent).sum()) / max(1, int(told.sum() + silent.sum()))
        if both > best:
            best, chosen = both, float(threshold)
    return chosen
