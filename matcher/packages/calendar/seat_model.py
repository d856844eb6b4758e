"""The choice among packages that are known: one for each person, seats shared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from matcher.packages.calendar.seat_plan import MEASURES, NOTHING, Measures
from matcher.packages.calendar.stages import Choice, Held, Rows, choose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.packages.calendar.quick import Attended, Question


@dataclass
class Node:
    """Packages of one person without some runs; `bound` is as good as they can be."""

    without: frozenset[int]
    bound: Measures
    package: Attended | None = None
    looked_at: bool = False


@dataclass
class Seeker:
    """One person, and what has been looked at for them."""

    question: Question
    nodes: list[Node] = field(default_factory=list)
    known: set[frozenset[int]] = field(default_factory=set)

    @property
    def packages(self) -> list[Node]:
        """Those that have been found."""
        return [node for node in self.nodes if node.package is not None]

    def open(self, without: frozenset[int], bound: Measures) -> None:
        """Add packages without these runs, not looked at yet."""
        if without not in self.known:
            self.known.add(without)
            self.nodes.append(Node(without, bound))


class SeatModel:
    """One variable for each package of each person who competes, and one for having none."""

    def __init__(
        self,
        seekers: Sequence[Seeker],
        seats: Mapping[int, int],
        wanted: set[int],
        minimums: Mapping[int, int],
    ) -> None:
        """Write the constraints down.

        Args:
            seekers: everybody, with what has been looked at and what may be.
            seats: free seats by a run's place; a run without a number has room for all.
            wanted: places of the runs more people have packages with than there are seats.
            minimums: participants a run lacks, by place, when that is asked for.
        """
        self.rows = Rows()
        self.nodes: list[tuple[int, Node | None]] = []
        self.fixed: list[Node | None] = [None] * len(seekers)
        self.seekers, self.extra = seekers, 0
        uses: dict[int, list[int]] = {}
        watched = wanted | minimums.keys()
        for person, seeker in enumerate(seekers):
            if _competes(seeker, watched):
                self._person(person, seeker, uses)
            elif seeker.nodes and seeker.nodes[0].package:
                self.fixed[person] = seeker.nodes[0]
        for place in sorted(wanted & uses.keys()):
            self.seats_hold(uses[place], seats[place])
        for place in sorted(minimums.keys() & uses.keys()):
            self.minimum_is_met(uses[place], minimums[place])
        self._weigh()

    def _person(self, person: int, seeker: Seeker, uses: dict[int, list[int]]) -> None:
        first = len(self.nodes)
        for node in seeker.nodes:
            if possible(node):
                for place in places_of(node):
                    uses.setdefault(place, []).append(len(self.nodes))
                self.nodes.append((person, node))
        self.nodes.append((person, None))
        self.one_package_each(range(first, len(self.nodes)))

    def one_package_each(self, of_person: range) -> None:
        """Everybody has one package, or none."""
        self.rows.exactly(1, of_person)

    def seats_hold(self, users: list[int], seats: int) -> None:
        """No more people in a run than it has seats."""
        self.rows.at_most(seats, users)

    def minimum_is_met(self, users: list[int], missing: int) -> None:
        """A run is used by nobody, or by as many as it lacks."""
        held = len(self.nodes) + self.extra
        self.extra += 1
        self.rows.weighed(0, [*users, held], [1] * len(users) + [-missing])
        for user in users:
            self.rows.at_most(0, [user], [held])

    def _weigh(self) -> None:
        """What each variable adds to each measure, less what the person cannot avoid."""
        table = np.zeros((len(self.nodes) + self.extra, len(MEASURES)), dtype=np.int64)
        for i, (_, node) in enumerate(self.nodes):
            table[i] = (0, *node.bound) if node else (1, *NOTHING)
        owner = np.array([person for person, _ in self.nodes], dtype=np.int64)
        least = np.full((len(self.seekers), len(MEASURES)), np.iinfo(np.int64).max)
        np.minimum.at(least, owner, table[: len(self.nodes)])
        table[: len(self.nodes)] -= least[owner]
        self.costs = table.T
        self.least = [int(least[sorted(set(owner.tolist())), m].sum())
                      + sum(n.bound[m - 1] if m else 0 for n in self.fixed if n)
                      + (self._left_out() if m == 0 else 0)
                      for m in range(len(MEASURES))]  # fmt: skip

    def _left_out(self) -> int:
        """People who do not compete because nothing is possible for them."""
        return self.fixed.count(None) - len({person for person, _ in self.nodes})

    def choose(self, held: Sequence[int], seconds: float) -> Choice:
        """The least of the next measure, with as few unknown packages as that allows.

        Args:
            held: what the measures before it must stay at.
            seconds: the solver's time limit.
        """
        if not self.nodes:
            return Choice(np.zeros(0, dtype=np.bool_), proven=True)
        unknown = [node is not None and not node.looked_at for _, node in self.nodes]
        tie = np.array(unknown + [False] * self.extra, dtype=np.int64)
        costs = self.costs[len(held)] * (len(self.seekers) + 1) + tie
        before = [Held(self.costs[m], held[m] - self.least[m]) for m in range(len(held))]
        return choose(self.rows, costs, [h for h in before if h.costs.any()], seconds)

    def read(self, choice: Choice) -> list[Node | None]:
        """Each person's package."""
        chosen = list(self.fixed)
        for i, (person, node) in enumerate(self.nodes):
            if choice.taken is not None and choice.taken[i]:
                chosen[person] = node
        return chosen

    def unknown(self, chosen: Sequence[Node | None]) -> list[tuple[Seeker, Node]]:
        """What is chosen and not looked at yet."""
        both = zip(self.seekers, chosen, strict=True)
        return [(seeker, node) for seeker, node in both if node and not node.looked_at]


def possible(node: Node) -> bool:
    """Whether there is such a package, or may be one."""
    return node.package is not None or not node.looked_at


def places_of(node: Node | None) -> tuple[int, ...]:
    """Places of the runs in a package; none when it is not known or not there."""
    return node.package.places if node and node.package else ()


def _competes(seeker: Seeker, watched: set[int]) -> bool:
    """Whether a person's best packages hold a run that others want too, or are not known."""
    return any(not n.looked_at or not watched.isdisjoint(places_of(n)) for n in seeker.nodes)
