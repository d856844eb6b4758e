"""`kompetencematch seats`: runs for everybody at once, when seats are few."""

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
from api.errors import NothingPossibleError
from api.wording import counted

if TYPE_CHECKING:
    from api.views.seats import SeatPlanView

screen: Final = Console()
errors: Final = Console(stderr=True)
ROWS: Final = 40


def seats(
    plan: Annotated[Path, typer.Option("--plan", help="Virksomhedernes planer: JSON eller YAML")],
    people: Annotated[Path, typer.Option("--people", help="Personer: JSON, YAML, CSV eller XLSX")],
    runs: Annotated[Path, typer.Option("--runs", help="Kursushold: portalens CSV eller egen fil")],
    needs: Annotated[
        list[str] | None, typer.Option("--need", help="Kun dette behov; kan gentages")
    ] = None,
    on: Annotated[str, typer.Option("--on", help="Dato, der afgør; ellers i dag")] = "",
    first: Annotated[str, typer.Option("--from", help="Første dag, der søges på")] = "",
    last: Annotated[str, typer.Option("--until", help="Sidste dag; ellers et år frem")] = "",
    availability: Annotated[
        Path | None, typer.Option("--availability", help="Hvornår og hvor personer kan: YAML")
    ] = None,
    minimum: Annotated[
        bool, typer.Option("--minimum", help="Brug kun hold, der når deres mindste antal")
    ] = False,
    seconds: Annotated[
        float, typer.Option("--seconds", help="Tidsgrænse i sekunder", min=0.1, max=3_600)
    ] = 20.0,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet")] = False,
) -> None:
    """Fordel pladserne på hold til alle på én gang: flest lukkede behov, så færrest uger."""
    from api.services.calendar import load_calendar
    from api.services.share_seats import share_seats

    region = asking.region(plan, people, on)
    period = asking.period(first, last, region.on)
    calendar = load_calendar(runs, availability, region.taxonomy, period)
    view = share_seats(replace(region, calendar=calendar), needs or (), seconds, minimum=minimum)
    if as_json:
        sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
    else:
        show(screen, view)
    if view.people and not view.served:
        why = sorted({placement.reason_da for placement in view.placements})
        raise NothingPossibleError(f"Ingen får lukket sit behov inden fristen: {'; '.join(why)}.")


def show(console: Console, view: SeatPlanView) -> None:
    """Show the figures for the group, everybody's runs, and the runs that are in doubt."""
    for notice in view.notices_da:
        errors.print(notice, style="yellow", highlight=False, markup=False)
    for line in (f"{view.summary_da}.", f"{view.proof_da}."):
        console.print(escape(line), highlight=False, soft_wrap=True)
    console.print(_measures(view))
    console.print(f"{escape(view.price_source_da)}.", highlight=False, soft_wrap=True)
    console.print(_people(view))
    left = len(view.placements) - ROWS
    if left > 0:
        console.print(
            f"Yderligere {counted(left, 'person', 'personer')} står i --json.", highlight=False
        )
    if view.complete or view.without_need:
        console.print(
            f"{len(view.complete)} mangler intet til et behov; for {len(view.without_need)} kan "
            "intet behov lukkes med kurser.", highlight=False, soft_wrap=True,
        )  # fmt: skip
    for short in view.short:
        console.print(f"  {escape(short.text_da)}", highlight=False, soft_wrap=True)


def _measures(view: SeatPlanView) -> Table:
    table = Table("I den rækkefølge, det tæller")
    for name in ("Nu", "Én efter én", "Bevist mindst"):
        table.add_column(name, justify="right")
    for row in view.measures:
        bound = "vides ikke" if row.bound is None else str(row.bound)
        table.add_row(row.name_da, str(row.value), str(row.one_by_one), bound)
    return table


def _people(view: SeatPlanView) -> Table:
    table = Table("Person", "Behov", "Hold", "Bemærk")
    for row in view.placements[:ROWS]:
        runs = "\n".join(
            f"{run.days[0]:%d.%m.%y}-{run.days[-1]:%d.%m.%y} {run.module.title_da}"
            for run in row.runs
        )
        table.add_row(row.person, escape(row.need_da), escape(runs) or "–", escape(row.reason_da))
    return table
