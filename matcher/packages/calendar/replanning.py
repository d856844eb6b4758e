"""Re-plan with least change: after an event, the plan that differs least from the one there was.

What is over is over: runs that ended before the day count as reached, runs that have begun and
can still be attended stay. Of the rest as few courses as possible are changed (one for one counts
once, dropped alone or added alone counts too), then as few courses as possible get another run,
then the usual order decides. Every set of dropped courses is tried, fewest changes first, each
by the exact search; so the plan is proven.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date  # noqa: TC003
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.packages.calendar.constraints import (
    broken,
    no_shared_teaching_day,
    prerequisites_end_before,
)
from matcher.packages.calendar.kernel import NEVER, search_all
from matcher.packages.calendar.objective import Value, value_of
from matcher.packages.calendar.problem import Period  # noqa: TC001
from matcher.packages.calendar.quick import QuickSolver, Timetable, padded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from numpy.typing import NDArray

    from matcher.packages.calendar.constraints import Limit
    from matcher.packages.calendar.problem import CalendarCase, Run
    from taxonomy.ids import ModuleId

NODE_LIMIT: Final = 500_000
"""Nodes of one answer; the same on every machine."""


@dataclass(frozen=True)
class Event:
    """What has happened.

    Attributes:
        on: the day it is known; what began before has begun.
        cancelled: ids of runs that will not be held, or not any further.
        ill: days on which the person cannot attend.
        by: the need's new day; None when it has not moved.
    """

    on: date
    cancelled: frozenset[str] = frozenset()
    ill: Period | None = None
    by: date | None = None


class Kind(StrEnum):
    """What has become of one course of the plan."""

    DONE = "done"
    GOING_ON = "going_on"
    KEPT = "kept"
    NEW_DATES = "new_dates"
    OTHER_RUN = "other_run"
    DROPPED = "dropped"
    ADDED = "added"


class Cause(StrEnum):
    """Why a course did not keep its run."""

    GONE = "gone"
    LIMIT = "limit"
    BROKEN_OFF = "broken_off"
    OVERLAP = "overlap"
    PREREQUISITE = "prerequisite"
    NOT_NEEDED = "not_needed"
    FEWER_CHANGES = "fewer_changes"


@dataclass(frozen=True)
class Change:
    """One course, before and after.

    Attributes:
        old: the run in the plan there was; None when the course is new.
        new: the run now; None when the course is dropped.
        cause: why the old run was not kept; None when it was, and for a course that is new.
        limit: the constraint the old run does not keep, with cause `LIMIT`.
        against: the run now that the old one would stand against, with cause `OVERLAP`.
    """

    kind: Kind
    module: ModuleId
    old: Run | None
    new: Run | None
    cause: Cause | None = None
    limit: Limit | None = None
    against: Run | None = None


@dataclass(frozen=True)
class NewPlan:
    """The plan after an event.

    Attributes:
        runs: all runs that still matter, those going on included, by first day; None when the
            need can no longer be closed.
        changes: every course of either plan, by first day.
        courses: courses dropped, or courses added if they are more: one for one counts once.
        moved: courses with another run.
        value: measures of `runs`; None without them.
        late: whether the need is closed only after its day.
        proven: whether no plan differs less, or is better among those that differ as little.
        case: the person after the event, for reasons.
    """

    runs: tuple[Run, ...] | None
    changes: tuple[Change, ...]
    courses: int
    moved: int
    value: Value | None
    late: bool
    proven: bool
    case: CalendarCase


def replan(case: CalendarCase, plan: Collection[Run], event: Event) -> NewPlan:
    """Find the plan that changes least.

    Args:
        case: the person, the need and the runs as they are now; moved dates stand in the runs.
        plan: the runs the person had, with the dates they had then; at most one of a course.
        event: what has happened.

    Returns:
        The new plan with every change and its cause. A person keeps the seat in a run of the
        plan, also when the run is full.
    """
    stage = _after(case, plan, event)
    for late in (False, True):
        puzzle = _Puzzle(stage, late=late)
        if (found := puzzle.least_change()) is not None or late:
            return _told(stage, puzzle, found, late=late)
    raise AssertionError


@dataclass(frozen=True)
class _Stage:
    """The plan divided by what has become of its runs."""

    case: CalendarCase
    done: tuple[Run, ...]
    going_on: tuple[Run, ...]
    ahead: tuple[Run, ...]
    stopped: frozenset[str]

    @property
    def old(self) -> dict[ModuleId, Run]:
        """Runs that have not ended, by course."""
        return {run.module: run for run in (*self.going_on, *self.ahead)}


def _after(case: CalendarCase, plan: Collection[Run], event: Event) -> _Stage:
    known = {run.id: run for run in case.runs}
    ordered = sorted(plan, key=lambda run: (run.start, run.id))
    done = tuple(run for run in ordered if run.end < event.on)
    begun = [run for run in ordered if run.start < event.on <= run.end]
    stopped = frozenset(run.id for run in begun if _stopped(known.get(run.id, run), event))
    reached = frozenset(c for r in done for c in case.problem.reached.get(r.module, ()))
    who = case.availability
    busy = (*who.busy, event.ill) if event.ill else who.busy
    mine = {run.id for run in ordered}
    runs = tuple(
        replace(run, cancelled=run.cancelled or run.id in event.cancelled,
                seats=None if run.id in mine and run.seats == 0 else run.seats)
        for run in case.runs
        if run.id not in {r.id for r in done}
    )  # fmt: skip
    return _Stage(
        case=replace(
            case,
            held=case.held | (reached & frozenset(case.problem.clauses)),
            runs=runs,
            availability=replace(who, busy=busy, earliest=max(who.earliest, event.on)),
            by=event.by or case.by,
        ),
        done=done,
        going_on=tuple(run for run in begun if run.id not in stopped),
        ahead=tuple(r for r in ordered if r.start >= event.on or r.id in stopped),
        stopped=stopped,
    )


def _stopped(run: Run, event: Event) -> bool:
    """Whether a run that has begun cannot be followed to its end."""
    ahead = [day for day in run.days if day >= event.on]
    ill = event.ill is not None and any(event.ill.holds(day) for day in ahead)
    return run.cancelled or run.id in event.cancelled or ill


@dataclass
class _Found:
    places: tuple[int, ...]
    courses: int
    moved: int


@dataclass
class _Puzzle:
    """The search with the old plan in it: a course that must be taken is a goal of its own."""

    stage: _Stage
    late: bool
    left: int = NODE_LIMIT
    table: Timetable = field(init=False)

    def __post_init__(self) -> None:
        stage, case = self.stage, self.stage.case
        there = {run.id for run in case.runs}
        self.table = Timetable((*case.runs, *(r for r in stage.going_on if r.id not in there)))
        self.modules = [m for m in stage.old if m in case.problem.by_id]
        solver = QuickSolver(case.problem, self.table)
        self.rows = solver.rows
        question = solver.ask(replace(case, runs=self.table.runs))
        self.can = np.isin(self.rows, question.attendable_places)
        self._number(solver, question.hi, question.lo)
        self._hold_what_is_going_on()

    def _number(self, solver: QuickSolver, hi: NDArray[np.int64], lo: NDArray[np.int64]) -> None:
        case, old = self.stage.case, self.stage.old
        self.course, self.hi, self.lo = solver.course, hi, lo
        self.slots, self.slot_of = solver.slots, solver.slot_of
        taken = np.zeros((len(solver.reaches), len(self.modules)), dtype=np.bool_)
        for place, module in enumerate(self.modules):
            taken[[i for i, c in enumerate(case.problem.courses) if c.id == module], place] = True
        self.reaches = np.hstack([solver.reaches, taken])
        self.asks = solver.asks.copy()
        number = solver.number
        self.held = np.zeros(self.reaches.shape[1], dtype=np.bool_)
        self.held[[number[clause] for clause in case.held]] = True
        self.goals = [number[goal] for goal in case.problem.goals if goal not in case.held]
        modules = [self.table.runs[i].module for i in self.rows]
        self.added = np.array([module not in old for module in modules], dtype=np.int64)
        own = {run.id for run in old.values() if run.id not in self.stage.stopped}
        others = (self.table.runs[i].id not in own for i in self.rows)
        self.moved = np.fromiter(others, dtype=np.int64) * (1 - self.added)
        self.of_module = {m: np.array([x == m for x in modules], dtype=np.bool_)
                          for m in self.modules}  # fmt: skip

    def _hold_what_is_going_on(self) -> None:
        """A run that is being followed stays, whatever its course asks for."""
        going = {run.id for run in self.stage.going_on}
        for i, place in enumerate(self.rows):
            run = self.table.runs[place]
            if run.id in going:
                self.can[self.of_module[run.module]] = False
                self.can[i] = True
                self.asks[self.course[i]] = False

    def least_change(self) -> _Found | None:
        """The best plan among those with fewest courses changed, then fewest other runs."""
        fixed = {run.module for run in self.stage.going_on}
        loose = [module for module in self.modules if module not in fixed]
        if self._attempt((), len(self.rows), len(self.rows), forced=False) is None:
            return None
        for changed in range(max(len(loose), int(self.added.sum())) + 1):
            found = [
                one
                for gone in range(min(changed, len(loose)) + 1)
                for dropped in combinations(loose, gone)
                if (one := self._fewest_moved(dropped, changed)) is not None
            ]
            if found:
                return min(found, key=lambda f: (f.moved, self._value(f.places)))
            if self.left <= 0:
                return None
        return None

    def _value(self, places: tuple[int, ...]) -> Value:
        return value_of([self.table.runs[i] for i in places], self.stage.case)

    def _fewest_moved(self, dropped: tuple[ModuleId, ...], added: int) -> _Found | None:
        most = len(self.modules)
        if self._attempt(dropped, added, most) is None:
            return None
        for moved in range(most + 1):
            places = self._attempt(dropped, added, moved)
            if places is not None:
                return _Found(places, added, moved)
        return None

    def _attempt(
        self, dropped: tuple[ModuleId, ...], added: int, moved: int, *, forced: bool = True
    ) -> tuple[int, ...] | None:
        """The best runs without some courses, with at most so many new ones and other runs."""
        kept = self.can.copy()
        for module in dropped:
            kept &= ~self.of_module[module]
        own = self.held.shape[0] - len(self.modules)
        must = [own + i for i, m in enumerate(self.modules) if m not in dropped and forced]
        by = self.stage.case.by
        before = by.toordinal() + 1 if by and not self.late else NEVER
        rows = np.flatnonzero(kept)
        if not len(rows) or self.left <= 0:
            return () if not self.goals and not must else None
        return self._search(rows, kept, must, before, (added, moved))

    def _search(
        self,
        rows: NDArray[np.int64],
        kept: NDArray[np.bool_],
        must: list[int],
        before: int,
        most: tuple[int, int],
    ) -> tuple[int, ...] | None:
        goals = np.array([*self.goals, *must], dtype=np.int64)
        if not len(goals):
            return ()
        deadlines = [before] * len(self.goals) + [NEVER] * len(must)
        places, taken = self.rows[rows], kept[self.slot_of]
        end = self.table.end[places]
        counts = np.bincount(self.slot_of[taken], minlength=len(kept))[rows]
        asks = self.asks
        _, runs, count, seen, _ = search_all(
            self.table.start[places], end, np.argsort(end, kind="stable"), self.course[rows],
            padded(self.reaches), self.reaches, np.nonzero(asks)[1].astype(np.int32),
            np.concatenate([[0], np.cumsum(asks.sum(axis=1))]).astype(np.int32),
            self.hi[rows], self.lo[rows], self.slots[taken],
            np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), goals,
            np.array(deadlines, dtype=np.int64), self.held,
            np.array([self.added[rows], self.moved[rows]]), np.array(most, dtype=np.int64),
            max(1, self.left),
        )  # fmt: skip
        self.left -= int(seen)
        return None if count < 0 else tuple(sorted(int(places[i]) for i in runs[:count]))


def _told(stage: _Stage, puzzle: _Puzzle, found: _Found | None, *, late: bool) -> NewPlan:
    runs = None if found is None else tuple(puzzle.table.runs[i] for i in found.places)
    value = None if runs is None else value_of(runs, stage.case)
    return NewPlan(
        runs=runs,
        changes=tuple(_changes(stage, runs or ())) if runs is not None else tuple(_past(stage)),
        courses=found.courses if found else 0,
        moved=found.moved if found else 0,
        value=value,
        late=late and bool(value and value.late),
        proven=puzzle.left > 0,
        case=stage.case,
    )


def _past(stage: _Stage) -> Iterator[Change]:
    for run in stage.done:
        yield Change(Kind.DONE, run.module, run, run)
    for run in stage.going_on:
        yield Change(Kind.GOING_ON, run.module, run, run)


def _changes(stage: _Stage, runs: tuple[Run, ...]) -> Iterator[Change]:
    """Every course of either plan: what is over, what there was, what is new."""
    yield from _past(stage)
    now = {run.module: run for run in runs}
    for old in stage.ahead:
        new = now.get(old.module)
        if new is None:
            yield _lost(stage, Kind.DROPPED, old, None, runs)
        elif new.id == old.id and old.id not in stage.stopped:
            kind = Kind.KEPT if new.days == old.days else Kind.NEW_DATES
            yield Change(kind, old.module, old, new)
        else:
            yield _lost(stage, Kind.OTHER_RUN, old, new, runs)
    for run in runs:
        if run.module not in stage.old:
            yield Change(Kind.ADDED, run.module, None, run)


def _lost(stage: _Stage, kind: Kind, old: Run, new: Run | None, runs: tuple[Run, ...]) -> Change:
    """Why a run of the plan was not kept: itself, then the runs now beside it."""
    case, there = stage.case, {run.id: run for run in stage.case.runs}
    change = Change(kind, old.module, old, new)
    if old.id in stage.stopped:
        return replace(change, cause=Cause.BROKEN_OFF)
    if old.id not in there:
        return replace(change, cause=Cause.GONE)
    now = there[old.id]
    if (limit := broken(now, case)) is not None:
        return replace(change, cause=Cause.LIMIT, limit=limit)
    beside = [run for run in runs if run.module != old.module]
    against = next((run for run in beside if not no_shared_teaching_day(now, run)), None)
    if against is not None:
        return replace(change, cause=Cause.OVERLAP, against=against)
    if old.module in case.problem.by_id and not prerequisites_end_before(now, beside, case):
        return replace(change, cause=Cause.PREREQUISITE)
    cause = Cause.NOT_NEEDED if new is None else Cause.FEWER_CHANGES
    return replace(change, cause=cause)
