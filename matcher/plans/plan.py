"""The individual education plan as a value: what is learnt, when, why, and who may pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

from taxonomy.concepts import MAX_LEVEL

if TYPE_CHECKING:
    from matcher.facts import PersonId
    from matcher.plans.document import Signature
    from matcher.rules.credit import Assessment
    from taxonomy.concepts import Clause
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.parameters import DatedValue


class PlanKind(StrEnum):
    """What sort of plan it is; each has its own head and its own questions."""

    EUV = "euv"
    COURSES = "kurser"
    ACADEMY = "akademi"
    INTERNATIONAL = "international"


class PeriodKind(StrEnum):
    """What happens in a period."""

    BASIC_SKILLS = "dansk og matematik"
    LANGUAGE = "sprog og kultur"
    COURSE = "kursus"
    ACADEMY = "akademimodul"
    GF2 = "grundforløb 2"
    SCHOOL = "skoleperiode"
    OPLAERING = "oplæring"
    MENTOR = "mentor"


TAUGHT = frozenset(PeriodKind) - {PeriodKind.OPLAERING, PeriodKind.MENTOR}
"""Kinds in which somebody is taught; the others run beside or between them."""


@dataclass(frozen=True)
class PlanPeriod:
    """One stretch of the plan, both days included.

    Attributes:
        key: unique within the plan, the same in every version of it.
        weeks: school weeks, or calendar weeks of oplæring; None for courses counted in days.
        days: teaching days of a course; None when weeks are told.
        proposed: whether the dates are our proposal and no calendar's or provider's.
        basis_da: how the dates were found.
        within: key of the period it lies inside, for a course during oplæring.
        sequence: how often the period has moved since it was first planned.
    """

    key: str
    kind: PeriodKind
    title_da: str
    title_en: str
    first: date
    last: date
    weeks: float | None
    days: int | None
    proposed: bool
    basis_da: str
    place: str = ""
    within: str = ""
    sequence: int = 0


@dataclass(frozen=True)
class PlanCourse:
    """A course of the plan: AMU, FVU, AVU, a ready-made course or an academy module.

    Attributes:
        id: the module's id, or the academy module's key.
        period: key of its period.
        form_da: "AMU", "FVU", "akademimodul" and so on.
        days: teaching days.
        days_sure: whether a source gives the length.
        ects: points of an academy module; None otherwise.
        asks: what must hold before the start.
        status_da: who stands behind the title.
        why_da: why it is in the plan.
        about_da: what the participant learns.
        code: the official code; empty unless a source gives it.
        inside: whether it is taken during oplæring instead of before the education.
        field: the module's field in our taxonomy; empty for an academy module.
    """

    id: ModuleId
    period: str
    title_da: str
    title_en: str
    form_da: str
    days: int
    days_sure: bool
    ects: float | None
    gives: tuple[tuple[CompetenceId, int], ...]
    asks: tuple[Clause, ...]
    status_da: str
    why_da: str
    about_da: str = ""
    code: str = ""
    inside: bool = False
    field: str = ""


@dataclass(frozen=True)
class Subject:
    """A subject of the education, or what the education gives where no data list subjects.

    Attributes:
        level_da: performance step; empty when nobody has told.
        weeks: length before credit; None when nobody has told.
        credit: weeks of it that are credited; None when nobody has told.
        proposed: whether it is our reading of the outcome and no subject of the order.
        source_da: where it is from.
    """

    title_da: str
    title_en: str
    level_da: str
    weeks: float | None
    credit: float | None
    proposed: bool
    source_da: str


@dataclass(frozen=True)
class Growth:
    """One competence before and after the plan, and what the job needs; levels 0 to 4.

    Attributes:
        certificate: whether it is a paper one has or has not.
    """

    competence: CompetenceId
    label_da: str
    label_en: str
    before: int
    after: int
    needed: int | None
    certificate: bool

    def __post_init__(self) -> None:
        """Hold the levels within the scale.

        Raises:
            ValueError: for a level outside 0 to 4.
        """
        if not all(0 <= level <= MAX_LEVEL for level in (self.before, self.after)):
            message = f"niveau uden for 0 til {MAX_LEVEL}: {self.competence}"
            raise ValueError(message)


class Payer(StrEnum):
    """Who may pay."""

    EMPLOYER = "arbejdsgiveren"
    PERSON = "personen"
    MUNICIPALITY = "kommunen"
    AUB = "AUB"
    FUND = "kompetencefonden"


@dataclass(frozen=True)
class Citation:
    """A dated value an amount or an answer rests on."""

    title_da: str
    unit: str
    dated: DatedValue


@dataclass(frozen=True)
class Cost:
    """What one thing of the plan costs.

    Attributes:
        kroner: None when it cannot be told.
        text_da: the amount as the rule tells it, or why there is none.
        on: the day the law was read on.
        citations: never empty when there is an amount.
        provided: whether it holds only for somebody in the AMU target group.
    """

    title_da: str
    title_en: str
    kroner: float | None
    text_da: str
    rule: str
    on: date
    citations: tuple[Citation, ...]
    provided: bool = False


@dataclass(frozen=True)
class Funding:
    """What one payer may pay under one rule.

    Attributes:
        verdict_da: ja, nej, kan ikke afgøres, gælder ikke or ikke kontrolleret.
        kroner: None when there is no amount; a rate is no amount for the plan.
        text_da: what follows from the rule, or why it cannot be told.
        on: the day the law was read on.
        missing: what somebody must tell or fetch.
        citations: never empty when there is an amount.
    """

    payer: Payer
    title_da: str
    verdict_da: str
    kroner: float | None
    text_da: str
    rule: str
    on: date
    missing: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Economy:
    """Costs and payers of a plan.

    Attributes:
        left_out_da: schemes that were not asked about, and why.
    """

    costs: tuple[Cost, ...]
    funding: tuple[Funding, ...]
    left_out_da: str = ""

    @property
    def known(self) -> float:
        """Kroner of the costs that can be told."""
        return sum(cost.kroner for cost in self.costs if cost.kroner is not None)

    @property
    def partial(self) -> bool:
        """Whether some cost cannot be told."""
        return any(cost.kroner is None for cost in self.costs)

    @property
    def provided(self) -> bool:
        """Whether some known cost holds only for somebody in the AMU target group."""
        return any(cost.provided for cost in self.costs)


@dataclass(frozen=True)
class Measure:
    """Something beside teaching: mentor, recognition of papers, an agreement."""

    title_da: str
    title_en: str
    text_da: str
    text_en: str


@dataclass(frozen=True)
class PlanChange:
    """One thing that became another since the version before, and why."""

    what_da: str
    before_da: str
    after_da: str
    why_da: str


@dataclass(frozen=True)
class Scenario:
    """What the education would be if rules nobody has checked for the start were unchanged.

    Attributes:
        assessment: on the day they were last checked.
        periods: proposed days from the wished start; empty where a length is unknown.
    """

    assessment: Assessment
    periods: tuple[PlanPeriod, ...]


@dataclass(frozen=True)
class EducationPlan:
    """A draft plan for one person, or a signed one.

    Attributes:
        id: the same in every version; holds nothing about the person.
        version: 1 and up.
        person: pseudonymous id.
        written: the day it was worked out for.
        goal_da: what the plan leads to.
        version_da: the education's order, as far as our data name it.
        assessment: the result of the recognition (R22); None where none is made.
        agreement: whether there is a uddannelsesaftale; None when nobody has told.
        basic_skills_da: how the demand of 02 was judged; empty where it does not matter.
        basic_skills_missing: the papers the track asks for and the person has not got.
        end: last day; None when it cannot be told.
        unplaced: parts that could not be given dates, and why.
        questions: what must be settled before anybody signs.
        assumptions: what was taken for granted.
        changes: since the version before.
        example: whether criteria, calendar or courses are made up for the example.
        scenario: only where the track cannot be told because nobody has checked the rules.
        school: who answers for the plan; empty when nobody has told.
        contact: where to ask there.
        programme_note_da: what is uncertain about the programme's order and length.
    """

    id: str
    version: int
    kind: PlanKind
    person: PersonId
    written: date
    title_da: str
    title_en: str
    goal_da: str
    goal_en: str
    programme: ModuleId | None
    specialisation: str
    version_da: str
    assessment: Assessment | None
    agreement: bool | None
    basic_skills_da: str
    basic_skills_missing: tuple[CompetenceId, ...]
    start: date
    end: date | None
    periods: tuple[PlanPeriod, ...]
    courses: tuple[PlanCourse, ...]
    subjects: tuple[Subject, ...]
    growth: tuple[Growth, ...]
    economy: Economy
    measures: tuple[Measure, ...]
    unplaced: tuple[str, ...]
    questions: tuple[str, ...]
    assumptions: tuple[str, ...]
    changes: tuple[PlanChange, ...] = ()
    example: bool = False
    signature: Signature | None = None
    scenario: Scenario | None = None
    school: str = ""
    contact: str = ""
    programme_note_da: str = ""

    def of(self, *kinds: PeriodKind) -> tuple[PlanPeriod, ...]:
        """The periods of some kinds, in the plan's order."""
        return tuple(period for period in self.periods if period.kind in kinds)
