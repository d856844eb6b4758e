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
from matcher.plans.validation import faults_of

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.plans.document import Document, Language, Table
    from matcher.plans.plan import EducationPlan, PlanPeriod
    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy


@dataclass(frozen=True)
class Drafted:
    """An order, its plan, and what is wrong with the plan."""

    order: PlanOrder
    plan: EducationPlan
    faults: tuple[Fault, ...]


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
    return Drafted(order, plan, faults)


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
