"""`kompetencematch assign` and `chains`: who is steered where, who takes the job left behind."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.cli import asking
from api.errors import NothingPossibleError
from api.wording import counted, number
from matcher.packages.assignment import CAP, First
from matcher.packages.chains import LONGEST

if TYPE_CHECKING:
    from api.services.steering import Steering
    from api.views.steering import AssignmentView, ChainsView, VacancyView

screen: Final = Console()
errors: Final = Console(stderr=True)

PlanFile = Annotated[Path, typer.Option("--plan", help="Plan: JSON eller YAML")]
PeopleFile = Annotated[Path, typer.Option("--people", help="Personer: JSON, YAML, CSV eller XLSX")]
OnDate = Annotated[str, typer.Option("--on", help="Dato, der afgør: ÅÅÅÅ-MM-DD; ellers i dag")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabeller")]


def assign(
    plan: PlanFile,
    people: PeopleFile,
    on: OnDate = "",
    cap: Annotated[
        int, typer.Option("--cap", help="Flest, der henvises til én ledig plads", min=1, max=1000)
    ] = CAP,
    no_cap: Annotated[bool, typer.Option("--no-cap", help="Intet loft pr. plads")] = False,
    class_cap: Annotated[
        int | None,
        typer.Option("--class-cap", help="Flest på hvert hold; ellers intet loft", min=0),
    ] = None,
    first: Annotated[
        str, typer.Option("--first", help="Bedst for personen: days (færrest dage) eller fit")
    ] = First.DAYS.value,
    employees: Annotated[
        bool, typer.Option("--employees", help="Tag også virksomhedernes ansatte med")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Skriv regneark: .xlsx eller .csv")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Fordel personerne på de ledige pladser, så højst så mange henvises til hver."""
    from api.services.export_ranking import check_format
    from api.services.export_steering import export_assignment
    from api.services.steering import Asked, Steering

    if out is not None:
        check_format(out)
    region = _region(plan, people, on)
    if not region.needs:
        raise NothingPossibleError("Planen har ingen behov, så der er intet at fordele til.")
    asked = Asked(None if no_cap else cap, class_cap, asking.first(first), employees)
    view = Steering(region).assignment(asked)
    if out is not None:
        export_assignment(view, out)
        errors.print(f"{len(view.people)} personer er skrevet i {out}", highlight=False)
    if as_json:
        sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
    elif out is None:
        print_assignment(screen, view)
    if not view.after.people:
        raise NothingPossibleError(f"Ingen kan henvises: {'; '.join(view.causes_da)}.")


def chains(
    plan: PlanFile,
    people: PeopleFile,
    on: OnDate = "",
    longest: Annotated[
        int, typer.Option("--longest", help="Flest led i en kæde", min=1, max=20)
    ] = LONGEST,
    as_json: AsJson = False,
) -> None:
    """Find kæder: en ansat løftes til et ledigt job, og en anden overtager de frigjorte opgaver."""
    from api.services.steering import Steering

    region = _region(plan, people, on)
    if not region.needs:
        raise NothingPossibleError("Planen har ingen behov, så der er ingen plads at besætte.")
    view = Steering(region).chains(longest)
    if as_json:
        sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
    else:
        print_chains(screen, view)
    if not view.chains:
        raise NothingPossibleError(f"{view.summary_da} Årsag: {'; '.join(view.causes_da)}.")


def print_summary(console: Console, steering: Steering) -> None:
    """The assignment and the chains of an example, without the people one by one."""
    console.print(_before_and_after(steering.assignment()))
    view = steering.chains()
    console.print(f"[bold]Kæder:[/] {escape(view.summary_da)}", highlight=False)
    for chain in view.chains:
        if len(chain.links) > 1:
            console.print(f"  {escape(chain.line_da)}", highlight=False)


def _before_and_after(view: AssignmentView) -> Table:
    cap = "uden loft" if view.cap is None else f"højst {view.cap} pr. plads"
    table = Table("", "Hver for sig", f"Fordelt, {cap}", title="Fordelingen", title_justify="left")
    for name, part in (
        ("Ledige pladser uden nogen", "positions_without_anybody"),
        ("Ledige pladser med mere end fem", "positions_with_more_than_five"),
        ("Flest på én plads", "most_at_one_position"),
        ("Personer med et forslag", "people"),
        ("Kursusdage i alt", "days"),
    ):
        table.add_row(name, *(number(getattr(s, part), 0) for s in (view.before, view.after)))
    return table


def print_assignment(console: Console, view: AssignmentView) -> None:
    """Before and after, then everybody."""
    console.print(_before_and_after(view))
    console.print(escape(view.proof_da), highlight=False)
    for price in view.prices:
        console.print(escape(price.text_da), highlight=False)
    table = Table("Person", "Forslag", "Dage", "Alene", "Dage", "Hvorfor")
    for told in view.people:
        row = (told.person, *_vacancy(told.suggested), *_vacancy(told.alone), told.why_da)
        table.add_row(*map(escape, row))
    console.print(table)
    console.print("Ingen er skjult: hver person kan stadig se alle behov.", highlight=False)


def _vacancy(view: VacancyView | None) -> tuple[str, str]:
    return (view.title, str(view.days)) if view else ("intet", "")


def print_chains(console: Console, view: ChainsView) -> None:
    """Each chain as a line, then what cannot be told."""
    console.print(escape(view.summary_da), style="bold", highlight=False)
    console.print(escape(view.proof_da), highlight=False)
    both = (("Direkte", view.directly), ("Med kæder", view.with_chains))
    table = Table("", "Pladser besat", "Kursusdage", "Personer, der flytter")
    for name, value in both:
        table.add_row(
            name, f"{value.filled} af {view.positions}", str(value.days), str(value.moved)
        )
    console.print(table)
    for chain in view.chains:
        console.print(f"• {escape(chain.company)}: {escape(chain.line_da)}", highlight=False)
        for link in chain.links if len(chain.links) > 1 else ():
            courses = "; ".join(
                f"{c.title_da} ({counted(c.days or 0, 'dag', 'dage')}, {c.status})"
                for c in link.courses
            )
            text = f"{link.person} {link.takes_da}: {courses or 'klar nu'}"
            console.print(f"    {escape(text)}", highlight=False)
    if view.unknown_jobs:
        words = counted(len(view.unknown_jobs), "ansat", "ansatte")
        console.print(f"Kan ikke afgøres for {words}: vi ved ikke, hvilke opgaver de har i dag. "
                      "Skriv jobs i planen.", highlight=False)  # fmt: skip


def _region(plan: Path, people: Path, on: str) -> Any:  # noqa: ANN401
    region = asking.region(plan, people, on)
    for notice in region.notices:
        errors.print(notice, style="yellow", highlight=False)
    return region
