"""Where the parts of a plan lie in time: courses after each other, school with oplæring between."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from matcher.plans.calendar import monday, place_days, place_weeks, week_count
from matcher.plans.plan import PeriodKind, PlanPeriod
from taxonomy.danish import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.plans.calendar import SchoolCalendar
    from matcher.rules.credit import Weeks
    from taxonomy.ids import ModuleId

PROPOSED_DA: Final = "forslag: første ledige skoleuger efter perioden før"
PROPOSED_DAYS_DA: Final = "forslag: første skoledage efter kurset før"
BETWEEN_DA: Final = "tiden mellem skoleperioderne, delt lige"
_WEEKEND: Final = timedelta(days=3)
_NOTHING: Final = 1e-9


@dataclass(frozen=True)
class Length:
    """Something to place that is counted in days.

    Attributes:
        days: teaching days, at least 1.
    """

    key: str
    kind: PeriodKind
    title_da: str
    title_en: str
    days: int


@dataclass
class Timeline:
    """Periods placed so far, and what could not be."""

    calendar: SchoolCalendar
    cursor: date
    periods: list[PlanPeriod] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)

    def courses(self, lengths: Iterable[Length]) -> None:
        """Place courses one after the other, each on the first teaching days after the last."""
        for each in lengths:
            first, last = place_days(self.calendar, self.cursor, each.days)
            self._add(
                PlanPeriod(
                    each.key, each.kind, each.title_da, each.title_en, first, last, None,
                    each.days, proposed=True, basis_da=PROPOSED_DAYS_DA,
                )
            )  # fmt: skip

    def school(
        self,
        kind: PeriodKind,
        number: int,
        weeks: float,
        programme: ModuleId | None,
        earliest: date | None = None,
    ) -> None:
        """Place GF2 (number 0) or a school period: as the school offers it, or as we propose.

        Args:
            kind: GF2 or school period.
            number: 0 for GF2.
            weeks: after credit.
            programme: whose periods the calendar holds.
            earliest: first possible day where it is before the wished one, since oplæring can
                be cut short and made up for later.
        """
        wished = self.cursor
        offer = self.calendar.nearest(programme, number, earliest or wished, wished)
        key, da, en = _named(kind, number)
        if offer is None:
            first, last = place_weeks(self.calendar, wished, weeks)
            self._add(PlanPeriod(key, kind, da, en, first, last, weeks, None, proposed=True,
                                 basis_da=PROPOSED_DA))  # fmt: skip
            return
        _, end = place_weeks(self.calendar, offer.first, weeks)
        self._add(
            PlanPeriod(key, kind, da, en, offer.first, min(end, offer.last), weeks, None,
                       proposed=end > offer.last, basis_da=_basis(end, offer.last),
                       place=offer.place)
        )  # fmt: skip

    def oplaering(self, number: int, weeks: float) -> None:
        """Place oplæring from the Monday after the last period, at least one week."""
        first = monday(self.cursor)
        last = first + timedelta(weeks=max(1, round(weeks))) - _WEEKEND
        title = f"Oplæring {number}", f"Workplace training {number}"
        self._add(
            PlanPeriod(f"oplaering-{number}", PeriodKind.OPLAERING, *title, first, last,
                       week_count(first, last), None, proposed=True, basis_da=BETWEEN_DA)
        )  # fmt: skip

    def stretch(self) -> None:
        """Let the last oplæring run until the school period that has just been placed."""
        *_, before, after = self.periods
        last = after.first - timedelta(days=after.first.weekday()) - _WEEKEND
        self.periods[-2] = replace(before, last=last, weeks=week_count(before.first, last))

    def _add(self, period: PlanPeriod) -> None:
        self.periods.append(period)
        self.cursor = period.last + timedelta(days=1)


def _basis(end: date, offered: date) -> str:
    if end < offered:
        return "skolens kalender; kortere på grund af merit"
    if end > offered:
        return "skolens periode er kortere end ugerne"
    return "skolens kalender"


def _named(kind: PeriodKind, number: int) -> tuple[str, str, str]:
    if kind is PeriodKind.GF2:
        return "gf2", "Grundforløb 2", "Basic course 2"
    return f"skole-{number}", f"Skoleperiode {number}", f"School period {number}"


def shared_weeks(periods: Sequence[float], total: float) -> tuple[float, ...]:
    """Share the weeks left after credit over the education's school periods.

    Whole weeks go to the periods in proportion to their length, by largest remainder and
    earliest first; a part of a week goes to the last period that has any. How the order places
    the credit is the school's to say; this is our proposal.

    Args:
        periods: weeks of each period without credit.
        total: weeks after credit, 0 up to the sum of the periods.

    Returns:
        Weeks of each period; their sum is the total.

    >>> shared_weeks((10, 10, 10, 5), 31.5)
    (9.0, 9.0, 9.0, 4.5)
    >>> shared_weeks((10, 5), 15)
    (10.0, 5.0)
    """
    full = sum(periods)
    if full <= 0 or abs(total - full) < _NOTHING:
        return tuple(map(float, periods))
    exact = [total * weeks / full for weeks in periods]
    shares = [float(int(weeks + _NOTHING)) for weeks in exact]
    order = sorted(range(len(shares)), key=lambda n: (shares[n] - exact[n], n))
    for n in order[: int(total + _NOTHING) - int(sum(shares))]:
        shares[n] += 1
    rest = round(total - sum(shares), 6)
    if rest > 0:
        last = max((n for n, weeks in enumerate(shares) if weeks), default=len(shares) - 1)
        shares[last] = round(shares[last] + rest, 6)
    return tuple(shares)


def place_education(
    line: Timeline,
    programme: ModuleId,
    periods: Sequence[float],
    weeks: Weeks,
    pause_weeks: int = 0,
) -> None:
    """Place GF2, school periods, and oplæring before each of them.

    Args:
        line: where to go on from; gets the periods, and what could not be placed.
        programme: whose calendar periods count.
        periods: weeks of each school period without credit; empty when no source says.
        weeks: after credit.
        pause_weeks: weeks at work before the later school periods when there is no oplæring.
    """
    if weeks.gf2:
        line.school(PeriodKind.GF2, 0, weeks.gf2, programme)
    if weeks.main is None or weeks.oplaering is None:
        line.unplaced.append(_cannot_place(weeks))
        return
    planned = periods or ((weeks.main,) if weeks.main else ())
    shares = [w for w in shared_weeks(planned, weeks.main) if w > 0]
    left = weeks.oplaering
    for number, school_weeks in enumerate(shares, start=1):
        earliest = None
        if left > 0:
            line.oplaering(number, left / (len(shares) - number + 1))
            earliest = line.periods[-1].first + timedelta(weeks=1)
        elif number > 1 and pause_weeks:
            line.cursor = monday(line.cursor) + timedelta(weeks=pause_weeks)
        line.school(PeriodKind.SCHOOL, number, school_weeks, programme, earliest)
        if left > 0:
            line.stretch()
            left -= line.periods[-2].weeks or 0
    if left >= 1:
        line.oplaering(len(shares) + 1, left)


def _cannot_place(weeks: Weeks) -> str:
    if weeks.main is None:
        return "Skoleperioderne kan ikke få datoer, for antallet af skoleuger kendes ikke."
    school = counted(weeks.main, "uger")
    return (
        f"Hovedforløbets {school} i skole kan ikke få datoer, for oplæringens længde kendes ikke."
    )
