"""The training distance of everybody to every need, in steps that can be shared out.

1. `lay_out`: all needs as one universe of courses and clauses.
2. `narrow`: for a stretch of the distinct sets of goals, the courses a cheapest package may need.
3. `join`: the parts of all needs; needs that share a part share its answers.
4. `tables`: for a stretch of the narrow parts, the least cost from every state.
5. `states`: for a stretch of the people, the states they are in, of each wide part.
6. `walks`: for a stretch of the wide parts, the least cost from the states that occur.
7. `assemble`: everything found, laid out for looking up.
8. `Answers.distances`: for a stretch of the people, their distance to every need.

Steps 2, 4, 5, 6 and 8 depend on nothing but what they are given, so they can run anywhere, in
any order, and be run again. People are levels as in `matcher.population`: one row a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from matcher.facts import Need
from matcher.packages.exact import least_of
from matcher.packages.lattice.answers import (
    NO_WAY,
    RANK,
    WALK_STATES,
    Answered,
    SearchedPart,
)
from matcher.packages.lattice.lookups import distinct, holding, lay_keys, look_up, possible
from matcher.packages.lattice.parts import Key, Part, divide, part_of, sharpened
from matcher.packages.lattice.universe import Universe, end_to_end, universe_of
from matcher.packages.lattice.walking import walk_from
from matcher.packages.problem import Objective, PackageProblem, build_problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy

    Matrix: TypeAlias = "NDArray[np.uint16] | NDArray[np.int32] | NDArray[np.int64]"
    Masks: TypeAlias = "NDArray[np.uint64]"
    Costs: TypeAlias = "NDArray[np.int64]"

TYPES: Final = (np.uint16, np.int32, np.int64)
"""What distances are kept as: the smallest that can hold them."""
TABLE, KEYED, TOLD = range(3)


@dataclass(frozen=True)
class Laid:
    """Many needs as one universe.

    Attributes:
        problem: its goals are those of all needs.
        goals: distinct sets of goals, as places in the universe.
        of_need: per need the place of its set.
    """

    problem: PackageProblem
    universe: Universe
    goals: tuple[tuple[int, ...], ...]
    of_need: tuple[int, ...]


@dataclass(frozen=True)
class Plan:
    """The parts of all needs.

    Attributes:
        parts: distinct parts.
        of_need: per need the places of its parts.
        method: per part how it is answered.
    """

    laid: Laid
    parts: tuple[Part, ...]
    of_need: tuple[tuple[int, ...], ...]

    @cached_property
    def tabled(self) -> tuple[int, ...]:
        """Places of the parts with a table of all states."""
        return tuple(place for place, part in enumerate(self.parts) if part.tabled)

    @cached_property
    def walked(self) -> tuple[int, ...]:
        """Places of the parts walked from the states that occur."""
        return tuple(p for p, part in enumerate(self.parts) if part.walkable and not part.tabled)

    @cached_property
    def searched(self) -> tuple[int, ...]:
        """Places of the parts too wide for either."""
        return tuple(
            p for p, part in enumerate(self.parts) if not part.walkable and not part.tabled
        )


@dataclass(frozen=True)
class Found:
    """Least costs of one wide part from the states that occur, and how they were found."""

    states: Masks
    costs: Costs
    method: Answered


def lay_out(
    needs: Sequence[Need],
    taxonomy: Taxonomy,
    on: date,
    objective: Objective = Objective.DAYS,
    costs: Mapping[ModuleId, int] | None = None,
) -> Laid:
    """Lay many needs out as one universe.

    Args:
        needs: any number.
        taxonomy: the courses.
        on: the day fees are asked for.
        objective: days or fee.
        costs: per module what to have least of, at least 0; by default what `least_of` says.

    Returns:
        The universe with the goals of each need.
    """
    every = tuple(r for need in needs for r in need.hard)
    problem = build_problem(Need("", "", "", None, every), taxonomy, on, objective)
    universe = universe_of(problem, taxonomy.graph, least_of(problem) if costs is None else costs)
    own = [universe.goals_of(tuple(sorted(r.options)) for r in need.hard) for need in needs]
    place = {goals: number for number, goals in enumerate(dict.fromkeys(own))}
    return Laid(problem, universe, tuple(place), tuple(place[goals] for goals in own))


def narrow(laid: Laid, start: int, stop: int) -> NDArray[np.bool_]:
    """For the sets of goals from `start` to `stop`, the courses that matter.

    Returns:
        bool, shape (sets, courses).
    """
    return laid.universe.narrowed(laid.goals[start:stop])


def join(laid: Laid, live: NDArray[np.bool_]) -> Plan:
    """Divide all needs into parts, each distinct part once.

    Args:
        laid: the needs.
        live: bool, shape (sets of goals, courses): see `narrow`.

    Returns:
        The plan.
    """
    wide: dict[Key, tuple[Key, ...]] = {}
    number: dict[Key, int] = {}
    of_set = []
    for goals, mine in zip(laid.goals, live, strict=True):
        places = list[int]()
        for key in divide(laid.universe, goals, np.flatnonzero(mine).tolist()):
            if key not in wide:
                wide[key] = tuple(sharpened(laid.universe, key))
            places += (number.setdefault(small, len(number)) for small in wide[key])
        of_set.append(tuple(places))
    parts = tuple(part_of(laid.universe, key) for key in number)
    return Plan(laid, parts, tuple(of_set[place] for place in laid.of_need))


def tables(plan: Plan, start: int, stop: int) -> list[Costs]:
    """Least cost from every state, for the tabled parts from `start` to `stop`."""
    return [plan.parts[place].table() for place in plan.tabled[start:stop]]


def holding_of(
    laid: Laid, levels: NDArray[np.uint8], column: Mapping[CompetenceId, int]
) -> NDArray[np.uint8]:
    """Which clauses hold for whom.

    Args:
        laid: the needs.
        levels: uint8, shape (people, competences): levels that count, broader ones included.
        column: column of each competence.

    Returns:
        uint8, shape (clauses, people).

    Raises:
        ValueError: when somebody holds a narrower competence and not the broader.
    """
    clauses = laid.universe.clauses
    options = [(column[a.competence], a.level) for clause in clauses for a in clause]
    columns = np.array([c for c, _ in options], dtype=np.int32)
    least = np.array([level for _, level in options], dtype=np.uint8)
    starts = np.cumsum([0, *map(len, clauses)], dtype=np.int32)
    held = np.empty((len(clauses), len(levels)), dtype=np.uint8)
    holding(np.ascontiguousarray(levels.T), columns, least, starts, held)
    if not possible(held, *end_to_end(laid.universe.implies)):
        raise ValueError("levels must count narrower competences as broader")
    return held


def states(plan: Plan, held: NDArray[np.uint8]) -> list[Masks]:
    """The states people are in, of each walked part, as bits along its clauses, rising."""
    return [
        distinct(held, np.array(plan.parts[place].clauses, dtype=np.int32)) for place in plan.walked
    ]


def walks(plan: Plan, first: int, occurring: Sequence[Masks]) -> list[Found]:
    """Least cost from the states that occur, for a stretch of the walked parts.

    Args:
        plan: the parts.
        first: where among the walked parts the stretch begins.
        occurring: per part of the stretch the states that occur.

    Returns:
        For each of them the states with their costs.
    """
    places = plan.walked[first : first + len(occurring)]
    return [_walked(plan, *row) for row in zip(places, occurring, strict=True)]


def _walked(plan: Plan, place: int, masks: Masks) -> Found:
    part = plan.parts[place]
    costs = walk_from(masks, *part.words, WALK_STATES)
    if len(costs) == len(masks):
        return Found(masks, costs, Answered.WALK)
    searched = SearchedPart(part, plan.laid.universe, plan.laid.problem)
    solved = [searched.cost(int(mask)) for mask in masks]
    method = max((how for _, how in solved), key=RANK.__getitem__)
    return Found(masks, np.array([cost for cost, _ in solved], dtype=np.int64), method)


@dataclass(frozen=True)
class Answers:
    """Everything found, laid out for looking up.

    Attributes:
        plan: the needs and their parts.
        methods: per need the method that answered; of several, the last in `Answered`.
        kinds: int8, shape (parts,): a table of all states, states found by key, or searched.
        keys: uint64: states of the keyed parts, laid end to end (`keys_at`).
        table: costs of all parts, laid end to end (`table_at`).
    """

    plan: Plan
    methods: tuple[Answered, ...]
    kinds: NDArray[np.int8]
    keys: Masks
    keys_at: NDArray[np.int64]
    table: Matrix
    table_at: NDArray[np.int64]

    @property
    def unattainable(self) -> int:
        """The value in a matrix of distances that stands for `UNATTAINABLE`."""
        return int(np.iinfo(self.table.dtype).max)

    def distances(self, held: NDArray[np.uint8]) -> Matrix:
        """The distance of some people to every need.

        Args:
            held: uint8, shape (clauses, people): see `holding_of`.

        Returns:
            Shape (needs, people), of the smallest type that holds them; `unattainable` where no
            courses lead to the need.

        Raises:
            ValueError: when somebody is in a state that nothing was found for.
        """
        plan, empty = self.plan, self.table.dtype.type(self.unattainable - 1)
        out = np.empty((len(plan.of_need), held.shape[1]), dtype=self.table.dtype)
        look_up(
            held, self.kinds, *self._clauses, self.keys, self.keys_at, self.table, self.table_at,
            self._told(held), *end_to_end(plan.of_need), empty, out,
        )  # fmt: skip
        if np.any(out == empty):
            raise ValueError("these people are in states that were not among those walked")
        return out

    @cached_property
    def _clauses(self) -> tuple[NDArray[np.int32], NDArray[np.uint16], NDArray[np.int32]]:
        parts = self.plan.parts
        strides = [s if part.tabled else 0 for part in parts for s in part.strides]
        clauses, starts = end_to_end([part.clauses for part in parts])
        return clauses, np.array(strides, dtype=np.uint16), starts

    @cached_property
    def _searches(self) -> tuple[SearchedPart, ...]:
        laid = self.plan.laid
        parts = (self.plan.parts[place] for place in self.plan.searched)
        return tuple(SearchedPart(part, laid.universe, laid.problem) for part in parts)

    def _told(self, held: NDArray[np.uint8]) -> Matrix:
        """Distances in the parts too wide for table and walk, each distinct state searched."""
        told = np.empty((len(self._searches), held.shape[1]), dtype=self.table.dtype)
        for row, (place, search) in enumerate(zip(self.plan.searched, self._searches, strict=True)):
            own = held[list(self.plan.parts[place].clauses)]
            rows, back = np.unique(own, axis=1, return_inverse=True)
            found = [search.cost(sum(1 << int(b) for b in np.flatnonzero(r)))[0] for r in rows.T]
            costs = [self.unattainable if cost >= NO_WAY else cost for cost in found]
            told[row] = np.array(costs, dtype=self.table.dtype)[back.reshape(-1)]
        return told


def assemble(plan: Plan, tabled: Sequence[Costs], walked: Sequence[Found]) -> Answers:
    """Lay everything found out for looking up.

    Args:
        plan: the needs and their parts.
        tabled: costs of every tabled part, in order.
        walked: costs of every walked part, in order.

    Returns:
        The answers.
    """
    dearest = {place: _dearest(costs) for place, costs in zip(plan.tabled, tabled, strict=True)}
    dearest |= {p: _dearest(found.costs) for p, found in zip(plan.walked, walked, strict=True)}
    dearest |= {place: sum(plan.parts[place].costs) for place in plan.searched}
    most = max((sum(dearest[place] for place in need) for need in plan.of_need), default=0)
    kept = next(kind for kind in TYPES if most < np.iinfo(kind).max - 1)
    nothing = int(np.iinfo(kept).max)
    kinds = np.full(len(plan.parts), TOLD, dtype=np.int8)
    rows: dict[int, NDArray[Any]] = {}
    keys: dict[int, Masks] = {}
    for place, costs in zip(plan.tabled, tabled, strict=True):
        kinds[place], rows[place] = TABLE, _narrowed(costs, nothing).astype(kept)
    for place, found in zip(plan.walked, walked, strict=True):
        room = 1 << (2 * len(found.states)).bit_length()
        kinds[place] = KEYED
        keys[place], rows[place] = np.zeros(room, dtype=np.uint64), np.empty(room, dtype=kept)
        costs = _narrowed(found.costs, nothing).astype(kept)
        lay_keys(found.states, costs, keys[place], rows[place], kept(nothing - 1))
    table, table_at = _joined(rows, len(plan.parts), np.dtype(kept))
    return Answers(
        plan, _methods(plan, walked), kinds, *_joined(keys, len(plan.parts), np.dtype(np.uint64)),
        table, table_at,
    )  # fmt: skip


def _dearest(costs: Costs) -> int:
    return int(max(costs[costs < NO_WAY], default=0))


def _narrowed(costs: Costs, nothing: int) -> Costs:
    return np.where(costs >= NO_WAY, nothing, costs)


def _joined(
    rows: Mapping[int, NDArray[Any]], count: int, kind: np.dtype[Any]
) -> tuple[NDArray[Any], NDArray[np.int64]]:
    sizes = [len(rows[place]) if place in rows else 0 for place in range(count)]
    listed = [rows[place] for place in sorted(rows)]
    joined = np.concatenate(listed) if listed else np.zeros(0, dtype=kind)
    return joined, np.cumsum([0, *sizes], dtype=np.int64)


def _methods(plan: Plan, walked: Sequence[Found]) -> tuple[Answered, ...]:
    method = dict.fromkeys(plan.tabled, Answered.TABLE)
    method |= {place: found.method for place, found in zip(plan.walked, walked, strict=True)}
    method |= dict.fromkeys(plan.searched, Answered.SEARCH)
    return tuple(
        max((method[place] for place in need), key=RANK.__getitem__, default=Answered.TABLE)
        for need in plan.of_need
    )
