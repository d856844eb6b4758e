"""Whether a plan holds together, told in words a counsellor can act on; all faults at once.

Every check is one function of the plan and the law; `CHECKS` names them all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from matcher.plans.basic_skills import PAPERS
from matcher.plans.calendar import weekdays
from matcher.plans.length import ask_length
from matcher.plans.plan import PeriodKind, PlanKind
from matcher.plans.takeable import met
from matcher.rules.findings import Verdict
from taxonomy.danish import counted, number, show
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from matcher.plans.plan import EducationPlan, PlanPeriod
    from matcher.rules.law import LawBook
    from taxonomy.ids import CompetenceId

_SLACK_WEEKS: Final = 0.05
_SCHOOL_DAYS: Final = 5


def faults_of(
    plan: EducationPlan,
    book: LawBook,
    levels: Mapping[CompetenceId, int] | None = None,
    file: str = "planen",
) -> tuple[Fault, ...]:
    """Everything wrong with a plan.

    Args:
        plan: any plan, also one whose dates somebody has changed by hand.
        book: the dated parameters; a limit that is not checked for the day finds no fault.
        levels: what the person holds before; None leaves the demands of courses unchecked.
        file: what the plan is called in the messages.

    Returns:
        The faults in the plan's order; empty when it holds together.
    """
    held = None if levels is None else dict(levels)
    found = [fault for check in CHECKS for fault in check(plan)]
    found += legal_length(plan, book)
    if held is not None:
        found += prerequisites(plan, held)
        found += basic_skills_first(plan, held)
    return tuple(replace(fault, file=file) for fault in found)


def _found(field: str, seen: str, problem: str, remedy: str) -> Fault:
    return Fault("planen", 0, field, seen, problem, remedy)


def period_in_order(plan: EducationPlan) -> Iterator[Fault]:
    """Every period ends on its first day or later."""
    for p in plan.periods:
        if p.last < p.first:
            yield _found(
                p.key,
                _span(p),
                f"«{p.title_da}» slutter, før den begynder",
                "Byt om på datoerne",
            )


def no_overlap(plan: EducationPlan) -> Iterator[Fault]:
    """Nobody is in two places: only a course within oplæring and a mentor run beside others."""
    alone = [p for p in plan.periods if not p.within and p.kind is not PeriodKind.MENTOR]
    for one, other in pairwise(sorted(alone, key=lambda p: (p.first, p.last))):
        if other.first <= one.last:
            yield _found(
                other.key, _span(other),
                f"«{other.title_da}» begynder {show(other.first)}, men «{one.title_da}» slutter "
                f"først {show(one.last)}",
                "Flyt den ene periode, så de ikke overlapper",
            )  # fmt: skip


def within_its_period(plan: EducationPlan) -> Iterator[Fault]:
    """A course during oplæring lies inside it, and courses there do not overlap."""
    by_key = {p.key: p for p in plan.periods}
    inside = [p for p in plan.periods if p.within]
    for p in inside:
        home = by_key.get(p.within)
        if home is None:
            yield _found(p.key, p.within, f"«{p.title_da}» ligger i en periode, som ikke findes",
                   "Vælg en periode i planen")  # fmt: skip
        elif p.first < home.first or p.last > home.last:
            yield _found(
                p.key, _span(p), f"«{p.title_da}» ligger ikke inden for «{home.title_da}» "
                f"({_span(home)})", "Flyt kurset ind i perioden",
            )  # fmt: skip
    for one, other in pairwise(sorted(inside, key=lambda p: (p.first, p.last))):
        if other.first <= one.last:
            yield _found(
                other.key, _span(other), f"«{other.title_da}» og «{one.title_da}» overlapper",
                "Flyt det ene kursus",
            )  # fmt: skip


def end_after_start(plan: EducationPlan) -> Iterator[Fault]:
    """The plan does not end before it starts, and both are the days of its periods."""
    if plan.end is not None and plan.end < plan.start:
        yield _found(
            "slut", show(plan.end),
            f"planen slutter {show(plan.end)}, før den starter {show(plan.start)}",
            "Ret start eller slut",
        )  # fmt: skip
    if not plan.periods:
        return
    first, last = min(p.first for p in plan.periods), max(p.last for p in plan.periods)
    if plan.start != first:
        yield _found("start", show(plan.start), f"første periode begynder {show(first)}",
               "Sæt start til den første periodes dag")  # fmt: skip
    if plan.end is not None and plan.end != last:
        yield _found("slut", show(plan.end), f"sidste periode slutter {show(last)}",
               "Sæt slut til den sidste periodes dag")  # fmt: skip


def unique_keys(plan: EducationPlan) -> Iterator[Fault]:
    """Every period has its own key, since calendars know it by that."""
    seen: set[str] = set()
    for p in plan.periods:
        if p.key in seen:
            yield _found(p.key, p.key, "nøglen bruges to gange", "Giv hver periode sin nøgle")
        seen.add(p.key)


def length_fits(plan: EducationPlan) -> Iterator[Fault]:
    """The dates have room for the weeks or days that are told."""
    for p in plan.periods:
        needed = p.days if p.days is not None else round((p.weeks or 0) * _SCHOOL_DAYS - 1e-6)
        room = _room(p)
        if room < needed:
            told = counted(p.weeks or 0, "uger") if p.days is None else counted(p.days, "dage")
            yield _found(
                p.key, _span(p), f"«{p.title_da}» er sat til {told}, men datoerne rummer "
                f"kun {counted(room, 'dage')} fra mandag til fredag",
                "Forlæng perioden, eller ret længden",
            )  # fmt: skip


def _room(p: PlanPeriod) -> int:
    """Days from Monday to Friday; a period of whole weeks may lose its ends to holidays."""
    if p.last < p.first:
        return 0
    if p.days is not None:
        return weekdays(p.first, p.last)
    begins = p.first - timedelta(days=p.first.weekday())
    return weekdays(begins, p.last + timedelta(days=_SCHOOL_DAYS - 1 - p.last.weekday()))


def weeks_add_up(plan: EducationPlan) -> Iterator[Fault]:
    """GF2, school and oplæring are as long as the assessment says."""
    if plan.assessment is None or plan.unplaced:
        return
    asked = plan.assessment.weeks
    for kind, weeks, name in (
        (PeriodKind.GF2, asked.gf2, "grundforløb 2"),
        (PeriodKind.SCHOOL, asked.main, "hovedforløbet i skole"),
    ):
        planned = sum(p.weeks or 0 for p in plan.of(kind))
        if weeks is not None and abs(planned - weeks) > _SLACK_WEEKS:
            yield _found(
                kind.value, number(planned), f"{name} fylder {counted(planned, 'uger')} i planen, "
                f"men vurderingen siger {counted(weeks, 'uger')}", "Ret perioderne eller meriten",
            )  # fmt: skip
    planned = sum(p.weeks or 0 for p in plan.of(PeriodKind.OPLAERING))
    if asked.oplaering is not None and planned < asked.oplaering - 1:
        yield _found(
            PeriodKind.OPLAERING.value, number(planned),
            f"oplæringen fylder {counted(planned, 'uger')} i planen, men vurderingen siger "
            f"{counted(asked.oplaering, 'uger')}", "Læg mere oplæring ind, eller ret meriten",
        )  # fmt: skip


def credit_adds_up(plan: EducationPlan) -> Iterator[Fault]:
    """The weeks after credit are the full length minus the credit that is taken."""
    if plan.assessment is None:
        return
    full, left = plan.assessment.full, plan.assessment.weeks
    taken = [c for c in plan.assessment.credits if c.accepted]
    rows = (
        ("grundforløb 2", full.gf2, left.gf2, sum(c.school_weeks for c in taken if c.gf2)),
        ("skole", full.main, left.main, sum(c.school_weeks for c in taken if not c.gf2)),
        ("oplæring", full.oplaering, left.oplaering, sum(c.oplaering_weeks for c in taken)),
    )
    for name, whole, rest, credit in rows:
        if whole is None or rest is None:
            continue
        expected = max(0.0, whole - credit)
        if abs(expected - rest) > _SLACK_WEEKS:
            yield _found(
                "merit", number(credit), f"{name}: {counted(whole, 'uger')} minus "
                f"{counted(credit, 'uger')} merit giver {counted(expected, 'uger')}, men planen "
                f"siger {counted(rest, 'uger')}", "Ret meriten eller ugerne",
            )  # fmt: skip


def courses_have_periods(plan: EducationPlan) -> Iterator[Fault]:
    """Every course stands in the timetable with its own number of days."""
    by_key = {p.key: p for p in plan.periods}
    for course in plan.courses:
        period = by_key.get(course.period)
        if period is None and not any(course.title_da in text for text in plan.unplaced):
            yield _found(course.period, course.title_da, f"«{course.title_da}» har ingen datoer",
                   "Læg kurset ind i forløbet")  # fmt: skip
        elif period is not None and period.days != course.days:
            yield _found(
                course.period, show(period.days), f"«{course.title_da}» varer "
                f"{counted(course.days, 'dage')}, men perioden siger {show(period.days)}",
                "Ret perioden",
            )  # fmt: skip


def prerequisites(plan: EducationPlan, levels: dict[CompetenceId, int]) -> Iterator[Fault]:
    """What each course asks for is held when it begins."""
    by_key = {p.key: p for p in plan.periods}
    placed = [c for c in plan.courses if c.period in by_key]
    for course in sorted(placed, key=lambda c: by_key[c.period].first):
        for clause in course.asks:
            if not met(clause, levels):
                asked = " eller ".join(f"{a.competence} {a.level}" for a in clause)
                yield _found(
                    course.period, asked, f"«{course.title_da}» kræver {asked}, og det har "
                    "personen ikke, når kurset begynder", "Læg det kursus, der giver det, før",
                )  # fmt: skip
        for competence, level in course.gives:
            levels[competence] = max(level, levels.get(competence, 0))


def basic_skills_first(plan: EducationPlan, levels: Mapping[CompetenceId, int]) -> Iterator[Fault]:
    """Danish and mathematics come before the education where its demand of 02 holds."""
    begins = [p.first for p in plan.of(PeriodKind.GF2, PeriodKind.SCHOOL)]
    steps = [p.last for p in plan.of(PeriodKind.BASIC_SKILLS)]
    if begins and steps and max(steps) >= min(begins):
        yield _found(
            PeriodKind.BASIC_SKILLS.value, show(max(steps)),
            f"dansk og matematik slutter efter, at uddannelsen begynder {show(min(begins))}",
            "Læg dansk og matematik først",
        )  # fmt: skip
    given = {competence for course in plan.courses for competence, _ in course.gives}
    for paper in plan.basic_skills_missing:
        if paper not in given and not levels.get(paper):
            yield _found(
                PeriodKind.BASIC_SKILLS.value, PAPERS[paper],
                f"sporet kræver 02 i {PAPERS[paper]}, og ingen del af planen fører dertil",
                "Læg FVU eller AVU ind først",
            )  # fmt: skip


def legal_length(plan: EducationPlan, book: LawBook) -> Iterator[Fault]:
    """GF2 and oplæring are no longer than the track allows (R6-R8)."""
    assessment = plan.assessment
    answer = ask_length(assessment, book) if plan.kind is PlanKind.EUV else None
    if assessment is None or answer is None or answer.verdict is not Verdict.NO:
        return
    yield _found(
        "længde", str(assessment.track),
        f"forløbet er længere, end {assessment.track} tillader: {answer.finding.reason}",
        "Ret ugerne, eller lad skolen se på sporet",
    )  # fmt: skip


def _span(period: PlanPeriod) -> str:
    return f"{show(period.first)}-{show(period.last)}"


CHECKS: Final[tuple[Callable[[EducationPlan], Iterator[Fault]], ...]] = (
    period_in_order, no_overlap, within_its_period, end_after_start, unique_keys, length_fits,
    weeks_add_up, credit_adds_up, courses_have_periods,
)  # fmt: skip
"""The checks that need nothing beside the plan."""
