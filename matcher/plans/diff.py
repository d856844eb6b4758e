"""The difference between two versions of a plan: what, before, after, why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.plans.document import Table
from matcher.plans.plan import PlanChange
from taxonomy.danish import counted, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matcher.plans.plan import Cost, EducationPlan, Funding, PlanPeriod, Subject

_NONE: Final = "ikke i planen"
_UNTOLD: Final = "ikke oplyst"
_FOLLOWS: Final = "følger af de andre ændringer"


def differences(before: EducationPlan, after: EducationPlan) -> tuple[PlanChange, ...]:
    """Everything that is another in the later version.

    Args:
        before: any version.
        after: another version of the same plan, or a plan to compare with.

    Returns:
        One row for each thing, in the plan's order; empty when nothing differs but version,
        day of writing and signature. The reason is the one noted when the plan was made again,
        otherwise it says that none is told.
    """
    why = {change.what_da: change.why_da for change in after.changes}
    rows = [
        *_head(before, after),
        *_periods(before, after),
        *_courses(before, after),
        *_subjects(before, after),
        *_economy(before, after),
        *_texts(before, after),
    ]
    other = _FOLLOWS if after.changes else _UNTOLD
    return tuple(PlanChange(what, was, now, why.get(what, other)) for what, was, now in rows)


def difference_table(before: EducationPlan, after: EducationPlan) -> Table:
    """The differences as a table.

    Args:
        before: any version.
        after: a later one.

    Returns:
        A table whose note says so when nothing differs.
    """
    rows = tuple((c.what_da, c.before_da, c.after_da, c.why_da) for c in differences(before, after))
    title = f"Udgave {before.version} og udgave {after.version}"
    note = "" if rows else "Der er ingen forskel."
    return Table(title, ("Hvad", "Før", "Nu", "Hvorfor"), rows, note=note)


Row = tuple[str, str, str]


def _head(a: EducationPlan, b: EducationPlan) -> Iterator[Row]:
    pairs = (
        ("Uddannelse eller mål", a.title_da, b.title_da),
        ("Speciale", a.specialisation, b.specialisation),
        ("Ordning", a.version_da, b.version_da),
        ("Spor", _track(a), _track(b)),
        ("Start", show(a.start), show(b.start)),
        ("Forventet slut", _day(a), _day(b)),
        ("Dansk og matematik", a.basic_skills_da, b.basic_skills_da),
    )
    yield from ((what, was or _NONE, now or _NONE) for what, was, now in pairs if was != now)


def _track(plan: EducationPlan) -> str:
    track = plan.assessment.track if plan.assessment else None
    return track.value if track else "kan ikke afgøres"


def _day(plan: EducationPlan) -> str:
    return show(plan.end) if plan.end else "kan ikke afgøres"


def _periods(a: EducationPlan, b: EducationPlan) -> Iterator[Row]:
    titles = {p.key: p.title_da for p in (*a.periods, *b.periods)}
    yield from _changed(
        {p.key: _period(p) for p in a.periods}, {p.key: _period(p) for p in b.periods}, titles
    )


def _period(p: PlanPeriod) -> str:
    length = counted(p.weeks or 0, "uger") if p.days is None else counted(p.days, "dage")
    place = f", {p.place}" if p.place else ""
    return f"{show(p.first)}-{show(p.last)} ({length}{place})"


def _courses(a: EducationPlan, b: EducationPlan) -> Iterator[Row]:
    titles = {c.id: f"Kursus: {c.title_da}" for c in (*a.courses, *b.courses)}
    yield from _changed(
        {c.id: counted(c.days, "dage") for c in a.courses},
        {c.id: counted(c.days, "dage") for c in b.courses},
        titles,
    )


def _subjects(a: EducationPlan, b: EducationPlan) -> Iterator[Row]:
    titles = {s.title_da: f"Fag: {s.title_da}" for s in (*a.subjects, *b.subjects)}
    yield from _changed(
        {s.title_da: _subject(s) for s in a.subjects},
        {s.title_da: _subject(s) for s in b.subjects},
        titles,
    )


def _subject(subject: Subject) -> str:
    weeks = _UNTOLD if subject.weeks is None else counted(subject.weeks, "uger")
    credit = _UNTOLD if subject.credit is None else counted(subject.credit, "uger")
    return f"{subject.level_da or _UNTOLD}, uger: {weeks}, merit: {credit}"


def _economy(a: EducationPlan, b: EducationPlan) -> Iterator[Row]:
    costs = {c.title_da: f"Pris: {c.title_da}" for c in (*a.economy.costs, *b.economy.costs)}
    yield from _changed(
        {c.title_da: _cost(c) for c in a.economy.costs},
        {c.title_da: _cost(c) for c in b.economy.costs},
        costs,
    )
    lines = (*a.economy.funding, *b.economy.funding)
    titles = {_key(f): f"{f.payer.capitalize()}: {f.title_da}" for f in lines}
    yield from _changed(
        {_key(f): _answer(f) for f in a.economy.funding},
        {_key(f): _answer(f) for f in b.economy.funding},
        titles,
    )


def _cost(cost: Cost) -> str:
    # The amount itself stands with its source in both plans; here only whether it can be told.
    return "kan afgøres" if cost.kroner is not None else cost.text_da


def _key(line: Funding) -> str:
    return f"{line.payer}:{line.title_da}"


def _answer(line: Funding) -> str:
    return line.verdict_da


def _texts(a: EducationPlan, b: EducationPlan) -> Iterator[Row]:
    for name, was, now in (
        ("Skal afklares", a.questions, b.questions),
        ("Forudsat", a.assumptions, b.assumptions),
    ):
        yield from ((name, text, "udgår") for text in was if text not in now)
        yield from ((name, _NONE, text) for text in now if text not in was)


def _changed(
    a: Mapping[str, str], b: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[Row]:
    for key, title in titles.items():
        was, now = a.get(key, _NONE), b.get(key, _NONE)
        if was != now:
            yield title, was, now
