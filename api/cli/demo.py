"""`kompetencematch demo`: the example region from end to end, in the terminal and on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.markup import escape
from rich.table import Table

from api import settings
from api.cli import calendar, replan, tables
from api.cli.progress import progress
from api.cli.steering import print_summary
from api.intake.plans import load_plans
from api.services.answers import Answers
from api.services.fixed_courses import CourseTrackView, show_tracks
from api.services.waste import WasteView, compare_rules
from api.wording import number

if TYPE_CHECKING:
    from rich.console import Console

    from api import views
    from api.services.region import Region

TOP: Final = 5


def run_demo(console: Console, region: Region, port: int | None) -> None:
    """Show the example region, then serve it.

    Args:
        console: where tables go.
        region: the example.
        port: where to serve on 127.0.0.1; None to stop after the tables.
    """
    _heading(console, region)
    answers = Answers(region)
    with progress(console, "Rangerer alle til alle behov", quiet=False) as advance:
        rankings = [answers.ranking(need, top=TOP) for need in advance(region.needs)]
    for ranking in rankings:
        tables.ranking(console, ranking, TOP)
    console.print(_overview(answers))
    tables.gaps(console, answers.gaps())
    _tracks(console, region)
    print_summary(console, answers.steering)
    _one_package(console, answers, rankings)
    _on_dates(console, answers)
    _after_cancelling(console, answers)
    console.print(_waste(compare_rules(answers)))
    tables.status_legend(console)
    if port is not None:
        serve(console, answers, port)


def _heading(console: Console, region: Region) -> None:
    employed = {person for plan in region.plans for person in plan.employees}
    console.print(
        f"[bold]Kompetencematch[/] · {len(region.plans)} virksomheder, {len(region.needs)} behov, "
        f"{len(region.people)} personer ({len(employed)} ansatte) · dato {region.on:%d.%m.%Y}"
    )
    console.print(f"[dim]{region.taxonomy.id}; alle personer og virksomheder er opdigtede[/]")


def _overview(answers: Answers) -> Table:
    table = Table(title="Hvor langt er der?", title_justify="left")
    for name in ("Virksomhed", "Behov", "Ønsker", "Klar nu", "Klar efter højst 5 dage",
                 "Klar efter højst 20 dage", "Kan ikke lukkes"):  # fmt: skip
        table.add_column(name, justify="left" if name in {"Virksomhed", "Behov"} else "right")
    for need, plan in answers.region.needs.values():
        days = answers.package_days(need.id)
        known = [d for d in days if d is not None]
        table.add_row(
            escape(plan.company),
            escape(need.title),
            str(need.headcount),
            *(str(sum(d <= limit for d in known)) for limit in (0, 5, 20)),
            str(len(days) - len(known)),
        )
    return table


def _tracks(console: Console, region: Region) -> None:
    path = settings.example_folder() / "forloeb.yaml"
    if region.plans and path.exists():
        tracks = load_plans(path, region.taxonomy).plans[0]
        console.print(_track_table(show_tracks(region, tracks)))


def _track_table(tracks: list[CourseTrackView]) -> Table:
    table = Table(
        title="De to spor og seks forløb (indholdet er vores forslag)",
        title_justify="left",
        caption="Fra bunden: den korteste pakke for en person uden noget af det.",
        caption_justify="left",
    )
    for name in ("Spor", "Forløb", "Fra bunden", "Har det hele", "Mangler noget", "Median"):
        table.add_column(name, justify="left" if name in {"Spor", "Forløb"} else "right")
    for view in tracks:
        rest = "" if view.median_days is None else f"{number(view.median_days)} dage"
        table.add_row(
            escape(view.track),
            escape(view.need.title),
            f"{view.from_nothing.days} dage",
            str(view.ready),
            str(view.in_need),
            rest,
        )
    return table


def _one_package(console: Console, answers: Answers, rankings: list[views.RankingView]) -> None:
    """Show the first candidate whose package has at least two courses, in full."""
    found = ((v.need.id, c.person) for v in rankings for c in v.candidates
             if len(c.package.steps) > 1)  # fmt: skip
    first = next(found, None)
    if first:
        tables.package_answer(console, answers.package(*first))


def _on_dates(console: Console, answers: Answers) -> None:
    """Show the first package of several runs for somebody who has told when they can attend."""
    told = answers.region.calendar.availability if answers.region.calendar else {}
    best = {p: need for need, people in answers.best_needs().items() for p in people if p in told}
    views_ = (answers.calendar(need, person) for person, need in sorted(best.items()))
    first = next((v for v in views_ if v.best.closed and len(v.best.steps) > 1), None)
    if first:
        console.rule("Samme spørgsmål på rigtige datoer (opdigtede hold)")
        calendar.show(console, first)


def _after_cancelling(console: Console, answers: Answers) -> None:
    """Show a plan laid anew; the shared classes take seconds, and stand on their page."""
    view = answers.replanned() if answers.region.calendar else None
    if view:
        console.rule("En plan, når et hold aflyses")
        replan.show(console, view)
    console.print("Fælles hold for flere virksomheder: siden /hold, eller cohort i terminalen.")


def _waste(rules: list[WasteView]) -> Table:
    table = Table(
        title="Tommelfingerregler mod den eksakte pakke",
        title_justify="left",
        caption="Hver person til det behov, hvor personen har flest point, når noget mangler.",
        caption_justify="left",
    )
    for name in ("Regel", "Par", "Dage eksakt", "Dage med reglen", "Spildte dage",
                 "Længere pakke", "Ingen pakke"):  # fmt: skip
        table.add_column(name, justify="left" if name == "Regel" else "right")
    for rule in rules:
        sums = (
            rule.pairs, rule.exact_days, rule.days, rule.wasted_days, rule.longer, rule.failed,
        )  # fmt: skip
        table.add_row(rule.name_da, *(number(value, 0) for value in sums))
    return table


def serve(console: Console, answers: Answers, port: int) -> None:
    """Serve the pages and the API until interrupted."""
    import uvicorn

    from api.app import create_app

    console.print(f"[bold]Siden er åben på http://{settings.HOST}:{port}[/] (stop med Ctrl+C)")
    uvicorn.run(
        create_app(answers.region, answers), host=settings.HOST, port=port, log_level="warning"
    )
