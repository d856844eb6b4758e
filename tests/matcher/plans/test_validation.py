"""Each fault is planted once, found once, and told in words; all at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.plan import PeriodKind
from matcher.plans.validation import CHECKS, faults_of
from matcher.rules.credit import Track, Weeks
from taxonomy.concepts import Attainment
from tests.matcher.plans.making import any_request, assessment, courses, drafted, euv, world

if TYPE_CHECKING:
    from collections.abc import Callable

    from matcher.plans.plan import EducationPlan, PlanPeriod
    from taxonomy.errors import Fault

PLAN = drafted(euv())
COURSES = drafted(courses("m-cnc-drejning-1", "m-gaffeltruck-b"))


def _faults(plan: EducationPlan, levels: dict[str, int] | None = None) -> tuple[Fault, ...]:
    return faults_of(plan, world()[1].book, levels)


def _with(plan: EducationPlan, named: str, **changes: Any) -> EducationPlan:
    periods = tuple(replace(p, **changes) if p.key == named else p for p in plan.periods)
    return replace(plan, periods=periods)


def _period(plan: EducationPlan, key: str) -> PlanPeriod:
    return next(p for p in plan.periods if p.key == key)


def test_a_drafted_plan_has_no_fault() -> None:
    assert _faults(PLAN, {"dansk-02": 1, "matematik-02": 1}) == ()
    assert _faults(COURSES) == ()


def _turned(plan: EducationPlan) -> EducationPlan:
    p = _period(plan, "skole-2")
    return _with(plan, "skole-2", first=p.last, last=p.first)


def _overlapping(plan: EducationPlan) -> EducationPlan:
    return _with(plan, "skole-1", last=_period(plan, "oplaering-2").first)


def _early_end(plan: EducationPlan) -> EducationPlan:
    return replace(plan, end=plan.start - timedelta(days=1))


def _late_start(plan: EducationPlan) -> EducationPlan:
    return replace(plan, start=plan.start + timedelta(days=1))


def _same_key(plan: EducationPlan) -> EducationPlan:
    return _with(plan, "skole-2", key="skole-1")


def _too_short(plan: EducationPlan) -> EducationPlan:
    p = _period(plan, "skole-4")
    return replace(_with(plan, "skole-4", last=p.first), end=p.first)


def _fewer_weeks(plan: EducationPlan) -> EducationPlan:
    return _with(plan, "skole-3", weeks=2.0)


def _less_training(plan: EducationPlan) -> EducationPlan:
    return _with(plan, "oplaering-1", weeks=1.0)


def _wrong_credit(plan: EducationPlan) -> EducationPlan:
    assert plan.assessment is not None
    return replace(plan, assessment=replace(plan.assessment, full=Weeks(20, 40, 100)))


def _too_long(plan: EducationPlan) -> EducationPlan:
    long = replace(assessment(), full=Weeks(26, 35, 100), weeks=Weeks(26, 35, 100))
    return _with(replace(plan, assessment=long), "gf2", weeks=26.0)


PLANTED: list[tuple[Callable[[EducationPlan], EducationPlan], str, str]] = [
    (_turned, "skole-2", "slutter, før den begynder"),
    (_overlapping, "oplaering-2", "men «Skoleperiode 1» slutter først"),
    (_early_end, "slut", "før den starter"),
    (_late_start, "start", "første periode begynder"),
    (_same_key, "skole-1", "nøglen bruges to gange"),
    (_too_short, "skole-4", "men datoerne rummer kun 5 dage"),
    (_fewer_weeks, "skoleperiode", "hovedforløbet i skole fylder 27 uger i planen"),
    (_less_training, "oplæring", "men vurderingen siger 100 uger"),
    (_wrong_credit, "merit", "40 uger minus 0 uger merit giver 40 uger, men planen siger 35 uger"),
    (_too_long, "længde", "forløbet er længere, end EUV2 tillader"),
]


@pytest.mark.parametrize(
    ("plant", "field", "words"), PLANTED, ids=lambda v: getattr(v, "__name__", "")
)
def test_a_planted_fault_is_found(
    plant: Callable[[EducationPlan], EducationPlan], field: str, words: str
) -> None:
    found = [f for f in _faults(plant(PLAN)) if f.field == field]
    assert any(words in f.problem for f in found), [str(f) for f in _faults(plant(PLAN))]
    assert all(f.remedy for f in found)


def test_all_faults_are_told_at_once() -> None:
    wrong = _late_start(_less_training(_fewer_weeks(_turned(PLAN))))
    assert len({f.field for f in _faults(wrong)}) >= 4


def test_every_check_is_planted() -> None:
    touched = {check.__name__ for check in CHECKS for plant, *_ in PLANTED
               if list(check(plant(PLAN)))}  # fmt: skip
    assert touched | {"within_its_period", "courses_have_periods"} == {c.__name__ for c in CHECKS}


def test_a_course_must_lie_inside_its_oplaering() -> None:
    plan = drafted(euv(inside=("m-gaffeltruck-b", "m-epoxy-isocyanat")))
    assert _faults(plan) == ()
    out = _with(
        plan, "kursus:m-gaffeltruck-b", last=_period(plan, "oplaering-1").last + timedelta(1)
    )
    assert "ligger ikke inden for «Oplæring 1»" in str(_faults(out))
    lost = _with(plan, "kursus:m-gaffeltruck-b", within="findes-ikke")
    assert "ligger i en periode, som ikke findes" in str(_faults(lost))
    first = _period(plan, "kursus:m-gaffeltruck-b")
    both = _with(plan, "kursus:m-epoxy-isocyanat", first=first.first, last=first.last)
    assert "overlapper" in str(_faults(both))


def test_a_course_without_dates_or_with_others_days_is_seen() -> None:
    key = COURSES.courses[0].period
    gone = replace(COURSES, periods=tuple(p for p in COURSES.periods if p.key != key))
    assert "har ingen datoer" in str(_faults(gone))
    assert "men perioden siger 1" in str(_faults(_with(COURSES, key, days=1)))


def test_what_a_course_asks_for_must_be_held() -> None:
    plan = drafted(courses("m-cnc-drejning-2"))
    assert "kræver cnc-drejning 1" in str(_faults(plan, {"tolerancer": 1}))
    assert _faults(plan, {"cnc-drejning": 1, "tolerancer": 1}) == ()


def test_an_earlier_course_meets_the_demand_of_a_later_one() -> None:
    plan = drafted(courses("m-fvu-dansk-1", "m-fvu-dansk-2"))
    assert _faults(plan, {}) == ()
    two, one = plan.courses[1], plan.courses[0]
    swapped = _with(_with(plan, one.period, first=date(2027, 5, 3), last=date(2027, 5, 10)),
                    two.period, first=date(2027, 2, 1), last=date(2027, 2, 9))  # fmt: skip
    assert "FVU-dansk trin 2» kræver" in str(_faults(swapped, {}))


def test_danish_must_come_before_the_education() -> None:
    plan = drafted(euv(levels={}))
    assert plan.basic_skills_missing == ("dansk-02", "matematik-02")
    assert _faults(plan, {}) == ()
    late = _with(plan, plan.of(PeriodKind.BASIC_SKILLS)[-1].key,
                 first=date(2027, 1, 4), last=date(2027, 1, 15))  # fmt: skip
    assert "slutter efter, at uddannelsen begynder" in str(_faults(late, {}))
    without = replace(plan, courses=(), periods=tuple(
        p for p in plan.periods if p.kind is not PeriodKind.BASIC_SKILLS))  # fmt: skip
    assert "ingen del af planen fører dertil" in str(_faults(without, {}))


@pytest.mark.parametrize("track", [Track.EUV1, Track.EUV3])
def test_basic_skills_are_asked_of_euv3_and_not_of_euv1(track: Track) -> None:
    plan = drafted(euv(levels={}, assessment=assessment(track)))
    assert bool(plan.basic_skills_missing) is (track is Track.EUV3)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_whatever_is_drafted_holds_together(seed: int) -> None:
    request = any_request(Random(seed))
    dates = {"forrige", "periode"}  # words of no fault; a legal length is another matter
    found = [f for f in _faults(drafted(request)) if f.field not in {"længde", *dates}]
    assert found == []


@settings(deadline=None)
@given(st.integers(0, 10_000), st.integers(-400, 400))
def test_a_period_moved_onto_another_is_always_found(seed: int, days: int) -> None:
    random = Random(seed)
    plan = PLAN
    moved = random.choice(plan.periods)
    shift = timedelta(days=days)
    new = _with(plan, moved.key, first=moved.first + shift, last=moved.last + shift)
    hit = [p for p in plan.periods if p.key != moved.key
           and p.first <= moved.last + shift and moved.first + shift <= p.last]  # fmt: skip
    assert bool(hit) is any("slutter først" in f.problem for f in _faults(new))


def test_attainments_are_told_by_id() -> None:
    clause = (Attainment("a", 1), Attainment("b", 2))
    course = replace(COURSES.courses[0], asks=(clause,))
    plan = replace(COURSES, courses=(course, *COURSES.courses[1:]))
    assert "a 1 eller b 2" in str(_faults(plan, {}))
