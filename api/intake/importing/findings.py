"""What a table was read as: evidence found, words that were not, and how it came to that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.intake.importing.columns import Column
    from matcher.facts import Evidence
    from taxonomy.errors import Fault
    from taxonomy.linking.mentions import Alternative


class Found(StrEnum):
    """How a competence was found in a cell."""

    NAME = "name"
    TEXT = "text"


class Note(StrEnum):
    """What somebody should look at before confirming."""

    NO_LEVEL = "no_level"
    BY_LENGTH = "by_length"
    YEAR_ONLY = "year_only"
    MENTIONED = "mentioned"


class WhyNot(StrEnum):
    """Why words in a cell became no evidence."""

    NO_MATCH = "no_match"
    WISHED = "wished"
    NEGATED = "negated"
    TRAIT = "trait"
    LEFT_OUT = "left_out"
    NOT_A_LEVEL = "not_a_level"


@dataclass(frozen=True)
class Spot:
    """Where something stands: file, row counted from 1, column's header, and whose row it is."""

    file: str
    line: int
    header: str
    person: str


@dataclass(frozen=True)
class Finding:
    """One piece of evidence read.

    Attributes:
        words: as they stand in the cell.
        evidence: with an empty id where the source gives none.
        probability: 0 to 1 that the competence is the right one; None for its own name.
        alternatives: what the words may mean instead.
        notes: what was assumed.
    """

    spot: Spot
    words: str
    evidence: Evidence
    found: Found
    probability: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Unread:
    """Words that became no evidence."""

    spot: Spot
    words: str
    why: WhyNot


@dataclass(frozen=True)
class ReadPeople:
    """One file as read; nothing of it is stored yet.

    Attributes:
        people: ids in the order met, those without evidence too.
        cpr: cells from which a CPR number was taken, as (row, header).
    """

    file: str
    columns: tuple[Column, ...]
    people: tuple[str, ...]
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...]
    cpr: tuple[tuple[int, str], ...]
    notices: tuple[str, ...]
    faults: tuple[Fault, ...]
