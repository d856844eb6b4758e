"""Documents made for tests: PDF drawn line by line, Word with its parts, and broken ones."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from docx import Document
from fpdf import FPDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINE = 6


def pdf(pages: Sequence[Iterable[tuple[float, float, str]]], **locked: str) -> bytes:
    """A PDF with words at places in millimetres from the top left corner."""
    document = FPDF()
    if locked:
        document.set_encryption(**locked)  # type: ignore[arg-type]
    for words in pages:
        document.add_page()
        document.set_font("helvetica", size=10)
        for x, y, text in words:
            document.text(x, y, text)
    return bytes(document.output())


def lines(text: str, x: float = 10, top: float = 20) -> list[tuple[float, float, str]]:
    """Lines one below the other; what stands after a tab is set at the right."""
    placed = []
    for n, line in enumerate(text.split("\n")):
        left, _, right = line.partition("\t")
        placed += [(x, top + LINE * n, left)] * bool(left)
        placed += [(x + 130, top + LINE * n, right)] * bool(right)
    return placed


def two_columns(left: str, right: str, *, across: bool) -> bytes:
    """Two columns, drawn one after the other or line by line across."""
    words = [*lines(left), *lines(right, x=90)]
    return pdf([sorted(words, key=lambda word: word[1]) if across else words])


def wrapped_pdf(text: str) -> bytes:
    """A running text that the page breaks into lines."""
    document = FPDF()
    document.add_page()
    document.set_font("helvetica", size=10)
    document.multi_cell(0, LINE, text)
    return bytes(document.output())


def image_pdf() -> bytes:
    """A page with a picture and no text."""
    from PIL import Image

    document = FPDF()
    document.add_page()
    document.image(Image.new("RGB", (60, 60), "grey"), 10, 10, 100)
    return bytes(document.output())


def raw_pdf(content: bytes, pages: int = 1, kids: str = "") -> bytes:
    """A PDF written by hand: one compressed content shared by all its pages."""
    packed = zlib.compress(content, 9)
    numbers = " ".join(f"{n} 0 R" for n in range(5, 5 + pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids or numbers}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    page = (b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>")  # fmt: skip
    objects += [page] * pages
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def saved(document: Any) -> bytes:
    """A Word document as bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def docx(text: str) -> bytes:
    """Lines as paragraphs."""
    document = Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    return saved(document)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """A Word document with one part put in, or in the place of the one of that name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, part)
    return out.getvalue()
