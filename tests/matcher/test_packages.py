"""The package is exact: a second and a third method agree, and every answer can be attended."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.matching.standing import Standing, standing
from matcher.packages.baselines import greedy, ratio_rule
from matcher.packages.package import Method, Obstacle, Packager
from matcher.packages.problem import Objective, build_problem, held_clauses, holds
from matcher.packages.search import numbered, search
from matcher.packages.solver import solve
from matcher.settings import DEFAULT_SETTINGS
from taxonomy.concepts import Attainment, ModuleKind
from taxonomy.snapshot import Catalogue, Taxonomy
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
    from matcher.facts import Need, Person
    from matcher.packages.package import Package
    from matcher.packages.problem import PackageProblem

ABC = [competence(c) for c in "abc"]


def stand(who: Person, taxonomy: Taxonomy) -> Standing:
    return standing(who, taxonomy, DEFAULT_SETTINGS, DAY)


def best(taxonomy: Taxonomy, goals: Need, who: Person) -> Package:
    return Packager(build_problem(goals, taxonomy, DAY)).best(stand(who, taxonomy))


def assert_attendable(package: Package, problem: PackageProblem, who: Standing) -> None:
    """Each course's prerequisites hold when it starts, and in the end every goal holds."""
    levels = dict(who.levels)
    for step in package.steps:
        assert all(holds(c, lambda k: levels.get(k, 0)) for c in step.course.opens_with)
        for name, level in step.course.gives.items():
            levels[name] = max(level, levels.get(name, 0))
    assert all(holds(goal, lambda k: levels.get(k, 0)) for goal in problem.goals)


@pytest.mark.parametrize("seed", range(500))
def test_three_methods_agree_on_generated_cases(seed: int) -> None:
    """Branch and bound, CP-SAT and trying every order give the same fewest days."""
    taxonomy, goals, who = random_world(random.Random(seed))
    problem = build_problem(goals, taxonomy, DAY)
    person_ = stand(who, taxonomy)
    package = Packager(problem).best(person_)
    solution = solve(problem, held_clauses(problem, person_))
    assert package.days == cheapest_by_trying_all(taxonomy, goals, who)
    assert package.proven
    assert solution.proven
    assert (solution.courses is None) == (not package.closed)
    if package.closed:
        assert solution.cost == sum(step.course.cost for step in package.steps)
        assert_attendable(package, problem, person_)


@pytest.mark.parametrize("seed", range(60))
def test_an_added_course_never_lengthens_the_best_package(seed: int) -> None:
    dice = random.Random(seed)
    taxonomy, goals, who = random_world(dice)
    before = best(taxonomy, goals, who)
    names = sorted(taxonomy.competences)
    extra = module("extra", dice.randint(1, 9), f"{dice.choice(names)}{dice.randint(1, 3)}")
    larger = world(taxonomy.competences.values(), [*taxonomy.modules.values(), extra])
    after = best(larger, goals, who)
    if before.days is not None:
        assert after.days is not None
        assert after.days <= before.days


@pytest.mark.parametrize("seed", range(60))
def test_the_order_of_the_input_never_changes_the_package(seed: int) -> None:
    dice = random.Random(seed)
    taxonomy, goals, who = random_world(dice)
    modules = list(taxonomy.modules.values())
    competences = list(taxonomy.competences.values())
    dice.shuffle(modules)
    dice.shuffle(competences)
    shuffled = world(competences, modules)
    assert best(taxonomy, goals, who) == best(shuffled, goals, who)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from("abc"), st.integers(1, 3))
def test_more_competence_never_lengthens_the_package(seed: int, name: str, level: int) -> None:
    taxonomy, goals, who = random_world(random.Random(seed))
    before = best(taxonomy, goals, who)
    more = {e.competence: e.level for e in who.evidence}
    more[name] = max(level, more.get(name, 0))
    after = best(taxonomy, goals, person(more))
    if before.days is not None:
        assert after.days is not None
        assert after.days <= before.days


def test_a_prerequisite_comes_first_and_says_why_it_is_there() -> None:
    taxonomy = world(ABC, [module("first", 3, "a1"), module("second", 2, "b2", "a1")])
    package = best(taxonomy, need("b2"), person({}))
    assert package.modules == ("first", "second")
    assert package.steps[0].closes == ()
    assert package.steps[0].opens == ("second",)
    assert [a.competence for goal in package.steps[1].closes for a in goal] == ["b"]


def test_what_rkv_has_shown_counts_as_a_prerequisite() -> None:
    taxonomy = world(ABC, [module("first", 3, "a1"), module("second", 2, "b2", "a1")])
    assert best(taxonomy, need("b2"), person("a1")).modules == ("second",)


def test_a_narrower_competence_opens_a_course_that_asks_for_the_broader() -> None:
    taxonomy = world(
        [competence("a"), competence("b"), competence("c", ("a",))], [module("m", 2, "b2", "a1")]
    )
    assert best(taxonomy, need("b2"), person("c1")).modules == ("m",)


def test_one_broad_course_beats_two_short_ones_when_it_is_shorter() -> None:
    short = [module("x", 3, "a1"), module("y", 3, "b1")]
    assert best(world(ABC, [*short, module("z", 5, "a1 b1")]), need("a1 b1"), person({})).days == 5
    assert best(world(ABC, [*short, module("z", 7, "a1 b1")]), need("a1 b1"), person({})).days == 6


def test_among_equal_days_the_package_with_fewer_courses_is_chosen() -> None:
    courses = [module("x", 3, "a1"), module("y", 3, "b1"), module("z", 6, "a1 b1")]
    assert best(world(ABC, courses), need("a1 b1"), person({})).modules == ("z",)


def test_two_courses_that_wait_for_one_another_cannot_be_taken() -> None:
    ring = [module("x", 1, "a1", "b1"), module("y", 1, "b1", "a1")]
    package = best(world(ABC, ring), need("a1"), person({}))
    assert not package.closed
    assert package.blocked[0].obstacle is Obstacle.PREREQUISITE
    assert package.blocked[0].courses == ("x",)


def test_what_no_course_teaches_is_told_and_the_rest_is_still_proposed() -> None:
    package = best(world(ABC, [module("x", 1, "a1")]), need("a1 c1"), person({}))
    assert package.days is None
    assert [b.obstacle for b in package.blocked] == [Obstacle.NOT_TAUGHT]
    assert package.modules == ("x",)


@pytest.mark.parametrize("links", [5, 11, 25, 45])
def test_a_long_chain_with_shared_prerequisites_is_never_taken_for_closed(links: int) -> None:
    """Each course asks for two things the one before gives; counted twice, costs explode."""
    names = [f"{x}{n}" for n in range(links) for x in "ab"]
    courses = [
        replace(
            module(f"m{n:02}", 5, "a1"),
            kind=ModuleKind.AVU,
            outcomes=(Attainment(f"a{n}", 1), Attainment(f"b{n}", 1)),
            prerequisites=((Attainment(f"a{n - 1}", 1),), (Attainment(f"b{n - 1}", 1),))
            if n
            else (),
        )
        for n in range(links)
    ]
    goals = replace(
        need("a1"),
        requirements=(replace(need("a1").requirements[0], options=(Attainment(names[-2], 1),)),),
    )
    taxonomy = world([competence(name) for name in names], courses)
    package = Packager(build_problem(goals, taxonomy, DAY, Objective.FEE)).best(Standing("p", {}))
    assert package.closed
    assert len(package.steps) == links


def test_a_need_without_demands_and_a_person_with_all_of_it_need_nothing() -> None:
    taxonomy = world(ABC, [module("x", 1, "a1")])
    assert best(taxonomy, need(""), person({})).steps == ()
    assert best(taxonomy, need("a1"), person("a2")).days == 0


def test_a_course_whose_length_is_unknown_is_never_put_in_a_package() -> None:
    unknown = module("x", 1, "a1")
    object.__setattr__(unknown, "days", None)
    assert not best(world(ABC, [unknown]), need("a1"), person({})).closed


def test_a_world_without_courses_answers() -> None:
    assert not best(world(ABC, []), need("a1"), person({})).closed


@pytest.mark.parametrize("seed", range(80))
def test_alternatives_clearly_differ_and_rise_in_cost(seed: int) -> None:
    taxonomy, goals, who = random_world(random.Random(seed))
    problem = build_problem(goals, taxonomy, DAY)
    packager = Packager(problem)
    person_ = stand(who, taxonomy)
    first = packager.best(person_)
    found = [first, *packager.alternatives(person_)]
    costs = [sum(step.course.cost for step in package.steps) for package in found]
    assert costs == sorted(costs)
    assert len(found) <= 4
    for place, package in enumerate(found):
        if package.closed:
            assert_attendable(package, problem, person_)
        for earlier in found[:place]:
            shared = set(package.modules) & set(earlier.modules)
            assert len(shared) <= len(earlier.modules) // 2


@pytest.mark.parametrize("seed", range(80))
def test_rules_of_thumb_are_never_shorter_and_close_what_they_say(seed: int) -> None:
    taxonomy, goals, who = random_world(random.Random(seed))
    problem = build_problem(goals, taxonomy, DAY)
    person_ = stand(who, taxonomy)
    package = Packager(problem).best(person_)
    for rule in (greedy, ratio_rule):
        found = rule(problem, held_clauses(problem, person_))
        if found.closed:
            assert package.days is not None
            assert found.days >= package.days


def test_least_fee_puts_a_course_whose_fee_is_unknown_last(taxonomy: Taxonomy) -> None:
    """Two ways to the same: the fee of AVU is not in our sources, so AMU wins on fee."""
    avu = next(m for m in taxonomy.modules.values() if m.kind == "avu")
    catalogue = Catalogue(
        tuple(taxonomy.fields.values()), (), tuple(taxonomy.competences.values()),
        (avu, module("amu", 60, "dansk1")), (), (), tuple(taxonomy.parameters.values()),
    )  # fmt: skip
    mixed = Taxonomy(catalogue)
    goals = need("dansk1")
    if any(a.competence == "dansk" for a in avu.outcomes):
        packager = Packager(build_problem(goals, mixed, DAY, Objective.FEE))
        assert packager.best(Standing("p", {})).modules == ("amu",)


def test_stopping_the_search_early_is_told_and_the_answer_comes_from_the_second_method() -> None:
    courses = [module(f"m{i}", 3 + i % 3, f"{a}1 {b}1") for i, (a, b) in
               enumerate([("a", "b"), ("b", "c"), ("a", "c")])]  # fmt: skip
    problem = build_problem(need("a1 b1 c1"), world(ABC, courses), DAY)
    found = search(numbered(problem), frozenset(), nodes=0)
    assert not found.proven
    assert solve(problem, frozenset()).proven
    assert Packager(problem).best(Standing("p", {})).method is Method.SEARCH


@pytest.mark.parametrize("place", range(0, 51, 2))
def test_both_exact_methods_agree_on_the_real_catalogue(taxonomy: Taxonomy, place: int) -> None:
    """Every second job profile, from nothing and from a half-way state."""
    from api.intake.plans import profile_requirements
    from matcher.facts import Need

    profile = sorted(taxonomy.profiles.values(), key=lambda p: p.id)[place]
    goals = Need(profile.id, "a", profile.title_da, profile.id, profile_requirements(profile))
    problem = build_problem(goals, taxonomy, DAY)
    half = {o.competence: o.level for r in goals.hard[::2] for o in r.options[:1]}
    for who in ({}, half):
        person_ = stand(person(who), taxonomy)
        package = Packager(problem).best(person_)
        solution = solve(problem, held_clauses(problem, person_), seconds=60)
        assert solution.proven
        assert package.proven
        assert solution.cost == sum(step.course.cost for step in package.steps)


@pytest.mark.parametrize("place", range(16))
def test_both_exact_methods_agree_on_the_examples(taxonomy: Taxonomy, place: int) -> None:
    """Every need of the region for the ten argued people and a few of the others."""
    from pathlib import Path

    from api.intake.people import load_people
    from api.intake.plans import load_plans

    folder = Path(__file__).parents[2] / "data" / "examples" / "nordjylland"
    plans = load_plans(folder / "planer.yaml", taxonomy).plans
    goals = [n for plan in plans for n in plan.needs][place]
    people = [
        *load_people(folder / "ti_personer.yaml", taxonomy).people,
        *load_people(folder / "personer.csv", taxonomy).people[place::41],
    ]
    problem = build_problem(goals, taxonomy, DAY)
    packager = Packager(problem)
    for who in people:
        person_ = stand(who, taxonomy)
        package = packager.best(person_)
        solution = solve(problem, held_clauses(problem, person_), seconds=60)
        assert solution.proven
        assert package.proven
        assert solution.cost == sum(step.course.cost for step in package.steps)
