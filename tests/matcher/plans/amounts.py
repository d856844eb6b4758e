"""Finding amounts in a document, and the sources that must stand beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matcher.plans.document import Bullets, Facts, Gantt, Paragraph, Radar, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.plans.document import Block, Document

AMOUNT = re.compile(r"\d\s*(?:kr\b|kroner)|\d+(?:,\d+)? %|\bgratis\b")
MARK = re.compile(r"\[(\d+)\]")


def texts(document: Document) -> Iterator[str]:
    """Every piece of text a reader meets, cell by cell."""
    for section in document.sections:
        yield section.title
        for block in section.blocks:
            yield from _block(block)
    yield from (a.title for a in document.appointments)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Bullets():
            yield from block.items
        case Facts():
            yield from (cell for row in block.rows for cell in row)
        case Table():
            yield from (cell for row in block.rows for cell in row)
            yield block.note
        case Gantt() | Radar():
            yield from _block(block.table)
            yield block.alt


def uncited(document: Document) -> list[str]:
    """Texts with an amount but no mark of a source that tells until when it was checked."""
    found = []
    for text in texts(document):
        if not AMOUNT.search(text):
            continue
        sources = [document.sources[int(n) - 1] for n in MARK.findall(text)]
        if not any("Gælder fra" in s and "kontrolleret til" in s for s in sources):
            found.append(text)
    return found
