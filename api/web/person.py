"""The page about one person for one need: what is there, what is missing, which courses."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from api.web import pieces
from api.web.contexts import BaselineRow, Choice, ComparisonRow, PersonPage
from api.web.need import after_words, fit_words, way_words
from api.web.radar import radar
from api.web.rendering import frame
from api.web.words import (
    REQUIREMENT_KIND,
    calendar_path,
    competence_path,
    level,
    need_path,
    person_path,
)
from api.wording import SUGGESTED_DA, counted, number
from matcher.packages.problem import Objective

if TYPE_CHECKING:
    from api.services.answers import Answers
    from api.views import BaselineView, CandidateView, ComparisonView, PackageAnswerView
    from taxonomy.snapshot import Taxonomy


class Least(StrEnum):
    """The words in the page's address."""

    DAYS = "dage"
    FEE = "pris"


OBJECTIVES: Final = {Least.DAYS: Objective.DAYS, Least.FEE: Objective.FEE}
LEAST_WORDS: Final = {Least.DAYS: "Færrest dage", Least.FEE: "Lavest pris"}


def person_page(answers: Answers, need_id: str, person_id: str, least: Least) -> PersonPage:
    """What the page about a person shows.

    Raises:
        UnknownThingError: when the need or the person is not there.
    """
    skip = answers.place_of(need_id, person_id)
    ranking = answers.ranking(need_id, top=1, skip=skip)
    candidate = ranking.candidates[0]
    answer = answers.package(need_id, person_id, OBJECTIVES[least])
    notes = pieces.Notes()
    rows = tuple(_row(i, c) for i, c in enumerate(answer.comparisons, 1))
    hard = {c.requirement.key for c in answer.comparisons if c.requirement.kind != "advantage"}
    gaps = [
        row
        for row, c in zip(rows, answer.comparisons, strict=True)
        if not row.met and c.requirement.key in hard
    ]
    return PersonPage(
        frame=frame(answers.region),
        person=person_id,
        need=answer.need.title,
        need_href=need_path(need_id),
        company=answer.need.company,
        area=answer.need.area_title,
        story=_story(candidate, ranking.total, answer.assumptions_da, notes),
        score=pieces.score(candidate),
        legend=pieces.LEGEND,
        rows=rows,
        gaps=tuple(gaps),
        radar=radar(answer.comparisons),
        least=_choices(need_id, person_id, least),
        calendar_href=calendar_path(need_id, person_id) if answers.region.calendar else "",
        choice=answer.choice_da,
        best=pieces.package(answer.best, notes),
        alternatives=tuple(pieces.package(p, notes) for p in answer.alternatives),
        baselines=_baselines(answer, answers.region.taxonomy),
        traits=tuple(answer.need.traits),
        notes=notes.texts,
    )


def _story(
    view: CandidateView, total: int, assumptions: list[str], notes: pieces.Notes
) -> tuple[str, ...]:
    place = pieces.place(view.rank, view.tied).capitalize()
    people = counted(total, "person", "personer")
    score = f"{pieces.score(view).total} af 100 point"
    found = [f"{fit_words(view)}. {place} blandt {people}, med {score}."]
    if not view.fit and view.package.closed:
        note = pieces.fee(view.package.fee, notes).note
        cited = f" (prisen: se note {note} nederst)" if note else ""
        found.append(f"{way_words(view, notes).removesuffix('.')}{cited}. {after_words(view)}")
    if view.counterfactual:
        found.append(f"{view.counterfactual.text_da}.")
    if round(view.unconfirmed_points, 1) > 0:
        unsure = number(view.unconfirmed_points)
        found.append(f"{unsure} af pointene hviler på noget, der er {SUGGESTED_DA}.")
    found.extend(f"{missing.text_da}." for missing in view.missing)
    found.extend(f"OBS: {assumption}." for assumption in assumptions)
    return tuple(found)


def _row(number: int, view: ComparisonView) -> ComparisonRow:
    option = view.option
    return ComparisonRow(
        number=number,
        title=view.requirement.title_da,
        option=Choice(option.label_da, competence_path(option.competence), current=False),
        kind=REQUIREMENT_KIND[view.requirement.kind],
        needed=level(option.level, option.kind),
        shown="–" if view.status == "not_shown" else level(view.level, option.kind),
        met=view.status == "held",
        status=f"{view.status_da} ({SUGGESTED_DA})" if view.suggested else view.status_da,
        evidence=view.evidence_da,
        via=view.via_da,
        near=", ".join(view.near_da),
    )


def _choices(need: str, person: str, chosen: Least) -> tuple[Choice, ...]:
    base = person_path(need, person)
    return tuple(Choice(LEAST_WORDS[x], f"{base}?mindst={x}#pakke", x is chosen) for x in Least)


def _baselines(view: PackageAnswerView, taxonomy: Taxonomy) -> tuple[BaselineRow, ...]:
    if not view.best.steps:
        return ()
    return tuple(_baseline(b, taxonomy) for b in view.baselines)


def _baseline(view: BaselineView, taxonomy: Taxonomy) -> BaselineRow:
    return BaselineRow(
        name=view.name_da,
        days=counted(view.days, "dag", "dage") if view.closed else "finder ingen pakke",
        waste=_waste(view.extra_days),
        courses=tuple(taxonomy.modules[m].title_da for m in view.modules),
    )


def _waste(extra: int | None) -> str:
    if extra is None:
        return "kan ikke sammenlignes"
    if extra < 0:
        # The package shown may be the cheapest in kroner, and the rule may be shorter.
        return f"{counted(-extra, 'dag', 'dage')} færre"
    return f"{counted(extra, 'dag', 'dage')} for meget" if extra else "ingen"
