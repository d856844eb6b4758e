"""Distances of everybody equal those of one at a time, in whatever stretches the work is done."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcher.matching.standing import Standing, standing
from matcher.packages import everybody
from matcher.packages.exact import UNATTAINABLE, ExactDistances
from matcher.packages.lattice import parts
from matcher.packages.lattice.answers import Answered
from matcher.packages.problem import build_problem
from matcher.population import BLOCK, Population, make_needs
from matcher.settings import DEFAULT_SETTINGS
from taxonomy.concepts import Attainment
from tests.matcher.small_world import DAY, competence, module, need, person, random_world, world

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from matcher.facts import Need
    from matcher.packages.everybody import Answers, Laid
    from taxonomy.snapshot import Taxonomy


def answered(laid: Laid, held: NDArray[np.uint8], stretch: int = 3) -> Answers:
    """All steps, in stretches."""
    live = [everybody.narrow(laid, a, a + stretch) for a in range(0, len(laid.goals), stretch)]
    plan = everybody.join(laid, np.concatenate(live))
    filled = [everybody.tables(plan, a, a + 2) for a in range(0, len(plan.tabled), 2)]
    states = everybody.states(plan, held)
    walked = [everybody.walks(plan, a, states[a : a + 2]) for a in range(0, len(states), 2)]
    return everybody.assemble(plan, [t for some in filled for t in some],
                              [f for some in walked for f in some])  # fmt: skip


def levels_of(
    people: list[dict[str, int]], taxonomy: Taxonomy
) -> tuple[NDArray[np.uint8], Mapping[str, int]]:
    column = {c: place for place, c in enumerate(sorted(taxonomy.competences))}
    levels = np.zeros((len(people), len(column)), dtype=np.uint8)
    for row, held in zip(levels, people, strict=True):
        for c, level in taxonomy.graph.widen(Attainment(*a) for a in held.items()).items():
            row[column[c]] = level
    return levels, column


@pytest.mark.parametrize("limit", ["tables", "walks", "searches", "walks that give up"])
@pytest.mark.parametrize("seed", range(25))
def test_everybody_equals_one_at_a_time(
    seed: int, limit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if limit != "tables":
        monkeypatch.setattr(parts, "TABLE_STATES", 0)
    if limit == "searches":
        monkeypatch.setattr(parts, "MOST_CLAUSES", 0)
    if limit == "walks that give up":
        monkeypatch.setattr(everybody, "WALK_STATES", 0)
    dice = random.Random(seed)
    taxonomy, _, _ = random_world(dice)
    names = sorted(taxonomy.competences)
    needs = [need(" ".join(f"{c}{dice.randint(1, 3)}" for c in dice.sample(names, 2)), name=str(n))
             for n in range(7)]  # fmt: skip
    people = [{c: dice.randint(1, 3) for c in names if dice.random() < 0.4} for _ in range(30)]
    laid = everybody.lay_out(needs, taxonomy, DAY)
    held = everybody.holding_of(laid, *levels_of(people, taxonomy))
    answers = answered(laid, held)
    matrix = answers.distances(held)
    for row, wanted in zip(matrix.tolist(), needs, strict=True):
        exact = ExactDistances(build_problem(wanted, taxonomy, DAY), taxonomy.graph)
        for value, levels in zip(row, people, strict=True):
            who = standing(person(levels), taxonomy, DEFAULT_SETTINGS, DAY)
            cost = exact.distance(who).cost
            assert value == (answers.unattainable if cost is UNATTAINABLE else cost)


@pytest.fixture(scope="module")
def region(taxonomy: Taxonomy) -> tuple[Population, tuple[Need, ...]]:
    return Population(taxonomy, 5), make_needs(taxonomy, 12, 5)


def test_the_real_catalogue_equals_one_at_a_time(
    taxonomy: Taxonomy, region: tuple[Population, tuple[Need, ...]]
) -> None:
    population, needs = region
    levels = population.levels(40, 90)
    laid = everybody.lay_out(needs, taxonomy, DAY)
    held = everybody.holding_of(laid, levels, population.column)
    answers = answered(laid, held)
    assert set(answers.methods) <= {Answered.TABLE, Answered.WALK}
    matrix = answers.distances(held)
    for row, wanted in zip(matrix, needs, strict=True):
        problem = build_problem(wanted, taxonomy, DAY)
        exact = ExactDistances(problem, taxonomy.graph)
        for value, mine in zip(row.tolist(), levels[:10], strict=False):
            own = dict(zip(population.competences, mine.tolist(), strict=True))
            cost = exact.distance_from(problem.holding(own)).cost
            assert value == (answers.unattainable if cost is UNATTAINABLE else cost)


def test_distances_too_great_for_two_bytes_are_kept_in_more() -> None:
    taxonomy = world([competence("a")], [module("x", 1, "a1")])
    for cost, kind in ((5, np.uint16), (70_000, np.int32), (10**12, np.int64)):
        laid = everybody.lay_out([need("a1"), need("a2")], taxonomy, DAY, costs={"x": cost})
        held = everybody.holding_of(laid, np.array([[0], [1]], dtype=np.uint8), {"a": 0})
        answers = answered(laid, held)
        matrix = answers.distances(held)
        assert matrix.dtype == kind
        assert matrix.tolist() == [[cost, 0], [answers.unattainable] * 2]


def test_needs_and_people_that_are_nobody_are_answered() -> None:
    taxonomy = world([competence("a")], [module("x", 1, "a1")])
    laid = everybody.lay_out([need("")], taxonomy, DAY)
    held = everybody.holding_of(laid, np.zeros((2, 1), dtype=np.uint8), {"a": 0})
    assert answered(laid, held).distances(held).tolist() == [[0, 0]]
    assert answered(laid, held[:, :0]).distances(held[:, :0]).shape == (1, 0)


def test_people_in_states_that_were_not_walked_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "TABLE_STATES", 0)
    taxonomy = world([competence("a")], [module("x", 1, "a1")])
    laid = everybody.lay_out([need("a1")], taxonomy, DAY)
    held = everybody.holding_of(laid, np.array([[0], [1]], dtype=np.uint8), {"a": 0})
    answers = answered(laid, held[:, 1:])
    with pytest.raises(ValueError, match="not among those walked"):
        answers.distances(held)


def test_levels_that_hold_the_narrower_without_the_broader_are_refused() -> None:
    taxonomy = world([competence("a"), competence("b", ("a",))], [module("x", 2, "a1 b2")])
    laid = everybody.lay_out([need("a1 b2")], taxonomy, DAY)
    with pytest.raises(ValueError, match="broader"):
        everybody.holding_of(laid, np.array([[0, 2]], dtype=np.uint8), {"a": 0, "b": 1})


def test_a_stretch_of_the_people_is_the_same_however_it_is_asked_for(
    region: tuple[Population, tuple[Need, ...]], taxonomy: Taxonomy
) -> None:
    population, needs = region
    whole = population.levels(0, 2 * BLOCK)
    assert np.array_equal(population.levels(BLOCK - 7, BLOCK + 9), whole[BLOCK - 7 : BLOCK + 9])
    assert population.levels(3, 3).shape == (0, len(population.competences))
    assert np.array_equal(Population(taxonomy, 5).levels(10, 20), whole[10:20])
    assert not np.array_equal(Population(taxonomy, 6).levels(10, 20), whole[10:20])
    assert make_needs(taxonomy, 5, 5) == needs[:5]
    assert all(wanted.hard for wanted in make_needs(taxonomy, 300, 1))


def test_made_up_people_hold_the_broader_with_the_narrower(
    region: tuple[Population, tuple[Need, ...]], taxonomy: Taxonomy
) -> None:
    population, _ = region
    for row in population.levels(0, 40):
        held = {c: int(n) for c, n in zip(population.competences, row, strict=True) if n}
        assert held == taxonomy.graph.widen(Attainment(c, n) for c, n in held.items())
    assert Standing("p", {}).levels == {}
