"""Group packages as they are asked for: the same answer everywhere, faults all at once."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from api.app import create_app
from api.errors import NothingPossibleError, UnknownThingError, WrongInputError
from api.services.cohort import (
    DEFAULT_LIMITS,
    CohortRequest,
    known_fees_only,
    propose_cohort,
    propose_new_course,
)
from matcher.packages.cohort.problem import Limits
from matcher.packages.new_course import CourseSize
from tests.api.asking import Client
from tests.api.small_region import empty_region, small_region

if TYPE_CHECKING:
    from api.views.cohort import CohortView

EASY = Limits(least=1, most=12, classes=2, days=15)


@pytest.fixture(scope="module")
def view() -> CohortView:
    return propose_cohort(small_region(), CohortRequest(EASY))


def test_everybody_and_every_krone_is_counted_once(view: CohortView) -> None:
    assert 0 < view.filled == len(view.people) == len({w.person for w in view.people})
    assert view.filled + sum(n.open for n in view.needs) == view.places
    assert view.days == sum(way.days for way in view.people)
    assert view.kroner == sum(way.kroner for way in view.people)
    for split in view.splits:
        assert sum(share.kroner for share in split.shares) == split.kroner == view.kroner
        assert sum(share.unknown for share in split.shares) == view.unknown
        assert split.rule_da
    for held in view.courses:
        taking = [w.person for w in view.people for s in w.steps if s.module.id == held.module.id]
        assert sorted(taking) == held.participants
        assert len(taking) >= EASY.least
        assert held.core == (len(held.companies) >= 2)


def test_every_course_on_a_way_tells_why(view: CohortView) -> None:
    steps = [step for way in view.people for step in way.steps]
    assert steps
    assert all(step.reason_da for step in steps)


def test_people_without_a_municipality_are_told_as_such(view: CohortView) -> None:
    assert [share.payer for share in view.splits[1].shares] == ["ikke oplyst"]
    who = view.people[0].person
    request = CohortRequest(EASY, municipality={who: "Aalborg"}, price_seconds=0)
    told = propose_cohort(small_region(), request)
    assert {s.payer for s in told.splits[1].shares} == {"Aalborg", "ikke oplyst"}


def test_a_class_nobody_can_fill_leaves_only_those_who_fit_today() -> None:
    request = CohortRequest(replace(EASY, least=900, most=900), price_seconds=0)
    answer = propose_cohort(small_region(), request)
    assert not any(way.steps for way in answer.people)


def test_nothing_possible_tells_the_smallest_set_of_causes() -> None:
    region = small_region()
    hard = replace(EASY, least=900, most=900)
    for need in region.needs:
        answer = propose_cohort(region, CohortRequest(hard, (need,), price_seconds=0))
        if not answer.filled:
            assert answer.causes_da
            return
    pytest.fail("every need has somebody who fits today")


def test_every_fault_is_told_at_once() -> None:
    limits = Limits(0, -1, 1, 2_000, -5, open_courses=frozenset({"findes-ikke"}))
    with pytest.raises(WrongInputError) as error:
        propose_cohort(small_region(), CohortRequest(limits))
    assert len(error.value.faults) == 6
    with pytest.raises(WrongInputError, match="mindst 9 og højst 3"):
        propose_cohort(small_region(), CohortRequest(replace(EASY, least=9, most=3)))


def test_an_unknown_need_and_an_empty_region_are_told() -> None:
    with pytest.raises(UnknownThingError):
        propose_cohort(small_region(), CohortRequest(EASY, ("findes-ikke",)))
    with pytest.raises(NothingPossibleError):
        propose_cohort(empty_region(), CohortRequest(EASY))
    with pytest.raises(NothingPossibleError):
        propose_new_course(empty_region())


def test_refusing_unknown_fees_leaves_none() -> None:
    request = CohortRequest(known_fees_only(EASY), price_seconds=0)
    assert propose_cohort(small_region(), request).unknown == 0


def test_a_new_course_is_a_proposal_without_code_and_tells_what_it_replaces() -> None:
    course = propose_new_course(small_region(), CourseSize(2))
    assert course.status == "forslag"
    assert course.title_da.startswith("Forslag: ")
    assert course.places_today < course.places_after <= course.places
    assert course.proven
    assert len(course.outcomes) <= 2
    assert sum(r.participants for r in course.replaces) == sum(len(g.instead) for g in course.gains)


def test_a_size_that_cannot_be_meant_is_refused() -> None:
    with pytest.raises(WrongInputError) as error:
        propose_new_course(small_region(), CourseSize(0, 0, 9))
    assert len(error.value.faults) == 3


def test_page_and_json_show_the_same() -> None:
    client = Client(create_app(small_region()))
    shown = client.get("/api/v1/cohort?least=1&most=12&days=15").json()
    html = client.get("/hold?mindst=1&hoejst=12&dage=15").text
    assert f"{shown['filled']} af {shown['places']} pladser" in html
    for way in shown["people"]:
        assert way["person"] in html
    squares = len(re.findall(r'<rect x="\d+" y="\d+" width="15"', html))
    assert squares == sum(len(way["steps"]) for way in shown["people"])
    fees = [held["module"]["fee"] for held in shown["courses"]]
    assert any(fee["kroner"] for fee in fees)
    for fee in fees:
        assert fee["reference"] in html
        assert fee["kroner"] is None or "kilde 1" in html


def test_wrong_limits_on_the_page_are_a_danish_message() -> None:
    client = Client(create_app(small_region()))
    answer = client.get("/hold?mindst=30&hoejst=3")
    assert answer.status_code == 422
    assert "mindst 30 og højst 3" in answer.text


def test_the_page_opens_with_the_usual_limits() -> None:
    assert (DEFAULT_LIMITS.least, DEFAULT_LIMITS.most, DEFAULT_LIMITS.days) == (6, 16, 20)
