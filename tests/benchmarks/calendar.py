"""A big made-up calendar, and the same question for CP-SAT and for milp, as baselines."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

from matcher.packages.calendar.constraints import allowed
from matcher.packages.calendar.problem import (
    Availability,
    CalendarCase,
    Period,
    Run,
    RunForm,
)
from matcher.packages.calendar.teaching_days import teaching_days
from matcher.packages.problem import build_problem, held_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.services.region import Region

PLACES = tuple(f"sted {n}" for n in range(12))
FIRST = date(2026, 12, 1)
FORMS = (*[RunForm.DAY] * 6, RunForm.EVENING, RunForm.ONLINE)
LIMIT_SECONDS = 30.0
BIG = 10_000


def runs_of(region: Region, count: int, courses: int, seed: int = 1) -> tuple[Run, ...]:
    """Runs over 14 months of the first courses that matter for the region's needs."""
    dice = random.Random(seed)
    matter = {
        c.id
        for need, _ in region.needs.values()
        for c in build_problem(need, region.taxonomy, region.on).without_programmes().courses
    }
    modules = [region.taxonomy.modules[m] for m in sorted(matter)][:courses]
    return tuple(_run(n, modules[n % len(modules)].id, region, dice) for n in range(count))


def _run(number: int, module: str, region: Region, dice: random.Random) -> Run:
    days, form = region.taxonomy.modules[module].days or 1, dice.choice(FORMS)
    first = FIRST + timedelta(days=dice.randint(0, 420))
    return Run(
        id=f"h{number}",
        module=module,
        days=teaching_days(first, first + timedelta(days=2 * days + 21))[:days],
        form=form,
        place="" if form is RunForm.ONLINE else dice.choice(PLACES),
        seats=dice.choice((0, 1, 3, 8, None)),
        guaranteed=dice.random() < 0.1,
        cancelled=dice.random() < 0.05,
        price=None if dice.random() < 0.1 else 218 * days,
        cancel_chance=dice.choice((None, 0.1, 0.3)),
    )


def cases(region: Region, runs: tuple[Run, ...], every: int) -> Iterator[CalendarCase]:
    """Every so many people for every need, each with places, busy days and a farthest."""
    dice = random.Random(2)
    for need, _ in region.needs.values():
        problem = build_problem(need, region.taxonomy, region.on)
        for person in region.standings[::every]:
            yield CalendarCase(
                problem,
                held_clauses(problem, person),
                runs,
                Availability(
                    FIRST,
                    busy=(Period(date(2026, 12, 20), date(2027, 1, 3)),),
                    farthest=80.0,
                    distances={place: dice.uniform(1, 120) for place in PLACES},
                ),
                by=need.by,
            )


def with_cp_sat(case: CalendarCase) -> tuple[int, ...] | None:
    """Unclosed, late, weeks and days by CP-SAT, one measure at a time; None without proof."""
    runs, model = allowed(case), cp_model.CpModel()
    taken = [model.new_bool_var(run.id) for run in runs]
    for members in _slots(runs):
        model.add_at_most_one(taken[i] for i in members)
    for i, openers in _openers(runs, case):
        model.add_bool_or([taken[i].negated(), *(taken[o] for o in openers)])
    measures = [*_demands(model, taken, runs, case), *_lengths(model, taken, runs)]
    found = []
    for measure in measures:
        model.minimize(measure)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, LIMIT_SECONDS
        if solver.solve(model) != cp_model.OPTIMAL:
            return None
        found.append(round(solver.objective_value))
        model.add(measure <= found[-1])
    return tuple(found)


def _slots(runs: tuple[Run, ...]) -> list[list[int]]:
    slots: defaultdict[tuple[date, bool], list[int]] = defaultdict(list)
    for i, run in enumerate(runs):
        for day in run.days:
            slots[day, run.after_work].append(i)
    return [members for members in slots.values() if len(members) > 1]


def _openers(runs: tuple[Run, ...], case: CalendarCase) -> Iterator[tuple[int, list[int]]]:
    reached = case.problem.reached
    for i, run in enumerate(runs):
        for clause in case.problem.by_id[run.module].opens_with:
            if clause not in case.held:
                yield (
                    i,
                    [
                        o
                        for o, other in enumerate(runs)
                        if clause in reached[other.module] and other.end < run.start
                    ],
                )


def _goals(runs: tuple[Run, ...], case: CalendarCase) -> Iterator[tuple[list[int], list[int]]]:
    """For each missing goal the runs that close it, and those that do so in time."""
    for goal in (goal for goal in case.problem.goals if goal not in case.held):
        closing = [i for i, run in enumerate(runs) if goal in case.problem.reached[run.module]]
        yield closing, [i for i in closing if not case.by or runs[i].end <= case.by]


def _demands(
    model: cp_model.CpModel,
    taken: list[cp_model.IntVar],
    runs: tuple[Run, ...],
    case: CalendarCase,
) -> tuple[cp_model.LinearExprT, cp_model.LinearExprT]:
    never, late = [], []
    for closing, in_time in _goals(runs, case):
        never.append(model.new_bool_var(""))
        late.append(model.new_bool_var(""))
        model.add_bool_or([never[-1], *(taken[i] for i in closing)])
        model.add_bool_or([never[-1], late[-1], *(taken[i] for i in in_time)])
    return sum(never), sum(late)


def _lengths(
    model: cp_model.CpModel, taken: list[cp_model.IntVar], runs: tuple[Run, ...]
) -> tuple[cp_model.LinearExprT, cp_model.LinearExprT]:
    zero = FIRST.toordinal()
    first, last = model.new_int_var(0, BIG, ""), model.new_int_var(0, BIG, "")
    weeks = model.new_int_var(0, BIG, "")
    for run, chosen in zip(runs, taken, strict=True):
        model.add(first <= run.start.toordinal() - zero).only_enforce_if(chosen)
        model.add(last >= run.end.toordinal() - zero + 1).only_enforce_if(chosen)
    model.add(7 * weeks >= last - first)
    return weeks, sum(len(r.days) * t for r, t in zip(runs, taken, strict=True))


def with_milp(case: CalendarCase) -> tuple[int, ...] | None:
    """The same four measures by HiGHS through scipy, one at a time; None without proof."""
    runs = allowed(case)
    goals, n, zero = list(_goals(runs, case)), len(runs), FIRST.toordinal()
    never, late = n, n + len(goals)
    first = late + len(goals)
    last, weeks, width = first + 1, first + 2, first + 3
    rows: list[tuple[dict[int, float], float]] = []
    for g, (closing, in_time) in enumerate(goals):
        rows.append(({never + g: 1, **dict.fromkeys(closing, 1)}, 1))
        rows.append(({never + g: 1, late + g: 1, **dict.fromkeys(in_time, 1)}, 1))
    rows += [(dict.fromkeys(members, -1), -1) for members in _slots(runs)]
    rows += [({**dict.fromkeys(o, 1), i: -1}, 0) for i, o in _openers(runs, case)]
    for i, run in enumerate(runs):
        rows.append(({first: -1, i: -BIG}, -BIG - (run.start.toordinal() - zero)))
        rows.append(({last: 1, i: -BIG}, run.end.toordinal() - zero + 1 - BIG))
    rows.append(({weeks: 7, last: -1, first: 1}, 0))
    upper = np.r_[np.ones(first), BIG, BIG, BIG]
    measures = [
        {never + g: 1.0 for g in range(len(goals))},
        {late + g: 1.0 for g in range(len(goals))},
        {weeks: 1.0},
        {i: float(len(run.days)) for i, run in enumerate(runs)},
    ]
    found: list[int] = []
    for measure in measures:
        cost = np.zeros(width)
        cost[list(measure)] = list(measure.values())
        answer = milp(
            cost, integrality=np.ones(width), bounds=Bounds(0, upper),
            constraints=_constraint(rows, width),
            options={"time_limit": LIMIT_SECONDS, "mip_rel_gap": 0},
        )  # fmt: skip
        if answer.status != 0:
            return None
        found.append(round(answer.fun))
        rows.append(({k: -v for k, v in measure.items()}, -found[-1]))
    return tuple(found)


def _constraint(rows: list[tuple[dict[int, float], float]], width: int) -> LinearConstraint:
    cells = [(r, c, v) for r, (row, _) in enumerate(rows) for c, v in row.items()]
    at, columns, values = (np.array(x) for x in zip(*cells, strict=True))
    matrix = coo_array((values, (at, columns)), shape=(len(rows), width)).tocsr()
    return LinearConstraint(matrix, np.array([least for _, least in rows]), np.inf)
