"""The best calendar package for one person: numbers in, one proven package out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.packages.calendar.constraints import OVERLAP, allowed
from matcher.packages.calendar.kernel import NEVER, search_all, sweep
from matcher.packages.calendar.objective import Value, distance_of, risk_of, value_of
from matcher.packages.search import Numbered, numbered

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from matcher.packages.calendar.problem import CalendarCase, Run
    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause

NODE_LIMIT: Final = 100_000
"""Nodes of one answer: some two seconds at the very most, and the same on every machine."""
TRIES: Final = 400
"""Sets of demands given up that are tried before the proof is."""
DAYS_AT, UNKNOWN_PRICE_AT, KRONER_AT = 44, 38, 12
UNKNOWN_KM_AT, KM_AT, UNKNOWN_CHANCE_AT = 50, 28, 22


@dataclass(frozen=True)
class CalendarPackage:
    """Runs that can be attended, or none.

    Attributes:
        runs: by first day, then id.
        value: its measures, in the order in which they count.
        never: goals that are not closed.
        late: goals closed after the need's day.
        proven: whether no package is better by the stated order.
        least_weeks: no package that closes as much has fewer weeks; equal to the package's
            own when proven.
        nodes: nodes looked at, a measure of work that is the same on every machine.
    """

    runs: tuple[Run, ...]
    value: Value
    never: tuple[Clause, ...]
    late: tuple[Clause, ...]
    proven: bool
    least_weeks: int
    nodes: int

    @property
    def closed(self) -> bool:
        """Whether every hard demand is met."""
        return not self.never


@dataclass(frozen=True)
class Unlike:
    """A group of runs of which a package may hold only so many; makes alternatives differ."""

    runs: frozenset[str]
    most: int


@dataclass(frozen=True)
class _Table:
    """The runs one person can attend, as numbers; see `kernel`."""

    runs: tuple[Run, ...]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    by_end: NDArray[np.int64]
    course: NDArray[np.int64]
    hi: NDArray[np.int64]
    lo: NDArray[np.int64]
    slots: NDArray[np.int64]
    slots_at: NDArray[np.int64]


class CalendarSolver:
    """Answers for one need; what does not depend on the person is worked out once."""

    def __init__(self, problem: PackageProblem) -> None:
        """Number the need's clauses and courses."""
        self.problem = problem
        self._numbered: Numbered = numbered(problem)
        self._course = {course.id: place for place, course in enumerate(problem.courses)}
        self._reaches = _matrix(self._numbered, len(problem.courses))
        self._reach = _padded(self._reaches)

    def best(
        self, case: CalendarCase, unlike: Sequence[Unlike] = (), nodes: int = NODE_LIMIT
    ) -> CalendarPackage:
        """The best package by the stated order.

        Args:
            case: the person, with this solver's problem.
            unlike: groups of which only so many runs may be taken.
            nodes: nodes to look at before the proof is given up.

        Returns:
            The package that closes most, then most in time, then the rest of the order; when
            nothing can be closed, one without runs.
        """
        return _Search(self, case, unlike, nodes).best()

    def closes(self, case: CalendarCase, goals: Collection[Clause]) -> bool:
        """Whether some package closes all of these goals, late or not."""
        search = _Search(self, replace(case, by=None), (), NODE_LIMIT)
        return not goals or search.attempt(goals, ()) is not None

    def reachable(self, case: CalendarCase) -> frozenset[Clause]:
        """The goals that runs could close one after another, if runs might overlap."""
        found = _Search(self, case, (), 1).earliest()
        return frozenset(goal for goal, day in found.items() if day < NEVER)

    def opened(self, case: CalendarCase) -> frozenset[str]:
        """Ids of the runs the person can attend whose prerequisites can end before them."""
        return _Search(self, case, (), 1).opened()


class _Search:
    """One question: the numbers of one person, and the nodes that are left."""

    def __init__(
        self, solver: CalendarSolver, case: CalendarCase, unlike: Sequence[Unlike], nodes: int
    ) -> None:
        self.solver, self.case, self.left, self.nodes = solver, case, nodes, 0
        self.least_weeks = 0
        numbers = solver._numbered  # noqa: SLF001  (its own helper)
        self.held = np.zeros(len(numbers.number), dtype=np.bool_)
        self.held[[numbers.number[clause] for clause in case.held]] = True
        self.table = _table(case, solver._course)  # noqa: SLF001
        ids = [run.id for run in self.table.runs]
        self.groups = np.array(
            [[run in group.runs for run in ids] for group in unlike], dtype=np.int64
        ).reshape(len(unlike), len(ids))
        self.most = np.array([group.most for group in unlike], dtype=np.int64)
        self.missing = tuple(goal for goal in case.problem.goals if goal not in case.held)

    def best(self) -> CalendarPackage:
        """Give up as few goals as can be, then as few in time, then compare what is left."""
        if not self.missing:
            return self._package(())
        earliest = self.earliest()
        possible = tuple(goal for goal in self.missing if earliest[goal] < NEVER)
        for level in self._levels(possible, earliest):
            found = [f for kept, late in level if (f := self.attempt(kept, late)) is not None]
            if found:
                return self._package(min(found, key=lambda f: value_of(f, self.case)))
            if self.left <= 0:
                break
        return self._package(())

    def _levels(
        self, possible: tuple[Clause, ...], earliest: dict[Clause, int]
    ) -> Iterator[list[tuple[tuple[Clause, ...], tuple[Clause, ...]]]]:
        """Goals to close and those of them that may be late, fewest given up first."""
        by = self.case.by.toordinal() if self.case.by else NEVER
        for dropped in range(len(possible)):
            kept_sets = list(combinations(possible, len(possible) - dropped))[:TRIES]
            for count in range(len(possible) - dropped + 1):
                level = []
                for kept in kept_sets:
                    sure = [goal for goal in kept if earliest[goal] > by]
                    rest = [goal for goal in kept if earliest[goal] <= by]
                    if count >= len(sure):
                        more = combinations(rest, count - len(sure))
                        level += [(kept, (*sure, *extra)) for extra in more]
                yield level[:TRIES]
                if self.case.by is None:
                    break

    def attempt(
        self, goals: Collection[Clause], late: Collection[Clause]
    ) -> tuple[Run, ...] | None:
        """The best runs that close these goals, all but the late ones in time; None if none."""
        if not self.table.runs or self.left <= 0:
            return None
        numbers, solver, table = self.solver._numbered, self.solver, self.table  # noqa: SLF001
        before = self.case.by.toordinal() + 1 if self.case.by else NEVER
        asked = np.array([numbers.number[goal] for goal in goals], dtype=np.int64)
        deadlines = np.array([NEVER if goal in late else before for goal in goals], dtype=np.int64)
        _, runs, count, nodes, weeks = search_all(
            table.start, table.end, table.by_end, table.course, solver._reach,  # noqa: SLF001
            solver._reaches, numbers.asks, numbers.asks_at, table.hi, table.lo,  # noqa: SLF001
            table.slots, table.slots_at, asked, deadlines, self.held, self.groups, self.most,
            self.left,
        )  # fmt: skip
        self.nodes += int(nodes)
        self.left -= int(nodes)
        self.least_weeks = int(weeks)
        return None if count < 0 else tuple(table.runs[i] for i in sorted(runs[:count]))

    def earliest(self) -> dict[Clause, int]:
        """The earliest day on which each missing goal could be closed if runs might overlap."""
        numbers, (earliest, _) = self.solver._numbered, self._swept()  # noqa: SLF001
        return {goal: int(earliest[numbers.number[goal]]) for goal in self.missing}

    def opened(self) -> frozenset[str]:
        """Ids of the runs that can be opened if runs might overlap."""
        ready = self._swept()[1]
        return frozenset(run.id for run, open_ in zip(self.table.runs, ready, strict=True) if open_)

    def _swept(self) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        numbers, table, count = self.solver._numbered, self.table, len(self.table.runs)  # noqa: SLF001
        earliest = np.zeros(len(self.held), dtype=np.int64)
        cheapest = np.zeros(len(self.held), dtype=np.int64)
        live, ready = np.ones(count, dtype=np.bool_), np.zeros(count, dtype=np.bool_)
        sweep(
            table.start, table.end, table.by_end, table.course, self.solver._reach,  # noqa: SLF001
            numbers.asks, numbers.asks_at, 0, NEVER, table.hi, live, np.zeros_like(live),
            self.held, earliest, cheapest, ready,
        )  # fmt: skip
        return earliest, ready

    def _package(self, runs: tuple[Run, ...]) -> CalendarPackage:
        reached, by = self.case.problem.reached, self.case.by
        ends = {
            goal: min((run.end for run in runs if goal in reached[run.module]), default=None)
            for goal in self.missing
        }
        value = value_of(runs, self.case)
        proven = self.left > 0
        return CalendarPackage(
            runs=runs,
            value=value,
            never=tuple(goal for goal, end in ends.items() if end is None),
            late=tuple(goal for goal, end in ends.items() if end and by and end > by),
            proven=proven,
            least_weeks=value.weeks if proven else min(self.least_weeks, value.weeks),
            nodes=self.nodes,
        )


def _matrix(numbers: Numbered, courses: int) -> NDArray[np.bool_]:
    reaches = np.zeros((courses, len(numbers.number)), dtype=np.bool_)
    for course in range(courses):
        first, last = numbers.reach_at[course : course + 2]
        reaches[course, numbers.reach[first:last]] = True
    return reaches


def _padded(reaches: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Reached clauses by course, each row filled up with -1."""
    width = int(reaches.sum(axis=1).max(initial=0)) + 1
    rows = np.full((len(reaches), width), -1, dtype=np.int32)
    for place, row in enumerate(reaches):
        found = np.flatnonzero(row)
        rows[place, : len(found)] = found
    return rows


def _table(case: CalendarCase, courses: dict[str, int]) -> _Table:
    runs = allowed(case)
    end = _numbers(run.end.toordinal() for run in runs)
    slots = [_slots(run, alone=OVERLAP in case.lifted, place=i) for i, run in enumerate(runs)]
    names = {slot: n for n, slot in enumerate(sorted({s for row in slots for s in row}))}
    return _Table(
        runs=runs,
        start=_numbers(run.start.toordinal() for run in runs),
        end=end,
        by_end=np.argsort(end, kind="stable"),
        course=_numbers(courses[run.module] for run in runs),
        hi=_numbers(_hi(run, case) for run in runs),
        lo=_numbers(_lo(run, case) for run in runs),
        slots=_numbers(names[slot] for row in slots for slot in row),
        slots_at=np.cumsum([0, *(len(row) for row in slots)], dtype=np.int64),
    )


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)


def _slots(run: Run, *, alone: bool, place: int) -> list[tuple[int, int]]:
    """Days and evenings a run takes; its own and nobody else's when overlaps are let through."""
    if alone:
        return [(-1, place)]
    return [(day.toordinal(), int(run.after_work)) for day in run.days]


def _hi(run: Run, case: CalendarCase) -> int:
    """Days, unknown price, kroner and merit as one number that adds up in that order."""
    money = (run.cost or 0) << KRONER_AT
    unknown = int(run.cost is None) << UNKNOWN_PRICE_AT
    merit = case.merit.get(run.module, 0)
    return (len(run.days) << DAYS_AT) + unknown + money - merit


def _lo(run: Run, case: CalendarCase) -> int:
    """Unknown distance, kilometres, unknown chance and risk as one number."""
    km, risk = distance_of(run, case), risk_of(run)
    unknown = (int(km is None) << UNKNOWN_KM_AT) + (int(risk is None) << UNKNOWN_CHANCE_AT)
    return unknown + ((km or 0) << KM_AT) + (risk or 0)
