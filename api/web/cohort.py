"""The page about shared classes: core, tails, who ends where, and who pays what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Final

from api.services.cohort import DEFAULT_LIMITS
from api.web.contexts import Fee, Page
from api.web.pieces import Notes, fee
from api.web.rendering import frame
from api.web.words import need_path, person_path
from api.wording import STATUS_MODULE_DA, amount, counted, number
from matcher.packages.new_course import CourseSize

if TYPE_CHECKING:
    from api.services.answers import Answers
    from api.views.cohort import (
        CohortView,
        HeldView,
        NewCourseView,
        OutcomeView,
        SplitView,
        WayView,
    )

CELL: Final = 18
NAME: Final = 70
HEAD: Final = 24
TAKES: Final = {True: ("#0b4f8a", "kerne"), False: ("#b35c00", "hale")}


@dataclass(frozen=True)
class ClassRow:
    """A course that is held."""

    number: int
    title: str
    status: str
    status_words: str
    part: str
    participants: int
    classes: str
    days: str
    fee: Fee
    companies: str


@dataclass(frozen=True)
class StepLine:
    """A course on somebody's way."""

    title: str
    part: str
    reason: str


@dataclass(frozen=True)
class WayRow:
    """One person's way."""

    person: str
    href: str
    place: str
    steps: tuple[StepLine, ...]
    days: str


@dataclass(frozen=True)
class NeedRow:
    """What a need gets."""

    title: str
    href: str
    filled: str
    people: str
    why: str


@dataclass(frozen=True)
class CompanyTable:
    """One company's needs."""

    name: str
    rows: tuple[NeedRow, ...]


@dataclass(frozen=True)
class Cell:
    """A person on a course in the picture."""

    x: int
    y: int
    fill: str


@dataclass(frozen=True)
class Label:
    """A word in the picture."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Matrix:
    """The picture: people down, courses across."""

    width: int
    height: int
    words: str
    cells: tuple[Cell, ...]
    people: tuple[Label, ...]
    courses: tuple[Label, ...]


@dataclass(frozen=True)
class SplitTable:
    """Who pays what."""

    caption: str
    payer: str
    rows: tuple[tuple[str, str, str, str, str], ...]
    total: tuple[str, str]


@dataclass(frozen=True)
class Proposal:
    """The course nobody has."""

    title: str
    story: str
    proof: str
    outcomes: tuple[str, ...]
    replaces: tuple[str, ...]
    gains: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class CohortPage(Page):
    """The page."""

    template: ClassVar[str] = "hold.html"
    limits: tuple[int, int, int, str]
    story: str
    proof: str
    unknown: str
    causes: tuple[str, ...]
    classes: tuple[ClassRow, ...]
    matrix: Matrix | None
    ways: tuple[WayRow, ...]
    companies: tuple[CompanyTable, ...]
    prices: tuple[str, ...]
    splits: tuple[SplitTable, ...]
    proposal: Proposal
    notes: tuple[str, ...]


def cohort_page(answers: Answers, limits: tuple[int, int, int], budget: int | None) -> CohortPage:
    """What the page shows.

    Args:
        answers: of the region.
        limits: least and most in a class, most days for one person.
        budget: kroner; None when there is no limit.

    Raises:
        WrongInputError: when the limits cannot be meant.
        NothingPossibleError: when there is no need or nobody.
    """
    least, most, days = limits
    asked = replace(DEFAULT_LIMITS, least=least, most=most, days=days, budget=budget)
    view = answers.cohort(asked)
    notes = Notes()
    classes = tuple(_class(held, place, notes) for place, held in enumerate(view.courses, start=1))
    return CohortPage(
        frame=frame(answers.region),
        limits=(*limits, "" if budget is None else str(budget)),
        story=_story(view),
        proof=view.proof_da,
        unknown=_unknown(view),
        causes=tuple(view.causes_da),
        classes=classes,
        matrix=_matrix(view) if view.courses else None,
        ways=tuple(_way(way) for way in view.people),
        companies=_companies(view),
        prices=tuple(p.text_da + ("" if p.proven else " (ikke bevist bedst)") for p in view.prices),
        splits=tuple(_split(split) for split in view.splits),
        proposal=_proposal(answers.new_course(CourseSize())),
        notes=notes.texts,
    )


def _story(view: CohortView) -> str:
    taught = sum(bool(way.steps) for way in view.people)
    return (
        f"{view.filled} af {counted(view.places, 'plads', 'pladser')} i "
        f"{counted(view.companies, 'virksomhed', 'virksomheder')} kan besættes. "
        f"{counted(taught, 'person', 'personer')} går på kursus, {number(view.days, 0)} kursusdage "
        f"i alt, og deltagerbetalingen er {amount(view.kroner, estimate=view.estimate)}, så vidt "
        "priserne kendes; kilden står ved kurset."
    )


def _unknown(view: CohortView) -> str:
    if not view.unknown:
        return ""
    seats = counted(view.unknown, "kursusplads", "kursuspladser")
    return f"{seats} har ingen kendt pris. De er ikke gratis; de står uden for beløbet."


def _class(held: HeldView, place: int, notes: Notes) -> ClassRow:
    module = held.module
    days = counted(module.days or 0, "dag", "dage")
    return ClassRow(
        number=place,
        title=module.title_da,
        status=module.status,
        status_words=STATUS_MODULE_DA[module.status],
        part="kerne" if held.core else "hale",
        participants=len(held.participants),
        classes=str(held.classes) if held.classes else "åbent hold",
        days=days if module.days_from_source else f"{days} (vores forslag)",
        fee=fee(module.fee, notes),
        companies=", ".join(held.companies),
    )


def _matrix(view: CohortView) -> Matrix:
    """Only people with courses; the table below the picture has everybody."""
    column = {held.module.id: place for place, held in enumerate(view.courses)}
    people = sorted((w for w in view.people if w.steps), key=lambda w: (w.company, w.person))
    cells = tuple(
        Cell(NAME + column[s.module.id] * CELL, HEAD + row * CELL, TAKES[s.core][0])
        for row, way in enumerate(people)
        for s in way.steps
    )
    across, down = len(view.courses), len(people)
    return Matrix(
        width=NAME + across * CELL + 4,
        height=HEAD + down * CELL + 4,
        words=f"{down} personer ned og {across} kurser hen; et felt er en person på et kursus. "
        "Det samme står i tabellen nedenfor.",
        cells=cells,
        people=tuple(Label(0, HEAD + i * CELL + 13, w.person) for i, w in enumerate(people)),
        courses=tuple(Label(NAME + i * CELL + 3, 16, str(i + 1)) for i in range(across)),
    )


def _way(way: WayView) -> WayRow:
    return WayRow(
        person=way.person,
        href=person_path(way.need, way.person),
        place=f"{way.title}, {way.company}",
        steps=tuple(StepLine(s.module.title_da, TAKES[s.core][1], s.reason_da) for s in way.steps),
        days=counted(way.days, "dag", "dage") if way.steps else "passer i dag",
    )


def _companies(view: CohortView) -> tuple[CompanyTable, ...]:
    rows: dict[str, list[NeedRow]] = {}
    for need in view.needs:
        rows.setdefault(need.company, []).append(_need(need))
    return tuple(CompanyTable(name, tuple(needs)) for name, needs in rows.items())


def _need(need: OutcomeView) -> NeedRow:
    return NeedRow(
        title=need.title,
        href=need_path(need.need),
        filled=f"{len(need.people)} af {need.headcount}",
        people=", ".join(need.people),
        why=need.why_da,
    )


def _split(split: SplitView) -> SplitTable:
    return SplitTable(
        caption=f"Kendt deltagerbetaling pr. {split.by_da}. Regel: {split.rule_da}.",
        payer=split.by_da.capitalize(),
        rows=tuple(
            (
                s.payer,
                number(s.places, 0),
                number(s.days, 0),
                number(s.kroner, 0),
                number(s.unknown, 0),
            )
            for s in split.shares
        ),
        total=(number(split.kroner, 0), number(split.unknown, 0)),
    )


def _proposal(view: NewCourseView) -> Proposal:
    replaced = (
        f"{r.module.title_da} ({counted(r.participants, 'deltager', 'deltagere')})"
        for r in view.replaces
    )
    return Proposal(
        title=view.title_da,
        story=(
            f"Med kurset kan {view.places_after} af {view.places} pladser besættes uden andre "
            f"kurser; i dag kan {view.places_today}. Længden på {view.days} dage er vores forslag, "
            f"og kurset giver højst {view.most_outcomes} kompetencer og løfter højst "
            f"{view.lift} niveauer."
        ),
        proof=view.proof_da,
        outcomes=tuple(o.label_da for o in view.outcomes),
        replaces=tuple(replaced),
        gains=tuple(
            (g.person, f"{g.title}, {g.company}", "; ".join(g.closes_da)) for g in view.gains
        ),
    )
