"""The pages about who is steered where: the assignment, one person in it, and the chains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from api.services.steering import Asked
from api.web.contexts import Choice
from api.web.rendering import frame
from api.web.steering_contexts import (
    AssignmentPage,
    CapRow,
    ChainLine,
    ChainsPage,
    ChainStep,
    Column,
    CompareRow,
    NeedLine,
    SteeredLine,
    SteeredPage,
    UnknownGroup,
    VacancyLine,
)
from api.web.words import need_path, person_path
from api.wording import counted, number
from api.wording.steering import more_days

if TYPE_CHECKING:
    from api.services.answers import Answers
    from api.views.steering import (
        AssignmentView,
        ChainsView,
        ChainView,
        CourseLineView,
        SteeredView,
        VacancyView,
    )

CAPS: Final = (1, 2, 3, 4, 5)
LENGTHS: Final = (1, 2, 3, 4)
STEP: Final = 56
TALLEST: Final = 120.0
MOST_COLUMNS: Final = 10
"""People at one position from here on share the last column."""


def assignment_page(answers: Answers, cap: int, class_cap: int | None) -> AssignmentPage:
    """What the page of the assignment shows."""
    view = answers.steering.assignment(Asked(cap, class_cap))
    columns = _columns(view)
    return AssignmentPage(
        frame=frame(answers.region),
        story=_story(view),
        caps=tuple(Choice(f"højst {n}", f"/fordeling?loft={n}{_tail(class_cap)}", n == cap)
                   for n in CAPS),
        rows=_compared(view),
        columns=columns,
        columns_width=len(columns) * STEP,
        columns_words=_words(columns),
        needs=tuple(
            NeedLine(n.title, need_path(n.need), n.company, n.positions, n.limit, n.before, n.after)
            for n in view.needs
        ),
        people=tuple(_person(told, cap, class_cap) for told in view.people),
        left_out=_left_out(view.employees_left_out),
        ladder=_ladder(view),
        prices=tuple(price.text_da for price in view.prices),
        proof=view.proof_da,
        constraints=tuple(view.constraints_da),
    )  # fmt: skip


def _tail(class_cap: int | None) -> str:
    return "" if class_cap is None else f"&hold={class_cap}"


def _story(view: AssignmentView) -> tuple[str, ...]:
    people = counted(view.total, "person", "personer")
    if not view.total or not view.positions:
        return (f"Der er {people} og {counted(view.positions, 'ledig plads', 'ledige pladser')}.",)
    if view.causes_da:
        return (f"Ingen kan henvises. Årsag: {'; '.join(view.causes_da)}.",)
    before, after = view.before, view.after
    first = (
        f"Valgte hver af de {people} det, der er bedst for personen alene, ville "
        f"{_places(before.positions_without_anybody)} stå uden nogen, og der ville være op til "
        f"{number(before.most_at_one_position, 0)} om samme plads."
    )
    second = (
        f"Fordelt med højst {view.cap} pr. plads får {number(after.people, 0)} personer et "
        f"forslag, {_places(after.positions_without_anybody)} står uden nogen, og ingen plads "
        f"har mere end {number(after.most_at_one_position, 0)}."
    )
    moved = sum(told.why not in {"first", "nothing_closes"} for told in view.people)
    days = after.days - before.days if after.people == before.people else None
    cost = "" if not days else f"; tilsammen er det {more_days(days)}"
    third = f"{counted(moved, 'person', 'personer')} får ikke det nærmeste foreslået først{cost}."
    return (first, second, third)


def _places(count: int) -> str:
    return counted(count, "ledig plads", "ledige pladser") if count else "ingen ledige pladser"


def _compared(view: AssignmentView) -> tuple[CompareRow, ...]:
    names = (
        ("Ledige pladser uden nogen", "positions_without_anybody"),
        ("Ledige pladser med mere end fem", "positions_with_more_than_five"),
        ("Flest om én plads", "most_at_one_position"),
        ("Behov uden nogen", "needs_without_anybody"),
        ("Personer med et forslag", "people"),
        ("Kursusdage i alt", "days"),
    )
    both = (view.before, view.after)
    return tuple(
        CompareRow(name, *(number(getattr(side, field), 0) for side in both))
        for name, field in names
    )


def _columns(view: AssignmentView) -> tuple[Column, ...]:
    sides = [{row.people: row.positions for row in s.histogram} for s in (view.before, view.after)]
    last = min(MOST_COLUMNS, max((n for side in sides for n in side), default=0))
    told = []
    for people in range(last + 1):
        top = people == MOST_COLUMNS
        told.append([
            sum(c for n, c in side.items() if n == people or (top and n > people))
            for side in sides
        ])  # fmt: skip
    most = max((count for pair in told for count in pair), default=0) or 1
    return tuple(
        Column(
            label=f"{n}+" if n == MOST_COLUMNS else str(n),
            x=n * STEP,
            before=before,
            after=after,
            before_height=round(before / most * TALLEST, 1),
            after_height=round(after / most * TALLEST, 1),
        )
        for n, (before, after) in enumerate(told)
    )


def _words(columns: tuple[Column, ...]) -> str:
    parts = (f"{c.label} personer: {c.before} pladser før, {c.after} efter" for c in columns)
    return "Antal pladser efter hvor mange personer de får. " + "; ".join(parts)


def steered_path(person: str, cap: int, class_cap: int | None) -> str:
    """The address of the page about one person in the assignment."""
    return f"/fordeling/person/{quote(person, safe='')}?loft={cap}{_tail(class_cap)}"


def _person(told: SteeredView, cap: int, class_cap: int | None) -> SteeredLine:
    here, alone = told.suggested, told.alone
    return SteeredLine(
        person=told.person,
        href=steered_path(told.person, cap, class_cap),
        suggested=f"{here.title}, {here.company}" if here else "intet forslag",
        days="" if here is None else counted(here.days or 0, "dag", "dage"),
        alone=_choice(alone),
        price=_price(told),
        why=told.why_da,
    )


def _choice(view: VacancyView | None) -> str:
    return f"{view.title} ({counted(view.days or 0, 'dag', 'dage')})" if view else "ingen"


def _price(told: SteeredView) -> str:
    if told.more_days is None or told.fewer_points is None:
        return "–"
    if told.suggested == told.alone:
        return "0"
    points = number(abs(told.fewer_points))
    less = "færre" if told.fewer_points >= 0 else "flere"
    more = "flere" if told.more_days >= 0 else "færre"
    return f"{counted(abs(told.more_days), 'dag', 'dage')} {more}, {points} point {less}"


def _left_out(count: int) -> str:
    if not count:
        return ""
    words = counted(count, "ansat", "ansatte")
    return f"{words} i virksomhederne er ikke med her; hvad de kan rykke op til, står under kæder."


def _ladder(view: AssignmentView) -> tuple[CapRow, ...]:
    return tuple(
        CapRow(
            cap=("uden loft" if row.cap is None else f"højst {row.cap}")
            + " (ikke bevist)" * (not row.proven),
            current=row.cap == view.cap,
            people=row.people,
            days=number(row.days, 0),
            nobody=row.positions_without_anybody,
            most=row.most_at_one_position,
        )
        for row in view.ladder
    )


def steered_page(answers: Answers, person: str, cap: int, class_cap: int | None) -> SteeredPage:
    """What the page about one person in the assignment shows.

    Raises:
        UnknownThingError: when the person is not there, or not in the assignment.
    """
    view = answers.steering.person(person, Asked(cap, class_cap))
    here = view.suggested
    crowd = ""
    if view.alone:
        also = counted(view.wanting, "anden", "andre")
        crowd = f"{also} har «{view.alone.title}» som det nærmeste." if view.wanting else ""
    return SteeredPage(
        frame=frame(answers.region),
        person=view.person,
        suggestion=f"{here.title} hos {here.company}" if here else "",
        why=view.why_da,
        crowd=crowd,
        vacancies=tuple(_vacancy(v, view.person) for v in view.vacancies),
    )


def _vacancy(view: VacancyView, person: str) -> VacancyLine:
    return VacancyLine(
        title=view.title,
        href=person_path(view.need, person),
        company=view.company,
        suggested=view.suggested,
        days="kan ikke lukkes" if view.days is None else counted(view.days, "dag", "dage"),
        points="" if view.points is None else number(view.points),
        courses=tuple(_course(c) for c in view.courses),
        others=view.text_da,
    )


def _course(view: CourseLineView) -> str:
    return f"{view.title_da} ({counted(view.days or 0, 'dag', 'dage')}, {view.status})"


def chains_page(answers: Answers, longest: int) -> ChainsPage:
    """What the page of the chains shows."""
    view = answers.steering.chains(longest)
    return ChainsPage(
        frame=frame(answers.region),
        summary=" ".join((view.summary_da, *(f"Årsag: {c}." for c in view.causes_da))),
        lengths=tuple(Choice(f"højst {n} led", f"/kaeder?led={n}", n == longest) for n in LENGTHS),
        rows=_chain_rows(view),
        chains=tuple(_chain(c) for c in view.chains if len(c.links) > 1),
        direct=tuple(_chain(c) for c in view.chains if len(c.links) == 1),
        unknown=_unknown(view),
        prices=tuple(price.text_da for price in view.prices),
        proof=view.proof_da,
        constraints=tuple(view.constraints_da),
    )


def _chain_rows(view: ChainsView) -> tuple[CompareRow, ...]:
    before, after = view.directly, view.with_chains
    filled = f"Ledige pladser besat (af {view.positions})"
    return (
        CompareRow(filled, number(before.filled, 0), number(after.filled, 0)),
        CompareRow("Kursusdage i alt", number(before.days, 0), number(after.days, 0)),
        CompareRow("Personer, der flytter", number(before.moved, 0), number(after.moved, 0)),
    )


def _chain(view: ChainView) -> ChainLine:
    steps = tuple(
        ChainStep(
            person=link.person,
            href=person_path(view.need, link.person),
            takes=link.takes_da,
            days=counted(link.days, "dag", "dage"),
            courses=tuple(_course(c) for c in link.courses),
        )
        for link in view.links
    )
    days = counted(view.days, "dag", "dage")
    return ChainLine(view.company, view.title, need_path(view.need), days, steps)


def _unknown(view: ChainsView) -> tuple[UnknownGroup, ...]:
    groups: dict[str, list[str]] = {}
    for told in view.unknown_jobs:
        groups.setdefault(told.company, []).append(told.person)
    return tuple(UnknownGroup(company, ", ".join(people)) for company, people in groups.items())
