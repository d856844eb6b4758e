"""The training distance of a need, once for every state of competence: people are look-ups.

The need is first made small: courses that no cheapest package needs are left out, and what is
left falls apart into parts that share no course. A part with few states gets a table of them
all; a wider one is walked from the states asked for; one too wide even for that is searched,
by branch and bound or CP-SAT. The distance is the sum over the parts and tells its method.

States are levels as a `Standing` tells them: after ageing, a narrower competence counted as the
broader. Levels where the narrower is held and the broader is not cannot come about; should
somebody make them, they are searched on their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from matcher.packages.lattice.answers import NO_WAY, RANK, Answered, Searched, answer_for
from matcher.packages.lattice.parts import Part, divide, part_of, sharpened
from matcher.packages.lattice.universe import bits, universe_of
from matcher.packages.ordering import in_order
from matcher.packages.problem import Objective, held_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcher.matching.standing import Standing
    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.graph import CompetenceGraph
    from taxonomy.ids import ModuleId

ALTERNATIVES: Final = 10
TRIED_SETS: Final = 20_000
"""Sets of courses looked at for alternatives before stopping."""


class Unattainable(Enum):
    """The value of a distance where no courses lead to the need."""

    UNATTAINABLE = "unattainable"


UNATTAINABLE: Final = Unattainable.UNATTAINABLE
Cost: TypeAlias = "int | Unattainable"


@dataclass(frozen=True, slots=True)
class Distance:
    """The least still to be paid from a state, in training days or what else was asked for.

    Attributes:
        cost: at least 0; `UNATTAINABLE` where no courses lead to the need.
        method: how it was found; every method is exact.
    """

    cost: Cost
    method: Answered


def least_of(problem: PackageProblem) -> Mapping[ModuleId, int]:
    """What a distance adds up by default: plain days, or for the fee the problem's own costs."""
    if problem.objective is Objective.DAYS:
        return {course.id: course.days for course in problem.courses}
    return {course.id: course.cost for course in problem.courses}


class ExactDistances:
    """The distances of one need from every state of competence."""

    def __init__(
        self,
        problem: PackageProblem,
        graph: CompetenceGraph,
        costs: Mapping[ModuleId, int] | None = None,
    ) -> None:
        """Make the need small and fill the tables of its narrow parts.

        Args:
            problem: the need's courses and clauses.
            graph: tells which competences count as which.
            costs: per module what a package has least of, whole numbers of at least 0; by
                default see `least_of`.

        Raises:
            ValueError: when a cost is below 0.
        """
        self._problem = problem
        self._costs = dict(least_of(problem) if costs is None else costs)
        self._universe = universe_of(problem, graph, self._costs)
        goals = self._universe.goals_of(problem.goals)
        live = self._universe.narrowed([goals])[0]
        self.parts: tuple[Part, ...] = tuple(
            part_of(self._universe, small)
            for key in divide(self._universe, goals, np.flatnonzero(live).tolist())
            for small in sharpened(self._universe, key)
        )
        self._goals = bits(goals)
        self._answers = tuple(answer_for(p, self._universe, problem) for p in self.parts)
        self._whole: Searched | None = None

    def distance(self, person: Standing) -> Distance:
        """The distance of a person.

        Args:
            person: the standing on the day that decides.

        Returns:
            The least cost, or `UNATTAINABLE`, and the method.

        Raises:
            UnprovenError: when a part too wide for everything was not proven in time.
        """
        return self.distance_from(held_clauses(self._problem, person))

    def distance_from(self, held: frozenset[Clause]) -> Distance:
        """The distance from a state; see `distance`."""
        holding = self._bits(held)
        cost, method = self._sum(holding) if self._possible(holding) else self._searched(held)
        return Distance(UNATTAINABLE if cost >= NO_WAY else cost, method)

    def package(self, person: Standing) -> tuple[ModuleId, ...] | None:
        """A cheapest package, in an order that can be taken.

        Args:
            person: the standing on the day that decides.

        Returns:
            Module ids of one of the cheapest. None when the need is unattainable, or when the
            state cannot come about.
        """
        return next(iter(self.packages(person, 1)), None)

    def packages(
        self, person: Standing, most: int = ALTERNATIVES
    ) -> tuple[tuple[ModuleId, ...], ...]:
        """Packages that all cost the least, read back from the distances.

        Courses that were left out when the need was made small are looked at too, so that no
        cheapest package is missed for being beaten by one that costs the same.

        Args:
            person: the standing on the day that decides.
            most: packages to find before stopping, at least 1.

        Returns:
            At most `most` packages, each in an order that can be taken, none with a needless
            course, fewest courses first; the empty package when nothing is missing, none when
            the need is unattainable.
        """
        held = held_clauses(self._problem, person)
        holding = self._bits(held)
        if not self._possible(holding) or self._sum(holding)[0] >= NO_WAY:
            return ()
        found = list[frozenset[int]]()
        for courses in self._cheapest(holding):
            needed = self._needed(holding, courses)
            if needed not in found:
                found.append(needed)
            if len(found) == most:
                break
        named = (self._ordered(held, courses) for courses in found)
        return tuple(sorted(named, key=lambda modules: (len(modules), modules)))

    def _needed(self, holding: int, courses: frozenset[int]) -> frozenset[int]:
        """A package without needless courses; only those that cost nothing can be needless."""
        for place in sorted(courses):
            if not self._universe.costs[place] and self._closes(holding, courses - {place}):
                courses -= {place}
        return courses

    def _closes(self, holding: int, courses: frozenset[int]) -> bool:
        universe, waiting = self._universe, courses
        while ready := {c for c in waiting if not universe.ask_bits[c] & ~holding}:
            holding |= reduce(or_, (universe.reach_bits[c] for c in ready))
            waiting -= ready
        return not waiting and holding & self._goals == self._goals

    def _ordered(self, held: frozenset[Clause], courses: frozenset[int]) -> tuple[ModuleId, ...]:
        chosen = (self._problem.courses[place] for place in sorted(courses))
        return in_order(self._problem, held, chosen)

    def _cheapest(self, start: int) -> Iterator[frozenset[int]]:
        """Sets of courses of least cost, cheapest step first: the distance never errs."""
        waiting, seen = [(start, frozenset[int]())], {frozenset[int]()}
        while waiting and len(seen) < TRIED_SETS:
            holding, taken = waiting.pop()
            if holding & self._goals == self._goals:
                yield taken
                continue
            for place, after in self._steps(holding):
                more = taken | {place}
                if more not in seen:
                    seen.add(more)
                    waiting.append((after, more))

    def _steps(self, holding: int) -> Iterator[tuple[int, int]]:
        """Courses that begin some cheapest package from here, and what holds after them."""
        universe, now = self._universe, self._sum(holding)[0]
        for place, cost in enumerate(universe.costs):
            after = holding | universe.reach_bits[place]
            if cost > now or after == holding or universe.ask_bits[place] & ~holding:
                continue
            if cost + self._sum(after)[0] == now:
                yield place, after

    def _bits(self, held: frozenset[Clause]) -> int:
        return bits(self._universe.number[clause] for clause in held)

    def _possible(self, holding: int) -> bool:
        """Whether everything holds that follows from what holds."""
        universe = self._universe
        return not any(
            universe.implies_bits[place] & ~holding
            for place in range(holding.bit_length())
            if holding >> place & 1
        )

    def _sum(self, holding: int) -> tuple[int, Answered]:
        total, method = 0, Answered.TABLE
        for part, answer in zip(self.parts, self._answers, strict=True):
            own = bits(bit for bit, place in enumerate(part.clauses) if holding >> place & 1)
            cost, how = answer.cost(own)
            total, method = total + cost, max(method, how, key=RANK.__getitem__)
        return min(total, NO_WAY), method

    def _searched(self, held: frozenset[Clause]) -> tuple[int, Answered]:
        self._whole = self._whole or Searched(self._problem, self._costs)
        return self._whole.cost_from(held)
