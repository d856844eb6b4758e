"""Re-planning keeps as much as possible: against brute force, and what must always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.calendar import SchoolCalendar, place_days
from matcher.plans.composing import compose
from matcher.plans.diff import differences
from matcher.plans.plan import TAUGHT, PeriodKind, PlanPeriod
from matcher.plans.replan import Absence, Happened, best_places, options, replan
from matcher.plans.validation import faults_of
from tests.matcher.plans.making import any_request, assessment, courses, credit, drafted, euv, world

CALENDAR = SchoolCalendar()
ON = date(2025, 12, 1)
NOTHING = Happened({})


def _random_periods(random: Random) -> list[PlanPeriod]:
    """Courses with gaps between some of them."""
    cursor, found = date(2026, 1, 5), []
    for n in range(1 + random.randrange(6)):
        days = 1 + random.randrange(8)
        first, last = place_days(CALENDAR, cursor, days)
        found.append(PlanPeriod(f"k{n}", PeriodKind.COURSE, f"k{n}", f"k{n}", first, last, None,
                                days, proposed=True, basis_da=""))  # fmt: skip
        cursor = last + timedelta(days=1 + random.choice([0, 0, 7, 21]))
    return found


def _random_happened(random: Random, periods: list[PlanPeriod]) -> Happened:
    absences = []
    for _ in range(random.randrange(3)):
        first = periods[0].first + timedelta(days=random.randrange(70))
        absences.append(Absence(first, first + timedelta(days=random.randrange(15))))
    moved = {}
    if random.random() < 0.4:
        each = random.choice(periods)
        shift = timedelta(weeks=random.randrange(1, 5))
        moved[each.key] = (each.first + shift, each.last + shift)
    late = random.random() < 0.3
    start = periods[0].first + timedelta(days=random.randrange(30)) if late else None
    return Happened(moved, tuple(absences), start)


def _by_force(periods: list[PlanPeriod], happened: Happened) -> tuple[int, date]:
    """The second method: every way of keeping or moving each period."""
    best: tuple[int, date] | None = None
    for choice in product((0, 1), repeat=len(periods)):
        end, kept = date.min, 0
        for period, pick in zip(periods, choice, strict=True):
            ways = options(period, end, happened, CALENDAR)
            if pick >= len(ways):
                break
            end, kept = ways[pick].last, kept + ways[pick].kept
        else:
            if best is None or (kept, -end.toordinal()) > (best[0], -best[1].toordinal()):
                best = (kept, end)
    assert best is not None
    return best


def test_no_other_way_keeps_more_or_ends_sooner() -> None:
    for seed in range(500):
        random = Random(seed)
        periods = _random_periods(random)
        happened = _random_happened(random, periods)
        places = best_places(periods, happened, CALENDAR)
        assert (sum(p.kept for p in places), places[-1].last) == _by_force(periods, happened), seed


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100_000))
def test_places_are_in_order_and_keep_clear_of_what_happened(seed: int) -> None:
    random = Random(seed)
    periods = _random_periods(random)
    happened = _random_happened(random, periods)
    places = best_places(periods, happened, CALENDAR)
    for one, other in pairwise(places):
        assert one.last < other.first
    for place in places:
        assert not any(a.first <= place.last and place.first <= a.last for a in happened.absences)
        assert happened.start is None or place.first >= happened.start


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_when_nothing_happened_nothing_moves(seed: int) -> None:
    plan = drafted(any_request(Random(seed)))
    again = replan(plan, NOTHING, CALENDAR, ON)
    assert again.periods == plan.periods
    assert again.changes == ()
    assert again.version == plan.version + 1
    assert differences(plan, again) == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 900), st.integers(0, 40))
def test_a_plan_made_again_holds_together_and_tells_every_change(
    seed: int, when: int, days: int
) -> None:
    taken = (credit(Random(seed).randrange(4)),)
    plan = drafted(euv(assessment=assessment(credits_=taken)))
    ill = Absence(plan.start + timedelta(days=when), plan.start + timedelta(days=when + days))
    again = replan(plan, Happened({}, (ill,)), CALENDAR, ON)
    assert faults_of(again, world()[1].book) == ()
    told = {c.what_da for c in again.changes}
    old = {p.key: p for p in plan.periods}
    for p in again.periods:
        moved = p.key not in old or (old[p.key].first, old[p.key].last) != (p.first, p.last)
        assert (p.title_da in told) is moved
        if p.key in old:
            assert p.sequence == old[p.key].sequence + moved
        if p.kind in TAUGHT:
            assert p.last < ill.first or ill.last < p.first


def test_illness_moves_one_school_period_and_the_next_ones_stay() -> None:
    plan = drafted(euv())
    school = plan.of(PeriodKind.SCHOOL)
    ill = Absence(school[1].first, school[1].first + timedelta(days=18))
    again = replan(plan, Happened({}, (ill,)), CALENDAR, ON)
    moved = again.of(PeriodKind.SCHOOL)
    assert [p.first == q.first for p, q in zip(school, moved, strict=True)] == [
        True, False, True, True,
    ]  # fmt: skip
    why = {c.what_da: c.why_da for c in again.changes}
    assert why["Skoleperiode 2"] == "personen er syg"
    assert why["Oplæring 3"] == "følger de perioder, der er flyttet"


def test_lost_oplaering_is_made_up_for_at_the_end() -> None:
    plan = drafted(euv())
    ill = Absence(plan.start, plan.start + timedelta(weeks=60))
    again = replan(plan, Happened({}, (ill,)), CALENDAR, ON)
    assert sum(p.weeks or 0 for p in again.of(PeriodKind.OPLAERING)) >= 99
    assert again.end is not None
    assert plan.end is not None
    assert again.end > plan.end
    assert faults_of(again, world()[1].book) == ()


def test_the_school_moves_a_period() -> None:
    plan = drafted(courses("m-gaffeltruck-b", "m-epoxy-isocyanat"))
    key = plan.periods[1].key
    new = (date(2027, 2, 1), date(2027, 2, 2))
    again = replan(plan, Happened({key: new}), CALENDAR, ON)
    moved = next(p for p in again.periods if p.key == key)
    assert (moved.first, moved.last) == new
    assert [c.why_da for c in again.changes] == ["skolen har flyttet perioden"]
    assert again.periods[0] == plan.periods[0]


def test_a_later_start_moves_what_lies_before_it() -> None:
    plan = drafted(courses("m-gaffeltruck-b", "m-epoxy-isocyanat"))
    again = replan(plan, Happened({}, start=plan.start + timedelta(days=1)), CALENDAR, ON)
    assert again.start > plan.start
    assert "starten er flyttet" in again.changes[0].why_da


def test_uids_are_the_same_and_sequences_rise_when_dates_move() -> None:
    plan = drafted(euv())
    ill = Absence(plan.start, plan.start + timedelta(days=3))
    again = replan(plan, Happened({}, (ill,)), CALENDAR, ON)
    before = {a.uid: a for a in compose(plan).appointments}
    after = {a.uid: a for a in compose(again).appointments}
    assert set(before) < set(after)  # lost oplæring is made up for at the end
    for uid, was in before.items():
        moved = (was.first, was.last) != (after[uid].first, after[uid].last)
        assert after[uid].sequence == moved


@pytest.mark.parametrize("change", [{"start": date(2026, 1, 5)}, {"written": date(2025, 1, 1)}])
def test_a_plan_drafted_on_other_days_has_the_same_uids(change: dict[str, date]) -> None:
    one = compose(drafted(euv()))
    other = compose(drafted(replace(euv(), **change)))  # type: ignore[arg-type]
    assert [a.uid for a in one.appointments] == [a.uid for a in other.appointments]
