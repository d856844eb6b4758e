"""CSV and XLSX as a header and rows with their place."""

from __future__ import annotations

import csv as library
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import WrongInputError
from api.intake.files import InputFile
from api.intake.tables import MAX_CELL, Table, read_table
from tests.api.intake.hostile import xlsx

words = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=12)
grids = st.lists(st.tuples(words, words, words), max_size=6)


def table(content: bytes, suffix: str = ".csv") -> Table:
    return read_table(InputFile(f"a{suffix}", suffix, content))


@given(grids, st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n", "\r"]))
@settings(deadline=None)
def test_rows_read_back_as_a_program_wrote_them(
    grid: list[tuple[str, str, str]], delimiter: str, ending: str
) -> None:
    stream = io.StringIO(newline="")
    writer = library.writer(stream, delimiter=delimiter, lineterminator=ending)
    writer.writerows([("a", "b", "c"), *grid])
    read = table(stream.getvalue().encode())
    assert read.header == ("a", "b", "c")
    filled = [(line, row) for line, row in enumerate(grid, start=2) if any(map(str.strip, row))]
    assert list(read.rows) == filled


@given(st.lists(st.tuples(st.integers(-(10**6), 10**6), words.map(lambda w: f"x{w}")), max_size=5))
@settings(max_examples=30, deadline=None)
def test_a_workbook_reads_back_as_it_was_written(grid: list[tuple[int, str]]) -> None:
    read = table(xlsx(*grid, header=("a", "b")), ".xlsx")
    assert [(line, *row) for line, row in read.rows] == [
        (line, *row) for line, row in enumerate(grid, start=2)
    ]


def test_rows_know_the_line_they_begin_on() -> None:
    read = table(b'\n\na,b\n\n"1\n\n",2\n3,4\n')
    assert read.header_line == 3
    assert [line for line, _ in read.rows] == [5, 8]


def test_the_hint_of_a_spreadsheet_counts_as_a_line() -> None:
    read = table(b"sep=\t\na\tb\n1\t2\n")
    assert (read.header_line, read.rows) == (2, ((3, ("1", "2")),))


def test_empty_columns_fall_away_and_short_rows_are_filled() -> None:
    read = table(b"a,,b,,\n1,,2,,\n3\n")
    assert read.header == ("a", "b")
    assert [row for _, row in read.rows] == [("1", "2"), ("3", "")]


def test_a_cell_at_the_limit_is_read_and_one_over_it_is_told() -> None:
    assert len(str(table(f"a\n{'x' * MAX_CELL}".encode()).rows[0][1][0])) == MAX_CELL
    with pytest.raises(WrongInputError) as caught:
        table(f"a\n{'x' * (MAX_CELL + 1)}\n1\n{'y' * (MAX_CELL + 1)}".encode())
    assert [(f.line, f.field) for f in caught.value.faults] == [(2, "a"), (4, "a")]


def test_reading_a_table_changes_nothing_for_others() -> None:
    before = library.field_size_limit()
    table(b"a\n1\n")
    assert library.field_size_limit() == before
