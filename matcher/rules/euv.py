"""The four blocks of an EUV assessment: track, credit and weeks, each with its reason (R110-R118).

Blocks A to C follow from the programme's own criteria and what is documented; block D is the
school's discretion. The law's limits are looked up on the day the education begins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import floor
from typing import TYPE_CHECKING, Final

from matcher.rules.credit import Block, Credit, CreditKind, Rated, Rating, Track, Weeks
from matcher.rules.criteria import EducationKind
from matcher.rules.findings import Verdict
from matcher.rules.rating import jobs_for, months_worked, oldest_valid, rate_rows
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from matcher.rules.schemes.euv import EuvFacts
from matcher.rules.weeks import PART_NAMES, Claim, length_after, settle
from taxonomy.danish import counted, in_percent, show
from taxonomy.days import weeks_in
from taxonomy.parameters import InForce

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from fractions import Fraction

    from matcher.rules.criteria import Criteria, Criterion, Shortening
    from matcher.rules.findings import Finding
    from matcher.rules.law import Law, LawBook, LookUp
    from matcher.rules.profile import Individual, Job, RkvProfile
    from matcher.rules.rule import RuleAnswer

_COUNTED: Final = frozenset({Rating.YES, Rating.PARTLY})
_UNKNOWN: Final = Weeks(None, None, None)
_DUTY_WORDS: Final = {CreditKind.STANDARD: "standard", CreditKind.RULE_BOUND: "bilag 1",
                      CreditKind.INDIVIDUAL: "individuel"}  # fmt: skip


@dataclass(frozen=True)
class Decided:
    """What blocks A to D give together; see `matcher.rules.credit.Assessment`."""

    track: Track | None
    track_reason_da: str
    findings: tuple[Finding, ...]
    rows: tuple[Rated, ...]
    relevant_months: int | None
    credits: tuple[Credit, ...]
    weeks: Weeks
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """One person, one programme's criteria, one day, and the law that is looked up."""

    profile: RkvProfile
    criteria: Criteria | None
    full: Weeks
    on: date
    book: LawBook

    @cached_property
    def law(self) -> Law:
        """The law on the day the education begins."""
        return self.book.on(self.on)

    def rule(self, name: str, facts: EuvFacts) -> RuleAnswer:
        """A rule's answer on the day."""
        return decide(RULES[name], replace(facts, start=self.on), self.book, self.on)


@dataclass(frozen=True)
class _TrackFound:
    track: Track | None
    reason: str
    answer: RuleAnswer
    months: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Standard:
    """Standard credit, and the parts whose length the law or the annex leaves open."""

    claims: tuple[Claim, ...]
    open_parts: frozenset[str]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def decide_blocks(asked: Asked) -> Decided:
    """Decide track, credit and weeks.

    Args:
        asked: the person, the criteria (None where we have none), the length and the law.

    Returns:
        The decision; where something cannot be told, it says what is missing.
    """
    rows = rate_rows(asked.criteria, asked.profile, asked.on) if asked.criteria else ()
    found = _track(asked, rows)
    standard = _standard(asked, found.track)
    young = found.answer.verdict is Verdict.NO
    claims = () if young else (*standard.claims, *_rule_bound(asked, rows), *_individual(asked))
    settled = settle(asked.full, claims)
    duties = _duties(asked, settled)
    return Decided(
        track=found.track,
        track_reason_da=found.reason,
        findings=(found.answer.finding, *standard.findings, *(d.finding for d in duties)),
        rows=rows,
        relevant_months=found.months,
        credits=settled,
        weeks=_weeks(asked, found.track, settled, standard.open_parts),
        missing=_once([*found.missing, *standard.missing, *_open_rows(rows), *_unanswered(asked)]),
        assumptions=_once([*_assumed(asked, rows), *standard.notes, *_refused(asked, settled)]),
    )


# The track (block A) -----------------------------------------------------------------------


def _track(asked: Asked, rows: tuple[Rated, ...]) -> _TrackFound:
    facts = _track_facts(asked, rows)
    proven, possible = _relevant_months(asked, rows)
    if not asked.criteria:
        return _as_told(asked.rule("euv-spor", facts))
    sure = asked.rule("euv-spor", replace(facts, months=floor(proven)))
    perhaps = asked.rule("euv-spor", replace(facts, months=floor(possible)))
    if sure.finding.outcome == perhaps.finding.outcome:
        return _as_told(sure)
    missing = [m for row in rows if row.block is Block.A for m in _papers_of(row)]
    reason = (f"{counted(floor(proven), 'måneder')} relevant erfaring er dokumenteret og giver "
              f"{sure.finding.outcome}; {counted(floor(possible), 'måneder')} er nævnt og ville "
              f"give {perhaps.finding.outcome}")  # fmt: skip
    return _TrackFound(None, reason, sure, None, _once(missing))


def _as_told(answer: RuleAnswer) -> _TrackFound:
    found = answer.finding
    track = Track(found.outcome) if found.yes and found.outcome else None
    months = getattr(answer.facts, "months", None)
    unchecked = answer.verdict in {Verdict.NOT_CHECKED, Verdict.NOT_IN_FORCE}
    missing = (f"kontrol: {found.reason}",) if unchecked else found.missing
    return _TrackFound(track, found.reason, answer, months, missing)


def _track_facts(asked: Asked, rows: tuple[Rated, ...]) -> EuvFacts:
    facts, (proven, _) = asked.profile.euv, _relevant_months(asked, rows)
    earlier = facts.earlier_education
    if earlier is None and _has_eud(asked, rows):
        earlier = True
    part = proven > 0 or _any(rows, Block.B) or any(
        row.rating is Rating.PARTLY for row in rows if row.block is Block.A
    )  # fmt: skip
    return replace(facts, earlier_education=earlier, partly=part or facts.partly)


def _has_eud(asked: Asked, rows: tuple[Rated, ...]) -> bool:
    """Whether skema 3 counts a vocational education; a course or a subject is not one."""
    listed = asked.criteria.block(Block.C) if asked.criteria else ()
    eud = {row.id for row in listed if row.kind is EducationKind.EUD}
    return any(row.criterion in eud and row.rating in _COUNTED for row in rows)


def _any(rows: Iterable[Rated], block: Block) -> bool:
    return any(row.block is block and row.rating in _COUNTED for row in rows)


def _relevant_months(asked: Asked, rows: tuple[Rated, ...]) -> tuple[Fraction, Fraction]:
    """Months under rows rated «ja»: those with papers, and all that are told of."""
    sure = {row.criterion for row in rows if row.rating is Rating.YES}
    perhaps = sure | {row.criterion for row in rows if row.rating is Rating.CANNOT_TELL}
    return _months(asked, sure, papers=True), _months(asked, perhaps, papers=False)


def _months(asked: Asked, rows: set[str], *, papers: bool) -> Fraction:
    jobs: dict[str, tuple[Job, date | None]] = {}
    for row in asked.criteria.block(Block.A) if asked.criteria else ():
        for job in jobs_for(row, asked.profile) if row.id in rows else ():
            oldest = _wider(jobs.get(job.id), oldest_valid(row, asked.on))
            if job.papers or not papers:
                jobs[job.id] = (job, oldest)
    clipped = [_from(job, oldest) for job, oldest in jobs.values()]
    hours = asked.criteria.full_time_hours if asked.criteria else None
    return months_worked(clipped, asked.on, None, hours)


def _wider(known: tuple[Job, date | None] | None, oldest: date | None) -> date | None:
    """A job under several rows counts as far back as the most generous of them."""
    if known is None:
        return oldest
    return None if known[1] is None or oldest is None else min(known[1], oldest)


def _from(job: Job, oldest: date | None) -> Job:
    return replace(job, first=max(job.first, oldest)) if oldest else job


def _papers_of(row: Rated) -> Iterator[str]:
    if row.rating is not Rating.NO:
        yield from (f"dokumentation for {job}" for job in row.undocumented)
        yield from row.missing


# Standard credit ---------------------------------------------------------------------------


def _standard(asked: Asked, track: Track | None) -> _Standard:
    if track is None:
        return _Standard((), frozenset(), (), ())
    parts = (_basic(asked, track), _training(asked, track), _main(asked, track))
    return _Standard(
        claims=tuple(c for part in parts for c in part.claims),
        open_parts=frozenset(p for part in parts for p in part.open_parts),
        missing=tuple(m for part in parts for m in part.missing),
        notes=tuple(n for part in parts for n in part.notes),
        findings=tuple(f for part in parts for f in part.findings),
    )


def _basic(asked: Asked, track: Track) -> _Standard:
    listed, most = asked.law.at("euv/spor-med-gf2"), asked.law.at("euv/gf2-hoejst")
    return _part(asked, track, "gf2", listed, there=track in listed.listed, most=most)


def _training(asked: Asked, track: Track) -> _Standard:
    listed = asked.law.at("euv/spor-uden-oplaering")
    most = asked.law.at("euv/oplaering-hoejst-euv2") if track is Track.EUV2 else None
    there = track not in listed.listed
    return _part(asked, track, "oplaering", listed, there=there, most=most)


def _part(
    asked: Asked, track: Track, part: str, listed: LookUp, *, there: bool, most: LookUp | None
) -> _Standard:
    """A part the track may not have at all, or only up to a limit."""
    full = getattr(asked.full, part)
    unknown = [look for look in (listed, most) if look is not None and look.dated is None]
    if unknown:
        return _Standard((), frozenset({part}), tuple(f"kontrol: {x.why}" for x in unknown), ())
    if full is None:
        missing = (f"længden af {PART_NAMES[part]} i uger",) if there else ()
        return _Standard((), frozenset({part} if there else ()), missing, ())
    if not there:
        return _Standard((_from_law(track, part, full, listed),), frozenset(), (), ())
    over = full - _weeks_of(most) if most else 0
    claims = (_from_law(track, part, over, most),) if most and over > 0 else ()
    return _Standard(claims, frozenset(), (), ())


def _weeks_of(look: LookUp) -> float:
    number = look.dated.number if look.dated else 0
    in_months = isinstance(look.answer, InForce) and look.answer.unit == "måneder"
    return weeks_in(number) if in_months else number


def _from_law(track: Track, part: str, weeks: float, look: LookUp) -> Claim:
    school = 0 if part == "oplaering" else weeks
    return Claim(Credit(
        block=None, kind=CreditKind.STANDARD, basis_da=f"{track}: {PART_NAMES[part]}",
        criterion="", rating=Rating.YES, school_weeks=school, gf2=part == "gf2",
        oplaering_weeks=weeks - school, accepted=True, reason_da=f"{look.title}: {look.text}",
        sources=(look.dated.reference,) if look.dated else (),
    ))  # fmt: skip


def _main(asked: Asked, track: Track) -> _Standard:
    listed, criteria = asked.law.at("euv/spor-med-standardafkortning"), asked.criteria
    if listed.dated is None:
        return _Standard((), frozenset({"main"}), (f"kontrol: {listed.why}",), ())
    if track not in listed.listed:
        return _Standard((), frozenset(), (), ())
    given = criteria.standard_on(track) if criteria else None
    if criteria is None or given is None:
        needed = f"standardafkortningen på {track} i uddannelsesordningen fra det faglige udvalg"
        return _Standard((), frozenset({"main"}), (needed,) if criteria else (), ())
    credit = Credit(
        block=None, kind=CreditKind.STANDARD, basis_da=f"{track}: standardafkortet hovedforløb",
        criterion="", rating=Rating.YES, school_weeks=given.main_weeks, gf2=False,
        oplaering_weeks=0, accepted=True, reason_da=f"udmøntet i {given.taken_from_da}",
        sources=_sources(criteria),
    )  # fmt: skip
    return _checked_share(asked, track, credit)


def _checked_share(asked: Asked, track: Track, credit: Credit) -> _Standard:
    """The annex's own weeks count; a share below the law's is told, not mended."""
    claim = (Claim(credit),)
    if not asked.full.main:
        return _Standard(claim, frozenset(), (), ())
    share = in_percent(credit.school_weeks, asked.full.main)
    facts = EuvFacts(track=track, shortened=share)
    found = asked.rule("euv-standardafkortning", facts).finding
    told = f"Standardafkortningen er mindre, end loven kræver: {found.reason}"
    return _Standard(claim, frozenset(), (), (told,) if found.no else (), (found,))


# Credit by criteria and by discretion (blocks B to D) ----------------------------------------


def _rule_bound(asked: Asked, rows: tuple[Rated, ...]) -> Iterator[Claim]:
    criteria = asked.criteria
    by_id = {row.id: row for row in criteria.rows} if criteria else {}
    for rated in rows:
        if criteria and rated.block is not Block.A and rated.rating in _COUNTED:
            yield from _claims(rated, by_id[rated.criterion], _sources(criteria))


def _claims(rated: Rated, row: Criterion, sources: tuple[str, ...]) -> Iterator[Claim]:
    given = row.yes if rated.rating is Rating.YES else row.partly
    credit = Credit(
        block=rated.block, kind=CreditKind.RULE_BOUND, basis_da=row.title_da, criterion=row.id,
        rating=rated.rating, school_weeks=0, gf2=False, oplaering_weeks=0, accepted=True,
        reason_da=rated.reason_da, sources=sources,
    )  # fmt: skip
    if given is None:
        why = "bilaget siger ikke, hvad «delvist» afkorter"
        yield Claim(replace(credit, capped_da=why))
        return
    yield from _by_part(credit, given, row.subject)


def _by_part(credit: Credit, given: Shortening | Individual, subject: str) -> Iterator[Claim]:
    if given.gf2_weeks:
        basic = replace(credit, school_weeks=given.gf2_weeks, gf2=True)
        yield Claim(basic, f"{subject}, grundforløb 2" if subject else "")
    training = weeks_in(given.oplaering_months)
    if given.main_weeks or training or not given.gf2_weeks:
        main = replace(credit, school_weeks=given.main_weeks, oplaering_weeks=training)
        yield Claim(main, subject)


def _individual(asked: Asked) -> Iterator[Claim]:
    for each in sorted(asked.profile.individual, key=lambda i: i.id):
        answer = False if each.id in asked.profile.declined else each.accepted
        told = {True: "personen har sagt ja", False: "personen har takket nej",
                None: "personen har ikke svaret"}[answer]  # fmt: skip
        found = f"; {each.competences_da}" if each.competences_da else ""
        credit = Credit(
            block=Block.D, kind=CreditKind.INDIVIDUAL, basis_da=each.basis_da, criterion=each.id,
            rating=Rating.YES, school_weeks=0, gf2=False, oplaering_weeks=0,
            accepted=answer is True, reason_da=f"skolens skøn{found}; {told}", sources=(),
        )  # fmt: skip
        yield from _by_part(credit, each, "")


def _sources(criteria: Criteria) -> tuple[str, ...]:
    return (criteria.edition_da, criteria.source)


def _duties(asked: Asked, credits_: tuple[Credit, ...]) -> list[RuleAnswer]:
    """Whether each kind of credit given here must be taken (R5)."""
    kinds = dict.fromkeys(credit.kind for credit in credits_)
    return [asked.rule("euv-afkortning", EuvFacts(credit=_DUTY_WORDS[kind])) for kind in kinds]


# Weeks, and what is open ---------------------------------------------------------------------


def _weeks(
    asked: Asked, track: Track | None, credits_: tuple[Credit, ...], open_parts: frozenset[str]
) -> Weeks:
    if track is None:
        return _UNKNOWN
    left = length_after(asked.full, credits_)
    bare = _without(asked, track)
    return replace(left, **bare, **dict.fromkeys(open_parts, None))


def _without(asked: Asked, track: Track) -> dict[str, float]:
    """Parts the track has none of are told as nothing even where their full length is unknown."""
    law, none = asked.law, {}
    basic, training = law.at("euv/spor-med-gf2"), law.at("euv/spor-uden-oplaering")
    if basic.dated and track not in basic.listed:
        none["gf2"] = 0.0
    if track in training.listed:
        none["oplaering"] = 0.0
    return none


def _open_rows(rows: tuple[Rated, ...]) -> Iterator[str]:
    for row in rows:
        if row.block is not Block.A:
            yield from row.missing


def _unanswered(asked: Asked) -> Iterator[str]:
    for each in sorted(asked.profile.individual, key=lambda i: i.id):
        if each.accepted is None and each.id not in asked.profile.declined:
            yield f"personens svar på den individuelle afkortning {each.id}: {each.basis_da}"


def _refused(asked: Asked, credits_: tuple[Credit, ...]) -> Iterator[str]:
    """A wish to decline what must be taken is answered, not followed."""
    for credit in credits_:
        name = credit.criterion or credit.kind.value
        if credit.kind is not CreditKind.INDIVIDUAL and name in asked.profile.declined:
            duty = asked.rule("euv-afkortning", EuvFacts(credit=_DUTY_WORDS[credit.kind])).finding
            held = "skal tages og kan ikke vælges fra" if duty.yes else (
                f"er regnet med; om den kan vælges fra, er {duty.verdict}")  # fmt: skip
            yield f"{name} ({credit.kind}) {held}: {duty.reason}"


def _assumed(asked: Asked, rows: tuple[Rated, ...]) -> Iterator[str]:
    facts, criteria = asked.profile.euv, asked.criteria
    if criteria and criteria.example:
        yield f"{criteria.edition_da} er et opdigtet eksempel og ikke bekendtgørelsens bilag"
    papers = [r.criterion for r in rows if r.rating is Rating.YES and r.school is None]
    if papers:
        yield f"Skolen har ikke vurderet {show(tuple(papers))}; papirerne er brugt"
    if any(r.block is Block.A and r.rating is Rating.PARTLY for r in rows):
        yield ("Erfaring vurderet «delvist» i skema 1 tæller som noget relevant erfaring, men "
               "ikke med i den, der giver EUV1; vores kilder siger ikke andet")  # fmt: skip
    part_time = any(job.hours is not None for job in asked.profile.jobs)
    if criteria and criteria.full_time_hours is None and part_time:
        yield "Deltid er talt som fuld tid, fordi bilaget ikke siger andet"
    if facts.earlier_education is None and _has_eud(asked, rows):
        yield "Tidligere uddannelse: ja, fordi skema 3 giver afkortning for en erhvervsuddannelse"
    if facts.earlier_education is False and _has_eud(asked, rows):
        yield "Der er sagt nej til tidligere uddannelse, men skema 3 tæller en erhvervsuddannelse"
    if criteria is None and facts.months is not None:
        yield "Måneder med relevant erfaring er skolens egen oplysning; bilaget har vi ikke"


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
