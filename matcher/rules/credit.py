"""What an assessment of prior learning towards an EUV gives: track, credit and weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matcher.rules.findings import Finding
    from taxonomy.ids import ModuleId


class Track(StrEnum):
    """The three ways through an EUV (R6-R8)."""

    EUV1 = "EUV1"
    EUV2 = "EUV2"
    EUV3 = "EUV3"


class CreditKind(StrEnum):
    """Standard and rule-bound credit must be taken; individual credit is a right (R5)."""

    STANDARD = "standard"
    RULE_BOUND = "regelbundet"
    INDIVIDUAL = "individuel"


class Block(StrEnum):
    """The four parts of the school's form (R111-R114)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Rating(StrEnum):
    """The school's rating of one thing the person has shown (R118)."""

    YES = "ja"
    PARTLY = "delvist"
    NO = "nej"
    CANNOT_TELL = "kan ikke afgøres"


@dataclass(frozen=True)
class Credit:
    """One thing that shortens the education, and by how much.

    Attributes:
        basis_da: what the person has shown.
        criterion: id of the programme's criterion; empty for block D and standard credit.
        school_weeks: weeks off GF2 or main course at school.
        gf2: whether the school weeks come off GF2 instead of the main course.
        oplaering_weeks: weeks off training in the company.
        accepted: whether the person wants it; only individual credit may be declined.
        reason_da: why, in words, with what was looked at.
        sources: documents the weeks come from.
    """

    block: Block | None
    kind: CreditKind
    basis_da: str
    criterion: str
    rating: Rating
    school_weeks: float
    gf2: bool
    oplaering_weeks: float
    accepted: bool
    reason_da: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Weeks:
    """Length of the three parts in weeks; None when it cannot be told."""

    gf2: float | None
    main: float | None
    oplaering: float | None


@dataclass(frozen=True)
class Assessment:
    """The result for one person and one programme.

    Attributes:
        programme: id of the programme in the taxonomy.
        version_da: the programme's order and the annex the criteria were read from.
        track: None when it cannot be told.
        track_reason_da: why this track.
        findings: the rules asked, with their traces.
        full: the length before anything is taken off.
        credits: all credit, also declined; standard first.
        weeks: the length after accepted credit.
        missing: documents or answers without which something cannot be told.
        assumptions: what was taken for granted, in words.
        example: whether the criteria are our own example and not a school's or ministry's.
    """

    person: str
    programme: ModuleId
    on: date
    version_da: str
    track: Track | None
    track_reason_da: str
    findings: tuple[Finding, ...]
    full: Weeks
    credits: tuple[Credit, ...]
    weeks: Weeks
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    example: bool
