"""A document is written in the format its name ends with, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from api.documents.words import day, status
from api.documents.writing import DRAWINGS, write
from api.errors import WrongInputError
from matcher.plans.document import Language
from tests.api.documents import sample

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEGINNINGS = {".pdf": b"%PDF", ".docx": b"PK", ".xlsx": b"PK", ".ics": b"BEGIN:VCALENDAR",
              ".json": b"{"}  # fmt: skip


@pytest.mark.parametrize("ending", DRAWINGS)
@pytest.mark.parametrize("form", [str.lower, str.upper])
def test_the_ending_chooses(tmp_path: Path, ending: str, form: Callable[[str], str]) -> None:
    path = tmp_path / form(f"plan{ending}")
    write(sample.PLAN, path)
    assert path.read_bytes().startswith(BEGINNINGS[ending])
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["plan.odt", "plan", "plan.pdf.exe"])
def test_another_ending_is_told_with_the_legal_ones(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongInputError, match=r"\.pdf, \.docx, \.xlsx, \.ics, \.json") as caught:
        write(sample.PLAN, tmp_path / name)
    assert "kan ikke skrives i det format" in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WrongInputError, match="mappen findes"):
        write(sample.PLAN, tmp_path / "ingen" / "plan.pdf")


def test_what_a_format_cannot_hold_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"gammel")
    with pytest.raises(WrongInputError):
        write(replace(sample.PLAN, title="x" * 40_000), path)
    assert path.read_bytes() == b"gammel"


def test_words_around_a_document_follow_its_language() -> None:
    assert status(sample.PLAN) == "Udkast, ikke underskrevet"
    english = replace(sample.SIGNED, language=Language.ENGLISH)
    assert status(english) == "Signed 1 December 2026 by Eksempel Eksempelsen, studievejleder"
    assert day(sample.PLAN.written, Language.ENGLISH) == "22 November 2026"
