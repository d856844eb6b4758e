"""Use case: a plan from an order, its faults, its document, and what differs between two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING

from api import settings
from api.errors import UnknownThingError
from api.intake.plan_orders import Overrides, PlanOrder, load_order
from api.views import View
from matcher.plans.composing import compose
from matcher.plans.diff import difference_table
from matcher.plans.draft import Drafter
from matcher.plans.letter import letter
from matcher.plans.plan import TAUGHT
from matcher.plans.replan import Absence, Happened, replan
from matcher.plans.validation import faults_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.plans.document import Document, Language, Table
    from matcher.plans.plan import EducationPlan, PlanPeriod
    from matcher.rules.law import LawBook
    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy


@dataclass(frozen=True)
class Drafted:
    """An order, its plan, what is wrong with the plan, and the law it was held against."""

    order: PlanOrder
    plan: EducationPlan
    faults: tuple[Fault, ...]
    book: LawBook


class PeriodView(View):
    """Én periode i planen."""

    key: str
    kind_da: str
    title_da: str
    first: date
    last: date
    weeks: float | None
    days: int | None
    proposed: bool


class PlanView(View):
    """En plan i en liste: hvad den viser, og hvornår den løber."""

    id: str
    plan: str
    title_da: str
    kind_da: str
    goal_da: str
    start: date
    end: date | None
    faults: int
    example: bool
    periods: list[PeriodView]


def draft_file(
    path: Path, taxonomy: Taxonomy, given: Overrides, drafter: Drafter | None = None
) -> Drafted:
    """Draft the plan of an order.

    Args:
        path: YAML or JSON.
        taxonomy: what the order is read with.
        given: programme and start in place of the file's.
        drafter: used again for many orders; a new one when None.

    Returns:
        The plan, with the days somebody has set in the order, and every fault of it.

    Raises:
        WrongInputError: with every fault of the order.
    """
    order = load_order(path, taxonomy, given)
    drafter = drafter or Drafter(taxonomy)
    plan = with_dates(drafter.draft(order.request), order)
    faults = faults_of(plan, drafter.book, order.request.levels, path.name)
    return Drafted(order, plan, faults, drafter.book)


def with_dates(plan: EducationPlan, order: PlanOrder) -> EducationPlan:
    """The plan with the days somebody has set for its periods, right or wrong.

    Args:
        plan: as drafted.
        order: with days by the periods' keys.

    Returns:
        The plan itself when nobody has set any.

    Raises:
        UnknownThingError: for a key the plan has not got; names those it has.
    """
    unknown = [key for key in order.dates if key not in {p.key for p in plan.periods}]
    if unknown:
        legal = ", ".join(p.key for p in plan.periods) or "ingen"
        message = f"Planen har ikke perioden «{unknown[0]}». Den har: {legal}"
        raise UnknownThingError(message)
    if not order.dates:
        return plan
    periods = tuple(_set(p, order) for p in plan.periods)
    ordered = tuple(sorted(periods, key=lambda p: (p.first, p.last, p.key)))
    end = None if plan.end is None else max(p.last for p in ordered)
    return replace(plan, periods=ordered, start=ordered[0].first, end=end)


def _set(period: PlanPeriod, order: PlanOrder) -> PlanPeriod:
    if period.key not in order.dates:
        return period
    first, last = order.dates[period.key]
    return replace(period, first=first, last=last, proposed=False, basis_da="sat i bestillingen")


def document(plan: EducationPlan, language: Language, *, short: bool) -> Document:
    """The document of a plan: the whole of it, or the letter."""
    return letter(plan) if short else compose(plan, language)


def replanned(
    drafted: Drafted,
    absences: tuple[tuple[date, date], ...],
    moved: Mapping[str, tuple[date, date]],
    start: date | None,
    on: date,
) -> Drafted:
    """The plan again with least change.

    Args:
        drafted: the plan as it was.
        absences: first and last day of each absence.
        moved: days the school has moved periods to, by key.
        start: nothing may begin before; None when the start stands.
        on: the day it is worked out.

    Returns:
        The next version with what is wrong with it.

    Raises:
        UnknownThingError: for a period the plan has not got, or one that only follows others.
    """
    plan, request = drafted.plan, drafted.order.request
    legal = [p.key for p in plan.periods if p.kind in TAUGHT and not p.within]
    for key in (key for key in moved if key not in legal):
        message = f"Perioden «{key[:60]}» kan ikke flyttes. Der er: {', '.join(legal) or 'ingen'}"
        raise UnknownThingError(message)
    happened = Happened(moved, tuple(Absence(*days) for days in absences), start)
    again = replan(plan, happened, request.calendar, on) if plan.periods else plan
    return replace(drafted, plan=again, faults=faults_of(again, drafted.book, request.levels))


def compare_files(one: Path, other: Path, taxonomy: Taxonomy, given: Overrides) -> Table:
    """What differs between the plans of two orders."""
    drafter = Drafter(taxonomy)
    before = draft_file(one, taxonomy, given, drafter).plan
    after = draft_file(other, taxonomy, given, drafter).plan
    return difference_table(before, replace(after, version=before.version + 1))


def example_orders() -> tuple[Path, ...]:
    """The made-up orders that came with the product, by name."""
    return tuple(sorted(settings.example_folder("planer").glob("*.yaml")))


def example_order(name: str) -> Path:
    """One of them.

    Raises:
        UnknownThingError: naming those there are.
    """
    found = {path.stem: path for path in example_orders()}
    if name not in found:
        message = f"Planen «{name[:60]}» findes ikke. Der er: {', '.join(found)}"
        raise UnknownThingError(message)
    return found[name]


def plan_view(drafted: Drafted) -> PlanView:
    """A plan as it stands in a list."""
    plan = drafted.plan
    return PlanView(
        id=drafted.order.id,
        plan=plan.id,
        title_da=drafted.order.title or plan.title_da,
        kind_da=plan.kind.value,
        goal_da=plan.goal_da,
        start=plan.start,
        end=plan.end,
        faults=len(drafted.faults),
        example=plan.example,
        periods=[
            PeriodView(
                key=p.key, kind_da=p.kind.value, title_da=p.title_da, first=p.first, last=p.last,
                weeks=p.weeks, days=p.days, proposed=p.proposed,
            )
            for p in plan.periods
        ],
    )  # fmt: skip
