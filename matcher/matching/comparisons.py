"""One person against one requirement: what is held, nearly held, expired, or not shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from taxonomy.concepts import Attainment  # noqa: TC001

if TYPE_CHECKING:
    from matcher.facts import EvidenceId, Requirement
    from matcher.matching.standing import Shown, Standing
    from matcher.settings import MatchSettings
    from taxonomy.graph import CompetenceGraph
    from taxonomy.ids import CompetenceId


class GapStatus(StrEnum):
    """How a person stands to a requirement."""

    HELD = "held"
    EXPIRED = "expired"
    UNASSESSED = "unassessed"
    NEARLY = "nearly"
    PARTLY = "partly"
    NOT_SHOWN = "not_shown"
    NOT_HELD = "not_held"


RANK_OF_STATUS = {status: place for place, status in enumerate(GapStatus)}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result for one requirement, with the facts it rests on.

    Attributes:
        option: the alternative the person comes nearest to.
        status: held, expired or too old, one level short, further short, not shown, not held.
        level: level shown for `option`, 0 to 4, whether or not it is current.
        credit: share of the requirement met, 0 to 1, over all alternatives.
        quality: the same share times strength of evidence, 0 to 1.
        evidence: what `level` rests on; None when nothing was shown.
        via: the narrower competence it was shown as, when it differs from the option's.
        near: competences the person has that are near the option; named, never counted.
        confirmed: the comparison without evidence that is only suggested; None where that
            says the same.
    """

    requirement: Requirement
    option: Attainment
    status: GapStatus
    level: int
    credit: float
    quality: float
    evidence: EvidenceId | None
    via: CompetenceId | None
    near: tuple[CompetenceId, ...] = ()
    confirmed: Comparison | None = None

    @property
    def suggested(self) -> bool:
        """Whether status or credit rests on what nobody has confirmed."""
        sure = self.confirmed
        return sure is not None and (sure.status, sure.credit) != (self.status, self.credit)

    @property
    def met(self) -> bool:
        """Whether the requirement is met in full today."""
        return self.status is GapStatus.HELD


def compare(
    requirement: Requirement, person: Standing, graph: CompetenceGraph, settings: MatchSettings
) -> Comparison:
    """Compare a person with a requirement.

    Args:
        requirement: with one or more alternatives.
        person: the standing on the day that decides.
        graph: for near competences.
        settings: for the credit of what has expired.

    Returns:
        The comparison for the alternative the person comes nearest to. Where confirmed evidence
        alone gives the same status and credit, that is what is shown.
    """
    found = _compare(requirement, person, graph, settings)
    if person.confirmed is person:
        return found
    sure = _compare(requirement, person.confirmed, graph, settings)
    if (sure.status, sure.credit) == (found.status, found.credit):
        found = replace(sure, quality=found.quality)
    return found if found == sure else replace(found, confirmed=sure)


def _compare(
    requirement: Requirement, person: Standing, graph: CompetenceGraph, settings: MatchSettings
) -> Comparison:
    if len(requirement.options) == 1:
        return _compare_option(requirement, requirement.options[0], person, graph, settings)
    options = [
        _compare_option(requirement, option, person, graph, settings)
        for option in requirement.options
    ]
    best = min(options, key=lambda c: (RANK_OF_STATUS[c.status], -c.credit, c.option))
    credit = max(c.credit for c in options)
    quality = max(c.quality for c in options)
    return replace(best, credit=credit, quality=quality)


def credit_of(row: Shown, needed: int, settings: MatchSettings) -> float:
    """Share of a needed level that one piece of evidence gives, 0 to 1.

    What is not current counts by the level it still is worth, and keeps at least the share of
    its old level that the settings give.
    """
    share = min(row.usable, needed) / needed
    kept = min(row.level, needed) / needed * settings.stale_credit
    return share if row.current else max(share, kept)


def credit_if_old(comparison: Comparison, person: Standing, settings: MatchSettings) -> float:
    """The credit that would be left if undated evidence turned out to be too old.

    Args:
        comparison: resting on evidence without a date.
        person: the standing it was made from.
        settings: for what old evidence keeps.

    Returns:
        Share of the requirement, 0 to 1, over all its alternatives.
    """
    rows = (
        (row, o.level)
        for o in comparison.requirement.options
        for row in person.shown.get(o.competence, ())
    )
    aged = ((_aged(r, settings) if r.evidence in person.undated else r, level) for r, level in rows)
    return max(credit_of(row, level, settings) for row, level in aged)


def _aged(row: Shown, settings: MatchSettings) -> Shown:
    usable = max(0, row.level - settings.stale_level_drop)
    return replace(row, usable=usable, current=False)


def _compare_option(
    requirement: Requirement,
    option: Attainment,
    person: Standing,
    graph: CompetenceGraph,
    settings: MatchSettings,
) -> Comparison:
    rows = person.shown.get(option.competence, ())
    if not rows:
        near = _near(option.competence, person, graph)
        status = GapStatus.NOT_SHOWN
        return Comparison(requirement, option, status, 0, 0.0, 0.0, None, None, near)
    shares = [credit_of(row, option.level, settings) for row in rows]
    quality = max(c * row.strength for c, row in zip(shares, rows, strict=True))
    best = max(range(len(rows)), key=lambda i: (shares[i], rows[i].level, -i))
    row, status = rows[best], _status(rows, option.level)
    via = row.via if row.via != option.competence else None
    near = () if status is GapStatus.HELD else _near(option.competence, person, graph)
    return Comparison(
        requirement, option, status, row.level, shares[best], quality, row.evidence, via, near
    )


def _status(rows: tuple[Shown, ...], needed: int) -> GapStatus:
    usable = max(row.usable for row in rows)
    best = [row for row in rows if row.level >= needed]
    if usable >= needed:
        return GapStatus.HELD
    if best:
        return GapStatus.UNASSESSED if any(row.foreign for row in best) else GapStatus.EXPIRED
    if not any(row.level for row in rows):
        return GapStatus.NOT_HELD
    return GapStatus.NEARLY if usable == needed - 1 and usable else GapStatus.PARTLY


def _near(
    competence: CompetenceId, person: Standing, graph: CompetenceGraph
) -> tuple[CompetenceId, ...]:
    near = graph.near(competence)
    if near.isdisjoint(person.levels):
        return ()
    return tuple(sorted(c for c in near if person.level(c)))
