"""`kompetencematch people`: people in from other systems' tables, and suggestions confirmed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console

from api.errors import WrongInputError
from api.intake.files import single_fault

people_app = typer.Typer(help="Personer ind, og forslag bekræftet", no_args_is_help=True)
screen: Final = Console()
errors: Final = Console(stderr=True)


@people_app.command("import")
def people_import(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="CSV eller XLSX (en række pr. person eller bevis), eller ét CV: TXT, MD, PDF, DOCX"
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", help="Personfilen: .yaml, .json eller .csv; opdateres")
    ] = Path("personer.yaml"),
    preview: Annotated[
        bool, typer.Option("--preview", help="Vis, hvad der ville blive læst; skriv intet")
    ] = False,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="JSON eller YAML: Overskrift: felt")
    ] = None,
    words: Annotated[
        list[str] | None, typer.Option("--map", help='"Overskrift=felt"; kan gentages')
    ] = None,
    person: Annotated[
        str, typer.Option("--person", help="CV: pseudonymt id; aldrig navn eller CPR")
    ] = "",
    on: Annotated[
        str, typer.Option("--on", help="CV: dagen, det læses: ÅÅÅÅ-MM-DD; ellers i dag")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet")] = False,
) -> None:
    """Læs personer fra et regneark eller et CV, og skriv den personfil, rank læser."""
    from api.cli import asking, people_tables
    from api.cli.documents import import_cv
    from api.intake.documents import DOCUMENTS
    from api.intake.files import TABLES

    endings = {file.suffix.lower() for file in files}
    if endings & DOCUMENTS or (person and not endings & TABLES):
        import_cv(_only(files), person, on, out, preview=preview, as_json=as_json)
        return
    from api.cli.progress import progress
    from api.services.import_people import Choices, import_people, preview_people
    from api.services.show_import import show_import

    taxonomy = asking.taxonomy()
    choices = Choices(tuple(words or ()), mapping)
    with progress(errors, "Læser personer", quiet=as_json) as advance:
        read = preview_people(files, out, taxonomy, choices, advance)
    if not preview:
        read = import_people(read)
    view = show_import(read, taxonomy)
    if as_json:
        sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
    elif preview:
        people_tables.preview(screen, view)
    else:
        people_tables.written(screen, view)
    if read.faults:
        raise WrongInputError(read.faults)


def _only(files: list[Path]) -> Path:
    if len(files) > 1:
        problem, remedy = "kun ét CV kan læses ad gangen", "Kør kommandoen én gang for hvert CV"
        raise single_fault(files[1].name, problem, remedy)
    return files[0]


@people_app.command("confirm")
def people_confirm(
    file: Annotated[Path, typer.Argument(help="Personfil: YAML, JSON eller CSV")],
    person: Annotated[str, typer.Option("--person", help="Personens id")],
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", help="Bevisets id; kan gentages")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Alt, hvad der er foreslået om personen")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet")] = False,
) -> None:
    """Bekræft det, der er foreslået om en person; uden --evidence og --all vises det kun."""
    from api import wording
    from api.cli import asking, people_tables
    from api.services.import_people import confirm_people, waiting_for

    taxonomy = asking.taxonomy()
    if evidence or everything:
        done = confirm_people(file, person, evidence or (), taxonomy)
    else:
        done = waiting_for(file, person, taxonomy)
    named = [
        (e.id, f"{taxonomy.competences[e.competence].label_da}, {wording.evidence(e)}")
        for e in done.evidence
    ]
    if as_json:
        answer = {"evidence": dict(named), "waiting": done.waiting, "written": done.written}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=1) + "\n")
    else:
        people_tables.confirmed(screen, named, done.waiting, written=done.written)
