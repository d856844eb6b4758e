"""Assignment and chains as whole-number programmes: exact whatever the limits.

Each constraint is one function here, and `CONSTRAINTS_DA` gives its name in explanations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.packages.assignment import Assignment, First, Way, one_by_one
from matcher.packages.steering.ordered import Row, row, solve_in_order

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.facts import NeedId
    from matcher.packages.assignment import AssignmentProblem


@dataclass(frozen=True)
class Variables:
    """One variable for each pair (steered or not), then one for each need: positions filled."""

    problem: AssignmentProblem

    @cached_property
    def needs(self) -> tuple[NeedId, ...]:
        """The needs that somebody can reach, in the order of the lots."""
        return tuple(dict.fromkeys(need for _, need in self.problem.pairs))

    @cached_property
    def upper(self) -> NDArray[np.int64]:
        """The most each variable may be: a position is filled once, whoever else comes."""
        filled = [self.problem.positions[need] for need in self.needs]
        return np.array([1] * len(self.problem.pairs) + filled, dtype=np.int64)

    def to(self, need: NeedId) -> list[int]:
        """The variables of pairs with a need."""
        return [i for i, (_, n) in enumerate(self.problem.pairs) if n == need]


def one_suggestion_each(variables: Variables) -> list[Row]:
    """Nobody is steered to more than one vacancy."""
    of: dict[str, list[int]] = {}
    for place, (person, _) in enumerate(variables.problem.pairs):
        of.setdefault(person, []).append(place)
    return [row(places, 1) for places in of.values()]


def at_most_so_many_for_a_position(variables: Variables) -> list[Row]:
    """No more are steered to a need than the limit times its positions."""
    return [row(variables.to(n), variables.problem.limit(n)) for n in variables.needs]


def at_most_so_many_in_a_class(variables: Variables) -> list[Row]:
    """No more are steered to a class than it has seats."""
    problem = variables.problem
    of: dict[str, list[int]] = {module: [] for module in problem.seats}
    for place, pair in enumerate(problem.pairs):
        for module in problem.offers[pair].modules:
            if module in of:
                of[module].append(place)
    return [row(places, problem.seats[m]) for m, places in of.items() if places]


def a_filled_position_has_somebody(variables: Variables) -> list[Row]:
    """No more positions count as filled than there are people steered to the need."""
    rows, count = [], len(variables.problem.pairs)
    for place, need in enumerate(variables.needs):
        people = variables.to(need)
        weights = (*([-1.0] * len(people)), 1.0)
        rows.append(Row((*people, count + place), weights, -np.inf, 0))
    return rows


CONSTRAINTS_DA: Final = {
    one_suggestion_each: "ét forslag til hver",
    at_most_so_many_for_a_position: "loftet pr. plads",
    at_most_so_many_in_a_class: "loftet pr. hold",
    a_filled_position_has_somebody: "en besat plads har en person",
}


def assign_by_programme(problem: AssignmentProblem, seconds: float) -> Assignment:
    """Solve an assignment measure by measure.

    Args:
        problem: with at least one offer.
        seconds: time limit.

    Returns:
        The best assignment found in time and how far each measure was proven; the rule of thumb
        when nothing was found.
    """
    variables = Variables(problem)
    rows = [r for constraint in CONSTRAINTS_DA for r in constraint(variables)]
    found, levels = solve_in_order(_measures(variables), rows, variables.upper, seconds)
    proven = len(levels) == len(_measures(variables)) and all(level.proven for level in levels)
    if found is None:
        return replace(one_by_one(problem), levels=levels)
    need_of = {p: n for (p, n), used in zip(problem.pairs, found, strict=False) if used}
    return Assignment(problem, need_of, Way.PROGRAMME, proven, levels)


def _measures(variables: Variables) -> list[tuple[str, NDArray[np.int64]]]:
    problem, needs = variables.problem, len(variables.needs)
    pairs = len(problem.pairs)
    offers = [problem.offers[pair] for pair in problem.pairs]
    nothing = [0] * needs
    each = {
        "positions": [0] * pairs + [-1] * needs,
        "people": [-1] * pairs + nothing,
        "days": [offer.days for offer in offers] + nothing,
        "points": [-offer.points for offer in offers] + nothing,
    }
    order = ("days", "points") if problem.first is First.DAYS else ("points", "days")
    return [
        (name, np.array(each[name], dtype=np.int64)) for name in ("positions", "people", *order)
    ]
