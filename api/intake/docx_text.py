"""Word documents as text in reading order: headers, paragraphs, tables, text boxes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any, Final

from api.intake.files import single_fault
from api.intake.sheets import MAX_UNPACKED, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.intake.files import InputFile

MAX_SWELLING: Final = 200
MAX_PARTS: Final = 2_000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS: Final = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_UNSEEN: Final = frozenset({_FALLBACK, f"{_W}del", f"{_W}moveFrom", f"{_W}instrText"})


def docx_text(file: InputFile) -> str:
    """Read a Word document.

    Args:
        file: with suffix .docx.

    Returns:
        Page header, body and page footer; what is deleted or hidden in the document is not read.

    Raises:
        WrongInputError: when it is locked, holds macros, is broken, or swells when unpacked.
    """
    from docx import Document  # noqa: PLC0415  (slow to import, seldom needed)

    _check_archive(file)
    try:
        document = Document(io.BytesIO(file.content))
        parts = [document.element.body]
        for section in document.sections:
            parts[:0] = [section.header._element] * (not section.header.is_linked_to_previous)  # noqa: SLF001
            parts += [section.footer._element] * (not section.footer.is_linked_to_previous)  # noqa: SLF001
        return "\n".join(line for part in parts for line in _blocks(part)).strip("\n")
    except RecursionError:
        raise single_fault(file.name, "dokumentet er for indviklet", "Gem det som ren tekst"
                           ) from None  # fmt: skip
    except Exception:  # noqa: BLE001  (a broken document fails in many ways)
        remedy = "Åbn det i Word, og gem det igen som .docx"
        raise single_fault(file.name, "Word-dokumentet kan ikke læses", remedy) from None


def _check_archive(file: InputFile) -> None:
    name = file.name
    if file.content.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "filen er et gammelt Word-dokument (.doc) eller låst med adgangskode"
        raise single_fault(name, problem, "Gem den som .docx uden adgangskode")
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        parts = []
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        problem = "filen er ikke et Word-dokument, eller den er beskadiget"
        raise single_fault(name, problem, "Åbn den i Word, og gem den igen som .docx")
    if any(part.endswith("vbaProject.bin") for part in names):
        problem = "dokumentet indeholder makroer"
        raise single_fault(name, problem, "Gem det som .docx uden makroer")
    texts = sum(p.file_size for p in parts if p.filename.endswith((".xml", ".rels")))
    unpacked = sum(p.file_size for p in parts)
    swollen = texts > max(SMALL, MAX_SWELLING * len(file.content))
    if swollen or texts > 4 * SMALL or unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        problem = "dokumentet er for stort, når det pakkes ud"
        raise single_fault(name, problem, "Fjern billeder, eller gem det som ren tekst")


def _blocks(element: Any) -> Iterator[str]:  # noqa: ANN401
    """Paragraphs and table rows below an element, each on its line."""
    for child in element.iterchildren():
        if child.tag == f"{_W}p":
            yield from _paragraph(child)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                if row.getparent() is child or row.getparent().getparent() is child:
                    yield _row(row)
        elif child.tag not in _UNSEEN:
            yield from _blocks(child)


def _row(row: Any) -> str:  # noqa: ANN401
    """Cells with a tab between; a cell of several lines stands on lines of its own."""
    cells = ["\n".join(_blocks(cell)).strip() for cell in row.iterchildren(f"{_W}tc")]
    text = ""
    for cell in filter(None, cells):
        between = "\n" if "\n" in text else "\t"
        text += (between if text else "") + cell
    return text


def _paragraph(paragraph: Any) -> Iterator[str]:  # noqa: ANN401
    """A paragraph's line, and after it the paragraphs of the text boxes fastened to it."""
    boxes: list[Any] = []
    yield "".join(_signs(paragraph, boxes))
    for box in boxes:
        yield from _blocks(box)


def _signs(element: Any, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
    for child in element.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _UNSEEN and not _hidden(child):
            yield from _signs(child, boxes)


def _hidden(run: Any) -> bool:  # noqa: ANN401
    properties = run.find(f"{_W}rPr") if run.tag == f"{_W}r" else None
    return properties is not None and properties.find(f"{_W}vanish") is not None
