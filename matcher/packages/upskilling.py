"""The main answer: for a need, everybody twice, as they are and after their cheapest package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from math import fsum
from typing import TYPE_CHECKING

from matcher.matching.comparisons import GapStatus, credit_if_old
from matcher.matching.ranking import Ladder, Place, draw, places
from matcher.matching.scoring import Score, compare_all, score
from matcher.packages.counterfactual import Counterfactual, best_single_course, openings
from matcher.packages.effects import Shares, Worth, combined, gain, shares_of, worth_of
from matcher.packages.package import Package, Packager
from matcher.packages.problem import Objective, build_problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matcher.facts import Need, PersonId
    from matcher.matching.comparisons import Comparison
    from matcher.matching.standing import Standing
    from matcher.settings import MatchSettings
    from taxonomy.snapshot import Taxonomy


class Order(StrEnum):
    """What a list of candidates is sorted by; ranks by fit are shown in every order."""

    FIT = "fit"
    DAYS = "days"
    FEE = "fee"


class MissingKind(StrEnum):
    """What sort of datum is absent."""

    NOT_SHOWN = "not_shown"
    UNASSESSED = "unassessed"
    NO_DATE = "no_date"
    SUGGESTED = "suggested"


@dataclass(frozen=True)
class MissingDatum:
    """Something nobody has told us, and what it could change.

    Attributes:
        key: the requirement it is about.
        points: what the score could gain (not shown, not assessed) or lose (no date, only
            suggested), 0 to 100.
    """

    kind: MissingKind
    key: str
    points: float


@dataclass(frozen=True)
class Candidate:
    """One person for one need.

    Attributes:
        place: by fit, as the person is now.
        after: points after the cheapest package, or after the part of it that can be closed.
        place_after: by fit when this person has taken the package and others stay as they are.
        place_after_all: by fit when everybody has taken their own cheapest package.
        counterfactual: the single course that moves the person most; None when none does.
        missing: data whose absence matters most, most points first.
        unconfirmed: points of the score that would be gone without suggested evidence.
    """

    person: PersonId
    score: Score
    comparisons: tuple[Comparison, ...]
    place: Place
    package: Package
    after: float
    place_after: Place
    place_after_all: Place
    counterfactual: Counterfactual | None
    missing: tuple[MissingDatum, ...]
    unconfirmed: float = 0.0

    @property
    def fit(self) -> bool:
        """Whether every hard demand is met today."""
        return all(c.met for c in self.comparisons if c.requirement.hard)


@dataclass(frozen=True)
class Ranking:
    """Everybody for one need, with what is needed to replay it."""

    need: Need
    on: date
    order: Order
    candidates: tuple[Candidate, ...]
    settings: MatchSettings
    taxonomy_id: str


def rank_candidates(
    need: Need,
    people: Sequence[Standing],
    taxonomy: Taxonomy,
    settings: MatchSettings,
    on: date,
    order: Order = Order.FIT,
) -> Ranking:
    """Rank everybody for a need, as they are and after their cheapest package.

    Args:
        need: with its requirements.
        people: standings on the day `on`; nobody is left out of the answer.
        taxonomy: modules and relations.
        settings: points and ageing.
        on: the day that decides.
        order: fit (most points first), days or fee (least training first, open ends last).

    Returns:
        All candidates in the order asked for. The order of `people` does not matter.
    """
    objective = Objective.FEE if order is Order.FEE else Objective.DAYS
    packager = Packager(build_problem(need, taxonomy, on, objective))
    packager.prepare(people)
    shares: dict[tuple[str, ...], Shares] = {}
    drafts = [_draft(need, person, packager, shares, taxonomy, settings) for person in people]
    now = places({d.person: d.score.total for d in drafts})
    later = places({d.person: d.after for d in drafts})
    ladder = Ladder([d.score.total for d in drafts])
    opened = openings(need, taxonomy)
    candidates = [
        Candidate(
            person=draft.person,
            score=draft.score,
            comparisons=draft.comparisons,
            place=now[draft.person],
            package=draft.package,
            after=draft.after,
            place_after=ladder.place_instead(draft.after, draft.score.total),
            place_after_all=later[draft.person],
            counterfactual=best_single_course(
                person, draft.score.total, draft.worth, opened, ladder
            ),
            missing=_missing(draft, person, settings),
            unconfirmed=_unconfirmed(draft, settings),
        )
        for draft, person in zip(drafts, people, strict=True)
    ]
    ordered = sorted(candidates, key=lambda c: sort_key(c, order, need, settings))
    return Ranking(need, on, order, tuple(ordered), settings, taxonomy.id)


def sort_key(
    candidate: Candidate, order: Order, need: Need, settings: MatchSettings
) -> tuple[float | int | str, ...]:
    """What a candidate is sorted by; lots decide only between people who are equal."""
    lot = draw(settings.tie_seed, need.id, candidate.person)
    package = candidate.package
    if order is Order.FIT:
        return (candidate.place.rank, lot)
    days = package.days if package.days is not None else float("inf")
    if order is Order.DAYS:
        return (days, candidate.place.rank, lot)
    fee = package.fee if package.fee is not None else float("inf")
    return (fee, days, candidate.place.rank, lot)


@dataclass(frozen=True)
class _Draft:
    person: PersonId
    comparisons: tuple[Comparison, ...]
    score: Score
    package: Package
    after: float
    worth: tuple[Worth, ...]


def _draft(
    need: Need,
    person: Standing,
    packager: Packager,
    shares: dict[tuple[str, ...], Shares],
    taxonomy: Taxonomy,
    settings: MatchSettings,
) -> _Draft:
    comparisons = compare_all(need, person, taxonomy.graph, settings)
    now = score(comparisons, settings)
    worth = worth_of(comparisons, now, settings)
    package = packager.best(person)
    if package.modules not in shares:
        shares[package.modules] = shares_of(combined(package.modules, taxonomy), need)
    after = now.total + gain(shares[package.modules], worth)
    return _Draft(person.person, comparisons, now, package, after, worth)


def _missing(draft: _Draft, person: Standing, settings: MatchSettings) -> tuple[MissingDatum, ...]:
    possible = {row.key: row.possible for row in draft.score.rows}
    weights = sum(c.requirement.weight for c in draft.comparisons) or 1
    lost = _lost(draft, settings)
    found = []
    for comparison in draft.comparisons:
        key, weight = comparison.requirement.key, comparison.requirement.weight
        whole = possible[key] + settings.evidence_points * weight / weights
        if comparison.suggested:
            found.append(MissingDatum(MissingKind.SUGGESTED, key, lost[key]))
        elif comparison.status is GapStatus.NOT_SHOWN:
            found.append(MissingDatum(MissingKind.NOT_SHOWN, key, whole))
        elif comparison.status is GapStatus.UNASSESSED:
            there = possible[key] * comparison.credit
            there += settings.evidence_points * weight / weights * comparison.quality
            found.append(MissingDatum(MissingKind.UNASSESSED, key, whole - there))
        elif comparison.met and comparison.evidence in person.undated:
            kept = credit_if_old(comparison, person, settings)
            found.append(MissingDatum(MissingKind.NO_DATE, key, possible[key] * (1 - kept)))
    found.sort(key=lambda datum: (-datum.points, datum.key))
    return tuple(datum for datum in found if datum.points > 0)[: settings.missing_shown]


def _lost(draft: _Draft, settings: MatchSettings) -> dict[str, float]:
    """Points of each requirement that rest on suggested evidence alone."""
    if not any(c.confirmed for c in draft.comparisons):
        return {}
    possible = {row.key: row.possible for row in draft.score.rows}
    weights = sum(c.requirement.weight for c in draft.comparisons) or 1
    return {
        c.requirement.key: possible[c.requirement.key] * (c.credit - c.confirmed.credit)
        + settings.evidence_points
        * (c.requirement.weight / weights)
        * (c.quality - c.confirmed.quality)
        for c in draft.comparisons
        if c.confirmed
    }


def _unconfirmed(draft: _Draft, settings: MatchSettings) -> float:
    return fsum(_lost(draft, settings).values())
