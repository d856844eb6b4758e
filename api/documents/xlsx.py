"""The tables of a document as a workbook, the list of subjects first; no text is a formula."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from api.documents.archives import steady
from api.documents.signs import legible
from api.documents.words import WORDS, facts_about
from api.errors import WrongInputError
from matcher.plans.document import Bullets, Facts, Gantt, Language, Paragraph, Radar, Table
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

    from matcher.plans.document import Block, Document

MAX_CELL: Final = 32_767
_MAX_NAME: Final = 31
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\\n]")
_STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = {
    Language.DANISH: re.compile(r"-?(?:0|[1-9]\d{0,11})(?:,(\d{1,4}))?"),
    Language.ENGLISH: re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.(\d{1,4}))?"),
}
_WIDTHS: Final = (9, 60)
_INK: Final = "FF12384F"
_HEAD: Final = PatternFill("solid", fgColor="FFE9EFF3")
_RULE: Final = Border(bottom=Side("thin", color=_INK))
_NOT_OURS: Final = {"history"}


def draw(document: Document) -> bytes:
    """Draw the tables of a document as XLSX.

    The list of subjects is the first sheet, the other tables follow, each with its header held
    when scrolling; the last sheet tells what the document is, its running text, and its sources.

    Args:
        document: what it says.

    Returns:
        The file, the same for the same document.

    Raises:
        WrongInputError: when a text is longer than a cell can hold.
    """
    _check(document)
    book = Workbook()
    book.remove(book.worksheets[0])
    names = _Names(WORDS[document.language].about)
    placed = [(names.fresh(table.title), table) for table in tables(document)]
    for name, table in placed:
        _sheet(book.create_sheet(name), table, document)
    _about(book.create_sheet(names.last), placed, document)
    return _saved(book, document)


def tables(document: Document) -> tuple[Table, ...]:
    """Every table of a document, those of figures too; lists of subjects first."""
    found = [
        block if isinstance(block, Table) else block.table
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table | Gantt | Radar)
    ]
    return tuple(sorted(found, key=lambda table: not table.subjects))


class _Names:
    """Names of sheets: short, without forbidden signs, each once."""

    def __init__(self, last: str) -> None:
        self.last = last
        self._taken = {last.casefold(), *_NOT_OURS}

    def fresh(self, title: str) -> str:
        plain = _FORBIDDEN.sub(" ", legible(title)).strip(" '")[:_MAX_NAME].strip(" '") or "Tabel"
        name, number = plain, 2
        while name.casefold() in self._taken:
            tail = f" ({number})"
            name, number = plain[: _MAX_NAME - len(tail)].rstrip() + tail, number + 1
        self._taken.add(name.casefold())
        return name


def _sheet(sheet: Worksheet, table: Table, document: Document) -> None:
    rows = [table.header, *table.rows]
    for down, row in enumerate(rows, start=1):
        for across, value in enumerate(row):
            cell = sheet.cell(down, across + 1)
            numeric = across in table.numeric
            _fill(cell, value, document.language if numeric and down > 1 else None)
            cell.alignment = Alignment("right" if numeric else "left", "top", wrap_text=True)
            if down == 1:
                cell.font, cell.fill, cell.border = Font(bold=True, color=_INK), _HEAD, _RULE
    for across in range(len(table.header)):
        longest = max(len(line) for row in rows for line in row[across].split("\n"))
        width = min(max(longest + 2, _WIDTHS[0]), _WIDTHS[1])
        sheet.column_dimensions[get_column_letter(across + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _page(sheet, document)


def _fill(cell: Cell | MergedCell, value: str, numbers: Language | None = None) -> None:
    """Put a text into a cell as text, or a plain number as a number with the same decimals."""
    found = _NUMBER[numbers].fullmatch(value) if numbers else None
    if found:
        decimals = len(found[1] or "")
        cell.value = float(value.replace(",", ".")) if decimals else int(value)
        cell.number_format = f"0.{'0' * decimals}" if decimals else "0"
        return
    shown = legible(value)
    cell.value = shown
    # Only an empty cell is no text; "=1+1" and "#N/A" are.
    cell.data_type = "s" if shown else "n"
    if shown.startswith(_STARTS_A_FORMULA):
        cell.quotePrefix = True


def _page(sheet: Worksheet, document: Document) -> None:
    words = WORDS[document.language]
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        right=_HeaderFooterPart(f"{words.page} &P {words.of} &N")
    )
    if not document.signature:
        sheet.HeaderFooter.oddHeader = HeaderFooterItem(right=_HeaderFooterPart(words.draft))


def _about(sheet: Worksheet, placed: list[tuple[str, Table]], document: Document) -> None:
    words = WORDS[document.language]
    draft = () if document.signature else ((words.draft, ""),)
    head = (*draft, (document.title, ""), (document.subtitle, ""), *facts_about(document))
    sheets = [(name, table.title, table.note) for name, table in placed]
    said = [line for section in document.sections for line in _said(section.title, section.blocks)]
    parts: list[tuple[str, ...]] = [*head, ("",), (words.sheet, "", words.note), *sheets, ("",)]
    parts += [*said, ("",), *([(words.sources,)] if document.sources else [])]
    parts += [(source,) for source in document.sources]
    for down, row in enumerate(parts, start=1):
        for across, value in enumerate(row, start=1):
            cell = sheet.cell(down, across)
            _fill(cell, value)
            cell.alignment = Alignment("left", "top")
    for place in (1, len(head) + 2):
        sheet.cell(place, 1).font = Font(bold=True, color=_INK)
    for column, width in zip("ABC", (34, 60, 60), strict=True):
        sheet.column_dimensions[column].width = width
    _page(sheet, document)


def _said(title: str, blocks: tuple[Block, ...]) -> Iterator[tuple[str, ...]]:
    """A section's heading and its text outside tables, a line each."""
    yield (title,)
    for block in blocks:
        match block:
            case Paragraph():
                yield (block.text,)
            case Bullets():
                yield from ((item,) for item in block.items)
            case Facts():
                yield from block.rows
            case Gantt() | Radar():
                yield block.title, block.alt
            case Table():
                pass


def _texts(document: Document) -> Iterator[str]:
    yield from (document.id, document.title, document.subtitle, *document.sources)
    for section in document.sections:
        yield from (cell for line in _said(section.title, section.blocks) for cell in line)
    for table in tables(document):
        yield from (table.title, table.note, *table.header)
        yield from (cell for row in table.rows for cell in row)


def _check(document: Document) -> None:
    too_long = [text for text in _texts(document) if len(text) > MAX_CELL]
    if too_long:
        remedy = f"Hold hver tekst under {MAX_CELL:,} tegn".replace(",", ".")
        problem = "teksten er længere, end en celle kan rumme"
        raise WrongInputError(
            Fault(f"{document.id}.xlsx", 0, "", text, problem, remedy) for text in too_long
        )


def _saved(book: Workbook, document: Document) -> bytes:
    book.properties.title = legible(document.title)
    book.properties.creator = "Kompetencematch"
    book.properties.language = f"{document.language.value}-{WORDS[document.language].region}"
    stream = io.BytesIO()
    book.save(stream)
    return steady(stream.getvalue(), document.written)
