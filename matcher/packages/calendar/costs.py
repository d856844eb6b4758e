"""What each constraint of a calendar package costs: the best package again without it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from matcher.packages.analysis import Difference, LimitPrice
from matcher.packages.calendar.causes import Cause, causes_of

if TYPE_CHECKING:
    from matcher.packages.calendar.objective import Value
    from matcher.packages.calendar.problem import CalendarCase
    from matcher.packages.calendar.solving import CalendarPackage, CalendarSolver

DUE: Final = "closed_in_time"
MEASURES: Final = {
    "unclosed": "needs", "late": "late", "weeks": "weeks", "days": "days",
    "unknown_prices": "unknown_prices", "kroner": "kroner", "merit": "merit_tenths",
    "unknown_distances": "unknown_km", "km": "km",
}  # fmt: skip
"""Measures of a value that can be told as a difference, and what they are called."""
NODES: Final = 50_000


def limit_prices(
    solver: CalendarSolver, case: CalendarCase, package: CalendarPackage
) -> tuple[LimitPrice, ...]:
    """What each constraint costs, those that cost something first.

    Args:
        solver: of the case's need.
        case: the person and the runs.
        package: the best package of the case.

    Returns:
        One price for each constraint that can stand in the way; the need's day is one of them.
    """
    if not package.runs and package.closed:
        return ()
    prices = [_price(solver, case, package, cause) for cause in causes_of(case)]
    if case.by is not None:
        due = Cause(DUE, f"fristen {case.by:%d.%m.%Y}", "virksomheden")
        prices.append(_price(solver, replace(case, by=None), package, due))
    return tuple(sorted(prices, key=lambda price: not price.differences))


def _price(
    solver: CalendarSolver, case: CalendarCase, package: CalendarPackage, cause: Cause
) -> LimitPrice:
    lifted = case if cause.name == DUE else replace(case, lifted=case.lifted | {cause.name})
    without = solver.best(lifted, nodes=NODES)
    changed = differences(package.value, without.value)
    if cause.name == DUE:
        # Nothing is late without a day to be late for; that is no gain.
        changed = tuple(d for d in changed if d.measure != MEASURES["late"])
    return LimitPrice(
        constraint=cause.name,
        title_da=cause.title_da,
        who=cause.who,
        differences=changed,
        opens=without.closed and not package.closed,
        proven=package.proven and without.proven,
    )


def differences(before: Value, after: Value) -> tuple[Difference, ...]:
    """How the measures of one package differ from another's, in the order of what counts.

    Money is left out when more prices are told in one of them than in the other, and is only of
    the known prices when as many are not told in both; kilometres likewise.
    """
    told = dict(MEASURES)
    for unknown, known in (("unknown_prices", "kroner"), ("unknown_distances", "km")):
        if getattr(before, unknown) != getattr(after, unknown):
            del told[known]
        elif getattr(before, unknown):
            told[known] = f"known_{known}"
    changes = (
        (name, getattr(after, field) - getattr(before, field)) for field, name in told.items()
    )
    return tuple(Difference(name, change) for name, change in changes if change)
