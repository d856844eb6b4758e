"""The geometry of the two pictures, told as shares of their width, before anybody draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, sin
from typing import TYPE_CHECKING, Final, TypeAlias

from api.documents.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.plans.document import Axis, Bar, Gantt, Language

TOP_LEVEL: Final = 4
_ONE_DAY: Final = timedelta(days=1)
_LONGEST: Final = (("week", 26 * 7), ("month", 26 * 31), ("quarter", 6 * 366))
_MONTHS_A_STEP: Final = {"month": 1, "quarter": 3, "year": 12}
_TOO_NEAR: Final = {"week": 0.125, "month": 0.075, "quarter": 0.075, "year": 0.0}
_LOWEST_ROW: Final = 6.8  # millimetres, as the next two
_LINE_HEIGHT: Final = 3.4
_PICTURE_HEIGHT: Final = 190
_SIGNS_A_LINE: Final = 28
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Tick:
    """Where a week, month, quarter or year begins.

    Attributes:
        at: share of the width, 0 to 1.
        group: the month or year that begins here too; empty where none does.
    """

    at: float
    label: str
    group: str


@dataclass(frozen=True)
class Strip:
    """One period in its row: where it begins, how wide it is, and the number of its shading."""

    label: str
    at: float
    width: float
    shade: int


@dataclass(frozen=True)
class Rows:
    """A picture of periods.

    Attributes:
        scale: what the ticks count in, in the document's language.
        shades: what each number of shading stands for.
        height: of a row, in millimetres, so that the longest label has room.
    """

    scale: str
    ticks: tuple[Tick, ...]
    strips: tuple[Strip, ...]
    shades: tuple[str, ...]
    height: float


@dataclass(frozen=True)
class Line:
    """One outline of a kompetencespind; a point is None where the axis has no such level."""

    name: str
    points: tuple[Point | None, ...]


@dataclass(frozen=True)
class Web:
    """A kompetencespind with its centre in (0, 0), radius 1, y downwards."""

    labels: tuple[str, ...]
    spokes: tuple[Point, ...]
    lines: tuple[Line, ...]


def rows(gantt: Gantt, language: Language) -> tuple[Rows, ...]:
    """The pictures of a Gantt: one, or several under one another when it has many rows.

    Args:
        gantt: with any number of bars.
        language: of the months' names.

    Returns:
        Pictures no higher than a page, with one common scale; none without bars.
    """
    if not gantt.bars:
        return ()
    spread = [day for bar in gantt.bars for day in (bar.first, bar.last)]
    first, last = min(spread), max(spread)
    scale = next((name for name, days in _LONGEST if (last - first).days <= days), "year")
    begin, end = _begin(first, scale), _step(_begin(last, scale), scale)
    shades = tuple(dict.fromkeys(bar.kind for bar in gantt.bars))
    strips = [_strip(bar, begin, end, shades) for bar in gantt.bars]
    ticks = tuple(_ticks(begin, end, scale, language))
    height = _row_height(gantt.bars)
    count = max(int(_PICTURE_HEIGHT / height), 1)
    return tuple(
        Rows(WORDS[language].scales[scale], ticks, tuple(strips[at : at + count]), shades, height)
        for at in range(0, len(strips), count)
    )


def _row_height(bars: Sequence[Bar]) -> float:
    lines = max(
        sum(1 + len(part) // _SIGNS_A_LINE for part in bar.label.split("\n")) for bar in bars
    )
    return max(_LOWEST_ROW, lines * _LINE_HEIGHT)


def _strip(bar: Bar, begin: date, end: date, shades: Sequence[str]) -> Strip:
    length = (end - begin).days
    days = max((bar.last - bar.first).days + 1, 1)
    at = (bar.first - begin).days / length
    return Strip(bar.label, at, min(days / length, 1 - at), shades.index(bar.kind))


def _begin(day: date, scale: str) -> date:
    """The first day of the week, month, quarter or year that holds a day."""
    if scale == "week":
        return day - day.weekday() * _ONE_DAY
    months = _MONTHS_A_STEP[scale]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def _step(day: date, scale: str) -> date:
    """The first day of the next one; at the end of the calendar, its last day."""
    try:
        if scale == "week":
            return day + 7 * _ONE_DAY
        months = day.month - 1 + _MONTHS_A_STEP[scale]
        return day.replace(year=day.year + months // 12, month=months % 12 + 1)
    except (OverflowError, ValueError):
        return date.max


def _ticks(begin: date, end: date, scale: str, language: Language) -> Iterator[Tick]:
    """Ticks from the first day to the last; a group's name that would run into the next is left."""
    length, told = (end - begin).days, ""
    stride = -(-_steps(begin, end, scale) // 30)
    day, number = begin, 0
    while day < end:
        label, group = _names(day, scale, language)
        ahead = _group_ahead(day, end, scale, group, language) / length
        fresh = group if group != told and ahead >= _TOO_NEAR[scale] else ""
        told = group
        if number % stride == 0:
            yield Tick((day - begin).days / length, label, fresh)
        day, number = _step(day, scale), number + 1


def _steps(begin: date, end: date, scale: str) -> int:
    days = {"week": 7, "month": 30, "quarter": 91, "year": 365}[scale]
    return (end - begin).days // days + 1


def _group_ahead(day: date, end: date, scale: str, group: str, language: Language) -> int:
    """Days from a day until another group begins, or until the end."""
    until = day
    while until < end and _names(until, scale, language)[1] == group and scale != "year":
        until = _step(until, scale)
    return (until - day).days


def _names(day: date, scale: str, language: Language) -> tuple[str, str]:
    month = WORDS[language].months[day.month - 1][:3]
    if scale == "week":
        return str(day.isocalendar().week), f"{month} {day.year}"
    if scale == "quarter":
        return str((day.month + 2) // 3), str(day.year)
    return (str(day.month), str(day.year)) if scale == "month" else (str(day.year), "")


def web(axes: Sequence[Axis], language: Language) -> Web | None:
    """A kompetencespind; the first axis points up, the others follow the clock.

    Args:
        axes: levels outside 0 to 4 are drawn at the nearer end.
        language: of the outlines' names.

    Returns:
        The picture, or None without axes.
    """
    if not axes:
        return None
    spokes = tuple(_spoke(place, len(axes)) for place in range(len(axes)))
    words = WORDS[language]
    levels = (
        (words.before, [axis.before for axis in axes]),
        (words.after, [axis.after for axis in axes]),
        (words.needed, [axis.needed for axis in axes]),
    )
    lines = [
        Line(name, tuple(map(_point, spokes, values)))
        for name, values in levels
        if any(value is not None for value in values)
    ]
    return Web(tuple(axis.label for axis in axes), spokes, tuple(lines))


def _spoke(place: int, count: int) -> Point:
    angle = 2 * pi * place / count
    return round(sin(angle), 6), round(-cos(angle), 6)


def _point(spoke: Point, level: float | None) -> Point | None:
    if level is None:
        return None
    share = min(max(level, 0), TOP_LEVEL) / TOP_LEVEL
    return spoke[0] * share, spoke[1] * share
