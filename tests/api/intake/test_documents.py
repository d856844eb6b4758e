"""Text, PDF and Word give the same text in reading order, or a Danish reason why not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from api.errors import WrongInputError
from api.intake.documents import read_document
from api.intake.pdf_text import MAX_CONTENT, MAX_PAGES
from tests.api.intake import cv_texts
from tests.api.intake.documents import (
    docx,
    image_pdf,
    lines,
    pdf,
    raw_pdf,
    saved,
    two_columns,
    with_part,
    wrapped_pdf,
)
from tests.api.intake.test_cv import lines as evidence_lines
from tests.api.intake.test_cv import read

if TYPE_CHECKING:
    from pathlib import Path

FOREIGN = re.compile(r"Error|Traceback|invalid|could not|None|pypdf|docx\.|lxml", re.ASCII)
LOCKED = {"owner_password": "a", "user_password": "b"}
SMED = b"BT /F1 10 Tf 20 800 Td (Smed med erfaring i svejsning) Tj ET\n"


def text_of(folder: Path, name: str, content: bytes) -> str:
    path = folder / name
    path.write_bytes(content)
    return read_document(path).text


def faults(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(WrongInputError) as caught:
        text_of(folder, name, content)
    told = str(caught.value)
    assert not FOREIGN.search(told), told
    return told


@pytest.mark.parametrize("cv", cv_texts.ALL, ids=lambda cv: cv.name)
def test_a_cv_says_the_same_as_text_word_and_pdf(cv: cv_texts.CvText, tmp_path: Path) -> None:
    told = {
        "cv.txt": cv.text.encode(),
        "cv.docx": docx(cv.text),
        "cv.pdf": pdf([lines(cv.text.replace("–", "-").replace("•", "-"))]),
    }
    for name, content in told.items():
        found = evidence_lines(read(text_of(tmp_path, name, content)))
        assert set(cv.expected) <= found, name


@pytest.mark.parametrize("across", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, across: bool) -> None:  # noqa: FBT001
    content = two_columns(cv_texts.COLUMN_LEFT, cv_texts.COLUMN_RIGHT, across=across)
    text = text_of(tmp_path, "cv.pdf", content)
    order = [text.index(word) for word in ("Sprog", "Engelsk", "Erhvervserfaring", "Kurser")]
    assert order == sorted(order)
    assert set(cv_texts.TWO_COLUMNS.expected) <= evidence_lines(read(text))


def test_a_date_at_the_right_stays_on_its_line(tmp_path: Path) -> None:
    words = [(10, 20, "Smed, Opdigtet A/S"), (10, 26, "svejsning"), (170, 20, "2015-2020")]
    assert text_of(tmp_path, "cv.pdf", pdf([words])).split("\n") == [
        "Smed, Opdigtet A/S\t2015-2020", "svejsning",
    ]  # fmt: skip


def test_pages_are_told_by_position(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf([lines("Første side\nsvejsning og måling"), lines("Anden side\nkurser")]))
    document = read_document(path)
    starts = [document.text[at:].split("\n")[0] for at in document.pages]
    assert starts == ["Første side", "Anden side"]


def test_lines_a_page_broke_are_put_together(tmp_path: Path) -> None:
    sentence = "Jeg har i mange år arbejdet med drejning og fræsning og måling af svære emner, og "
    text = text_of(tmp_path, "cv.pdf", wrapped_pdf(sentence * 4 + "slut."))
    assert text == (sentence * 4 + "slut.").strip()


def test_word_gives_headers_tables_boxes_and_not_what_is_deleted(tmp_path: Path) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "i toppen"
    document.add_heading("Kompetencer", 1)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2015-2020", "Smed"
    table.cell(0, 1).add_paragraph("svejsning")
    paragraph = document.add_paragraph("efter tabellen")
    inside = "<w:p><w:r><w:t>i boksen</w:t></w:r></w:p>"
    box = f"<w:r {nsdecls('w')}><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r>"
    gone = f"<w:del {nsdecls('w')}><w:r><w:delText>slettet</w:delText></w:r></w:del>"
    hidden = f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>"
    for part in (box, gone, hidden):
        paragraph._p.append(parse_xml(part))  # noqa: SLF001
    text = text_of(tmp_path, "cv.docx", saved(document))
    assert text.split("\n") == [
        "i toppen", "Kompetencer", "2015-2020\tSmed", "svejsning", "efter tabellen", "i boksen",
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_texts_are_read_in_the_encodings_danes_use(tmp_path: Path, encoding: str) -> None:
    assert text_of(tmp_path, "cv.txt", "Måling\r\nfræsning".encode(encoding)) == "Måling\nfræsning"


def test_letters_taken_apart_and_signs_unseen_are_mended(tmp_path: Path) -> None:
    content = "Ma\u030aling\u200b og\u00a0su\u00adpport ﬁl\x07".encode()
    assert text_of(tmp_path, "cv.txt", content) == "Måling og support fil "


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("cv.pdf", image_pdf(), "er et billede af en tekst"),
        ("cv.pdf", pdf([lines(cv_texts.CHAOTIC.text)], **LOCKED),
         "låst eller beskyttet"),
        ("cv.pdf", b"%PDF-1.4\nikke mere end det", "beskadiget"),
        ("cv.pdf", raw_pdf(SMED)[:300], "beskadiget"),
        ("cv.pdf", docx("svejsning"), "navnet siger PDF, men indholdet er DOCX"),
        ("cv.pdf", b"bare tekst", "navnet siger PDF, men indholdet er noget andet"),
        ("cv.docx", raw_pdf(SMED), "navnet siger DOCX, men indholdet er PDF"),
        ("cv.txt", raw_pdf(SMED), "navnet siger TXT, men indholdet er PDF"),
        ("cv.docx", b"bare tekst", "ikke et Word-dokument"),
        ("cv.docx", docx("svejsning")[:2000], "ikke et Word-dokument"),
        ("cv.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "gammelt Word-dokument"),
        ("cv.docx", with_part(docx("a"), "word/vbaProject.bin", b"x"), "indeholder makroer"),
        ("cv.docx", with_part(docx("a"), "word/document.xml", b"<w:document"), "kan ikke læses"),
        ("cv.docx", with_part(docx("a"), "word/document.xml", b" " * 60_000_000), "pakkes ud"),
        ("cv.docm", b"PK", "kan indeholde makroer"),
        ("cv.doc", b"x", "gamle Word-format"),
        ("cv.jpg", b"x", "er et billede"),
        ("cv.exe", b"x", "filtypen kan ikke læses her"),
        ("cv.txt", b" \n", "filen er tom"),
        ("cv.docx", docx(""), "har ingen tekst"),
        ("cv.txt", b"a" * 200_001, "200.000 tegn"),
        ("cv.pdf", raw_pdf(SMED, pages=MAX_PAGES + 1), "højst 30 kan læses"),
        ("cv.pdf", raw_pdf(SMED * 20_000), "for tunge at læse"),
        ("cv.pdf", raw_pdf(b" " * 60_000_000), "PDF-filen"),
        ("cv.pdf", raw_pdf(b"[" * 500_000), "PDF-filen"),
        ("cv.pdf", raw_pdf(b"q " * 400_000 + SMED), "PDF-filen"),
        ("cv.pdf", raw_pdf(SMED, kids="2 0 R 2 0 R"), "PDF-filen"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_danish(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    assert told in faults(tmp_path, name, content)


def test_entities_of_a_word_document_are_not_unfolded(tmp_path: Path) -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    body = (f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "smed">{bomb}]><w:document '
            f"{nsdecls('w')}><w:body><w:p><w:r><w:t>svejsning &a11;</w:t></w:r></w:p></w:body>"
            "</w:document>")  # fmt: skip
    try:
        text = text_of(
            tmp_path, "cv.docx", with_part(docx("a"), "word/document.xml", body.encode())
        )
    except WrongInputError as error:
        text = str(error)
    assert len(text) < 1_000
    assert "smedsmed" not in text


def test_the_limit_on_heavy_pages_is_over_all_pages_together(tmp_path: Path) -> None:
    assert text_of(tmp_path, "cv.pdf", raw_pdf(SMED * 100, pages=3)).count("svejsning") == 300
    heavy = raw_pdf(SMED * (MAX_CONTENT // len(SMED) // 10), pages=11)
    assert "for tunge at læse" in faults(tmp_path, "cv.pdf", heavy)


def test_a_page_without_text_among_others_is_told(tmp_path: Path) -> None:
    path = tmp_path / "cv.pdf"
    path.write_bytes(pdf([lines("Smed med erfaring\nsvejsning i stål"), []]))
    assert "side 2 har ingen tekst" in read_document(path).notices[0]
