"""Distances from all states equal two other exact methods, and every package read back holds."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.facts import Need
from matcher.matching.standing import Standing, standing
from matcher.packages.exact import UNATTAINABLE, Distance, ExactDistances
from matcher.packages.lattice import answers, parts
from matcher.packages.lattice.answers import Answered
from matcher.packages.ordering import in_order
from matcher.packages.package import Packager
from matcher.packages.problem import Objective, build_problem, held_clauses
from matcher.packages.search import search
from matcher.packages.solver import solve
from matcher.settings import DEFAULT_SETTINGS
from tests.matcher.small_world import (
    DAY,
    cheapest_by_trying_all,
    competence,
    module,
    need,
    person,
    random_world,
    world,
)

if TYPE_CHECKING:
    from matcher.facts import Person
    from matcher.packages.problem import PackageProblem
    from taxonomy.snapshot import Taxonomy

ABC = [competence(c) for c in "abc"]


@pytest.fixture(params=["table", "walk", "search", "cp_sat"])
def method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Answered:
    """Every part answered by one method: the limits of the others are set to nothing."""
    wanted = Answered(request.param)
    if wanted is not Answered.TABLE:
        monkeypatch.setattr(parts, "TABLE_STATES", 0)
    if wanted in {Answered.SEARCH, Answered.CP_SAT}:
        monkeypatch.setattr(parts, "MOST_CLAUSES", 0)
    if wanted is Answered.CP_SAT:
        monkeypatch.setattr(answers, "search", lambda *a: replace(search(*a), proven=False))
    return wanted


def stand(who: Person, taxonomy: Taxonomy) -> Standing:
    return standing(who, taxonomy, DEFAULT_SETTINGS, DAY)


def solved(taxonomy: Taxonomy, goals: Need) -> ExactDistances:
    return ExactDistances(build_problem(goals, taxonomy, DAY), taxonomy.graph)


def days(distance: Distance) -> int | None:
    return None if distance.cost is UNATTAINABLE else int(str(distance.cost))


def with_costs(problem: PackageProblem, costs: dict[str, int]) -> PackageProblem:
    """The problem with other costs, a little above 0 as CP-SAT's problem wants them."""
    scale = len(problem.courses) + 1
    courses = (replace(c, cost=costs[c.id] * scale + 1) for c in problem.courses)
    return replace(problem, courses=tuple(courses))


@pytest.mark.parametrize("seed", range(80))
def test_each_method_equals_trying_every_order(seed: int, method: Answered) -> None:
    taxonomy, goals, who = random_world(random.Random(seed))
    found = solved(taxonomy, goals).distance(stand(who, taxonomy))
    assert days(found) == cheapest_by_trying_all(taxonomy, goals, who)
    assert found.method in {method, Answered.SEARCH} or not goals.hard


@pytest.mark.parametrize("seed", range(100))
def test_any_costs_also_nothing_equal_cp_sat_from_every_state(seed: int) -> None:
    """Costs from 0 up, and every state of two competences instead of the person's alone."""
    dice = random.Random(seed)
    taxonomy, goals, _ = random_world(dice)
    problem = build_problem(goals, taxonomy, DAY)
    costs = {c.id: dice.choice((0, 0, 1, 2, 5)) for c in problem.courses}
    found = ExactDistances(problem, taxonomy.graph, costs)
    plain = with_costs(problem, costs)
    names = sorted(taxonomy.competences)
    for level in range(3):
        who = stand(person({dice.choice(names): level, dice.choice(names): 3 - level}), taxonomy)
        solution = solve(plain, held_clauses(plain, who))
        expected = None if solution.cost is None else solution.cost // (len(plain.courses) + 1)
        assert days(found.distance(who)) == expected


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000), st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 4)))
def test_distance_equals_the_search_from_any_levels(seed: int, levels: dict[str, int]) -> None:
    taxonomy, goals, _ = random_world(random.Random(seed))
    problem = build_problem(goals, taxonomy, DAY)
    who = stand(person({c: n for c, n in levels.items() if c in taxonomy.competences}), taxonomy)
    found = ExactDistances(problem, taxonomy.graph).distance(who)
    assert days(found) == Packager(problem).best(who).days


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000), st.sampled_from("abc"), st.integers(1, 3))
def test_more_competence_is_never_further_away(seed: int, name: str, level: int) -> None:
    taxonomy, goals, who = random_world(random.Random(seed))
    found = solved(taxonomy, goals)
    more = {e.competence: e.level for e in who.evidence}
    more[name] = max(level, more.get(name, 0))
    before = days(found.distance(stand(who, taxonomy)))
    after = days(found.distance(stand(person(more), taxonomy)))
    if before is not None:
        assert after is not None
        assert after <= before


@pytest.mark.parametrize("seed", range(80))
def test_packages_read_back_cost_the_distance_and_can_be_attended(seed: int) -> None:
    dice = random.Random(seed)
    taxonomy, goals, who = random_world(dice)
    problem = build_problem(goals, taxonomy, DAY)
    costs = {c.id: dice.choice((0, 1, 1, 2)) for c in problem.courses}
    exact = ExactDistances(problem, taxonomy.graph, costs)
    who_stands = stand(who, taxonomy)
    held, least = held_clauses(problem, who_stands), exact.distance(who_stands).cost
    packages = exact.packages(who_stands)
    assert len(set(map(frozenset, packages))) == len(packages)
    assert (not packages) == (least is UNATTAINABLE)
    for package in packages:
        assert sum(costs[m] for m in package) == least
        assert closes(problem, held, package)
        for place in range(len(package)):
            assert not closes(problem, held, (*package[:place], *package[place + 1 :]))


def closes(problem: PackageProblem, held: frozenset[object], package: tuple[str, ...]) -> bool:
    now = set(held)
    for module_id in package:
        if not now.issuperset(problem.by_id[module_id].opens_with):
            return False
        now |= problem.reached[module_id]
    return now.issuperset(problem.goals)


def test_all_equally_short_packages_are_found_also_those_left_out_when_made_small() -> None:
    courses = [module("x", 3, "a1"), module("y", 3, "a1"), module("z", 1, "b1"),
               module("w", 2, "a1", "b1"), module("v", 4, "a1")]  # fmt: skip
    taxonomy = world(ABC, courses)
    exact, nobody = solved(taxonomy, need("a1")), Standing("p", {})
    assert exact.packages(nobody) == (("x",), ("y",), ("z", "w"))
    assert len(exact.packages(nobody, 2)) == 2
    assert exact.package(nobody) in exact.packages(nobody)


def test_a_need_without_demands_and_a_person_with_all_of_it_are_no_days_away() -> None:
    taxonomy = world(ABC, [module("x", 1, "a1")])
    assert solved(taxonomy, need("")).distance(Standing("p", {})).cost == 0
    assert solved(taxonomy, need("a1")).distance(stand(person("a2"), taxonomy)).cost == 0
    assert solved(taxonomy, need("a1")).packages(stand(person("a2"), taxonomy)) == ((),)


def test_what_no_course_teaches_is_unattainable_and_never_a_number() -> None:
    taxonomy = world(ABC, [module("x", 1, "a1")])
    exact = solved(taxonomy, need("a1 c1"))
    assert exact.distance(Standing("p", {})).cost is UNATTAINABLE
    assert exact.package(Standing("p", {})) is None
    assert exact.distance(stand(person("c1"), taxonomy)).cost == 1


def test_levels_that_cannot_come_about_are_searched() -> None:
    """Holding the narrower without the broader: no standing says so, and it still is exact."""
    taxonomy = world([competence("a"), competence("b", ("a",))], [module("x", 2, "a1 b2")])
    problem = build_problem(need("a1 b2"), taxonomy, DAY)
    odd = frozenset(c for c in problem.clauses if c[0].competence == "b")
    assert ExactDistances(problem, taxonomy.graph).distance_from(odd) == Distance(
        2, Answered.SEARCH
    )


def test_a_cost_below_nothing_is_refused() -> None:
    taxonomy = world(ABC, [module("x", 1, "a1")])
    problem = build_problem(need("a1"), taxonomy, DAY)
    with pytest.raises(ValueError, match="less than nothing"):
        ExactDistances(problem, taxonomy.graph, {"x": -1})


@pytest.mark.parametrize("place", range(0, 51, 3))
def test_every_third_job_profile_equals_the_search(taxonomy: Taxonomy, place: int) -> None:
    from api.intake.plans import profile_requirements

    profile = sorted(taxonomy.profiles.values(), key=lambda p: p.id)[place]
    goals = Need(profile.id, "a", profile.title_da, profile.id, profile_requirements(profile))
    half = {o.competence: o.level for r in goals.hard[::2] for o in r.options[:1]}
    for objective in Objective:
        problem = build_problem(goals, taxonomy, DAY, objective)
        exact = ExactDistances(problem, taxonomy.graph)
        for levels in ({}, half):
            who = stand(person(levels), taxonomy)
            package = Packager(problem).best(who)
            steps = [step.course for step in package.steps]
            least = sum(c.days if objective is Objective.DAYS else c.cost for c in steps)
            assert exact.distance(who).cost == (least if package.closed else UNATTAINABLE)
            own = exact.package(who)
            if own is not None:
                chosen = [problem.by_id[m] for m in own]
                assert in_order(problem, held_clauses(problem, who), chosen)
