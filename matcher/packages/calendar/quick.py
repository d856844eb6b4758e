"""Quick answers for many people and one list of runs: what is shared is laid out once.

The same constraints as in `constraints`, asked of all runs at once; the same search as in
`solving`. Tests hold the two against each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.packages.calendar.constraints import allowed
from matcher.packages.calendar.kernel import NEVER, search_all
from matcher.packages.calendar.objective import Value, risk_of, value_of
from matcher.packages.calendar.problem import RunForm
from matcher.packages.search import numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from matcher.packages.calendar.problem import Availability, CalendarCase, Period, Run
    from matcher.packages.problem import PackageProblem

NODE_LIMIT: Final = 200_000
DAYS_AT, UNKNOWN_PRICE_AT, KRONER_AT = 44, 38, 12
UNKNOWN_KM_AT, KM_AT, UNKNOWN_CHANCE_AT = 50, 28, 22
FORMS: Final = tuple(RunForm)


@dataclass(frozen=True)
class Attended:
    """A package that can be attended and closes every goal in time.

    Attributes:
        places: places of its runs in the list, ascending by first day and id.
        value: its measures.
    """

    places: tuple[int, ...]
    value: Value


class Timetable:
    """All runs as numbers, in order of first day and id."""

    def __init__(self, runs: Iterable[Run]) -> None:
        """Lay the runs out.

        Args:
            runs: each id once.
        """
        self.runs: Final = tuple(sorted(runs, key=lambda run: (run.start, run.id)))
        self.place: Final = {run.id: i for i, run in enumerate(self.runs)}
        self.first_day = min((run.start.toordinal() for run in self.runs), default=0)
        self.start = _numbers(run.start.toordinal() for run in self.runs)
        self.end = _numbers(run.end.toordinal() for run in self.runs)
        self.length = _numbers(len(run.days) for run in self.runs)
        self.form = _numbers(FORMS.index(run.form) for run in self.runs)
        self.open = np.array([not r.cancelled and r.seats != 0 for r in self.runs], dtype=np.bool_)
        self.sites: Final = tuple(sorted({run.place for run in self.runs if run.place}))
        self.site = _numbers(self.sites.index(r.place) if r.place else -1 for r in self.runs)
        risks = [risk_of(run) for run in self.runs]
        self.risk = _numbers((1 << UNKNOWN_CHANCE_AT) if risk is None else risk for risk in risks)
        self.teaching = np.zeros(self._shape(), dtype=np.bool_)
        for i, run in enumerate(self.runs):
            self.teaching[i, [day.toordinal() - self.first_day for day in run.days]] = True

    def _shape(self) -> tuple[int, int]:
        return len(self.runs), int(self.end.max(initial=self.first_day - 1)) - self.first_day + 1

    def attendable(self, who: Availability) -> NDArray[np.bool_]:
        """Which runs one person can attend, seats and cancellations included; shape (runs,)."""
        can = self.open & (self.start >= who.earliest.toordinal())
        if who.latest is not None:
            can &= self.end <= who.latest.toordinal()
        barred = self._days(who.busy)
        if who.free:
            barred |= ~self._days(who.free)
        if barred.any():
            can &= ~(self.teaching[:, barred].any(axis=1))
        if len(who.forms) < len(FORMS):
            can &= np.array([form in who.forms for form in FORMS])[self.form]
        if who.farthest is not None:
            near = [who.distances.get(site, np.inf) <= who.farthest for site in self.sites]
            can &= np.array([*near, True])[self.site]
        return can

    def _days(self, periods: Sequence[Period]) -> NDArray[np.bool_]:
        days = np.zeros(self.teaching.shape[1], dtype=np.bool_)
        for period in periods:
            first = max(0, period.first.toordinal() - self.first_day)
            days[first : max(0, period.last.toordinal() - self.first_day + 1)] = True
        return days

    def travel(self, who: Availability) -> NDArray[np.int64]:
        """Travel as the search counts it, unknown distances above any known; shape (runs,)."""
        one_way = np.array([who.distances.get(site, np.nan) for site in self.sites] + [0.0])
        km = np.round(2 * one_way[self.site] * self.length)
        known = np.nan_to_num(km).astype(np.int64) << KM_AT
        return np.where(np.isnan(km), 1 << UNKNOWN_KM_AT, known)


class QuickSolver:
    """The best package of any person with one need, with some runs left out of account."""

    def __init__(self, problem: PackageProblem, timetable: Timetable) -> None:
        """Keep the runs of the need's courses."""
        self.timetable = timetable
        self.problem = problem
        numbers = numbered(problem)
        self.number = numbers.number
        course = {c.id: place for place, c in enumerate(problem.courses)}
        runs = timetable.runs
        self.rows = np.array([i for i, r in enumerate(runs) if r.module in course], dtype=np.int64)
        kept = [runs[i] for i in self.rows]
        self.course = _numbers(course[run.module] for run in kept)
        self.cost = _numbers(_cost(run) for run in kept)
        slots = [_slots(run, timetable.first_day) for run in kept]
        self.slots = _numbers(slot for row in slots for slot in row)
        self.slot_of = np.repeat(np.arange(len(kept)), [len(row) for row in slots])
        self.reaches = _matrix(numbers.reach, numbers.reach_at, len(numbers.number))
        self.asks = _matrix(numbers.asks, numbers.asks_at, len(numbers.number))

    def aimed(
        self, held: NDArray[np.bool_], goals: NDArray[np.int64]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Courses that lead to a goal, however far round, and the clauses wanted on the way."""
        wanted, before = np.zeros(len(held), dtype=np.bool_), -1
        wanted[goals] = True
        courses = np.zeros(len(self.reaches), dtype=np.bool_)
        while before < wanted.sum():
            before = int(wanted.sum())
            courses = np.asarray(self.reaches[:, wanted].any(axis=1))
            wanted |= self.asks[courses].any(axis=0) & ~held
        return courses, wanted

    def ask(self, case: CalendarCase) -> Question:
        """Prepare the questions about one person.

        Args:
            case: with this solver's problem and the timetable's runs.
        """
        return Question(self, case)


class Question:
    """One person: which runs there are for them, and the best package among some of those.

    Attributes:
        attendable_places: places in the timetable of all runs that can be attended.
        hi: days, price and merit of the solver's runs, as the search counts them.
        lo: travel and risk of the same.
        gave_up: whether some answer was not proven within its nodes.
    """

    def __init__(self, solver: QuickSolver, case: CalendarCase) -> None:
        """Find the runs that can be attended."""
        table = solver.timetable
        self.solver, self.case, self.gave_up = solver, case, False
        self._can = self._attendable()
        self.lo = (table.travel(case.availability) + table.risk)[solver.rows]
        self.hi = (
            solver.cost - _numbers(case.merit.get(table.runs[i].module, 0) for i in solver.rows)
            if case.merit
            else solver.cost
        )
        number = solver.number
        held = np.zeros(len(number), dtype=np.bool_)
        held[[number[clause] for clause in case.held]] = True
        missing = [goal for goal in case.problem.goals if goal not in case.held]
        goals = np.array([number[goal] for goal in missing], dtype=np.int64)
        self.attendable_places = solver.rows[self._can]
        courses, wanted = solver.aimed(held, goals)
        self._can &= courses[solver.course]
        self._course = (np.cumsum(courses) - 1)[solver.course]
        self._goals = (np.cumsum(wanted) - 1)[goals]
        self._reaches = solver.reaches[np.ix_(courses, wanted)]
        self._reach = padded(self._reaches)
        asks = solver.asks[np.ix_(courses, wanted)]
        self._asks = np.nonzero(asks)[1].astype(np.int32)
        self._asks_at = np.concatenate([[0], np.cumsum(asks.sum(axis=1))]).astype(np.int32)

    @property
    def closed(self) -> bool:
        """Whether nothing is missing to begin with."""
        return not len(self._goals)

    def _attendable(self) -> NDArray[np.bool_]:
        table, case = self.solver.timetable, self.case
        if case.lifted:
            can = np.zeros(len(table.runs), dtype=np.bool_)
            can[[table.place[run.id] for run in allowed(case)]] = True
            return can[self.solver.rows]
        can = table.attendable(case.availability)
        if case.period is not None:
            can &= table.start >= case.period.first.toordinal()
            can &= table.end <= case.period.last.toordinal()
        return can[self.solver.rows]

    @property
    def places(self) -> NDArray[np.int64]:
        """Places in the timetable of the runs that can be attended and lead somewhere."""
        return self.solver.rows[self._can]

    def best(self, without: Iterable[int] = (), nodes: int = NODE_LIMIT) -> Attended | None:
        """The best package that closes every goal by the need's day.

        Args:
            without: places of runs that are left out.
            nodes: nodes to look at before the proof is given up.

        Returns:
            The package, or None when there is none (or none was found within the nodes).
        """
        if self.closed:
            return Attended((), value_of((), self.case))
        solver, kept = self.solver, self._can.copy()
        kept &= ~np.isin(solver.rows, np.fromiter(without, dtype=np.int64))
        if not kept.any():
            return None
        rows = np.flatnonzero(kept)
        found, seen = self._search(rows, kept, nodes)
        self.gave_up = self.gave_up or seen > nodes
        if found is None:
            return None
        places = tuple(sorted(int(solver.rows[i]) for i in found))
        value = value_of([solver.timetable.runs[i] for i in places], self.case)
        return Attended(places, value)

    def _search(
        self, rows: NDArray[np.int64], kept: NDArray[np.bool_], nodes: int
    ) -> tuple[NDArray[np.int64] | None, int]:
        solver, places = self.solver, self.solver.rows[rows]
        end = solver.timetable.end[places]
        taken = kept[solver.slot_of]
        counts = np.bincount(solver.slot_of[taken], minlength=len(kept))[rows]
        before = self.case.by.toordinal() + 1 if self.case.by else NEVER
        nothing = np.zeros((0, len(rows)), dtype=np.int64)
        _, runs, count, seen, _ = search_all(
            solver.timetable.start[places], end, np.argsort(end, kind="stable"),
            self._course[rows], self._reach, self._reaches, self._asks, self._asks_at,
            self.hi[rows], self.lo[rows], solver.slots[taken],
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), self._goals,
            np.full(len(self._goals), before, dtype=np.int64),
            np.zeros(self._reaches.shape[1], dtype=np.bool_), nothing,
            np.zeros(0, dtype=np.int64), nodes,
        )  # fmt: skip
        return (None if count < 0 else rows[runs[:count]]), int(seen)


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)


def _cost(run: Run) -> int:
    """Days, unknown price and kroner as one number that adds up in that order."""
    unknown = int(run.cost is None) << UNKNOWN_PRICE_AT
    return (len(run.days) << DAYS_AT) + unknown + ((run.cost or 0) << KRONER_AT)


def _slots(run: Run, first_day: int) -> list[int]:
    return [2 * (day.toordinal() - first_day) + run.after_work for day in run.days]


def _matrix(lists: NDArray[np.int32], at: NDArray[np.int32], clauses: int) -> NDArray[np.bool_]:
    """Lists laid end to end as a matrix, shape (lists, clauses)."""
    matrix = np.zeros((len(at) - 1, clauses), dtype=np.bool_)
    matrix[np.repeat(np.arange(len(at) - 1), np.diff(at)), lists] = True
    return matrix


def padded(matrix: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Columns that hold in each row, filled up with -1."""
    row, column = np.nonzero(matrix)
    counts = matrix.sum(axis=1)
    padded = np.full((len(matrix), int(counts.max(initial=0)) + 1), -1, dtype=np.int32)
    padded[row, np.arange(len(row)) - (np.cumsum(counts) - counts)[row]] = column
    return padded
