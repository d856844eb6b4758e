"""Course runs from the national portal's CSV or from a table or tree of one's own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.errors import WrongInputError
from api.intake.files import TABLES, TREES, decode, read_file
from api.intake.locating import FaultList, TableLocator, TreeLocator
from api.intake.people import shaped
from api.intake.schemas import YES_WORDS, Day, Filled, Identifier, Text, parse_day
from api.intake.tables import read_table
from api.intake.trees import read_tree
from matcher.packages.calendar.problem import Run, RunForm
from matcher.packages.calendar.teaching_days import WEEKEND, WORKDAYS, teaching_days
from taxonomy.errors import Fault
from taxonomy.labels import normalise
from taxonomy.sources.course_runs import read_course_runs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path as FilePath

    from api.intake.files import InputFile
    from api.intake.locating import Path
    from api.intake.tables import Table
    from taxonomy.snapshot import Taxonomy
    from taxonomy.sources.course_runs import CourseRun

MAX_RUNS: Final = 20_000
MAX_DAYS: Final = 400
MAX_KRONER: Final = 200_000
WEEKDAYS: Final = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
FORM_WORDS: Final = {"dag": RunForm.DAY, "dagundervisning": RunForm.DAY, "aften": RunForm.EVENING,
                     "weekend": RunForm.WEEKEND, "online": RunForm.ONLINE,
                     "fjernundervisning": RunForm.ONLINE}  # fmt: skip
PORTAL_MARK: Final = "kviknummer"
_HOUR: Final = re.compile(r"(\d{1,2})[:.]\d\d")
_EVENING_FROM: Final = 16
_NUMBER: Final = re.compile(r"\d{1,7}")
_PERCENT: Final = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*%?")


@dataclass(frozen=True)
class RunsFile:
    """Runs read, and what the reader should be told about how."""

    runs: tuple[Run, ...]
    notices: tuple[str, ...]


def _fault(problem: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("dansk", "{problem}", {"problem": problem, "remedy": remedy})


def _count(value: object) -> object:
    """A whole number from 0 up; None when nothing is told."""
    if value is None or value == "":
        return None
    text = str(value).strip().removesuffix(".0")
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise _fault("er ikke et helt tal fra 0 og op", "Skriv et tal uden punktum, eller intet")
    return int(text)


def _kroner(value: object) -> object:
    number = _count(value)
    if isinstance(number, int) and number > MAX_KRONER:
        raise _fault("beløbet kan ikke passe", f"Skriv hele kroner, højst {MAX_KRONER}")
    return number


def _percent(value: object) -> object:
    if value is None or value == "":
        return None
    match = _PERCENT.fullmatch(str(value).strip())
    percent = float(match[1].replace(",", ".")) if match else -1.0
    if isinstance(value, bool) or not 0 <= percent <= 100:  # noqa: PLR2004  (per cent)
        raise _fault("er ikke en procent", "Skriv et tal fra 0 til 100, eller intet")
    return percent


def _yes(value: object) -> object:
    known = {normalise(word): meant for word, meant in YES_WORDS.items()}
    found = value if isinstance(value, bool) else known.get(normalise(str(value or "")))
    if found is None:
        raise _fault("er hverken ja eller nej", "Skriv ja eller nej")
    return found


def _form(value: object) -> object:
    found = FORM_WORDS.get(normalise(str(value)))
    if found is None:
        raise _fault("undervisningsformen kendes ikke", "Lovlige: dag, aften, weekend, online")
    return found


def _days(value: object) -> object:
    """Days one by one: a list, or text with | between."""
    parts = value if isinstance(value, list) else str(value or "").split("|")
    texts = [str(part).strip() for part in parts if str(part).strip()]
    days = [parse_day(text) for text in texts]
    if any(day is None for day in days):
        found = texts[days.index(None)]
        raise _fault(f"«{found}» er ikke en dato", "Skriv ÅÅÅÅ-MM-DD med | imellem")
    return sorted({day for day in days if day})


def _weekdays(value: object) -> object:
    """Weekdays by their first three letters; a list, or text with commas between."""
    parts = value if isinstance(value, list) else re.split(r"[,|;/ ]+", str(value or ""))
    words = [normalise(str(part))[:3] for part in parts if str(part).strip()]
    if any(word not in WEEKDAYS for word in words):
        raise _fault("ugedagene kan ikke læses", f"Skriv fx {', '.join(WEEKDAYS[:3])}")
    return sorted(WEEKDAYS.index(word) for word in words)


class RunIn(BaseModel):
    """Et hold i egen tabel eller fil."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    hold: Identifier
    modul: Filled
    sted: Text = ""
    dage: Annotated[list[Any], BeforeValidator(_days)] = Field(default_factory=list)
    start: Day = None
    slut: Day = None
    ugedage: Annotated[list[int], BeforeValidator(_weekdays)] = Field(default_factory=list)
    form: Annotated[RunForm, BeforeValidator(_form)] = RunForm.DAY
    pladser: Annotated[int | None, BeforeValidator(_count)] = None
    mindst: Annotated[int | None, BeforeValidator(_count)] = None
    tilmeldt: Annotated[int | None, BeforeValidator(_count)] = None
    garanti: Annotated[bool, BeforeValidator(_yes)] = False
    aflyst: Annotated[bool, BeforeValidator(_yes)] = False
    pris: Annotated[int | None, BeforeValidator(_kroner)] = None
    tillaeg: Annotated[int | None, BeforeValidator(_kroner)] = None
    aflysningsrisiko: Annotated[float | None, BeforeValidator(_percent)] = None


COLUMNS: Final = tuple(RunIn.model_fields)
_ALIASES: Final = {"tillæg": "tillaeg", "id": "hold", "kursus": "modul", "module": "modul"}


def load_runs(path: FilePath, taxonomy: Taxonomy) -> RunsFile:
    """Read course runs.

    Args:
        path: CSV as the national portal writes it; or CSV, XLSX, JSON or YAML of one's own.
        taxonomy: the modules that runs are of.

    Returns:
        The runs by first day and id, each with its teaching days.

    Raises:
        WrongInputError: with every fault found in a file of one's own; then nothing is read.
        FaultyDataError: likewise in the portal's file.
    """
    file = read_file(path, TREES | TABLES)
    if file.suffix == ".csv" and PORTAL_MARK in decode(file).text.split("\n", 1)[0]:
        return _from_portal(file, taxonomy)
    if file.suffix in TABLES:
        return _from_table(read_table(file), taxonomy)
    tree, notices = read_tree(file)
    faults = FaultList(TreeLocator(file.name, decode(file).text))
    listed = tree.get("hold") if isinstance(tree, dict) and set(tree) == {"hold"} else tree
    if not isinstance(listed, list):
        faults.add((), listed, "filen er ikke en liste af hold", "Skriv hold: og en liste")
        listed = []
    prefix: Path = ("hold",) if isinstance(tree, dict) else ()
    return RunsFile(_runs(listed, prefix, faults, taxonomy), notices)


def _from_table(table: Table, taxonomy: Taxonomy) -> RunsFile:
    names = [_column(header) for header in table.header]
    lines: dict[Path, int] = {(): table.header_line}
    faults = FaultList(TableLocator(table.name, lines, dict(zip(names, table.header, strict=True))))
    for name, header in zip(names, table.header, strict=True):
        if name not in COLUMNS:
            legal = f"Lovlige: {', '.join(COLUMNS)}"
            faults.add((header,), None, "kolonnen kendes ikke", legal)
    faults.raise_if_any()
    rows = []
    for place, (line, cells) in enumerate(table.rows):
        lines[place,] = line
        pairs = zip(names, cells, strict=True)
        rows.append({name: cell for name, cell in pairs if str(cell).strip()})
    return RunsFile(_runs(rows, (), faults, taxonomy), table.notices)


def _column(header: str) -> str:
    word = normalise(header).replace(" ", "_")
    return _ALIASES.get(word, word)


def _runs(
    rows: Sequence[object], prefix: Path, faults: FaultList, taxonomy: Taxonomy
) -> tuple[Run, ...]:
    if len(rows) > MAX_RUNS:
        faults.add(prefix, None, f"filen har over {MAX_RUNS} hold", "Del den")
        rows = ()
    read = [_run((*prefix, i), row, faults, taxonomy) for i, row in enumerate(rows)]
    counts = Counter(run.id for run in read if run)
    for place, run in enumerate(read):
        if run and counts[run.id] > 1:
            faults.add((*prefix, place, "hold"), run.id, "holdet står mere end én gang",
                       "Giv hvert hold sit id")  # fmt: skip
    faults.raise_if_any()
    return tuple(sorted((run for run in read if run), key=lambda run: (run.start, run.id)))


def _run(path: Path, row: object, faults: FaultList, taxonomy: Taxonomy) -> Run | None:
    if isinstance(row, dict):
        row = {_ALIASES.get(str(key), key): value for key, value in row.items()}
    shape = shaped(RunIn, path, row, faults)
    if shape is None:
        return None
    known = shape.modul in taxonomy.modules
    if not known:
        near = get_close_matches(shape.modul, taxonomy.modules, 2, 0.5)
        remedy = f"Mente du: {', '.join(near)}?" if near else "Skriv modulets id i taxonomien"
        faults.add((*path, "modul"), shape.modul, "modulet findes ikke", remedy)
    days = _teaching_days(path, shape, faults)
    if not known or not days:
        return None
    return Run(
        id=shape.hold,
        module=shape.modul,
        days=days,
        form=shape.form,
        place="" if shape.form is RunForm.ONLINE else shape.sted,
        seats=shape.pladser,
        minimum=shape.mindst,
        enrolled=shape.tilmeldt,
        guaranteed=shape.garanti,
        cancelled=shape.aflyst,
        price=shape.pris,
        supplement=shape.tillaeg or 0,
        cancel_chance=None if shape.aflysningsrisiko is None else shape.aflysningsrisiko / 100,
    )


def _teaching_days(path: Path, shape: RunIn, faults: FaultList) -> tuple[date, ...]:
    if shape.dage:
        if shape.start or shape.slut or shape.ugedage:
            faults.add((*path, "dage"), None, "dagene er givet på to måder",
                       "Skriv enten dage, eller start, slut og ugedage")  # fmt: skip
        return tuple(shape.dage[:MAX_DAYS])
    if not shape.start or not shape.slut:
        faults.add(path, None, "undervisningsdagene mangler", "Skriv dage, eller start og slut")
        return ()
    if not 0 <= (shape.slut - shape.start).days <= MAX_DAYS:
        faults.add((*path, "slut"), shape.slut, "perioden kan ikke passe",
                   f"Slut skal være efter start, højst {MAX_DAYS} dage")  # fmt: skip
        return ()
    usual = WEEKEND if shape.form is RunForm.WEEKEND else WORKDAYS
    days = teaching_days(shape.start, shape.slut, shape.ugedage or usual)
    if not days:
        faults.add((*path, "start"), shape.start, "der er ingen undervisningsdage i perioden",
                   "Ret datoer eller ugedage; helligdage tæller ikke")  # fmt: skip
    return days


def _from_portal(file: InputFile, taxonomy: Taxonomy) -> RunsFile:
    """The portal's runs of modules we know by their national code; the others are counted."""
    read = read_course_runs(file.name, decode(file).text)
    modules = {m.national_code: m.id for m in taxonomy.modules.values() if m.national_code}
    known = [run for run in read.runs if run.code in modules]
    unknown = Counter(run.code or "uden kode" for run in read.runs if run.code not in modules)
    notices = [f"{file.name}: kolonnen {name} er ikke læst." for name in read.dropped]
    if unknown:
        told = ", ".join(f"{code} ({count})" for code, count in unknown.most_common(5))
        notices.append(f"{file.name}: hold med koder, taxonomien ikke har, er udeladt: {told}.")
    runs, loose = [], 0
    for one in known:
        days = teaching_days(one.start, one.end) or (one.start,)
        loose += one.days is not None and one.days != len(days)
        runs.append(_portal_run(one, modules, days))
    if loose:
        notices.append(
            f"{file.name}: {loose} hold har et andet antal dage end hverdagene fra start til slut. "
            "Portalen siger ikke hvilke, så alle hverdage fra start til slut regnes optaget."
        )
    if not runs:
        fault = Fault(file.name, 0, "", "", "ingen af holdene er kurser i taxonomien",
                      "Kontrollér koderne, eller brug egen fil med kolonnen modul")  # fmt: skip
        raise WrongInputError([fault])
    return RunsFile(tuple(runs), tuple(notices))


def _portal_run(one: CourseRun, modules: Mapping[str, str], days: tuple[date, ...]) -> Run:
    hour = _HOUR.match(one.hours.strip())
    evening = hour is not None and int(hour[1]) >= _EVENING_FROM
    remote = "fjern" in one.form.casefold() or "online" in one.form.casefold()
    # Remote teaching at fixed hours of the day takes the day, and no travel.
    form = RunForm.EVENING if evening else RunForm.ONLINE if remote and not hour else RunForm.DAY
    return Run(
        id=one.id,
        module=modules[one.code],
        days=days,
        form=form,
        place="" if remote else one.place,
        seats=one.seats_left,
        minimum=one.minimum,
        enrolled=one.enrolled,
        guaranteed=one.guaranteed,
        cancelled=one.cancelled,
        price=one.price,
        supplement=one.supplement,
    )
