"""CSV and XLSX as rows of cells with their place, refusing what would be read wrongly."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.files import InputFile, decode, single_fault
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

MAX_CELL: Final = 2_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_ROWS: Final = 500_000
MAX_COLUMNS: Final = 200


@dataclass(frozen=True)
class Table:
    """A header and rows; each row has its line or row number in the file."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    notices: tuple[str, ...]


def read_table(file: InputFile) -> Table:
    """Read a table whose first row is the header.

    Args:
        file: with suffix .csv or .xlsx.

    Returns:
        The table; rows without any content are left out.

    Raises:
        WrongInputError: with row and column for formulas, endless cells, ragged rows.
    """
    return _read_xlsx(file) if file.suffix == ".xlsx" else _read_csv(file)


def _read_csv(file: InputFile) -> Table:
    decoded = decode(file)
    first = decoded.text.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    notices = list(decoded.notices)
    if delimiter != ",":
        shown = {";": "semikolon", "\t": "tabulator"}[delimiter]
        notices.append(f"{file.name} er læst med {shown} som skilletegn.")
    csv.field_size_limit(MAX_CELL)
    reader = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[object, ...]]] = []
    try:
        rows.extend((reader.line_num, tuple(row)) for row in reader)
    except csv.Error as error:
        long = "field larger" in str(error)
        problem = f"en celle er længere end {MAX_CELL} tegn" if long else "rækken kan ikke læses"
        remedy = "Forkort cellen" if long else "Kontrollér anførselstegnene i rækken"
        raise WrongInputError([Fault(file.name, reader.line_num, "", "", problem, remedy)]) from None
    return _table(file.name, rows, tuple(notices))


def _table(
    name: str, rows: list[tuple[int, tuple[object, ...]]], notices: tuple[str, ...]
) -> Table:
    filled = [(line, row) for line, row in rows if any(str(c or "").strip() for c in row)]
    if not filled:
        raise single_fault(name, "tabellen er tom", "Første række skal være overskrifter")
    header = tuple(str(cell or "").strip() for cell in filled[0][1])
    width = len(header)
    ragged = [
        Fault(name, line, "", f"{len(row)} felter", f"rækken har flere felter end de {width} "
              "overskrifter", "Sæt anførselstegn om felter med skilletegn")  # fmt: skip
        for line, row in filled[1:]
        if any(str(c or "").strip() for c in row[width:])
    ]
    if ragged:
        raise WrongInputError(ragged)
    padded = (
        (line, (*row[:width], *("",) * (width - len(row)))) for line, row in filled[1:]
    )
    return Table(name, header, tuple(padded), notices)


def _read_xlsx(file: InputFile) -> Table:
    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import, seldom needed)

    _check_zip(file)
    try:
        book = load_workbook(io.BytesIO(file.content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        rows = list(_cells(file.name, sheet))
    except WrongInputError:
        raise
    except Exception as error:  # noqa: BLE001  (a broken workbook fails in many ways)
        raise single_fault(file.name, "regnearket kan ikke åbnes", "Gem det igen som .xlsx",
                           type(error).__name__) from None  # fmt: skip
    notices = () if len(book.worksheets) == 1 else (
        f"{file.name}: kun det første ark («{sheet.title}») er læst.",
    )
    return _table(file.name, rows, notices)


def _check_zip(file: InputFile) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError):
        raise single_fault(file.name, "filen er ikke et regneark", "Gem den igen som .xlsx, "
                           "uden adgangskode") from None  # fmt: skip
    if unpacked > MAX_UNPACKED:
        raise single_fault(file.name, "regnearket er for stort, når det pakkes ud",
                           "Del det i mindre filer")  # fmt: skip


def _cells(name: str, sheet: ReadOnlyWorksheet) -> Iterator[tuple[int, tuple[object, ...]]]:
    faults: list[Fault] = []
    for line, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS), start=1):
        if line > MAX_ROWS:
            raise single_fault(name, f"regnearket har over {MAX_ROWS} rækker", "Del det")
        for cell in row:
            problem = _cell_problem(cell.data_type, cell.value)
            if problem:
                place = getattr(cell, "coordinate", "")
                faults.append(Fault(name, line, place, shorten(cell.value), *problem))
        yield line, tuple("" if cell.value is None else cell.value for cell in row)
    if faults:
        raise WrongInputError(faults)


def _cell_problem(data_type: str, value: object) -> tuple[str, str] | None:
    if data_type == "f":
        return "cellen er en formel", "Indsæt værdien i stedet for formlen"
    if data_type == "e":
        return "cellen viser en fejl", "Ret formlen, eller skriv værdien"
    if isinstance(value, str) and len(value) > MAX_CELL:
        return f"cellen er længere end {MAX_CELL} tegn", "Forkort cellen"
    return None
