"""From an assessment, an education, courses and a calendar to a draft plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matcher.plans.basic_skills import BasicSkills, WayToPapers, basic_skills
from matcher.plans.calendar import monday
from matcher.plans.funding import economy
from matcher.plans.length import ask_length
from matcher.plans.outcomes import growth, subjects
from matcher.plans.placing import Length, Timeline, place_education
from matcher.plans.plan import (
    EducationPlan,
    Measure,
    PeriodKind,
    PlanCourse,
    PlanKind,
    PlanPeriod,
    Scenario,
)
from matcher.plans.reservations import assumptions, questions
from matcher.plans.takeable import explained, takeable
from matcher.rules.findings import Verdict
from matcher.rules.law import LawBook
from taxonomy.concepts import ModuleKind, Status
from taxonomy.ids import content_hash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.plans.request import AcademyModule, PlanRequest
    from taxonomy.concepts import Module, Programme
    from taxonomy.snapshot import Taxonomy

_ID_SIGNS: Final = 12
_FORMS: Final = {
    ModuleKind.AMU: "AMU",
    ModuleKind.FVU: "FVU",
    ModuleKind.AVU: "AVU",
    ModuleKind.COURSE: "forløb",
    ModuleKind.EUV: "EUV",
}
_LANGUAGE_FIELD: Final = "almen"


class Drafter:
    """Drafts plans against one snapshot; remembers what many plans ask for."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """Prepare the dated parameters."""
        self.taxonomy = taxonomy
        self.book = LawBook(taxonomy.parameters.values())
        self._ways: dict[object, WayToPapers] = {}

    def draft(self, request: PlanRequest) -> EducationPlan:
        """Draft a plan.

        Args:
            request: the person's levels and what is asked for; modules and programme are in
                the taxonomy and have a known length.

        Returns:
            Version 1 of the plan. What cannot be told stands among its questions; nothing is
            filled in.
        """
        basic = basic_skills(request, self.book, self._way(request))
        programme = self.taxonomy.programmes.get(request.programme or "")
        courses = self._courses(request, basic)
        line = self._timeline(request, courses, programme)
        periods = (*line.periods, *_inside(line, courses), *_mentoring(request, line))
        ordered = tuple(sorted(periods, key=lambda p: (p.first, p.last, p.key)))
        money = economy(request, ordered, courses, self.book)
        goal = (request.goal_da, request.goal_en)
        return EducationPlan(
            id=plan_id(request),
            version=1,
            kind=request.kind,
            person=request.person,
            written=request.written,
            title_da=programme.title_da if programme else request.goal_da,
            title_en=programme.title_en if programme else request.goal_en or request.goal_da,
            goal_da=goal[0] or (programme.title_da if programme else ""),
            goal_en=goal[1] or (programme.title_en if programme else ""),
            programme=request.programme,
            specialisation=programme.specialisation if programme else "",
            programme_note_da=programme.note_da if programme else "",
            version_da=_version(request, programme),
            assessment=request.assessment,
            agreement=request.situation.told.get("uddannelsesaftale"),
            basic_skills_da=basic.text_da,
            basic_skills_missing=basic.missing,
            start=ordered[0].first if ordered else request.start,
            end=None if line.unplaced else max((p.last for p in ordered), default=None),
            periods=ordered,
            courses=courses,
            subjects=subjects(request, programme, self.taxonomy),
            growth=growth(request, courses, programme, self.taxonomy),
            economy=money,
            measures=_measures(request),
            unplaced=tuple(line.unplaced),
            questions=questions(request, programme, basic, courses, money)
            + _length_question(request, self.book),
            assumptions=assumptions(request, programme, ordered, courses),
            example=request.example,
            scenario=_scenario(request, line, programme),
            school=request.school,
            contact=request.contact,
        )

    def _way(self, request: PlanRequest) -> WayToPapers:
        if request.written not in self._ways:
            self._ways[request.written] = WayToPapers(self.taxonomy, request.written)
        return self._ways[request.written]

    def _courses(self, request: PlanRequest, basic: BasicSkills) -> tuple[PlanCourse, ...]:
        modules = self.taxonomy.modules
        first = [self._course(modules[m], "fører til 02", basic=True) for m in basic.modules]
        before = [self._course(modules[m], _purpose(request)) for m in request.before]
        academy = [_academy_course(module, request) for module in request.academy]
        inside = [
            self._course(modules[m], "tages i oplæringstiden", inside=True) for m in request.inside
        ]
        ordered = explained(request, takeable(request, [*before, *academy]))
        return tuple(_unique([*first, *ordered, *inside]))

    def _course(
        self, module: Module, why: str, *, basic: bool = False, inside: bool = False
    ) -> PlanCourse:
        status = "fra kilde" if module.origin.status is not Status.PROPOSAL else "forslag"
        return PlanCourse(
            module.id,
            f"{'grund' if basic else 'kursus'}:{module.id}",
            module.title_da,
            module.title_en,
            _FORMS[module.kind],
            module.days or 1,
            module.days_from_source,
            None,
            tuple((a.competence, a.level) for a in module.outcomes),
            module.prerequisites,
            status,
            why,
            "" if basic else module.description_da,
            module.national_code,
            inside,
            module.field,
        )

    def _timeline(
        self, request: PlanRequest, courses: Sequence[PlanCourse], programme: Programme | None
    ) -> Timeline:
        line = Timeline(request.calendar, monday(request.start))
        line.courses(_length(course, self._kind(course)) for course in courses if not course.inside)
        assessment = request.assessment
        if assessment is None or programme is None:
            return line
        if assessment.track is None:
            line.unplaced.append("Uddannelsen kan ikke få datoer, før sporet er afgjort.")
            return line
        periods = tuple(map(float, programme.school_periods))
        place_education(line, programme.id, periods, assessment.weeks, request.pause_weeks)
        return line

    def _kind(self, course: PlanCourse) -> PeriodKind:
        if course.form_da == "akademimodul":
            return PeriodKind.ACADEMY
        if course.form_da in {"FVU", "AVU"}:
            return PeriodKind.BASIC_SKILLS
        module = self.taxonomy.modules[course.id]
        return PeriodKind.LANGUAGE if module.field == _LANGUAGE_FIELD else PeriodKind.COURSE


def _scenario(request: PlanRequest, line: Timeline, programme: Programme | None) -> Scenario | None:
    """The education as it would be under the rules as they were last checked."""
    found = request.unchanged
    track = request.assessment.track if request.assessment else None
    if found is None or found.track is None or programme is None or track is not None:
        return None
    beside = Timeline(request.calendar, max(line.cursor, monday(request.start)))
    periods = tuple(map(float, programme.school_periods))
    place_education(beside, programme.id, periods, found.weeks, request.pause_weeks)
    return Scenario(found, () if beside.unplaced else tuple(beside.periods))


def plan_id(request: PlanRequest) -> str:
    """The name of a plan: the same for the same person and education, whatever the dates are.

    Args:
        request: what is asked for.

    Returns:
        Letters and digits from which nobody can read the person.
    """
    goal = request.goal_da if request.programme is None else ""
    key = (request.kind.value, request.person, request.programme or "", goal)
    return f"plan-{content_hash([key])[:_ID_SIGNS]}"


def _unique(courses: Iterable[PlanCourse]) -> Iterable[PlanCourse]:
    return {course.id: course for course in reversed(list(courses))}.values().__reversed__()


def _purpose(request: PlanRequest) -> str:
    return "tages før uddannelsen" if request.kind is PlanKind.EUV else "led i planen"


def _academy_course(module: AcademyModule, request: PlanRequest) -> PlanCourse:
    gives = tuple((a.competence, a.level) for a in module.gives)
    why = "videre fra faglært" if request.kind is PlanKind.ACADEMY else "led i planen"
    return PlanCourse(
        module.key, f"modul:{module.key}", module.title_da, module.title_en, "akademimodul",
        module.days, module.code != "", module.ects, gives, module.asks, module.status_da, why,
        code=module.code,
    )  # fmt: skip


def _length(course: PlanCourse, kind: PeriodKind) -> Length:
    return Length(course.period, kind, course.title_da, course.title_en, course.days)


def _inside(line: Timeline, courses: Sequence[PlanCourse]) -> tuple[PlanPeriod, ...]:
    """Courses during oplæring lie at the beginning of the first period of it."""
    homes = [p for p in line.periods if p.kind is PeriodKind.OPLAERING]
    taken = [course for course in courses if course.inside]
    if not homes:
        line.unplaced.extend(f"«{c.title_da}» kan ikke få datoer uden oplæring." for c in taken)
        return ()
    within = Timeline(line.calendar, homes[0].first)
    within.courses(_length(course, PeriodKind.COURSE) for course in taken)
    return tuple(replace(period, within=homes[0].key) for period in within.periods)


def _mentoring(request: PlanRequest, line: Timeline) -> tuple[PlanPeriod, ...]:
    if request.mentor is None or not line.periods:
        return ()
    beside = Timeline(line.calendar, line.periods[0].first)
    beside.oplaering(1, request.mentor.weeks)
    period = beside.periods[0]
    return (
        PlanPeriod("mentor", PeriodKind.MENTOR, "Mentor på arbejdspladsen", "Workplace mentor",
                   period.first, period.last, period.weeks, None, proposed=True,
                   basis_da="forslag: fra første dag"),
    )  # fmt: skip


def _measures(request: PlanRequest) -> tuple[Measure, ...]:
    found: list[Measure] = []
    if request.mentor is not None:
        english = request.mentor.text_en or request.mentor.text_da
        found.append(Measure("Mentor", "Mentor", request.mentor.text_da, english))
    if request.foreign:
        papers = "; ".join(request.foreign)
        found.append(
            Measure(
                "Anerkendelse af udenlandske papirer",
                "Recognition of foreign papers",
                f"Disse papirer er udenlandske og endnu ikke vurderet i Danmark: {papers}. "
                "De tæller først, når de er vurderet.",
                f"These papers are foreign and not yet assessed in Denmark: {papers}. "
                "They do not count until they are assessed.",
            )
        )
    return tuple(found)


def _length_question(request: PlanRequest, book: LawBook) -> tuple[str, ...]:
    answer = ask_length(request.assessment, book)
    if answer is None or answer.verdict in {Verdict.YES, Verdict.NO}:
        return ()
    question = (
        "Kontrollér, at grundforløb og oplæring ikke er længere, end sporet tillader; det er "
        "ikke kontrolleret for startdagen."
    )
    return (question,)


def _version(request: PlanRequest, programme: Programme | None) -> str:
    if programme is not None and programme.legal_basis:
        return programme.legal_basis
    return request.assessment.version_da if request.assessment else ""
