"""`kompetencematch replan`: a plan that was kept, after something has happened."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.cli import asking
from api.errors import NothingPossibleError, WrongInputError
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from api.views.calendar import RunView
    from api.views.replan import ReplanView
    from matcher.packages.calendar.problem import Period

screen: Final = Console()
errors: Final = Console(stderr=True)


def replan(
    file: Annotated[
        Path, typer.Argument(help="Planen: JSON fra package --runs --json, eller egen YAML")
    ],
    plan: Annotated[Path, typer.Option("--plan", help="Virksomhedernes planer: JSON eller YAML")],
    people: Annotated[Path, typer.Option("--people", help="Personer: JSON, YAML, CSV eller XLSX")],
    runs: Annotated[Path, typer.Option("--runs", help="Kursushold, som de er nu")],
    cancelled: Annotated[
        list[str] | None, typer.Option("--cancelled", help="Hold, der er aflyst; kan gentages")
    ] = None,
    ill: Annotated[
        str, typer.Option("--ill", help="Personen kan ikke deltage: ÅÅÅÅ-MM-DD..ÅÅÅÅ-MM-DD")
    ] = "",
    by: Annotated[str, typer.Option("--by", help="Behovets nye frist: ÅÅÅÅ-MM-DD")] = "",
    on: Annotated[
        str, typer.Option("--on", help="Dagen, det vides: ÅÅÅÅ-MM-DD; ellers i dag")
    ] = "",
    first: Annotated[str, typer.Option("--from", help="Første dag, der søges på")] = "",
    last: Annotated[str, typer.Option("--until", help="Sidste dag; ellers et år frem")] = "",
    availability: Annotated[
        Path | None, typer.Option("--availability", help="Hvornår og hvor personer kan: YAML")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet")] = False,
) -> None:
    """Læg en plan om efter en aflysning, sygdom eller en ny frist, og ændr så lidt som muligt."""
    from api.intake.stored_plan import load_plan_kept
    from api.services.calendar import load_calendar
    from api.services.replan import replan_need
    from matcher.packages.calendar.replanning import Event

    region = asking.region(plan, people, on)
    period = asking.period(first, last, region.on)
    calendar = load_calendar(runs, availability, region.taxonomy, period)
    region = replace(region, calendar=calendar)
    kept = load_plan_kept(file, calendar.runs, region.taxonomy)
    event = Event(
        on=region.on,
        cancelled=frozenset(cancelled or ()),
        ill=_span(ill),
        by=asking.day(by, "--by") if by else None,
    )
    view = replan_need(region, kept.need, kept.person, kept.runs, event)
    if as_json:
        sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
    else:
        show(screen, view)
    if not view.closed:
        raise NothingPossibleError(view.causes_da or view.summary_da)


def _wrong(option: str, found: str, problem: str, remedy: str) -> WrongInputError:
    return WrongInputError([Fault("kommandolinjen", 0, option, found, problem, remedy)])


def _span(text: str) -> Period | None:
    """A period from two dates with two full stops between."""
    from matcher.packages.calendar.problem import Period

    if not text:
        return None
    first, dots, last = text.partition("..")
    if not (first and dots and last):
        raise _wrong("--ill", text, "er ikke en periode", "Skriv 2027-01-04..2027-01-15")
    begin, end = asking.day(first, "--ill"), asking.day(last, "--ill")
    if end < begin:
        raise _wrong("--ill", text, "slutter, før den begynder", "Byt om på datoerne")
    return Period(begin, end)


def show(console: Console, view: ReplanView) -> None:
    """Show what happened, what changed and why."""
    for notice in view.notices_da:
        errors.print(notice, style="yellow", highlight=False, markup=False)
    title = f"{view.person} til {view.need.title}"
    console.print(f"[bold]{escape(title)}[/]", highlight=False)
    for line in (view.event.text_da, f"{view.summary_da}. {view.proof_da}."):
        console.print(escape(line), highlight=False, soft_wrap=True)
    table = Table()
    for name in ("Kursus", "Før", "Nu", "Hvad", "Hvorfor"):
        table.add_column(name, no_wrap=name in {"Før", "Nu"})
    for change in view.changes:
        cells = (change.title_da, span(change.before), span(change.after), change.kind_da,
                 change.reason_da)  # fmt: skip
        table.add_row(*map(escape, cells))
    if view.changes:
        console.print(table)


def span(run: RunView | None) -> str:
    """A run's days and place in a cell."""
    if run is None:
        return "–"
    where = run.place or "online"
    return f"{run.days[0]:%d.%m.%y}-{run.days[-1]:%d.%m.%y}\n{where}"
