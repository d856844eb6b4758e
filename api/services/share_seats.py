"""Use case: runs for everybody at once, when seats are few."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final

from api.errors import NothingPossibleError
from api.services.merit import module_merit
from api.services.showing import Shower
from api.services.showing_runs import run_view
from api.views.seats import PlacementView, SeatMeasureView, SeatPlanView, ShortRunView
from api.wording import counted
from matcher.packages.calendar.joint import plan_seats
from matcher.packages.calendar.problem import CalendarCase
from matcher.packages.calendar.seat_plan import MEASURES_DA, Applicant
from matcher.packages.merit import tenths
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem, held_clauses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.services.calendar import RunCalendar
    from api.services.region import Region
    from matcher.packages.calendar.seat_plan import Placement, SeatPlan, ShortRun

SECONDS: Final = 20.0


@dataclass(frozen=True)
class Group:
    """Who asks for runs.

    Attributes:
        applicants: each with the need they lack least for.
        complete: people who lack nothing for one of the needs.
        without: people for whom no need can be closed with courses.
    """

    applicants: tuple[Applicant, ...]
    complete: tuple[str, ...]
    without: tuple[str, ...]


def share_seats(
    region: Region, needs: Sequence[str] = (), seconds: float = SECONDS, *, minimum: bool = False
) -> SeatPlanView:
    """Choose runs for everybody at once.

    Args:
        region: plans, people and a calendar.
        needs: only these needs; all when empty.
        seconds: time limit.
        minimum: whether a run may only be used when it reaches its minimum.

    Returns:
        Everybody's runs, what is proven, and the comparison with choosing one by one.

    Raises:
        UnknownThingError: when a need is not there.
        NothingPossibleError: when there are no runs or no needs.
    """
    calendar = _calendar(region)
    group = gather(region, needs)
    start = perf_counter()
    plan = plan_seats(group.applicants, lambda: seconds - (perf_counter() - start), minimum=minimum)
    return _view(region, calendar, group, plan)


def gather(region: Region, needs: Sequence[str] = ()) -> Group:
    """Give each person the need for which the shortest package has fewest days.

    Raises:
        UnknownThingError: when a need is not there.
        NothingPossibleError: when there are no runs or no needs.
    """
    calendar = _calendar(region)
    asked = [region.need(need)[0] for need in needs or region.needs]
    if not asked:
        raise NothingPossibleError("Planerne har ingen behov, så der er ingen pladser at dele.")
    packagers = [Packager(build_problem(need, region.taxonomy, region.on)) for need in asked]
    for packager in packagers:
        packager.prepare(region.standings)
    merit = tenths(module_merit(region.taxonomy))
    applicants, complete, without = list[Applicant](), list[str](), list[str]()
    for person in region.standings:
        days = [packager.best(person).days for packager in packagers]
        known = [(d, i) for i, d in enumerate(days) if d is not None]
        if not known:
            without.append(person.person)
        elif min(known)[0] == 0:
            complete.append(person.person)
        else:
            near = min(known)[1]
            problem = packagers[near].problem
            case = CalendarCase(
                problem, held_clauses(problem, person), calendar.runs,
                calendar.of(person.person), calendar.period, asked[near].by, merit,
            )  # fmt: skip
            applicants.append(Applicant(person.person, case))
    return Group(tuple(applicants), tuple(complete), tuple(without))


def _calendar(region: Region) -> RunCalendar:
    calendar = region.calendar
    if calendar is None or not calendar.runs:
        file = calendar.file if calendar else "holdfilen"
        raise NothingPossibleError(f"Der er ingen kursushold i {file}, så ingen kan få plads.")
    return calendar


def _view(region: Region, calendar: RunCalendar, group: Group, plan: SeatPlan) -> SeatPlanView:
    shower = Shower(region.taxonomy, region.on)
    pairs = zip(group.applicants, plan.placements, strict=True)
    return SeatPlanView(
        people=len(plan.placements),
        served=plan.served,
        more_than_one_by_one=plan.more_than_one_by_one if plan.reached else 0,
        proven=plan.proven,
        timed_out=plan.timed_out,
        summary_da=_summary(plan),
        proof_da=_proof(plan),
        measures=[
            SeatMeasureView(
                name=r.name, name_da=MEASURES_DA[r.name], value=r.value, bound=r.bound,
                proven=r.proven, one_by_one=turns,
            )
            for r, turns in zip(plan.reached, plan.one_by_one, strict=False)
        ],
        placements=[_placement(region, calendar, a, p, shower) for a, p in pairs],
        short=[_short(region, short) for short in plan.short],
        full=[run.id for run in plan.full],
        without_need=list(group.without),
        complete=list(group.complete),
        notices_da=list(calendar.notices),
        price_source_da=calendar.price_source_da,
    )  # fmt: skip


def _summary(plan: SeatPlan) -> str:
    people = counted(len(plan.placements), "person", "personer")
    text = f"{plan.served} af {people} får lukket deres behov inden fristen"
    more = plan.more_than_one_by_one if plan.reached else 0
    if more > 0:
        return f"{text}; {more} flere, end når de vælger én efter én"
    if more < 0:
        return f"{text}; {-more} færre end uden kravet om holdenes mindste antal"
    return f"{text}; lige så mange, som når de vælger én efter én"


def _proof(plan: SeatPlan) -> str:
    if plan.proven:
        return "Bevist: ingen fordeling er bedre, uanset hvilke kurser og hold der vælges"
    proven = [MEASURES_DA[r.name] for r in plan.reached if r.proven]
    first = next(r for r in plan.reached if not r.proven)
    sure = f"Bevist for {', '.join(proven)}. " if proven else ""
    gap = (
        f"{MEASURES_DA[first.name]}: {first.value}, og færre end {first.bound} er umuligt"
        if first.bound is not None
        else f"{MEASURES_DA[first.name]}: {first.value}, grænsen kendes ikke"
    )
    why = "tiden slap op" if plan.timed_out else "beviset rækker ikke længere"
    return f"{sure}Ikke bevist videre ({why}): {gap}"


def _placement(
    region: Region,
    calendar: RunCalendar,
    applicant: Applicant,
    placement: Placement,
    shower: Shower,
) -> PlacementView:
    need = region.needs[applicant.case.problem.need][0]
    who = applicant.case.availability
    return PlacementView(
        person=placement.person,
        need=need.id,
        need_da=need.title,
        served=placement.served,
        runs=[run_view(run, who, calendar, shower) for run in placement.runs],
        reason_da=_reason(region, placement),
    )


def _reason(region: Region, placement: Placement) -> str:
    if not placement.served and placement.alone:
        titles = [region.taxonomy.modules[run.module].title_da for run in placement.alone]
        return f"pladserne er gået til andre; alene kunne personen følge {', '.join(titles)}"
    if not placement.served:
        sure = "" if placement.proven else " (ikke undersøgt til ende)"
        return f"også alene kan ingen af holdene lukke behovet inden fristen{sure}"
    weeks, days = (*placement.lost, 0, 0)[:2]
    if weeks > 0:
        return f"{counted(weeks, 'uge', 'uger')} længere end alene"
    if days > 0:
        return f"{counted(days, 'kursusdag', 'kursusdage')} mere end alene"
    return ""


def _short(region: Region, short: ShortRun) -> ShortRunView:
    title = region.taxonomy.modules[short.run.module].title_da
    signed = "ingen har oplyst, hvor mange der er tilmeldt"
    if short.run.enrolled is not None:
        signed = f"{short.run.enrolled} er tilmeldt"
    more = counted(short.missing, "deltager", "deltagere")
    return ShortRunView(
        run=short.run.id,
        title_da=title,
        placed=short.placed,
        missing=short.missing,
        text_da=f"{title}, {short.run.start:%d.%m.%Y}: mangler {more} ({signed}, {short.placed} "
        "kommer til her), så holdet kan blive aflyst",
    )
