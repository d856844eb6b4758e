"""What commands ask for: dates, orders, files; wrong words become faults like any other."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from rich.markup import escape

from api import settings
from api.cli.usage import in_danish
from api.errors import WrongInputError
from api.intake.schemas import FIRST_YEAR, ID_FORM, LAST_YEAR
from api.services.calendar import RunCalendar, load_calendar
from api.services.describe_files import FileKind
from api.services.region import Region, load_region
from matcher.packages.assignment import First
from matcher.packages.calendar.problem import Period
from matcher.packages.problem import Objective
from matcher.packages.upskilling import Order
from taxonomy.days import MONTHS_A_YEAR, add_months
from taxonomy.errors import Fault, FaultyDataError, holds_cpr
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rich.console import Console

    from taxonomy.snapshot import Taxonomy

E = TypeVar("E", bound=StrEnum)


def _wrong(option: str, found: str, problem: str, remedy: str) -> WrongInputError:
    return WrongInputError([Fault("kommandolinjen", 0, option, found, problem, remedy)])


def day(text: str, option: str = "--on") -> date:
    """A day: as written, or today."""
    if not text:
        return settings.today()
    try:
        on = date.fromisoformat(text)
    except ValueError:
        raise _wrong(option, text, "er ikke en dato", "Skriv ÅÅÅÅ-MM-DD") from None
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        legal = f"Årstal fra {FIRST_YEAR} til {LAST_YEAR}"
        raise _wrong(option, text, "årstallet kan ikke passe", legal)
    return on


def _choice(option: str, text: str, options: type[E]) -> E:
    legal = [o.value for o in options]
    if text not in legal:
        raise _wrong(option, text, "kendes ikke", f"Lovlige: {', '.join(legal)}")
    return options(text)


def order(text: str) -> Order:
    """The order of a ranking."""
    return _choice("--order", text, Order)


def objective(text: str) -> Objective:
    """What a package has least of."""
    return _choice("--least", text, Objective)


def first(text: str) -> First:
    """What is best for a person among vacancies."""
    return _choice("--first", text, First)


def languages(text: str) -> tuple[str, ...]:
    """Two-letter codes with commas between, each once."""
    codes = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    wrong = [code for code in codes if not re.fullmatch(r"[a-z]{2}", code)]
    if wrong or not codes:
        found = ",".join(wrong)
        raise _wrong("--languages", found, "er ikke sprogkoder", "Skriv for eksempel da,en,no")
    return codes


def person_id(text: str) -> str:
    """A pseudonymous id for somebody."""
    if holds_cpr(text) or not re.fullmatch(ID_FORM, text):
        problem = "er ikke et pseudonymt id"
        remedy = "Skriv et som p-001: bogstaver, tal og bindestreg, aldrig navn eller CPR-nummer"
        raise _wrong("--person", "", problem, remedy)  # it may be a name
    return text


def file_kind(text: str) -> FileKind:
    """Which file a schema is asked for."""
    return _choice("schema", text, FileKind)


def taxonomy(folder: Path | None = None) -> Taxonomy:
    """The product's taxonomy, or the one in a folder."""
    if folder is not None and not (folder / "taxonomy").is_dir():
        raise _wrong("--data", str(folder), "mappen har ingen taxonomy/", "Angiv en datamappe")
    return load_taxonomy(folder)


def region(plan: Path, people: Path, on: str) -> Region:
    """Plans and people from files."""
    return load_region(plan, people, taxonomy(), day(on))


def example(name: str, on: date) -> Region:
    """One of the situations that came with the product."""
    folder = settings.example_folder(name)
    if not name.isidentifier() or not (folder / "planer.yaml").is_file():
        there = sorted(p.parent.name for p in folder.parent.glob("*/planer.yaml"))
        raise _wrong("--example", name, "eksemplet findes ikke", f"Lovlige: {', '.join(there)}")
    region = load_region(folder / "planer.yaml", folder / "personer.csv", taxonomy(), on)
    return replace(region, calendar=_example_calendar(folder, region.taxonomy, on))


def _example_calendar(folder: Path, taxonomy: Taxonomy, on: date) -> RunCalendar | None:
    """The runs of an example, a year ahead; None when it has none."""
    runs, people = folder / "hold.csv", folder / "kalender.yaml"
    if not runs.exists():
        return None
    period = Period(on, add_months(on, MONTHS_A_YEAR))
    return load_calendar(runs, people if people.exists() else None, taxonomy, period)


def fits_together(dates: Mapping[str, object], *, with_runs: bool, only_days: bool) -> None:
    """Options about dates belong with runs, and runs have their own order of what counts.

    Raises:
        WrongInputError: with every option that does not fit.
    """
    wrong = [
        Fault("kommandolinjen", 0, option, "", "bruges kun sammen med --runs", "Angiv --runs FIL")
        for option, value in dates.items()
        if value and not with_runs
    ]
    if with_runs and not only_days:
        remedy = "Udelad --least; rækkefølgen står i docs/kalender.md"
        wrong.append(
            Fault("kommandolinjen", 0, "--least", "", "kan ikke bruges med --runs", remedy)
        )
    if wrong:
        raise WrongInputError(wrong)


def period(first: str, last: str, on: date) -> Period:
    """The period runs are looked for in: from the day that decides, a year ahead if not told."""
    begin = day(first, "--from") if first else on
    end = day(last, "--until") if last else add_months(begin, MONTHS_A_YEAR)
    if end < begin:
        raise _wrong("--until", last, "ligger før --from", "Skriv en senere dag")
    return Period(begin, end)


def report_usage(console: Console, problem: str) -> None:
    """Tell that a command was typed wrongly; the parser's own words name the option."""
    if not problem:
        return  # a group without a command has shown its help
    console.print("[bold red]Kommandoen kan ikke læses.[/]", highlight=False)
    console.print(f"• {escape(in_danish(problem))}", highlight=False, soft_wrap=True)
    console.print("Se kompetencematch --help, eller --help efter kommandoen.", highlight=False)


def report(console: Console, error: Exception) -> None:
    """Tell what is wrong, all of it, one fault a line."""
    if isinstance(error, WrongInputError | FaultyDataError):
        count = len(error.faults)
        console.print(f"[bold red]{count} fejl; intet er indlæst.[/]" if count > 1
                      else "[bold red]1 fejl; intet er indlæst.[/]")  # fmt: skip
        for fault in error.faults:
            console.print(f"• {escape(str(fault))}", highlight=False, soft_wrap=True)
    else:
        console.print(f"[bold red]{escape(str(error))}[/]", highlight=False, soft_wrap=True)
