"""`kompetencematch bench`: measurements at full size, with their checks in the same run."""

from __future__ import annotations

import json
import sys
from contextlib import AbstractContextManager, contextmanager, nullcontext
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table

from api.cli import asking
from api.cli.bench_table import rows
from api.errors import NothingPossibleError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from api.services.crews import Advance, Cluster, Processes, Threads

app = typer.Typer(help="Målinger i fuld størrelse", no_args_is_help=True)
screen: Final = Console()
errors: Final = Console(stderr=True)

People = Annotated[int, typer.Option("--people", help="Personer", min=1, max=5_000_000)]
Needs = Annotated[int, typer.Option("--needs", help="Behov", min=1, max=20_000)]
Seed = Annotated[int, typer.Option("--seed", help="Frø: samme frø, samme region", min=0)]
Workers = Annotated[int, typer.Option("--workers", help="Tråde eller processer", min=1, max=256)]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabeller")]


@app.command()
def distance(
    people: People = 100_000,
    needs: Needs = 4_000,
    seed: Seed = 2026,
    check: Annotated[
        int, typer.Option("--check", help="Tilfældige par, der regnes efter med CP-SAT", min=0)
    ] = 1_000,
    workers: Workers = 2,
    processes: Annotated[
        bool, typer.Option("--processes", help="Brug processer i stedet for tråde")
    ] = False,
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="En dask-klynge: tcp://…:8786")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Mål kursusafstanden for alle personer til alle behov, og regn stikprøver efter."""
    from api.services import measure_distance as measuring

    job = measuring.Job(people, needs, seed, check)
    taxonomy, on = asking.taxonomy(), asking.day("")
    with _crew(workers, scheduler, processes=processes) as crew:
        warm = measuring.warm_up(job, taxonomy, on, crew)
        done = measuring.run(job, taxonomy, on, crew, _titled)
    answer = {"crew": type(crew).__name__.lower(), "workers": crew.workers}
    answer |= measuring.report(job, done) | {"warm_up_seconds": round(warm, 2)}
    start = perf_counter()
    with _crew(workers, "", processes=True) as provers:
        equal = measuring.check(job, done, taxonomy, on, provers, _titled("Regner efter"))
    answer |= {"checked": check, "equal": equal, "check_seconds": round(perf_counter() - start, 2)}
    _show("Kursusafstand", answer, as_json=as_json)
    if equal != check:
        raise NothingPossibleError(f"{check - equal} af {check} par er forskellige fra CP-SAT.")


@app.command()
def coverage(
    people: People = 100_000,
    needs: Needs = 4_000,
    seed: Seed = 2026,
    check: Annotated[
        int, typer.Option("--check", help="Personer og behov, der regnes efter", min=0)
    ] = 200,
    baseline_people: Annotated[
        int, typer.Option("--baseline-people", help="Personer til de andre biblioteker", min=1)
    ] = 20_000,
    workers: Workers = 2,
    as_json: AsJson = False,
) -> None:
    """Mål de bedste behov for alle personer og de bedste personer for alle behov."""
    from api.services.measure_coverage import CoverageJob, measure

    job = CoverageJob(people, needs, seed, check, baseline_people, workers)
    answer = measure(job, asking.taxonomy())
    _show("Dækning", answer, as_json=as_json)
    if answer["equal"] != check:
        raise NothingPossibleError("Nogle svar er forskellige fra det, definitionen giver.")


def _crew(
    workers: int, scheduler: str, *, processes: bool
) -> AbstractContextManager[Threads | Processes | Cluster]:
    from api.services import crews

    if scheduler:
        return crews.Cluster(scheduler)
    return crews.Processes(workers) if processes else nullcontext(crews.Threads(workers))


def _titled(title: str) -> Advance:
    """Progress on the terminal's error stream, with the time left."""

    def advance(things: Collection[Any]) -> Iterable[Any]:
        with _progress(title) as through:
            yield from through(things)

    return advance


@contextmanager
def _progress(title: str) -> Iterator[Any]:
    from api.cli.progress import progress

    with progress(errors, title, quiet=not errors.is_terminal) as through:
        yield through


def _show(title: str, answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
        return
    table = Table("Hvad", "Værdi", title=title)
    for name, value in rows(answer):
        table.add_row(name, value)
    screen.print(table)
