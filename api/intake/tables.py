"""CSV and XLSX as a header and rows with their place, refusing what would be read wrongly."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

from api.errors import WrongInputError
from api.intake.files import InputFile, decode, single_fault
from api.intake.locating import is_protected
from api.intake.sheets import MAX_COLUMNS, MAX_FAULTS, MAX_ROWS, read_sheet
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from api.intake.sheets import Rows

MAX_CELL: Final = 2_000
HEADER_WITHIN: Final = 20
"""Filled rows among which the header is looked for."""

IsHeader: TypeAlias = "Callable[[Sequence[str]], bool]"
_FIRST_LINE: Final = re.compile(r"[^\r\n]*")
_HINT: Final = re.compile(r"sep=([;,\t])(?:\r\n|\r|\n)", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """A header and rows; each row has its line or row number in the file.

    Attributes:
        header_line: where the header stands.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[object, ...]], ...]
    notices: tuple[str, ...]
    header_line: int = 1


def read_table(file: InputFile, is_header: IsHeader | None = None) -> Table:
    """Read a table whose first filled row is the header.

    Args:
        file: with suffix .csv or .xlsx.
        is_header: tells a row of headers; rows above the first such row are left out and told
            of. Without it, or where no row is one, the first filled row is the header.

    Returns:
        The table; rows and last columns without any content are left out.

    Raises:
        WrongInputError: with row and column for formulas, endless cells, ragged rows.
    """
    rows, notices = read_sheet(file) if file.suffix == ".xlsx" else _read_csv(file, is_header)
    filled = [(line, row) for line, row in rows if any(map(_text, row))]
    if not filled:
        raise single_fault(file.name, "tabellen er tom", "Første række skal være overskrifter")
    above = _rows_above(filled, is_header)
    if above:
        lines = f"linje 1-{last}" if (last := filled[above - 1][0]) > 1 else "linje 1"
        notices = (*notices, f"{file.name}: {lines} over overskrifterne er ikke læst.")
    return _table(file.name, filled[above:], notices)


def _rows_above(filled: Rows, is_header: IsHeader | None) -> int:
    if is_header is None:
        return 0
    texts = ([_text(cell) for cell in row] for _, row in filled[:HEADER_WITHIN])
    return next((place for place, row in enumerate(texts) if is_header(row)), 0)


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _read_csv(file: InputFile, is_header: IsHeader | None) -> tuple[Rows, tuple[str, ...]]:
    decoded = decode(file)
    text, skipped, delimiter = decoded.text, 0, ""
    if hint := _HINT.match(text):
        text, skipped, delimiter = text[hint.end() :], 1, hint[1]
    first = _FIRST_LINE.match(text.lstrip())
    delimiter = delimiter or _of_header(text, is_header)
    delimiter = delimiter or max(",;\t", key=(first[0] if first else "").count)
    notices = list(decoded.notices)
    if delimiter != ",":
        shown = {";": "semikolon", "\t": "tabulator"}[delimiter]
        notices.append(f"{file.name} er læst med {shown} som skilletegn.")
    return list(_csv_rows(file.name, text, delimiter, skipped)), tuple(notices)


def _of_header(text: str, is_header: IsHeader | None) -> str:
    """The delimiter that makes one of the first lines a header; empty when none does."""
    if is_header is None:
        return ""
    lines = text.splitlines()[:HEADER_WITHIN]
    split = ((d, [cell.strip(' "') for cell in line.split(d)]) for line in lines for d in ";,\t")
    return next((delimiter for delimiter, cells in split if is_header(cells)), "")


def _csv_rows(
    name: str, text: str, delimiter: str, skipped: int
) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Rows with the line they begin on; a quoted cell may go on over several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = skipped + 1
    try:
        for count, row in enumerate(reader, start=1):
            if count > MAX_ROWS or len(row) > MAX_COLUMNS:
                problem = f"tabellen har over {MAX_ROWS} rækker eller {MAX_COLUMNS} kolonner"
                raise WrongInputError([Fault(name, line, "", "", problem, "Del den")])
            yield line, tuple(row)
            line = skipped + reader.line_num + 1
    except csv.Error as error:
        too_long = "field larger" in str(error)
        problem = (
            f"en celle er længere end {MAX_CELL} tegn" if too_long else ("rækken kan ikke læses")
        )
        remedy = "Kontrollér anførselstegnene fra denne række og frem"
        raise WrongInputError([Fault(name, line, "", "", problem, remedy)]) from None


def _table(name: str, filled: Rows, notices: tuple[str, ...]) -> Table:
    header_line, first = filled[0]
    header = [shorten(" ".join(_text(cell).split()), 2 * MAX_CELL) for cell in first]
    while header and not header[-1]:
        header.pop()
    faults: list[Fault] = []
    width, same = len(header), [word.casefold() for word in header]
    for line, row in filled[1:]:
        if [_text(cell).casefold() for cell in row[:width]] == same:
            faults.append(Fault(name, line, "", "", "overskrifterne står igen", "Fjern rækken"))
        faults += _row_faults(name, line, row, header)
        if len(faults) > MAX_FAULTS:
            break
    if faults:
        raise WrongInputError(faults)
    kept = [place for place, word in enumerate(header) if word]
    rows = (
        (line, tuple(row[place] if place < len(row) else "" for place in kept))
        for line, row in filled[1:]
    )
    return Table(name, tuple(header[place] for place in kept), tuple(rows), notices, header_line)


def _row_faults(
    name: str, line: int, row: tuple[object, ...], header: list[str]
) -> Iterator[Fault]:
    beyond = [cell for cell in row[len(header) :] if _text(cell)]
    if beyond:
        problem = f"rækken har flere felter end de {len(header)} overskrifter"
        remedy = "Sæt anførselstegn om felter med skilletegn, eller giv kolonnen en overskrift"
        yield Fault(name, line, "", shorten(beyond[0]), problem, remedy)
    for cell, word in zip(row, header, strict=False):
        text = _text(cell)
        if text and not word:
            problem, remedy = "kolonnen har ingen overskrift", "Giv den en, eller slet den"
            yield Fault(name, line, "", shorten(text), problem, remedy)
        if len(text) > MAX_CELL:
            problem = f"cellen er længere end {MAX_CELL} tegn"
            shown = "" if is_protected(word) else shorten(text)
            yield Fault(name, line, word, shown, problem, "Forkort cellen")
