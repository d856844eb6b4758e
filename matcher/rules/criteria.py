"""A programme's own criteria for credit (bilag 1, skema 1-3) as values (R111-R113, R134)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

from matcher.rules.credit import Block, Track, Weeks  # noqa: TC001
from taxonomy.concepts import Attainment, Confidence  # noqa: TC001
from taxonomy.ids import ModuleId, content_hash

if TYPE_CHECKING:
    from collections.abc import Iterable


class Standing(StrEnum):
    """Who stands behind the criteria."""

    OFFICIAL = "officiel"
    SCHOOL = "skole"
    EXAMPLE = "eksempel"


class EducationKind(StrEnum):
    """The four kinds of earlier education in skema 3 (R113)."""

    EUD = "EUD"
    AMU = "AMU"
    SUBJECT = "UVM-fag"
    OTHER = "andet"


@dataclass(frozen=True)
class Shortening:
    """What a row takes off.

    Attributes:
        gf2_weeks: weeks off GF2.
        main_weeks: weeks off the main course at school.
        oplaering_months: months off training in the company.
    """

    gf2_weeks: float = 0
    main_weeks: float = 0
    oplaering_months: float = 0


@dataclass(frozen=True)
class Criterion:
    """One row of skema 1, 2 or 3.

    Attributes:
        id: unique within the criteria and the same over editions.
        block: A for skema 1, B for skema 2, C for skema 3.
        competences: one of them, at the level, makes a job count; A and B only.
        months: least months of work; 0 when the row asks for none.
        kind: of education; C only.
        codes: national codes that count; C only.
        titles: titles that count; C only.
        needed: how many different codes or titles must be shown.
        yes: what «ja» takes off; nothing in block A.
        partly: what «delvist» takes off; None when the annex does not say.
        subject: rows with the same subject shorten it once only; empty when alone.
        valid_years: older experience is out-dated; None when the annex fixes no limit.
    """

    id: str
    block: Block
    title_da: str
    competences: tuple[Attainment, ...] = ()
    months: int = 0
    kind: EducationKind | None = None
    codes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    needed: int = 1
    yes: Shortening = Shortening()
    partly: Shortening | None = None
    subject: str = ""
    valid_years: int | None = None


@dataclass(frozen=True)
class StandardCredit:
    """The faglige udvalg's standard shortening of the main course on one track (R134).

    Attributes:
        main_weeks: weeks off the main course at school.
        taken_from_da: which subjects give the weeks up.
    """

    track: Track
    main_weeks: float
    taken_from_da: str


@dataclass(frozen=True)
class Criteria:
    """Everything one edition of a programme's annex says about credit.

    Attributes:
        programmes: ids in the taxonomy the edition holds for.
        edition_da: order and annex, for example "BEK 264 fra 2023, bilag 1".
        start: first day the edition holds for an education that begins.
        end: last day; None while it is in force.
        source: what was read, with year.
        as_of: the day it was written down.
        full: length before anything is taken off.
        full_time_hours: hours a week that count as full time; part time counts by its share.
            None when the annex does not say; then part time counts as full.
    """

    id: str
    programmes: tuple[ModuleId, ...]
    edition_da: str
    start: date
    end: date | None
    source: str
    source_url: str
    as_of: date
    confidence: Confidence
    standing: Standing
    full: Weeks
    full_time_hours: float | None
    standard: tuple[StandardCredit, ...]
    rows: tuple[Criterion, ...]

    @property
    def hash(self) -> str:
        """Hash of the whole content."""
        return content_hash([self])

    @property
    def example(self) -> bool:
        """Whether we have written it ourselves to show how it works."""
        return self.standing is Standing.EXAMPLE

    def holds(self, on: date) -> bool:
        """Whether the edition holds for an education that begins on this day."""
        return self.start <= on and (self.end is None or on <= self.end)

    def block(self, block: Block) -> tuple[Criterion, ...]:
        """The rows of one skema, in their order."""
        return tuple(row for row in self.rows if row.block is block)

    def standard_on(self, track: Track) -> StandardCredit | None:
        """The standard shortening on a track; None when the edition gives none."""
        return next((each for each in self.standard if each.track is track), None)


def in_force(criteria: Iterable[Criteria], programme: ModuleId, on: date) -> Criteria | None:
    """The edition for a programme on a day.

    Args:
        criteria: any editions, also of other programmes.
        programme: id in the taxonomy.
        on: the day the education begins.

    Returns:
        The one that holds; of several the newest, an official before an example.
    """
    fit = [c for c in criteria if programme in c.programmes and c.holds(on)]
    return max(fit, key=lambda c: (not c.example, c.start, c.id), default=None)
