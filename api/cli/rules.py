"""`kompetencematch rules`: a rule explained, the register, and what must be checked."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from api.cli import asking
from api.wording import CONFIDENCE_DA
from taxonomy.danish import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.services.explain_rules import FindingView, LawView, RuleAnswerView, RuleView
    from api.views import View

rules_app = typer.Typer(help="Daterede regler med hjemmel", no_args_is_help=True)
screen: Final = Console()
_MARKS: Final = {
    "ja": "[green]✓[/]",
    "nej": "[red]✗[/]",
    "kan ikke afgøres": "[yellow]?[/]",
    "gælder ikke": "[dim]–[/]",
    "ikke kontrolleret": "[yellow]⌛[/]",
}

RuleName = Annotated[str, typer.Argument(help="Reglens navn; se rules list")]
FactsFile = Annotated[
    Path | None, typer.Option("--facts", help="Oplysninger: JSON eller YAML; uden vises reglen")
]
OnDate = Annotated[str, typer.Option("--on", help="Dato, der spørges om: ÅÅÅÅ-MM-DD; ellers i dag")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabeller")]
Simulate = Annotated[
    bool, typer.Option("--simulate", help="Brug også forventet lov; svaret afgør intet")
]


@rules_app.command("explain")
def explain(
    rule: RuleName,
    facts: FactsFile = None,
    on: OnDate = "",
    simulate: Simulate = False,
    store: Annotated[
        Path | None, typer.Option("--store", help="Gem svaret med sine opslag som JSON")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Forklar en regels svar for en person på en dag; uden --facts vises, hvad den spørger om."""
    from api.services.explain_rules import explain_rule, show_rule

    taxonomy = asking.taxonomy()
    if facts is None:
        described = show_rule(taxonomy, rule)
        _json([described], one=True) if as_json else _rule(described)
        return
    answer = explain_rule(taxonomy, rule, facts, asking.day(on), simulate=simulate, store=store)
    _json([answer], one=True) if as_json else _answer(answer)


@rules_app.command("list")
def list_(
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Skriv siden docs/regler.md")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Vis alle regler: navn, spørgsmål, den dag der afgør, og hvornår deres værdier løber ud."""
    from api.services.explain_rules import ends, list_rules
    from api.services.rules_page import rules_page

    if markdown:
        sys.stdout.buffer.write(rules_page(asking.taxonomy()).encode())
        return
    rules = list_rules(asking.taxonomy())
    if as_json:
        _json(rules)
        return
    table = Table(title=f"{len(rules)} regler", title_justify="left")
    for name in ("Regel", "Spørgsmål", "Dagen, der afgør", "Værdierne løber ud"):
        table.add_column(name, overflow="fold")
    for each in rules:
        table.add_row(each.name, each.title_da, each.decides_da, ends(each))
    screen.print(table)


@rules_app.command("replay")
def replay(
    files: Annotated[list[Path], typer.Argument(help="Svar gemt med rules explain --store")],
    as_json: AsJson = False,
) -> None:
    """Regn gemte svar om fra deres egne opslag, og vis dem, parametrene nu ville ændre."""
    from api.services.store_answers import replay_files

    found = replay_files(asking.taxonomy(), files)
    if as_json:
        _json(found)
        return
    altered = sum(each.altered for each in found)
    table = Table(title=f"{len(found)} svar; {altered} ville blive et andet", title_justify="left")
    for name in ("Fil", "Regel", "Spurgt om", "Svaret dengang", "Svaret nu"):
        table.add_column(name, overflow="fold")
    for each in found:
        now = f"[yellow]{escape(each.now_da)}[/]" if each.altered else "det samme"
        simulated = " [dim](simulering)[/]" if each.simulated else ""
        table.add_row(escape(each.file), each.rule, show(each.asked),
                      escape(each.then_da) + simulated, now)  # fmt: skip
    screen.print(table)


@rules_app.command("stale")
def stale(on: OnDate = "", as_json: AsJson = False) -> None:
    """Vis de værdier, ingen har kontrolleret for dagen, og de regler, der mangler dem."""
    from api.services.explain_rules import stale as find_stale

    day = asking.day(on)
    found = find_stale(asking.taxonomy(), day)
    if as_json:
        _json(found)
        return
    table = Table(title=f"{len(found)} værdier er ikke kontrolleret for {show(day)}",
                  title_justify="left")  # fmt: skip
    for name in ("Parameter", "Værdi", "Senest til", "Seneste kilde", "Regler"):
        table.add_column(name, overflow="fold")
    for each in found:
        until = "aldrig" if each.checked_until is None else show(each.checked_until)
        table.add_row(each.parameter, escape(each.title_da), until, escape(each.reference),
                      ", ".join(each.rules))  # fmt: skip
    screen.print(table)


def _answer(view: RuleAnswerView) -> None:
    outcome = f" – {view.outcome}" if view.outcome else ""
    lines = [
        f"[bold]{escape(view.title_da)}[/] [dim]({view.rule})[/]",
        f"Svar: {_MARKS[view.verdict]} [bold]{view.verdict}{escape(outcome)}[/]",
        f"Fordi: {escape(view.reason_da)}",
        *(f"Mangler: {escape(missing)}" for missing in view.missing_da),
        f"Dagen, der afgør: {' eller '.join(map(show, view.days))} ({view.decides_da})",
        *(f"[yellow]OBS: {escape(notice)}[/]" for notice in view.notices_da),
    ]
    screen.print("\n".join(lines), highlight=False)
    tree = Tree("Sådan er svaret fundet")
    for part in view.trace.parts or [view.trace]:
        _branch(tree, part)
    screen.print(tree, highlight=False)
    screen.print("Hjemmel", style="bold")
    for law in view.law:
        screen.print(f"  {escape(_law(law))}", highlight=False, soft_wrap=True)
    screen.print(f"Reglen i ord: {escape(view.words_da)}", highlight=False)
    screen.print(f"[dim]Parametre: {view.law_hash}[/]", highlight=False)


def _branch(tree: Tree, part: FindingView) -> None:
    mark, question = _MARKS[part.verdict], escape(part.question_da)
    if part.parts:
        branch = tree.add(f"{mark} {question} {part.verdict}")
    else:  # a step that asks in so many words; otherwise the reason names what was asked
        asked = f"{question} " if question.endswith("?") else ""
        branch = tree.add(f"{mark} {asked}{escape(part.reason_da)}")
    for inner in part.parts:
        _branch(branch, inner)


def _law(law: LawView) -> str:
    if law.valid_from is None or law.checked_until is None:
        return f"{law.title_da}: ikke kontrolleret. {law.note_da}"
    value = f"{law.value} {law.unit}" if law.value[:1].isdigit() else law.value or law.state
    period = f"{show(law.valid_from)}-{show(law.checked_until)}"
    basis = f"{law.legal_basis}; " if law.legal_basis else "paragraf ikke set; "
    mark = ", forventet lov, ikke vedtaget" if law.expected else ""
    mark += ", perioden er vores forslag" if law.period == "forslag" else ""
    sure = "" if law.confidence == "high" else f"; sikkerhed: {CONFIDENCE_DA[law.confidence]}"
    facts = ", ".join(law.facts)
    return f"{law.title_da}: {value} ({period}{mark}). {basis}{law.reference}{sure} [{facts}]"


def _ends(view: RuleView) -> Table:
    table = Table(title="Værdierne og den dag, de senest er kontrolleret til", title_justify="left")
    for name in ("Værdi", "Kontrolleret til", "Perioden"):
        table.add_column(name, overflow="fold")
    for end in view.ends:
        period = "forslag i en af perioderne" if end.proposed else "fra kilden"
        table.add_row(escape(end.title_da), show(end.checked_until), period)
    return table


def _rule(view: RuleView) -> None:
    from api.services.explain_rules import ends

    basis = view.legal_basis or "paragraf ikke set i vores kilder"
    screen.print(f"[bold]{escape(view.title_da)}[/] [dim]({view.name})[/]")
    screen.print(f"{escape(view.words_da)}\nDagen, der afgør: {view.decides_da}\n"
                 f"Hjemmel: {escape(basis)}. Fakta: {', '.join(view.facts)}\n"
                 f"Værdierne løber ud: {ends(view)}", highlight=False)  # fmt: skip
    screen.print(_ends(view))
    table = Table(title="Det, reglerne i denne familie kan spørge om", title_justify="left")
    for name in ("Navn i filen", "Oplysning", "Skrives som", "Vises ved"):
        table.add_column(name, overflow="fold")
    for fact in view.asks:
        table.add_row(
            fact.key,
            escape(fact.title_da),
            escape(fact.kind_da),
            escape(fact.needs_da if fact.needs_da != fact.title_da else ""),
        )
    screen.print(table)


def _json(views: Sequence[View], *, one: bool = False) -> None:
    plain = [view.model_dump(mode="json") for view in views]
    content = plain[0] if one else plain
    sys.stdout.buffer.write(json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")
