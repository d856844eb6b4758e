"""Many people who share seats, made up: the nearest of forty needs for each, and 1,600 runs."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

import numpy as np
from ortools.sat.python import cp_model

from matcher.packages.calendar import seat_model
from matcher.packages.calendar.joint import choose_in_turn, plan_seats
from matcher.packages.calendar.problem import Availability, CalendarCase, Period, Run, RunForm
from matcher.packages.calendar.seat_plan import Applicant
from matcher.packages.calendar.stages import choose
from matcher.packages.problem import build_problem
from matcher.packages.search import numbered, search
from matcher.population import Population, make_needs
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.packages.calendar.seat_plan import SeatPlan
    from matcher.packages.calendar.stages import Choice, Held, Rows
    from matcher.packages.problem import PackageProblem
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy

NEEDS: Final = 40
RUNS: Final = 1_600
SEED: Final = 2026
PLACES: Final = tuple(f"by-{n:02}" for n in range(12))
FIRST: Final = date(2027, 1, 4)
SPREAD_DAYS: Final = 170
LONGEST: Final = 60
HOUR: Final = 3_600.0


def group(taxonomy: Taxonomy, people: int, on: date, seed: int = SEED) -> tuple[Applicant, ...]:
    """People who each lack something for the nearest of the needs, and can travel and attend.

    Args:
        taxonomy: the real one.
        people: how many.
        on: the day the needs are read for.
        seed: the same group for the same seed.
    """
    needs = make_needs(taxonomy, NEEDS, seed)
    problems = [build_problem(need, taxonomy, on) for need in needs]
    made = list(islice(_nearest(taxonomy, problems, seed), people))
    wishes = Counter(module for *_, package in made for module in package)
    runs = _runs(problems, wishes, taxonomy, random.Random(seed))
    dice = random.Random(seed + 1)
    return tuple(
        Applicant(f"p-{n:04}", CalendarCase(problem, problem.holding(levels), runs, _days(dice)))
        for n, (problem, levels, _) in enumerate(made)
    )


def _nearest(
    taxonomy: Taxonomy, problems: list[PackageProblem], seed: int
) -> Iterator[tuple[PackageProblem, Mapping[CompetenceId, int], list[ModuleId]]]:
    population, numbers = Population(taxonomy, seed), [numbered(p) for p in problems]
    for row in population.levels(0, 5_000).tolist():
        levels = dict(zip(population.competences, row, strict=True))
        costs = [search(n, p.holding(levels)) for n, p in zip(numbers, problems, strict=True)]
        lacking = [(c.cost, i, c.courses) for i, c in enumerate(costs) if c.courses]
        if lacking:
            _, near, courses = min(lacking)
            yield problems[near], levels, [problems[near].courses[c].id for c in courses]


def _runs(
    problems: list[PackageProblem],
    wishes: Counter[ModuleId],
    taxonomy: Taxonomy,
    dice: random.Random,
) -> tuple[Run, ...]:
    """Half of the runs where people need them, half spread over every course that matters."""
    every = sorted({c.id for p in problems for c in p.courses if not c.programme})
    asked = sorted(wishes)
    held = dice.choices(asked, [wishes[module] for module in asked], k=RUNS // 2)
    held += [every[n % len(every)] for n in range(RUNS - len(held))]
    return tuple(_run(f"h-{n:04}", module, taxonomy, dice) for n, module in enumerate(held))


def _run(name: str, module: str, taxonomy: Taxonomy, dice: random.Random) -> Run:
    days = min(taxonomy.modules[module].days or 1, LONGEST)
    day, taught = FIRST + timedelta(days=dice.randrange(SPREAD_DAYS)), list[date]()
    while len(taught) < days:
        if day.isoweekday() <= 5:
            taught.append(day)
        day += timedelta(days=1)
    return Run(
        name, module, tuple(taught), dice.choice((RunForm.DAY,) * 5 + (RunForm.EVENING,)),
        dice.choice(PLACES), seats=dice.choice((4, 6, 8, 12, 16)), minimum=6,
        enrolled=dice.randrange(8), price=dice.choice((544, 816, 1_088, None)),
        cancel_chance=dice.choice((0.05, 0.2, None)),
    )  # fmt: skip


def _days(dice: random.Random) -> Availability:
    earliest = date(2026, 12, 31) + timedelta(days=dice.randrange(30))
    busy = earliest + timedelta(days=dice.randrange(20, 180))
    return Availability(
        earliest,
        earliest + timedelta(days=200),
        busy=(Period(busy, busy + timedelta(days=6)),),
        farthest=dice.choice((None, 80.0)),
        distances={place: float(dice.randrange(1, 100)) for place in PLACES},
    )


def with_seats(people: tuple[Applicant, ...], share: float) -> tuple[Applicant, ...]:
    """The same with a share of the seats, at least one in each run."""
    old = people[0].case.runs
    runs = tuple(replace(r, seats=max(1, int((r.seats or 0) * share))) for r in old)
    return tuple(replace(p, case=replace(p.case, runs=runs)) for p in people)


@dataclass(frozen=True)
class Shared:
    """How sharing went, in seconds on the wall and of the processors."""

    people: int
    wall: float
    cpu: float
    in_turn_wall: float
    in_turn_cpu: float
    plan: SeatPlan


def share(people: tuple[Applicant, ...], seconds: float) -> Shared:
    """Everybody at once beside one after the other, with the same limit."""
    start, started = perf_counter(), process_time()
    choose_in_turn(people, lambda: HOUR)
    turn, turned = perf_counter() - start, process_time() - started
    start, started = perf_counter(), process_time()
    plan = plan_seats(people, lambda: seconds - (perf_counter() - start))
    wall, cpu = perf_counter() - start, process_time() - started
    return Shared(len(people), wall, cpu, turn, turned, plan)


def hardest_choice(people: tuple[Applicant, ...], seconds: float) -> tuple[float, float, int]:
    """The choice among packages with most variables: milp, CP-SAT with one worker, variables."""
    asked: list[tuple[Rows, NDArray[np.int64], Sequence[Held]]] = []

    def noted(
        rows: Rows, costs: NDArray[np.int64], held: Sequence[Held], left_now: float
    ) -> Choice:
        asked.append((rows, costs, held))
        return choose(rows, costs, held, left_now)

    vars(seat_model)["choose"] = noted
    try:
        share(people, seconds)
    finally:
        vars(seat_model)["choose"] = choose
    if not asked:
        return 0.0, 0.0, 0
    rows, costs, held = max(asked, key=lambda one: len(one[1]))
    start = process_time()
    ours = choose(rows, costs, held, HOUR)
    milp_seconds = process_time() - start
    start = process_time()
    theirs = cp_sat(rows, costs, held)
    cp_seconds = process_time() - start
    assert ours.taken is not None
    assert theirs is None or theirs == int(costs[ours.taken].sum())
    return milp_seconds, cp_seconds, len(costs)


def cp_sat(rows: Rows, costs: NDArray[np.int64], held: Sequence[Held]) -> int | None:
    """The least cost by CP-SAT with one worker; None when not proven within a minute."""
    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in costs]
    for low, high, first, last in zip(
        rows.lower, rows.upper, rows.ends[:-1], rows.ends[1:], strict=True
    ):
        columns, values = rows.columns[first:last], rows.values[first:last]
        total = sum(v * taken[c] for c, v in zip(columns, values, strict=True))
        if np.isfinite(low):
            model.add(total >= int(low))
        if np.isfinite(high):
            model.add(total <= int(high))
    for one in held:
        model.add(sum(int(c) * t for c, t in zip(one.costs, taken, strict=True)) <= one.most)
    model.minimize(sum(int(c) * t for c, t in zip(costs, taken, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = 60
    proven = solver.solve(model) == cp_model.OPTIMAL
    return round(solver.objective_value) if proven else None


def main() -> None:
    """Print sizes, seconds, processor seconds and what was proven."""
    taxonomy, on = load_taxonomy(), date(2026, 11, 22)
    everybody = group(taxonomy, 1_000, on)
    share(everybody[:2], HOUR)
    for count, seats, seconds in ((1, 1.0, 5), (100, 1.0, 5), (1_000, 1.0, 5), (1_000, 1.0, 30),
                                  (1_000, 2.0, 30), (1_000, 0.5, 30)):  # fmt: skip
        told = share(with_seats(everybody[:count], seats), seconds)
        plan = told.plan
        proven = [r.name for r in plan.reached if r.proven]
        gap = next(((r.name, r.value, r.bound) for r in plan.reached if not r.proven), None)
        sys.stdout.write(
            f"{count} x {seats} sæder, grænse {seconds} s: væg {told.wall:.2f} s, processor "
            f"{told.cpu:.2f} s; én efter én {told.in_turn_wall:.2f} / {told.in_turn_cpu:.2f} s; "
            f"hjulpet {plan.served} (én efter én {count - plan.one_by_one[0]}), fulde "
            f"{len(plan.full)}, pakker {plan.asked}, bevist {proven}, gab {gap}, "
            f"mål {[r.value for r in plan.reached[:3]]} mod {plan.one_by_one[:3]}\n"
        )
    milp_cpu, cp_cpu, variables = hardest_choice(everybody, 20)
    sys.stdout.write(f"valget med {variables} variable: milp {milp_cpu:.2f}, CP-SAT {cp_cpu:.2f}\n")


if __name__ == "__main__":
    main()
