"""An assessment of prior learning put together: facts, criteria, law on a day (R1-R13, R110-R118).

The criteria decide blocks A to C, the school's discretion block D; here the requirement of 02,
the papers, the programme's edition and the way to complain are added.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from matcher.rules.credit import Admission, Assessment, Block, Rating, Track, Weeks
from matcher.rules.criteria import EducationKind
from matcher.rules.euv import Asked, Decided, decide_blocks
from matcher.rules.findings import Finding, Verdict
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from taxonomy.danish import show
from taxonomy.parameters import NotChecked, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from matcher.rules.criteria import Criteria
    from matcher.rules.law import LawBook, LookUp
    from matcher.rules.profile import RkvProfile
    from matcher.rules.schemes.admission import AdmissionFacts
    from taxonomy.concepts import Programme

_ADMITTED: Final = {Verdict.YES: Admission.MET, Verdict.NO: Admission.NOT_MET}


@dataclass(frozen=True)
class _Admitted:
    admission: Admission
    finding: Finding


def assess(
    profile: RkvProfile,
    programme: Programme,
    on: date,
    book: LawBook,
    criteria: Criteria | None = None,
) -> Assessment:
    """Assess one person towards one programme.

    Args:
        profile: what is told about the person.
        programme: in the taxonomy.
        on: the day the education begins; it decides age, law and what is out-dated.
        book: the dated parameters.
        criteria: the programme's own; None, or an edition that does not hold on the day, makes
            the answer name the document that is needed.

    Returns:
        The assessment; the same for any order of papers, any school and any assessor as far as
        blocks A to C go.
    """
    used = criteria if criteria and _fits(criteria, programme, on) else None
    asked = Asked(profile, used, full_length(programme, used), on, book)
    found = decide_blocks(asked)
    admitted = _admission(asked, found.track)
    return Assessment(
        person=profile.person,
        programme=programme.id,
        on=on,
        version_da=used.edition_da if used else f"mangler: {needed_document(programme)}",
        track=found.track,
        track_reason_da=found.track_reason_da,
        findings=(*_route(asked), *found.findings, admitted.finding, *_told(asked, found.track)),
        full=asked.full,
        credits=found.credits,
        weeks=found.weeks,
        missing=_once([*_document(programme, criteria, used, on), *found.missing,
                       *_missing_for(admitted), *_papers(asked)]),
        assumptions=_once([*found.assumptions, *_assumed(programme, asked)]),
        example=bool(used and used.example),
        rows=found.rows,
        relevant_months=found.relevant_months,
        admission=admitted.admission,
        admission_reason_da=admitted.finding.reason,
        appeal_da=appeal(book, on),
        amu_counted=_amu(profile, found),
        criteria_hash=used.hash if used else "",
        law_hash=book.hash,
    )  # fmt: skip


_TRACK_RULES: Final = (
    "euv/ordning", "euv/mindstealder", "euv/erfaring-euv1", "euv/standardafkortning",
)  # fmt: skip


def last_checked(book: LawBook, on: date) -> date | None:
    """The last day somebody has checked every rule about the track before a day.

    Args:
        book: the dated parameters.
        on: the day that decides.

    Returns:
        None when the rules are checked for the day itself, or never were.
    """
    law = book.on(on)
    looks = [law.at(name) for name in _TRACK_RULES]
    seen = [k.last.checked_until for k in looks if isinstance(k.answer, NotChecked) and k.last]
    return min(seen, default=None)


def _fits(criteria: Criteria, programme: Programme, on: date) -> bool:
    return programme.id in criteria.programmes and criteria.holds(on)


def full_length(programme: Programme, criteria: Criteria | None) -> Weeks:
    """The length before anything is taken off: from the criteria, else as far as we know it."""
    known = Weeks(_number(programme.basic_weeks), programme.school_weeks, None)
    if criteria is None:
        return known
    full = criteria.full
    return Weeks(
        known.gf2 if full.gf2 is None else full.gf2,
        known.main if full.main is None else full.main,
        full.oplaering,
    )


def _number(value: int | None) -> float | None:
    return None if value is None else float(value)


def needed_document(programme: Programme) -> str:
    """The document whose criteria decide, as precisely as we can name it."""
    order = programme.legal_basis or f"den gældende bekendtgørelse om {programme.title_da}"
    return f"bilag 1 til {order} (kriterier for godskrivning, skema 1-3)"


def _document(
    programme: Programme, given: Criteria | None, used: Criteria | None, on: date
) -> Iterator[str]:
    if used:
        return
    yield needed_document(programme)
    if given and programme.id in given.programmes:
        period = f"fra {show(given.start)}" + (f" til {show(given.end)}" if given.end else "")
        yield f"en udgave, der gælder {show(on)}; {given.edition_da} gælder {period}"
    elif given:
        other = show(given.programmes)
        yield f"kriterier for {programme.title_da}; {given.edition_da} er for {other}"


# What stands beside the blocks ---------------------------------------------------------------


def _route(asked: Asked) -> Iterator[Finding]:
    yield asked.rule("euv-vej", asked.profile.euv).finding


def _told(asked: Asked, track: Track | None) -> Iterator[Finding]:
    """Rules about facts somebody has told; nobody is asked for what does not matter here."""
    facts = asked.profile.euv
    rules = (
        ("euv-aftale", track), ("merit-før-aftale", facts.signed), ("gvu-plan", facts.plan_issued),
        ("rkv-papirer", facts.papers), ("rkv-betaling", facts.standing), ("rkv-vej", facts.way),
        ("rkv-længde", facts.rkv_days),
    )  # fmt: skip
    for name, told in rules:
        if told is not None:
            yield asked.rule(name, replace(facts, track=track)).finding


def _admission(asked: Asked, track: Track | None) -> _Admitted:
    facts = _admission_facts(asked, track)
    free = decide(RULES["adgang-undtaget"], facts, asked.book, asked.on)
    if free.verdict is Verdict.YES:
        return _Admitted(Admission.NOT_NEEDED, free.finding)
    whole = decide(RULES["adgang-02"], facts, asked.book, asked.on)
    return _Admitted(_ADMITTED.get(whole.verdict, Admission.CANNOT_TELL), whole.finding)


def _admission_facts(asked: Asked, track: Track | None) -> AdmissionFacts:
    facts = asked.profile.admission
    agreed = asked.profile.euv.agreement if facts.agreement is None else facts.agreement
    return replace(facts, start=asked.on, track=track, agreement=agreed)


def _missing_for(admitted: _Admitted) -> tuple[str, ...]:
    return admitted.finding.missing if admitted.admission is Admission.CANNOT_TELL else ()


def _papers(asked: Asked) -> Iterator[str]:
    """Papers the school asks for and has not got; practice, not law (R9)."""
    handed = asked.profile.euv.papers
    if handed is not None:
        listed = asked.law.at("euv/rkv-papirer").listed
        yield from (paper for paper in listed if paper not in handed)


def appeal(book: LawBook, on: date) -> tuple[str, ...]:
    """How to complain of an assessment, with source and validity (R117).

    Args:
        book: the dated parameters.
        on: the day that decides.

    Returns:
        Sentences; where the day is not checked they say so instead of the last known deadline.
    """
    law = book.on(on)
    to, weeks, comment = (law.at(f"euv/klage-{name}") for name in _APPEAL)
    unknown = [look.why for look in (to, weeks, comment) if look.why]
    if unknown:
        return (
            "Spørg skolen, hvem du klager til, og hvornår klagen senest skal være der.",
            f"Reglerne om klage er ikke kontrolleret for {show(on)}.",
        )
    return (
        f"Du kan klage over vurderingen til {to.text}.",
        f"Klagen skal nå skolen senest {weeks.text} efter afgørelsen.",
        f"Fastholder skolen afgørelsen, har du {comment.text} til bemærkninger.",
        _source(weeks),
    )


_APPEAL: Final = ("modtager", "frist", "bemaerkninger")


def _source(look: LookUp) -> str:
    dated = look.dated
    return f"Kilde: {dated.legal_basis}; {dated.reference}. {dated.note}" if dated else ""


def _amu(profile: RkvProfile, found: Decided) -> tuple[str, ...]:
    """AMU courses that gave credit, where the criteria say they do."""
    amu = {e.id for e in profile.educations if e.kind is EducationKind.AMU}
    given = {c.criterion for c in found.credits if c.block is Block.C and c.accepted}
    rows = (r for r in found.rows if r.criterion in given and r.rating is not Rating.NO)
    return tuple(sorted({e for row in rows for e in row.shown if e in amu}))


def _assumed(programme: Programme, asked: Asked) -> Iterator[str]:
    if programme.historic:
        yield f"{programme.title_da} er en ældre uddannelse, som er afløst"
    if asked.criteria is None and asked.full.main is not None:
        yield f"Uger på skole er fra {programme.legal_basis}, som kan være afløst"
    dated = [asked.law.at(name).dated for name in _TRACK_RULES]
    if any(row and row.period is Period.PROPOSAL for row in dated):
        yield ("Perioden for EUV-reglerne er vores forslag mellem kilder, der siger det samme; "
               "kontrollér dem før afgørelsen")  # fmt: skip


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
