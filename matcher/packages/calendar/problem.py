"""Course runs and what a person can attend: the frozen inputs of every calendar method."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId


class RunForm(StrEnum):
    """When and where a run is taught.

    A day run takes the day of its teaching days, also in a weekend. An evening run takes the
    evening, and so does an online run: nobody tells its hours, so it can stand beside a day run
    and never beside an evening run or another online run. Remote teaching at fixed hours of the
    day is a day run without a place.
    """

    DAY = "dag"
    EVENING = "aften"
    WEEKEND = "weekend"
    ONLINE = "online"


@dataclass(frozen=True)
class Run:
    """A module held at a place on given days.

    Attributes:
        days: teaching days, ascending, at least one; holidays are already left out.
        place: what distances are told for; empty when online.
        seats: free seats now; None when nobody has told.
        minimum: participants without whom it is cancelled; None when nobody has told.
        enrolled: signed up now; None when nobody has told.
        price: kroner in the target group; None when nobody has told.
        supplement: kroner on top.
        cancel_chance: share of such runs that were cancelled, 0 to 1, from data given;
            None when nobody has told, and then it is said so and never guessed.
    """

    id: str
    module: ModuleId
    days: tuple[date, ...]
    form: RunForm = RunForm.DAY
    place: str = ""
    seats: int | None = None
    minimum: int | None = None
    enrolled: int | None = None
    guaranteed: bool = False
    cancelled: bool = False
    price: int | None = None
    supplement: int = 0
    cancel_chance: float | None = None

    @property
    def start(self) -> date:
        """First teaching day."""
        return self.days[0]

    @property
    def after_work(self) -> bool:
        """Whether it takes evenings instead of days."""
        return self.form in {RunForm.EVENING, RunForm.ONLINE}

    @property
    def cost(self) -> int | None:
        """Kroner with the supplement; None when the price is not told."""
        return None if self.price is None else self.price + self.supplement

    @property
    def minimum_reached(self) -> bool:
        """Whether as many are known to have signed up as the run needs."""
        known = self.minimum is not None and self.enrolled is not None
        return known and (self.enrolled or 0) >= (self.minimum or 0)

    @property
    def chance(self) -> float | None:
        """Chance of being cancelled, 0 to 1: none when guaranteed, else as told.

        When no chance is told and the minimum is reached, it is 0; otherwise it is not known.
        """
        if self.guaranteed:
            return 0.0
        if self.cancel_chance is not None:
            return self.cancel_chance
        return 0.0 if self.minimum_reached else None

    @property
    def end(self) -> date:
        """Last teaching day."""
        return self.days[-1]


@dataclass(frozen=True)
class Period:
    """Days from first to last, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is within."""
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Availability:
    """When and where one person can attend.

    Attributes:
        earliest: first possible teaching day.
        latest: last possible teaching day; None when open.
        busy: periods in which the person cannot attend.
        free: when not empty, only days in one of these periods will do.
        forms: what the person can attend.
        farthest: most kilometres one way; None when open.
        distances: kilometres one way by place; a place not told cannot be judged, and is said so.
    """

    earliest: date
    latest: date | None = None
    busy: tuple[Period, ...] = ()
    free: tuple[Period, ...] = ()
    forms: frozenset[RunForm] = frozenset(RunForm)
    farthest: float | None = None
    distances: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class CalendarCase:
    """One person, one need and the runs there are.

    Attributes:
        problem: the need's goals and the courses that can matter; whole programmes too.
        held: clauses that hold before the first course.
        runs: all runs there are, in any order, each id once.
        period: only runs within it are looked at; None for all.
        by: the day the need must be met; None when open.
        merit: tenths of weeks by which a module may later shorten a programme, 0 to 200.
        lifted: names of constraints that are left out of account, for what-if answers.
    """

    problem: PackageProblem
    held: frozenset[Clause]
    runs: tuple[Run, ...]
    availability: Availability
    period: Period | None = None
    by: date | None = None
    merit: Mapping[ModuleId, int] = field(default_factory=dict)
    lifted: frozenset[str] = frozenset()
