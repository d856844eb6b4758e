"""When not every demand can be closed: what is not held at all, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from matcher.packages.analysis import smallest_causes
from matcher.packages.calendar.constraints import LIMITS, OVERLAP, OVERLAP_DA
from matcher.packages.package import Blocked, find_blocked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matcher.packages.calendar.problem import CalendarCase
    from matcher.packages.calendar.solving import CalendarPackage, CalendarSolver
    from taxonomy.concepts import Clause

MOST_LIFTED: Final = 3


@dataclass(frozen=True)
class Cause:
    """A constraint that stands in the way together with the others named.

    Attributes:
        name: the constraint's function.
        title_da: in words with its limit.
        who: whose limit it is.
    """

    name: str
    title_da: str
    who: str


@dataclass(frozen=True)
class Causes:
    """Why goals stay open.

    Attributes:
        blocked: goals that no course can close, whatever the calendar.
        without_runs: goals that could be taught, but not by the runs there are.
        together: the smallest set of constraints found that leaves no way to the other goals;
            empty when there are none. There may be other sets beside it.
        enough: the fewest constraints, at most three, without which there is a way; the most
            negotiable among as few; empty when there are none or no three are enough.
    """

    blocked: tuple[Blocked, ...]
    without_runs: tuple[Clause, ...]
    together: tuple[Cause, ...]
    enough: tuple[Cause, ...] = ()


def causes_of(case: CalendarCase) -> tuple[Cause, ...]:
    """Every constraint that can stand in the way in a case, most negotiable first."""
    own = tuple(
        Cause(limit.name, limit.title_da(case), limit.who)
        for limit in LIMITS
        if limit.name not in case.lifted and limit.asked(case)
    )
    return own if OVERLAP in case.lifted else (Cause(OVERLAP, OVERLAP_DA, "holdet"), *own)


def find_causes(solver: CalendarSolver, case: CalendarCase, package: CalendarPackage) -> Causes:
    """Find why a package leaves goals open.

    Args:
        solver: of the case's need.
        case: the person and the runs.
        package: the best package of the case, with goals left open.

    Returns:
        The goals in their kinds, and the smallest set of causes found for the rest.
    """
    blocked = find_blocked(case.problem, case.held)
    open_goals = set(package.never) - {b.goal for b in blocked}
    causes = causes_of(case)
    free = replace(case, lifted=case.lifted | {cause.name for cause in causes})
    reachable = solver.reachable(free)
    without_runs = tuple(goal for goal in package.never if goal in open_goals - reachable)
    wanted = tuple(
        goal for goal in case.problem.goals if goal not in case.held and goal in reachable
    )

    def possible(kept: Sequence[Cause]) -> bool:
        lifted = {cause.name for cause in causes} - {cause.name for cause in kept}
        return solver.closes(replace(case, lifted=case.lifted | lifted), wanted)

    together = smallest_causes(causes, possible)
    enough = _enough(causes, possible) if together else ()
    return Causes(blocked, without_runs, together, enough)


def _enough(
    causes: tuple[Cause, ...], possible: Callable[[Sequence[Cause]], bool]
) -> tuple[Cause, ...]:
    """The fewest causes whose absence leaves a way."""
    for count in range(1, MOST_LIFTED + 1):
        for gone in combinations(causes, count):
            if possible([cause for cause in causes if cause not in gone]):
                return gone
    return ()
