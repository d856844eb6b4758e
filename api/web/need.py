"""The page of a need: everybody ranked, nobody hidden."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from api.errors import UnknownThingError
from api.web import pieces
from api.web.contexts import CandidateBox, Choice, NeedPage, RequirementLine
from api.web.rendering import frame
from api.web.words import (
    IMPORTANCE,
    REQUIREMENT_KIND,
    WEIGHT,
    competence_path,
    long_date,
    need_path,
    person_path,
)
from api.wording import counted, number
from matcher.packages.upskilling import Order

if TYPE_CHECKING:
    from api.services.answers import Answers
    from api.views import CandidateView, RankingView, RequirementView

PAGE_SIZE: Final = 25


class Sorting(StrEnum):
    """The words in the page's address."""

    FIT = "fit"
    DAYS = "dage"
    FEE = "pris"


ORDERS: Final = {Sorting.FIT: Order.FIT, Sorting.DAYS: Order.DAYS, Sorting.FEE: Order.FEE}
ORDER_WORDS: Final = {
    Sorting.FIT: "Passer bedst i dag",
    Sorting.DAYS: "Korteste kursuspakke",
    Sorting.FEE: "Billigste kursuspakke",
}


def need_page(answers: Answers, need_id: str, sorting: Sorting, number_of_page: int) -> NeedPage:
    """What the page of a need shows.

    Raises:
        UnknownThingError: when the need or the page is not there.
    """
    skip = (number_of_page - 1) * PAGE_SIZE
    view = answers.ranking(need_id, ORDERS[sorting], PAGE_SIZE, skip)
    pages = max(1, -(-view.total // PAGE_SIZE))
    if number_of_page > pages:
        message = f"Side {number_of_page} findes ikke; listen har {counted(pages, 'side', 'sider')}"
        raise UnknownThingError(message)
    need, notes = view.need, pieces.Notes()
    return NeedPage(
        frame=frame(answers.region),
        title=need.title,
        company=need.company,
        area=need.area_title,
        headcount=counted(need.headcount, "person", "personer"),
        by=long_date(need.by) if need.by else "ingen frist",
        importance=IMPORTANCE[need.importance],
        requirements=tuple(_requirement(r) for r in need.requirements),
        traits=tuple(need.traits),
        story=_story(answers, view),
        orders=_orders(need_id, sorting),
        shown=_shown(view, skip),
        pages=_pages(need_id, sorting, number_of_page, pages),
        legend=pieces.LEGEND,
        candidates=tuple(_candidate(c, need_id, notes) for c in view.candidates),
        notes=notes.texts,
    )


def _story(answers: Answers, view: RankingView) -> str:
    fit = answers.fit(view.need.id)
    asked = counted(view.need.headcount, "person", "personer")
    people = counted(view.total, "person er", "personer er")
    found = "ingen opfylder" if fit == 0 else f"{number(fit, 0)} opfylder"
    return f"Der søges {asked}. {people} sammenlignet med behovet; {found} alle krav i dag."


def _requirement(view: RequirementView) -> RequirementLine:
    options = [
        Choice(o.label_da, competence_path(o.competence), current=False) for o in view.options
    ]
    kind = REQUIREMENT_KIND[view.kind] + " (foreslået, ikke bekræftet)" * view.suggested
    return RequirementLine(kind, view.title_da, tuple(options), WEIGHT[view.weight])


def _address(need: str, sorting: Sorting, page: int = 1) -> str:
    base = f"{need_path(need)}?orden={sorting}"
    return base if page == 1 else f"{base}&side={page}"


def _orders(need: str, chosen: Sorting) -> tuple[Choice, ...]:
    return tuple(Choice(ORDER_WORDS[s], _address(need, s), s is chosen) for s in Sorting)


def _shown(view: RankingView, skip: int) -> str:
    if not view.total:
        return "Der er ingen personer at sammenligne."
    return f"Viser nr. {skip + 1}–{skip + view.shown} af {number(view.total, 0)}. Alle er rangeret."


def _pages(need: str, sorting: Sorting, current: int, count: int) -> tuple[Choice, ...]:
    if count == 1:
        return ()
    return tuple(
        Choice(str(n), _address(need, sorting, n), n == current) for n in range(1, count + 1)
    )


def _candidate(view: CandidateView, need: str, notes: pieces.Notes) -> CandidateBox:
    move = view.counterfactual
    return CandidateBox(
        person=view.person,
        href=person_path(need, view.person),
        place=pieces.place(view.rank, view.tied).capitalize(),
        score=pieces.score(view),
        fit=view.fit,
        fit_words=fit_words(view),
        way=way_words(view, notes),
        after=after_words(view),
        note=pieces.fee(view.package.fee, notes).note,
        blocked=tuple(b.reason_da for b in view.package.blocked),
        counterfactual=move.text_da if move else "",
        missing=tuple(m.text_da for m in view.missing),
        employed=view.employed_here,
        suggested=view.suggested,
    )


def fit_words(view: CandidateView) -> str:
    """Whether a person fits today, and otherwise how much is missing."""
    if view.fit:
        unsure = any(c.suggested for c in view.comparisons if c.requirement.kind != "advantage")
        return "Passer i dag, hvis forslag bekræftes" if unsure else "Passer i dag"
    open_ones = [
        c for c in view.comparisons if c.requirement.kind != "advantage" and c.status != "held"
    ]
    return f"Mangler {number(len(open_ones), 0)} krav"


def way_words(view: CandidateView, notes: pieces.Notes) -> str:
    """What it takes to fit."""
    if view.fit:
        return "Alle krav er opfyldt; ingen kurser er nødvendige."
    if not view.package.closed:
        return ""
    return pieces.sentence(f"Kan passe efter {pieces.package_summary(view.package, notes)}")


def after_words(view: CandidateView) -> str:
    """What the package means for a person's place."""
    if view.fit or not view.package.closed:
        return ""
    after = pieces.place(view.rank_after, view.tied_after)
    return f"Derefter {number(view.score_after)} point og {after}, når de andre er som nu."
