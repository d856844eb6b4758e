"""A cell as items, and an item as a name with what is said of level, length and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from api.intake.schemas import LEVEL_WORDS, MAX_MONTHS, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINES: Final = re.compile(r"[^;\n\r|•·]+")
_COMMA: Final = re.compile(r",(?![^()]*\))(?!\d)")
_BULLET: Final = re.compile(r"^(?:[-*–]\s+|\d{1,2}[.)]\s+)")
_DATE: Final = r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d\d-\d\d"
_YEAR: Final = r"(?:19|20)\d\d"
_NUMBER: Final = r"\d{1,3}(?:[.,]\d)?½?|½"
_LEVELS: Final = "|".join(word for word in LEVEL_WORDS if not word.isdigit())
_ENDING: Final = re.compile(
    rf"[\s,:(–=-]*(?:"
    rf"(?:på\s+)?(?:niveau\s*:?\s*)?\b(?P<word>{_LEVELS})(?:\s*niveau)?"
    rf"|niveau\s*:?\s*(?P<level>[0-4])|(?<=[:=])\s*(?P<bare>[0-4])"
    rf"|(?<![\w,.])(?P<number>{_NUMBER})\s*(?P<unit>års?|aars?|mdr\.?|måneder|maaneder|måned)"
    rf"(?:\s*erfaring)?"
    rf"|\b(?:gyldig(?:t)?\s+til|udløber|udløb|udløbet)\s*(?:den\s+)?(?P<expires>{_DATE}|{_YEAR})"
    rf"|(?<!\d)(?:\b(?:fra|i|den)\s+)?(?P<shown>{_DATE}|\b{_YEAR})"
    rf")\s*\)?\.?$",
    re.IGNORECASE,
)
_LENGTH: Final = re.compile(
    rf"(?P<number>{_NUMBER})\s*(?P<unit>år|aar|mdr\.?|måneder|maaneder|måned|m)\.?", re.IGNORECASE
)
YEARS_OF_ROUTINE: Final = 2
"""Whole years of practice from which we guess at routine; our proposal, always a suggestion."""


@dataclass(frozen=True)
class Item:
    """One thing in a cell.

    Attributes:
        start: place of its first character in the cell.
        end: place after its last.
        name: the words left when all that is said about them is taken away.
        level: 0 to 4 as told; None when not.
        months: length told; None when not.
        shown: day told; the first of January when only a year is.
        expires: likewise.
        year_only: a date was told as a year alone.
    """

    start: int
    end: int
    name: str
    level: int | None = None
    months: int | None = None
    shown: date | None = None
    expires: date | None = None
    year_only: bool = False


def items(cell: str) -> tuple[Item, ...]:
    """Split a cell at semicolons, lines, bullets and commas, but not inside brackets.

    Args:
        cell: the whole text.

    Returns:
        The items with their places; empty ones are left out.

    >>> [i.name for i in items("TIG, MAG (rustfrit, sort); kran")]
    ['TIG', 'MAG (rustfrit, sort)', 'kran']
    """
    return tuple(_item(cell, start, end) for start, end in _joined(cell))


def _spans(cell: str) -> Iterator[tuple[int, int]]:
    for line in _LINES.finditer(cell):
        at = line.start()
        for part in [*_COMMA.finditer(line[0]), None]:
            end = line.start() + part.start() if part else line.end()
            yield from _trimmed(cell, at, end)
            at = end + 1


def _trimmed(cell: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    text = cell[start:end]
    if text.strip():
        yield start + len(text) - len(text.lstrip()), start + len(text.rstrip())


def _joined(cell: str) -> Iterator[tuple[int, int]]:
    """Spans in which «drejer, 5 år» is one thing: what only tells more belongs to the last."""
    last: tuple[int, int] | None = None
    for start, end in _spans(cell):
        if last and "," in cell[last[1] : start] and _only_tells(cell[start:end]):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _only_tells(text: str) -> bool:
    """Whether a text names nothing and only tells of level, length or dates."""
    while ending := _ENDING.search(text):
        if not ending.start():
            return True
        text = text[: ending.start()]
    return False


def _item(cell: str, start: int, end: int) -> Item:
    text = cell[start:end]
    if bullet := _BULLET.match(text):
        start, text = start + bullet.end(), text[bullet.end() :]
    found = Item(start, end, text)
    while (ending := _ENDING.search(found.name)) and ending.start():
        more = _told(found, ending)
        if more is None:
            break
        found = replace(more, name=found.name[: ending.start()].strip())
    return found


def _told(item: Item, ending: re.Match[str]) -> Item | None:
    """The item with what its ending tells; None for a date no calendar has."""
    parts = ending.groupdict()
    if level := parts["word"] or parts["level"] or parts["bare"]:
        return replace(item, level=LEVEL_WORDS[level.casefold()])
    if parts["number"]:
        return replace(item, months=_months(parts["number"], parts["unit"]))
    told = parts["expires"] or parts["shown"]
    alone = bool(re.fullmatch(_YEAR, told))
    day = date(int(told), 1, 1) if alone else parse_day(told)
    if day is None:
        return None
    only = item.year_only or alone
    if parts["expires"]:
        return replace(item, expires=day, year_only=only)
    return replace(item, shown=day, year_only=only)


def _months(number: str, unit: str) -> int | None:
    half = 0.5 if "½" in number else 0.0
    whole = number.replace("½", "").replace(",", ".")
    amount = (float(whole) if whole else 0.0) + half
    months = round(amount * (12 if unit.casefold()[0] in "åa" else 1))
    return months if months <= MAX_MONTHS else None


def months_of(value: object) -> object:
    """A length as people write it («2 år», «18 mdr.») in months; anything else as it is.

    >>> months_of("2 år"), months_of("1½ år"), months_of("18 mdr."), months_of(7)
    (24, 18, 18, 7)
    """
    told = _LENGTH.fullmatch(str(value).strip())
    months = _months(told["number"], told["unit"]) if told else None
    return value if months is None else months


def level_by_length(months: int | None) -> int:
    """The level we guess at when none is told: 2 from two years of practice, else 1."""
    return 2 if (months or 0) >= 12 * YEARS_OF_ROUTINE else 1
