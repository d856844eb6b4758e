"""`kompetencematch rkv`: an assessment towards an EUV, two of them compared, criteria imported."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.cli import asking
from taxonomy.danish import counted, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.services.assess_rkv import AssessmentView, ComparisonView, CreditView
    from api.views import View

rkv_app = typer.Typer(help="Realkompetencevurdering før EUV", no_args_is_help=True)
screen: Final = Console()
_PARTS: Final = (("gf2", "grundforløb 2"), ("main", "hovedforløb på skole"),
                 ("oplaering", "oplæring i virksomhed"))  # fmt: skip

AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabeller")]


@rkv_app.command("assess")
def assess(
    profile: Annotated[Path, typer.Option("--profile", help="RKV-profil: YAML eller JSON")],
    programme: Annotated[str, typer.Option("--programme", help="Uddannelsens id")],
    on: Annotated[
        str, typer.Option("--on", help="Dagen, uddannelsen begynder: ÅÅÅÅ-MM-DD; ellers i dag")
    ] = "",
    criteria: Annotated[
        Path | None,
        typer.Option("--criteria", help="Bilag 1 som YAML, JSON, CSV eller XLSX; ellers de gemte"),
    ] = None,
    store: Annotated[
        Path | None, typer.Option("--store", help="Gem vurderingen som JSON til rkv compare")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Vurdér en person til en uddannelse: spor, afkortning og uger, hver med sin grund."""
    from api.services.assess_rkv import assess_profile, store_assessment

    taxonomy = asking.taxonomy()
    found = assess_profile(taxonomy, profile, programme, asking.day(on), criteria)
    if store is not None:
        store_assessment(found, store)
    _json(found) if as_json else _assessment(found)


@rkv_app.command("compare")
def compare(
    first: Annotated[Path, typer.Argument(help="Vurdering gemt med rkv assess --store")],
    second: Annotated[Path, typer.Argument(help="Den anden vurdering")],
    as_json: AsJson = False,
) -> None:
    """Vis forskellene mellem to vurderinger, og hvad de skyldes."""
    from api.services.assess_rkv import compare_files

    found = compare_files(first, second)
    _json(found) if as_json else _comparison(found)


@rkv_app.command("import-criteria")
def import_criteria(
    file: Annotated[Path, typer.Argument(help="Bilag 1 som YAML, JSON, CSV eller XLSX")],
    out: Annotated[Path | None, typer.Option("--out", help="Hvor kriterierne skrives")] = None,
) -> None:
    """Kontrollér en uddannelses kriterier, og gem dem, hvor rkv assess finder dem."""
    from api.services.store_criteria import import_criteria as keep

    path = keep(asking.taxonomy(), file, out)
    screen.print(f"Kriterierne er kontrolleret og gemt i {escape(str(path))}", soft_wrap=True)


def _assessment(view: AssessmentView) -> None:
    lines = [
        f"[bold]{escape(view.programme_da)}[/], uddannelsesstart {show(view.on)}, {view.person}",
        f"Kriterier: {escape(view.version_da)}",
        *(["[yellow]EKSEMPEL: kriterierne er opdigtede; resultatet afgør intet.[/]"]
          if view.example else []),
        f"Spor: [bold]{view.track or 'kan ikke afgøres'}[/]",
        f"Fordi: {escape(view.track_reason_da)}",
        f"Adgangskravet 02: {view.admission} ({escape(view.admission_reason_da)})",
        *(f"[yellow]OBS: {escape(notice)}[/]" for notice in view.notices_da),
    ]  # fmt: skip
    screen.print("\n".join(lines), highlight=False)
    _rows(view)
    _credits(view.credits)
    _weeks(view)
    _list("Mangler", view.missing)
    _list("Forudsat", view.assumptions)
    _list("Klage", view.appeal_da)


def _rows(view: AssessmentView) -> None:
    if not view.rows:
        return
    table = Table(title="Del A til C, række for række", title_justify="left")
    for name in ("Del", "Række", "Vurdering", "Vist ved", "Fordi"):
        table.add_column(name, overflow="fold")
    for row in view.rows:
        table.add_row(row.block.value, f"{row.criterion} {escape(row.title_da)}", row.rating.value,
                      escape(", ".join(row.shown)), escape(row.reason_da))  # fmt: skip
    screen.print(table)


def _credits(given: Iterable[CreditView]) -> None:
    table = Table(title="Afkortning", title_justify="left")
    for name in ("Slags", "Grundlag", "Skole", "Oplæring", "Tages", "Fordi"):
        table.add_column(name, overflow="fold")
    for credit in given:
        part = " (gf2)" if credit.gf2 else ""
        name = f"{credit.criterion} {credit.basis_da}".strip()
        reason = "; ".join(text for text in (credit.reason_da, credit.capped_da) if text)
        table.add_row(credit.kind.value, escape(name), f"{_number(credit.school_weeks)}{part}",
                      _number(credit.oplaering_weeks), "ja" if credit.accepted else "nej",
                      escape(reason))  # fmt: skip
    screen.print(table)


def _weeks(view: AssessmentView) -> None:
    table = Table(title="Uddannelsens længde", title_justify="left")
    for name in ("Del", "Fuld", "Afkortet til"):
        table.add_column(name)
    for part, title in _PARTS:
        full, left = getattr(view.full, part), getattr(view.weeks, part)
        table.add_row(title, _number(full), _number(left))
    screen.print(table)


def _number(weeks: float | None) -> str:
    return "kan ikke afgøres" if weeks is None else counted(weeks, "uger")


def _list(title: str, lines: Iterable[str]) -> None:
    for line in lines:
        screen.print(f"{title}: {escape(line)}", highlight=False, soft_wrap=True)


def _comparison(view: ComparisonView) -> None:
    if not view.differences:
        screen.print("De to vurderinger er ens.")
        return
    same = "ens" if view.same_rule_bound else "forskelligt"
    screen.print(f"Det regelbundne (standard og del A-C) er [bold]{same}[/]. "
                 f"Årsag: {escape(', '.join(view.causes))}", highlight=False)  # fmt: skip
    table = Table(title=f"{len(view.differences)} forskelle", title_justify="left")
    for name in ("Hvad", view.first, view.second, "Årsag"):
        table.add_column(escape(name), overflow="fold")
    for each in view.differences:
        why = f"{each.cause}: {each.why_da}" if each.why_da else each.cause
        table.add_row(*map(escape, (each.what_da, each.first_da, each.second_da, why)))
    screen.print(table)


def _json(view: View) -> None:
    sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
