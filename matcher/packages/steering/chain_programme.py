"""Chains of limited length as a whole-number programme: the place in the chain is told.

Each constraint is one function here, and `CONSTRAINTS_DA` gives its name in explanations.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.packages.assignment import Way
from matcher.packages.chains import Chains, Move, chain_together, chains_one_by_one
from matcher.packages.steering.ordered import Row, row, solve_in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from matcher.packages.chains import ChainProblem


@dataclass(frozen=True)
class Links:
    """One variable for each possible link at each place: 1 takes an open need, 2 the next."""

    problem: ChainProblem

    @cached_property
    def all(self) -> tuple[tuple[Move, int], ...]:
        """Links with places, see `no_longer_than`."""
        return no_longer_than(self.problem)


def no_longer_than(problem: ChainProblem) -> tuple[tuple[Move, int], ...]:
    """Every link at every place where its chain can still end in time."""
    found = []
    for move in problem.moves:
        last = problem.longest - (move.person in problem.leaving)
        places = range(1, min(1, last) + 1) if move.need else range(2, last + 1)
        found += [(move, place) for place in places]
    return tuple(found)


def one_move_each(links: Links) -> list[Row]:
    """Nobody is in two chains, or twice in one."""
    return [row(places, 1) for places in _by(links, lambda move, _: move.person).values()]


def no_more_than_positions(links: Links) -> list[Row]:
    """No need gets more people than it has open places."""
    of = _by(links, lambda move, _: move.need)
    return [row(of[n], most) for n, most in links.problem.positions.items() if n in of]


def every_job_left_is_taken(links: Links) -> list[Row]:
    """When an employee moves, somebody takes the job at the next place, and only then."""
    leaving = _by(links, lambda move, place: (move.person, place))
    taking = _by(links, lambda move, place: (move.job, place - 1))
    rows = []
    for person in links.problem.movers:
        for place in range(1, links.problem.longest + 1):
            left, taken = leaving.get((person, place), []), taking.get((person, place), [])
            weights = (*([1.0] * len(left)), *([-1.0] * len(taken)))
            if weights:
                rows.append(Row((*left, *taken), weights, 0, 0))
    return rows


CONSTRAINTS_DA: Final = {
    no_longer_than: "loftet over kædens længde",
    one_move_each: "hver person flytter højst én gang",
    no_more_than_positions: "højst så mange, som der er ledige pladser",
    every_job_left_is_taken: "hvert frigjort job bliver besat",
}


def _by(links: Links, key: Callable[[Move, int], object]) -> dict[object, list[int]]:
    found: dict[object, list[int]] = {}
    for i, (move, place) in enumerate(links.all):
        found.setdefault(key(move, place), []).append(i)
    return found


def chains_by_programme(problem: ChainProblem, seconds: float) -> Chains:
    """Solve measure by measure.

    Args:
        problem: with at least one possible link.
        seconds: time limit.

    Returns:
        The best chains found in time and how far each measure was proven; the rule of thumb when
        nothing was found.
    """
    links = Links(problem)
    limits = (one_move_each, no_more_than_positions, every_job_left_is_taken)
    rows = [r for constraint in limits for r in constraint(links)]
    measures = _measures(links)
    found, levels = solve_in_order(measures, rows, np.ones(len(links.all), dtype=np.int64), seconds)
    if found is None:
        return replace(chains_one_by_one(problem), levels=levels)
    taken = frozenset(move for (move, _), used in zip(links.all, found, strict=True) if used)
    proven = len(levels) == len(measures) and all(level.proven for level in levels)
    return Chains(problem, chain_together(taken, problem), Way.PROGRAMME, proven, levels)


def _measures(links: Links) -> list[tuple[str, NDArray[np.int64]]]:
    each = {
        "needs": [-bool(move.need) for move, _ in links.all],
        "days": [links.problem.days[move] for move, _ in links.all],
        "people": [1 for _ in links.all],
    }
    return [(name, np.array(weights, dtype=np.int64)) for name, weights in each.items()]
