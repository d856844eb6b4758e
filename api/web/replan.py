"""The page about a plan after an event: old and new beside one another, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, Final

from api.web.calendar import MONTH_WIDTH, Bar, Mark
from api.web.contexts import Choice, Page
from api.web.pieces import sentence
from api.web.rendering import frame
from api.web.words import MONTHS, long_date, need_path, person_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.services.answers import Answers
    from api.views.calendar import RunView
    from api.views.replan import ReplanChangeView, ReplanView

WIDTH: Final = 680
LEFT, TOP, ROW, BAR = 24, 26, 34, 12


@dataclass(frozen=True)
class ChangeRow:
    """One course before and now."""

    number: int
    course: str
    status: str
    before: str
    after: str
    kind: str
    reason: str
    changed: bool


@dataclass(frozen=True)
class Comparison:
    """Old and new runs over time, one row a course: the old above the new."""

    words: str
    width: int
    height: int
    months: tuple[Mark, ...]
    before: tuple[Bar, ...]
    after: tuple[Bar, ...]
    rows: tuple[Mark, ...]


@dataclass(frozen=True)
class ReplanPage(Page):
    """A plan after an event."""

    template: ClassVar[str] = "omplanlaegning.html"
    title: str
    trail: tuple[Choice, ...]
    story: tuple[str, ...]
    rows: tuple[ChangeRow, ...]
    picture: Comparison | None
    data: str
    empty: bool


def replan_page(
    answers: Answers, need_id: str = "", person_id: str = "", cancelled: str = ""
) -> ReplanPage:
    """What the page shows.

    Args:
        answers: of the region.
        need_id: empty for the example.
        person_id: empty for the example.
        cancelled: id of a run that is cancelled; empty for the first of the plan.

    Raises:
        UnknownThingError: when the need or the person is not there.
        NothingPossibleError: when no runs have been loaded.
    """
    asked = answers.region.calendar is not None or need_id
    view = answers.replanned(need_id, person_id, cancelled) if asked else None
    if view is None:
        return ReplanPage(frame(answers.region), "Omplanlægning", (), (), (), None, "", empty=True)
    path = f"/api/v1/needs/{need_path(view.need.id).rpartition('/')[2]}/people/"
    path += f"{person_path(view.need.id, view.person).rpartition('/')[2]}/replan?cancelled="
    return ReplanPage(
        frame=frame(answers.region),
        title=f"{view.person} til {view.need.title}: planen lagt om",
        trail=(
            Choice("Overblik", "/", current=False),
            Choice(view.need.title, need_path(view.need.id), current=False),
            Choice(view.person, person_path(view.need.id, view.person), current=False),
        ),
        story=tuple(_story(view)),
        rows=tuple(_row(i, change) for i, change in enumerate(view.changes, 1)),
        picture=_picture(view) if view.changes else None,
        data=path + "&cancelled=".join(view.event.cancelled),
        empty=False,
    )


def _story(view: ReplanView) -> Iterator[str]:
    yield view.event.text_da
    yield sentence(view.summary_da)
    yield sentence(view.proof_da)
    if view.causes_da:
        yield view.causes_da
    yield from view.notices_da


def _row(number: int, change: ReplanChangeView) -> ChangeRow:
    run = change.after or change.before
    return ChangeRow(
        number=number,
        course=change.title_da,
        status=run.module.status if run else "",
        before=_span(change.before),
        after=_span(change.after),
        kind=change.kind_da,
        reason=sentence(change.reason_da) if change.reason_da else "",
        changed=bool(change.reason_da),
    )


def _span(run: RunView | None) -> str:
    if run is None:
        return "–"
    where = run.place or run.form
    if len(run.days) == 1:
        return f"{long_date(run.days[0])}, {where}"
    return f"{long_date(run.days[0])} til {long_date(run.days[-1])}, {where}"


def _picture(view: ReplanView) -> Comparison:
    runs = [run for c in view.changes for run in (c.before, c.after) if run]
    first = min(run.days[0] for run in runs).replace(day=1)
    last = max(run.days[-1] for run in runs)
    scale = (WIDTH - LEFT) / max(1, (last - first).days + 1)

    def bar(run: RunView, y: float) -> Bar:
        x = round(LEFT + (run.days[0] - first).days * scale, 1)
        length = (run.days[-1] - run.days[0]).days + 1
        return Bar(x, y, max(2.0, round(length * scale, 1)), BAR, _span(run))

    tops = [TOP + ROW * i + 4 for i in range(len(view.changes))]
    both = list(zip(view.changes, tops, strict=True))
    told = (f"{c.title_da}: før {_span(c.before)}, nu {_span(c.after)}" for c in view.changes)
    return Comparison(
        words=f"Planen før og nu på en tidslinje: {'; '.join(told)}",
        width=WIDTH,
        height=TOP + ROW * len(view.changes),
        months=tuple(_months(first, last, scale)),
        before=tuple(bar(c.before, y) for c, y in both if c.before),
        after=tuple(bar(c.after, y + BAR + 2) for c, y in both if c.after),
        rows=tuple(Mark(y + BAR, str(i)) for i, y in enumerate(tops, 1)),
    )


def _months(first: date, last: date, scale: float) -> Iterator[Mark]:
    day = first
    every = 1 + ((last - first).days // 31) // 12
    count = 0
    while day <= last:
        if count % every == 0 and (last - day).days * scale >= MONTH_WIDTH:
            label = MONTHS[day.month - 1][:3]
            x = round(LEFT + (day - first).days * scale, 1)
            yield Mark(x, f"{label} {day.year % 100}" if day.month == 1 else label)
        day, count = (day + timedelta(days=31)).replace(day=1), count + 1
