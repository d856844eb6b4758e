"""Courses and clauses of one or many needs as numbers, with what follows from what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from matcher.packages.lattice.narrowing import narrow_many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Attainment, Clause
    from taxonomy.graph import CompetenceGraph
    from taxonomy.ids import ModuleId

Lists = tuple["NDArray[np.int32]", "NDArray[np.int32]"]
"""Lists laid end to end, and where each begins (one more than there are lists)."""


@dataclass(frozen=True)
class Universe:
    """What all needs looked at together are made of.

    Clauses and courses go by their place. A clause *implies* another when it never holds without
    it: a higher level implies a lower one, a narrower competence a broader one, and an
    alternative less implies one more.

    Attributes:
        clauses: every distinct clause.
        courses: module ids.
        costs: what a package has least of, course by course, at least 0.
        reach: per course the clauses it makes hold.
        asks: per course the clauses it asks for, none implied by another of them.
        implies: per clause the clauses that follow from it, itself included.
    """

    clauses: tuple[Clause, ...]
    courses: tuple[ModuleId, ...]
    costs: tuple[int, ...]
    reach: tuple[frozenset[int], ...]
    asks: tuple[frozenset[int], ...]
    implies: tuple[frozenset[int], ...]

    @cached_property
    def number(self) -> Mapping[Clause, int]:
        """Place of each clause."""
        return {clause: place for place, clause in enumerate(self.clauses)}

    @cached_property
    def reach_bits(self) -> tuple[int, ...]:
        """`reach` as bits."""
        return tuple(bits(clauses) for clauses in self.reach)

    @cached_property
    def ask_bits(self) -> tuple[int, ...]:
        """`asks` as bits."""
        return tuple(bits(clauses) for clauses in self.asks)

    @cached_property
    def implies_bits(self) -> tuple[int, ...]:
        """`implies` as bits."""
        return tuple(bits(clauses) for clauses in self.implies)

    @cached_property
    def surely_bits(self) -> tuple[int, ...]:
        """Per course the clauses that hold whenever it can start, as bits."""
        return tuple(
            bits(frozenset[int]().union(*(self.implies[c] for c in asked))) for asked in self.asks
        )

    def least(self, clauses: Iterable[int]) -> tuple[int, ...]:
        """The same demand with as few clauses: those that another one implies fall out."""
        kept = set(clauses)
        for clause in sorted(kept, reverse=True):
            if any(clause in self.implies[other] for other in kept - {clause}):
                kept.discard(clause)
        return tuple(sorted(kept))

    def goals_of(self, clauses: Iterable[Clause]) -> tuple[int, ...]:
        """A need's goals as numbers, none implied by another."""
        return self.least(self.number[clause] for clause in clauses)

    @cached_property
    def _arrays(self) -> tuple[NDArray[np.int32] | NDArray[np.int64], ...]:
        costs = np.array(self.costs, dtype=np.int64)
        order = np.argsort(costs, kind="stable").astype(np.int32)
        lists = (*end_to_end(self.reach), *end_to_end(self.asks), *end_to_end(self.implies))
        return (*lists, costs, order)

    @cached_property
    def _worth_taking(self) -> NDArray[np.bool_]:
        """Courses that no others beat even when every clause is a goal."""
        live: NDArray[np.bool_] = np.ones((1, len(self.courses)), dtype=np.bool_)
        everything: NDArray[np.bool_] = self._narrow([range(len(self.clauses))], live)[0]
        return everything

    def narrowed(self, goals: Sequence[tuple[int, ...]]) -> NDArray[np.bool_]:
        """For each set of goals, the courses that some cheapest package may need.

        Args:
            goals: sets of clauses, each without those implied by another.

        Returns:
            bool, shape (sets, courses). The least cost from any state is the same with these
            courses alone.
        """
        return self._narrow(goals, np.tile(self._worth_taking, (len(goals), 1)))

    def _narrow(
        self, goals: Sequence[Collection[int]], live: NDArray[np.bool_]
    ) -> NDArray[np.bool_]:
        compiled: Any = narrow_many
        compiled(*self._arrays, *end_to_end(goals), live)
        return live


def bits(places: Iterable[int]) -> int:
    """Places as the bits of a number."""
    number = 0
    for place in places:
        number |= 1 << place
    return number


def end_to_end(rows: Iterable[Collection[int]]) -> Lists:
    """Lists of numbers laid end to end, each sorted, and where each begins."""
    listed = [sorted(row) for row in rows]
    starts = np.cumsum([0, *(len(row) for row in listed)], dtype=np.int32)
    return np.array([value for row in listed for value in row], dtype=np.int32), starts


def universe_of(
    problem: PackageProblem, graph: CompetenceGraph, costs: Mapping[ModuleId, int]
) -> Universe:
    """Lay a problem out as numbers; a problem with the goals of many needs serves them all.

    Args:
        problem: its clauses and courses.
        graph: tells which competences count as which.
        costs: per module what a package should have least of; whole numbers, at least 0.

    Returns:
        The universe.

    Raises:
        ValueError: when a cost is below 0.
    """
    number = {clause: place for place, clause in enumerate(problem.clauses)}
    implies = _implications(problem.clauses, graph)
    universe = Universe(
        clauses=problem.clauses,
        courses=tuple(course.id for course in problem.courses),
        costs=tuple(costs[course.id] for course in problem.courses),
        reach=tuple(frozenset(number[c] for c in problem.reached[m.id]) for m in problem.courses),
        asks=tuple(frozenset(number[c] for c in m.opens_with) for m in problem.courses),
        implies=implies,
    )
    if min(universe.costs, default=0) < 0:
        raise ValueError("a course cannot cost less than nothing")
    fewer = tuple(frozenset(universe.least(asked)) for asked in universe.asks)
    return Universe(
        universe.clauses, universe.courses, universe.costs, universe.reach, fewer, implies
    )


def _implications(
    clauses: tuple[Clause, ...], graph: CompetenceGraph
) -> tuple[frozenset[int], ...]:
    named: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, clause in enumerate(clauses):
        for a in clause:
            named[a.competence].append((a.level, place))

    def follows(a: Attainment) -> set[int]:
        rows = (row for wide in graph.broader(a.competence) for row in named[wide])
        return {place for level, place in rows if level <= a.level}

    return tuple(
        frozenset(set.intersection(*map(follows, clause))) if clause else frozenset({place})
        for place, clause in enumerate(clauses)
    )
