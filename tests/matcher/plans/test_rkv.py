"""Assessments: weeks add up, each reason once, and the rule-bound part is the same everywhere."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.rkv import assess, full_length, needed_document
from matcher.rules.credit import Block, CreditKind, Rating, Track
from matcher.rules.findings import Verdict
from matcher.rules.profile import Job, RkvProfile, SchoolRating
from matcher.rules.rating import months_worked
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from matcher.rules.schemes.euv import EuvFacts
from tests.matcher.plans.rkv_cases import book, cases, example, load_taxonomy_once
from tests.matcher.plans.rkv_worlds import ON, PROGRAMME, worlds

if TYPE_CHECKING:
    from matcher.rules.credit import Assessment, Credit, Weeks
    from matcher.rules.criteria import Criteria

T = TypeVar("T")
MANY = settings(max_examples=150, deadline=None)


def _assess(used: Criteria | None, profile: RkvProfile, on: date = ON) -> Assessment:
    return assess(profile, load_taxonomy_once().programmes[PROGRAMME], on, book(), used)


def _summed(full: Weeks, given: tuple[Credit, ...]) -> tuple[float | None, ...]:
    """The lengths added up another way: everything taken off each part first, then once."""
    off = dict.fromkeys(("gf2", "main", "oplaering"), 0.0)
    for credit in given:
        if credit.accepted:
            off["gf2" if credit.gf2 else "main"] += credit.school_weeks
            off["oplaering"] += credit.oplaering_weeks
    return tuple(
        None if whole is None else whole - off[part]
        for part, whole in (("gf2", full.gf2), ("main", full.main), ("oplaering", full.oplaering))
    )


def _whole(weeks: Weeks) -> tuple[float | None, ...]:
    return weeks.gf2, weeks.main, weeks.oplaering


@MANY
@given(worlds())
def test_weeks_are_the_full_length_less_what_is_taken(world: tuple[Criteria, RkvProfile]) -> None:
    found = _assess(*world)
    if found.track is None:
        assert _whole(found.weeks) == (None, None, None)
        return
    assert _whole(found.weeks) == pytest.approx(_summed(found.full, found.credits))
    assert all(w is not None and w > -1e-9 for w in _whole(found.weeks))


@MANY
@given(worlds())
def test_each_reason_is_there_once_and_in_order(world: tuple[Criteria, RkvProfile]) -> None:
    used, profile = world
    found = _assess(used, profile)
    keys = [(c.kind, c.criterion or c.basis_da, c.gf2) for c in found.credits]
    assert len(keys) == len(set(keys))
    order = [list(CreditKind).index(c.kind) for c in found.credits]
    assert order == sorted(order)
    subjects = {row.id: row.subject for row in used.rows}
    taken = [
        (subjects.get(c.criterion, ""), c.gf2)
        for c in found.credits if c.accepted and (c.school_weeks or c.oplaering_weeks)
    ]  # fmt: skip
    assert not [s for s, count in Counter(taken).items() if s[0] and count > 1]


@MANY
@given(worlds())
def test_only_individual_credit_can_be_declined(world: tuple[Criteria, RkvProfile]) -> None:
    used, profile = world
    for credit in _assess(used, profile).credits:
        if credit.kind is not CreditKind.INDIVIDUAL:
            assert credit.accepted
        elif credit.criterion in profile.declined:
            assert not credit.accepted
    bare = [c for c in _assess(used, replace(profile, declined=())).credits
            if c.kind is not CreditKind.INDIVIDUAL]  # fmt: skip
    kept = [c for c in _assess(used, profile).credits if c.kind is not CreditKind.INDIVIDUAL]
    assert bare == kept


@MANY
@given(worlds(), st.integers(0, 2**32))
def test_order_of_papers_school_and_assessor_change_nothing(
    world: tuple[Criteria, RkvProfile], seed: int
) -> None:
    """Equal practice: two schools with the same papers and ratings get the same A to C."""
    used, profile = world
    random = Random(seed)

    def shuffled(listed: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(listed, len(listed)))

    other = replace(
        profile, school="en anden skole", jobs=shuffled(profile.jobs),
        educations=shuffled(profile.educations), individual=shuffled(profile.individual),
        declined=shuffled(profile.declined),
        ratings=shuffled(tuple(replace(r, by="en anden") for r in profile.ratings)),
    )  # fmt: skip
    assert _assess(used, other) == _assess(used, profile)


@MANY
@given(worlds())
def test_the_school_s_discretion_never_moves_the_rule_bound_part(
    world: tuple[Criteria, RkvProfile],
) -> None:
    used, profile = world
    with_, without = _assess(used, profile), _assess(used, replace(profile, individual=()))
    assert with_.track == without.track
    assert with_.rows == without.rows
    bound = [c for c in with_.credits if c.block is not Block.D]
    assert bound == list(without.credits)


@MANY
@given(worlds())
def test_the_track_keeps_the_law_s_own_limits(world: tuple[Criteria, RkvProfile]) -> None:
    """What is worked out here passes the rule that checks somebody else's plan."""
    found = _assess(*world)
    if found.track is None:
        return
    months = found.weeks.oplaering * 12 / 52 if found.weeks.oplaering is not None else None
    if months is None or found.weeks.gf2 is None:
        return
    facts = EuvFacts(start=ON, track=found.track, basic_weeks=found.weeks.gf2,
                     training_months=int(months))  # fmt: skip
    assert decide(RULES["euv-forløb"], facts, book(), ON).verdict is Verdict.YES


@MANY
@given(worlds())
def test_more_papers_never_lengthen_a_decided_education(
    world: tuple[Criteria, RkvProfile],
) -> None:
    used, profile = world
    papers = tuple(replace(job, papers=("ATP",)) for job in profile.jobs)
    before, after = _assess(used, profile), _assess(used, replace(profile, jobs=papers))
    if before.track and after.track:
        assert after.track <= before.track
    if before.track == after.track and before.track:
        assert sum(w or 0 for w in _whole(after.weeks)) <= sum(
            w or 0 for w in _whole(before.weeks)
        ) + 1e-9 or _moved_by_subject(before, after)


def _moved_by_subject(before: Assessment, after: Assessment) -> bool:
    """A subject is given by its largest row, which may come off a part with nothing left."""
    return any("kun én gang" in c.capped_da for c in (*before.credits, *after.credits))


def _by_days(jobs: tuple[Job, ...], on: date, oldest: date | None, hours: float | None) -> float:
    """Months counted day by day, with 30.44 days to a month."""
    worked = 0.0
    day = min((j.first for j in jobs), default=on)
    while day < on:
        if oldest is None or day >= oldest:
            here = [j for j in jobs if j.first <= day and (j.last is None or day <= j.last)]
            shares = [1.0 if hours is None or j.hours is None else min(1, j.hours / hours)
                      for j in here]  # fmt: skip
            worked += min(1.0, sum(shares))
        day += timedelta(1)
    return worked / 30.436875


@settings(max_examples=60, deadline=None)
@given(worlds(), st.sampled_from([None, date(2015, 8, 4)]), st.sampled_from([None, 37.0]))
def test_months_agree_with_a_count_day_by_day(
    world: tuple[Criteria, RkvProfile], oldest: date | None, hours: float | None
) -> None:
    jobs = world[1].jobs
    exact = months_worked(jobs, ON, oldest, hours)
    stretches = 2 * len(jobs) + 1
    assert abs(float(exact) - _by_days(jobs, ON, oldest, hours)) < 0.1 * stretches + 0.1


def test_two_years_with_a_leap_day_are_exactly_two_years() -> None:
    for first in (date(2019, 2, 28), date(2018, 2, 15), date(2019, 3, 1), date(2020, 8, 31)):
        last = date(first.year + 2, first.month, first.day) - timedelta(1)
        job = Job("j", first, last)
        assert months_worked([job], ON) == 24
        short = replace(job, last=last - timedelta(1))
        assert Fraction(23) <= months_worked([short], ON) < 24


def test_a_row_is_the_same_whichever_of_two_ratings_on_a_day_comes_first() -> None:
    case = next(c for c in cases() if c.name.startswith("Delvist tæller ikke"))
    assert case.criteria
    profile = case.read()
    two = (SchoolRating("A2", Rating.YES), SchoolRating("A2", Rating.NO))
    for ratings in (two, two[::-1]):
        found = _assess(example(case.criteria), replace(profile, ratings=ratings))
        assert found.track is Track.EUV3


def test_a_standard_credit_below_the_law_s_share_is_told() -> None:
    used = example("industritekniker-maskin.yaml")
    little = replace(used, standard=tuple(replace(s, main_weeks=3.0) for s in used.standard))
    case = next(c for c in cases() if c.name.startswith("To år på dagen"))
    found = _assess(little, case.read())
    assert found.weeks.main == 32
    assert any("mindre, end loven kræver" in text for text in found.assumptions)
    exact = replace(used, standard=tuple(replace(s, main_weeks=3.5) for s in used.standard))
    assert not any("mindre, end" in text for text in _assess(exact, case.read()).assumptions)


def test_criteria_without_standard_credit_leave_the_main_course_open() -> None:
    used = replace(example("industritekniker-maskin.yaml"), standard=())
    case = next(c for c in cases() if c.name.startswith("To år på dagen"))
    found = _assess(used, case.read())
    assert _whole(found.weeks) == (0, None, 0)
    assert any("fra det faglige udvalg" in text for text in found.missing)


def test_a_programme_without_order_still_names_its_annex() -> None:
    programme = replace(load_taxonomy_once().programmes[PROGRAMME], legal_basis="")
    assert "den gældende bekendtgørelse om industritekniker, maskin" in needed_document(programme)
    assert full_length(programme, None).oplaering is None


def test_the_law_and_the_criteria_used_are_named_by_hash() -> None:
    used = example("industritekniker-maskin.yaml")
    found = _assess(used, cases()[0].read())
    assert (found.criteria_hash, found.law_hash) == (used.hash, book().hash)
    assert found.example
    assert not _assess(None, cases()[0].read()).criteria_hash
