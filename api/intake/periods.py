"""When and how long: periods, days and lengths of time as people write them in a CV."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_YEAR: Final = 1950
LONGEST: Final = 60 * 12
MONTH_NUMBERS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januar|jan|january", "februar|feb|february", "marts|mar|march|mrt", "april|apr",
            "maj|may", "juni|jun|june", "juli|jul|july", "august|aug",
            "september|sep|sept", "oktober|okt|october|oct", "november|nov",
            "december|dec",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
NUMBER_WORDS: Final = {
    word: number
    for number, words in enumerate(
        ("", "en|et|one|a", "to|two", "tre|three", "fire|four", "fem|five", "seks|six",
         "syv|seven", "otte|eight", "ni|nine", "ti|ten", "elleve|eleven", "tolv|twelve")
    )
    for word in words.split("|")
    if word
}  # fmt: skip
_MONTH: Final = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_YEAR: Final = r"(?:19[5-9]\d|20\d\d)"


def _point(n: int) -> str:
    """A day, a month or a year; `n` keeps the names of two points apart."""
    return (
        rf"(?:(?P<d{n}>\d{{1,2}})\.?[ ./-]{{1,2}}"
        rf"(?:(?P<m{n}>\d{{1,2}})[./-]|(?P<w{n}>{_MONTH})[ .,]*)"
        rf"(?P<y{n}>{_YEAR}|\d\d(?!\d))"
        rf"|(?P<wm{n}>{_MONTH})[ .,'’]*(?P<wy{n}>{_YEAR}|\d\d(?!\d))"
        rf"|(?P<iy{n}>{_YEAR})-(?P<im{n}>0[1-9]|1[0-2])(?:-(?P<id{n}>\d\d))?(?!\d)"
        rf"|(?P<nm{n}>0?[1-9]|1[0-2])[./](?P<ny{n}>{_YEAR})"
        rf"|(?P<yy{n}>{_YEAR}))"
    )


_NOW: Final = (
    r"nu\b|d\.\s?d\.?|dags? dato|i dag|nuværende|stadig|fortsat|present|now\b|today|current|ongoing"
)
_TO: Final = r"\s*(?:[-–—−]{1,2}|/(?=\d{4})|\btil og med\b|\btil\b|\bto\b|\buntil\b)\s*"
_RANGE: Final = re.compile(
    rf"(?<![\w./-])(?:fra |from )?{_point(1)}{_TO}"
    rf"(?:(?P<now>{_NOW})|{_point(2)}|(?P<short>\d\d)(?![\w.]))(?![\w])",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(
    rf"\b(?:siden|since|fra og med|fra|from)\s+{_point(1)}(?!\w)"
    rf"|(?<![\w./-])(?P<open>{_YEAR})\s?[-–—](?=\s*(?:$|[\n\t,;:)]|[A-ZÆØÅ]))",
    re.IGNORECASE,
)
_ALONE: Final = re.compile(rf"(?<![\w./-]){_point(1)}(?![\w/])", re.IGNORECASE)
_HALF: Final = r"(?:[½]|[,.]5|\s+og\s+et\s+halvt|\s+and\s+a\s+half)"
_LENGTH: Final = re.compile(
    rf"(?<![\w.,])(?:(?P<word>{'|'.join(NUMBER_WORDS)})|(?P<number>\d{{1,3}}))(?P<half>{_HALF})?\+?\s*"
    r"(?P<unit>års?|years?|mdr?\b\.?|måneder(?:s)?|måned|months?|uger|weeks?)\b"
    r"|\b(?:(?P<one_half>halvandet)|(?P<half_only>et halvt))\s+år\b",
    re.IGNORECASE,
)
_AGE: Final = re.compile(r"\s*(?:gammel|gamle|old\b|jubilæum|fødselsdag)", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A stretch of time told in a text.

    Attributes:
        start: position of its first character in the text.
        end: position after its last.
        begins: first day; None when only a length or an end is told.
        ends: last day; of a month or year the last day in it, never after the day of reading.
            None when only a length is told.
        months: length; None when a single day, month or year is told.
        coming: whether it begins after the day of reading.
    """

    start: int
    end: int
    begins: date | None
    ends: date | None
    months: int | None
    coming: bool = False


@dataclass(frozen=True)
class _Point:
    year: int
    month: int | None
    day: int | None

    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


def periods_in(text: str, on: date) -> tuple[Period, ...]:
    """Find what a text tells about time, in order and without overlap.

    Years alone are counted from year to year: 2015-2018 is 36 months.

    Args:
        text: any text.
        on: the day the text is read; «nu» is this day.

    Returns:
        The periods, single points in time, and lengths.
    """
    found: list[Period] = []
    taken = bytearray(len(text))
    for pattern, make in ((_RANGE, _range), (_SINCE, _since), (_LENGTH, _length), (_ALONE, _alone)):
        for at in pattern.finditer(text):
            if 1 not in taken[at.start() : at.end()] and (period := make(at, on)):
                taken[at.start() : at.end()] = b"\1" * (at.end() - at.start())
                found.append(period)
    return tuple(sorted(found, key=lambda p: p.start))


def _range(at: re.Match[str], on: date) -> Period | None:
    begin = _read(at, 1)
    if begin is None:
        return None
    if at["now"]:
        return _open(at, begin, on)
    end = _Point(begin.year // 100 * 100 + int(at["short"]), None, None) if at["short"] else (
        _read(at, 2)
    )  # fmt: skip
    if end is None or end.last() < begin.first():
        return None
    if begin.first() <= on < end.last():
        return _open(at, begin, on)
    coming = begin.first() > on
    return Period(at.start(), at.end(), begin.first(), end.last(), _between(begin, end), coming)


def _between(begin: _Point, end: _Point) -> int:
    years = end.year - begin.year
    if begin.month is None or end.month is None:
        return max(
            1, years * 12 + (end.month or begin.month or 1) - (begin.month or end.month or 1)
        )
    return years * 12 + end.month - begin.month + 1


def _open(at: re.Match[str], begin: _Point, on: date) -> Period:
    now = _Point(on.year, on.month if begin.month else None, None)
    coming = begin.first() > on
    return Period(
        at.start(), at.end(), begin.first(), on, None if coming else _between(begin, now), coming
    )


def _since(at: re.Match[str], on: date) -> Period | None:
    begin = _Point(int(at["open"]), None, None) if at["open"] else _read(at, 1)
    return _open(at, begin, on) if begin else None


def _alone(at: re.Match[str], on: date) -> Period | None:
    point = _read(at, 1)
    if point is None:
        return None
    coming = point.first() > on
    ends = point.last() if coming else min(point.last(), on)
    return Period(at.start(), at.end(), point.first(), ends, None, coming)


def _length(at: re.Match[str], on: date) -> Period | None:
    del on
    if at["unit"] and _AGE.match(at.string, at.end()):
        return None
    if at["one_half"] or at["half_only"]:
        return Period(at.start(), at.end(), None, None, 18 if at["one_half"] else 6)
    number = int(at["number"]) if at["number"] else NUMBER_WORDS[at["word"].casefold()]
    amount, unit = number + (0.5 if at["half"] else 0), at["unit"][0].casefold()
    months = amount * (12 if unit in "åy" else 1) if unit in "åym" else amount / 4.345
    limit = 60 * 12
    return (
        Period(at.start(), at.end(), None, None, max(1, round(months))) if months <= limit else None
    )


def _read(at: re.Match[str], n: int) -> _Point | None:
    groups = {name: at[f"{name}{n}"] for name in ("d", "m", "w", "y", "wm", "wy", "iy", "im", "id",
                                                  "nm", "ny", "yy")}  # fmt: skip
    year = next((groups[key] for key in ("y", "wy", "iy", "ny", "yy") if groups[key]), "")
    month = next(_month(groups[key]) for key in ("m", "w", "wm", "im", "nm", "yy") if groups[key])
    day = groups["d"] or groups["id"]
    try:
        point = _Point(_century(int(year)), month, int(day) if day else None)
        point.first(), point.last()
    except ValueError:
        return None
    return point if point.year >= FIRST_YEAR else None


def _month(text: str) -> int | None:
    if text.isdecimal():
        return int(text) if len(text) <= 2 else None  # noqa: PLR2004  (a year alone)
    return MONTH_NUMBERS[text.casefold().rstrip(". ")]


def _century(year: int) -> int:
    """«'18» is 2018 and «'89» is 1989."""
    if year >= 100:  # noqa: PLR2004
        return year
    return year + (1900 if year >= 50 else 2000)  # noqa: PLR2004


def months_together(periods: Iterator[Period] | tuple[Period, ...]) -> int | None:
    """Months in all over periods, counting a month that stands in several only once.

    Args:
        periods: in any order; lengths without dates are added as they are.

    Returns:
        Whole months; None when no length is told.
    """
    told = list(periods)
    loose = [p.months for p in told if p.months and (p.begins is None or p.ends is None)]
    dated = sorted(
        (p.begins.year * 12 + p.begins.month, p.months)
        for p in told
        if p.months and p.begins is not None and p.ends is not None
    )
    total, reached = sum(loose), 0
    for begin, months in dated:
        total += max(0, begin + months - max(begin, reached))
        reached = max(reached, begin + months)
    return total or None
