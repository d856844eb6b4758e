"""What sharing seats is about: who asks, what each gets, and how good the whole is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from matcher.facts import PersonId
    from matcher.packages.calendar.problem import CalendarCase, Run
    from matcher.packages.calendar.stages import Reached

Measures: TypeAlias = tuple[int, ...]

MEASURES: Final = (
    "unserved", "weeks", "days", "unknown_prices", "kroner", "merit", "unknown_distances", "km",
    "unknown_chances", "risk", "end",
)  # fmt: skip
"""In the order that counts, each summed over the people whose need is closed; `end` in days
after the first teaching day there is."""
MEASURES_DA: Final = {
    "unserved": "personer, hvis behov ikke lukkes",
    "weeks": "uger fra første til sidste kursusdag",
    "days": "kursusdage",
    "unknown_prices": "hold med ukendt pris",
    "kroner": "kroner",
    "merit": "mulig afkortning af en EUV (tiendedele uger, som minus)",
    "unknown_distances": "hold med ukendt afstand",
    "km": "kilometer",
    "unknown_chances": "hold med ukendt risiko for aflysning",
    "risk": "risiko for aflysning (minus logaritmen, 1/10.000)",
    "end": "dage, til hver er færdig, lagt sammen",
}
SEATS_DA: Final = "at der ikke er flere på et hold end ledige pladser"
MINIMUM_DA: Final = "at et hold når sit mindste antal deltagere"
NOTHING: Final[Measures] = (0,) * (len(MEASURES) - 1)
"""What somebody without a package adds, apart from being unserved."""


@dataclass(frozen=True)
class Applicant:
    """One person who asks for runs; all applicants have the same runs in their cases."""

    person: PersonId
    case: CalendarCase


@dataclass(frozen=True)
class Placement:
    """What one person gets.

    Attributes:
        runs: by first day; empty when nothing is missing or nothing can be given.
        served: whether the need is closed, by its day.
        alone: the best runs if nobody else were there; None when there are none even so, or
            when time ran out before they were looked for.
        lost: weeks, days and so on more than alone, as in `MEASURES`; empty when not served.
        proven: whether `alone` (or that there is none) is proven.
    """

    person: PersonId
    runs: tuple[Run, ...]
    served: bool
    alone: tuple[Run, ...] | None
    lost: Measures
    proven: bool


@dataclass(frozen=True)
class ShortRun:
    """A run that would still be below its minimum.

    Attributes:
        placed: people placed in it here.
        missing: participants more it needs; those already signed up are counted, and nobody is
            counted when their number is not told.
    """

    run: Run
    placed: int
    missing: int


@dataclass(frozen=True)
class SeatPlan:
    """Runs for everybody.

    Attributes:
        placements: in the applicants' order.
        reached: per measure the sum, and the least it could be given those before it.
        one_by_one: the measures when people choose one after the other in the given order.
        short: runs with people in them that would not reach their minimum.
        full: runs with no seat left afterwards.
        asked: packages looked for, a measure of work that is the same on every machine.
        timed_out: whether time ran out; the plan is legal even so, and the bounds hold.
    """

    placements: tuple[Placement, ...]
    reached: tuple[Reached, ...]
    one_by_one: Measures
    short: tuple[ShortRun, ...]
    full: tuple[Run, ...]
    asked: int
    timed_out: bool

    @property
    def served(self) -> int:
        """People whose need is closed, those who lacked nothing included."""
        return sum(p.served for p in self.placements)

    @property
    def more_than_one_by_one(self) -> int:
        """People served here who would get nothing if each chose in turn."""
        return self.one_by_one[0] - self.reached[0].value

    @property
    def proven(self) -> bool:
        """Whether nothing is better by the whole order."""
        return all(r.proven for r in self.reached)
