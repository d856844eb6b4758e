"""Until when a company needs people, as it is written: days, weeks, months, quarters."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from api.intake.periods import MONTH_NUMBERS, periods_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_MONTH: Final = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_EDGES: Final = (
    "udgangen af |slutningen af |ultimo |end of |starten af |begyndelsen af |primo |medio "
    "|midten af "
)
_CUE: Final = re.compile(
    r"\b(?:(?:(?P<first>fra og med|fra|pr\.?|opstart(?:er)?|start(?:er)?|from|starting)"
    r"|(?P<before>inden|før|before)|(?P<last>senest|til|by|latest|deadline|frist))\b[: ]*"
    rf"(?:den |d\. ?|i |in |no later than )?(?P<edge>{_EDGES})?|(?P<alone>{_EDGES}))",
    re.IGNORECASE,
)
_QUARTER: Final = re.compile(
    r"(?:q(?P<q>[1-4])|(?P<k>[1-4])\. ?(?:kvartal|kvt\.?))[ ,-]*(?P<year>20\d\d)", re.IGNORECASE
)
_WEEK: Final = re.compile(
    r"\b(?:uge|week) (?P<week>\d{1,2})(?:[ ,/-]+(?P<year>20\d\d))?", re.IGNORECASE
)
_NO_YEAR: Final = re.compile(
    rf"(?:(?P<day>\d{{1,2}})\.? )?(?P<month>{_MONTH})\b(?!\.? ?(?:19|20|'|’)\d)"
    rf"|(?<![\d.,])(?P<d>\d{{1,2}})[./](?P<m>1[0-2]|0?[1-9])(?![\d./-])",
    re.IGNORECASE,
)
_REACH: Final = 2
_STARTS: Final = ("starten", "begyndelsen", "primo")


@dataclass(frozen=True)
class Deadline:
    """The day a need must be met, and where it stands in the text."""

    start: int
    end: int
    day: date


@dataclass(frozen=True)
class _Span:
    """First and last day of what is written, and its place."""

    start: int
    end: int
    first: date
    last: date


def deadlines_in(text: str, on: date) -> tuple[Deadline, ...]:
    """Find the days a text sets.

    «Senest marts 2027» is the last day of March, «inden marts 2027» the last day before it,
    «fra marts 2027» the first; a month without a year is the next one.

    Args:
        text: a sentence or a cell.
        on: the day it is read.

    Returns:
        In order; what lies before the day of reading sets no deadline.
    """
    found: list[Deadline] = []
    for span in sorted(_spans(text, on), key=lambda s: (s.start, -s.end)):
        if found and span.start < found[-1].end:
            continue
        cue = next((c for c in reversed(list(_CUE.finditer(text, 0, span.start)))
                    if span.start - c.end() <= _REACH), None)  # fmt: skip
        day = _day(span, cue)
        if day >= on:
            found.append(Deadline(cue.start() if cue else span.start, span.end, day))
    return tuple(found)


def _day(span: _Span, cue: re.Match[str] | None) -> date:
    if cue is None or span.first == span.last:
        return span.last
    edge = (cue["edge"] or cue["alone"] or "").casefold()
    if cue["first"] or edge.startswith(_STARTS):
        return span.first
    if cue["before"] and not edge:
        return span.first - timedelta(days=1)
    return span.last


def _spans(text: str, on: date) -> Iterator[_Span]:
    for p in periods_in(text, on):
        if p.begins and p.ends and p.months is None:
            last = _whole(text[p.start : p.end], p.begins, p.ends)
            yield _Span(p.start, p.end, p.begins, last)
    for at in _QUARTER.finditer(text):
        month = 3 * int(at["q"] or at["k"])
        first = date(int(at["year"]), month - 2, 1)
        yield _Span(*at.span(), first, _end(first.year, month))
    for at in _WEEK.finditer(text):
        yield from _week(at, on)
    cued = [cue.end() for cue in _CUE.finditer(text)]
    for at in _NO_YEAR.finditer(text):
        if any(0 <= at.start() - end <= _REACH for end in cued):
            yield from _coming(at, on)


def _whole(words: str, begins: date, ends: date) -> date:
    """The true last day; a period is cut at the day of reading, a deadline is not."""
    if begins == ends or ends < begins:  # «fra marts 2027» is open after its first day
        return begins
    return _end(begins.year, 12 if re.fullmatch(r"\d{4}", words.strip()) else begins.month)


def _week(at: re.Match[str], on: date) -> Iterator[_Span]:
    try:
        year = int(at["year"] or on.year)
        first = date.fromisocalendar(year, int(at["week"]), 1)
        if not at["year"] and first + timedelta(days=6) < on:
            first = date.fromisocalendar(year + 1, int(at["week"]), 1)
    except ValueError:
        return
    yield _Span(*at.span(), first, first + timedelta(days=6))


def _coming(at: re.Match[str], on: date) -> Iterator[_Span]:
    """A day or a month without its year: the next one."""
    month = MONTH_NUMBERS[at["month"].casefold()] if at["month"] else int(at["m"])
    told = at["day"] or at["d"]
    for year in (on.year, on.year + 1):
        try:
            first = date(year, month, int(told) if told else 1)
        except ValueError:
            continue
        last = first if told else _end(year, month)
        if last >= on:
            yield _Span(*at.span(), first, last)
            return


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
