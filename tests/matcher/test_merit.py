"""Merit decides only among packages of the same days and fee, and says what it was chosen for."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from matcher.matching.standing import standing
from matcher.packages.merit import merit_of_modules, prefer_merit, tenths
from matcher.packages.ordering import in_order, problem_cost
from matcher.packages.package import Packager
from matcher.packages.problem import Objective, build_problem, held_clauses
from matcher.settings import DEFAULT_SETTINGS
from taxonomy.merit import Merit
from tests.matcher.small_world import (
    DAY,
    ORIGIN,
    competence,
    module,
    need,
    random_world,
    world,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.parameters import Parameter
    from taxonomy.snapshot import Taxonomy


def row(name: str, weeks: float, programme: str = "e-x") -> Merit:
    return Merit(name, programme, "", weeks, ORIGIN, "prøve")


def test_a_module_counts_once_with_its_best_programme() -> None:
    rows = [row("x", 1.0, "e-b"), row("x", 2.0, "e-c"), row("x", 2.0, "e-a"), row("y", 0.4)]
    best = merit_of_modules(rows)
    assert best["x"].programme == "e-a"
    assert tenths(best) == {"x": 20, "y": 4}


def _closed(problem: PackageProblem, held: frozenset[Clause]) -> Iterator[tuple[str, ...]]:
    """Every set of courses that has an order and closes the goals."""
    for count in range(len(problem.courses) + 1):
        for courses in combinations(problem.courses, count):
            reached = held.union(*(problem.reached[c.id] for c in courses))
            if not set(problem.goals) <= reached:
                continue
            try:
                yield in_order(problem, held, courses)
            except ValueError:
                continue


@pytest.mark.parametrize("seed", range(200))
def test_the_choice_has_most_merit_among_packages_of_least_cost(
    seed: int, taxonomy: Taxonomy
) -> None:
    dice = random.Random(seed)
    small, goals, who = random_world(dice)
    fees: list[Parameter] = [taxonomy.parameters["amu/deltagerbetaling"]]
    made = world(small.competences.values(), small.modules.values(), fees)
    problem = build_problem(goals, made, DAY)
    held = held_clauses(problem, standing(who, made, DEFAULT_SETTINGS, DAY))
    merit = merit_of_modules(
        row(c.id, dice.randint(1, 20) / 10) for c in problem.courses if dice.random() < 0.6
    )
    package = Packager(problem).best_from(held)
    choice = prefer_merit(problem, held, package, merit)
    if not package.steps or not package.closed:
        assert choice is None
        return
    worth = tenths(merit)
    chosen = choice.package if choice else package
    equals = [
        modules
        for modules in _closed(problem, held)
        if problem_cost(problem.by_id[m] for m in modules)
        == problem_cost(s.course for s in package.steps)
    ]
    most = max(sum(worth.get(m, 0) for m in modules) for modules in equals)
    assert sum(worth.get(m, 0) for m in chosen.modules) == most
    assert (chosen.days, chosen.fee, chosen.bound) == (package.days, package.fee, package.bound)
    assert choice is None or choice.gained


def test_a_fee_that_cannot_be_told_is_never_changed_for_merit() -> None:
    made = world([competence("a")], [module("x", 1, "a1"), module("y", 1, "a1")])
    problem = build_problem(need("a1"), made, DAY, Objective.DAYS)
    package = Packager(problem).best_from(frozenset())
    merit = merit_of_modules([row("x", 1.0), row("y", 2.0)])
    assert package.fee is None
    assert prefer_merit(problem, frozenset(), package, merit) is None
