"""`kompetencematch plan`: draft an education plan, check it, and compare two."""

from __future__ import annotations

import sys
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
    from datetime import date

    from api.services.draft_plan import Drafted
    from matcher.plans.document import Language
    from matcher.plans.document import Table as DocumentTable

plan_app = typer.Typer(help="Individuelle uddannelsesplaner", no_args_is_help=True)
screen: Final = Console()
errors: Final = Console(stderr=True)

Person = Annotated[
    str,
    typer.Option("--person", help="Bestillingen af planen (YAML/JSON), eller et eksempels navn"),
]
Programme = Annotated[
    str, typer.Option("--programme", help="Uddannelsens id i stedet for bestillingens")
]
FromDate = Annotated[
    str, typer.Option("--from", help="Første mulige dag, ÅÅÅÅ-MM-DD, i stedet for bestillingens")
]
OnDate = Annotated[
    str, typer.Option("--on", help="Dagen, planen skrives: ÅÅÅÅ-MM-DD; ellers i dag")
]
Out = Annotated[
    Path | None, typer.Option("--out", help="Skriv .pdf, .docx, .xlsx, .ics, .json eller .md")
]


@plan_app.command("draft")
def draft(
    person: Person,
    programme: Programme = "",
    start: FromDate = "",
    on: OnDate = "",
    out: Out = None,
    letter: Annotated[bool, typer.Option("--letter", help="Det korte brev til personen")] = False,
    english: Annotated[bool, typer.Option("--english", help="Dokumentet på engelsk")] = False,
) -> None:
    """Læg et udkast til en plan, og skriv det som dokument eller vis det."""
    from api.services.draft_plan import document
    from matcher.plans.document import Language
    from matcher.plans.text import as_text

    if letter and english:
        problem, remedy = "brevet findes kun på dansk", "Vælg --letter eller --english"
        raise WrongInputError([Fault("kommandolinjen", 0, "--english", "", problem, remedy)])
    drafted = _drafted(person, programme, start, on)
    language = Language.ENGLISH if english else Language.DANISH
    made = document(drafted.plan, language, short=letter)
    for fault in drafted.faults:
        errors.print(str(fault), style="yellow", highlight=False, markup=False)
    if out is None:
        sys.stdout.buffer.write(as_text(made).encode())
        return
    _write(drafted, language, out, short=letter)
    screen.print(f"Planen er skrevet i {out}", highlight=False)


def _write(drafted: Drafted, language: Language, out: Path, *, short: bool) -> None:
    from api.documents.writing import write
    from api.services.draft_plan import document
    from api.writing import write_whole
    from matcher.plans.text import as_text

    made = document(drafted.plan, language, short=short)
    if out.suffix.lower() == ".md":
        write_whole(out, as_text(made).encode())
    else:
        write(made, out)


@plan_app.command("check")
def check(
    person: Person,
    programme: Programme = "",
    start: FromDate = "",
    on: OnDate = "",
) -> None:
    """Kontrollér en plan: datoer, overlap, uger, forudsætninger og lovlig længde."""
    drafted = _drafted(person, programme, start, on)
    if drafted.faults:
        raise WrongInputError(drafted.faults)
    screen.print(f"Planen hænger sammen: {len(drafted.plan.periods)} perioder", highlight=False)
    for question in drafted.plan.questions:
        screen.print(f"  Skal afklares: {escape(question)}", highlight=False)
    if not drafted.plan.periods:
        raise NothingPossibleError("Planen har ingen perioder endnu; se, hvad der skal afklares.")


@plan_app.command("replan")
def replan(
    person: Person,
    ill: Annotated[
        list[str] | None, typer.Option("--ill", help="Syg, fra og til: ÅÅÅÅ-MM-DD/ÅÅÅÅ-MM-DD")
    ] = None,
    move: Annotated[
        list[str] | None,
        typer.Option("--move", help="Flyttet af skolen: nøgle=ÅÅÅÅ-MM-DD/ÅÅÅÅ-MM-DD"),
    ] = None,
    start: Annotated[str, typer.Option("--start", help="Intet før: ÅÅÅÅ-MM-DD")] = "",
    on: OnDate = "",
    out: Out = None,
) -> None:
    """Læg planen om med færrest ændringer, og vis, hvad der er ændret og hvorfor."""
    from api.services.draft_plan import replanned
    from matcher.plans.diff import difference_table
    from matcher.plans.document import Language

    drafted = _drafted(person, "", "", on)
    absences = tuple(_span("--ill", text) for text in ill or ())
    moved = {key: _span("--move", days) for key, _, days in (t.partition("=") for t in move or ())}
    again = replanned(drafted, absences, moved, _start(start, "--start"), asking.day(on))
    for fault in again.faults:
        errors.print(str(fault), style="yellow", highlight=False, markup=False)
    _table(difference_table(drafted.plan, again.plan))
    if out is not None:
        _write(again, Language.DANISH, out, short=False)
        screen.print(f"Planen er skrevet i {out}", highlight=False)


def _span(option: str, text: str) -> tuple[date, date]:
    from datetime import date as day

    first, _, last = text.partition("/")
    try:
        found = day.fromisoformat(first), day.fromisoformat(last or first)
    except ValueError:
        found = day.max, day.min
    if found[1] < found[0]:
        legal = "Skriv første og sidste dag: ÅÅÅÅ-MM-DD/ÅÅÅÅ-MM-DD"
        raise WrongInputError([Fault("kommandolinjen", 0, option, text, "er ikke dage", legal)])
    return found


@plan_app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(help="Den første bestilling, eller et eksempels navn")],
    after: Annotated[str, typer.Argument(help="Den anden bestilling")],
    on: OnDate = "",
) -> None:
    """Vis forskellen mellem to planer: hvad, før, nu og hvorfor."""
    from api.intake.plan_orders import Overrides
    from api.services.draft_plan import compare_files

    given = Overrides(asking.day(on))
    found = compare_files(_file(before), _file(after), asking.taxonomy(), given)
    _table(found)


def _table(found: DocumentTable) -> None:
    table = Table(title=found.title, title_justify="left")
    for name in found.header:
        table.add_column(name, overflow="fold")
    for row in found.rows:
        table.add_row(*map(escape, row))
    screen.print(table)
    if found.note:
        screen.print(found.note, highlight=False)


def _drafted(person: str, programme: str, start: str, on: str) -> Drafted:
    from api.intake.plan_orders import Overrides
    from api.services.draft_plan import draft_file

    given = Overrides(asking.day(on), programme, _start(start))
    return draft_file(_file(person), asking.taxonomy(), given)


def _start(text: str, option: str = "--from") -> date | None:
    if not text:
        return None
    try:
        return asking.day(text)
    except WrongInputError as error:
        told = (Fault("kommandolinjen", 0, option, f.found, f.problem, f.remedy)
                for f in error.faults)  # fmt: skip
        raise WrongInputError(told) from None


def _file(name: str) -> Path:
    from api.services.draft_plan import example_order

    path = Path(name)
    return path if path.suffix or path.exists() else example_order(name)
