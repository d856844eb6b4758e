"""Shared seats: runs for many people at once, most needs closed, then the order that counts.

The best package of each alone is the start. Only runs that more people want than there are seats
can stand in the way, and from a person's best package a way round them is found by leaving out
one such run after the other. A package without a smaller set of wanted runs is never needed: the
best one that asks for no more of them is as good. Packages not yet looked at count as good as
the one they come from, which no package behind it can beat; when the choice takes none of those,
nothing is better, whatever packages there are. So the optimum is over all packages of everybody.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from matcher.packages.calendar.quick import Question, QuickSolver, Timetable
from matcher.packages.calendar.seat_model import Node, SeatModel, Seeker, places_of, possible
from matcher.packages.calendar.seat_plan import (
    MEASURES,
    NOTHING,
    Applicant,
    Measures,
    Placement,
    SeatPlan,
    ShortRun,
)
from matcher.packages.calendar.stages import Reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from matcher.packages.calendar.problem import CalendarCase, Run
    from matcher.packages.calendar.quick import Attended

    Seconds: TypeAlias = Callable[[], float]

WORKERS: Final = 2
WORTH_THREADS: Final = 4
AHEAD: Final = 8
LAST_SHARE: Final = 0.25
"""Of the time given, for the last choice among what is known when the proof takes too long."""


def plan_seats(
    applicants: Sequence[Applicant], left: Seconds, *, minimum: bool = False
) -> SeatPlan:
    """Choose runs for everybody at once.

    Args:
        applicants: people with their needs; a need's day is a hard limit here. All cases must
            have the same runs.
        left: seconds left; asked between steps and passed to the solver.
        minimum: whether a run may only be used when it reaches its minimum.

    Returns:
        A legal plan. Without `minimum` it is proven unless time ran out. With it, the bound is
        that of the plan without it, so a plan that is best may still be told as not proven.
    """
    if not applicants:
        return SeatPlan((), (), (0,) * len(MEASURES), (), (), 0, timed_out=False)
    planner = _Planner(applicants, left)
    planner.look_alone()
    by_turns = planner.one_by_one()
    planner.last = LAST_SHARE * max(0.0, left())
    planner.improve(by_turns)
    if minimum:
        planner.hold_minimum()
    return planner.answer(by_turns)


def choose_in_turn(applicants: Sequence[Applicant], left: Seconds) -> Measures:
    """The measures when each takes the best that is left, in the given order: the comparison.

    Args:
        applicants: as for `plan_seats`, at least one.
        left: seconds left.
    """
    planner = _Planner(applicants, left)
    planner.look_alone()
    return planner.sum_of(planner.one_by_one())


class _Planner:
    """What is known so far about everybody, and the best plan yet."""

    def __init__(self, applicants: Sequence[Applicant], left: Seconds) -> None:
        self.applicants = applicants
        self.last = 0.0
        self.left: Seconds = lambda: left() - self.last
        self.table = Timetable(applicants[0].case.runs)
        self.seats = {i: r.seats for i, r in enumerate(self.table.runs) if r.seats is not None}
        solvers: dict[int, QuickSolver] = {}
        self.seekers = [Seeker(_ask(a.case, self.table, solvers)) for a in applicants]
        self.minimums: Mapping[int, int] = {}
        self.watched: set[int] = set()
        self.asked = 0
        self.timed_out = False
        self.exact = True
        self.chosen: list[Node | None] = [None] * len(applicants)
        self.alone: Measures = ()
        self.bounds: list[int] = []

    def look_alone(self) -> None:
        """The best package of each alone: what nobody can do better than."""
        for seeker in self.seekers:
            merit = sum(seeker.question.case.merit.values())
            seeker.open(frozenset(), _with(NOTHING, merit=-merit))
        self._look_at([(seeker, seeker.nodes[0]) for seeker in self.seekers])
        self.alone = self.sum_of([s.nodes[0] if possible(s.nodes[0]) else None
                                for s in self.seekers])  # fmt: skip

    def one_by_one(self) -> list[Node | None]:
        """Each takes the best that is left, in the given order.

        Some are looked at ahead, together: what they find among the runs free then is still the
        best for them as long as none of its runs has filled up since.
        """
        left, chosen = dict(self.seats), list[Node | None]()
        full = frozenset(place for place, seats in left.items() if seats <= 0)
        for first in range(0, len(self.seekers), AHEAD):
            some = self.seekers[first : first + AHEAD]
            ahead = [self._way_round(seeker, full) for seeker in some]
            self._look_at(list(zip(some, ahead, strict=True)))
            for seeker, found in zip(some, ahead, strict=True):
                node = found
                if not full.isdisjoint(places_of(node)):
                    node = self._way_round(seeker, full)
                    self._look_at([(seeker, node)])
                chosen.append(node if node.package else None)
                for place in left.keys() & set(places_of(chosen[-1])):
                    left[place] -= 1
                    full |= {place} if left[place] <= 0 else frozenset()
        return chosen

    def _way_round(self, seeker: Seeker, full: frozenset[int]) -> Node:
        """The best alone where that still has seats; otherwise the best without the full runs."""
        if full.isdisjoint(places_of(seeker.nodes[0])):
            return seeker.nodes[0]
        without = full.intersection(seeker.question.places.tolist())
        seeker.open(without, seeker.nodes[0].bound)
        return next(node for node in seeker.nodes if node.without == without)

    def improve(self, start: list[Node | None]) -> None:
        """Prove one measure after the other, looking only at packages it could gain from."""
        self.chosen, self.bounds = start, []
        held: list[int] = []
        while len(held) < len(MEASURES) and not self.timed_out:
            self._branch()
            model = self._model(self.seekers)
            choice = model.choose(held, self.left())
            if not choice.proven or choice.taken is None:
                self.timed_out = True
                break
            found = model.read(choice)
            least = self.sum_of(found)[len(held)]
            self.bounds = [*held, least]
            if unknown := model.unknown(found):
                self._look_at(unknown)
            else:
                self.chosen = min(found, self.chosen, key=self.sum_of)
                held.append(least)
        if self.timed_out:
            self._settle(held)

    def _settle(self, held: list[int]) -> None:
        """Time is out: go on with what has been looked at, for a moment."""
        known = [Seeker(s.question, [n for n in s.nodes if n.looked_at]) for s in self.seekers]
        model = self._model(known)
        while len(held) < len(MEASURES) and self.left() > -self.last:
            choice = model.choose(held, self.left() + self.last)
            if choice.taken is None:
                return
            self.chosen = min(self.chosen, model.read(choice), key=self.sum_of)
            held = [*held, self.sum_of(self.chosen)[len(held)]]

    def hold_minimum(self) -> None:
        """Choose again so that every run used reaches its minimum."""
        short = self._short()
        if not short:
            return
        proven = self.bounds if not self.timed_out else self.bounds[:-1]
        self.minimums, self.watched = _missing(self.table.runs), set(short)
        self._join(short)
        self.improve([s.nodes[0] if s.question.closed else None for s in self.seekers])
        self.bounds = proven

    def _join(self, short: Iterable[int]) -> None:
        """Packages that would help a run to its minimum: without the course's other runs."""
        for place in short:
            module = self.table.runs[place].module
            others = frozenset(
                i for i, run in enumerate(self.table.runs) if run.module == module and i != place
            )
            for seeker in self.seekers:
                if not others.isdisjoint(places_of(seeker.nodes[0])):
                    seeker.open(others, seeker.nodes[0].bound)
                    self._look_at([(seeker, seeker.nodes[-1])])

    def _short(self) -> list[int]:
        """Places of the runs used now that would be below their minimum."""
        missing, placed = _missing(self.table.runs), self._placed()
        return [i for i in sorted(placed) if placed[i] < missing.get(i, 0)]

    def _placed(self) -> Counter[int]:
        return Counter(place for node in self.chosen for place in places_of(node))

    def _look_at(self, asked: Sequence[tuple[Seeker, Node]]) -> None:
        """Find the packages of these nodes; the search lets other threads work meanwhile."""
        waiting = [(seeker, node) for seeker, node in asked if not node.looked_at]
        if len(waiting) < WORTH_THREADS:
            for seeker, node in waiting:
                self._look(seeker, node)
            return
        with ThreadPoolExecutor(WORKERS) as pool:
            list(pool.map(self._look, *zip(*waiting, strict=True)))

    def _look(self, seeker: Seeker, node: Node) -> None:
        if self.left() <= 0:
            self.timed_out = True
            return
        node.package = seeker.question.best(node.without)
        if node.package:
            node.bound = self._measures(node.package)
        node.looked_at, self.asked = True, self.asked + 1
        self.exact = self.exact and not seeker.question.gave_up

    def _measures(self, package: Attended) -> Measures:
        v = package.value
        end = v.end - self.table.first_day if package.places else 0
        return (v.weeks, v.days, v.unknown_prices, v.kroner, v.merit, v.unknown_distances, v.km,
                v.unknown_chances, v.risk, end)  # fmt: skip

    def sum_of(self, chosen: Sequence[Node | None]) -> Measures:
        """The measures of a choice."""
        sums = np.array([NOTHING, *(node.bound for node in chosen if node)]).sum(axis=0)
        return (chosen.count(None), *map(int, sums))

    def _wanted(self) -> set[int]:
        """Runs that more people have a package with than there are seats."""
        wishes = Counter(
            place
            for seeker in self.seekers
            for place in {p for node in seeker.packages for p in places_of(node)}
        )
        return {place for place, count in wishes.items() if count > self.seats.get(place, count)}

    def _branch(self) -> None:
        """Open the packages round each wanted run."""
        watched = self._wanted() | self.watched
        for seeker in self.seekers:
            for node in seeker.packages:
                for place in watched.intersection(places_of(node)):
                    seeker.open(node.without | {place}, node.bound)

    def _model(self, seekers: Sequence[Seeker]) -> SeatModel:
        return SeatModel(seekers, self.seats, self._wanted(), self.minimums)

    def answer(self, by_turns: list[Node | None]) -> SeatPlan:
        """The plan as it stands."""
        placed, missing = self._placed(), _missing(self.table.runs)
        runs = self.table.runs
        return SeatPlan(
            placements=tuple(map(self._placement, self.applicants, self.seekers, self.chosen)),
            reached=tuple(self._reached()),
            one_by_one=self.sum_of(by_turns),
            short=tuple(ShortRun(runs[i], placed[i], missing[i] - placed[i])
                        for i in self._short()),
            full=tuple(runs[i] for i in sorted(placed) if placed[i] == self.seats.get(i)),
            asked=self.asked,
            timed_out=self.timed_out,
        )  # fmt: skip

    def _reached(self) -> Iterator[Reached]:
        """Each measure with its bound, as long as those before it are at theirs."""
        bounds, known = [*self.bounds, *self.alone[len(self.bounds) :]], self.exact
        if tuple(self.bounds) != self.alone[: len(self.bounds)]:
            bounds = list(self.bounds)
        for place, (name, value) in enumerate(zip(MEASURES, self.sum_of(self.chosen), strict=True)):
            bound = bounds[place] if known and place < len(bounds) else None
            yield Reached(name, value, bound)
            known = known and value == bound

    def _placement(self, applicant: Applicant, seeker: Seeker, node: Node | None) -> Placement:
        alone = seeker.nodes[0]
        lost: Measures = ()
        if node and alone.package:
            lost = tuple(a - b for a, b in zip(node.bound, alone.bound, strict=True))
        return Placement(
            person=applicant.person,
            runs=tuple(self.table.runs[i] for i in places_of(node)),
            served=node is not None,
            alone=tuple(self.table.runs[i] for i in places_of(alone)) if alone.package else None,
            lost=lost,
            proven=alone.looked_at and not seeker.question.gave_up,
        )


def _ask(case: CalendarCase, table: Timetable, solvers: dict[int, QuickSolver]) -> Question:
    key = id(case.problem)
    if key not in solvers:
        solvers[key] = QuickSolver(case.problem, table)
    return solvers[key].ask(case)


def _missing(runs: Sequence[Run]) -> dict[int, int]:
    """Participants each run still needs, by place; those not told to have signed up count 0."""
    return {
        i: run.minimum - (run.enrolled or 0)
        for i, run in enumerate(runs)
        if run.minimum is not None and not run.guaranteed and (run.enrolled or 0) < run.minimum
    }


def _with(measures: Measures, *, merit: int) -> Measures:
    place = MEASURES.index("merit") - 1
    return (*measures[:place], merit, *measures[place + 1 :])
