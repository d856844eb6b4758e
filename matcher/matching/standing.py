"""Where a person stands on a date: for every competence, what was shown, how well, how lately."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from functools import cached_property
from typing import TYPE_CHECKING, Final

from matcher.facts import Evidence, EvidenceKind, Judge
from taxonomy.concepts import CompetenceKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.facts import EvidenceId, Person, PersonId
    from matcher.settings import MatchSettings
    from taxonomy.concepts import Competence
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Taxonomy


AGEING: Final = frozenset({CompetenceKind.SKILL, CompetenceKind.KNOWLEDGE})
"""Kinds that count less when they were last shown long ago."""


ASSESSMENTS: Final = frozenset({EvidenceKind.TEST, EvidenceKind.RKV})
"""Ways of showing that outweigh a person's own words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence as it counts for one competence.

    Attributes:
        level: as shown, 0 to 4.
        usable: level that counts today, 0 to 4.
        current: False when the certificate has expired, is foreign and unassessed, or the
            skill was shown too long ago.
        foreign: a foreign certificate that is valid and only lacks assessment.
        strength: how well it is documented, 0 to 1.
        via: the narrower competence it was shown as, or the competence itself.
        suggested: read out of free text and not confirmed by a person.
    """

    level: int
    usable: int
    current: bool
    foreign: bool
    strength: float
    evidence: EvidenceId
    via: CompetenceId
    suggested: bool = False


@dataclass(frozen=True)
class Standing:
    """A person's evidence by competence, broader competences included.

    Attributes:
        undated: evidence that would age but carries no date.
    """

    person: PersonId
    shown: Mapping[CompetenceId, tuple[Shown, ...]]
    undated: frozenset[EvidenceId] = frozenset()

    def level(self, competence: CompetenceId) -> int:
        """Level that counts today, 0 to 4."""
        return self.levels.get(competence, 0)

    @cached_property
    def levels(self) -> Mapping[CompetenceId, int]:
        """Levels that count today, broader competences included."""
        return {c: max(s.usable for s in rows) for c, rows in self.shown.items()}

    @cached_property
    def confirmed(self) -> Standing:
        """The same without what is only suggested; the standing itself when nothing is."""
        if not any(row.suggested for rows in self.shown.values() for row in rows):
            return self
        kept = {c: tuple(r for r in rows if not r.suggested) for c, rows in self.shown.items()}
        return replace(self, shown={c: rows for c, rows in kept.items() if rows})


def standing(person: Person, taxonomy: Taxonomy, settings: MatchSettings, on: date) -> Standing:
    """Work out a person's standing on a date.

    Args:
        person: with any evidence; competences must be in the taxonomy.
        taxonomy: for kinds and broader competences.
        settings: for ageing and strength of evidence.
        on: the day that decides what has expired and what is too old.

    Returns:
        Per competence what was shown; the order of evidence does not matter. Evidence from
        after the day is left out, and a person's own words count at most what a school or an
        authority has since found by test or RKV.
    """
    shown: dict[CompetenceId, list[Shown]] = defaultdict(list)
    told = [e for e in person.evidence if not is_future(e, on)]
    for evidence in (_capped(e, told) for e in told):
        row = _row(evidence, taxonomy.competences[evidence.competence], settings, on)
        # A "not held" says nothing about broader competences: another narrower one may be held.
        reached = taxonomy.graph.broader(evidence.competence) if evidence.level else ()
        for counted in reached or (evidence.competence,):
            shown[counted].append(row)
    ordered = {c: tuple(sorted(rows, key=_order)) for c, rows in shown.items()}
    undated = (e.id for e in person.evidence if _lacks_date(e, taxonomy))
    return Standing(person.id, ordered, frozenset(undated))


def _row(evidence: Evidence, competence: Competence, settings: MatchSettings, on: date) -> Shown:
    current = is_current(evidence, competence, settings, on)
    return Shown(
        level=evidence.level,
        usable=_usable_level(evidence, competence, settings, on, current=current),
        current=current,
        foreign=_lacks_assessment(evidence, competence, on),
        strength=evidence_strength(evidence, settings),
        evidence=evidence.id,
        via=evidence.competence,
        suggested=evidence.suggested,
    )


def is_future(evidence: Evidence, on: date) -> bool:
    """Whether evidence is from after the day that decides.

    A job that ends later but had begun counts: it is shown every day it lasts.

    >>> from matcher.facts import EvidenceKind, Judge
    >>> course = Evidence("e", "a", 1, EvidenceKind.COURSE, Judge.SCHOOL, date(2026, 12, 1))
    >>> is_future(course, date(2026, 11, 30)), is_future(course, date(2026, 12, 1))
    (True, False)
    """
    if evidence.shown is None or evidence.shown <= on:
        return False
    if evidence.kind is not EvidenceKind.JOB or evidence.months is None:
        return True
    months = evidence.shown.year * 12 + evidence.shown.month - evidence.months
    return months > on.year * 12 + on.month


def _capped(evidence: Evidence, told: list[Evidence]) -> Evidence:
    """A person's own words, at most at the level found by a later test or RKV."""
    if evidence.judge is not Judge.SELF:
        return evidence
    later = [
        e
        for e in told
        if e.competence == evidence.competence
        and e.kind in ASSESSMENTS
        and not e.suggested
        and e.judge in {Judge.SCHOOL, Judge.AUTHORITY}
        and (evidence.shown is None or e.shown is None or e.shown >= evidence.shown)
    ]
    if not later:
        return evidence
    return replace(evidence, level=min(evidence.level, max(e.level for e in later)))


def expiry(evidence: Evidence, competence: Competence) -> date | None:
    """Last valid day: as told, or worked out from the years such a certificate lasts.

    Args:
        evidence: with its dates.
        competence: the one it shows, with `valid_years` where a source gives it.

    Returns:
        The day; None when there is no limit, or none that can be known.
    """
    if evidence.expires is not None or competence.valid_years is None or evidence.shown is None:
        return evidence.expires
    return years_before(evidence.shown, -competence.valid_years)


def is_current(
    evidence: Evidence, competence: Competence, settings: MatchSettings, on: date
) -> bool:
    """Whether evidence counts in full on a date.

    Args:
        evidence: with its dates.
        competence: the one it shows; only skills and knowledge age by time.
        settings: for the years a skill stays fresh.
        on: the day that decides.

    Returns:
        False for an expired certificate, a foreign one nobody has assessed, or a skill last
        shown `fresh_years` or more ago.
    """
    if evidence.foreign and competence.kind is CompetenceKind.CERTIFICATE:
        return False
    last = expiry(evidence, competence)
    if last is not None and last < on:
        return False
    if competence.kind not in AGEING or evidence.shown is None:
        return True
    return evidence.shown > years_before(on, settings.fresh_years)


def _lacks_assessment(evidence: Evidence, competence: Competence, on: date) -> bool:
    last = expiry(evidence, competence)
    certificate = competence.kind is CompetenceKind.CERTIFICATE
    return evidence.foreign and certificate and (last is None or last >= on)


def years_before(on: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February.

    >>> years_before(date(2024, 2, 29), 5)
    datetime.date(2019, 2, 28)
    """
    year = min(max(on.year - years, MINYEAR), MAXYEAR)
    try:
        return on.replace(year=year)
    except ValueError:
        return on.replace(year=year, day=28)


def evidence_strength(evidence: Evidence, settings: MatchSettings) -> float:
    """How well evidence documents its level.

    Args:
        evidence: any.
        settings: with strengths by kind, factors by judge and the factor of suggestions.

    Returns:
        0 to 1.
    """
    strength = dict(settings.strengths)[evidence.kind.value]
    if evidence.kind is EvidenceKind.JOB and (evidence.months or 0) >= settings.long_job_months:
        strength += settings.long_job_bonus
    factor = dict(settings.judge_factors)[evidence.judge.value]
    sureness = settings.suggested_factor if evidence.suggested else 1.0
    return min(1.0, strength) * factor * sureness


def _lacks_date(evidence: Evidence, taxonomy: Taxonomy) -> bool:
    competence = taxonomy.competences[evidence.competence]
    if competence.kind is CompetenceKind.CERTIFICATE:
        return competence.valid_years is not None and evidence.expires is None
    return competence.kind in AGEING and evidence.shown is None


def _usable_level(
    evidence: Evidence,
    competence: Competence,
    settings: MatchSettings,
    on: date,
    *,
    current: bool,
) -> int:
    if current:
        return evidence.level
    if competence.kind is CompetenceKind.CERTIFICATE or evidence.shown is None:
        return 0
    if evidence.expires is not None and evidence.expires < on:
        return 0
    return max(
        0, evidence.level - settings.stale_level_drop * _periods(evidence.shown, on, settings)
    )


def _periods(shown: date, on: date, settings: MatchSettings) -> int:
    """How many whole `fresh_years` have passed since a skill was last shown."""
    periods = 0
    while shown <= years_before(on, settings.fresh_years * (periods + 1)):
        periods += 1
    return periods


def _order(row: Shown) -> tuple[bool, int, float, str, str]:
    return (not row.current, -row.level, -row.strength, row.evidence, row.via)
