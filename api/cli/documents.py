"""Commands that read documents: a CV, or a plan from a table or a text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.cli import asking

if TYPE_CHECKING:
    from api.services.read_cv import CvView, SuggestedView
    from api.services.read_plan import NeedDraftView, PartView, PlanDraftView

plans_app = typer.Typer(help="Planer ind", no_args_is_help=True)

screen: Final = Console()
errors: Final = Console(stderr=True)
WIDEST: Final = 48

OnDate = Annotated[str, typer.Option("--on", help="Dato, der læses på: ÅÅÅÅ-MM-DD; ellers i dag")]
Preview = Annotated[bool, typer.Option("--preview", help="Vis, hvad der læses, og skriv intet")]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON i stedet for tabeller")]


def import_cv(file: Path, person: str, on: str, out: Path, *, preview: bool, as_json: bool) -> None:
    """Read a CV and suggest evidence for a person to confirm; a preview writes nothing."""
    from api.services.read_cv import cv_tools, cv_view, read_cv, save_person

    day, person = asking.day(on), asking.person_id(person)
    taxonomy = asking.taxonomy()
    read = read_cv(file, cv_tools(taxonomy), person, day)
    view = cv_view(read, taxonomy, day)
    there = False if preview else save_person(read.reading.person, out, taxonomy)
    if as_json:
        sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
        return
    show_cv(screen, view)
    if not preview:
        done = "opdateret" if there else "skrevet"
        screen.print(f"{len(view.evidence)} foreslåede beviser er {done} i {out}", highlight=False)


def show_cv(console: Console, view: CvView) -> None:
    """Show what was read, found by found, and nothing else of the text."""
    for notice in view.notices:
        errors.print(notice, style="yellow", highlight=False, markup=False)
    title = f"{view.person}: {len(view.evidence)} forslag, læst {view.on:%d.%m.%Y}"
    columns = ("Ord i teksten", "Kompetence", "Niveau", "Vist ved", "Hvornår", "Sikkerhed")
    table = Table(*columns, title=title)
    for found in view.evidence:
        table.add_row(*map(escape, _cells(found)))
    console.print(table)
    for title, lines in _beside(view):
        console.print(f"[bold]{title}[/]", highlight=False)
        for line in lines:
            console.print(f"  {escape(line)}", highlight=False)


def _cells(found: SuggestedView) -> tuple[str, ...]:
    from api.wording import EVIDENCE_DA, number
    from matcher.facts import EvidenceKind

    when = [f"til {found.shown:%d.%m.%Y}"] if found.shown else []
    when += [f"{found.months} mdr."] if found.months else []
    when += [f"udløber {found.expires:%d.%m.%Y}"] if found.expires else []
    return (
        " ".join(found.text.split())[:WIDEST],
        f"{found.label_da} ({found.competence})",
        found.level_da + f" ({found.level_from_da})" * bool(found.level_from_da),
        EVIDENCE_DA[EvidenceKind(found.kind)],
        ", ".join(when) or "uden dato",
        f"{number(100 * found.probability, 0)} %",
    )


def _beside(view: CvView) -> list[tuple[str, list[str]]]:
    asides = [f"«{_short(a.text)}» → {a.label_da}: {a.why_da}" for a in view.asides]
    questions = [
        f"Titlen «{_short(q.text)}» nævnes. Spørg til: {', '.join(q.ask_da)}"
        for q in view.questions
    ]
    hidden = "Navn, adresse, telefon og andet om personen selv er skjult før læsningen"
    rest = [f"{hidden} ({view.hidden} steder)."] if view.hidden else []
    rest += [f"{why}: {count} tekststykker" for why, count in view.left_out.items()]
    parts = (("Fundet, men ikke beviser", asides), ("Spørg personen", questions),
             ("Udeladt", rest))  # fmt: skip
    return [(title, lines) for title, lines in parts if lines]


def _short(text: str) -> str:
    return " ".join(text.split())[:WIDEST]


@plans_app.command("import")
def plans_import(
    file: Annotated[Path, typer.Argument(help="XLSX, CSV, TXT, MD, DOCX eller PDF")],
    company: Annotated[str, typer.Option("--company", help="Virksomhedens navn")] = "",
    cvr: Annotated[str, typer.Option("--cvr", help="CVR-nummer, 8 cifre")] = "",
    on: OnDate = "",
    preview: Preview = False,
    out: Annotated[Path, typer.Option("--out", help="Planfilen, der skrives")] = Path("plan.yaml"),
    as_json: AsJson = False,
) -> None:
    """Læs behov ud af en tabel eller en fri tekst, og skriv den plan, som rank læser."""
    from api.services.read_cv import cv_tools
    from api.services.read_plan import finished_plan, plan_view, read_plan, save_plan

    day, taxonomy = asking.day(on), asking.taxonomy()
    draft = read_plan(file, cv_tools(taxonomy), day)
    view = plan_view(draft, taxonomy, day)
    if not preview:
        save_plan(finished_plan(draft, file.name, company, cvr, taxonomy), out)
    if as_json:
        sys.stdout.buffer.write(view.model_dump_json(indent=1).encode() + b"\n")
        return
    show_plan(screen, view)
    if not preview:
        count = sum(need.complete for need in view.needs)
        screen.print(f"{count} behov er skrevet i {out}", highlight=False)


def show_plan(console: Console, view: PlanDraftView) -> None:
    """Show every sentence and what was read from it, then the needs as they stand."""
    for notice in view.notices:
        errors.print(notice, style="yellow", highlight=False, markup=False)
    for part in view.parts:
        console.print(f"[dim]{part.place}[/] {escape(part.text)}", highlight=False)
        for line in _part_lines(part):
            console.print(f"    {escape(line)}", highlight=False, soft_wrap=True)
    console.print()
    for need in view.needs:
        console.print(f"[bold]{escape(need.title)}[/]{escape(_need_line(need))}", highlight=False)
        for asked in need.asked:
            labels = " eller ".join(asked.labels_da)
            mark = " – foreslået, ikke bekræftet" if asked.suggested else ""
            console.print(f"  {escape(labels)}: {asked.kind_da}{mark}", highlight=False)


def _part_lines(part: PartView) -> list[str]:
    from api.wording import number

    lines = [f"→ behov: {title}" for title in part.opens]
    lines += [f"→ senest {part.by:%d.%m.%Y}"] if part.by else []
    lines += [f"→ vigtighed {part.importance} af 3"] if part.importance else []
    for asked in part.asked:
        sure = f", {number(100 * asked.probability, 0)} %" if asked.suggested else ""
        lines.append(f"→ {asked.kind_da}: {' eller '.join(asked.labels_da)} («{asked.text}»{sure})")
    for asked in part.unsure:
        labels, sure = " eller ".join(asked.labels_da), number(100 * asked.probability, 0)
        lines.append(f"? måske {labels} («{asked.text}», {sure} %); ikke med i planen")
    lines += [f"! «{f.text}» ({f.why_da}): {f.question_da}" for f in part.flags]
    lines += [f"? «{words}» er ikke fundet i taxonomien og er ikke læst" for words in part.unread]
    return lines + ([f"– udeladt: {part.left_out_da}"] if part.left_out_da else [])


def _need_line(need: NeedDraftView) -> str:
    from api.wording import counted

    by = f", senest {need.by:%d.%m.%Y}" if need.by else ", uden frist"
    area = f" · {need.area}" if need.area else ""
    profile = f" · {need.profile} (foreslået jobprofil)" if need.profile else ""
    missing = "" if need.complete else " · mangler krav og er ikke med i planen"
    people = counted(need.headcount, "person", "personer")
    return f": {people}{by}{area}{profile}{missing}"
