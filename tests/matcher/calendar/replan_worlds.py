"""Plans hit by events, and the least change by trying every set of runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from matcher.packages.calendar.objective import Value, value_of
from matcher.packages.calendar.problem import Period
from matcher.packages.calendar.replanning import Event
from matcher.packages.calendar.solving import CalendarSolver
from tests.matcher.calendar.joint_worlds import attending_sets
from tests.matcher.calendar.worlds import MONDAY, random_case

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from matcher.packages.calendar.problem import CalendarCase, Run

Least = tuple[bool, int, int, Value]


def random_event(dice: random.Random) -> tuple[CalendarCase, tuple[Run, ...], Event]:
    """A case with its best plan, and something that happens to it."""
    while True:
        case = random_case(dice)
        plan = CalendarSolver(case.problem).best(case).runs
        if plan:
            break
    on = MONDAY + timedelta(days=dice.choice((0, 0, 0, 10, 20)))
    ill = on + timedelta(days=dice.randint(0, 15))
    event = Event(
        on=on,
        cancelled=frozenset({dice.choice(plan).id} if dice.random() < 0.6 else ()),
        ill=Period(ill, ill + timedelta(days=dice.randint(0, 6))) if dice.random() < 0.4 else None,
        by=MONDAY + timedelta(days=dice.randint(10, 60)) if dice.random() < 0.4 else None,
    )
    return _with_moved_run(case, plan, dice), plan, event


def _with_moved_run(case: CalendarCase, plan: tuple[Run, ...], dice: random.Random) -> CalendarCase:
    if dice.random() < 0.6:
        return case
    moved, by = dice.choice(plan).id, timedelta(days=dice.choice((-7, 3, 14)))
    runs = tuple(
        replace(r, days=tuple(d + by for d in r.days)) if r.id == moved else r for r in case.runs
    )
    return replace(case, runs=runs)


def least_by_trying_all(case: CalendarCase, plan: tuple[Run, ...], event: Event) -> Least | None:
    """Closed in time or late, fewest courses changed, fewest other runs, the usual order."""
    return min(_legal(case, plan, event), default=None)


def _legal(case: CalendarCase, plan: tuple[Run, ...], event: Event) -> Iterator[Least]:
    done = [r for r in plan if r.end < event.on]
    begun = [r for r in plan if r.start < event.on <= r.end]
    going = [r for r in begun if not _lost(_now(r, case), event)]
    lost = {r.id for r in begun if r not in going}
    held = case.held.union(*(case.problem.reached[r.module] for r in done))
    old = {r.module: r.id for r in plan if r not in done}
    by = event.by or case.by
    now = replace(case, held=held, by=by, runs=tuple(_free(case, plan, done, event)),
                  availability=_later(case, event))  # fmt: skip
    for chosen in attending_sets(now, going):
        value = value_of(chosen, now)
        if value.unclosed:
            continue
        modules = {r.module for r in chosen}
        courses = max(len(modules - set(old)), len(set(old) - modules))
        moved = sum(r.module in old and (r.id != old[r.module] or r.id in lost) for r in chosen)
        yield value.late > 0, courses, moved, value


def _now(run: Run, case: CalendarCase) -> Run:
    return next((r for r in case.runs if r.id == run.id), run)


def _lost(run: Run, event: Event) -> bool:
    ill = event.ill and any(event.ill.holds(d) for d in run.days if d >= event.on)
    return bool(run.cancelled or run.id in event.cancelled or ill)


def _free(
    case: CalendarCase, plan: tuple[Run, ...], done: list[Run], event: Event
) -> Iterator[Run]:
    for run in case.runs:
        if run.id not in {r.id for r in done}:
            mine = run.id in {r.id for r in plan}
            yield replace(
                run,
                cancelled=run.cancelled or run.id in event.cancelled,
                seats=5 if mine else run.seats,
            )


def _later(case: CalendarCase, event: Event):  # type: ignore[no-untyped-def]  # noqa: ANN202
    who = case.availability
    busy = (*who.busy, event.ill) if event.ill else who.busy
    return replace(who, busy=busy, earliest=max(who.earliest, event.on))
