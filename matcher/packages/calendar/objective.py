"""What makes one calendar package better than another: a stated order, first what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from matcher.packages.calendar.problem import CalendarCase, Run

DAYS_A_WEEK: Final = 7
RISK_UNIT: Final = 10_000
CERTAIN: Final = 0.9999
"""A run that is sure to be cancelled counts as this, so that chances can be added up."""


@dataclass(frozen=True, order=True)
class Value:
    """The measures of a package in the order in which they count; less is better.

    Attributes:
        unclosed: hard demands that are not closed at all.
        late: hard demands closed after the need's day.
        weeks: calendar days from first to last teaching day, both included, divided by 7 and
            rounded up; 0 without courses.
        days: teaching days of all runs.
        unknown_prices: runs whose price is not told; they rank after any known price.
        kroner: known prices with supplements.
        merit: tenths of weeks that may later be taken off a programme, as a negative number.
        unknown_distances: runs with a place whose distance is not told.
        km: kilometres there and back on every teaching day of every run with a known distance,
            rounded for each run.
        unknown_chances: runs whose chance of being cancelled is not told.
        risk: minus the logarithm of the chance that all other runs are held, in 1/10,000.
        end: last teaching day as a day number; 0 without courses.
    """

    unclosed: int
    late: int
    weeks: int
    days: int
    unknown_prices: int
    kroner: int
    merit: int
    unknown_distances: int
    km: int
    unknown_chances: int
    risk: int
    end: int


ORDER_DA: Final = (
    "krav, der lukkes", "krav, der lukkes inden fristen", "uger fra første til sidste kursusdag",
    "kursusdage", "pris (ukendt pris sidst)", "mulig afkortning af en EUV", "kørsel",
    "risiko for aflysning", "tidligst færdig",
)  # fmt: skip


def weeks_between(first: date, last: date) -> int:
    """Weeks from a day to a day, both included, a begun week counted whole."""
    return (last - first).days // DAYS_A_WEEK + 1


def distance_of(run: Run, case: CalendarCase) -> int | None:
    """Kilometres there and back on all teaching days; None when nobody has told."""
    if not run.place:
        return 0
    one_way = case.availability.distances.get(run.place)
    return None if one_way is None else round(2 * one_way * len(run.days))


def risk_of(run: Run) -> int | None:
    """How much a run adds to the risk, in 1/10,000; None when its chance is not told."""
    if run.chance is None:
        return None
    return round(-log(1 - min(run.chance, CERTAIN)) * RISK_UNIT)


def value_of(runs: Sequence[Run], case: CalendarCase) -> Value:
    """The measures of a set of runs.

    Args:
        runs: at most one of each course.
        case: the person, the need and its day.

    Returns:
        The measures; whether the runs can be attended is not asked.
    """
    costs = [run.cost for run in runs]
    distances = [distance_of(run, case) for run in runs]
    risks = [risk_of(run) for run in runs]
    last = max((run.end for run in runs), default=None)
    first = min((run.start for run in runs), default=None)
    unclosed, late = _demands(runs, case)
    return Value(
        unclosed=unclosed,
        late=late,
        weeks=weeks_between(first, last) if first and last else 0,
        days=sum(len(run.days) for run in runs),
        unknown_prices=costs.count(None),
        kroner=_sum(costs),
        merit=-sum(case.merit.get(run.module, 0) for run in runs),
        unknown_distances=distances.count(None),
        km=_sum(distances),
        unknown_chances=risks.count(None),
        risk=_sum(risks),
        end=last.toordinal() if last else 0,
    )


def _sum(values: Iterable[int | None]) -> int:
    return sum(value for value in values if value is not None)


def _demands(runs: Sequence[Run], case: CalendarCase) -> tuple[int, int]:
    """How many goals are never closed, and how many only after the need's day."""
    never = late = 0
    for goal in (goal for goal in case.problem.goals if goal not in case.held):
        ends = [run.end for run in runs if goal in case.problem.reached[run.module]]
        never += not ends
        late += bool(ends) and case.by is not None and min(ends) > case.by
    return never, late
