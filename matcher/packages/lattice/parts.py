"""A need in parts that share no course: each part is small, and many needs share it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.packages.lattice.tables import fill
from matcher.packages.lattice.walking import MOST_CLAUSES, MOST_COURSES, sharpen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from matcher.packages.lattice.universe import Universe

TABLE_STATES: Final = 1 << 14
"""States up to which a part gets a table of all of them; wider ones are walked."""

Narrowed = tuple[int, int, int, int]
"""A course in a part: cost, clauses reached and asked for as bits over the universe, place."""
Key = tuple[int, tuple[Narrowed, ...]]
"""Goals as bits over the universe, and the courses towards them: equal keys are equal parts."""


@dataclass(frozen=True)
class Part:
    """Goals with the courses towards them, sharing no course with any other part.

    Attributes:
        clauses: places in the universe, in rising order; bits below count along them.
        goals: clauses to reach, as bits.
        courses: places in the universe.
        costs: of the courses.
        reach: per course the clauses it adds to what it asks for, as bits.
        asks: per course the clauses it asks for, as bits.
        chains: the clauses (as places here) in chains, weakest first: each implies the one
            before. They make up the dimensions of the table.
    """

    clauses: tuple[int, ...]
    goals: int
    courses: tuple[int, ...]
    costs: tuple[int, ...]
    reach: tuple[int, ...]
    asks: tuple[int, ...]
    chains: tuple[tuple[int, ...], ...]

    @cached_property
    def states(self) -> int:
        """How many states a table of the part has."""
        return prod(len(chain) + 1 for chain in self.chains)

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """What each clause that holds adds to the number of the state; 0 beyond any table."""
        added, stride = [0] * len(self.clauses), 1
        for chain in self.chains:
            for clause in chain:
                added[clause] = stride
            stride *= len(chain) + 1
        return tuple(added)

    @property
    def tabled(self) -> bool:
        """Whether a table of all states is small enough."""
        return self.states <= TABLE_STATES

    @property
    def walkable(self) -> bool:
        """Whether clauses and courses fit the 64 bits of the walk."""
        return len(self.clauses) <= MOST_CLAUSES and len(self.courses) <= MOST_COURSES

    def narrowed(self, mask: int) -> int:
        """Bits over the universe as bits along the part's clauses; others fall out."""
        return _local(mask, self.clauses)

    def _pairs(self, masks: Iterable[int]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Per mask the dimensions it touches, with the highest digit it touches there."""
        rows, starts = [], [0]
        for mask in masks:
            for dimension, chain in enumerate(self.chains):
                digits = [place for place, c in enumerate(chain, start=1) if mask >> c & 1]
                if digits:
                    rows.append((dimension, digits[-1]))
            starts.append(len(rows))
        pairs = np.array(rows, dtype=np.int32).reshape(-1, 2)
        return pairs, np.array(starts, dtype=np.int32)

    def table(self) -> NDArray[np.int64]:
        """Least cost from every state; FAR where the goals cannot be reached.

        Returns:
            int64, shape (states,): by the sum of `strides` of the clauses that hold.
        """
        sizes = np.array([len(chain) + 1 for chain in self.chains], dtype=np.int32)
        strides = np.cumprod([1, *sizes[:-1]], dtype=np.int32)
        least = np.zeros(len(self.chains), dtype=np.int32)
        for dimension, digit in self._pairs([self.goals])[0]:
            least[dimension] = digit
        values = np.empty(self.states, dtype=np.int64)
        costs = np.array(self.costs, dtype=np.int64)
        fill(sizes, strides, least, *self._pairs(self.asks), *self._pairs(self.reach),
             costs, values)  # fmt: skip
        return values

    @cached_property
    def words(
        self,
    ) -> tuple[np.uint64, NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]:
        """Goals, reach, asks and costs as the walk takes them."""
        reach, asks = np.array(self.reach, dtype=np.uint64), np.array(self.asks, dtype=np.uint64)
        return np.uint64(self.goals), reach, asks, np.array(self.costs, dtype=np.int64)


def divide(universe: Universe, goals: Iterable[int], courses: Sequence[int]) -> Iterator[Key]:
    """Divide a need into parts that share no course.

    Args:
        universe: that goals and courses are places in.
        goals: the need's goals.
        courses: places of the courses left by narrowing, in rising order.

    Yields:
        A key for each part.
    """
    goals = tuple(goals)
    wanted = aim = sum(1 << goal for goal in goals)
    for place in courses:
        wanted |= universe.ask_bits[place]
    groups: list[tuple[int, list[Narrowed]]] = [(1 << goal, []) for goal in goals]
    for place in courses:
        reach = universe.reach_bits[place] & wanted & ~universe.surely_bits[place]
        asks = universe.ask_bits[place]
        touched = [group for group in groups if group[0] & (reach | asks)]
        groups = [group for group in groups if not group[0] & (reach | asks)]
        span, members = reach | asks, [(universe.costs[place], reach, asks, place)]
        for other, more in touched:
            span |= other
            members += more
        groups.append((span, members))
    for span, members in groups:
        yield span & aim, tuple(sorted(members))


def sharpened(universe: Universe, key: Key) -> Iterator[Key]:
    """Leave out of a wide part what narrowing could not; perhaps it falls apart.

    Args:
        universe: that the key is over.
        key: of any part.

    Yields:
        The key itself, or those of the parts that are left.
    """
    part = part_of(universe, key)
    if part.tabled or len(part.clauses) > MOST_CLAUSES:
        yield key
        return
    surely = np.array(
        [part.narrowed(universe.surely_bits[place]) for place in part.courses], dtype=np.uint64
    )
    goals, reach, asks, costs = part.words
    kept = sharpen(goals, reach, asks, surely, costs)
    if kept.all():
        yield key
        return
    left = sorted(place for place, stays in zip(part.courses, kept, strict=True) if stays)
    yield from divide(universe, places_of(key[0]), left)


def part_of(universe: Universe, key: Key) -> Part:
    """Lay out a part."""
    goals, courses = key
    span = goals
    for _, reach, asks, _ in courses:
        span |= reach | asks
    clauses = places_of(span)
    local = {clause: place for place, clause in enumerate(clauses)}
    return Part(
        clauses=clauses,
        goals=_local(goals, clauses),
        courses=tuple(place for _, _, _, place in courses),
        costs=tuple(cost for cost, _, _, _ in courses),
        reach=tuple(_local(reach, clauses) for _, reach, _, _ in courses),
        asks=tuple(_local(asks, clauses) for _, _, asks, _ in courses),
        chains=_chains([{local[c] for c in universe.implies[k] if c in local} for k in clauses]),
    )


def places_of(mask: int) -> tuple[int, ...]:
    """Places of the bits of a number, lowest first."""
    places = []
    while mask:
        low = mask & -mask
        places.append(low.bit_length() - 1)
        mask ^= low
    return tuple(places)


def _local(mask: int, clauses: tuple[int, ...]) -> int:
    return sum(1 << bit for bit, clause in enumerate(clauses) if mask >> clause & 1)


def _chains(implies: Sequence[set[int]]) -> tuple[tuple[int, ...], ...]:
    """Chains that cover all clauses, longest first, taken one after the other."""
    left, chains = set(range(len(implies))), list[tuple[int, ...]]()
    while left:
        ending: dict[int, tuple[int, ...]] = {}
        for clause in sorted(left, key=lambda c: (len(implies[c]), c)):
            below = (ending[c] for c in sorted(implies[clause] & left) if c in ending)
            ending[clause] = (*max(below, key=len, default=()), clause)
        longest = max(ending.values(), key=len)
        chains.append(longest)
        left.difference_update(longest)
    return tuple(chains)
