"""Readability of Danish: LIX, the words of a sentence plus the share of long words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcher.plans.document import Bullets, Facts, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcher.plans.document import Block, Document

LONG: Final = 6
"""A word is long when it has more letters than this."""
EASY: Final = 40
"""Texts up to this are easy to read for adults; the limit of our letters."""
_WORD: Final = re.compile(r"[^\W_]+(?:[-.,'][^\W_]+)*")
_END: Final = re.compile(r"[.!?:](?=\s+[^\Wa-zæøå\d]|\s*$)")
_MARK: Final = re.compile(r"\s*\[\d+\]")


def lix(sentences: Iterable[str]) -> float:
    """LIX of running text: words per full stop, plus long words per hundred words.

    After C. H. Björnsson, Läsbarhet (1968). Every text ends a sentence, also a list's item
    without a full stop; a full stop before a small letter or a digit ends none, so that
    «4. januar» is one word after another.

    Args:
        sentences: paragraphs or items.

    Returns:
        Under 25 for the easiest books, over 55 for laws and theses; 0 for no words.

    >>> round(lix(["Du begynder den 4. januar. Skolen ringer til dig."]), 1)
    15.6
    """
    words = long = ends = 0
    for text in (_MARK.sub("", text) for text in sentences):
        found = _WORD.findall(text)
        words += len(found)
        long += sum(sum(map(str.isalpha, word)) > LONG for word in found)
        ends += max(len(_END.findall(text)), bool(found))
    return words / ends + 100 * long / words if words else 0.0


def document_lix(document: Document) -> float:
    """LIX of what a person reads in a document; tables, sources and headings are left out."""
    return lix(t for section in document.sections for b in section.blocks for t in _texts(b))


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield block.text
        case Bullets():
            yield from block.items
        case Facts():
            yield from (f"{name}: {value}" for name, value in block.rows)
        case _:
            return
