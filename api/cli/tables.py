"""Results as rich tables; only drawing, no judging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.markup import escape
from rich.table import Table

from api.wording import CONFIDENCE_DA, STATUS_MODULE_DA, SUGGESTED_DA, amount, counted, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.console import Console

    from api import views
    from taxonomy.sources.course_runs import CourseRuns

ROWS: Final = 8
MARKS: Final = {
    "held": "[green]✓[/]",
    "expired": "[yellow]⌛[/]",
    "unassessed": "[yellow]u[/]",
    "nearly": "[yellow]≈[/]",
    "partly": "[yellow]~[/]",
    "not_shown": "[dim]?[/]",
    "not_held": "[red]✗[/]",
}
SHORT: Final = {
    "held": "har det",
    "expired": "udløbet",
    "unassessed": "udenlandsk",
    "nearly": "næsten",
    "partly": "noget",
    "not_shown": "ikke vist",
    "not_held": "har det ikke",
}
LEGEND: Final = (
    "✓ har  ⌛ udløbet/for gammelt  u udenlandsk, skal vurderes  ≈ ét niveau for lavt  ~ noget  "
    "? ikke vist  ✗ har ikke  * foreslået, ikke bekræftet"
)


def mark(view: views.ComparisonView) -> str:
    """How a requirement stands, with a star where nobody has confirmed what it rests on."""
    return MARKS[view.status] + ("[yellow]*[/]" if view.suggested else "")


def fee(view: views.FeeView) -> str:
    """An amount with its caveat, or a dash."""
    if view.kroner is None:
        return "kan ikke siges"
    return amount(view.kroner, estimate=view.estimate)


def fee_source(view: views.FeeView) -> str:
    """Where an amount comes from and when it holds; empty for no amount."""
    if view.valid_from is None or view.checked_until is None:
        return ""
    period = f"gælder {view.valid_from:%d.%m.%Y}-{view.checked_until:%d.%m.%Y}"
    basis = view.legal_basis or "paragraf ikke set"
    cited = f"{view.reference}; {basis}; {period}"
    sure = f"sikkerhed: {CONFIDENCE_DA[view.confidence]}"
    why = "Skøn: længden er vores forslag, eller taksten er ikke bekræftet som almindelig."
    estimate = why if view.estimate else ""
    return " ".join(filter(None, (f"Pris: {cited}; {sure}.", view.note_da, estimate)))


def module(view: views.ModuleView) -> str:
    """A course with days and status, as it must always be shown."""
    code = f", kode {view.national_code}" if view.national_code else ""
    basis = "" if view.days_from_source or view.days is None else ", længde: forslag"
    days = "længde ukendt" if view.days is None else counted(view.days, "dag", "dage")
    return f"{escape(view.title_da)} [dim]({days}, {view.status}{code}{basis})[/]"


def ranking(console: Console, view: views.RankingView, rows: int = ROWS) -> None:
    """One need's candidates, now and after their package."""
    need = view.need
    table = Table(
        title=f"{escape(need.company)} · {escape(need.title)} ({escape(need.id)}), "
        f"{counted(need.headcount, 'person', 'personer')}",
        caption=_ranking_caption(view, rows),
        title_justify="left",
        caption_justify="left",
    )
    for name, side in (("Plads", "right"), ("Person", "left"), ("Point", "right"),
                       ("Krav", "left"), ("Pakke", "right"), ("Pris", "right"),
                       ("Plads efter", "right"), ("Det ene kursus", "left")):  # fmt: skip
        table.add_column(name, justify=side, overflow="fold")  # type: ignore[arg-type]
    for candidate in view.candidates[:rows]:
        table.add_row(*_candidate(candidate))
    console.print(table)
    for note in fee_sources(candidate.package.fee for candidate in view.candidates[:rows]):
        console.print(f"  [dim]{escape(note)}[/]")


def _ranking_caption(view: views.RankingView, rows: int) -> str:
    if not view.total:
        return "Der er ingen personer at rangere."
    shown = min(rows, view.shown)
    more = f" Viser {shown} af {view.total}; alle er rangeret." if shown < view.total else ""
    return f"{LEGEND}. = betyder delt plads.{more}"


def _candidate(view: views.CandidateView) -> tuple[str, ...]:
    hard = [c for c in view.comparisons if c.requirement.kind in {"must", "one_of"}]
    marks = "".join(mark(c) for c in hard)
    package = view.package
    days = (
        "klar"
        if package.closed and not package.steps
        else (counted(package.days or 0, "dag", "dage") if package.closed else "kan ikke lukkes")
    )
    move = view.counterfactual
    return (
        f"{view.rank}{'=' if view.tied > 1 else ''}",
        escape(view.person) + (" [dim]ansat her[/]" if view.employed_here else ""),
        number(view.score),
        marks,
        days,
        fee(package.fee) if package.steps else "",
        f"{view.rank_after}{'=' if view.tied_after > 1 else ''}",
        f"{module(move.module)} → plads {move.rank_after}" if move else "",
    )


def package_answer(console: Console, view: views.PackageAnswerView) -> None:
    """One person's package with reasons, proof, alternatives and what rules of thumb waste."""
    console.print(
        f"[bold]{escape(view.person)} → {escape(view.need.company)}: {escape(view.need.title)}[/]"
    )
    for comparison in view.comparisons:
        near = f" [dim](nær: {', '.join(comparison.near_da)})[/]" if comparison.near_da else ""
        evidence = f" [dim]– {comparison.evidence_da}[/]" if comparison.evidence_da else ""
        title = escape(comparison.requirement.title_da)
        console.print(f"  {mark(comparison)} {title}: {comparison.status_da}{evidence}{near}")
    console.print(f"  [dim]{LEGEND}[/]")
    for assumption in view.assumptions_da:
        console.print(f"  [yellow]OBS: {escape(assumption)}[/]")
    console.print(_package("Bedste pakke", view.best))
    for place, alternative in enumerate(view.alternatives, start=1):
        console.print(_package(f"Alternativ {place}", alternative))
    for rule in view.baselines:
        extra = f"{rule.extra_days} dage mere" if rule.extra_days is not None else "lukker ikke"
        console.print(f"  [dim]{rule.name_da}: {rule.days} dage ({extra})[/]")
    packages = (view.best, *view.alternatives)
    for note in fee_sources(step.module.fee for each in packages for step in each.steps):
        console.print(f"  [dim]{escape(note)}[/]")


def fee_sources(fees: Iterable[views.FeeView]) -> list[str]:
    """Where amounts come from and when they hold, each source once."""
    return list(dict.fromkeys(note for fee_ in fees if (note := fee_source(fee_))))


def _package(title: str, view: views.PackageView) -> Table:
    days = counted(view.days or 0, "dag", "dage")
    head = f"{title}: {days}, pris: {fee(view.fee)}" if view.closed else title
    table = Table(title=head, caption=view.proof_da, title_justify="left", caption_justify="left")
    table.add_column("Nr.", justify="right")
    table.add_column("Kursus", overflow="fold")
    table.add_column("Hvorfor", overflow="fold")
    for place, step in enumerate(view.steps, start=1):
        table.add_row(str(place), module(step.module), escape(step.reason_da))
    for blocked in view.blocked:
        table.add_row("–", escape(blocked.goal_da), escape(blocked.reason_da))
    return table


def gaps(console: Console, view: views.GapsView) -> None:
    """Each company's gaps by fagområde."""
    for company in view.companies:
        table = Table(
            title=f"{escape(company.company)}, CVR {company.cvr}",
            title_justify="left",
            caption_justify="left",
        )
        table.add_column("Fagområde")
        table.add_column("Behov og krav", overflow="fold")
        table.add_column("Ansatte")
        table.add_column("Mangler", justify="right")
        for area in company.areas:
            unknown = f" ({len(area.unknown)} ukendte)" if area.unknown else ""
            for need in area.needs:
                table.add_row(
                    escape(area.title),
                    f"[bold]{escape(need.need.title)}[/]",
                    f"{area.employees}{unknown}",
                    f"{need.lacking} af {need.need.headcount}" + _if_confirmed(need),
                )
                for requirement in need.requirements:
                    counts = ", ".join(
                        f"{n} {SHORT[status]}{_unsure(requirement.suggested.get(status, 0), n)}"
                        for status, n in requirement.counts.items()
                        if n
                    )
                    table.add_row("", "  " + escape(requirement.requirement.title_da), counts, "")
        console.print(table)


def _unsure(suggested: int, count: int) -> str:
    if not suggested:
        return ""
    share = "" if suggested == count == 1 else f"heraf {suggested} "
    return f" ({share}{SUGGESTED_DA})"


def _if_confirmed(need: views.NeedGapView) -> str:
    if not need.unconfirmed:
        return ""
    return f", hvis forslag om {counted(len(need.unconfirmed), 'ansat', 'ansatte')} bekræftes"


def competence(console: Console, view: views.CompetenceView) -> None:
    """One competence with everything known about it."""
    console.print(f"[bold]{view.label_da}[/] ({view.label_en}) · {view.id} · {view.field_da}")
    console.print(escape(view.definition_da))
    for title, words in (
        ("Synonymer", view.synonyms_da),
        ("Bredere", view.broader),
        ("Snævrere", view.narrower),
        ("Nær (tæller ikke)", view.near),
        ("Kilde", view.sources),
    ):
        if words:
            console.print(f"  {title}: {escape(', '.join(words))}")
    console.print(f"  Status: {view.status}, pr. {view.as_of:%d.%m.%Y}, tillid {view.confidence}")
    if view.esco_uri:
        console.print(f"  ESCO ({view.esco_match}): {view.esco_uri}")
    for taught in view.taught_by:
        console.print(f"  • {module(taught)}")


def course_runs(console: Console, runs: CourseRuns, out: Path) -> None:
    """What was imported and where it was written."""
    dropped = f" Fjernede kolonner: {', '.join(runs.dropped)}." if runs.dropped else ""
    console.print(f"{len(runs.runs)} hold læst og gemt i {out}.{dropped}")
    table = Table("Start", "Slut", "Kursus", "Sted", "Ledige", "Pris", "Tillæg")
    for run in runs.runs[:ROWS]:
        table.add_row(
            f"{run.start:%d.%m.%Y}",
            f"{run.end:%d.%m.%Y}",
            f"{escape(run.title)} {run.code}",
            escape(f"{run.institution}, {run.place}"),
            "" if run.seats_left is None else str(run.seats_left),
            "" if run.price is None else f"{number(run.price, 0)} kr.",
            f"{number(run.supplement, 0)} kr." if run.supplement else "",
        )
    console.print(table)


def status_legend(console: Console) -> None:
    """What the three statuses of a course mean."""
    for status, meaning in STATUS_MODULE_DA.items():
        console.print(f"  [dim]{status}: {meaning}[/]")
