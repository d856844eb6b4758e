"""Group packages explained: core and tails, open places, prices, causes, and who pays."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from matcher.packages.analysis import Difference
from matcher.packages.cohort.answer import WhyOpen, held_courses, outcomes, ways
from matcher.packages.cohort.constraints import model_of
from matcher.packages.cohort.pricing import causes, hopeless, prices
from matcher.packages.cohort.problem import Limits
from matcher.packages.cohort.solving import EVERYTHING, Measure, solve
from matcher.packages.cohort.splitting import SplitRule, divide, split
from tests.matcher.cohort_world import cohort, random_case, wanted
from tests.matcher.small_world import module, person

OPEN = Limits(least=1, most=9, classes=9, days=99)
A, B = module("a-kursus", 2, "a1"), module("b-kursus", 3, "b1")


def test_the_core_is_what_two_companies_share_and_the_rest_is_tail() -> None:
    people = [person("", "p0"), person("", "p1")]
    needs = [wanted("a1", "n0", company="x"), wanted("a1 b1", "n1", company="y")]
    made = cohort([A, B], people, needs, OPEN)
    chosen = solve(made)
    held = {h.course.id: (h.core, h.companies, h.classes) for h in held_courses(made, chosen)}
    assert held == {A.id: (True, ("x", "y"), 1), B.id: (False, ("y",), 1)}
    longer = next(way for way in ways(made, chosen) if way.wanted.need.id == "n1")
    assert longer.core == {A.id}
    assert [step.course.id for step in longer.steps] == [A.id, B.id]


def test_a_step_tells_what_it_closes_in_that_need_only() -> None:
    both = module("begge", 2, "a1 b1")
    needs = [wanted("a1", "n0"), wanted("b1", "n1", company="w")]
    made = cohort([both], [person("", "p0")], needs, OPEN)
    (way,) = ways(made, solve(made))
    assert len(way.steps[0].closes) == 1


def test_the_number_of_classes_is_what_the_participants_fill() -> None:
    people = [person("", f"p{n}") for n in range(5)]
    made = cohort([A], people, [wanted("a1", headcount=5)], replace(OPEN, most=2))
    assert [h.classes for h in held_courses(made, solve(made))] == [3]


def test_an_open_place_tells_why() -> None:
    people = [person("", "p0")]
    needs = [wanted("a1", "n0"), wanted("c1", "n1"), wanted("a1", "n2")]
    made = cohort([A], people, needs, OPEN)
    chosen = solve(made)
    told = [o.why for o in outcomes(made, chosen)]
    assert sorted(told) == [WhyOpen.FILLED, WhyOpen.NOBODY, WhyOpen.TAKEN]
    tight = cohort([A], people, needs[:1], replace(OPEN, least=2))
    nothing = solve(tight)
    (outcome,) = outcomes(tight, nothing, prices(tight, nothing).freed)
    assert (outcome.why, outcome.lifted_by) == (WhyOpen.LIMIT, ("classes_are_filled",))


def test_a_price_is_what_changes_without_the_limit() -> None:
    people = [person("", f"p{n}") for n in range(3)]
    made = cohort([A], people, [wanted("a1", headcount=3)], replace(OPEN, budget=400), {A.id: 200})
    found = {p.constraint: p for p in prices(made, solve(made)).prices}
    budget = found["within_budget"]
    assert budget.differences == (
        Difference("needs", 1), Difference("days", 2), Difference("kroner", 200)
    )  # fmt: skip
    assert budget.proven
    assert not budget.opens
    assert budget.title_da == "budgettet på 400 kr."
    assert found["classes_are_filled"].differences == ()
    assert "within_period" not in found


def test_the_period_is_priced_with_packages_beyond_it() -> None:
    made = cohort([A], [person("", "p0")], [wanted("a1")], replace(OPEN, days=1))
    wider = cohort([A], [person("", "p0")], [wanted("a1")], replace(OPEN, days=2))
    wider = replace(wider, limits=made.limits)
    found = prices(made, solve(made), wider).prices
    period = next(p for p in found if p.constraint == "within_period")
    assert period.opens
    assert "regnet op til 2 dage" in period.title_da


def test_no_limit_lifted_makes_anything_worse_even_without_time() -> None:
    for number in range(40):
        modules, people, needs, limits, fees = random_case(random.Random(f"p {number}"))
        made = cohort(modules, people, needs, limits, fees)
        chosen = solve(made)
        for other in prices(made, chosen, seconds=0).freed.values():
            assert other.value(Measure.PLACES) >= chosen.value(Measure.PLACES)


def test_the_causes_leave_nothing_and_none_of_them_can_be_left_out() -> None:
    told = 0
    for number in range(60):
        modules, people, needs, limits, fees = random_case(random.Random(f"c {number}"))
        made = cohort(modules, people, needs, replace(limits, least=3, most=3, budget=100), fees)
        found = {c.name for c in causes(made)}
        if solve(made).columns or hopeless(made):
            assert found == set()
            continue
        told += 1
        rest = {"one_place_each", "places_are_counted"}
        assert not solve(made, rest | found).columns
        assert all(solve(made, rest | found - {name}).columns for name in found)
    assert told >= 5


def test_when_nobody_can_whatever_is_lifted_it_is_hopeless() -> None:
    made = cohort([A], [person("", "p0")], [wanted("c1")], OPEN)
    assert hopeless(made)
    assert causes(made) == ()


def test_a_model_without_columns_can_be_made() -> None:
    made = cohort([A], [person("", "p0")], [wanted("c1")], OPEN)
    assert model_of(made, EVERYTHING).columns == ()
    assert solve(made).values == (0, 0, 0, 0)


def test_the_fees_are_split_by_the_rule_named() -> None:
    people = [person("b1", "p0"), person("a1 b1", "p1"), person("", "p2")]
    needs = [wanted("a1 b1", "n0", 2, "x"), wanted("a1", "n1", company="y")]
    made = cohort([A, B], people, needs, OPEN, {A.id: 100})
    chosen = solve(made)
    told = {}
    for rule in SplitRule:
        parts = split(chosen, lambda c: made.needs[c.need].company, rule)
        told[rule] = {s.payer: s.kroner for s in parts.shares}
        assert sum(s.kroner for s in parts.shares) == parts.kroner == 200
    assert told[SplitRule.OWN] == {"x": 100, "y": 100}
    assert told[SplitRule.PARTICIPANT_DAY] == {"x": 100, "y": 100}
    assert told[SplitRule.PLACE] == {"x": 133, "y": 67}


def test_a_seat_of_unknown_fee_is_told_beside_the_kroner() -> None:
    made = cohort([A], [person("", "p0")], [wanted("a1")], OPEN)
    parts = split(solve(made), lambda _: "x", SplitRule.OWN)
    assert [(s.kroner, s.unknown) for s in parts.shares] == [(0, 1)]


@given(
    st.integers(0, 10**7),
    st.dictionaries(st.text(max_size=3), st.integers(0, 10**5), min_size=1, max_size=9),
)
def test_the_parts_add_up_and_nobody_is_a_krone_off(total: int, weights: dict[str, int]) -> None:
    parts = divide(total, weights)
    every = sum(weights.values())
    if every:
        assert sum(parts.values()) == total
        assert all(abs(parts[n] - total * w / every) < 1 for n, w in weights.items())
