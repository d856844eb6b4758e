"""Threads, processes and a cluster give the same; a killed worker's chunk is done again."""

from __future__ import annotations

import os
import signal
from datetime import date
from typing import TYPE_CHECKING

import pytest

from api.errors import NothingPossibleError
from api.services.crews import Cluster, Crew, Processes, Threads
from api.services.measure_distance import Job, check, report, run

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.snapshot import Taxonomy

ON = date(2026, 11, 22)


def add(shared: int, chunk: int) -> int:
    return shared + chunk


def killed_once(folder: Path, chunk: int) -> int:
    """Kill the worker the first time chunk 3 is done."""
    mark = folder / "killed"
    if chunk == 3 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return chunk * chunk


def always_killed(_shared: int, _chunk: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def refused(_shared: int, chunk: int) -> int:
    raise ValueError(chunk)


def test_results_come_in_the_order_of_the_chunks() -> None:
    assert Threads(2).run(add, 10, [5, 1, 3]) == [15, 11, 13]
    assert Threads(2).run(add, 10, []) == []
    with Processes(2) as crew:
        assert crew.run(add, 10, [5, 1, 3]) == [15, 11, 13]
        assert crew.run(add, 20, [5]) == [25]


def test_progress_counts_every_chunk() -> None:
    seen: list[int] = []

    def advance(things: object) -> object:
        for thing in things:  # type: ignore[attr-defined]
            seen.append(thing)
            yield thing

    Threads(2).run(add, 0, [7, 8, 9], advance)  # type: ignore[arg-type]
    assert seen == [0, 1, 2]


def test_a_killed_worker_costs_nothing_but_time(tmp_path: Path) -> None:
    with Processes(2) as crew:
        assert crew.run(killed_once, tmp_path, list(range(6))) == [0, 1, 4, 9, 16, 25]
        assert crew.restarts == 1
        assert crew.run(add, 1, [1]) == [2]


def test_workers_that_always_die_are_told_and_not_tried_for_ever() -> None:
    with Processes(1) as crew, pytest.raises(NothingPossibleError, match="bliver ved med at dø"):
        crew.run(always_killed, 0, [1])


def test_a_fault_in_a_step_is_told_as_it_is() -> None:
    with pytest.raises(ValueError, match="4"):
        Threads(1).run(refused, 0, [4])
    with Processes(1) as crew, pytest.raises(ValueError, match="4"):
        crew.run(refused, 0, [4])


def test_a_cluster_nobody_answers_at_is_told() -> None:
    pytest.importorskip("distributed", reason="dask.distributed er ikke installeret")
    with pytest.raises(NothingPossibleError, match="Ingen klynge svarer"):
        Cluster("tcp://127.0.0.1:9")


def figures(crew: Crew, taxonomy: Taxonomy) -> tuple[str, object]:
    done = run(Job(6_000, 15, check=3), taxonomy, ON, crew)
    told = report(Job(6_000, 15, check=3), done)
    assert sum(told["days"].values()) == 6_000 * 15
    return told["checksum"], sorted(done.total.sampled)


def test_every_crew_finds_the_same_distances(taxonomy: Taxonomy) -> None:
    alone = figures(Threads(1), taxonomy)
    assert figures(Threads(3), taxonomy) == alone
    with Processes(2) as crew:
        assert figures(crew, taxonomy) == alone


def test_the_check_with_cp_sat_finds_a_planted_fault(taxonomy: Taxonomy) -> None:
    job = Job(5_000, 4, check=3)
    done = run(job, taxonomy, ON, Threads(1))
    assert check(job, done, taxonomy, ON, Threads(1)) == 3
    place, days = done.total.sampled[0]
    done.total.__dict__["sampled"] = ((place, days + 1), *done.total.sampled[1:])
    assert check(job, done, taxonomy, ON, Threads(1)) == 2


@pytest.mark.filterwarnings("default")
def test_a_cluster_finds_the_same_and_gives_a_killed_workers_chunk_to_another(
    taxonomy: Taxonomy, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed", reason="dask.distributed er ikke installeret")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as machines,
        Cluster(machines.scheduler_address) as crew,
    ):
        assert crew.workers == 2
        assert figures(crew, taxonomy) == figures(Threads(1), taxonomy)
        assert crew.run(killed_once, tmp_path, list(range(6))) == [0, 1, 4, 9, 16, 25]
        assert (tmp_path / "killed").exists()
