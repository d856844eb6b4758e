"""Runs and availability loaded together: what calendar questions are asked of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.errors import WrongInputError
from api.intake.availability import load_availability
from api.intake.runs import RunsFile, load_runs
from matcher.packages.calendar.problem import Availability, Period
from taxonomy.errors import FaultyDataError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from matcher.packages.calendar.problem import Run
    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy


@dataclass(frozen=True)
class RunCalendar:
    """The runs there are and when people can attend.

    Attributes:
        runs: by first day and id.
        availability: by person id; nobody has told anything of the others.
        earliest: first possible day of those who have told nothing.
        period: only runs within it are looked at.
        notices: what the reader should be told about how the files were read.
        file: what the runs, and so their prices, were read from.
    """

    runs: tuple[Run, ...]
    availability: Mapping[str, Availability]
    earliest: date
    period: Period | None = None
    notices: tuple[str, ...] = ()
    file: str = "holdfilen"

    @property
    def price_source_da(self) -> str:
        """Where the runs' prices come from, what they hold for and that nobody has checked them."""
        return (
            f"Prisen er holdets egen med tillæg, som den står i {self.file}. Den gælder kun det "
            "hold og er ikke kontrolleret mod takster eller hos skolen"
        )

    def of(self, person: str) -> Availability:
        """When and where a person can attend; every day and place when nothing is told."""
        return self.availability.get(person) or Availability(self.earliest)


def load_calendar(
    runs: Path, availability: Path | None, taxonomy: Taxonomy, period: Period
) -> RunCalendar:
    """Read runs and availability.

    Args:
        runs: the portal's CSV, or a table or tree of one's own.
        availability: YAML or JSON; None when nobody has told anything.
        taxonomy: the modules that runs are of.
        period: only runs within it are looked at.

    Returns:
        Both, with notices.

    Raises:
        WrongInputError: with the faults of both files at once.
    """
    faults: list[Fault] = []
    read, people = RunsFile((), ()), dict[str, Availability]()
    try:
        read = load_runs(runs, taxonomy)
    except (WrongInputError, FaultyDataError) as error:
        faults.extend(error.faults)
    try:
        people = dict(load_availability(availability, period.first)) if availability else {}
    except WrongInputError as error:
        faults.extend(error.faults)
    if faults:
        raise WrongInputError(faults)
    return RunCalendar(read.runs, people, period.first, period, read.notices, runs.name)
