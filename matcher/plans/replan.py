"""A plan again after something happened, with as many periods as possible where they were.

Teaching is placed anew; oplæring is what lies between, and what it loses is made up for at the
end. Among plans that keep equally many periods the one that ends first is chosen; that follows
from a table over "so many kept so far", since a period that ends earlier never hinders the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from matcher.plans.calendar import monday, place_days, place_weeks, week_count
from matcher.plans.plan import TAUGHT, PeriodKind, PlanChange, PlanPeriod
from taxonomy.danish import show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.plans.calendar import SchoolCalendar
    from matcher.plans.plan import EducationPlan

_A_DAY: Final = timedelta(days=1)
_WEEKEND: Final = timedelta(days=3)
_MOVED_DA: Final = "flyttet: første mulige skoledage"


@dataclass(frozen=True)
class Absence:
    """Days on which the person cannot attend, both included."""

    first: date
    last: date
    why_da: str = "personen er syg"


@dataclass(frozen=True)
class Happened:
    """What has happened to a plan.

    Attributes:
        moved: days the school has moved periods to, by key.
        absences: in any order.
        start: no period may begin before; None when the start stands.
    """

    moved: Mapping[str, tuple[date, date]]
    absences: tuple[Absence, ...] = ()
    start: date | None = None


@dataclass(frozen=True)
class Placed:
    """One period where it may lie."""

    first: date
    last: date
    kept: bool
    why_da: str


def replan(
    plan: EducationPlan, happened: Happened, calendar: SchoolCalendar, on: date
) -> EducationPlan:
    """Plan again with least change.

    Args:
        plan: a plan whose periods are in order.
        happened: what must be taken into account.
        calendar: when there is teaching.
        on: the day it is worked out.

    Returns:
        The next version: as many teaching periods as possible on their old days, every other
        on the first days that fit, and what changed with why. A moved period has its sequence
        raised; no key changes.
    """
    taught = [p for p in plan.periods if p.kind in TAUGHT and not p.within]
    chosen = best_places(taught, happened, calendar)
    places = dict(zip((p.key for p in taught), chosen, strict=True))
    moved = [_moved(p, places[p.key]) for p in taught]
    periods = _with_oplaering(plan, moved)
    ordered = tuple(sorted(periods, key=lambda p: (p.first, p.last, p.key)))
    return replace(
        plan,
        version=plan.version + 1,
        written=on,
        start=ordered[0].first,
        end=None if plan.end is None else max(p.last for p in ordered),
        periods=ordered,
        changes=_changes(plan, ordered, places),
        signature=None,
    )


def best_places(
    taught: Sequence[PlanPeriod], happened: Happened, calendar: SchoolCalendar
) -> list[Placed]:
    """The places that keep most periods, and of those the ones that end first.

    Args:
        taught: periods of teaching in order.
        happened: moves, absences and start.
        calendar: when there is teaching.

    Returns:
        One place for each period, in order and without overlap.
    """
    best: dict[int, tuple[date, list[Placed]]] = {0: (date.min, [])}
    for period in taught:
        following: dict[int, tuple[date, list[Placed]]] = {}
        for kept, (end, places) in best.items():
            for place in options(period, end, happened, calendar):
                key, new = kept + place.kept, (place.last, [*places, place])
                if key not in following or new[0] < following[key][0]:
                    following[key] = new
        best = following
    return best[max(best)][1]


def options(
    period: PlanPeriod, after: date, happened: Happened, calendar: SchoolCalendar
) -> list[Placed]:
    """Where one period may lie after the one before it: its own days, or the first that fit.

    Args:
        period: with its old days.
        after: last day of the period before; `date.min` for the first.
        happened: moves, absences and start.
        calendar: when there is teaching.

    Returns:
        The days the school has set, when it has and they fit; otherwise the old days when they
        fit, and always the first days that do.
    """
    earliest = max(after + _A_DAY if after > date.min else date.min, happened.start or date.min)
    given = happened.moved.get(period.key)
    if given is not None and _free(*given, earliest, happened):
        return [Placed(*given, kept=given == (period.first, period.last),
                       why_da="skolen har flyttet perioden")]  # fmt: skip
    found = []
    if given is None and _free(period.first, period.last, earliest, happened):
        found.append(Placed(period.first, period.last, kept=True, why_da=""))
    wished = given[0] if given else period.first
    first, last = _first_fit(period, max(earliest, wished), happened, calendar)
    if (first, last) != (period.first, period.last):
        found.append(Placed(first, last, kept=False, why_da=_why(period, earliest, happened)))
    return found


def _free(first: date, last: date, earliest: date, happened: Happened) -> bool:
    return first >= earliest and not any(
        a.first <= last and first <= a.last for a in happened.absences
    )


def _first_fit(
    period: PlanPeriod, earliest: date, happened: Happened, calendar: SchoolCalendar
) -> tuple[date, date]:
    while True:
        if period.days is not None:
            first, last = place_days(calendar, earliest, period.days)
        else:
            first, last = place_weeks(calendar, earliest, period.weeks or 1)
        hit = [a.last for a in happened.absences if a.first <= last and first <= a.last]
        if not hit:
            return first, last
        earliest = max(hit) + _A_DAY


def _why(period: PlanPeriod, earliest: date, happened: Happened) -> str:
    for absence in happened.absences:
        if absence.first <= period.last and period.first <= absence.last:
            return absence.why_da
    if happened.start is not None and period.first < happened.start:
        return f"starten er flyttet til {show(happened.start)}"
    if period.first < earliest:
        return "perioden før slutter senere"
    return "de dage, skolen har sat, passer ikke"


def _moved(period: PlanPeriod, place: Placed) -> PlanPeriod:
    if (place.first, place.last) == (period.first, period.last):
        return period
    basis = place.why_da if place.why_da.startswith("skolen") else _MOVED_DA
    return replace(period, first=place.first, last=place.last, sequence=period.sequence + 1,
                   proposed=basis == _MOVED_DA, basis_da=basis)  # fmt: skip


def _with_oplaering(plan: EducationPlan, taught: Sequence[PlanPeriod]) -> list[PlanPeriod]:
    """Oplæring between the periods as they lie now; what is lost is made up for at the end."""
    found = list(taught)
    old = plan.of(PeriodKind.OPLAERING)
    lost = sum(p.weeks or 0 for p in old)
    order = [p for p in plan.periods if p.kind in TAUGHT and not p.within]
    new = {p.key: p for p in taught}
    for each in old:
        after = [p for p in order if p.last < each.first]
        before = [p for p in order if p.first > each.last]
        first = monday(new[after[-1].key].last + _A_DAY) if after else each.first
        if not before:
            continue
        start = new[before[0].key].first
        last = start - timedelta(days=start.weekday()) - _WEEKEND
        if last > first:
            shifted = replace(each, first=first, last=last, weeks=week_count(first, last))
            found.append(_counted(each, shifted))
            lost -= shifted.weeks or 0
    tail = next((p for p in reversed(old) if all(q.last < p.first for q in order)), None)
    if lost >= 1 and old:
        first = monday(max(p.last for p in found) + _A_DAY)
        last = first + timedelta(weeks=round(lost)) - _WEEKEND
        source = tail or replace(old[-1], key="oplaering-indhentet", title_da="Oplæring, indhentet",
                                 title_en="Workplace training, made up for")  # fmt: skip
        shifted = replace(source, first=first, last=last, weeks=week_count(first, last))
        found.append(_counted(source, shifted) if tail else replace(shifted, sequence=0))
    return found + _beside(plan, found)


def _counted(old: PlanPeriod, new: PlanPeriod) -> PlanPeriod:
    same = (old.first, old.last) == (new.first, new.last)
    return old if same else replace(new, sequence=old.sequence + 1)


def _beside(plan: EducationPlan, found: Sequence[PlanPeriod]) -> list[PlanPeriod]:
    """Courses within oplæring keep their place in it; a mentor follows the start."""
    by_key = {p.key: p for p in found}
    old = {p.key: p for p in plan.periods}
    beside = []
    for p in plan.periods:
        if not p.within and p.kind is not PeriodKind.MENTOR:
            continue
        home = p.within or plan.periods[0].key
        shift = by_key[home].first - old[home].first if home in by_key else timedelta()
        beside.append(_counted(p, replace(p, first=p.first + shift, last=p.last + shift)))
    return beside


def _changes(
    plan: EducationPlan, periods: Sequence[PlanPeriod], places: Mapping[str, Placed]
) -> tuple[PlanChange, ...]:
    old = {p.key: p for p in plan.periods}
    found = []
    for p in periods:
        was = old.get(p.key)
        if was is not None and (was.first, was.last) == (p.first, p.last):
            continue
        place = places.get(p.key)
        why = place.why_da if place else "følger de perioder, der er flyttet"
        found.append(PlanChange(p.title_da, _span(was), _span(p), why))
    gone = [p for p in plan.periods if p.key not in {q.key for q in periods}]
    found += [PlanChange(p.title_da, _span(p), "udgår", "der er ikke plads mellem perioderne")
              for p in gone]  # fmt: skip
    return tuple(found)


def _span(period: PlanPeriod | None) -> str:
    return f"{show(period.first)}-{show(period.last)}" if period else "ikke i planen"
