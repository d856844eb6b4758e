"""A document as a value: what it says, in order, before anybody draws it.

Drawing (PDF, DOCX, XLSX, iCalendar, JSON) adds nothing and leaves nothing out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TypeAlias


class Language(StrEnum):
    """The language a document is written in."""

    DANISH = "da"
    ENGLISH = "en"


@dataclass(frozen=True)
class Signature:
    """Who stands behind a document, and since when."""

    name: str
    role: str
    on: date


@dataclass(frozen=True)
class Paragraph:
    """Running text; `note` is smaller and beside the matter."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list in the order that matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Pairs of name and value, as at the head of a form."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table; every row has as many cells as the header.

    Attributes:
        numeric: places of columns set to the right.
        subjects: whether this is the plan's list of subjects, which also stands as a sheet.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""
    subjects: bool = False


@dataclass(frozen=True)
class Bar:
    """One period in a picture of periods, both days included; `kind` chooses the shading."""

    label: str
    first: date
    last: date
    kind: str


@dataclass(frozen=True)
class Gantt:
    """Periods over time; `table` says the same in words."""

    title: str
    bars: tuple[Bar, ...]
    table: Table
    alt: str


@dataclass(frozen=True)
class Axis:
    """One competence of a kompetencespind, levels 0 to 4."""

    label: str
    before: float
    after: float
    needed: float | None = None


@dataclass(frozen=True)
class Radar:
    """Kompetencespind before and after; `table` says the same in words."""

    title: str
    axes: tuple[Axis, ...]
    table: Table
    alt: str


Block: TypeAlias = Paragraph | Bullets | Facts | Table | Gantt | Radar


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Appointment:
    """A period for the calendar; no personal data in it.

    Attributes:
        uid: the same for the same period of the same plan, also when its dates move.
        first: first day.
        last: last day, included.
        sequence: raised by one each time the period moves.
    """

    uid: str
    title: str
    first: date
    last: date
    place: str = ""
    sequence: int = 0


@dataclass(frozen=True)
class Document:
    """A whole document.

    Attributes:
        id: of the plan it shows.
        version: 1 and up.
        written: the day it was worked out for.
        signature: None while it is a draft; then every page says so.
        sources: what amounts, dates and rules rest on, each told once, as "[1] ...".
    """

    id: str
    version: int
    title: str
    subtitle: str
    language: Language
    written: date
    signature: Signature | None
    sections: tuple[Section, ...]
    appointments: tuple[Appointment, ...]
    sources: tuple[str, ...]
