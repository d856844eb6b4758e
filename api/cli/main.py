"""`kompetencematch`: the commands, and one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console

from api import settings
from api.cli import asking, bench, linking, replan, seats, steering
from api.cli.cohort import cohort_app
from api.cli.documents import plans_app
from api.cli.people import people_app
from api.cli.plan import plan_app
from api.cli.rkv import rkv_app
from api.cli.rules import rules_app
from api.errors import EXIT_CODES, EXIT_WRONG_INPUT, NothingPossibleError
from matcher.packages.problem import Objective

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.views import View

app = typer.Typer(
    help="Kompetencematch: hvem passer til behovet nu, og efter hvilke kurser?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
taxonomy_app = typer.Typer(help="Kompetencer, kurser og jobprofiler", no_args_is_help=True)
courses_app = typer.Typer(help="Kursushold", no_args_is_help=True)
app.add_typer(taxonomy_app, name="taxonomy")
app.add_typer(courses_app, name="courses")
app.add_typer(people_app, name="people")
app.add_typer(rules_app, name="rules")
app.add_typer(plan_app, name="plan")
app.add_typer(rkv_app, name="rkv")
import_app = typer.Typer(help="Officielle klassifikationer ind", no_args_is_help=True)
taxonomy_app.add_typer(import_app, name="import")
evaluate_app = typer.Typer(help="Mål på sæt med facit", no_args_is_help=True)
app.add_typer(evaluate_app, name="evaluate")
train_app = typer.Typer(help="Lær af sæt med facit", no_args_is_help=True)
app.add_typer(train_app, name="train")
app.add_typer(plans_app, name="plans")
app.add_typer(cohort_app, name="cohort")

app.command("link")(linking.link)
app.command("replan")(replan.replan)
app.command("seats")(seats.seats)
app.command("assign")(steering.assign)
app.command("chains")(steering.chains)
evaluate_app.command("gold")(linking.evaluate_gold)
train_app.command("phrases")(linking.train_phrases)
app.add_typer(bench.app, name="bench")

screen: Final = Console()
errors: Final = Console(stderr=True)

PlanFile = Annotated[Path, typer.Option("--plan", help="Plan: JSON eller YAML")]
PeopleFile = Annotated[Path, typer.Option("--people", help="Personer: JSON, YAML, CSV eller XLSX")]
OnDate = Annotated[str, typer.Option("--on", help="Dato, der afgør: ÅÅÅÅ-MM-DD; ellers i dag")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabeller")]


@app.command()
def rank(
    plan: PlanFile,
    people: PeopleFile,
    on: OnDate = "",
    order: Annotated[str, typer.Option("--order", help="fit, days eller fee")] = "fit",
    top: Annotated[int | None, typer.Option("--top", help="Vis kun de første N", min=1)] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Skriv regneark: .xlsx eller .csv")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Rangér personerne til hvert behov, nu og efter den korteste kursuspakke."""
    from api.cli import tables
    from api.services.export_ranking import check_format, export_rankings
    from api.services.rank_candidates import rank_need

    if out is not None:
        check_format(out)

    region = _region(plan, people, on)
    chosen = asking.order(order)
    if not region.needs:
        raise NothingPossibleError("Planen har ingen behov, så der er intet at rangere til.")
    if as_json:
        _print_each("rankings", (rank_need(region, need, chosen, top) for need in region.needs))
        return
    limit = top if out is not None else top or tables.ROWS
    with _progress("Rangerer", quiet=False) as advance:
        rankings = [rank_need(region, need, chosen, limit) for need in advance(region.needs)]
    if out is not None:
        export_rankings(rankings, out)
        screen.print(f"{sum(r.shown for r in rankings)} rækker er skrevet i {out}")
        return
    for ranking in rankings:
        tables.ranking(screen, ranking, top or tables.ROWS)


@app.command()
def package(
    plan: PlanFile,
    people: PeopleFile,
    need: Annotated[str, typer.Option("--need", help="Behovets id")],
    person: Annotated[str, typer.Option("--person", help="Personens id")],
    on: OnDate = "",
    least: Annotated[str, typer.Option("--least", help="days eller fee")] = "days",
    runs: Annotated[
        Path | None, typer.Option("--runs", help="Kursushold: portalens CSV eller egen fil")
    ] = None,
    first: Annotated[
        str, typer.Option("--from", help="Første dag, der søges på; ellers --on")
    ] = "",
    last: Annotated[str, typer.Option("--until", help="Sidste dag; ellers et år frem")] = "",
    availability: Annotated[
        Path | None, typer.Option("--availability", help="Hvornår og hvor personer kan: YAML")
    ] = None,
    distances: Annotated[
        Path | None, typer.Option("--distances", help="Personens afstande: CSV med sted,km")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find den korteste (eller billigste) kursuspakke for én person til ét behov.

    Med --runs på rigtige datoer: hold, pladser, forudsætninger, rejse og pris.
    """
    from api.cli import tables
    from api.services.propose_package import propose_package

    only_days = asking.objective(least) is Objective.DAYS
    dates = {"--from": first, "--until": last, "--availability": availability,
             "--distances": distances}  # fmt: skip
    asking.fits_together(dates, with_runs=runs is not None, only_days=only_days)
    region = _region(plan, people, on)
    if runs is not None:
        from api.cli import calendar

        period = asking.period(first, last, region.on)
        files = calendar.Files(runs, availability, distances)
        answer_on_dates = calendar.answer(region, files, period, need, person)
        if as_json:
            _print_json(answer_on_dates)
        else:
            calendar.show(screen, answer_on_dates)
        calendar.refuse_if_open(answer_on_dates)
        return
    answer = propose_package(region, need, person, asking.objective(least))
    if as_json:
        _print_json(answer)
    else:
        tables.package_answer(screen, answer)
    if not answer.best.closed:
        reasons = "; ".join(b.reason_da for b in answer.best.blocked)
        raise NothingPossibleError(f"Ingen pakke lukker behovet: {reasons}")


@app.command()
def gaps(plan: PlanFile, people: PeopleFile, on: OnDate = "", as_json: AsJson = False) -> None:
    """Vis hver virksomheds kompetencegab, fagområde for fagområde."""
    from api.cli import tables
    from api.services.show_gaps import show_gaps

    view = show_gaps(_region(plan, people, on))
    if as_json:
        _print_json(view)
    else:
        tables.gaps(screen, view)


@taxonomy_app.command("check")
def taxonomy_check(
    folder: Annotated[
        Path | None, typer.Option("--data", help="En anden datamappe end produktets egen")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Kontrollér taxonomien: henvisninger, ringe, niveauer, kilder, koder."""
    from api.services.look_up import summary

    view = summary(asking.taxonomy(folder))
    if as_json:
        _print_json(view)
    else:
        screen.print(view.text_da)


@taxonomy_app.command("show")
def taxonomy_show(
    term: Annotated[str, typer.Argument(help="Kompetencens id, navn eller synonym")],
    on: OnDate = "",
    as_json: AsJson = False,
) -> None:
    """Vis en kompetence: definition, synonymer, nære kompetencer, kurser, kilde."""
    from api.cli import tables
    from api.services.look_up import look_up

    view = look_up(asking.taxonomy(), term, asking.day(on))
    if as_json:
        _print_json(view)
    else:
        tables.competence(screen, view)


@import_app.command("esco")
def import_esco(
    folder: Annotated[Path, typer.Argument(help="Mappe med ESCO's CSV-filer")],
    languages: Annotated[
        str, typer.Option("--languages", help="Sprog, med komma imellem")
    ] = "da,en,no,sv,de,nl",
    out: Annotated[Path | None, typer.Option("--out", help="Hvor lageret skrives")] = None,
    as_json: AsJson = False,
) -> None:
    """Læs ESCO's officielle CSV-filer, kontrollér dem, og gem dem samlet."""
    from api.services import esco

    with _progress("Læser ESCO", quiet=as_json) as advance:
        release, path = esco.import_esco(folder, asking.languages(languages), out, advance)
    links = esco.links(asking.taxonomy(), path)
    answer = {
        "concepts": len(release.kinds),
        "languages": list(release.languages),
        "notices": release.notices,
        "linked_competences": links.competences,
        "linked_profiles": links.profiles,
        "missing_links": dict(links.missing),
        "out": str(path),
        "bytes": path.stat().st_size,
    }
    if as_json:
        _print_plain(answer)
        return
    for notice in release.notices:
        errors.print(notice, style="yellow", highlight=False, markup=False)
    for ours, uri in links.missing:
        errors.print(f"{ours}: {uri} findes ikke i denne udgave", style="yellow", markup=False)
    screen.print(f"{len(release.kinds)} begreber på {', '.join(release.languages)}: {path}")
    screen.print(
        f"{links.competences} af vores kompetencer og {links.profiles} jobprofiler er knyttet til."
    )


EscoFolder = Annotated[
    Path | None, typer.Option("--esco", help="ESCO's CSV-mappe eller lager; ellers det importerede")
]


@evaluate_app.command("linking")
def evaluate_linking(
    folder: Annotated[Path, typer.Argument(help="Sæt: queries.tsv, corpus_elements.tsv, …")],
    esco: EscoFolder = None,
    run: Annotated[Path | None, typer.Option("--run", help="Hvor TREC-kørslen skrives")] = None,
    model: Annotated[Path | None, typer.Option("--model", help="En anden lært model")] = None,
) -> None:
    """Rangér et sæts tekststykker for hver forespørgsel, og skriv tallene som JSON."""
    from dataclasses import asdict

    from api.services.esco import find_store
    from api.services.evaluate_linking import evaluate_linking as evaluate

    store = find_store(esco)
    if store is None:
        errors.print("ESCO er ikke importeret; der måles på sættets egne ord.", style="yellow")
    _print_plain(asdict(evaluate(folder, store, model, run)))


TrainFiles = Annotated[
    list[Path], typer.Option("--train", help="Frase, tabulator, klasse; kan gentages")
]


@evaluate_app.command("classes")
def evaluate_classes(
    train: TrainFiles,
    test: Annotated[
        Path | None, typer.Option("--test", help="Samme slags fil; uden den krydsvalideres --train")
    ] = None,
    esco: EscoFolder = None,
    run: Annotated[Path | None, typer.Option("--run", help="Hvor klasserne skrives")] = None,
) -> None:
    """Find frasers klasse i ESCO's færdighedssøjle, og skriv tallene som JSON."""
    from dataclasses import asdict

    from api.services import evaluate_classes as classes
    from api.services.esco import find_store

    store = find_store(esco)
    if test is None:
        report = asdict(classes.cross_validate(train, store))
    else:
        report = asdict(classes.evaluate_classes(train, test, store, run))
    for notice in report["notices"]:
        errors.print(notice, style="yellow", highlight=False, markup=False)
    _print_plain(report)


@train_app.command("classes")
def train_classes(
    train: TrainFiles,
    source: Annotated[str, typer.Option("--source", help="Hvor fraserne er fra, og licensen")] = "",
    out: Annotated[Path, typer.Option("--out", help="Hvor modellen skrives")] = Path(
        "classes.json"
    ),
) -> None:
    """Tæl engelske frasers ord; samme data giver samme model."""
    from api.services.evaluate_classes import train_classes as train_counts

    counts = train_counts(train, source, out)
    _print_plain({"words": len(counts.counts.words), "hash": counts.data_hash, "out": str(out)})


@train_app.command("linking")
def train_linking(
    sets: Annotated[list[Path], typer.Option("--sets", help="Sæt med facit; kan gentages")],
    esco: EscoFolder = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Sæt, der ikke må læres af")
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="Hvor modellen skrives")] = Path(
        "linking.json"
    ),
) -> None:
    """Lær rangeringen af sæt med facit; samme data giver samme model."""
    from api.services.esco import find_store
    from api.services.evaluate_linking import train_linking as train

    store = find_store(esco)
    if store is None:
        raise NothingPossibleError("Træning kræver ESCO: importér det, eller angiv --esco.")
    with _progress("Måler sæt", quiet=False) as advance:
        ranker = train(sets, store, without or [], out, advance)
    _print_plain({"trained_on": ranker.trained_on, "hash": ranker.data_hash, "out": str(out)})


@courses_app.command("import")
def courses_import(
    file: Annotated[Path, typer.Argument(help="CSV fra den nationale kursusportal")],
    out: Annotated[Path, typer.Option("--out", help="Hvor holdene skrives")] = Path(
        "kursushold.json"
    ),
    as_json: AsJson = False,
) -> None:
    """Læs kursushold fra portalens CSV, kontrollér dem, og gem dem uden kontaktpersoner."""
    from api.cli import tables
    from api.services.import_courses import import_courses

    runs = import_courses(file, out)
    if as_json:
        _print_plain({"runs": len(runs.runs), "dropped": list(runs.dropped), "out": str(out)})
    else:
        tables.course_runs(screen, runs, out)


@app.command()
def schema(
    what: Annotated[str, typer.Argument(help="people eller plan")],
) -> None:
    """Skriv JSON Schema for personer eller planer."""
    from api.services.describe_files import describe_files

    _print_plain(describe_files(asking.file_kind(what)))


@app.command()
def demo(
    serve: Annotated[bool, typer.Option(help="Åbn siden bagefter")] = True,
    on: OnDate = "",
    port: Annotated[int, typer.Option(help="Port på 127.0.0.1", min=1, max=65535)] = settings.PORT,
    example: Annotated[str, typer.Option(help="Eksempelmappe")] = settings.EXAMPLE,
) -> None:
    """Matcher eksempelregionen, viser resultatet og åbner siden."""
    from api.cli.demo import run_demo

    run_demo(screen, asking.example(example, asking.day(on)), port if serve else None)


def _region(plan: Path, people: Path, on: str) -> Any:  # noqa: ANN401
    region = asking.region(plan, people, on)
    for notice in region.notices:
        errors.print(notice, style="yellow", highlight=False)
    return region


def _progress(title: str, *, quiet: bool) -> Any:  # noqa: ANN401
    from api.cli.progress import progress

    return progress(errors, title, quiet=quiet)


def _print_json(view: View) -> None:
    sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")


def _print_each(name: str, values: Iterable[View]) -> None:
    """Write a JSON object with one list, value by value, so that none is kept."""
    out = sys.stdout.buffer
    out.write(f'{{"{name}": ['.encode())
    for place, value in enumerate(values):
        out.write(b",\n" if place else b"\n")
        out.write(value.model_dump_json().encode())
    out.write(b"\n]}\n")


def _print_plain(value: object) -> None:
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")


def run() -> None:
    """Run a command; errors of ours become a Danish message and an exit code."""
    try:
        code = app(standalone_mode=False)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except Exception as error:
        codes = [code for kind, code in EXIT_CODES if isinstance(error, kind)]
        if not codes and hasattr(error, "format_message"):
            asking.report_usage(errors, error.format_message())
            raise SystemExit(EXIT_WRONG_INPUT) from None
        if not codes:
            raise
        asking.report(errors, error)
        raise SystemExit(codes[0]) from None
    raise SystemExit(code if isinstance(code, int) else 0)
