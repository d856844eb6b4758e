"""The few words a drawing puts around a document: version, day, draft, page, sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from matcher.plans.document import Language

if TYPE_CHECKING:
    from datetime import date

    from matcher.plans.document import Document


@dataclass(frozen=True)
class Words:
    """The frame's words in one language.

    Attributes:
        months: names of the months, January first.
        scales: what a picture of periods counts in, by the name of its scale.
    """

    region: str
    day: str
    months: tuple[str, ...]
    draft: str
    unsigned: str
    version: str
    written: str
    status: str
    signed: str
    page: str
    of: str
    sources: str
    before: str
    after: str
    needed: str
    scales: dict[str, str]
    about: str
    sheet: str
    note: str
    number: str


WORDS: Final = {
    Language.DANISH: Words(
        region="DK",
        day="{day}. {month} {year}",
        months=("januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
                "september", "oktober", "november", "december"),
        draft="UDKAST",
        unsigned="Udkast, ikke underskrevet",
        version="Version",
        written="Opgjort pr.",
        status="Status",
        signed="Underskrevet {day} af {name}, {role}",
        page="Side",
        of="af",
        sources="Kilder",
        before="før",
        after="efter",
        needed="krav",
        scales={"week": "Uge", "month": "Måned", "quarter": "Kvartal", "year": "År"},
        about="Om dokumentet",
        sheet="Ark",
        note="Note",
        number="Nummer",
    ),
    Language.ENGLISH: Words(
        region="GB",
        day="{day} {month} {year}",
        months=("January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December"),
        draft="DRAFT",
        unsigned="Draft, not signed",
        version="Version",
        written="As of",
        status="Status",
        signed="Signed {day} by {name}, {role}",
        page="Page",
        of="of",
        sources="Sources",
        before="before",
        after="after",
        needed="required",
        scales={"week": "Week", "month": "Month", "quarter": "Quarter", "year": "Year"},
        about="About the document",
        sheet="Sheet",
        note="Note",
        number="Number",
    ),
}  # fmt: skip


def day(value: date, language: Language) -> str:
    """A date as it is written in running text.

    >>> from datetime import date
    >>> day(date(2026, 11, 3), Language.DANISH), day(date(2026, 11, 3), Language.ENGLISH)
    ('3. november 2026', '3 November 2026')
    """
    words = WORDS[language]
    return words.day.format(day=value.day, month=words.months[value.month - 1], year=value.year)


def status(document: Document) -> str:
    """Whether a document is a draft, or who signed it, in what role, and when."""
    words, signature = WORDS[document.language], document.signature
    if signature is None:
        return words.unsigned
    on = day(signature.on, document.language)
    return words.signed.format(day=on, name=signature.name, role=signature.role)


def facts_about(document: Document) -> tuple[tuple[str, str], ...]:
    """Number, version, day and status, as pairs of name and value."""
    words = WORDS[document.language]
    return (
        (words.number, document.id),
        (words.version, str(document.version)),
        (words.written, day(document.written, document.language)),
        (words.status, status(document)),
    )
