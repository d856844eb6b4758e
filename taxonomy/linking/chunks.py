"""Running text as sentences, and sentences as the short pieces that may name a competence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCE_END: Final = re.compile(
    r"\n\s*|[!?;•·▪|]+\s*|\.{2,}|(?<=[\w)][\w)])\.(?=\s+[A-ZÆØÅ0-9-]|\s*$)|(?<=\w{5})\.(?=\s)|\t+"
)
_TURNS: Final = "men|but|mens|hvor|hvis|fordi|så|når|while|because"
_CLAUSE_END: Final = re.compile(
    rf",(?!\d)|(?:{_TURNS})|[()\[\]«»\"“”]|:\s+|\s[–—-]\s|\s{{2,}}", re.IGNORECASE
)
_JOINT: Final = re.compile(
    rf",(?!\d)|\b(?:og|samt|eller|plus|and|or|med|m\.|inkl\.?|herunder|with|{_TURNS})(?=\W)|"
    rf"\s+(?=uden\s|without\s)|\s*/\s*(?=\w)|[&+()\[\]«»\"“”]|:\s+|\s[–—-]\s|\s{{2,}}",
    re.IGNORECASE,
)
_INSIDE: Final = re.compile(r"\w")
MAX_SENTENCE: Final = 400
"""Longer runs without an end are cut, so that no text takes more than its share of time."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the text.

    Attributes:
        start: position of its first character in the whole text.
        end: position after its last.
        clause: number of the clause it stands in, counted within its sentence.
    """

    start: int
    end: int
    clause: int = 0


def sentences(text: str) -> Iterator[Piece]:
    r"""Sentences, lines and list points of a text, without the space around them.

    >>> text = "Svejser. Kan TIG\n- truck"
    >>> [text[piece.start : piece.end] for piece in sentences(text)]
    ['Svejser', 'Kan TIG', '- truck']
    """
    at = 0
    for match in _SENTENCE_END.finditer(text):
        yield from _cut(text, at, match.start())
        at = match.end()
    yield from _cut(text, at, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[Piece]:
    while end - start > MAX_SENTENCE:
        space = text.rfind(" ", start, start + MAX_SENTENCE)
        cut = space if space > start else start + MAX_SENTENCE
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Piece]:
    part = text[start:end]
    if _INSIDE.search(part):
        left = len(part) - len(part.lstrip())
        yield Piece(start + left, start + len(part.rstrip()))


def pieces(text: str, sentence: Piece) -> list[Piece]:
    """What stands between the commas and the conjunctions of a sentence.

    Args:
        text: the whole text.
        sentence: one of its sentences.

    Returns:
        The pieces in order, numbered by clause: a comma, «men» or a bracket begins a new one.

    >>> text = "kan svejse og dreje, ikke truck"
    >>> [(text[p.start : p.end], p.clause) for p in pieces(text, Piece(0, len(text)))]
    [('kan svejse', 0), ('dreje', 0), ('ikke truck', 1)]
    """
    found: list[Piece] = []
    clause, at = 0, sentence.start
    for match in _JOINT.finditer(text, sentence.start, sentence.end):
        found += [Piece(p.start, p.end, clause) for p in _trimmed(text, at, match.start())]
        clause += bool(_CLAUSE_END.fullmatch(match[0]))
        at = match.end()
    return found + [Piece(p.start, p.end, clause) for p in _trimmed(text, at, sentence.end)]
