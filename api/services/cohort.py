"""Use case: a group package for several companies, and the new course a network lacks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from api.errors import NothingPossibleError, WrongInputError
from api.services.show_cohort import CohortShower
from matcher.packages.cohort.answer import held_courses, outcomes, ways
from matcher.packages.cohort.pricing import Prices, causes, hopeless, prices
from matcher.packages.cohort.problem import CohortNeed, Effort, Limits, UnknownFees, gather
from matcher.packages.cohort.solving import solve
from matcher.packages.cohort.splitting import SplitRule, split
from matcher.packages.new_course import CourseSize, propose_course
from taxonomy.concepts import MAX_LEVEL
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from api.services.region import Region
    from api.views.cohort import CohortView, NewCourseView
    from matcher.packages.cohort.constraints import Constraint
    from matcher.packages.cohort.problem import Cohort
    from matcher.packages.cohort.solving import Chosen
    from matcher.packages.cohort.splitting import Split

LARGEST: Final = 1_000
NOT_TOLD: Final = "ikke oplyst"
DEFAULT_LIMITS: Final = Limits(least=6, most=16, classes=2, days=20)


@dataclass(frozen=True)
class CohortRequest:
    """What is asked for.

    Attributes:
        needs: ids of the needs; empty for all.
        rule: how the fees are split.
        municipality: per person who pays there; people not named are «ikke oplyst».
        seconds: time limit of the choice itself.
        price_seconds: time limit for each limit's price; 0 for no prices.
    """

    limits: Limits = DEFAULT_LIMITS
    needs: tuple[str, ...] = ()
    rule: SplitRule = SplitRule.PARTICIPANT_DAY
    municipality: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 20.0
    price_seconds: float = 5.0


def propose_cohort(region: Region, request: CohortRequest) -> CohortView:
    """Choose the group package that fills most places, then has fewest days, then least fees.

    Args:
        region: plans and people.
        request: limits and how to split.

    Returns:
        The group package with proof or gap, reasons, what the limits cost and who pays what.

    Raises:
        WrongInputError: with every fault of the request.
        UnknownThingError: when a need is not in the plans.
        NothingPossibleError: when there is no need or nobody.
    """
    check(region, request)
    wanted = _wanted(region, request.needs)
    limits = request.limits
    cohort = gather(wanted, region.standings, region.taxonomy, region.on, limits)
    chosen = solve(cohort, seconds=request.seconds)
    wider = _wider(region, cohort) if request.price_seconds or not chosen.columns else None
    priced = Prices((), {})
    if request.price_seconds:
        priced = prices(cohort, chosen, wider, request.price_seconds)
    stopped = causes(wider, request.price_seconds or 5.0) if wider and not chosen.columns else ()
    shower = CohortShower(region, cohort, chosen)
    return shower.view(
        held_courses(cohort, chosen),
        ways(cohort, chosen),
        outcomes(cohort, chosen, priced.freed),
        priced.prices,
        _causes(stopped, limits, nobody=bool(wider and hopeless(wider)) and not chosen.columns),
        _splits(cohort, chosen, request),
    )


def _wider(region: Region, cohort: Cohort) -> Cohort:
    """The same people and needs with packages half as long again, and at least five days more."""
    days = cohort.limits.days
    effort = Effort(most=4, nodes=60, reach=days + max(5, days // 2))
    return gather(cohort.needs, region.standings, region.taxonomy, region.on, cohort.limits, effort)


def _causes(stopped: Iterable[Constraint], limits: Limits, *, nobody: bool) -> list[str]:
    if nobody:
        return ["ingen i puljen kan nå noget behov med kurser, heller ikke på længere tid"]
    return [c.words(limits) for c in stopped]


def _wanted(region: Region, ids: tuple[str, ...]) -> tuple[CohortNeed, ...]:
    chosen = [region.need(need) for need in ids] if ids else list(region.needs.values())
    if not chosen:
        raise NothingPossibleError("Planerne har ingen behov, så der er intet at sætte hold til.")
    if not region.people:
        raise NothingPossibleError("Der er ingen personer at sætte på hold.")
    return tuple(CohortNeed(need, plan.company, plan.employees) for need, plan in chosen)


def _splits(cohort: Cohort, chosen: Chosen, request: CohortRequest) -> list[tuple[str, Split]]:
    companies = split(chosen, lambda c: cohort.needs[c.need].company, request.rule)
    people, towns = cohort.people, request.municipality
    municipal = split(chosen, lambda c: towns.get(people[c.person], NOT_TOLD), request.rule)
    return [("virksomhed", companies), ("kommune", municipal)]


def check(region: Region, request: CohortRequest) -> None:
    """See that the limits can be meant.

    Raises:
        WrongInputError: with every fault.
    """
    limits = request.limits
    numbers = {
        "--least": (limits.least, 1), "--most": (limits.most, 1), "--classes": (limits.classes, 1),
        "--days": (limits.days, 0),
    }  # fmt: skip
    faults = [_number(name, value, low) for name, (value, low) in numbers.items()
              if not low <= value <= LARGEST]  # fmt: skip
    if limits.least > limits.most:
        problem = f"et hold kan ikke have mindst {limits.least} og højst {limits.most} deltagere"
        remedy = "Sæt det mindste antal ned eller det største op"
        faults.append(_fault("--least, --most", "", problem, remedy))
    if limits.budget is not None and limits.budget < 0:
        faults.append(_fault("--budget", str(limits.budget), "er under 0", "Skriv hele kroner"))
    unknown = sorted(limits.open_courses - region.taxonomy.modules.keys())
    faults += [
        _fault("--open", name, "kurset findes ikke", "Skriv id'et på et kursus i kataloget")
        for name in unknown
    ]
    if faults:
        raise WrongInputError(faults)


def _number(option: str, value: int, low: int) -> Fault:
    return _fault(option, str(value), "tallet kan ikke bruges", f"Skriv {low} til {LARGEST}")


def _fault(option: str, found: str, problem: str, remedy: str) -> Fault:
    return Fault("grænserne", 0, option, found, problem, remedy)


def propose_new_course(
    region: Region,
    size: CourseSize | None = None,
    needs: tuple[str, ...] = (),
    seconds: float = 20.0,
) -> NewCourseView:
    """Find the course no one has, that would fill most places.

    Args:
        region: plans and people.
        size: how large it may be.
        needs: ids of the needs; empty for all.
        seconds: time limit of the solver.

    Returns:
        The proposal with participants and what it replaces.

    Raises:
        WrongInputError: when the size cannot be meant.
        UnknownThingError: when a need is not in the plans.
        NothingPossibleError: when there is no need or nobody.
    """
    size = size or CourseSize()
    legal = {"--outcomes": (size.outcomes, 10), "--days": (size.days, LARGEST),
             "--lift": (size.lift, MAX_LEVEL)}  # fmt: skip
    faults = [
        _fault(name, str(value), "tallet kan ikke bruges", f"Skriv 1 til {high}")
        for name, (value, high) in legal.items()
        if not 1 <= value <= high
    ]
    if faults:
        raise WrongInputError(faults)
    wanted = _wanted(region, needs)
    course = propose_course(wanted, region.standings, region.taxonomy, region.on, size, seconds)
    places = sum(w.need.headcount for w in wanted)
    return CohortShower.new_course(region, course, places)


def known_fees_only(limits: Limits) -> Limits:
    """The same limits with courses of unknown fee refused."""
    return replace(limits, unknown_fees=UnknownFees.REFUSE)
