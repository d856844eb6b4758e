"""The PDF: tagged, the same everywhere, and nothing in a text is read as markup."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2  # type: ignore[import-untyped]
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from api.documents.pdf import draw
from api.documents.signs import legible
from api.documents.typesetting import text
from matcher.plans.document import Gantt, Language, Radar, Section, Table
from tests.api.documents import sample
from tests.api.documents.made import ANYTHING, HOSTILE, bare, documents, said
from tests.api.documents.reading import pdf_tags, pdf_text

if TYPE_CHECKING:
    from matcher.plans.document import Document

slow = settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@slow
@given(documents())
def test_every_text_of_a_document_stands_in_the_pdf(document: Document) -> None:
    content = draw(document)
    shown = bare(pdf_text(content)) + bare("\n".join(alternatives(content)))
    shown += bare(pdf_text(content, artifacts=True))  # (a letter's id stands at the foot)
    # (an alternative text is read and not drawn, so every legible sign stands as it is there)
    missing = [
        one for one in said(document)
        if bare(text(one)) not in shown and bare(legible(one)) not in shown
    ]  # fmt: skip
    assert missing == []


@slow
@given(documents(ANYTHING))
def test_any_text_at_all_can_be_drawn(document: Document) -> None:
    assert draw(document).startswith(b"%PDF-1.7")


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
def test_nothing_in_a_text_is_read_as_markup(hostile: str) -> None:
    document = replace(sample.LETTER, title=f"a {hostile} b", subtitle=f"c {hostile} d")
    shown = bare(pdf_text(draw(document)))
    assert bare(f"a {text(hostile)} b") in shown
    assert bare(f"c {text(hostile)} d") in shown


def test_a_sign_without_a_shape_is_named_by_its_number() -> None:
    assert bare(text("æ😀日")) == "æ[U+1F600][U+65E5]"
    assert text("Київ, Łódź, →, ☐") == "Київ, Łódź, →, ☐"


@given(st.text())
def test_signs_that_cannot_be_seen_are_shown(value: str) -> None:
    assert not [c for c in legible(value) if c != "\n" and ord(c) < 32]


def alternatives(content: bytes) -> list[str]:
    return [str(tag["/Alt"]) for _, tag in pdf_tags(content) if "/Alt" in tag]


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(draw(sample.PLAN)))
    root = reader.root_object
    assert str(root["/Lang"]) == "da-DK"
    assert root["/MarkInfo"]["/Marked"] == True  # type: ignore[index]  # noqa: E712
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # type: ignore[index]  # noqa: E712
    assert reader.metadata is not None
    assert reader.metadata.title == sample.PLAN.title
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in draw(sample.PLAN)
    english = PdfReader(io.BytesIO(draw(replace(sample.PLAN, language=Language.ENGLISH))))
    assert str(english.root_object["/Lang"]) == "en-GB"


def test_headings_come_in_order() -> None:
    tags = [name for name, _ in pdf_tags(draw(sample.PLAN))]
    assert tags.count("/Title") == 1
    assert tags.count("/H1") == len(sample.PLAN.sections) + 1
    assert {name for name in tags if name.startswith("/H") and name != "/H1"} <= set()
    titles = [str(t["/T"]) for name, t in pdf_tags(draw(sample.PLAN)) if name == "/H1"]
    assert titles == [*(section.title for section in sample.PLAN.sections), "Kilder"]


def drawn_tables(document: Document) -> list[Table]:
    return [
        block if isinstance(block, Table) else block.table
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Table | Gantt | Radar)
    ]


def test_every_table_has_a_head_and_its_cells() -> None:
    tags = [name for name, _ in pdf_tags(draw(sample.PLAN))]
    tables = drawn_tables(sample.PLAN)
    assert tags.count("/Table") == tags.count("/THead") == len(tables)
    assert tags.count("/TH") == sum(len(table.header) for table in tables)
    assert tags.count("/TD") == sum(len(row) for table in tables for row in table.rows)
    assert tags.count("/Caption") == len(tables)


def test_every_figure_has_its_alternative() -> None:
    figures = [
        block
        for section in sample.PLAN.sections
        for block in section.blocks
        if isinstance(block, Gantt | Radar)
    ]
    tags = pdf_tags(draw(sample.PLAN))
    shown = [str(tag["/Alt"]) for name, tag in tags if name == "/Figure"]
    assert shown == [figure.alt for figure in figures]


def test_lists_are_lists() -> None:
    tags = [name for name, _ in pdf_tags(draw(sample.PLAN))]
    facts = 6 + 4
    assert tags.count("/LI") == facts + 3 + 2


@pytest.mark.parametrize(("language", "word"), [(Language.DANISH, "UDKAST"),
                                                (Language.ENGLISH, "DRAFT")])  # fmt: skip
def test_every_page_of_a_draft_says_so_until_it_is_signed(language: Language, word: str) -> None:
    draft = replace(sample.with_many(60), language=language)
    shown = pages(draw(draft))
    assert len(shown) > 3
    assert all(word in page for page in shown)
    signed = replace(draft, signature=sample.SIGNED.signature)
    assert not any(word in page for page in pages(draw(signed)))
    assert "Eksempel Eksempelsen, studievejleder" in pages(draw(signed))[0]


def test_every_page_has_its_number_and_the_plans() -> None:
    shown = pages(draw(sample.PLAN))
    for number, page in enumerate(shown, start=1):
        assert f"Side {number} af {len(shown)}" in page
        assert "plan-0007 · version 2" in page


def test_a_long_table_has_its_head_on_each_page() -> None:
    shown = pages(draw(sample.with_many(60)))
    with_rows = [page for page in shown if "Fag nummer" in page]
    assert len(with_rows) > 2
    assert all("Uger efter merit" in page for page in with_rows)
    tags = [name for name, _ in pdf_tags(draw(sample.with_many(60)))]
    assert tags.count("/TH") == sum(len(t.header) for t in drawn_tables(sample.with_many(60)))


def test_a_very_long_cell_goes_on_over_the_page() -> None:
    words = " ".join(f"ord{n}" for n in range(3_000))
    table = Table("Lang", ("A", "B"), (("kort", words),))
    document = replace(sample.PLAN, sections=(Section("Langt", (table,)),))
    assert bare(words) in bare(pdf_text(draw(document)))


@pytest.mark.parametrize("columns", [1, 2, 7, 12])
def test_nothing_runs_off_the_page(columns: int) -> None:
    cell = "Speciallægepraksisplanlægningsstabiliseringsperiode/ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
    table = Table("Bred", ("Hoved",) * columns, ((cell[: 90 // columns + 20],) * columns,) * 3)
    document = replace(sample.PLAN, sections=(Section("Bredt", (table,)),))
    drawn = pypdfium2.PdfDocument(draw(document))
    for number in range(len(drawn)):
        found = drawn[number].get_textpage()
        boxes = [found.get_charbox(place) for place in range(found.count_chars())]
        assert max(box[2] for box in boxes) < drawn[number].get_width() - 40
    drawn.close()


def test_the_same_document_gives_the_same_bytes() -> None:
    assert draw(sample.PLAN) == draw(sample.PLAN)


def test_only_the_bundled_fonts_are_used() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in PdfReader(io.BytesIO(draw(sample.PLAN))).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert {name.split("-")[0] for name in fonts} == {"LibertinusSerif"}


def test_the_typesetter_looks_for_no_packages() -> None:
    assert not (Path(__file__).parents[3] / "api" / "documents" / "no-packages").exists()
    assert bare('#import "@preview/cetz:0.3.0"') in bare(
        pdf_text(draw(replace(sample.LETTER, subtitle='#import "@preview/cetz:0.3.0"')))
    )


def test_a_letter_has_its_day_above_and_who_signed_below() -> None:
    shown = pages(draw(sample.LETTER))
    assert len(shown) == 1
    lines = shown[0].splitlines()
    assert lines[0] == "22. november 2026"
    assert lines[1] == sample.LETTER.title
    assert lines.index("Kære deltager") == 2
    assert "Underskrevet 23. november 2026 af Eksempel Eksempelsen, studievejleder" in lines


def test_pages_can_be_rendered_and_are_not_blank() -> None:
    shown = pypdfium2.PdfDocument(draw(sample.PLAN))
    for number in range(len(shown)):
        low, high = shown[number].render(scale=0.3).to_pil().convert("L").getextrema()
        assert (low < 100, high) == (True, 255)
    shown.close()
