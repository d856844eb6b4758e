"""What a plan is drafted from: the person's levels, the education, courses, calendar, wishes."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Any, TypeVar

from matcher.plans.calendar import SchoolCalendar
from matcher.rules.asking import Facts, told_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.facts import PersonId
    from matcher.plans.plan import PlanKind, Subject
    from matcher.rules.credit import Assessment
    from taxonomy.concepts import Attainment, Clause
    from taxonomy.ids import CompetenceId, ModuleId

F = TypeVar("F", bound=Facts)


@dataclass(frozen=True)
class AcademyModule:
    """A module of an academy programme; our data hold no official titles.

    Attributes:
        key: unique among the modules of the plan.
        days: teaching days.
        status_da: who stands behind the title, for example "opdigtet eksempel".
    """

    key: str
    title_da: str
    title_en: str
    days: int
    ects: float | None
    gives: tuple[Attainment, ...]
    asks: tuple[Clause, ...] = ()
    status_da: str = "forslag"
    code: str = ""


@dataclass(frozen=True)
class Mentorship:
    """A mentor at the workplace, in whole weeks from the start; no name."""

    weeks: int
    text_da: str
    text_en: str = ""


@dataclass(frozen=True)
class Situation:
    """What rules may be told about a person, by the facts' Danish names; never seen by ranking."""

    told: Mapping[str, Any] = field(default_factory=dict)

    def facts(self, kind: type[F], **known: object) -> F:
        """The facts a rule asks for, as far as they are told.

        Args:
            kind: the rule's type of facts.
            known: facts the plan itself gives, by field name; they go before what is told.

        Returns:
            Facts; what is neither told nor known stays unknown.
        """
        told = told_fields(kind)
        found = {name: self.told[each.key] for name, each in told.items() if each.key in self.told}
        legal = {each.name for each in fields(kind)}
        return kind(**{**found, **{name: v for name, v in known.items() if name in legal}})


@dataclass(frozen=True)
class PlanRequest:
    """What somebody wants a plan for.

    Attributes:
        levels: what the person holds today, 0 to 4.
        foreign: labels of papers from abroad that nobody has assessed.
        written: the day the plan is worked out.
        start: first possible day.
        goal_da: what it leads to, for example the job; empty when the education itself is it.
        needed: levels the job asks for.
        goals: the job's hard demands by name; one of the alternatives is enough.
        before: courses taken before the education, or the courses of a plan of courses.
        inside: courses taken during oplæring.
        pause_weeks: weeks at work between school periods where there is no oplæring.
        example: whether the inputs are made up.
        unchanged: what the assessment would be if rules that are not checked for the start were
            as they were last checked; never the plan's own.
        school: the school that answers for the plan; empty when nobody has told.
        contact: where to ask there, without a person's name.
    """

    kind: PlanKind
    person: PersonId
    levels: Mapping[CompetenceId, int]
    written: date
    start: date
    programme: ModuleId | None = None
    assessment: Assessment | None = None
    goal_da: str = ""
    goal_en: str = ""
    needed: Mapping[CompetenceId, int] = field(default_factory=dict)
    goals: tuple[tuple[str, Clause], ...] = ()
    before: tuple[ModuleId, ...] = ()
    inside: tuple[ModuleId, ...] = ()
    academy: tuple[AcademyModule, ...] = ()
    subjects: tuple[Subject, ...] = ()
    calendar: SchoolCalendar = field(default_factory=SchoolCalendar)
    situation: Situation = field(default_factory=Situation)
    foreign: tuple[str, ...] = ()
    mentor: Mentorship | None = None
    pause_weeks: int = 0
    example: bool = False
    unchanged: Assessment | None = None
    school: str = ""
    contact: str = ""
