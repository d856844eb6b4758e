"""`kompetencematch package --runs`: a package on real dates in the terminal."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from rich.markup import escape
from rich.table import Table

from api.errors import NothingPossibleError
from api.intake.availability import load_distances
from api.services.calendar import load_calendar
from api.services.propose_calendar import propose_calendar
from api.wording import counted, number

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from api.services.region import Region
    from api.views.calendar import CalendarAnswerView, CalendarPackageView, RunView
    from matcher.packages.calendar.problem import Period

REASONS: Final = 12


@dataclass(frozen=True)
class Files:
    """Where the runs are told, when people can attend, and how far it is for the person asked."""

    runs: Path
    availability: Path | None
    distances: Path | None


def answer(
    region: Region, files: Files, period: Period, need: str, person: str
) -> CalendarAnswerView:
    """The best package on real dates, with runs and availability from files.

    Args:
        region: plans and people.
        files: the distances, if any, are those of the person asked about.
        period: only runs within it are looked at.
        need: the need's id.
        person: the person's id.

    Returns:
        The whole answer.

    Raises:
        WrongInputError: with every fault in the files.
        FaultyDataError: with every fault in the distances.
        UnknownThingError: when the need or the person is not there.
    """
    calendar = load_calendar(files.runs, files.availability, region.taxonomy, period)
    if files.distances is not None:
        told = replace(calendar.of(person), distances=load_distances(files.distances))
        calendar = replace(calendar, availability={**calendar.availability, person: told})
    return propose_calendar(replace(region, calendar=calendar), need, person)


def refuse_if_open(view: CalendarAnswerView) -> None:
    """Tell that a demand stays open.

    Raises:
        NothingPossibleError: when the best package leaves one open.
    """
    if not view.best.closed:
        why = [view.causes_da, *(b.reason_da for b in view.blocked)]
        why += [f"Ingen hold giver {goal}" for goal in view.without_runs_da]
        text = " ".join(part.removesuffix(".") + "." for part in why if part)
        raise NothingPossibleError(f"Holdene lukker ikke alle krav. {text}")


def show(console: Console, view: CalendarAnswerView) -> None:
    """Show the package, the alternatives, the reasons and what limits cost."""
    for notice in view.notices_da:
        console.print(notice, style="yellow", highlight=False, markup=False)
    console.print(f"[bold]{escape(view.person)} til {escape(view.need.title)}[/]", highlight=False)
    _package(console, view.best)
    for other in view.alternatives:
        console.print(f"\n[bold]{other.way_da}[/]", highlight=False)
        _package(console, other.package)
    _lines(console, "Hvad betingelserne koster", [p.consultant_da for p in view.prices])
    _lines(
        console,
        "Ikke valgt",
        [f"{r.title_da}: {r.text_da}" for r in view.reasons[:REASONS]],
    )


def _lines(console: Console, title: str, lines: list[str]) -> None:
    if lines:
        console.print(f"\n[bold]{title}[/]", highlight=False)
    for line in lines:
        console.print(f"  {escape(line)}", highlight=False, soft_wrap=True)


def _package(console: Console, package: CalendarPackageView) -> None:
    console.print(f"{package.summary_da}. {package.proof_da}.", highlight=False)
    if package.steps:
        console.print(_table(package))
    rest = [f"Lukkes ikke: {goal}" for goal in package.open_da]
    rest += [f"Lukkes først efter fristen: {goal}" for goal in package.late_da]
    for line in (*package.told_da, *package.merit_da, *rest):
        console.print(f"  {escape(line)}", highlight=False, soft_wrap=True)


def _table(package: CalendarPackageView) -> Table:
    table = Table()
    table.add_column("Hvornår", no_wrap=True)
    table.add_column("Kursus, og hvorfor")
    table.add_column("Hvor")
    table.add_column("Pris", justify="right")
    for step in package.steps:
        why = f"\n[dim]{escape(step.reason_da)}[/]" if step.reason_da else ""
        title = escape(step.run.module.title_da)
        when, where, price = map(escape, _cells(step.run))
        table.add_row(when, f"{title}{why}", where, price)
    return table


def _cells(run: RunView) -> tuple[str, str, str]:
    km = "" if run.km is None or not run.place else f" ({number(run.km, 0)} km)"
    days = counted(len(run.days), "dag", "dage")
    return (
        f"{run.days[0]:%d.%m.%y}-{run.days[-1]:%d.%m.%y}\n{days}, {run.form}",
        f"{run.place}{km}",
        "ikke oplyst" if run.kroner is None else f"{number(run.kroner, 0)} kr.",
    )
