"""The workbook: subjects first, no text is a formula, numbers are numbers."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from api.documents.signs import legible
from api.documents.xlsx import draw, tables
from api.errors import WrongInputError
from matcher.plans.document import Document, Language, Section, Table
from tests.api.documents import sample
from tests.api.documents.made import ANYTHING, HOSTILE, documents, said
from tests.api.documents.reading import sheets

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

quick = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


def opened(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(draw(document)))


def shown(value: Any, form: str, language: Language) -> str:
    """A cell as a reader of the language sees it."""
    if value is None or isinstance(value, str):
        return value or ""
    decimals = len(form.partition(".")[2])
    text = f"{value:.{decimals}f}"
    return text.replace(".", ",") if language is Language.DANISH else text


@quick
@given(documents(ANYTHING))
def test_every_cell_of_every_table_stands_in_its_sheet(document: Document) -> None:
    book = opened(document)
    for sheet, table in zip(book.worksheets, tables(document), strict=False):
        for down, row in enumerate((table.header, *table.rows), start=1):
            cells = [sheet.cell(down, across + 1) for across in range(len(row))]
            seen = [shown(c.value, c.number_format, document.language) for c in cells]
            assert seen == [legible(text) for text in row]


@quick
@given(documents(ANYTHING))
def test_everything_else_stands_on_the_last_sheet(document: Document) -> None:
    cells = {
        str(value)
        for rows in sheets(draw(document)).values()
        for row in rows
        for value in row
        if value is not None
    }
    inside = {text for table in tables(document) for row in table.rows for text in row}
    figures = {text for section in document.sections for block in section.blocks
               for part in ("bars", "axes") for text in said(getattr(block, part, ()))}  # fmt: skip
    people = set(said(document.signature)) if document.signature else set()
    others = set(said(document)) - inside - figures - people - {""}
    assert {legible(text) for text in others} - cells == set()


def test_subjects_come_first_and_the_about_sheet_last() -> None:
    names = opened(sample.PLAN).sheetnames
    assert names == ["Fag med niveau, uger og merit", "Perioderne med datoer",
                     "Niveauer før og efter", "Hvem betaler hvad", "Om dokumentet"]  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_no_text_is_a_formula(hostile: str) -> None:
    table = Table(hostile, ("=A1", hostile), ((hostile, f"={hostile}"),), numeric=(0,))
    plan = replace(sample.PLAN, sections=(Section("s", (table,)),), title=f"={hostile}")
    for sheet in opened(plan).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in {"s", "n"}
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                    assert cell.quotePrefix


def test_only_plain_numbers_in_columns_of_numbers_are_numbers() -> None:
    rows = (("1", "1"), ("2,50", "2,50"), ("007", "007"), ("1.234", "1"), ("kan ikke", "-"))
    plan = replace(
        sample.PLAN, sections=(Section("s", (Table("t", ("Tal", "Tekst"), rows, (0,)),)),)
    )
    found = [row[0] for row in sheets(draw(plan))["t"][1:]]
    assert found == [1, 2.5, "007", "1.234", "kan ikke"]
    assert all(isinstance(row[1], str) for row in sheets(draw(plan))["t"][1:])


def test_heads_are_held_and_columns_have_widths() -> None:
    for sheet in opened(sample.PLAN).worksheets[:-1]:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert all(9 <= one.width <= 60 for one in sheet.column_dimensions.values())


def test_sheets_with_the_same_or_impossible_names_are_told_apart() -> None:
    table = Table("Fag: a/b [c] og mere end enogtredive tegn", ("A",), ())
    others = (table, table, replace(table, title="History"), replace(table, title="'"),
              replace(table, title="om DOKUMENTET"))  # fmt: skip
    names = opened(replace(sample.PLAN, sections=(Section("s", others),))).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 6
    assert all(len(name) <= 31 for name in names)


def _head(book: Workbook) -> str | None:
    head = book.worksheets[0].HeaderFooter.oddHeader
    return head.right.text if head else None


def test_a_draft_says_so() -> None:
    draft, signed = opened(sample.PLAN), opened(sample.SIGNED)
    assert draft.worksheets[-1]["A1"].value == "UDKAST"
    assert _head(draft) == "UDKAST"
    assert "UDKAST" not in str(sheets(draw(sample.SIGNED)))
    assert not _head(signed)


def test_a_text_too_long_for_a_cell_is_told() -> None:
    with pytest.raises(WrongInputError, match=r"under 32.767 tegn"):
        draw(replace(sample.PLAN, subtitle="x" * 40_000))


def test_the_same_document_gives_the_same_bytes() -> None:
    assert draw(sample.PLAN) == draw(sample.PLAN)
