"""Course runs ("hold") in the national course portal's CSV layout, without contact persons."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from taxonomy.errors import Fault, FaultyDataError, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REQUIRED: Final = (
    "id", "holdTitle", "kviknummer", "institution", "lokationSted", "startDate", "endDate",
)  # fmt: skip
CONTACT_MARKS: Final = ("kontakt", "contact", "mail", "telefon", "phone", "tlf", "person")
MAX_CELL: Final = 20_000


@dataclass(frozen=True)
class CourseRun:
    """A course at a place and time.

    Attributes:
        code: the national code of the course, from the portal's link; empty when not told.
        seats_left: None when the portal does not tell.
        minimum: participants needed for the run to be held; None when not told.
        price: kroner per participant in the target group; None when not told.
        supplement: kroner on top; 0 when none.
    """

    id: str
    code: str
    title: str
    institution: str
    place: str
    postcode: str
    start: date
    end: date
    days: int | None
    form: str
    hours: str
    seats_left: int | None
    minimum: int | None
    enrolled: int | None
    guaranteed: bool
    cancelled: bool
    price: int | None
    supplement: int
    link: str


@dataclass(frozen=True)
class CourseRuns:
    """Runs read, and which columns were dropped because they may name a person."""

    runs: tuple[CourseRun, ...]
    dropped: tuple[str, ...]


def read_course_runs(name: str, text: str) -> CourseRuns:
    """Read runs from the portal's CSV.

    Args:
        name: the file's name, for messages.
        text: the file's content.

    Returns:
        The runs sorted by start and id, each once.

    Raises:
        FaultyDataError: with every fault found; then nothing is read.
    """
    frame = _frame(name, text)
    contact = [c for c in frame.columns if any(mark in c.casefold() for mark in CONTACT_MARKS)]
    contact = [c for c in contact if c not in {"currentParticipantAmount", "minimumParticipants"}]
    faults: list[Fault] = []
    records = frame.drop(columns=contact).to_dict("records")
    runs = [_run(name, place, record, faults) for place, record in enumerate(records, start=1)]
    doubles = frame["id"][frame["id"].duplicated()].unique()
    faults += [
        Fault(name, 0, "id", shorten(i), "holdet står to gange", "Fjern den ene") for i in doubles
    ]
    if faults:
        raise FaultyDataError(faults)
    kept = sorted((run for run in runs if run), key=lambda run: (run.start, run.id))
    return CourseRuns(tuple(kept), tuple(contact))


def _frame(name: str, text: str) -> pd.DataFrame:
    first = text.split("\n", 1)[0]
    try:
        frame = pd.read_csv(
            io.StringIO(text),
            dtype=str,
            keep_default_na=False,
            sep=";" if first.count(";") > first.count(",") else ",",
        )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        fault = Fault(name, 0, "", shorten(error), "filen kan ikke læses som CSV", "Hent den igen")
        raise FaultyDataError([fault]) from None
    missing = [column for column in REQUIRED if column not in frame.columns]
    if missing:
        remedy = f"Filen skal have portalens kolonner: {', '.join(REQUIRED)}"
        raise FaultyDataError(
            [Fault(name, 1, column, "", "kolonnen mangler", remedy) for column in missing]
        )
    return frame


@dataclass(frozen=True)
class _Cells:
    """One record's cells with the faults found in them."""

    name: str
    place: int
    cells: Mapping[str, Any]
    faults: list[Fault]

    def text(self, column: str) -> str:
        return str(self.cells.get(column, "")).strip()

    def needed(self, column: str) -> str:
        value = self.text(column)
        if not value:
            self._fault(column, "feltet er tomt", "Udfyld det")
        if len(value) > MAX_CELL:
            self._fault(column, f"cellen er længere end {MAX_CELL} tegn", "Forkort den")
        return value

    def day(self, column: str) -> date:
        return self._read(column, lambda t: date.fromisoformat(t[:10]), "ÅÅÅÅ-MM-DD") or date.max

    def count(self, column: str) -> int | None:
        return self._read(column, _count, "et helt tal på mindst 0") if self.text(column) else None

    def _read(self, column: str, parse: Callable[[str], Any], form: str) -> Any:  # noqa: ANN401
        try:
            return parse(self.text(column))
        except ValueError:
            self._fault(column, "værdien kan ikke læses", f"Skriv {form}")
            return None

    def _fault(self, column: str, problem: str, remedy: str) -> None:
        found = shorten(self.text(column))
        where = f"{column} (hold nr. {self.place})"
        self.faults.append(Fault(self.name, 0, where, found, problem, remedy))


def _count(text: str) -> int:
    number = float(text.replace(",", "."))
    if number < 0 or not number.is_integer():
        raise ValueError(text)
    return int(number)


def _run(name: str, place: int, record: Mapping[str, Any], faults: list[Fault]) -> CourseRun | None:
    before = len(faults)
    cells = _Cells(name, place, record, faults)
    run = CourseRun(
        id=cells.needed("id"),
        code=_code(cells.text("link")),
        title=cells.needed("holdTitle"),
        institution=cells.needed("institution"),
        place=cells.text("lokationSted"),
        postcode=cells.text("lokationPostNr"),
        start=cells.day("startDate"),
        end=cells.day("endDate"),
        days=cells.count("duration"),
        form=cells.text("undervisningsform"),
        hours=cells.text("undervisningstidspunkt"),
        seats_left=cells.count("ledigePladser"),
        minimum=cells.count("minimumParticipants"),
        enrolled=cells.count("currentParticipantAmount"),
        guaranteed=cells.text("garantiKursus") == "True",
        cancelled=cells.text("aflyst") == "True",
        price=cells.count("normpris"),
        supplement=cells.count("tillaegspris") or 0,
        link=cells.text("link"),
    )
    if len(faults) == before and run.end < run.start:
        found = f"{run.start} til {run.end}"
        where = f"endDate (hold nr. {place})"
        faults.append(Fault(name, 0, where, found, "slutter før det begynder", "Ret datoerne"))
    return run if len(faults) == before else None


def _code(link: str) -> str:
    marker = "subject_code="
    return link.partition(marker)[2].partition("&")[0] if marker in link else ""
