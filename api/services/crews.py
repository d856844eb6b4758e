"""Sharing a job out: threads here, processes here, or a dask cluster; same steps, same result.

A step is a plain function of something shared and of one chunk, and depends on nothing else. So
a chunk whose worker died is simply done again, and the results are those of a single thread.
"""

from __future__ import annotations

import pickle
import tempfile
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, Self, TypeVar

from api.errors import NothingPossibleError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from types import TracebackType

    Advance = Callable[[Collection[Any]], Iterable[Any]]

S = TypeVar("S")
C = TypeVar("C")
R = TypeVar("R")

ATTEMPTS: Final = 5
"""Times a pool is started anew after a worker died, before giving up."""


def unseen(things: Collection[Any]) -> Iterable[Any]:
    """Progress that nobody looks at."""
    return things


class Crew(Protocol):
    """Workers that do one step for many chunks."""

    workers: int

    def run(
        self,
        step: Callable[[S, C], R],
        shared: S,
        chunks: Sequence[C],
        advance: Advance = unseen,
    ) -> list[R]:
        """Do a step for every chunk.

        Args:
            step: a function of a module, of `shared` and a chunk alone.
            shared: what all chunks need.
            chunks: any number.
            advance: passes a collection through and shows how far it has come.

        Returns:
            The results, in the order of the chunks.
        """


class Threads:
    """Threads of this process; the compiled steps run outside the interpreter's lock."""

    def __init__(self, workers: int) -> None:
        """Take the number of threads."""
        self.workers = workers

    def run(
        self,
        step: Callable[[S, C], R],
        shared: S,
        chunks: Sequence[C],
        advance: Advance = unseen,
    ) -> list[R]:
        """Do a step for every chunk; see `Crew.run`."""
        with ThreadPoolExecutor(self.workers) as pool:
            places = {pool.submit(step, shared, chunk): k for k, chunk in enumerate(chunks)}
            found: dict[int, R] = {}
            arriving = as_completed(places)
            for _ in advance(range(len(chunks))):
                future = next(arriving)
                found[places[future]] = future.result()
        return [found[place] for place in range(len(chunks))]


class Processes:
    """Processes of this machine; a pool whose worker died is started anew for what is left."""

    def __init__(self, workers: int) -> None:
        """Take the number of processes; they start with the first step."""
        self.workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="kompetencematch-")
        self._shared = 0
        self.restarts = 0

    def __enter__(self) -> Self:
        """Nothing is started before it is needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop the processes and remove what was shared."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def run(
        self,
        step: Callable[[S, C], R],
        shared: S,
        chunks: Sequence[C],
        advance: Advance = unseen,
    ) -> list[R]:
        """Do a step for every chunk; see `Crew.run`.

        Raises:
            NothingPossibleError: when workers die again and again.
        """
        path = self._written(shared)
        found: dict[int, R] = {}
        arriving = self._arriving(step, path, chunks, found)
        for _ in advance(range(len(chunks))):
            place, result = next(arriving)
            found[place] = result
        path.unlink()
        return [found[place] for place in range(len(chunks))]

    def _arriving(
        self, step: Callable[[S, C], R], path: Path, chunks: Sequence[C], found: dict[int, R]
    ) -> Iterator[tuple[int, R]]:
        for _ in range(ATTEMPTS):
            try:
                yield from self._attempt(step, path, chunks, found)
            except BrokenProcessPool:
                self._pool = None
                self.restarts += 1
            else:
                return
        raise NothingPossibleError(
            "Arbejdsprocesserne bliver ved med at dø, sandsynligvis af mangel på hukommelse. "
            "Kør med færre personer eller færre processer."
        )

    def _attempt(
        self, step: Callable[[S, C], R], path: Path, chunks: Sequence[C], found: dict[int, R]
    ) -> Iterator[tuple[int, R]]:
        if self._pool is None:
            # Spawned, not forked: threads and compiled code do not survive a fork.
            self._pool = ProcessPoolExecutor(self.workers, mp_context=get_context("spawn"))
        left = [place for place in range(len(chunks)) if place not in found]
        places = {self._pool.submit(_with_file, step, path, chunks[p]): p for p in left}
        for future in as_completed(places):
            yield places[future], future.result()

    def _written(self, shared: object) -> Path:
        self._shared += 1
        path = Path(self._folder.name) / f"{self._shared}.pickle"
        path.write_bytes(pickle.dumps(shared, protocol=pickle.HIGHEST_PROTOCOL))
        return path


def _with_file(step: Callable[[Any, C], R], path: Path, chunk: C) -> R:
    return step(_read(path), chunk)


@lru_cache(maxsize=1)
def _read(path: Path) -> object:
    return pickle.loads(path.read_bytes())  # noqa: S301  (written by this run, for this run)


class Cluster:
    """A dask cluster; its scheduler gives chunks of a dead worker to another."""

    def __init__(self, address: str) -> None:
        """Connect to a scheduler.

        Args:
            address: such as tcp://127.0.0.1:8786. The workers must have this product installed.

        Raises:
            NothingPossibleError: when dask is not installed, or nobody answers.
        """
        try:
            distributed: Any = import_module("distributed")
        except ImportError:
            raise NothingPossibleError(
                "En klynge kræver biblioteket dask.distributed: installér kompetencematch[cluster]."
            ) from None
        try:
            self._client = distributed.Client(address, timeout="10s")
        except (OSError, ValueError) as error:
            raise NothingPossibleError(f"Ingen klynge svarer på {address}: {error}") from None
        self._completed = distributed.as_completed
        self.workers = len(self._client.scheduler_info(n_workers=-1)["workers"])

    def __enter__(self) -> Self:
        """Connected already."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the cluster; it goes on running."""
        self._client.close()

    def run(
        self,
        step: Callable[[S, C], R],
        shared: S,
        chunks: Sequence[C],
        advance: Advance = unseen,
    ) -> list[R]:
        """Do a step for every chunk; see `Crew.run`."""
        handle = self._client.scatter(shared, broadcast=True, hash=False)
        futures = [self._client.submit(step, handle, chunk, pure=False) for chunk in chunks]
        places = {future.key: place for place, future in enumerate(futures)}
        arriving = self._completed(futures, with_results=True)
        found: dict[int, R] = {}
        for _ in advance(range(len(chunks))):
            future, result = next(arriving)
            found[places[future.key]] = result
        return [found[place] for place in range(len(chunks))]
