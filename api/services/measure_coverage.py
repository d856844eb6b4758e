"""How fast the best needs of everybody and the best people of every need are found."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from api.services.measure_distance import peak_mb
from matcher.matching.batch import MOST_KEPT, Best, demand_points, index_needs
from matcher.population import Population, make_needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from matcher.facts import Need
    from matcher.matching.batch import CoverageIndex, Marks
    from taxonomy.snapshot import Taxonomy

ROUNDS: Final = 3
CHUNK: Final = 10_000
"""People a baseline takes at a time, so that its memory stays in bounds."""
DUCKDB_SQL: Final = """
    select person, need, points from (
        select person, need, sum(points) as points,
               row_number() over (partition by person order by sum(points) desc, need) as place
        from has join gives using (mark) group by person, need
    ) where place <= 20
"""


@dataclass(frozen=True)
class CoverageJob:
    """Sizes of a measurement.

    Attributes:
        people: how many.
        needs: how many.
        seed: of people, needs and the sample.
        check: people and needs whose best are compared with brute force, half of each.
        baseline_people: people that the other libraries are given.
        workers: threads.
    """

    people: int = 100_000
    needs: int = 4_000
    seed: int = 2026
    check: int = 200
    baseline_people: int = 20_000
    workers: int = 2


def measure(job: CoverageJob, taxonomy: Taxonomy) -> dict[str, Any]:
    """Measure, after a warm-up, and check against the definition.

    Args:
        job: sizes.
        taxonomy: competences and job profiles.

    Returns:
        Figures by name: seconds are best and median of three rounds.
    """
    population, needs = Population(taxonomy, job.seed), make_needs(taxonomy, job.needs, job.seed)
    levels = population.levels(0, job.people)
    index = index_needs(needs, population.column)
    few = index.marks(levels[:50])
    index.best_needs(few, workers=job.workers)
    index.best_people(few, workers=job.workers)
    marks = index.marks(levels)
    needs_seconds, needs_work, best_needs = _timed(
        lambda: index.best_needs(marks, workers=job.workers)
    )
    people_seconds, people_work, best_people = _timed(
        lambda: index.best_people(marks, workers=job.workers)
    )
    marks_seconds, _, _ = _timed(lambda: index.marks(levels))
    equal = _equal(job, population, needs, levels, best_needs, best_people)
    return {
        "people": job.people,
        "needs": job.needs,
        "seed": job.seed,
        "marks_seconds": min(marks_seconds),
        "best_needs_seconds": min(needs_seconds),
        "best_needs_median": median(needs_seconds),
        "best_needs_processor_seconds": min(needs_work),
        "best_people_seconds": min(people_seconds),
        "best_people_median": median(people_seconds),
        "best_people_processor_seconds": min(people_work),
        "pairs_per_s": round(job.people * job.needs / min(needs_seconds)),
        "peak_mb": round(peak_mb()),
        "checked": job.check,
        "equal": equal,
        "baselines": _baselines(job, index, marks, best_needs),
    }


def _timed(job: Callable[[], Any]) -> tuple[list[float], list[float], Any]:
    """Wall and processor seconds of each round, and what came out."""
    taken, worked, found = [], [], None
    for _ in range(ROUNDS):
        start, started = perf_counter(), process_time()
        found = job()
        taken.append(round(perf_counter() - start, 3))
        worked.append(round(process_time() - started, 3))
    return taken, worked, found


def _equal(
    job: CoverageJob,
    population: Population,
    needs: tuple[Need, ...],
    levels: NDArray[np.uint8],
    best_needs: Best,
    best_people: Best,
) -> int:
    """How many sampled people and needs have the best that brute force gives them."""
    dice = np.random.default_rng([job.seed, 11])
    people = dice.integers(0, job.people, job.check - job.check // 2).tolist()
    wanted = dice.integers(0, job.needs, job.check // 2).tolist()
    equal = 0
    for person in people:
        held = dict(zip(population.competences, levels[person].tolist(), strict=True))
        points = np.array([demand_points(need, held) for need in needs])
        equal += _is_best(points, best_needs.ids[person], best_needs.points[person])
    for place in wanted:
        points = _coverage_of(needs[place], levels, population)
        equal += _is_best(points, best_people.ids[place], best_people.points[place])
    return equal


def _coverage_of(
    need: Need, levels: NDArray[np.uint8], population: Population
) -> NDArray[np.int64]:
    """Everybody's coverage of one need, by the definition, for each distinct row of levels."""
    columns = sorted({o.competence for r in need.hard for o in r.options})
    own = levels[:, [population.column[c] for c in columns]]
    rows, back = np.unique(own, axis=0, return_inverse=True)
    points = [demand_points(need, dict(zip(columns, row.tolist(), strict=True))) for row in rows]
    return np.array(points)[back.reshape(-1)]


def _is_best(points: NDArray[np.int64], ids: NDArray[np.int32], best: NDArray[np.int32]) -> bool:
    order = np.argsort(-points, kind="stable")[: len(ids)]
    kept = len(order)
    return np.array_equal(order, ids[:kept]) and np.array_equal(points[order], best[:kept])


def _baselines(
    job: CoverageJob, index: CoverageIndex, marks: Marks, ours: Best
) -> dict[str, dict[str, Any]]:
    """The same best needs by other libraries, on the first people; None where not installed."""
    people = min(job.baseline_people, job.people)
    some = slice(0, people)
    told: dict[str, dict[str, Any]] = {}
    for name, module, best in (
        ("sparse_dot_topn", "sparse_dot_topn", _sparse_dot_topn),
        ("scipy", "scipy", _scipy),
        ("duckdb", "duckdb", _duckdb),
    ):
        if find_spec(module) is None:
            told[name] = {"seconds": None, "why": "ikke installeret: kompetencematch[bench]"}
            continue
        start, started = perf_counter(), process_time()
        points = best(index, marks, people, job.workers)
        seconds, worked = perf_counter() - start, process_time() - started
        told[name] = {
            "people": people,
            "seconds": round(seconds, 3),
            "processor_seconds": round(worked, 3),
            "pairs_per_s": round(people * job.needs / seconds),
            "same_points": bool(np.array_equal(points, np.maximum(ours.points[some], 0))),
        }
    return told


def _matrices(index: CoverageIndex, marks: Marks, first: int, last: int) -> tuple[Any, Any]:
    """People by marks, and marks by needs, as sparse matrices."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (seldom used)

    starts = marks.starts[first : last + 1] - marks.starts[first]
    own = marks.marks[marks.starts[first] : marks.starts[last]]
    count = len(index.starts) - 1
    has = csr_matrix(
        (np.ones(len(own), dtype=np.float64), own, starts), shape=(last - first, count)
    )
    gives = csr_matrix(
        (index.points.astype(np.float64), index.needs, index.starts), shape=(count, index.count)
    )
    return has, gives


def _chunks(people: int) -> Iterable[tuple[int, int]]:
    return ((start, min(start + CHUNK, people)) for start in range(0, people, CHUNK))


def _padded(rows: NDArray[np.float64]) -> NDArray[np.int64]:
    """The best points of each row, most first, zeros behind."""
    ordered = -np.sort(-rows, axis=1)[:, :MOST_KEPT]
    short = MOST_KEPT - ordered.shape[1]
    return np.pad(ordered, ((0, 0), (0, short))).astype(np.int64)


def _sparse_dot_topn(
    index: CoverageIndex, marks: Marks, people: int, workers: int
) -> NDArray[np.int64]:
    library: Any = import_module("sparse_dot_topn")
    has, gives = _matrices(index, marks, 0, people)
    found = library.sp_matmul_topn(has, gives, top_n=MOST_KEPT, n_threads=workers, sort=True)
    points = np.zeros((people, MOST_KEPT))
    counts = np.diff(found.indptr)
    rows = np.repeat(np.arange(people), counts)
    points[rows, np.arange(len(rows)) - np.repeat(found.indptr[:-1], counts)] = found.data
    return _padded(points)


def _scipy(index: CoverageIndex, marks: Marks, people: int, _workers: int) -> NDArray[np.int64]:
    best = []
    for first, last in _chunks(people):
        has, gives = _matrices(index, marks, first, last)
        points = (has @ gives).toarray()
        kept = min(MOST_KEPT, points.shape[1])
        best.append(_padded(-np.partition(-points, kept - 1, axis=1)[:, :kept]))
    return np.concatenate(best)


def _duckdb(index: CoverageIndex, marks: Marks, people: int, workers: int) -> NDArray[np.int64]:
    import pandas as pd  # noqa: PLC0415  (seldom used)

    database: Any = import_module("duckdb").connect(config={"threads": workers})
    count = len(index.starts) - 1
    mark = np.repeat(np.arange(count, dtype=np.int32), np.diff(index.starts))
    database.register(
        "gives", pd.DataFrame({"mark": mark, "need": index.needs, "points": index.points})
    )
    best = np.zeros((people, MOST_KEPT), dtype=np.int64)
    for first, last in _chunks(people):
        person = np.repeat(np.arange(first, last), np.diff(marks.starts[first : last + 1]))
        own = marks.marks[marks.starts[first] : marks.starts[last]]
        database.register("has", pd.DataFrame({"person": person, "mark": own}))
        found = database.sql(DUCKDB_SQL).fetchnumpy()
        order = np.lexsort((found["need"], -found["points"].astype(np.int64), found["person"]))
        who, points = found["person"][order], found["points"][order].astype(np.int64)
        place = np.arange(len(who)) - np.searchsorted(who, who)
        best[who, place] = points
    database.close()
    return best
