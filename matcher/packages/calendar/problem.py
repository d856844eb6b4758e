"""Course runs and what a person can attend: the frozen inputs of every calendar method."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taxonomy.ids import ModuleId


class RunForm(StrEnum):
    """When and where a run is taught."""

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
