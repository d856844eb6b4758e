"""Course runs ("hold") in the national course portal's CSV layout, without contact persons."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeVar

from taxonomy.errors import Fault, FaultyDataError, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

REQUIRED: Final = (
    "id", "holdTitle", "kviknummer", "institution", "lokationSted", "startDate", "endDate",
)  # fmt: skip
CONTACT_MARKS: Final = ("kontakt", "contact", "mail", "telefon", "phone", "tlf", "person")
MAX_CELL: Final = 20_000
MAX_FAULTS: Final = 500
MAX_COLUMNS: Final = 200
FIRST_YEAR, LAST_YEAR = 2000, 2100
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?)?", re.ASCII)
_COUNT = re.compile(r"(\d{1,7})(?:[.,]0{1,2})?", re.ASCII)
_CODE = re.compile(r"[?&]subject_code=(\d{1,9})(?:&|$)", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class CourseRun:
    """A course at a place and time.

    Attributes:
        code: the national code of the course, from the portal's link; empty when not told.
        seats_left: None when the portal does not tell.
        minimum: participants needed for the run to be held; None when not told.
        price: kroner per participant in the target group; None when not told.
        supplement: kroner on top, all reasons together; 0 when none.
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


@dataclass(frozen=True)
class _Rows:
    """The portal's rows as cells by column, each with the line it begins on."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, Mapping[str, str]], ...]


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
    table = _rows(name, text)
    dropped = tuple(column for column in table.header if _names_a_person(column))
    faults: list[Fault] = []
    runs = [_run(_Cells(name, line, cells, faults)) for line, cells in table.rows]
    faults += _doubles(name, table)
    if len(faults) > MAX_FAULTS:
        problem = f"filen har {len(faults) - MAX_FAULTS} fejl mere, som ikke er vist"
        faults = [*faults[:MAX_FAULTS], Fault(name, 0, "", "", problem, "Ret disse først")]
    if faults:
        raise FaultyDataError(faults)
    kept = sorted((run for run in runs if run), key=lambda run: (run.start, run.id))
    return CourseRuns(tuple(kept), dropped)


def _names_a_person(column: str) -> bool:
    return any(mark in column.casefold() for mark in CONTACT_MARKS)


def _doubles(name: str, table: _Rows) -> list[Fault]:
    ids = [(line, cells["id"].strip()) for line, cells in table.rows]
    counts = Counter(run for _, run in ids)
    return [
        Fault(name, line, "id", shorten(run), "holdet står mere end én gang", "Behold ét af dem")
        for line, run in ids
        if run and counts[run] > 1
    ]


def _rows(name: str, text: str) -> _Rows:
    """Rows as the portal writes them: a quoted cell may go on over several lines."""
    first = text.lstrip().split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        problem = (
            "en celle er alt for lang"
            if "field larger" in str(error)
            else ("rækken kan ikke læses")
        )
        remedy = "Kontrollér anførselstegnene fra denne række og frem, eller hent filen igen"
        raise FaultyDataError([Fault(name, line, "", "", problem, remedy)]) from None
    if not rows:
        raise FaultyDataError([Fault(name, 0, "", "", "filen er tom", "Hent den igen")])
    header_line, header = rows[0][0], tuple(cell.strip() for cell in rows[0][1])
    faults = _header_faults(name, header_line, header)
    faults += [
        Fault(
            name,
            line,
            "",
            f"{len(row)} felter",
            f"rækken har ikke {len(header)} felter",
            "Sæt anførselstegn om felter med skilletegn eller linjeskift",
        )
        for line, row in rows[1:]
        if len(row) != len(header)
    ]
    if faults:
        raise FaultyDataError(faults[:MAX_FAULTS])
    return _Rows(header, tuple((at, dict(zip(header, row, strict=True))) for at, row in rows[1:]))


def _header_faults(name: str, line: int, header: tuple[str, ...]) -> list[Fault]:
    if len(header) > MAX_COLUMNS:
        problem = f"filen har over {MAX_COLUMNS} kolonner"
        return [Fault(name, line, "", "", problem, "Hent den igen fra portalen")]
    remedy = f"Filen skal have portalens kolonner: {', '.join(REQUIRED)}"
    missing = [
        Fault(name, line, column, "", "kolonnen mangler", remedy)
        for column in REQUIRED
        if column not in header
    ]
    return missing + [
        Fault(name, line, column, "", "kolonnen står mere end én gang", "Behold én af dem")
        for column, count in Counter(header).items()
        if count > 1
    ]


@dataclass(frozen=True)
class _Cells:
    """One row's cells with the faults found in them."""

    name: str
    line: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def text(self, column: str) -> str:
        value = self.cells.get(column, "").strip()
        if len(value) > MAX_CELL:
            self.fault(column, f"cellen er længere end {MAX_CELL} tegn", "Forkort den")
        if _CONTROL.search(value):
            self.fault(column, "cellen indeholder styretegn", "Fjern dem, eller hent filen igen")
        return value

    def needed(self, column: str) -> str:
        value = self.text(column)
        if not value:
            self.fault(column, "feltet er tomt", "Udfyld det")
        return value

    def day(self, column: str) -> date:
        return self._read(column, _day, f"ÅÅÅÅ-MM-DD fra {FIRST_YEAR} til {LAST_YEAR}") or date.max

    def count(self, column: str) -> int | None:
        return self._optional(column, _count, "et helt tal på mindst 0 uden tusindtalspunktum")

    def kroner(self, column: str) -> int:
        form = "hele kroner som 340 eller [340, 360]"
        return self._optional(column, _kroner, form) or 0

    def yes(self, column: str) -> bool:
        return bool(self._optional(column, _yes, "True eller False"))

    def link(self, column: str) -> str:
        return self._optional(column, _link, "en adresse, der begynder med https://") or ""

    def fault(self, column: str, problem: str, remedy: str, found: str = "") -> None:
        shown = shorten(found or self.cells.get(column, "").strip())
        self.faults.append(Fault(self.name, self.line, column, shown, problem, remedy))

    def _optional(self, column: str, parse: Callable[[str], T], form: str) -> T | None:
        return self._read(column, parse, form) if self.text(column) else None

    def _read(self, column: str, parse: Callable[[str], T], form: str) -> T | None:
        try:
            return parse(self.cells.get(column, "").strip())
        except ValueError:
            self.fault(column, "værdien kan ikke læses", f"Skriv {form}")
            return None


def _day(text: str) -> date:
    match = _DAY.fullmatch(text)
    day = date(*map(int, match.groups())) if match else date.min
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(text)
    return day


def _count(text: str) -> int:
    """A whole number; 1.000 is refused, since it is a thousand to some and one to others."""
    match = _COUNT.fullmatch(text)
    if match is None:
        raise ValueError(text)
    return int(match[1])


def _kroner(text: str) -> int:
    """One amount, or the portal's list of amounts with a reason each."""
    listed = text.startswith("[") and text.endswith("]")
    return sum(_count(part.strip()) for part in (text[1:-1].split(",") if listed else [text]))


def _yes(text: str) -> bool:
    if text not in {"True", "False"}:
        raise ValueError(text)
    return text == "True"


def _link(text: str) -> str:
    if not _LINK.fullmatch(text):
        raise ValueError(text)
    return text


def _run(cells: _Cells) -> CourseRun | None:
    before = len(cells.faults)
    link = cells.link("link")
    code = _CODE.search(link)
    run = CourseRun(
        id=cells.needed("id"),
        code=code[1] if code else "",
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
        guaranteed=cells.yes("garantiKursus"),
        cancelled=cells.yes("aflyst"),
        price=cells.count("normpris"),
        supplement=cells.kroner("tillaegspris"),
        link=link,
    )
    if len(cells.faults) == before and run.end < run.start:
        cells.fault("endDate", "slutter før det begynder", "Ret datoerne", f"{run.start}/{run.end}")
    return run if len(cells.faults) == before else None
