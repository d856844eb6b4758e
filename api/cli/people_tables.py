"""An import of people as tables a caseworker can read; only drawing, no judging."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from rich.markup import escape
from rich.table import Table

from api.wording import EVIDENCE_DA, JUDGE_DA, counted
from matcher.facts import EvidenceKind, Judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from api.services.show_import import FileView, FindingView, PeopleImportView, UnreadView

ROWS: Final = 200
LINES: Final = 20
ALTERNATIVES: Final = 2


def preview(console: Console, view: PeopleImportView) -> None:
    """Everything an import reads, file by file, and what it would change."""
    for file in view.files:
        _file(console, file)
    _doubles(console, view)
    if view.files:
        summary(console, view)
    first = "Ret fejlene først. " if view.faults else ""
    console.print(f"[bold]Intet er skrevet.[/] {first}Kør igen uden --preview, når alt er rigtigt.")


def _file(console: Console, file: FileView) -> None:
    people = counted(file.people, "person", "personer")
    found = counted(len(file.findings), "bevis", "beviser")
    console.print(f"[bold]{escape(file.file)}[/]: {people}, {found}", highlight=False)
    _notices(console, file)
    _columns(console, file)
    if file.findings:
        console.print(_findings(file.findings))
    _unread(console, file.unread)


def _notices(console: Console, file: FileView) -> None:
    for notice in file.notices:
        console.print(f"  [yellow]{escape(notice)}[/]", highlight=False)


def _columns(console: Console, file: FileView, *, only_unread: bool = False) -> None:
    shown = [c for c in file.columns if not (only_unread and c.field)]
    if shown:
        console.print("Kolonner:", highlight=False)
    for column in shown:
        private = column.how == "protected"
        colour = "red" if private else "dim" if not column.field else "default"
        arrow = " → " if column.field else " "
        text = f"«{escape(column.header)}»{arrow}{escape(column.text_da)}"
        console.print(f"  [{colour}]{'! ' if private else '  '}{text}[/]", highlight=False)
    for place in file.cpr_removed[:LINES]:
        console.print(f"  [red]! linje {place.line}, «{escape(place.header)}»: et CPR-nummer er "
                      "fjernet og gemmes ikke[/]", highlight=False)  # fmt: skip
    _more(console, len(file.cpr_removed), "celler med CPR-nummer")


def _findings(findings: Sequence[FindingView]) -> Table:
    shown = findings[:ROWS]
    rest = len(findings) - len(shown)
    caption = f"Viser {len(shown)} af {len(findings)}; --json viser alle." if rest else None
    table = Table(caption=caption, caption_justify="left")
    table.add_column("Linje", justify="right")
    for name, width in (("Person", 6), ("Der står", 14), ("Læst som", 14), ("Vist ved", 10),
                        ("Hvordan", 10)):  # fmt: skip
        table.add_column(name, overflow="fold", min_width=width)
    for finding in shown:
        table.add_row(*_finding(finding))
    return table


def _finding(view: FindingView) -> tuple[str, ...]:
    colour = "yellow" if view.suggested else "default"
    others = view.alternatives[:ALTERNATIVES]
    names = ", ".join(f"{a.label_da} {100 * a.probability:.0f} %" for a in others)
    how = f"[{colour}]{escape(view.how_da)}[/]" + (
        f"\n[dim]ellers {escape(names)}[/]" * bool(names)
    )
    shown = EVIDENCE_DA[EvidenceKind(view.kind)]
    if view.judge != Judge.SELF:
        shown += f" ({JUDGE_DA[Judge(view.judge)]})"
    return (
        str(view.line),
        escape(view.person),
        f"{escape(view.words)}\n[dim]{escape(view.header)}[/]",
        f"[{colour}]{escape(view.label_da)}[/]" + (f", {view.level_da}" * bool(view.level_da)),
        escape(f"{shown}, {view.shown_da}" if view.shown_da else shown),
        how,
    )


def _unread(console: Console, unread: Sequence[UnreadView]) -> None:
    if not unread:
        return
    console.print("Blev ikke til beviser:", highlight=False)
    same = Counter((u.words, u.why_da) for u in unread)
    first = {(u.words, u.why_da): u for u in reversed(unread)}
    for (words, why), times in same.most_common(LINES):
        spot = first[words, why]
        more = f" og {times - 1} til" if times > 1 else ""
        place = f"[dim](linje {spot.line}, {escape(spot.header)}{more})[/]"
        console.print(f"  «{escape(words)}»: {escape(why)} {place}", highlight=False)
    _more(console, len(same), "tekster")


def _doubles(console: Console, view: PeopleImportView) -> None:
    if view.pairs:
        console.print("[yellow]Kan være samme person under to id'er:[/]")
    for pair in view.pairs[:LINES]:
        console.print(f"  {escape(pair.first)} og {escape(pair.second)}: {escape(pair.why_da)}",
                      highlight=False)  # fmt: skip
    _more(console, len(view.pairs), "par")
    if view.twice:
        console.print("Står mere end én gang og tæller én:", highlight=False)
    for twice in view.twice[:LINES]:
        console.print(f"  linje {twice.line}, {escape(twice.person)}: {escape(twice.words)} "
                      f"[dim]({escape(twice.label_da)})[/]", highlight=False)  # fmt: skip
    _more(console, len(view.twice), "beviser")


def summary(console: Console, view: PeopleImportView) -> None:
    """What became of everything, and what was kept although the source says otherwise."""
    n = view.counts
    console.print(
        f"{escape(view.out)}: {n['added']} nye beviser, {n['updated']} ændrede, "
        f"{n['unchanged']} uændrede, {n['kept_confirmed'] + n['kept_absent']} beholdt.",
        highlight=False,
    )
    told = [c for c in view.changes if c.what != "added"]
    for change in told[:LINES]:
        before = f" [dim](før: {escape(change.before_da)})[/]" if change.before_da else ""
        console.print(f"  {escape(change.person)}, {change.what_da}: {escape(change.text_da)}"
                      f"{before}", highlight=False)  # fmt: skip
    _more(console, len(told), "ændringer")
    if view.absent:
        console.print(_named("Ikke i kilden, men beholdt", view.absent), highlight=False)
    if view.to_confirm:
        console.print(
            f"[yellow]{counted(view.to_confirm, 'bevis', 'beviser')} er foreslået og skal "
            "bekræftes af en person[/] (kompetencematch people confirm).",
            highlight=False,
        )


def _named(title: str, people: Sequence[str]) -> str:
    rest = f" og {len(people) - LINES} til" if len(people) > LINES else ""
    return f"{title}: {escape(', '.join(people[:LINES]))}{rest}."


def _more(console: Console, count: int, what: str) -> None:
    if count > LINES:
        console.print(f"  … og {count - LINES} {what} mere; --json viser alle.", highlight=False)


def written(console: Console, view: PeopleImportView) -> None:
    """What an import wrote, and everything in the source it did not take."""
    for file in view.files:
        _notices(console, file)
        _columns(console, file, only_unread=True)
        _unread(console, file.unread)
    _doubles(console, view)
    summary(console, view)
    if not view.written:
        console.print("Intet var nyt; filen er ikke rørt.")


def confirmed(
    console: Console, people: Iterable[tuple[str, str]], waiting: int, *, written: bool
) -> None:
    """What was confirmed now, or waits to be, and how much waits in the whole file."""
    verb = "Bekræftet" if written else "Venter"
    for evidence, text in people:
        console.print(f"{verb}: {escape(evidence)} – {escape(text)}", highlight=False)
    rest = counted(waiting, "forslag", "forslag")
    console.print(f"{rest} venter stadig i filen." if waiting else "Intet venter på bekræftelse.")
