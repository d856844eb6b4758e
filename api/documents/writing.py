"""A document into a file, in the format its name ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.documents import docx, ical, json, pdf, xlsx
from api.errors import WrongInputError
from api.writing import write_whole
from taxonomy.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matcher.plans.document import Document

DRAWINGS: Final[dict[str, Callable[[Document], bytes]]] = {
    ".pdf": pdf.draw,
    ".docx": docx.draw,
    ".xlsx": xlsx.draw,
    ".ics": ical.draw,
    ".json": json.draw,
}


def write(document: Document, path: Path) -> None:
    """Draw a document and write it whole, or not at all.

    Args:
        document: what it says.
        path: ends with .pdf, .docx, .xlsx, .ics or .json; its folder must exist.

    Raises:
        WrongInputError: for another ending, a folder that is not there or cannot be written to,
            or something the format cannot hold.
    """
    draw = DRAWINGS.get(path.suffix.lower())
    if draw is None:
        legal = ", ".join(DRAWINGS)
        raise _fault(path, "dokumentet kan ikke skrives i det format", f"Vælg en endelse: {legal}")
    content = draw(document)
    try:
        write_whole(path, content)
    except OSError:
        remedy = "Kontrollér, at mappen findes, og at du må skrive i den"
        raise _fault(path, "filen kan ikke skrives", remedy) from None


def _fault(path: Path, problem: str, remedy: str) -> WrongInputError:
    return WrongInputError([Fault(path.name, 0, "", path.suffix, problem, remedy)])
