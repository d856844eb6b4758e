"""Small Danish words and addresses that several pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from taxonomy.concepts import LEVEL_NAMES

if TYPE_CHECKING:
    from datetime import date

MONTHS: Final = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september",
    "oktober", "november", "december",
)  # fmt: skip
IMPORTANCE: Final = {1: "ønske", 2: "vigtigt", 3: "afgørende"}
WEIGHT: Final = {1: "lille vægt", 2: "almindelig vægt", 3: "stor vægt"}
REQUIREMENT_KIND: Final = {"must": "krav", "one_of": "krav, én af flere", "advantage": "fordel"}
COMPETENCE_KIND: Final = {
    "skill": "færdighed",
    "knowledge": "viden",
    "certificate": "certifikat",
    "language": "sprog",
    "trait": "personligt træk",
}
ON_OR_OFF: Final = frozenset({"certificate", "trait"})
"""Kinds of competence that are held or not held, without levels."""


def long_date(day: date) -> str:
    """A date as Danes write it in running text, for example 1. marts 2027."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def level(value: int, kind: str) -> str:
    """A level as a number and a name; a certificate is held or it is not.

    >>> level(2, "skill"), level(1, "certificate"), level(0, "certificate")
    ('2 (rutineret)', 'ja', 'nej')
    """
    if kind in ON_OR_OFF:
        return "ja" if value else "nej"
    return f"{value} ({LEVEL_NAMES[value]})"


def need_path(need: str) -> str:
    """The address of a need's page."""
    return f"/behov/{quote(need, safe='')}"


def person_path(need: str, person: str) -> str:
    """The address of the page about one person for one need."""
    return f"{need_path(need)}/person/{quote(person, safe='')}"


def calendar_path(need: str, person: str) -> str:
    """The address of the page about one person for one need on real dates."""
    return f"{person_path(need, person)}/kalender"


def competence_path(competence: str) -> str:
    """The address of a competence's page."""
    return f"/kompetence/{quote(competence, safe='')}"
