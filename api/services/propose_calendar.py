"""Use case: the best package on real dates for one person and one need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api import wording
from api.errors import NothingPossibleError
from api.services.merit import module_merit
from api.services.showing import Shower
from api.services.showing_runs import run_view
from api.views import BlockedView
from api.views import calendar as views
from api.wording import calendar as calendar_words
from matcher.packages.calendar.alternatives import alternatives
from matcher.packages.calendar.causes import find_causes
from matcher.packages.calendar.costs import differences, limit_prices
from matcher.packages.calendar.objective import ORDER_DA
from matcher.packages.calendar.problem import CalendarCase
from matcher.packages.calendar.reasons import reasons
from matcher.packages.calendar.solving import CalendarSolver
from matcher.packages.merit import tenths
from matcher.packages.package import explain
from matcher.packages.problem import build_problem, held_clauses

if TYPE_CHECKING:
    from api.services.calendar import RunCalendar
    from api.services.region import Region
    from matcher.packages.analysis import LimitPrice
    from matcher.packages.calendar.problem import Run
    from matcher.packages.calendar.reasons import CourseReason
    from matcher.packages.calendar.solving import CalendarPackage
    from matcher.packages.package import Step

REASONS: Final = 60
RUN_REASONS: Final = 6
NOTHING_TOLD: Final = (
    "Ingen har oplyst, hvornår og hvor personen kan deltage. Alle dage og steder er taget med, "
    "og kørslen kendes ikke."
)


def calendar_case(
    region: Region, calendar: RunCalendar, need_id: str, person_id: str
) -> CalendarCase:
    """One person, one need and the runs, as the methods see them.

    Raises:
        UnknownThingError: when the need or the person is not there.
    """
    need, _ = region.need(need_id)
    person = region.person(person_id)
    problem = build_problem(need, region.taxonomy, region.on)
    return CalendarCase(
        problem=problem,
        held=held_clauses(problem, person),
        runs=calendar.runs,
        availability=calendar.of(person_id),
        period=calendar.period,
        by=need.by,
        merit=tenths(module_merit(region.taxonomy)),
    )


def propose_calendar(region: Region, need_id: str, person_id: str) -> views.CalendarAnswerView:
    """Find the runs that close every hard demand, by the stated order.

    Args:
        region: plans, people and a calendar.
        need_id: the need.
        person_id: the person.

    Returns:
        The package with proof, alternatives, reasons, causes and what each limit costs.

    Raises:
        UnknownThingError: when the need or the person is not there.
        NothingPossibleError: when no runs have been loaded.
    """
    need, plan = region.need(need_id)
    region.person(person_id)
    calendar = region.calendar
    if calendar is None:
        raise NothingPossibleError("Der er ingen kursushold indlæst, så datoer kan ikke foreslås.")
    case = calendar_case(region, calendar, need_id, person_id)
    solver = CalendarSolver(case.problem)
    best = solver.best(case)
    show = _Shown(region, calendar, case)
    causes = find_causes(solver, case, best) if not best.closed else None
    told = person_id in calendar.availability
    return views.CalendarAnswerView(
        person=person_id,
        need=show.shower.need(need, plan),
        on=region.on,
        taxonomy=region.taxonomy.id,
        first=case.period.first if case.period else None,
        last=case.period.last if case.period else None,
        runs=sum(run.module in case.problem.by_id for run in case.runs),
        order_da=list(ORDER_DA),
        best=show.package(best),
        alternatives=[
            views.CalendarAlternativeView(
                way=a.way,
                way_da=calendar_words.WAY_DA[a.way],
                package=show.package(a.package, alternative=True),
            )
            for a in alternatives(solver, case, best)
        ],
        reasons=[show.reason(r, best) for r in reasons(solver, case, best)[:REASONS]]
        if best.runs or not best.closed
        else [],
        blocked=[
            BlockedView(
                goal_da=wording.clause(b.goal, region.taxonomy),
                obstacle=b.obstacle,
                reason_da=wording.blocked(b, region.taxonomy),
            )
            for b in (causes.blocked if causes else ())
        ],
        without_runs_da=[
            wording.clause(goal, region.taxonomy)
            for goal in (causes.without_runs if causes else ())
            if goal not in {b.goal for b in (causes.blocked if causes else ())}
        ],
        causes=[
            views.CauseView(name=c.name, title_da=c.title_da, who=c.who)
            for c in (causes.together if causes else ())
        ],
        enough=[c.name for c in (causes.enough if causes else ())],
        causes_da=calendar_words.causes(causes) if causes else "",
        prices=[_price(p) for p in limit_prices(solver, case, best)],
        notices_da=[*calendar.notices, *([] if told else [NOTHING_TOLD])],
    )


class _Shown:
    """Values of one case as views."""

    def __init__(self, region: Region, calendar: RunCalendar, case: CalendarCase) -> None:
        self.region, self.calendar, self.case = region, calendar, case
        self.shower = Shower(region.taxonomy, region.on)
        self.titles = {
            tuple(sorted(r.options)): r.title for r in region.needs[case.problem.need][0].hard
        }

    def package(
        self, package: CalendarPackage, *, alternative: bool = False
    ) -> views.CalendarPackageView:
        """A package with its runs, its measures and what is not told."""
        value, runs, taxonomy = package.value, package.runs, self.region.taxonomy
        steps = explain(self.case.problem, self.case.held, tuple(r.module for r in runs))
        merit = module_merit(taxonomy)
        return views.CalendarPackageView(
            closed=package.closed,
            proven=package.proven,
            proof_da=calendar_words.proof(package, alternative=alternative),
            summary_da=calendar_words.summary(package),
            first=runs[0].start if runs else None,
            last=max(run.end for run in runs) if runs else None,
            weeks=value.weeks,
            days=value.days,
            kroner=None if value.unknown_prices else value.kroner,
            km=None if value.unknown_distances else value.km,
            late=value.late,
            steps=[self._step(run, step) for run, step in zip(runs, steps, strict=True)],
            open_da=[wording.clause(goal, taxonomy) for goal in package.never],
            late_da=[wording.clause(goal, taxonomy) for goal in package.late],
            told_da=calendar_words.told(package, self.case, self.calendar.price_source_da),
            merit_da=[
                calendar_words.merit(merit[run.module], taxonomy)
                for run in runs
                if run.module in merit
            ],
        )

    def _step(self, run: Run, step: Step) -> views.CalendarStepView:
        reason = wording.step_reason(step, self.titles, self.region.taxonomy)
        shown = run_view(run, self.case.availability, self.calendar, self.shower)
        return views.CalendarStepView(run=shown, reason_da=reason)

    def reason(self, reason: CourseReason, best: CalendarPackage) -> views.CourseReasonView:
        """Why a course is not taken."""
        changed = differences(best.value, reason.instead.value) if reason.instead else ()
        return views.CourseReasonView(
            module=reason.course.id,
            title_da=self.region.taxonomy.modules[reason.course.id].title_da,
            why=reason.why,
            text_da=calendar_words.course_reason(reason, changed),
            runs=[
                views.RunReasonView(
                    run=r.run.id,
                    first=r.run.start,
                    place=r.run.place,
                    text_da=calendar_words.run_reason(r, self.case),
                )
                for r in reason.runs[:RUN_REASONS]
            ],
        )


def _price(price: LimitPrice) -> views.LimitPriceView:
    return views.LimitPriceView(
        constraint=price.constraint,
        title_da=price.title_da,
        who=price.who,
        changes=[views.ChangeView(measure=d.measure, by=d.by) for d in price.differences],
        opens=price.opens,
        proven=price.proven,
        consultant_da=calendar_words.consultant(price),
        employer_da=calendar_words.employer(price),
        person_da=calendar_words.person(price),
    )
