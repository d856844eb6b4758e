"""Lines of a page laid out by position, put in the order a person reads them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.intake.sections import heading_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_PIECE: Final = re.compile(r"\S+(?: {1,2}\S+)*")
_NEAR: Final = 3
_FEWEST: Final = 3
_WIDE: Final = 45
_SHARE_OF_WIDEST: Final = 0.7
_ENDS: Final = ".:;!?"
_HYPHENS: Final = "-\u2010"


@dataclass(frozen=True)
class _Piece:
    """Words without a wide gap between them, and the place of the first sign on the line."""

    at: int
    text: str


def reading_order(page: str) -> str:
    """Turn a page laid out by position into running text.

    A page is read in two columns where both sides have headings of a CV; a date or a label
    beside its text has none, and stays on its line with a tab between.

    Args:
        page: lines where the place of a sign tells where it stands on the page.

    Returns:
        The text, with lines that were only wrapped put together again.
    """
    lines = [[_Piece(m.start(), m[0]) for m in _PIECE.finditer(line)] for line in page.split("\n")]
    gutter = _gutter(lines)
    return _unwrapped(_plain_lines(lines) if gutter is None else _two_columns(lines, gutter))


def _gutter(lines: Sequence[Sequence[_Piece]]) -> int | None:
    """Where a second column begins; None when the page has one."""
    starts = Counter(piece.at for line in lines for piece in line[1:])
    starts.update(line[0].at for line in lines if len(line) == 1 and line[0].at > 2 * _NEAR)
    for at, _ in starts.most_common(_FEWEST):
        sides = [_sides(line, at) for line in lines]
        right = [p for _, beside in sides for p in beside]
        left = [p for before, _ in sides for p in before]
        if len(right) >= _FEWEST and _has_heading(left) and _has_heading(right):
            return at
    return None


def _has_heading(pieces: Sequence[_Piece]) -> bool:
    return any(heading_of(piece.text) for piece in pieces)


def _sides(line: Sequence[_Piece], gutter: int) -> tuple[list[_Piece], list[_Piece]]:
    """The pieces before the gutter and those after; one that crosses it belongs before."""
    before = [piece for piece in line if piece.at < gutter - _NEAR]
    return before, [piece for piece in line if piece.at >= gutter - _NEAR]


def _two_columns(lines: Sequence[Sequence[_Piece]], gutter: int) -> list[str]:
    """The left column of a stretch of the page, then the right; a line across ends a stretch."""
    out: list[str] = []
    left: list[list[_Piece]] = []
    right: list[list[_Piece]] = []
    for line in lines:
        before, beside = _sides(line, gutter)
        across = any(p.at + len(p.text) > gutter + _NEAR for p in before)
        if across and not beside:
            out += [*_plain_lines(left), *_plain_lines(right), *_plain_lines([line])]
            left, right = [], []
            continue
        left.append(before)
        right.append(beside)
    return [*out, *_plain_lines(left), *_plain_lines(right)]


def _plain_lines(lines: Sequence[Sequence[_Piece]]) -> list[str]:
    return ["\t".join(piece.text for piece in line) for line in lines]


def _unwrapped(lines: Sequence[str]) -> str:
    """Put together what a full line only broke off."""
    wide = max(_WIDE, _SHARE_OF_WIDEST * max(map(len, lines), default=0))
    out: list[str] = []
    last = ""
    for line in lines:
        goes_on = line[:1].islower() and len(last) >= wide and "\t" not in line + last
        if goes_on and last[-1] in _HYPHENS and last[-2:-1].isalpha():
            out[-1] = out[-1][:-1] + line
        elif goes_on and last[-1] not in _ENDS:
            out[-1] += " " + line
        elif line or (out and out[-1]):
            out.append(line)
        last = line or last
    return "\n".join(out).strip("\n")
