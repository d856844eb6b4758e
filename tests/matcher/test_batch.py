"""The best by coverage equal brute force by the definition, in any number of threads."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcher.matching.batch import Best, demand_points, index_needs
from matcher.population import Population, make_needs
from tests.matcher.small_world import need

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.facts import Need
    from taxonomy.snapshot import Taxonomy


def by_definition(
    needs: list[Need], levels: NDArray[np.uint8], names: list[str]
) -> NDArray[np.int64]:
    rows = [dict(zip(names, row.tolist(), strict=True)) for row in levels]
    return np.array([[demand_points(n, row) for n in needs] for row in rows], dtype=np.int64)


def best_of(points: NDArray[np.int64], kept: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Best of each row, of equals the lower number first, filled up with -1."""
    ids = np.full((len(points), kept), -1)
    best = np.full((len(points), kept), -1)
    order = np.argsort(-points, axis=1, kind="stable")[:, :kept]
    ids[:, : order.shape[1]] = order
    best[:, : order.shape[1]] = np.take_along_axis(points, order, axis=1)
    return ids, best


def same(found: Best, expected: tuple[NDArray[np.int64], NDArray[np.int64]]) -> bool:
    return np.array_equal(found.ids, expected[0]) and np.array_equal(found.points, expected[1])


@pytest.mark.parametrize("seed", range(40))
def test_the_best_equal_brute_force_on_generated_cases(seed: int) -> None:
    dice = random.Random(seed)
    names = list("abcdef")
    needs = [_random_need(dice, names, n) for n in range(dice.randint(0, 150))]
    rows = [[dice.choice((0, 0, 1, 2, 3, 4)) for _ in names] for _ in range(dice.randint(1, 60))]
    levels = np.array(rows, dtype=np.uint8)
    index = index_needs(needs, {c: place for place, c in enumerate(names)})
    points = by_definition(needs, levels, names).reshape(len(levels), len(needs))
    marks = index.marks(levels)
    for kept, workers in ((5, 1), (20, 3)):
        assert same(index.best_needs(marks, kept, workers), best_of(points, kept))
        assert same(index.best_people(marks, kept, workers), best_of(points.T, kept))


def _random_need(dice: random.Random, names: list[str], number: int) -> Need:
    singles = [f"{c}{dice.randint(1, 4)}" for c in dice.sample(names, dice.randint(0, 4))]
    groups = [f"{c}{dice.randint(1, 4)}|{dice.choice(names)}{dice.randint(1, 4)}"
              for c in dice.sample(names, dice.randint(0, 2))]  # fmt: skip
    made = need(" ".join([*singles, *groups]) or "a1", name=str(number))
    rows = tuple(replace(r, weight=dice.randint(1, 3)) for r in made.requirements)
    return replace(made, requirements=rows)


def test_the_best_equal_brute_force_on_the_real_taxonomy(taxonomy: Taxonomy) -> None:
    population, needs = Population(taxonomy, 3), list(make_needs(taxonomy, 200, 3))
    levels = population.levels(0, 120)
    index = index_needs(needs, population.column)
    points = by_definition(needs, levels, list(population.competences))
    marks = index.marks(levels)
    assert same(index.best_needs(marks), best_of(points, 20))
    assert same(index.best_people(marks), best_of(points.T, 20))


def test_holding_everything_is_the_whole_and_nothing_is_nothing() -> None:
    wanted = need("a2 b1|c3")
    assert demand_points(wanted, {"a": 4, "c": 3}) == 1_000_000
    assert demand_points(wanted, {"a": 1}) == 250_000
    assert demand_points(wanted, {"c": 2}) == 333_333
    assert demand_points(wanted, {}) == 0
