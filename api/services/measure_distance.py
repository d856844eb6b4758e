"""How fast everybody's training distance to every need is found, and whether it is right."""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass, field, replace
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from api.services.crews import Crew, Threads, unseen
from matcher.packages import everybody
from matcher.packages.lattice.answers import Answered
from matcher.packages.lattice.lookups import tally
from matcher.packages.problem import build_problem
from matcher.population import BLOCK, Population, make_needs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from api.services.crews import Advance
    from matcher.facts import Need
    from matcher.packages.everybody import Answers, Laid, Plan
    from taxonomy.snapshot import Taxonomy

NEEDS_AT_A_TIME: Final = 100
PARTS_AT_A_TIME: Final = 20
PEOPLE_AT_A_TIME: Final = 2 * BLOCK
PAIRS_AT_A_TIME: Final = 25
REMEMBERED: Final = 200_000
"""People whose levels are kept for the second time they are asked for."""
WARM_UP: Final = (BLOCK, 40)
"""People and needs of the run that compiles everything."""
BANDS: Final = (0, 5, 10, 20, 40, 80)
"""Last day of each band that distances are counted in; beyond, and unattainable, come last."""
SECONDS_PER_PROOF: Final = 120.0

Stretch = tuple[int, int]


def silent(_title: str) -> Advance:
    """Progress that nobody looks at."""
    return unseen


@dataclass(frozen=True)
class People:
    """A made-up population with the needs looked at.

    Attributes:
        kept: levels made already, by stretch; empty in another process.
    """

    population: Population
    kept: dict[Stretch, NDArray[np.uint8]] = field(default_factory=dict)

    def levels(self, stretch: Stretch) -> NDArray[np.uint8]:
        """Levels of a stretch of the people."""
        if stretch in self.kept:
            return self.kept[stretch]
        return self.population.levels(*stretch)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel as the recipe, not as the people."""
        return People, (self.population,)


@dataclass(frozen=True)
class Sampled:
    """Pairs whose distance is kept to be checked: places of people and of needs."""

    people: NDArray[np.int64]
    needs: NDArray[np.int64]


@dataclass(frozen=True)
class Tally:
    """What is kept of the distances of a stretch of the people.

    Attributes:
        counts: int64, shape (needs, bands).
        days: int64, shape (needs,): sum of the attainable distances.
        checksum: the same for the same distances, however the people were divided.
        sampled: place among the sampled pairs, and distance.
    """

    counts: NDArray[np.int64]
    days: NDArray[np.int64]
    checksum: int
    sampled: tuple[tuple[int, int], ...]

    def __add__(self, other: Tally) -> Tally:
        """Both stretches together."""
        return Tally(
            self.counts + other.counts,
            self.days + other.days,
            (self.checksum + other.checksum) % 2**64,
            self.sampled + other.sampled,
        )


@dataclass(frozen=True)
class Job:
    """Everybody to every need.

    Attributes:
        people: how many.
        needs: how many.
        seed: of people, needs and the sample.
        check: random pairs compared with CP-SAT.
    """

    people: int = 100_000
    needs: int = 4_000
    seed: int = 2026
    check: int = 1_000


@dataclass(frozen=True)
class Run:
    """One run of a job.

    Attributes:
        seconds: wall seconds by step.
        work: seconds that the processors spent on each step in this process.
        peak_mb: greatest memory of this process so far.
    """

    answers: Answers
    total: Tally
    seconds: dict[str, float]
    work: dict[str, float]
    peak_mb: float


class Clock:
    """Wall and processor seconds by step; the latter tell the work on a machine others share."""

    def __init__(self) -> None:
        """Begin now."""
        self.seconds: dict[str, float] = {}
        self.work: dict[str, float] = {}
        self._last, self._worked = perf_counter(), process_time()

    def lap(self, name: str) -> None:
        """Book the time since the last lap."""
        now, worked = perf_counter(), process_time()
        self.seconds[name], self.work[name] = now - self._last, worked - self._worked
        self._last, self._worked = now, worked


TABLE_STEPS: Final = ("lay_out", "narrow", "join", "tables", "states", "walks", "assemble")
LOOKUP_STEPS: Final = ("look_up",)


def stretches(count: int, size: int) -> list[Stretch]:
    """Divide a count into stretches of at most a size."""
    return [(start, min(start + size, count)) for start in range(0, count, size)]


def _narrow(laid: Laid, stretch: Stretch) -> NDArray[np.bool_]:
    return everybody.narrow(laid, *stretch)


def _tables(plan: Plan, stretch: Stretch) -> list[NDArray[np.int64]]:
    return everybody.tables(plan, *stretch)


def _make(people: People, stretch: Stretch) -> NDArray[np.uint8]:
    return people.levels(stretch)


def _held(people: People, laid: Laid, stretch: Stretch) -> NDArray[np.uint8]:
    return everybody.holding_of(laid, people.levels(stretch), people.population.column)


def _states(shared: tuple[People, Plan], stretch: Stretch) -> list[NDArray[np.uint64]]:
    people, plan = shared
    return everybody.states(plan, _held(people, plan.laid, stretch))


def _walks(plan: Plan, chunk: tuple[int, list[NDArray[np.uint64]]]) -> list[everybody.Found]:
    return everybody.walks(plan, *chunk)


def _look_up(shared: tuple[People, Answers, Sampled], stretch: Stretch) -> Tally:
    people, answers, sampled = shared
    distances = answers.distances(_held(people, answers.plan.laid, stretch))
    counts = np.zeros((len(distances), len(BANDS) + 2), dtype=np.int64)
    days = np.zeros(len(distances), dtype=np.int64)
    edges = np.array(BANDS, dtype=np.int64)
    checksum = tally(distances, stretch[0], edges, answers.unattainable, counts, days)
    here = np.flatnonzero((sampled.people >= stretch[0]) & (sampled.people < stretch[1]))
    values = distances[sampled.needs[here], sampled.people[here] - stretch[0]]
    return Tally(
        counts, days, int(checksum), tuple(zip(here.tolist(), values.tolist(), strict=True))
    )


def sample(job: Job) -> Sampled:
    """The pairs that are checked, drawn from the seed."""
    dice = np.random.default_rng([job.seed, 7])
    return Sampled(dice.integers(0, job.people, job.check), dice.integers(0, job.needs, job.check))


def run(
    job: Job,
    taxonomy: Taxonomy,
    on: date,
    crew: Crew,
    titled: Callable[[str], Advance] = silent,
) -> Run:
    """Find everybody's distance to every need.

    Args:
        job: sizes and seed.
        taxonomy: courses and job profiles.
        on: the day that decides.
        crew: who works.
        titled: progress with a title.

    Returns:
        What is kept of the distances, and the seconds of each step.
    """
    clock = Clock()
    needs = make_needs(taxonomy, job.needs, job.seed)
    people = People(Population(taxonomy, job.seed))
    chunks = stretches(job.people, PEOPLE_AT_A_TIME)
    if isinstance(crew, Threads) and job.people <= REMEMBERED:
        made = crew.run(_make, people, chunks, titled("Laver personer"))
        people.kept.update(zip(chunks, made, strict=True))
    clock.lap("people")
    plan, tabled = _planned(needs, taxonomy, on, crew, titled, clock)
    walked = _all_walks(plan, people, chunks, crew, titled, clock)
    answers = everybody.assemble(plan, tabled, walked)
    clock.lap("assemble")
    tallies = crew.run(_look_up, (people, answers, sample(job)), chunks, titled("Slår op"))
    total = sum(tallies[1:], tallies[0])
    clock.lap("look_up")
    return Run(answers, total, clock.seconds, clock.work, peak_mb())


def _planned(
    needs: Sequence[Need],
    taxonomy: Taxonomy,
    on: date,
    crew: Crew,
    titled: Callable[[str], Advance],
    clock: Clock,
) -> tuple[Plan, list[NDArray[np.int64]]]:
    laid = everybody.lay_out(needs, taxonomy, on)
    clock.lap("lay_out")
    chunks = stretches(len(laid.goals), NEEDS_AT_A_TIME)
    live = crew.run(_narrow, laid, chunks, titled("Gør behovene små"))
    clock.lap("narrow")
    plan = everybody.join(laid, np.concatenate(live))
    clock.lap("join")
    chunks = stretches(len(plan.tabled), PARTS_AT_A_TIME)
    filled = crew.run(_tables, plan, chunks, titled("Fylder tabeller"))
    clock.lap("tables")
    return plan, [table for stretch in filled for table in stretch]


def _all_walks(
    plan: Plan,
    people: People,
    chunks: list[Stretch],
    crew: Crew,
    titled: Callable[[str], Advance],
    clock: Clock,
) -> list[everybody.Found]:
    met = crew.run(_states, (people, plan), chunks, titled("Finder tilstande"))
    occurring = [
        np.unique(np.concatenate([states[k] for states in met])) for k in range(len(plan.walked))
    ]
    clock.lap("states")
    parts = stretches(len(occurring), PARTS_AT_A_TIME)
    walked = crew.run(
        _walks, plan, [(a, occurring[a:b]) for a, b in parts], titled("Går de brede igennem")
    )
    clock.lap("walks")
    return [found for stretch in walked for found in stretch]


def warm_up(job: Job, taxonomy: Taxonomy, on: date, crew: Crew) -> float:
    """Compile everything on a small job of the same kind; seconds it took."""
    start = perf_counter()
    people, needs = WARM_UP
    run(replace(job, people=people, needs=needs, check=1), taxonomy, on, crew)
    return perf_counter() - start


def _prove(shared: tuple[tuple[Need, ...], Population, date], pairs: list[Stretch]) -> list[int]:
    """Fewest days of pairs of person and need by CP-SAT; -1 when there is no way."""
    from matcher.packages.solver import solve  # noqa: PLC0415  (half a second to import)

    needs, population, on = shared
    found = []
    for person, need in pairs:
        problem = build_problem(needs[need], population.taxonomy, on)
        courses = tuple(replace(course, cost=course.days) for course in problem.courses)
        plain = replace(problem, courses=courses)
        levels = population.levels(person, person + 1)[0]
        held = plain.holding(dict(zip(population.competences, levels.tolist(), strict=True)))
        solution = solve(plain, held, seconds=SECONDS_PER_PROOF)
        found.append(-2 if not solution.proven else -1 if solution.cost is None else solution.cost)
    return found


def check(
    job: Job,
    done: Run,
    taxonomy: Taxonomy,
    on: date,
    crew: Crew,
    advance: Advance = unseen,
) -> int:
    """Compare the sampled pairs with CP-SAT on the whole problem, nothing left out.

    Args:
        job: as run.
        done: the run.
        taxonomy: as run.
        on: as run.
        crew: who works; processes, as CP-SAT's models are built in Python.
        advance: progress.

    Returns:
        How many pairs are equal.
    """
    drawn = sample(job)
    pairs = list(zip(drawn.people.tolist(), drawn.needs.tolist(), strict=True))
    chunks = [pairs[a:b] for a, b in stretches(len(pairs), PAIRS_AT_A_TIME)]
    needs = make_needs(taxonomy, job.needs, job.seed)
    shared = (needs, Population(taxonomy, job.seed), on)
    proved = [days for chunk in crew.run(_prove, shared, chunks, advance) for days in chunk]
    found = dict(done.total.sampled)
    ours = (found[place] for place in range(len(pairs)))
    nothing = done.answers.unattainable
    return sum(
        (-1 if mine == nothing else mine) == theirs
        for mine, theirs in zip(ours, proved, strict=True)
    )


def peak_mb() -> float:
    """Greatest memory this process has had, in megabytes."""
    unit = 1024 if sys.platform != "darwin" else 1024**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def report(job: Job, done: Run) -> dict[str, Any]:
    """A run as figures: sizes, seconds, memory, methods, distances."""
    tables = sum(done.seconds[step] for step in TABLE_STEPS)
    lookups = sum(done.seconds[step] for step in LOOKUP_STEPS)
    pairs = job.people * job.needs
    methods = {m.value: done.answers.methods.count(m) for m in Answered}
    bands = [*(f"<= {edge}" for edge in BANDS), "longer", "unattainable"]
    counts = done.total.counts.sum(axis=0).tolist()
    return {
        "people": job.people,
        "needs": job.needs,
        "seed": job.seed,
        "seconds": round(tables + lookups, 2),
        "table_seconds": round(tables, 2),
        "lookup_seconds": round(lookups, 2),
        "processor_seconds": round(sum(done.work[s] for s in (*TABLE_STEPS, *LOOKUP_STEPS)), 2),
        "people_seconds": round(done.seconds["people"], 2),
        "steps": {name: round(seconds, 2) for name, seconds in done.seconds.items()},
        "pairs_per_s": round(pairs / (tables + lookups)),
        "peak_mb": round(done.peak_mb),
        "methods": methods,
        "parts": len(done.answers.plan.parts),
        "days": dict(zip(bands, counts, strict=True)),
        "checksum": f"{done.total.checksum:016x}",
    }
