"""Least costs of one part of a need, by table, by walk or by search."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from matcher.packages.lattice.narrowing import FAR
from matcher.packages.lattice.walking import walk, want_of
from matcher.packages.search import numbered, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.packages.lattice.parts import Part
    from matcher.packages.lattice.universe import Universe
    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId

WALK_STATES: Final = 2_000_000
"""States a walk may meet; beyond, each state is searched."""
NO_WAY: Final = int(FAR)
"""A cost no package has: no order of courses leads to the goals."""


class Answered(StrEnum):
    """Which exact method gave a distance; where several did, the one that stands last here."""

    TABLE = "table"
    WALK = "walk"
    SEARCH = "search"
    CP_SAT = "cp_sat"


RANK: Final = {method: place for place, method in enumerate(Answered)}


class UnprovenError(Exception):
    """Neither search nor CP-SAT proved a distance within its limits."""


class Answer(Protocol):
    """Whatever knows the least costs of one part."""

    def cost(self, held: int) -> tuple[int, Answered]:
        """Least cost from a state, `NO_WAY` when there is none, and how it was found.

        Args:
            held: the part's clauses that hold, as bits along `Part.clauses`.
        """


class Tabled:
    """A part with a table of all its states."""

    def __init__(self, part: Part) -> None:
        """Fill the table."""
        self._part = part
        self._values = part.table()

    def cost(self, held: int) -> tuple[int, Answered]:
        """Look the state up."""
        state = sum(stride for c, stride in enumerate(self._part.strides) if held >> c & 1)
        return int(self._values[state]), Answered.TABLE


class Searched:
    """A problem searched state by state; what was solved once is known."""

    def __init__(self, problem: PackageProblem, costs: Mapping[ModuleId, int]) -> None:
        """Put the costs asked for on the courses.

        Search and CP-SAT want costs above 0, so each course costs a little more than it does,
        too little for all of them together to count.
        """
        self._scale = len(problem.courses) + 1
        courses = (replace(c, cost=costs[c.id] * self._scale + 1) for c in problem.courses)
        self._problem = replace(problem, courses=tuple(courses))
        self._numbered = numbered(self._problem)
        self._known: dict[frozenset[Clause], tuple[int, Answered]] = {}

    def cost_from(self, held: frozenset[Clause]) -> tuple[int, Answered]:
        """Least cost from a state, `NO_WAY` when there is none, and how it was found.

        Raises:
            UnprovenError: when neither method came to an end.
        """
        if held not in self._known:
            cost, method = self._solve(held & frozenset(self._problem.clauses))
            self._known[held] = (NO_WAY if cost is None else cost // self._scale), method
        return self._known[held]

    def _solve(self, held: frozenset[Clause]) -> tuple[int | None, Answered]:
        found = search(self._numbered, held)
        if found.proven:
            return (None if found.courses is None else found.cost), Answered.SEARCH
        from matcher.packages.solver import solve  # noqa: PLC0415  (half a second, seldom used)

        solution = solve(self._problem, held)
        if not solution.proven:
            raise UnprovenError(self._problem.need)
        return solution.cost, Answered.CP_SAT


class SearchedPart:
    """A part too wide for the walk, searched state by state."""

    def __init__(self, part: Part, universe: Universe, problem: PackageProblem) -> None:
        """Take the part out of the problem it belongs to."""
        self._part, self._universe = part, universe
        goals = (c for place, c in enumerate(part.clauses) if part.goals >> place & 1)
        ids = {universe.courses[place] for place in part.courses}
        own = replace(
            problem,
            goals=tuple(universe.clauses[goal] for goal in goals),
            courses=tuple(c for c in problem.courses if c.id in ids),
        )
        self._searched = Searched(own, dict(zip(universe.courses, universe.costs, strict=True)))

    def cost(self, held: int) -> tuple[int, Answered]:
        """Look the state up, after solving it if it is new."""
        places = [c for bit, c in enumerate(self._part.clauses) if held >> bit & 1]
        surely = frozenset[int]().union(*(self._universe.implies[c] for c in places))
        return self._searched.cost_from(frozenset(self._universe.clauses[c] for c in surely))


class Walked:
    """A part walked from the states asked for; what was met once is known."""

    def __init__(self, part: Part, otherwise: SearchedPart, limit: int = WALK_STATES) -> None:
        """Remember the part; nothing is walked yet."""
        self._part, self._otherwise, self._limit = part, otherwise, limit
        self._known: dict[int, int] = {0: 0}

    def cost(self, held: int) -> tuple[int, Answered]:
        """Look the state up, after walking from it if it is new."""
        goals, reach, asks, _ = self._part.words
        want = int(want_of(np.uint64(held), goals, reach, asks))
        if want not in self._known and not self._meet([want]):
            return self._otherwise.cost(held)
        return self._known[want], Answered.WALK

    def _meet(self, wants: Iterable[int]) -> bool:
        starts = np.array(sorted(wants), dtype=np.uint64)
        states, values = walk(starts, *self._part.words, self._limit)
        self._known.update(zip(states.tolist(), values.tolist(), strict=True))
        return bool(len(states))


def answer_for(part: Part, universe: Universe, problem: PackageProblem) -> Answer:
    """The cheapest method that a part is small enough for.

    Args:
        part: of the problem.
        universe: that the part's places are places in.
        problem: for the search of parts too wide for anything else.

    Returns:
        A table, a walk, or a search.
    """
    if part.tabled:
        return Tabled(part)
    searched = SearchedPart(part, universe, problem)
    return Walked(part, searched) if part.walkable else searched
