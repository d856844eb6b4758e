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


class Admission(StrEnum):
    """Where the requirement of 02 in Danish and mathematics stands (R100, R130)."""

    MET = "opfyldt"
    NOT_MET = "ikke opfyldt"
    NOT_NEEDED = "ikke nødvendigt"
    CANNOT_TELL = "kan ikke afgøres"


@dataclass(frozen=True)
class Credit:
    """One thing that shortens the education, and by how much.

    Attributes:
        block: None for standard credit, which follows from the track alone.
        basis_da: what the person has shown.
        criterion: id of the programme's criterion, or of the school's individual assessment;
            empty for standard credit.
        school_weeks: weeks off GF2 or main course at school, after caps; at least 0.
        gf2: whether the school weeks come off GF2 instead of the main course.
        oplaering_weeks: weeks off training in the company, after caps; at least 0.
        accepted: whether the weeks are taken off; only individual credit may be declined.
        reason_da: why, in words, with what was looked at.
        sources: documents the weeks come from.
        capped_da: why fewer weeks than the criterion gives; empty when none were lost.
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
    capped_da: str = ""


@dataclass(frozen=True)
class Weeks:
    """Length of the three parts in weeks; None when it cannot be told."""

    gf2: float | None
    main: float | None
    oplaering: float | None


@dataclass(frozen=True)
class Rated:
    """One row of the school's form, as it was decided.

    Attributes:
        criterion: the row's id.
        rating: what counts.
        school: the school's own rating; None where the school has given none.
        months: whole months of documented work that is still valid; 0 for education.
        shown: ids of the jobs and educations that count, sorted.
        outdated: ids of those that are too old, sorted.
        undocumented: ids of those without papers, sorted.
        reason_da: why, in words.
    """

    criterion: str
    block: Block
    title_da: str
    rating: Rating
    school: Rating | None
    months: int
    shown: tuple[str, ...]
    outdated: tuple[str, ...]
    undocumented: tuple[str, ...]
    reason_da: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """The result for one person and one programme.

    Attributes:
        programme: id of the programme in the taxonomy.
        on: the day the education begins; it decides age, law and what is out-dated.
        version_da: the programme's order and the annex the criteria were read from; names what
            is missing when there is none.
        track: None when it cannot be told, or when the person is too young for EUV.
        track_reason_da: why this track, or why none.
        findings: the rules asked, with their traces.
        full: the length before anything is taken off.
        credits: all credit, also declined; standard first.
        weeks: the length after accepted credit.
        missing: documents or answers without which something cannot be told.
        assumptions: what was taken for granted, in words.
        example: whether the criteria are our own example and not a school's or ministry's.
        rows: the form's blocks A to C, row by row.
        relevant_months: whole months of relevant experience that count for the track; None
            when it cannot be told.
        admission: where 02 stands.
        admission_reason_da: why.
        appeal_da: how and when to complain, with source; says so where it is not checked.
        amu_counted: ids of the AMU courses that gave credit.
        criteria_hash: of the criteria's whole content; empty when there are none.
        law_hash: of all dated parameters.
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
    rows: tuple[Rated, ...] = ()
    relevant_months: int | None = None
    admission: Admission = Admission.CANNOT_TELL
    admission_reason_da: str = ""
    appeal_da: tuple[str, ...] = ()
    amu_counted: tuple[str, ...] = ()
    criteria_hash: str = ""
    law_hash: str = ""
