"""XLSX as rows of cells: formulas, error cells and swollen workbooks are refused."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.files import InputFile, single_fault
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from openpyxl.workbook.workbook import Workbook

MAX_ROWS: Final = 500_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 20_000_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_SWELLING: Final = 100
SMALL: Final = 10 * 1024 * 1024
MAX_FAULTS: Final = 500

Rows = list[tuple[int, tuple[object, ...]]]
"""Rows with their line in the file; empty rows may be left out."""


def read_sheet(file: InputFile) -> tuple[Rows, tuple[str, ...]]:
    """Read the first visible sheet of a workbook.

    Args:
        file: with suffix .xlsx.

    Returns:
        The rows that hold anything, and notices for the reader.

    Raises:
        WrongInputError: with row and cell for everything that is not a plain value.
    """
    from openpyxl import load_workbook  # noqa: PLC0415  (slow to import, seldom needed)

    _check_archive(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions openpyxl does not know
            book = load_workbook(io.BytesIO(file.content), read_only=True, data_only=False)
            return _first_sheet(file.name, book)
    except WrongInputError:
        raise
    except Exception:  # noqa: BLE001  (a broken workbook fails in many ways)
        remedy = "Åbn det i Excel, og gem det igen som .xlsx"
        raise single_fault(file.name, "regnearket kan ikke læses", remedy) from None


def _check_archive(file: InputFile) -> None:
    if file.content.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "filen er et gammelt regneark (.xls) eller låst med adgangskode"
        raise single_fault(file.name, problem, "Gem den som .xlsx uden adgangskode")
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
            is_workbook = any(name.startswith("xl/") for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        is_workbook, unpacked = False, 0
    if not is_workbook:
        raise single_fault(file.name, "filen er ikke et regneark", "Gem den igen som .xlsx")
    swollen = unpacked > max(SMALL, MAX_SWELLING * len(file.content))
    if swollen or unpacked > MAX_UNPACKED:
        problem = "regnearket er for stort, når det pakkes ud"
        raise single_fault(file.name, problem, "Del det i mindre filer")


def _first_sheet(name: str, book: Workbook) -> tuple[Rows, tuple[str, ...]]:
    visible = [s for s in book.worksheets if s.sheet_state == "visible"]
    if not visible:
        raise single_fault(name, "regnearket har ingen synlige ark", "Vis arket med personer")
    sheet = visible[0]
    sheet.reset_dimensions()  # a told size may be wrong
    rows = list(_rows(name, sheet.iter_rows()))
    if len(book.sheetnames) == 1:
        return rows, ()
    title = shorten(sheet.title)
    return rows, (f"{name}: kun det første synlige ark («{title}») er læst.",)


def _rows(name: str, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[object, ...]]]:
    faults: list[Fault] = []
    cells = 0
    for line, row in enumerate(rows, start=1):
        cells += len(row)
        if line > MAX_ROWS or cells > MAX_CELLS:
            problem = f"regnearket har over {MAX_ROWS} rækker eller {MAX_CELLS} celler"
            raise single_fault(name, problem, "Slet tomme rækker og kolonner, eller del det")
        filled = [place for place, cell in enumerate(row) if cell.value is not None]
        if not filled:
            continue
        if filled[-1] >= MAX_COLUMNS:
            problem = f"rækken bruger over {MAX_COLUMNS} kolonner"
            raise WrongInputError([Fault(name, line, "", "", problem, "Slet dem, der er tomme")])
        if len(faults) < MAX_FAULTS:
            faults += [f for place in filled if (f := _cell_fault(name, line, row[place]))]
        yield line, tuple(_value(cell.value) for cell in row[: filled[-1] + 1])
    if faults:
        raise WrongInputError(faults)


def _cell_fault(name: str, line: int, cell: Any) -> Fault | None:  # noqa: ANN401
    kind, place = cell.data_type, getattr(cell, "coordinate", "")
    if kind == "f":
        problem, remedy = "cellen er en formel", "Indsæt værdien i stedet for formlen"
    elif kind == "e":
        problem, remedy = "cellen viser en fejl", "Ret formlen, eller skriv værdien"
    else:
        return None
    return Fault(name, line, place, shorten(cell.value), problem, remedy)


def _value(value: object) -> object:
    """Spreadsheets keep 17 as 17.0 as they please; to a person it is one number."""
    if value is None:
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value
