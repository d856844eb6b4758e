"""A document as plain text with headings and tables, as it is read and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.plans.document import Bullets, Facts, Gantt, Language, Paragraph, Radar, Table
from taxonomy.danish import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.plans.document import Block, Document


def as_text(document: Document) -> str:
    """The whole document as Markdown.

    Args:
        document: any document.

    Returns:
        Text that ends with a line break; pictures stand as their alternative text and table.
    """
    return "\n".join(_lines(document)).rstrip() + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {document.title}: {document.subtitle}"
    version = _word(document, "udgave", "version")
    yield from ("", f"{document.id}, {version} {document.version}, {show(document.written)}")
    for section in document.sections:
        yield from ("", f"## {section.title}")
        for block in section.blocks:
            yield ""
            yield from _block(block)
    if document.sources:
        yield from ("", "## " + _word(document, "Kilder", "Sources"), "")
        for source in document.sources:
            yield from (source, "")
    if document.appointments:
        yield from ("", "## " + _word(document, "Kalender", "Calendar"), "")
    for each in document.appointments:
        place = f", {each.place}" if each.place else ""
        yield f"- {show(each.first)}-{show(each.last)}: {each.title}{place}"


def _word(document: Document, danish: str, english: str) -> str:
    return danish if document.language is Language.DANISH else english


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield f"*{block.text}*" if block.note else block.text
        case Bullets():
            for n, item in enumerate(block.items, start=1):
                yield f"{n}. {item}" if block.numbered else f"- {item}"
        case Facts():
            yield from (f"- **{name}:** {value}" for name, value in block.rows)
        case Table():
            yield from _table(block)
        case Gantt() | Radar():
            yield from (f"*{block.alt}*", "")
            yield from _table(block.table)


def _table(table: Table) -> Iterator[str]:
    yield from (f"**{table.title}**", "", _row(table.header), _rule(table))
    yield from map(_row, table.rows)
    if table.note:
        yield from ("", f"*{table.note}*")


def _rule(table: Table) -> str:
    return (
        "|"
        + "|".join("--:" if n in table.numeric else "---" for n in range(len(table.header)))
        + "|"
    )


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
