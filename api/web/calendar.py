"""The page about one person and one need on real dates: periods, package, reasons, prices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from api.web.contexts import Choice, Page
from api.web.pieces import sentence
from api.web.rendering import frame
from api.web.words import MONTHS, long_date, need_path, person_path
from api.wording import counted, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from api.services.answers import Answers
    from api.views.calendar import (
        CalendarAnswerView,
        CalendarPackageView,
        CalendarStepView,
        CourseReasonView,
    )
    from matcher.packages.calendar.problem import Availability

WIDTH: Final = 680
LEFT, TOP, ROW, BAR = 24, 26, 24, 14
GAP: Final = 3
MONTH_WIDTH: Final = 44
"""Room a month's name needs before the right edge."""
"""Days without teaching that do not break a bar: a weekend."""
NEAR_REASONS: Final = 12


@dataclass(frozen=True)
class Bar:
    """A part of a picture, from a day to a day."""

    x: float
    y: float
    width: float
    height: float
    words: str


@dataclass(frozen=True)
class Mark:
    """A place on the line of time."""

    x: float
    label: str


@dataclass(frozen=True)
class RowLabel:
    """The number of a row in the table beside its bars."""

    y: float
    number: int


@dataclass(frozen=True)
class Timeline:
    """Runs as bars, the days the person cannot attend, and the need's day."""

    words: str
    width: int
    height: int
    months: tuple[Mark, ...]
    busy: tuple[Bar, ...]
    bars: tuple[Bar, ...]
    rows: tuple[RowLabel, ...]
    due: Mark | None


@dataclass(frozen=True)
class RunRow:
    """A run in a table."""

    number: int
    run: str
    course: str
    status: str
    days: str
    when: str
    where: str
    price: str
    seats: str
    reason: str


@dataclass(frozen=True)
class PackageBox:
    """A package in words and as a table."""

    title: str
    summary: str
    proof: str
    rows: tuple[RunRow, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ReasonRow:
    """A course that is not taken."""

    course: str
    reason: str
    runs: tuple[str, ...]


@dataclass(frozen=True)
class PriceRow:
    """What a constraint costs, to three readers."""

    title: str
    consultant: str
    employer: str
    person: str


@dataclass(frozen=True)
class CalendarPage(Page):
    """One person for one need on real dates."""

    template: ClassVar[str] = "kalender.html"
    person: str
    need: str
    trail: tuple[Choice, ...]
    story: tuple[str, ...]
    period: str
    best: PackageBox
    timeline: Timeline | None
    open: tuple[str, ...]
    alternatives: tuple[PackageBox, ...]
    prices: tuple[PriceRow, ...]
    free: tuple[str, ...]
    reasons: tuple[ReasonRow, ...]
    more_reasons: tuple[ReasonRow, ...]
    order: tuple[str, ...]
    data: str


def calendar_page(answers: Answers, need_id: str, person_id: str) -> CalendarPage:
    """What the page shows.

    Raises:
        UnknownThingError: when the need or the person is not there.
        NothingPossibleError: when no runs have been loaded.
    """
    view = answers.calendar(need_id, person_id)
    calendar = answers.region.calendar
    reasons = [_reason(reason) for reason in view.reasons]
    return CalendarPage(
        frame=frame(answers.region),
        person=person_id,
        need=view.need.title,
        trail=_trail(view),
        story=tuple(_story(view)),
        period=_period(view),
        best=_box("Den bedste pakke", view.best),
        timeline=_timeline(view, calendar.of(person_id)) if calendar and view.best.steps else None,
        open=_open(view),
        alternatives=tuple(_box(a.way_da, a.package) for a in view.alternatives),
        prices=tuple(
            PriceRow(_capital(p.title_da), p.consultant_da, p.employer_da, p.person_da)
            for p in view.prices
            if p.changes
        ),
        free=tuple(_capital(p.title_da) for p in view.prices if not p.changes),
        reasons=tuple(reasons[:NEAR_REASONS]),
        more_reasons=tuple(reasons[NEAR_REASONS:]),
        order=tuple(view.order_da),
        data=f"/api/v1/needs/{need_path(view.need.id).rpartition('/')[2]}/people/"
        f"{person_path(view.need.id, person_id).rpartition('/')[2]}/calendar",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _trail(view: CalendarAnswerView) -> tuple[Choice, ...]:
    person = person_path(view.need.id, view.person)
    return (
        Choice("Overblik", "/", current=False),
        Choice(view.need.title, need_path(view.need.id), current=False),
        Choice(view.person, person, current=False),
    )


def _story(view: CalendarAnswerView) -> Iterator[str]:
    best = view.best
    if best.first and best.last:
        span = f"fra {long_date(best.first)} til {long_date(best.last)}"
        yield f"{best.summary_da}, {span}."
    else:
        yield f"{best.summary_da}."
    if best.late_da and view.need.by:
        yield f"Nås ikke inden {long_date(view.need.by)}: {'; '.join(best.late_da)}."
    elif best.closed and best.steps and view.need.by:
        yield f"Alle krav lukkes inden fristen {long_date(view.need.by)}."
    if view.causes_da:
        yield view.causes_da
    yield from view.notices_da


def _period(view: CalendarAnswerView) -> str:
    runs = counted(view.runs, "hold", "hold")
    if view.first is None or view.last is None:
        return f"Der er set på {runs}."
    span = f"{long_date(view.first)} til {long_date(view.last)}"
    return f"Der er set på {runs} i perioden {span}."


def _open(view: CalendarAnswerView) -> tuple[str, ...]:
    """Demands the package leaves open, each with what is known about why."""
    told = {b.goal_da for b in view.blocked}
    without = set(view.without_runs_da)
    rest = [goal for goal in view.best.open_da if goal not in told | without]
    return (
        *(sentence(b.reason_da) for b in view.blocked),
        *(f"{_capital(goal)}: ingen af holdene giver det." for goal in view.without_runs_da),
        *(f"{_capital(goal)}: holdene kan ikke følges." for goal in rest),
    )


def _box(title: str, view: CalendarPackageView) -> PackageBox:
    lines = [*view.told_da, *view.merit_da]
    lines += [f"Lukkes først efter fristen: {goal}" for goal in view.late_da]
    lines += [f"Lukkes ikke: {goal}" for goal in view.open_da]
    return PackageBox(
        title=title,
        summary=view.summary_da,
        proof=sentence(view.proof_da),
        rows=tuple(_row(i, step) for i, step in enumerate(view.steps, 1)),
        lines=tuple(sentence(line) for line in lines),
    )


def _row(place: int, step: CalendarStepView) -> RunRow:
    run = step.run
    far = "afstand ikke oplyst" if run.km is None else f"{number(run.km, 0)} km"
    return RunRow(
        number=place,
        run=run.id,
        course=run.module.title_da,
        status=run.module.status,
        days=counted(len(run.days), "dag", "dage"),
        when=_when(run.days),
        where=f"{run.place}, {far}, {run.form}" if run.place else run.form,
        price="ikke oplyst" if run.kroner is None else f"{number(run.kroner, 0)} kr.",
        seats="ikke oplyst" if run.seats is None else str(run.seats),
        reason=step.reason_da,
    )


def _when(days: Sequence[date]) -> str:
    if len(days) == 1:
        return long_date(days[0])
    return f"{long_date(days[0])} til {long_date(days[-1])}"


def _reason(view: CourseReasonView) -> ReasonRow:
    runs = tuple(
        f"{long_date(r.first)}{', ' + r.place if r.place else ''}: {r.text_da}" for r in view.runs
    )
    return ReasonRow(view.title_da, view.text_da, runs)


class _Scale:
    """From days to places on the picture."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first.replace(day=1), last
        self._per_day = (WIDTH - LEFT) / max(1, (last - self.first).days + 1)

    def x(self, day: date) -> float:
        kept = min(max(day, self.first), self.last + timedelta(days=1))
        return round(LEFT + (kept - self.first).days * self._per_day, 1)

    def bar(self, first: date, last: date, y: float, height: float) -> Bar:
        x = self.x(first)
        width = max(2.0, round(self.x(last + timedelta(days=1)) - x, 1))
        return Bar(x, y, width, height, _when((first, last) if first != last else (first,)))

    def months(self) -> Iterator[Mark]:
        day, count = self.first, 0
        total = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        every = 1 + total // 12
        while day <= self.last:
            label = MONTHS[day.month - 1][:3]
            room = (self.last - day).days * self._per_day
            if count % every == 0 and room >= MONTH_WIDTH:
                yield Mark(self.x(day), f"{label} {day.year % 100}" if day.month == 1 else label)
            day, count = (day + timedelta(days=31)).replace(day=1), count + 1


def _timeline(view: CalendarAnswerView, person: Availability) -> Timeline:
    steps, by = view.best.steps, view.need.by
    first = min(step.run.days[0] for step in steps)
    last = max(step.run.days[-1] for step in steps)
    scale = _Scale(first, max(last, by) if by and by > first else last)
    height = TOP + ROW * len(steps)
    tops = [TOP + ROW * i + (ROW - BAR) / 2 for i in range(len(steps))]
    spans = (
        (y, span) for y, step in zip(tops, steps, strict=True) for span in _spans(step.run.days)
    )
    busy = [p for p in person.busy if p.last >= scale.first and p.first <= scale.last]
    due = Mark(scale.x(by), "frist") if by and by > first else None
    told = (f"{s.run.module.title_da}, {_when(s.run.days)}" for s in steps)
    return Timeline(
        words=f"Holdene på en tidslinje: {'; '.join(told)}",
        width=WIDTH,
        height=height,
        months=tuple(scale.months()),
        busy=tuple(scale.bar(p.first, p.last, TOP, ROW * len(steps)) for p in busy),
        bars=tuple(scale.bar(a, b, y, BAR) for y, (a, b) in spans),
        rows=tuple(RowLabel(y + BAR / 2, i) for i, y in enumerate(tops, 1)),
        due=due,
    )


def _spans(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Days put together where only a weekend is between."""
    begin = before = days[0]
    for day in days[1:]:
        if (day - before).days > GAP:
            yield begin, before
            begin = day
        before = day
    yield begin, before
