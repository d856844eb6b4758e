"""The constraints of a calendar package: one function each, with its name in Danish words.

The first nine judge a run alone, the last three runs together. A constraint that can be lifted
is asked what it costs (`costs.py`) and named when nothing can be attended (`causes.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from taxonomy.danish import number

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from matcher.packages.calendar.problem import CalendarCase, Period, Run

ALL_FORMS: Final = 4


def not_cancelled(run: Run, _case: CalendarCase) -> bool:
    """A cancelled run cannot be attended."""
    return not run.cancelled


def has_a_seat(run: Run, _case: CalendarCase) -> bool:
    """There is a free seat; where nobody has told, there may be one."""
    return run.seats is None or run.seats > 0


def within_the_period(run: Run, case: CalendarCase) -> bool:
    """All teaching days are within the period that is looked at."""
    return case.period is None or (case.period.first <= run.start and run.end <= case.period.last)


def not_too_early(run: Run, case: CalendarCase) -> bool:
    """The first teaching day is not before the person can begin."""
    return run.start >= case.availability.earliest


def not_too_late(run: Run, case: CalendarCase) -> bool:
    """The last teaching day is not after the person's last possible day."""
    return case.availability.latest is None or run.end <= case.availability.latest


def no_busy_day(run: Run, case: CalendarCase) -> bool:
    """No teaching day is one on which the person cannot attend."""
    return not any(period.holds(day) for period in case.availability.busy for day in run.days)


def only_free_days(run: Run, case: CalendarCase) -> bool:
    """Where free periods are told, every teaching day is in one of them."""
    free = case.availability.free
    return not free or all(any(period.holds(day) for period in free) for day in run.days)


def form_suits(run: Run, case: CalendarCase) -> bool:
    """The person can attend in this form."""
    return run.form in case.availability.forms


def near_enough(run: Run, case: CalendarCase) -> bool:
    """The place is known to be within the farthest the person travels, or there is no limit."""
    if case.availability.farthest is None or not run.place:
        return True
    distance = case.availability.distances.get(run.place)
    return distance is not None and distance <= case.availability.farthest


def no_shared_teaching_day(a: Run, b: Run) -> bool:
    """Two runs share no teaching day, unless one takes the evening and the other the day."""
    return a.after_work != b.after_work or not set(a.days) & set(b.days)


def prerequisites_end_before(run: Run, chosen: Collection[Run], case: CalendarCase) -> bool:
    """What a course asks for is held, or given by a run that ends before its first day."""
    reached = case.problem.reached
    return all(
        clause in case.held
        or any(clause in reached[other.module] and other.end < run.start for other in chosen)
        for clause in case.problem.by_id[run.module].opens_with
    )


def goals_are_closed(chosen: Collection[Run], case: CalendarCase) -> bool:
    """Every hard demand is held or reached by a run."""
    reached = case.problem.reached
    return all(
        goal in case.held or any(goal in reached[run.module] for run in chosen)
        for goal in case.problem.goals
    )


@dataclass(frozen=True)
class Limit:
    """A constraint on a run alone that can be lifted.

    Attributes:
        holds: the constraint's function.
        title_da: with its limit in a case: "loftet på 60 km".
        reason_da: why a run is not taken, in a case.
        who: "personen", "holdet" or "perioden": whose limit it is.
        asked: whether it can stand in the way in a case at all.
    """

    holds: Callable[[Run, CalendarCase], bool]
    title_da: Callable[[CalendarCase], str]
    reason_da: Callable[[Run, CalendarCase], str]
    who: str
    asked: Callable[[CalendarCase], bool]

    @property
    def name(self) -> str:
        """The function's name."""
        return self.holds.__name__


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _span(period: Period | None) -> str:
    return f"{_day(period.first)}-{_day(period.last)}" if period else ""


def _spans(periods: tuple[Period, ...]) -> str:
    return ", ".join(map(_span, periods))


def _forms(case: CalendarCase) -> str:
    return ", ".join(sorted(case.availability.forms)) or "ingen"


def _too_far(run: Run, case: CalendarCase) -> str:
    distance = case.availability.distances.get(run.place)
    limit = number(case.availability.farthest or 0)
    if distance is None:
        return f"afstanden til {run.place} er ikke oplyst, så loftet på {limit} km kan ikke prøves"
    return f"{number(distance)} km til {run.place}, og loftet er {limit} km"


def _clash(run: Run, periods: tuple[Period, ...]) -> str:
    hit = next(p for p in periods if any(p.holds(day) for day in run.days))
    return f"falder sammen med de optagne dage {_span(hit)}"


LIMITS: Final = (
    Limit(
        near_enough,
        lambda case: f"loftet på {number(case.availability.farthest or 0)} km",
        _too_far,
        "personen",
        lambda case: case.availability.farthest is not None,
    ),
    Limit(
        form_suits,
        lambda case: f"ønsket om undervisningsform ({_forms(case)})",
        lambda run, _: f"holdes som {run.form}, og den form passer ikke",
        "personen",
        lambda case: len(case.availability.forms) < ALL_FORMS,
    ),
    Limit(
        no_busy_day,
        lambda case: f"de optagne dage ({_spans(case.availability.busy)})",
        lambda run, case: _clash(run, case.availability.busy),
        "personen",
        lambda case: bool(case.availability.busy),
    ),
    Limit(
        only_free_days,
        lambda case: f"de frie dage ({_spans(case.availability.free)})",
        lambda _, __: "ligger ikke helt inden for de frie dage",
        "personen",
        lambda case: bool(case.availability.free),
    ),
    Limit(
        not_too_early,
        lambda case: f"tidligste start {_day(case.availability.earliest)}",
        lambda _, case: f"begynder før {_day(case.availability.earliest)}",
        "personen",
        lambda _: True,
    ),
    Limit(
        not_too_late,
        lambda case: f"seneste slut {_day(case.availability.latest)}",
        lambda _, case: f"slutter efter {_day(case.availability.latest)}",
        "personen",
        lambda case: case.availability.latest is not None,
    ),
    Limit(
        within_the_period,
        lambda case: f"perioden {_span(case.period)}",
        lambda _, case: f"ligger ikke i perioden {_span(case.period)}",
        "perioden",
        lambda case: case.period is not None,
    ),
    Limit(
        has_a_seat,
        lambda _: "at holdene skal have en ledig plads",
        lambda _, __: "holdet er fuldt",
        "holdet",
        lambda case: any(run.seats == 0 for run in case.runs),
    ),
    Limit(
        not_cancelled,
        lambda _: "at aflyste hold ikke kan bruges",
        lambda _, __: "holdet er aflyst",
        "holdet",
        lambda case: any(run.cancelled for run in case.runs),
    ),
)
"""Limits on a run alone, most negotiable first."""

OVERLAP: Final = no_shared_teaching_day.__name__
OVERLAP_DA: Final = "at to hold ikke kan ligge på samme undervisningsdag"
PREREQUISITE_DA: Final = "at forudsætninger skal slutte før næste kursus"
GOALS_DA: Final = "at alle ufravigelige krav skal lukkes"


def broken(run: Run, case: CalendarCase) -> Limit | None:
    """The least negotiable constraint that a run does not keep; None when it keeps them all."""
    for limit in reversed(LIMITS):
        if limit.name not in case.lifted and not limit.holds(run, case):
            return limit
    return None


def allowed(case: CalendarCase) -> tuple[Run, ...]:
    """The runs of courses that matter and that one person can attend, by start and id."""
    courses = case.problem.by_id
    kept = (run for run in case.runs if run.module in courses and broken(run, case) is None)
    return tuple(sorted(kept, key=lambda run: (run.start, run.id)))
