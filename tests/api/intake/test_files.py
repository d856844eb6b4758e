"""Bytes from disk as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import WrongInputError
from api.intake.files import MAX_BYTES, TABLES, InputFile, decode, read_file
from tests.api.intake.reading import outcome

if TYPE_CHECKING:
    from pathlib import Path

DANISH = "Rødgrød med fløde – «på ø» §17"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_danish_text_is_read_the_same_in_every_encoding_we_know(encoding: str) -> None:
    decoded = decode(InputFile("a.csv", ".csv", DANISH.encode(encoding)))
    assert decoded.text == DANISH
    assert bool(decoded.notices) == (encoding == "cp1252")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=2))
@settings(deadline=None)
def test_all_text_in_utf_8_is_read_as_it_stands(text: str) -> None:
    marked = decode(InputFile("a.csv", ".csv", b"# " + text.encode()))
    assert marked.text == f"# {text}"
    assert not marked.notices


@given(st.binary(max_size=100))
@settings(deadline=None)
def test_any_bytes_give_text_or_one_fault(content: bytes) -> None:
    decoded, faults = outcome(lambda: decode(InputFile("a.csv", ".csv", content)))
    assert len(faults or ()) == (decoded is None)


def test_the_largest_file_is_read_whole_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * MAX_BYTES)
    assert len(read_file(path, TABLES).content) == MAX_BYTES
    path.write_bytes(b"x" * (MAX_BYTES + 1))
    with pytest.raises(WrongInputError, match="mere end 20 MB"):
        read_file(path, TABLES)
