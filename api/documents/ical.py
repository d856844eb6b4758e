"""The periods of a document as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from icalendar import Calendar, Event

from api.documents.signs import legible
from api.errors import WrongInputError
from taxonomy.errors import Fault, holds_cpr

if TYPE_CHECKING:
    from matcher.plans.document import Appointment, Document

ZONE: Final = "Europe/Copenhagen"
_PRODUCT: Final = "-//Kompetencematch//Plan//DA"
_LAST_DAY_ADDED: Final = timedelta(days=1)


def draw(document: Document) -> bytes:
    """Draw the appointments of a document as a calendar of whole days.

    A whole day has no clock, so summer time moves nothing; the zone says whose days they are.
    Nothing of the document but its appointments is told, so a name in its title stays there.

    Args:
        document: its appointments; the day it was written is the stamp of each.

    Returns:
        The file. An appointment keeps its id from version to version of a plan, and a calendar
        that holds it already moves it instead of adding another.

    Raises:
        WrongInputError: when two appointments have the same id, one has none, ends before it
            begins, or holds what may be a CPR number.
    """
    _check(document)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", ZONE)
    stamp = datetime.combine(document.written, time(), UTC)
    for appointment in document.appointments:
        calendar.add_component(_event(appointment, stamp))
    made: bytes = calendar.to_ical()
    return made


def _event(appointment: Appointment, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", appointment.first)
    # RFC 5545, 3.6.1: the end of a whole-day event is the day after its last.
    event.add("dtend", appointment.last + _LAST_DAY_ADDED)
    event.add("sequence", appointment.sequence)
    event.add("summary", legible(appointment.title))
    if appointment.place:
        event.add("location", legible(appointment.place))
    event.add("transp", "TRANSPARENT")
    return event


def _check(document: Document) -> None:
    faults, seen = [], set[str]()
    for place, one in enumerate(document.appointments):
        problem = _problem(one, seen)
        seen.add(one.uid)
        if problem:
            where = f"appointments[{place}]"
            faults.append(Fault(f"{document.id}.ics", 0, where, one.uid, *problem))
    if faults:
        raise WrongInputError(faults)


def _problem(one: Appointment, seen: set[str]) -> tuple[str, str] | None:
    if not one.uid.strip() or legible(one.uid) != one.uid or "\n" in one.uid:
        return "aftalen har intet brugbart id", "Giv den et id på én linje"
    if one.uid in seen:
        return "to aftaler har samme id", "Giv hver periode sit eget id"
    if one.last < one.first:
        return "aftalen slutter, før den begynder", "Ret datoerne"
    if holds_cpr(f"{one.uid}\n{one.title}\n{one.place}"):
        return "aftalen kan indeholde et CPR-nummer", "Fjern det fra titel, sted og id"
    return None
