"""The front page: every company, every need, at one glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.web.contexts import AreaBox, CompanyBox, NeedRow, OverviewPage, Seat
from api.web.rendering import frame
from api.web.words import IMPORTANCE, long_date, need_path
from api.wording import counted

if TYPE_CHECKING:
    from api.services.answers import Answers
    from api.services.show_companies import AreaView, CompaniesView, NeedSummaryView

MOST_SEATS: Final = 12
SEAT_STEP: Final = 18


def overview(answers: Answers) -> OverviewPage:
    """What the front page shows."""
    view = answers.companies()
    needs = [n for c in view.companies for a in c.areas for n in a.needs]
    return OverviewPage(
        frame=frame(answers.region),
        people=counted(view.people, "person", "personer"),
        needs=counted(len(needs), "behov", "behov"),
        companies_count=counted(len(view.companies), "virksomhed", "virksomheder"),
        story=_story(needs),
        companies=_companies(view),
    )


def _companies(view: CompaniesView) -> tuple[CompanyBox, ...]:
    return tuple(
        CompanyBox(company.company, tuple(_area(area) for area in company.areas))
        for company in view.companies
    )


def _story(needs: list[NeedSummaryView]) -> str:
    """The whole situation in two sentences."""
    if not needs:
        return "Der er ingen behov i planerne endnu."
    full = sum(n.fit >= n.need.headcount for n in needs)
    some = sum(0 < n.fit < n.need.headcount for n in needs)
    none = len(needs) - full - some
    return (
        f"Til {full} af {counted(len(needs), 'behov', 'behov')} passer mindst så mange i dag, som "
        f"virksomheden søger. Til {some} passer nogle, men ikke nok, og til {none} passer ingen "
        "endnu."
    )


def _area(area: AreaView) -> AreaBox:
    employees = counted(area.employees, "ansat", "ansatte")
    return AreaBox(area.title, employees, tuple(_row(need) for need in area.needs))


def _row(view: NeedSummaryView) -> NeedRow:
    need = view.need
    seats = min(need.headcount, MOST_SEATS)
    filled = min(view.fit, need.headcount)
    return NeedRow(
        title=need.title,
        href=need_path(need.id),
        headcount=need.headcount,
        by=long_date(need.by) if need.by else "ingen frist",
        importance=IMPORTANCE[need.importance],
        fit=view.fit,
        fit_employed=view.fit_employed,
        fit_unconfirmed=view.fit_unconfirmed,
        next_days=_next_days(view),
        seats=tuple(Seat(i * SEAT_STEP + 1, i < filled) for i in range(seats)),
        seats_width=seats * SEAT_STEP,
        seats_words=f"{filled} af {counted(need.headcount, 'plads', 'pladser')} kan besættes i dag",
    )


def _next_days(view: NeedSummaryView) -> str:
    if not view.next_days:
        return "ingen kan nå det med kurser"
    first, last = view.next_days[0], view.next_days[-1]
    days = counted(first, "dag", "dage") if first == last else f"{first}–{last} dage"
    lacking, reach = view.need.headcount - view.fit, len(view.next_days)
    if lacking <= 0:
        return f"{days} for den næste"
    if reach < lacking:
        return f"{days}; kun {counted(reach, 'person', 'personer')} kan nå det med kurser"
    if lacking == 1:
        return f"{days} for den ene, der mangler"
    each = "hver af de" if first == last else "de"
    return f"{days} for {each} {lacking}, der mangler"
