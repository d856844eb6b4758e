"""Two assessments compared: every difference, and the cause that can be pointed at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings

from matcher.plans.rkv import assess
from matcher.plans.rkv_compare import Cause, compare
from matcher.rules.credit import Rating
from matcher.rules.criteria import EducationKind, Shortening
from matcher.rules.profile import Education, Individual, Job, RkvProfile, SchoolRating
from matcher.rules.schemes.euv import EuvFacts
from taxonomy.concepts import Attainment
from tests.matcher.plans.rkv_cases import book, example, load_taxonomy_once
from tests.matcher.plans.rkv_worlds import ON, PROGRAMME, worlds

if TYPE_CHECKING:
    from matcher.plans.rkv_compare import Comparison
    from matcher.rules.credit import Assessment
    from matcher.rules.criteria import Criteria

USED = example("industritekniker-maskin.yaml")
JOB = Job("j1", date(2024, 1, 1), date(2024, 12, 31), 37, "", (Attainment("maaleteknik", 3),),
          (), ("ATP",))  # fmt: skip
COURSE = Education(
    "u1", EducationKind.AMU, "Måleteknik", "EKS-903", date(2020, 9, 1), (), ("bevis",)
)
PROFILE = RkvProfile(
    "p-1",
    "skole a",
    EuvFacts(birth_date=date(1985, 1, 1), rkv_done=True, earlier_education=False),
    jobs=(JOB,),
    ratings=(SchoolRating("B2", Rating.YES, "a"),),
    individual=(Individual("D1", "prøve", main_weeks=1, accepted=True),),
)


def _assess(profile: RkvProfile, used: Criteria = USED, on: date = ON) -> Assessment:
    return assess(profile, load_taxonomy_once().programmes[PROGRAMME], on, book(), used)


def _held(other: RkvProfile, used: Criteria = USED, on: date = ON) -> Comparison:
    return compare(_assess(PROFILE), _assess(other, used, on))


def test_another_school_with_the_same_papers_says_the_same() -> None:
    other = replace(PROFILE, school="skole b", ratings=(SchoolRating("B2", Rating.YES, "b"),))
    found = _held(other)
    assert found.differences == ()
    assert found.same_rule_bound
    assert found.causes == ()


def test_a_different_rating_is_the_cause() -> None:
    found = _held(replace(PROFILE, ratings=(SchoolRating("B2", Rating.NO),)))
    assert found.causes == (Cause.RATING,)
    assert not found.same_rule_bound
    row = next(d for d in found.differences if d.what_da.startswith("B2"))
    assert row.why_da == "skolens vurdering: ja / nej"
    credit = next(d for d in found.differences if d.what_da.startswith("afkortning B2"))
    assert (credit.cause, credit.second_da) == (Cause.FOLLOWS, "–")
    assert credit.first_da == "1 uge på skole, 4,33 uger i oplæring"
    assert any(d.what_da == "uger: hovedforløb på skole" for d in found.differences)


def test_a_missing_paper_is_the_cause() -> None:
    found = _held(replace(PROFILE, jobs=(replace(JOB, papers=()),)))
    assert found.causes == (Cause.PAPERS,)
    assert any(d.what_da == "dokumentation for j1" and d.second_da == "mangler"
               for d in found.differences)  # fmt: skip


def test_another_edition_is_the_cause() -> None:
    rows = tuple(
        replace(row, yes=Shortening(0, 2, 1)) if row.id == "B2" else row for row in USED.rows
    )
    found = _held(PROFILE, replace(USED, rows=rows))
    assert found.causes == (Cause.EDITION,)
    told = next(d for d in found.differences if d.what_da == "kriterier")
    assert told.first_da != told.second_da
    assert not found.same_rule_bound


def test_a_row_only_in_one_edition_is_told_as_such() -> None:
    found = _held(PROFILE, replace(USED, rows=tuple(r for r in USED.rows if r.id != "B2")))
    assert found.causes == (Cause.EDITION,)
    row = next(d for d in found.differences if d.what_da.startswith("B2"))
    assert row.why_da == "rækken findes kun i den ene udgave"


def test_another_day_is_the_cause_when_a_course_becomes_outdated() -> None:
    profile = replace(PROFILE, educations=(COURSE,))
    found = compare(_assess(profile), _assess(profile, on=date(2025, 9, 2)))
    assert found.causes == (Cause.DAY,)
    row = next(d for d in found.differences if d.what_da.startswith("C2"))
    assert row.why_da == "u1 er kun forældet på den ene dag"


def test_another_day_is_the_cause_when_a_job_that_goes_on_has_more_months() -> None:
    still = replace(PROFILE, jobs=(replace(JOB, last=None),))
    later = date(ON.year, ON.month + 1, ON.day)
    found = compare(_assess(still), _assess(still, on=later))
    counted = [each for each in found.differences if each.why_da.startswith("måneder tælles")]
    assert counted
    assert found.causes == (Cause.DAY,) or set(found.causes) <= {Cause.DAY, Cause.FOLLOWS}


def test_discretion_is_not_rule_bound() -> None:
    found = _held(replace(PROFILE, individual=()))
    assert found.same_rule_bound
    assert found.causes == (Cause.INDIVIDUAL,)


def test_the_person_s_own_choice_is_told_apart_from_discretion() -> None:
    found = _held(replace(PROFILE, declined=("D1",)))
    assert found.same_rule_bound
    assert found.causes == (Cause.CHOICE,)


def test_what_nobody_can_point_at_is_told_as_other_facts() -> None:
    bare = replace(PROFILE, jobs=(), ratings=(), individual=())
    told = replace(bare, euv=replace(bare.euv, earlier_education=True))
    found = compare(_assess(bare), _assess(told))
    assert Cause.OTHER in found.causes
    track = next(d for d in found.differences if d.what_da == "spor")
    assert (track.first_da, track.second_da) == ("EUV3", "EUV2")
    assert "tidligere uddannelse, der kan bruges: ja" in track.why_da


def test_another_person_explains_everything() -> None:
    found = _held(replace(PROFILE, person="p-2", jobs=()))
    assert found.causes[0] is Cause.PERSON
    assert {d.cause for d in found.differences} <= {Cause.PERSON, Cause.FOLLOWS}


@settings(max_examples=100, deadline=None)
@given(worlds())
def test_an_assessment_never_differs_from_itself_and_both_ways_agree(
    world: tuple[Criteria, RkvProfile],
) -> None:
    used, profile = world
    one, other = _assess(profile, used), _assess(replace(profile, ratings=()), used)
    assert compare(one, one).differences == ()
    there, back = compare(one, other), compare(other, one)
    assert there.same_rule_bound == back.same_rule_bound
    assert {(d.what_da, d.first_da, d.second_da) for d in there.differences} == {
        (d.what_da, d.second_da, d.first_da) for d in back.differences
    }
    if not there.differences:
        assert (one.track, one.weeks, one.admission) == (other.track, other.weeks, other.admission)
        assert set(one.missing) == set(other.missing)
