"""The DOCX: everything is said, with real headings, lists, tables and alternatives."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from pypdf import PdfReader

from api.documents.docx import draw
from api.documents.signs import legible
from matcher.plans.document import Gantt, Language, Radar
from tests.api.documents import sample
from tests.api.documents.made import ANYTHING, bare, documents, said
from tests.api.documents.reading import WORD, docx_parts, docx_text

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.plans.document import Document

slow = settings(deadline=None, max_examples=20, suppress_health_check=list(HealthCheck))
OFFICE = shutil.which("soffice")


@slow
@given(documents(ANYTHING))
def test_every_text_of_a_document_stands_in_it(document: Document) -> None:
    content = draw(document)
    foot = "".join(
        text for name, part in docx_parts(content).items() if "footer" in name
        for text in part.itertext()
    )  # fmt: skip
    shown = bare(docx_text(content) + foot)
    missing = [one for one in said(without_pictures(document)) if bare(legible(one)) not in shown]
    assert missing == []


def without_pictures(document: Document) -> Document:
    """The labels inside a picture are drawn; its alternative and its table are text."""
    sections = tuple(
        replace(section, blocks=tuple(
            replace(block, bars=()) if isinstance(block, Gantt)
            else replace(block, axes=()) if isinstance(block, Radar) else block
            for block in section.blocks
        ))
        for section in document.sections
    )  # fmt: skip
    return replace(document, sections=sections)


def test_headings_are_headings_and_lists_are_lists() -> None:
    word = docx.Document(io.BytesIO(draw(sample.PLAN)))
    by_style: dict[str, list[str]] = {}
    for paragraph in word.paragraphs:
        assert paragraph.style is not None
        by_style.setdefault(str(paragraph.style.name), []).append(paragraph.text)
    assert by_style["Title"] == [sample.PLAN.title]
    assert by_style["Heading 1"] == [*(s.title for s in sample.PLAN.sections), "Kilder"]
    assert len(by_style["List Number"]) == 3
    assert len(by_style["List Bullet"]) == 2


def test_each_numbered_list_counts_from_one() -> None:
    twice = replace(sample.PLAN, sections=(sample.PLAN.sections[-1],) * 2)
    body = docx_parts(draw(twice))["word/document.xml"]
    numbers = [node.get(f"{WORD}val") for node in body.iter(f"{WORD}numId")]
    assert len(set(numbers)) == 2
    assert len(numbers) == 6


def test_tables_repeat_their_heads_and_have_names() -> None:
    body = docx_parts(draw(sample.PLAN))["word/document.xml"]
    captioned = [t for t in body.iter(f"{WORD}tbl") if t.find(f".//{WORD}tblCaption") is not None]
    assert len(captioned) == 4
    for table in captioned:
        rows = list(table.iter(f"{WORD}tr"))
        repeated = [row.find(f".//{WORD}tblHeader") is not None for row in rows]
        assert repeated == [True] + [False] * (len(rows) - 1)


def test_pictures_have_their_alternatives() -> None:
    word = docx.Document(io.BytesIO(draw(sample.PLAN)))
    told = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]  # noqa: SLF001
    wanted = [b.alt for s in sample.PLAN.sections for b in s.blocks if isinstance(b, Gantt | Radar)]
    assert told == wanted


@pytest.mark.parametrize(("language", "tag"), [(Language.DANISH, "da-DK"),
                                               (Language.ENGLISH, "en-GB")])  # fmt: skip
def test_the_language_is_told(language: Language, tag: str) -> None:
    styles = docx_parts(draw(replace(sample.PLAN, language=language)))["word/styles.xml"]
    assert styles.find(f".//{WORD}rPrDefault//{WORD}lang").get(f"{WORD}val") == tag


def test_a_draft_says_so_on_every_page() -> None:
    def heads(document: Document) -> list[str]:
        page = docx.Document(io.BytesIO(draw(document))).sections[0]
        assert page.different_first_page_header_footer
        return [page.first_page_header.paragraphs[0].text, page.header.paragraphs[0].text]

    assert all("UDKAST" in head for head in heads(sample.PLAN))
    assert not any("UDKAST" in head for head in heads(sample.SIGNED))


def test_pages_are_counted() -> None:
    parts = docx_parts(draw(sample.PLAN))
    feet = [part for name, part in parts.items() if "footer" in name]
    for foot in feet:
        codes = [node.get(f"{WORD}instr").strip() for node in foot.iter(f"{WORD}fldSimple")]
        assert codes == ["PAGE", "NUMPAGES"]
    assert len(feet) == 2


def test_the_same_document_gives_the_same_bytes() -> None:
    assert draw(sample.PLAN) == draw(sample.PLAN)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice er ikke på maskinen")
def test_it_opens_in_libreoffice(tmp_path: Path) -> None:
    assert OFFICE is not None
    (tmp_path / "plan.docx").write_bytes(draw(sample.PLAN))
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "plan.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pages = [page.extract_text() for page in PdfReader(tmp_path / "plan.pdf").pages]
    shown = bare("\n".join(pages))
    assert all(bare(section.title) in shown for section in sample.PLAN.sections)
    assert all("UDKAST" in page for page in pages)
    assert all(f"Side {n} af {len(pages)}" in page for n, page in enumerate(pages, start=1))
