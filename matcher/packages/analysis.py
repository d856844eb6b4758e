"""What each constraint of a solution costs, and the smallest set of causes when there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

C = TypeVar("C")


@dataclass(frozen=True)
class Difference:
    """How one measure would change; negative is less of it.

    Attributes:
        measure: "days", "weeks", "kroner", "km", "needs" and so on.
        by: change if the constraint were lifted, exact only when `proven` of the price holds.
    """

    measure: str
    by: float


@dataclass(frozen=True)
class LimitPrice:
    """What one constraint costs: the solution again without it.

    Attributes:
        constraint: name of the constraint's function.
        title_da: the constraint in words with its limit: "loftet på 60 km".
        who: the person, company or run that set it; empty when everybody.
        differences: measures that would change; empty when the constraint costs nothing.
        opens: whether there is a solution only without it.
        proven: whether both solutions are proven best.
    """

    constraint: str
    title_da: str
    who: str
    differences: tuple[Difference, ...]
    opens: bool
    proven: bool


def smallest_causes(causes: Sequence[C], possible: Callable[[Sequence[C]], bool]) -> tuple[C, ...]:
    """Find causes that together leave no solution, none of which can be left out.

    Args:
        causes: what may stand in the way, most negotiable first: those are left out first.
        possible: whether there is a solution when only these causes hold; must not become
            possible by adding causes.

    Returns:
        A set that cannot be made smaller by leaving one out; empty when all causes together
        leave a solution. Another, smaller set may exist.
    """
    if possible(causes):
        return ()
    kept = list(causes)
    for cause in causes:
        rest = [c for c in kept if c is not cause]
        if not possible(rest):
            kept = rest
    return tuple(kept)
