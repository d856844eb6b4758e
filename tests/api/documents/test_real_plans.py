"""The golden plans, drawn in every format with nothing left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

from api.documents import docx, ical, json, pdf, xlsx
from api.documents.signs import legible
from api.documents.typesetting import text
from tests.api.documents.made import bare, said
from tests.api.documents.reading import docx_text, pdf_tags, pdf_text, sheets
from tests.api.documents.test_docx import without_pictures
from tests.golden.plans import documents

if TYPE_CHECKING:
    from pathlib import Path

NAMES = sorted(documents())


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_says_it_all(name: str) -> None:
    document = documents()[name]
    content = pdf.draw(document)
    alternatives = [str(tag["/Alt"]) for _, tag in pdf_tags(content) if "/Alt" in tag]
    shown = bare("\n".join([pdf_text(content, artifacts=True), *alternatives, pdf_text(content)]))
    assert [one for one in said(document) if bare(text(one)) not in shown] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_others_say_it_too(name: str, tmp_path: Path) -> None:
    document = documents()[name]
    shown = bare(docx_text(docx.draw(document)) + document.id)
    wanted = said(without_pictures(document))
    assert [one for one in wanted if bare(legible(one)) not in shown] == []
    path = tmp_path / "plan.json"
    path.write_bytes(json.draw(document))
    assert json.read(path) == document
    found = sheets(xlsx.draw(document))
    assert len(found) == len(xlsx.tables(document)) + 1
    events = Calendar.from_ical(ical.draw(document)).walk("VEVENT")
    assert [str(event["uid"]) for event in events] == [one.uid for one in document.appointments]
