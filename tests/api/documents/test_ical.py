"""The calendar: read back, whole days, and the same id when a period moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from api.documents.ical import draw
from api.documents.signs import legible
from api.errors import WrongInputError
from matcher.plans.document import Appointment, Document
from taxonomy.errors import holds_cpr
from tests.api.documents import sample
from tests.api.documents.made import ANYTHING, appointments, bare


def events(document: Document) -> list[Any]:
    return list(Calendar.from_ical(draw(document)).walk("VEVENT"))


def ends(event: Any) -> list[date]:
    return [event.decoded("dtstart"), event.decoded("dtend") - timedelta(days=1)]


def days(event: Any) -> list[date]:
    first, end = event.decoded("dtstart"), event.decoded("dtend")
    return [first + timedelta(days=n) for n in range((end - first).days)]


def test_every_period_stands_with_its_days_and_place() -> None:
    for event, one in zip(events(sample.PLAN), sample.PLAN.appointments, strict=True):
        assert str(event["uid"]) == one.uid
        assert str(event["summary"]) == one.title
        assert str(event.get("location", "")) == one.place
        assert int(event["sequence"]) == one.sequence
        assert ends(event) == [one.first, one.last]
        assert type(event.decoded("dtstart")) is date


def test_the_stamp_is_the_day_of_the_document_and_no_clock() -> None:
    stamps = {event.decoded("dtstamp") for event in events(sample.PLAN)}
    assert stamps == {datetime(2026, 11, 22, tzinfo=UTC)}
    assert draw(sample.PLAN) == draw(sample.PLAN)


def moved(one: Appointment, by: timedelta) -> Appointment:
    return replace(one, first=one.first + by, last=one.last + by, sequence=one.sequence + 1)


@settings(deadline=None)
@given(st.lists(appointments(), min_size=1, max_size=5, unique_by=lambda one: one.uid), st.data())
def test_a_moved_period_keeps_its_id_and_raises_its_number(
    periods: list[Appointment], data: st.DataObject
) -> None:
    periods = [one for one in periods if not holds_cpr(f"{one.uid}\n{one.title}\n{one.place}")]
    by = [timedelta(days=data.draw(st.integers(-400, 400))) for _ in periods]
    plan = replace(sample.PLAN, appointments=tuple(periods))
    later = replace(plan, version=3, appointments=tuple(map(moved, periods, by)))
    for before, after, shift in zip(events(plan), events(later), by, strict=True):
        assert before["uid"] == after["uid"]
        assert int(after["sequence"]) == int(before["sequence"]) + 1
        assert [day + shift for day in ends(before)] == ends(after)


@settings(deadline=None)
@given(appointments(ANYTHING))
def test_any_title_is_one_title_and_starts_no_line_of_its_own(one: Appointment) -> None:
    if holds_cpr(f"{one.uid}\n{one.title}\n{one.place}"):
        return
    found = events(replace(sample.PLAN, appointments=(one,)))
    assert len(found) == 1
    assert bare(str(found[0]["summary"])) == bare(legible(one.title))
    assert str(found[0]["uid"]) == one.uid


@pytest.mark.parametrize("sunday", [date(2027, 3, 28), date(2027, 10, 31)])
def test_a_week_with_summer_time_has_its_seven_days(sunday: date) -> None:
    week = Appointment("u@x", "Skole", sunday - timedelta(days=6), sunday)
    (event,) = events(replace(sample.PLAN, appointments=(week,)))
    assert days(event) == [sunday - timedelta(days=6 - n) for n in range(7)]


def test_nothing_about_the_person_is_told() -> None:
    named = replace(sample.SIGNED, title="Plan for Ane Andersen", subtitle="Ane, 40 år", id="ane")
    told = draw(named).decode()
    assert "Ane" not in told
    assert "ane" not in told.replace("Kompetencematch//Plan", "").replace("plan-0007", "").lower()
    assert "Eksempelsen" not in told


def test_the_zone_is_told() -> None:
    assert "X-WR-TIMEZONE:Europe/Copenhagen" in draw(sample.PLAN).decode()


def test_a_document_without_periods_is_an_empty_calendar() -> None:
    assert events(sample.LETTER) == []


def test_every_fault_is_told_at_once() -> None:
    first, last = date(2027, 1, 1), date(2027, 1, 2)
    wrong = (
        Appointment("a", "x", first, last),
        Appointment("a", "y", first, last),
        Appointment("b", "z", last, first),
        Appointment(" ", "z", first, last),
        Appointment("c", "til 010190-1234", first, last),
    )
    with pytest.raises(WrongInputError) as caught:
        draw(replace(sample.PLAN, appointments=wrong))
    told = str(caught.value)
    for part in ("samme id", "før den begynder", "intet brugbart id", "CPR-nummer"):
        assert part in told
    assert "010190" not in told
