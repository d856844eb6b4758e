"""A CV's lines, parts and periods, and which of them a place in the text belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from api.intake.periods import Period, periods_in
from api.intake.sections import Section, SectionLine, heading_span, section_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_EXPIRY: Final = re.compile(
    r"(?P<runs>\bgyldigt? (?:til(?: og med)?|indtil|t\.o\.m\.)|\budløber|\bvalid (?:until|to|till)"
    r"|\bexpires?|\budløbsdato|\bexpiry date)|(?P<ran>\budløbe[tn]e?|\budløb|\bexpired)"
    r"(?: den| d\.| i| in| on)?[ :]*",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(r"\s*[-*•·▪●○◦–]\s")
_REACH: Final = 3
_HIGHEST_TITLE: Final = 2
_ENTRIES: Final = frozenset({Section.JOB, Section.EDUCATION})
_LISTS: Final = frozenset({Section.COURSE, Section.CERTIFICATE})
_FEWEST_LETTERS: Final = 3


@dataclass(frozen=True)
class Expiry:
    """Told about when a proof runs or ran out.

    Attributes:
        day: last day it is valid; None when it is said to have run out, but not when.
    """

    start: int
    end: int
    day: date | None


@dataclass(frozen=True)
class Words:
    """The words of interest on a line, seen from one of them.

    Attributes:
        first: where the first of them begins.
        after: where the next one begins; None when there is none.
        alone: whether there are no others.
    """

    first: int
    after: int | None
    alone: bool


def words_by_line(
    spans: Sequence[tuple[int, int]], layout: CvLayout
) -> Mapping[tuple[int, int], Words]:
    """For each of some words the others on its line.

    Args:
        spans: first position and the one after the last, of each.
        layout: knows the lines.

    Returns:
        By span.
    """
    seen: dict[tuple[int, int], Words] = {}
    for _, group in groupby(sorted(set(spans)), key=lambda span: layout.number_of(span[0])):
        here = list(group)
        starts = [start for start, _ in here]
        for span in here:
            at = bisect_left(starts, span[1])
            after = starts[at] if at < len(starts) else None
            seen[span] = Words(starts[0], after, len(here) == 1)
    return seen


@dataclass(frozen=True)
class Context:
    """What stands around a place in a CV.

    Attributes:
        section: the part it stands in.
        period: the time it tells about; None when none is told.
        own_line: whether that time stands on the same line.
        expiry: what its line tells about running out, if anything.
    """

    section: Section
    period: Period | None
    own_line: bool
    expiry: Expiry | None


class CvLayout:
    """A CV cut into lines, parts and entries.

    Attributes:
        headings: first position and the one after the last, of headings and of labels that
            begin a part on their own line.
        times: the same of dates, and of what is said about how long a proof runs; lengths of
            time and what has run out are not among them, since the words around give them sense.
    """

    def __init__(self, text: str, on: date) -> None:
        """Read the layout.

        Args:
            text: the CV.
            on: the day it is read.
        """
        self.text = text
        self.lines = section_lines(text)
        self._starts = [line.start for line in self.lines]
        self._expiries_on: dict[int, list[Expiry]] = defaultdict(list)
        ends_told = _expiries(text, on)
        for expiry in ends_told:
            self._expiries_on[self.number_of(expiry.start)].append(expiry)
        self._periods_on: dict[int, list[Period]] = defaultdict(list)
        told = periods_in(text, on)
        for period in told:
            number = self.number_of(period.start)
            ends = self._expiries_on.get(number, ())
            if not period.coming and not any(x.start <= period.start < x.end for x in ends):
                self._periods_on[number].append(period)
        self.headings = tuple(span for line in self.lines if (span := heading_span(text, line)))
        self.times = _times(told, ends_told, on)
        self._entry: dict[int, Period] = {}
        self._heads: set[int] = set()
        numbered = enumerate(self.lines)
        for section, block in groupby(numbered, key=lambda pair: pair[1].section):
            self._read_block(section, [(n, line) for n, line in block if not line.heading])

    def number_of(self, place: int) -> int:
        """The number of the line a place in the text stands on, from 0."""
        return max(0, bisect_right(self._starts, place) - 1)

    def context(self, start: int, end: int, words: Words) -> Context:
        """What stands around some words.

        Args:
            start: position of the first character.
            end: position after the last.
            words: the other words of interest on the line.

        Returns:
            The part, the period and the expiry that belong to the words.
        """
        number = self.number_of(start)
        line, own = self.lines[number], self._periods_on[number]
        period = _nearest(own, start, end, words) if own else self._entry.get(number)
        stop = min(words.after if words.after is not None else line.end, line.end)
        after = next((x for x in self._expiries_on[number] if end <= x.start < stop), None)
        return Context(line.section, period, bool(own), after)

    def is_head(self, place: int) -> bool:
        """Whether a place is in the lines over a job that tell its title, its firm and when."""
        return self.number_of(place) in self._heads

    def _on(self, start: int) -> list[Period]:
        return self._periods_on.get(self.number_of(start), [])

    def _read_block(self, section: Section, lines: list[tuple[int, SectionLine]]) -> None:
        """Note the period of every line of one part that has none of its own."""
        filled = [(n, line) for n, line in lines if self.text[line.start : line.end].strip()]
        dated = [place for place, (_, line) in enumerate(filled) if self._main(line)]
        if not dated:
            return
        height = min(dated[0], _HIGHEST_TITLE) if section in _ENTRIES else 0
        starts = [
            self._title(filled, place, height, above)
            for place, above in zip(dated, [-1, *dated], strict=False)
        ]
        for place, begin, after in zip(dated, starts, [*starts[1:], len(filled)], strict=True):
            period = self._main(filled[place][1])
            if section in {Section.JOB, Section.NONE}:
                self._heads.update(filled[at][0] for at in range(begin, place + 1))
            for at in range(begin, after):
                if self._inherits(section, filled, place, at) and period:
                    self._entry[filled[at][0]] = period

    def _inherits(
        self, section: Section, filled: list[tuple[int, SectionLine]], place: int, at: int
    ) -> bool:
        if section in _ENTRIES:
            return True
        alone = self._alone(filled[place][1])
        unbroken = filled[at][0] - filled[place][0] == at - place
        return alone and unbroken and (section in _LISTS or section is Section.NONE)

    def _title(
        self, filled: list[tuple[int, SectionLine]], place: int, height: int, above: int
    ) -> int:
        """Where the entry of a dated line begins: at its title, up to `height` lines above."""
        begin = place
        while begin > max(place - height, above + 1):
            line = filled[begin - 1][1]
            if _BULLET.match(self.text, line.start, line.end):
                break
            begin -= 1
        return begin

    def _main(self, line: SectionLine) -> Period | None:
        """The period that makes a line the first of an entry: a span, else a point in time."""
        own = self._on(line.start)
        spans = [p for p in own if p.begins and p.months]
        points = [p for p in own if p.begins]
        if points and not spans and not self._leads(line, points[0]):
            return None
        return next(iter(spans or points), None)

    def _leads(self, line: SectionLine, period: Period) -> bool:
        """A single year tells when an entry was only where it stands first or last on the line."""
        before = self.text[line.start : period.start].strip(" \t-*•·(:,")
        after = self.text[period.end : line.end].strip(" \t):,.")
        return not before or not after

    def _alone(self, line: SectionLine) -> bool:
        rest = self.text[line.start : line.end]
        for period in reversed(self._on(line.start)):
            rest = rest[: period.start - line.start] + rest[period.end - line.start :]
        return sum(c.isalpha() for c in rest) < _FEWEST_LETTERS


def _nearest(own: Sequence[Period], start: int, end: int, words: Words) -> Period | None:
    """The period on the line that belongs to some words: dates first, or words first."""
    dated = [p for p in own if p.ends] or own
    if len(dated) == 1:
        lonely = dated[0].ends is not None or words.alone
        return dated[0] if lonely or _adjacent(dated[0], start, end, words) else None
    if dated[0].start < words.first:
        return next((p for p in reversed(dated) if p.end <= start), None)
    return next((p for p in dated if p.start >= end), None)


def _adjacent(length: Period, start: int, end: int, words: Words) -> bool:
    """Whether a length stands between some words and the next, or just before them alone."""
    after = words.after if words.after is not None else length.end + 1
    return end <= length.start < after or (length.end <= start and words.alone)


def _times(told: Sequence[Period], ends: Sequence[Expiry], on: date) -> tuple[tuple[int, int], ...]:
    """Dates and days still to come when a proof ends; a year something ran out stays."""
    ran = [x for x in ends if x.day is None or x.day < on]
    dates = [(p.start, p.end) for p in told if p.begins]
    free = [(a, b) for a, b in dates if not any(x.start <= a < x.end for x in ran)]
    return (*free, *((x.start, x.end) for x in ends if x.day and x.day >= on))


def _expiries(text: str, on: date) -> list[Expiry]:
    found = []
    for at in _EXPIRY.finditer(text):
        rest = text[at.end() : at.end() + 40].partition("\n")[0]
        near = [p for p in periods_in(rest, on) if p.start <= _REACH and p.ends]
        if near:
            found.append(Expiry(at.start(), at.end() + near[0].end, _last_day(near[0], at, on)))
        elif at["ran"]:
            found.append(Expiry(at.start(), at.end(), None))
    return found


def _last_day(point: Period, at: re.Match[str], on: date) -> date | None:
    """The last valid day; what has run out did so before the day of reading."""
    if at["runs"] or point.ends is None:
        return point.ends
    return min(point.ends, on - timedelta(days=1))
