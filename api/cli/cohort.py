"""`kompetencematch cohort`: one group package for several companies, and the course they lack."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table

from api.cli import tables
from api.errors import NothingPossibleError, WrongInputError
from api.intake.files import single_fault
from api.wording import amount, number
from taxonomy.errors import Fault, holds_cpr

if TYPE_CHECKING:
    from api.services.region import Region
    from api.views.cohort import CohortView, NewCourseView, SplitView

cohort_app = typer.Typer(
    help="Gruppepakke for flere virksomheder: kerne, haler, hold og udgifter",
    invoke_without_command=True,
)
screen: Final = Console()
errors: Final = Console(stderr=True)

Plan = Annotated[Path | None, typer.Option("--plan", help="Planer: JSON eller YAML")]
People = Annotated[Path | None, typer.Option("--people", help="Personer: JSON, YAML, CSV, XLSX")]
Needs = Annotated[
    list[str] | None, typer.Option("--needs", help="Behovets id; kan gentages; ellers alle")
]
OnDate = Annotated[str, typer.Option("--on", help="Dato, der afgør: ÅÅÅÅ-MM-DD; ellers i dag")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabeller")]
Seconds = Annotated[float, typer.Option("--seconds", help="Længste regnetid", min=0, max=600)]


@cohort_app.callback()
def cohort(
    context: typer.Context,
    plan: Plan = None,
    people: People = None,
    needs: Needs = None,
    least: Annotated[int, typer.Option("--least", help="Færrest deltagere på et hold")] = 6,
    most: Annotated[int, typer.Option("--most", help="Flest deltagere på et hold")] = 16,
    classes: Annotated[int, typer.Option("--classes", help="Flest hold af samme kursus")] = 2,
    days: Annotated[int, typer.Option("--days", help="Flest kursusdage for én person")] = 20,
    budget: Annotated[
        int | None, typer.Option("--budget", help="Kroner til deltagerbetaling; ellers intet loft")
    ] = None,
    known: Annotated[
        bool, typer.Option("--known-fees-only", help="Kun kurser, hvis pris kan siges")
    ] = False,
    opened: Annotated[
        list[str] | None,
        typer.Option("--open", help="Kursus på åbne hold, uden mindste antal; kan gentages"),
    ] = None,
    rule: Annotated[
        str, typer.Option("--split", help="own, participant_day eller place")
    ] = "participant_day",
    towns: Annotated[
        Path | None, typer.Option("--municipalities", help="CSV: person;kommune, til fordelingen")
    ] = None,
    seconds: Seconds = 20.0,
    on: OnDate = "",
    as_json: AsJson = False,
) -> None:
    """Sæt hold på tværs af virksomheder: flest pladser, så færrest dage, så lavest pris."""
    if context.invoked_subcommand:
        return
    from api.services.cohort import CohortRequest, known_fees_only, propose_cohort
    from matcher.packages.cohort.problem import Limits
    from matcher.packages.cohort.splitting import SplitRule

    limits = Limits(least, most, classes, days, budget, open_courses=frozenset(opened or ()))
    request = CohortRequest(
        limits=known_fees_only(limits) if known else limits,
        needs=tuple(needs or ()),
        rule=_rule(rule, SplitRule),
        municipality=_towns(towns),
        seconds=seconds,
        price_seconds=min(5.0, seconds / 4),
    )
    view = propose_cohort(_region(plan, people, on), request)
    if as_json:
        _print(view)
    else:
        show_cohort(screen, view)
    if not view.filled:
        raise NothingPossibleError(f"Ingen plads kan besættes: {_causes(view)}")


@cohort_app.command("new-course")
def new_course(
    plan: Plan = None,
    people: People = None,
    needs: Needs = None,
    outcomes: Annotated[
        int, typer.Option("--outcomes", help="Flest kompetencer, kurset giver")
    ] = 3,
    days: Annotated[int, typer.Option("--days", help="Kursets længde, som forslag")] = 5,
    lift: Annotated[int, typer.Option("--lift", help="Flest niveauer, det løfter nogen")] = 2,
    seconds: Seconds = 20.0,
    on: OnDate = "",
    as_json: AsJson = False,
) -> None:
    """Find det kursus, ingen har i dag, som ville besætte flest pladser. Altid et forslag."""
    from api.services.cohort import propose_new_course
    from matcher.packages.new_course import CourseSize

    region = _region(plan, people, on)
    size = CourseSize(outcomes, days, lift)
    view = propose_new_course(region, size, tuple(needs or ()), seconds)
    if as_json:
        _print(view)
    elif view.outcomes:
        show_new_course(screen, view)
    if not view.outcomes:
        raise NothingPossibleError(f"{view.proof_da}.")


def _causes(view: CohortView) -> str:
    return " og ".join(view.causes_da) or "grunden er ikke fundet inden for tiden"


def _region(plan: Path | None, people: Path | None, on: str) -> Region:
    from api.cli import asking

    missing = [name for name, path in (("--plan", plan), ("--people", people)) if path is None]
    if plan is None or people is None:
        raise WrongInputError(
            Fault("kommandolinjen", 0, name, "", "mangler", "Angiv en fil") for name in missing
        )
    region = asking.region(plan, people, on)
    for notice in region.notices:
        errors.print(notice, style="yellow", highlight=False)
    return region


def _rule(text: str, rules: Any) -> Any:  # noqa: ANN401
    legal = [rule.value for rule in rules]
    if text not in legal:
        remedy = f"Lovlige: {', '.join(legal)}"
        raise WrongInputError([Fault("kommandolinjen", 0, "--split", text, "kendes ikke", remedy)])
    return rules(text)


def _towns(path: Path | None) -> dict[str, str]:
    """Who pays in which municipality; the file never holds names or CPR numbers."""
    if path is None:
        return {}
    from api.intake.files import decode, read_file

    file = read_file(path, frozenset({".csv"}))
    rows = list(csv.reader(io.StringIO(decode(file).text), delimiter=";"))
    faults = [
        Fault(file.name, line, "", "", "linjen er ikke person;kommune", "Skriv fx p-001;Aalborg")
        for line, row in enumerate(rows, start=1)
        if len(row) not in {0, 2} and not holds_cpr(";".join(row))
    ]
    faults += [
        Fault(file.name, line, "", "", "linjen har noget, der ligner et CPR-nummer",
              "Fjern nummeret; brug et pseudonymt id som p-001")
        for line, row in enumerate(rows, start=1)
        if holds_cpr(";".join(row))
    ]  # fmt: skip
    if faults:
        raise WrongInputError(faults)
    found = {row[0].strip(): row[1].strip() for row in rows if row}
    if not found:
        raise single_fault(file.name, "filen har ingen linjer", "Skriv fx p-001;Aalborg")
    return found


def _print(view: CohortView | NewCourseView) -> None:
    sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")


def show_cohort(console: Console, view: CohortView) -> None:
    """A group package as tables."""
    console.print(
        f"[bold]{view.filled} af {view.places} pladser[/] i {view.companies} virksomheder, "
        f"{number(view.days, 0)} kursusdage i alt, {amount(view.kroner, estimate=view.estimate)} "
        "kendt deltagerbetaling",
        highlight=False,
    )
    for note in tables.fee_sources(held.module.fee for held in view.courses):
        console.print(note, style="dim", highlight=False, markup=False)
    if view.unknown:
        console.print(
            f"{view.unknown} kursuspladser har ingen kendt pris og er ikke med i beløbet."
        )
    console.print(f"{view.proof_da}.", highlight=False)
    console.print(_courses(view))
    console.print(_people(view))
    console.print(_needs(view))
    for price in view.prices:
        sure = "" if price.proven else " (ikke bevist)"
        console.print(f"• {price.text_da}{sure}", highlight=False)
    for split in view.splits:
        console.print(_split(split))


def _courses(view: CohortView) -> Table:
    names = ("Kursus", "Del", "Deltagere", "Hold", "Dage", "Pris", "Virksomheder")
    table = Table(*names, title="Hold")
    for held in view.courses:
        part = "kerne" if held.core else "hale"
        classes = str(held.classes) if held.classes else "åbent"
        days = str(held.module.days)
        people = str(len(held.participants))
        cells = (held.module.title_da, part, people, classes, days, tables.fee(held.module.fee))
        table.add_row(*cells, ", ".join(held.companies))
    return table


def _people(view: CohortView) -> Table:
    table = Table("Person", "Plads", "Kerne", "Hale", "Dage", title="Hvem ender hvor")
    for way in view.people:
        core = ", ".join(s.module.title_da for s in way.steps if s.core)
        tail = ", ".join(s.module.title_da for s in way.steps if not s.core)
        place = f"{way.title}, {way.company}"
        table.add_row(way.person, place, core or "–", tail or "–", str(way.days))
    return table


def _needs(view: CohortView) -> Table:
    table = Table("Virksomhed", "Behov", "Besat", "Hvorfor", title="Behov")
    for need in view.needs:
        filled = f"{len(need.people)} af {need.headcount}"
        table.add_row(need.company, need.title, filled, need.why_da)
    return table


def _split(split: SplitView) -> Table:
    title = f"Udgift pr. {split.by_da}: {split.rule_da}"
    table = Table(split.by_da.capitalize(), "Pladser", "Dage", "Kroner", "Uden pris", title=title)
    for s in split.shares:
        figures = (s.places, s.days, s.kroner, s.unknown)
        table.add_row(s.payer, *(number(figure, 0) for figure in figures))
    return table


def show_new_course(console: Console, view: NewCourseView) -> None:
    """A proposed course as tables."""
    console.print(f"[bold]{view.title_da}[/] ({view.days} dage; alt er vores forslag)")
    console.print(
        f"Besætter {view.places_after} af {view.places} pladser; i dag {view.places_today}. "
        f"{view.proof_da}.",
        highlight=False,
    )
    table = Table("Person", "Plads", "Lukker", "I dag i stedet", title="Deltagere")
    for gain in view.gains:
        instead = ", ".join(m.title_da for m in gain.instead)
        days = f" ({gain.days_instead} dage)" if gain.days_instead is not None else ""
        told = f"{instead}{days}" if instead else "ingen kurser fører dertil"
        table.add_row(gain.person, f"{gain.title}, {gain.company}", "; ".join(gain.closes_da), told)
    console.print(table)
    replaced = Table("Kursus", "Deltagere", title="Træder i stedet for")
    for row in view.replaces:
        replaced.add_row(row.module.title_da, str(row.participants))
    console.print(replaced)
