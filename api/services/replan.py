"""Use case: a plan after a cancelled run, illness, or a moved day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from api.errors import NothingPossibleError, UnknownThingError
from api.services.propose_calendar import calendar_case
from api.services.showing import Shower
from api.services.showing_runs import run_view
from api.views.calendar import CauseView
from api.views.replan import EventView, ReplanChangeView, ReplanView
from api.wording import calendar as calendar_words
from api.wording import replan as replan_words
from matcher.packages.calendar.causes import find_causes
from matcher.packages.calendar.replanning import Event, Kind, replan
from matcher.packages.calendar.solving import CalendarSolver

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from api.services.calendar import RunCalendar
    from api.services.region import Region
    from api.views.calendar import RunView
    from matcher.packages.calendar.causes import Causes
    from matcher.packages.calendar.problem import Run
    from matcher.packages.calendar.replanning import Change, NewPlan

MOST_TRIED: Final = 40
FEWEST_RUNS: Final = 2


def replan_need(
    region: Region, need_id: str, person_id: str, plan: Sequence[Run], event: Event
) -> ReplanView:
    """Find the plan that changes least after an event.

    Args:
        region: plans, people and a calendar with the runs as they are now.
        need_id: the need.
        person_id: the person.
        plan: the runs the person had.
        event: what has happened.

    Returns:
        Old and new plan, every change with its reason, and the causes when nothing can close.

    Raises:
        UnknownThingError: when the need, the person or a cancelled run is not there.
        NothingPossibleError: when no runs have been loaded.
    """
    need, owner = region.need(need_id)
    calendar = _calendar(region)
    case = calendar_case(region, calendar, need_id, person_id)
    _known(event, (*calendar.runs, *plan))
    new = replan(case, plan, event)
    shower = Shower(region.taxonomy, region.on)
    causes = _causes(new) if new.runs is None else None
    before = sorted(plan, key=lambda run: (run.start, run.id))
    done = [c.new for c in new.changes if c.kind is Kind.DONE and c.new]
    after = [*done, *(new.runs or ())]

    def show(run: Run) -> RunView:
        return run_view(run, case.availability, calendar, shower)

    return ReplanView(
        person=person_id,
        need=shower.need(replace(need, by=event.by or need.by), owner),
        taxonomy=region.taxonomy.id,
        event=_event(event, before, region),
        closed=new.runs is not None,
        late=new.late,
        proven=new.proven,
        courses_changed=new.courses,
        runs_changed=new.moved,
        summary_da=replan_words.summary(new),
        proof_da=replan_words.proof(new),
        before=[show(run) for run in before],
        after=[show(run) for run in after] if new.runs is not None else [],
        changes=[_change(change, new, shower, show) for change in new.changes],
        causes=[CauseView(name=c.name, title_da=c.title_da, who=c.who)
                for c in (causes.together if causes else ())],
        causes_da=_causes_da(causes),
        notices_da=list(calendar.notices),
    )  # fmt: skip


def best_plan(region: Region, need_id: str, person_id: str) -> tuple[Run, ...]:
    """The runs of the best package of today, as a plan to start from.

    Raises:
        UnknownThingError: when the need or the person is not there.
        NothingPossibleError: when no runs have been loaded.
    """
    case = calendar_case(region, _calendar(region), need_id, person_id)
    return CalendarSolver(case.problem).best(case).runs


def example(region: Region) -> tuple[str, str, tuple[Run, ...], Event] | None:
    """A person with a plan of two runs or more, and a cancelled run the plan survives.

    Args:
        region: with a calendar.

    Returns:
        Need, person, plan and event; None when none of the first people tried has such a plan.
    """
    if region.calendar is None:
        return None
    tried = 0
    for need_id in region.needs:
        for person in region.people:
            tried += 1
            if tried > MOST_TRIED:
                return None
            case = calendar_case(region, region.calendar, need_id, person.id)
            package = CalendarSolver(case.problem).best(case)
            if not package.closed or len(package.runs) < FEWEST_RUNS:
                continue
            event = Event(region.on, cancelled=frozenset({package.runs[0].id}))
            if replan(case, package.runs, event).runs is not None:
                return need_id, person.id, package.runs, event
    return None


def cancel_run(region: Region, need_id: str, person_id: str, cancelled: str) -> ReplanView | None:
    """The best plan of somebody after a cancelled run, or the example when nobody is named.

    Args:
        region: with a calendar.
        need_id: empty for the example.
        person_id: empty for the example.
        cancelled: id of the run; empty for the first of the plan.

    Returns:
        The new plan; None when there is no example, or the plan holds no run.

    Raises:
        UnknownThingError: when the need or the person is not there.
        NothingPossibleError: when no runs have been loaded.
    """
    _calendar(region)
    if not need_id or not person_id:
        found = example(region)
        return replan_need(region, *found) if found else None
    plan = best_plan(region, need_id, person_id)
    if not plan:
        return None
    event = Event(region.on, frozenset({cancelled or plan[0].id}))
    return replan_need(region, need_id, person_id, plan, event)


def _calendar(region: Region) -> RunCalendar:
    if region.calendar is None:
        message = "Der er ingen kursushold indlæst, så en plan på datoer kan ikke lægges om."
        raise NothingPossibleError(message)
    return region.calendar


def _known(event: Event, runs: Iterable[Run]) -> None:
    unknown = sorted(event.cancelled - {run.id for run in runs})
    if unknown:
        which = ", ".join(f"«{one}»" for one in unknown)
        problem = f"Holdet {which} findes hverken i holdfilen eller planen"
        raise UnknownThingError(f"{problem}. Skriv id'et på et hold, der er aflyst")


def _causes(new: NewPlan) -> Causes:
    solver = CalendarSolver(new.case.problem)
    return find_causes(solver, new.case, solver.best(new.case))


def _causes_da(causes: Causes | None) -> str:
    if causes is None:
        return ""
    text = calendar_words.causes(causes)
    return text or "Der er krav, som ingen af holdene giver."


def _event(event: Event, before: Sequence[Run], region: Region) -> EventView:
    calendar = _calendar(region)
    titles = {
        run.id: region.taxonomy.modules[run.module].title_da for run in (*calendar.runs, *before)
    }
    return EventView(
        on=event.on,
        cancelled=sorted(event.cancelled),
        ill_from=event.ill.first if event.ill else None,
        ill_to=event.ill.last if event.ill else None,
        by=event.by,
        text_da=replan_words.event(event, titles),
    )


def _change(
    change: Change, new: NewPlan, shower: Shower, show: Callable[[Run], RunView]
) -> ReplanChangeView:
    return ReplanChangeView(
        kind=change.kind,
        kind_da=replan_words.KIND_DA[change.kind],
        module=change.module,
        title_da=shower.taxonomy.modules[change.module].title_da,
        before=show(change.old) if change.old else None,
        after=show(change.new) if change.new else None,
        reason_da=replan_words.reason(change, new, shower.taxonomy),
    )
