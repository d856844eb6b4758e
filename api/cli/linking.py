"""`link`, `evaluate gold` and `train phrases`: text in, competences out, and how well."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.table import Table

from api.cli.progress import progress
from api.intake.documents import DOCUMENTS, read_document
from api.intake.files import TABLES, TREES, single_fault
from taxonomy.linking.mentions import LEFT_OUT_DA, LeftOutWhy, TextKind

if TYPE_CHECKING:
    from api.services.link_text import LinkedText, MentionView

screen: Final = Console()
errors: Final = Console(stderr=True)
_SHOWN_ALTERNATIVES: Final = 2
_LONGEST_PATH: Final = 1_000
_WORTH_SHOWING: Final = 0.05


def link(
    text: Annotated[str, typer.Argument(help="En tekst, en fil, eller - for standard input")],
    kind: Annotated[TextKind, typer.Option("--kind", help="person eller plan")] = TextKind.PERSON,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON")] = False,
) -> None:
    """Find kompetencer i en tekst: hvor, hvilken, hvor sikkert, og hvad der er udeladt."""
    from api.services.link_text import link_text
    from taxonomy.loading import load_taxonomy

    words = _words(text)
    with errors.status("Læser fagets ord …"):
        linked = link_text(words, kind, load_taxonomy())
    if as_json:
        sys.stdout.write(linked.model_dump_json(indent=1) + "\n")
    else:
        _show(linked)


def _words(text: str) -> str:
    if text == "-":
        try:
            return sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            remedy = "Gem teksten i UTF-8"
            raise single_fault("standard input", "teksten kan ikke læses", remedy) from None
    if _is_file(text):
        return read_document(Path(text)).text
    if _meant_as_path(text):
        remedy = "Kontrollér navnet, eller skriv en tekst; flere ord læses som tekst"
        raise single_fault(Path(text).name or text, "er ikke en fil, der kan læses", remedy)
    return text


def _is_file(text: str) -> bool:
    try:
        return len(text) < _LONGEST_PATH and Path(text).is_file()
    except (OSError, ValueError):
        return False


def _meant_as_path(text: str) -> bool:
    """A folder, or one word with the ending of a file."""
    try:
        folder = len(text) < _LONGEST_PATH and Path(text).is_dir()
    except (OSError, ValueError):
        return False
    return folder or (" " not in text and Path(text).suffix.lower() in DOCUMENTS | TREES | TABLES)


def _show(linked: LinkedText) -> None:
    for notice in linked.notices:
        errors.print(notice, style="yellow", markup=False)
    table = Table(title="Foreslået, ikke bekræftet", title_justify="left")
    for column in ("Ord", "Kompetence", "Sikkert", "Niveau", "Sagt", "Kan også være"):
        table.add_column(column)
    for mention in linked.mentions:
        table.add_row(*_row(mention))
    screen.print(table if linked.mentions else "Ingen kompetencer fundet i teksten.")
    if not linked.esco:
        screen.print("ESCO er ikke importeret; der er brugt egne ord.", style="dim")
    for part in linked.left_out:
        why = LEFT_OUT_DA[LeftOutWhy(part.why)]
        screen.print(f"Udeladt ({why}): {part.text}", style="dim", markup=False)


def _row(mention: MentionView) -> tuple[str, ...]:
    others = ", ".join(
        f"{option.label} {_percent(option.probability)}"
        for option in mention.alternatives[:_SHOWN_ALTERNATIVES]
        if option.probability >= _WORTH_SHOWING
    )
    level = "" if mention.level is None else str(mention.level)
    return (
        mention.text, mention.label, _percent(mention.probability), level, _said(mention), others,
    )  # fmt: skip


def _said(mention: MentionView) -> str:
    told = [mention.said] if mention.said else []
    told += ["har ikke, eller kræves ikke"] if mention.negated else []
    return ", ".join(told + (["ønske"] if mention.wished else []))


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def evaluate_gold(
    half: Annotated[str, typer.Option("--half", help="test eller tuning")] = "test",
) -> None:
    """Mål sammenkædningen på projektets egne guldfraser."""
    from api.services.evaluate_gold import Half
    from api.services.evaluate_gold import evaluate_gold as evaluate
    from taxonomy.loading import load_taxonomy

    if half not in set(Half):
        raise single_fault("--half", "halvdelen kendes ikke", "Skriv test eller tuning")
    report = asdict(evaluate(load_taxonomy(), Half(half)))
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def train_phrases(
    out: Annotated[Path, typer.Option("--out", help="Hvor modellen skrives")] = Path(
        "phrases.json"
    ),
) -> None:
    """Lær sammenkædningen af projektets egne fraser; samme data giver samme model."""
    from api.services.evaluate_gold import train_phrases as train
    from taxonomy.loading import load_taxonomy

    with progress(errors, "Måler fraser", quiet=False) as advance:
        model = train(load_taxonomy(), out, advance)
    screen.print(f"Skrevet: {out} (data {model.data_hash})", markup=False)
