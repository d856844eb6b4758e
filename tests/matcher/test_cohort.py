"""Group packages: each constraint by its smallest case, the optimum by trying every choice."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import pytest

from matcher.packages.cohort.constraints import CONSTRAINTS, model_of
from matcher.packages.cohort.greedy import greedy
from matcher.packages.cohort.problem import Limits, UnknownFees
from matcher.packages.cohort.solving import EVERYTHING, Measure, Proof, solve
from tests.matcher.cohort_world import best_by_trying_all, cohort, random_case, wanted
from tests.matcher.small_world import module, person

OPEN = Limits(least=1, most=9, classes=9, days=99)
THREE = [person("", f"p{n}") for n in range(3)]
A = module("a-kursus", 2, "a1")


@pytest.mark.parametrize("part", range(10))
def test_the_best_choice_equals_trying_every_choice(part: int) -> None:
    for number in range(50):
        case = random_case(random.Random(f"{part} {number}"))
        modules, people, needs, limits, fees = case
        chosen = solve(cohort(modules, people, needs, limits, fees), seconds=60)
        assert chosen.proof is Proof.BEST
        assert chosen.values == best_by_trying_all(*case), (part, number)


def test_each_constraint_bites_somewhere_in_the_generated_cases() -> None:
    bitten = Counter[str]()
    for number in range(60):
        modules, people, needs, limits, fees = random_case(random.Random(f"0 {number}"))
        made = cohort(modules, people, needs, limits, fees)
        best = solve(made)
        for constraint in CONSTRAINTS:
            freed = solve(made, EVERYTHING - {constraint.name})
            bitten[constraint.name] += freed.values != best.values
    within = {"within_period"}  # the columns go no further than the period
    assert {c.name for c in CONSTRAINTS} - within == {n for n, k in bitten.items() if k}


@pytest.mark.parametrize("part", range(4))
def test_the_rule_of_thumb_keeps_every_constraint_and_is_never_better(part: int) -> None:
    for number in range(25):
        modules, people, needs, limits, fees = random_case(random.Random(f"g{part} {number}"))
        made = cohort(modules, people, needs, limits, fees)
        model = model_of(made, EVERYTHING)
        taken = [c for c, t in zip(model.columns, greedy(model, EVERYTHING), strict=True) if t]
        only = solve(replace(made, columns=tuple(taken)))
        assert len(only.columns) == len(taken)
        assert solve(made).value(Measure.PLACES) >= len(taken)


def test_a_class_needs_its_least_number() -> None:
    needs = [wanted("a1", headcount=3)]
    assert len(solve(cohort([A], THREE, needs, replace(OPEN, least=3))).columns) == 3
    assert solve(cohort([A], THREE, needs, replace(OPEN, least=4))).columns == ()


def test_a_class_holds_its_most_number_and_classes_are_counted() -> None:
    needs = [wanted("a1", headcount=3)]
    assert len(solve(cohort([A], THREE, needs, replace(OPEN, most=2, classes=1))).columns) == 2
    assert len(solve(cohort([A], THREE, needs, replace(OPEN, most=2, classes=2))).columns) == 3


def test_two_classes_need_twice_the_least_number() -> None:
    needs = [wanted("a1", headcount=3)]
    limits = Limits(least=2, most=2, classes=2, days=9)
    assert len(solve(cohort([A], THREE, needs, limits)).columns) == 2


def test_the_fees_keep_within_the_budget() -> None:
    made = cohort([A], THREE, [wanted("a1", headcount=3)], replace(OPEN, budget=500), {A.id: 200})
    chosen = solve(made)
    assert chosen.value(Measure.KRONER) == 400
    assert len(chosen.columns) == 2


def test_a_budget_is_kept_to_the_krone() -> None:
    needs = [wanted("a1", headcount=3)]
    for budget, places in ((399, 1), (400, 2)):
        limits = replace(OPEN, budget=budget)
        assert len(solve(cohort([A], THREE, needs, limits, {A.id: 200})).columns) == places


def test_an_unknown_fee_is_outside_the_budget_or_refused_and_never_zero() -> None:
    needs = [wanted("a1", headcount=3)]
    outside = solve(cohort([A], THREE, needs, replace(OPEN, budget=0)))
    assert outside.value(Measure.UNKNOWN) == 3
    refused = replace(OPEN, unknown_fees=UnknownFees.REFUSE)
    assert solve(cohort([A], THREE, needs, refused)).columns == ()
    known = module("b-kursus", 2, "a1")
    chosen = solve(cohort([A, known], THREE, needs, OPEN, {known.id: 900}))
    assert chosen.values == (3, 6, 0, 2700)


def test_a_package_fits_the_period() -> None:
    needs = [wanted("a1 b1", headcount=3)]
    both = [A, module("b-kursus", 3, "b1")]
    assert len(solve(cohort(both, THREE, needs, replace(OPEN, days=5))).columns) == 3
    assert solve(cohort(both, THREE, needs, replace(OPEN, days=4))).columns == ()


def test_somebody_employed_takes_a_place_in_their_own_company_only() -> None:
    one = [person("a1", "p0")]
    away = [wanted("a1", "n0", company="x"), wanted("b1", "n1", company="y", employees=["p0"])]
    assert solve(cohort([A], one, away, OPEN)).columns == ()
    home = [replace(away[0], employees=frozenset({"p0"}))]
    assert len(solve(cohort([A], one, home, OPEN)).columns) == 1


def test_each_person_ends_in_one_place() -> None:
    needs = [wanted("a1", "n0"), wanted("a1", "n1")]
    assert len(solve(cohort([A], THREE[:1], needs, OPEN)).columns) == 1


def test_a_need_gets_no_more_people_than_it_asks_for() -> None:
    assert len(solve(cohort([A], THREE, [wanted("a1", headcount=2)], OPEN)).columns) == 2


def test_nobody_sits_in_a_class_to_fill_it() -> None:
    people = [person("", "p0"), person("a1", "p1")]
    made = cohort([A], people, [wanted("a1", headcount=2)], replace(OPEN, least=2))
    assert [(c.person, c.courses) for c in solve(made).columns] == [(1, ())]


def test_an_open_course_needs_no_class() -> None:
    limits = replace(OPEN, least=3, open_courses=frozenset({A.id}))
    assert len(solve(cohort([A], THREE[:1], [wanted("a1")], limits)).columns) == 1


def test_a_longer_course_is_taken_when_it_fills_a_class() -> None:
    short, wide = module("kort", 1, "a1"), module("bred", 2, "a1 b1")
    people = [person("b1", "p0"), person("", "p1")]
    made = cohort([short, wide], people, [wanted("a1 b1", headcount=2)], replace(OPEN, least=2))
    assert solve(made).values[:2] == (2, 4)


def test_packages_that_were_left_out_are_told_and_bounded() -> None:
    made = cohort([A], THREE, [wanted("a1", headcount=3)], replace(OPEN, least=4))
    short = frozenset({(0, 0), (1, 0), (2, 0)})
    chosen = solve(replace(made, cut_short=short))
    assert chosen.proof is Proof.BEST_AMONG
    assert (len(chosen.columns), chosen.places_bound) == (0, 3)


def test_no_time_gives_the_rule_of_thumb_and_tells_the_gap() -> None:
    short, wide = module("kort", 1, "a1"), module("bred", 2, "a1 b1")
    people = [person("b1", "p0"), person("", "p1")]
    made = cohort([short, wide], people, [wanted("a1 b1", headcount=2)], replace(OPEN, least=2))
    chosen = solve(made, seconds=0)
    assert chosen.proof is Proof.GAP
    assert chosen.stages[0].bound >= chosen.stages[0].value
