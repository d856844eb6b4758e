"""Drawn files read back by other means than they were drawn with."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl
from lxml import etree  # type: ignore[import-untyped]
from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NameObject

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdf_text(content: bytes, *, artifacts: bool = False) -> str:
    """The text of all pages in order; without what is drawn around it unless asked for."""
    reader = PdfReader(io.BytesIO(content))
    pages = []
    for page in reader.pages:
        if not artifacts:
            _drop_artifacts(page, reader)
        pages.append(page.extract_text())
    return "\n".join(pages)


def _drop_artifacts(page: Any, reader: PdfReader) -> None:
    """Take out the marked content that a screen reader is told to leave."""
    stream = ContentStream(page.get_contents(), reader, "bytes")
    kept, depth, inside = [], 0, 0
    for operands, operator in stream.operations:
        if operator in {b"BDC", b"BMC"}:
            depth += 1
            if not inside and operands[0] == "/Artifact":
                inside = depth
        if not inside or operator not in {b"Tj", b"TJ"}:
            kept.append((operands, operator))
        if operator == b"EMC":
            inside = 0 if inside == depth else inside
            depth -= 1
    stream.operations = kept
    page[NameObject("/Contents")] = stream


def pdf_tags(content: bytes) -> list[tuple[str, DictionaryObject]]:
    """The tags of a PDF in reading order, each with its dictionary."""
    root = PdfReader(io.BytesIO(content)).root_object
    found: list[tuple[str, DictionaryObject]] = []

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                found.append((str(node["/S"]), node))
            walk(node.get("/K", ArrayObject()))

    walk(root["/StructTreeRoot"]["/K"])  # type: ignore[index]
    return found


def docx_parts(content: bytes) -> dict[str, Any]:
    """The XML parts of a DOCX, parsed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith(".xml")
        }


def docx_text(content: bytes) -> str:
    """The text of the body, with breaks where Word has them, and the alternatives of pictures."""
    body = docx_parts(content)["word/document.xml"]
    parts = []
    for node in body.iter():
        if node.tag == f"{WORD}t":
            parts.append(node.text or "")
        elif node.tag in {f"{WORD}br", f"{WORD}tab", f"{WORD}p"}:
            parts.append("\n")
        elif node.tag.endswith("}docPr"):
            parts.append(f"\n{node.get('title', '')}\n{node.get('descr', '')}\n")
    return "".join(parts)


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    """The cells of each sheet, by its name."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in book.worksheets
    }
