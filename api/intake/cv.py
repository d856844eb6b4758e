"""From the text of a CV to suggested evidence: what, how well, when, and where it was read.

Nothing read here is more than a suggestion until a person has confirmed it. Everything told
about the person that is not competence is left out before reading (`protected.py`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from api.intake.cpr import remove_cpr
from api.intake.cv_layout import Context, CvLayout, words_by_line
from api.intake.cv_levels import LevelFrom, level_of, years_level
from api.intake.cv_words import names_a_firm, placed, readable
from api.intake.periods import months_together
from api.intake.protected import hide_protected
from api.intake.schemas import MAX_EVIDENCE, MAX_MONTHS
from api.intake.sections import Section
from api.intake.titles import names_who_works
from matcher.facts import Evidence, EvidenceKind, Judge, Person
from taxonomy.concepts import CompetenceKind, LineKind
from taxonomy.linking.mentions import LeftOutWhy, TextKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from api.intake.periods import Period
    from api.intake.titles import NamedTitle, TitleFinder
    from taxonomy.ids import CompetenceId
    from taxonomy.linking.mentions import Alternative, Mention, ReadText
    from taxonomy.linking.reader import TextReader
    from taxonomy.snapshot import Taxonomy

MAX_ASKED: Final = 6
SURE_ENOUGH: Final = 0.5
"""Below this the words are shown as a «måske»: more often than not they mean something else."""
_SURE_OF_NAMES: Final = 0.9
_MANNER: Final = re.compile(
    r"(?:mundtlig|skriftlig|tale|læse|skrive|oral|written|spoken)", re.IGNORECASE
)
_COURSE: Final = re.compile(r"\b(?:amu|kursus|kurser|course)\b", re.IGNORECASE)
_PROOF: Final = re.compile(
    r"certifikat|certificate|certificer|bevis|licen[cs]e|gyldig|valid|kørekort|svendeprøve|"
    r"\b(?:amu|kursus|kurser|course|udlært|udløb\w*|bestået|erhvervet|har taget)\b", re.IGNORECASE,
)  # fmt: skip
_KINDS: Final = {
    Section.JOB: EvidenceKind.JOB,
    Section.EDUCATION: EvidenceKind.EDUCATION,
    Section.COURSE: EvidenceKind.COURSE,
    Section.CERTIFICATE: EvidenceKind.CERTIFICATE,
}


class AsideWhy(StrEnum):
    """Why something found in a CV is no evidence."""

    WISHED = "wished"
    DENIED = "denied"
    TRAIT = "trait"
    EXPIRED = "expired"
    TITLE = "title"
    PROOF = "proof"
    FIRM = "firm"
    UNSURE = "unsure"


@dataclass(frozen=True)
class CvTools:
    """What reading needs beside the text; built once for a taxonomy."""

    taxonomy: Taxonomy
    reader: TextReader
    titles: TitleFinder


@dataclass(frozen=True)
class Found:
    """One suggested piece of evidence, and the words it was read from.

    Attributes:
        start: position of the first character in the document's text.
        end: position after the last.
        probability: that the competence is the right one, 0 to 1.
        level_from: what the level rests on.
    """

    evidence: Evidence
    start: int
    end: int
    text: str
    probability: float
    alternatives: tuple[Alternative, ...]
    level_from: LevelFrom


@dataclass(frozen=True)
class Aside:
    """Something found that is no evidence: a wish, a denial, a trait, a proof run out undated.

    Attributes:
        probability: that the words mean the competence, 0 to 1.
    """

    start: int
    end: int
    text: str
    competence: CompetenceId
    why: AsideWhy
    probability: float = 1.0


@dataclass(frozen=True)
class Question:
    """A job title, and what a person with it may well be able to do; to be asked, never counted.

    Attributes:
        ask: hard demands the title's profiles have in common that the CV does not show.
    """

    title: NamedTitle
    ask: tuple[CompetenceId, ...]


@dataclass(frozen=True)
class CvReading:
    """A CV as read.

    Attributes:
        person: pseudonymous id and the evidence, all of it suggested.
        left_out: how many parts of the text were left out, by reason; never their words.
        removed_cpr: CPR numbers removed.
        failing_modulus: those among them that do not pass modulus 11.
        hidden: pieces about the person (name, address, telephone) hidden before reading.
    """

    person: Person
    found: tuple[Found, ...]
    asides: tuple[Aside, ...]
    questions: tuple[Question, ...]
    left_out: Mapping[LeftOutWhy, int]
    removed_cpr: int
    failing_modulus: int
    hidden: int
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Seen:
    """A mention with what stands around it."""

    mention: Mention
    context: Context
    kind: EvidenceKind


def read_cv_text(text: str, person: str, tools: CvTools, on: date) -> CvReading:
    """Read a CV.

    Args:
        text: the document's text.
        person: the pseudonymous id.
        tools: taxonomy, reader of competences, finder of titles.
        on: the day it is read; «nu» is this day.

    Returns:
        Suggested evidence, and what was found but is no evidence.
    """
    clean = remove_cpr(text)
    hidden = hide_protected(clean.text)
    layout = CvLayout(hidden.text, on)
    read = tools.reader.read(readable(clean.text, hidden.text, layout), TextKind.PERSON)
    titles = tools.titles.find(hidden.text)
    found, asides = evidence_of(read, layout, titles, tools.taxonomy, on)
    shown = {f.evidence.competence for f in found}
    questions = _questions(titles, layout, shown, tools.taxonomy)
    return CvReading(
        person=Person(person, tuple(f.evidence for f in found)),
        found=found,
        asides=asides,
        questions=questions,
        left_out=Counter(part.why for part in read.left_out),
        removed_cpr=len(clean.removed),
        failing_modulus=clean.failing_modulus,
        hidden=hidden.hidden,
        notices=clean.notices,
    )


def evidence_of(
    read: ReadText,
    layout: CvLayout,
    titles: Sequence[NamedTitle],
    taxonomy: Taxonomy,
    on: date,
) -> tuple[tuple[Found, ...], tuple[Aside, ...]]:
    """Sort what a reader found into evidence and asides.

    Args:
        read: the mentions.
        layout: of the same text.
        titles: job titles in it; the words of one are no evidence where a job is told.
        taxonomy: the competences.
        on: the day it is read.

    Returns:
        Evidence with ids by position in the text, and asides; both in order.
    """
    mentions = [m for m in placed(read.mentions, layout.text) if _counts(m, layout, taxonomy)]
    words = words_by_line([(m.start, m.end) for m in mentions], layout)
    seen: list[_Seen] = []
    asides: list[Aside] = []
    for m in mentions:
        one = _seen(m, layout.context(m.start, m.end, words[m.start, m.end]), layout, taxonomy)
        why = _aside(one, taxonomy) or _title_or_doubt(one, layout, titles, taxonomy)
        if why:
            asides.append(Aside(m.start, m.end, m.text, m.competence, why, m.probability))
        elif one.context.section is not Section.OTHERS:
            seen.append(one)
    found = list(_each_once(_found(seen, taxonomy, layout, on)))[:MAX_EVIDENCE]
    numbered = (
        replace(f, evidence=replace(f.evidence, id=f"e{n}")) for n, f in enumerate(found, start=1)
    )
    return tuple(numbered), _told_once(asides, {f.evidence.competence for f in found})


def _counts(mention: Mention, layout: CvLayout, taxonomy: Taxonomy) -> bool:
    """Doubtful words over a job are places and firms; what is done for leisure is private."""
    competence = taxonomy.competences[mention.competence]
    if layout.is_head(mention.start) and competence.kind is CompetenceKind.TRAIT:
        return False
    leisure = layout.lines[layout.number_of(mention.start)].section is Section.LEISURE
    if leisure or layout.is_head(mention.start):
        return mention.probability >= _SURE_OF_NAMES
    other = competence.kind is CompetenceKind.LANGUAGE and _MANNER.match(mention.text)
    return not other or competence.label_da.split()[-1][:3] in _line(layout, mention).casefold()


def _told_once(asides: Sequence[Aside], shown: set[CompetenceId]) -> tuple[Aside, ...]:
    """Each competence once for each reason; what is shown anyway is not also doubtful."""
    doubts = {AsideWhy.UNSURE, AsideWhy.FIRM, AsideWhy.PROOF}
    kept: dict[tuple[CompetenceId, AsideWhy], Aside] = {}
    for aside in asides:
        if aside.why not in doubts or aside.competence not in shown:
            kept.setdefault((aside.competence, aside.why), aside)
    return tuple(kept.values())


def _seen(mention: Mention, context: Context, layout: CvLayout, taxonomy: Taxonomy) -> _Seen:
    return _Seen(mention, context, _kind(mention, context, _line(layout, mention), taxonomy))


def _aside(one: _Seen, taxonomy: Taxonomy) -> AsideWhy | None:
    mention, context = one.mention, one.context
    if taxonomy.competences[mention.competence].kind is CompetenceKind.TRAIT:
        return AsideWhy.TRAIT
    if mention.wished or context.section is Section.WISH:
        return AsideWhy.WISHED
    if mention.negated or mention.hint.level == 0:
        return AsideWhy.DENIED
    undated = context.expiry is not None and context.expiry.day is None
    return AsideWhy.EXPIRED if undated and mention.hint.expired is None else None


def _title_or_doubt(
    one: _Seen, layout: CvLayout, titles: Sequence[NamedTitle], taxonomy: Taxonomy
) -> AsideWhy | None:
    mention, context = one.mention, one.context
    head = layout.is_head(mention.start)
    named = any(t.start <= mention.start and mention.end <= t.end for t in titles)
    if (named or (head and names_who_works(mention.text))) and _only_a_title(
        mention, context, taxonomy
    ):
        return AsideWhy.TITLE
    if head and names_a_firm(mention.text):
        return AsideWhy.FIRM
    if mention.probability < SURE_ENOUGH:
        return AsideWhy.UNSURE
    proof = taxonomy.competences[mention.competence].kind is CompetenceKind.CERTIFICATE
    told = context.expiry or mention.hint.expired or _PROOF.search(_line(layout, mention))
    return AsideWhy.PROOF if proof and not told and _at_work(context) else None


def _at_work(context: Context) -> bool:
    spell = context.period is not None and context.period.begins and context.period.months
    return context.section is Section.JOB or (context.section is Section.NONE and bool(spell))


def _only_a_title(mention: Mention, context: Context, taxonomy: Taxonomy) -> bool:
    """Whether the words are a job's title, which says little about what was done in it."""
    if context.section in {Section.EDUCATION, Section.CERTIFICATE, Section.COURSE}:
        return False
    proof = taxonomy.competences[mention.competence].kind is CompetenceKind.CERTIFICATE
    return proof or context.section is Section.JOB


def _kind(mention: Mention, context: Context, line: str, taxonomy: Taxonomy) -> EvidenceKind:
    competence = taxonomy.competences[mention.competence]
    if competence.kind is CompetenceKind.CERTIFICATE:
        school = context.section is Section.EDUCATION
        return EvidenceKind.EDUCATION if school else EvidenceKind.CERTIFICATE
    if _at_work(context):
        return EvidenceKind.JOB
    if context.section is Section.EDUCATION and _COURSE.search(line):
        return EvidenceKind.COURSE
    return _KINDS.get(context.section, EvidenceKind.STATEMENT)


def _found(
    seen: Sequence[_Seen], taxonomy: Taxonomy, layout: CvLayout, on: date
) -> Iterator[Found]:
    practice = _practice(seen)
    for one in seen:
        mention, context = one.mention, one.context
        months = practice[mention.competence] if one.kind is EvidenceKind.JOB else _length(context)
        level, source = level_of(
            mention, one.kind, years_level(months), _line(layout, mention), taxonomy
        )
        expires = _expires(mention, context, on)
        yield Found(
            Evidence(
                id="",
                competence=mention.competence,
                level=level,
                kind=one.kind,
                judge=Judge.SELF,
                shown=_shown(one, expires),
                months=_months(one),
                expires=expires,
                suggested=True,
            ),
            mention.start,
            mention.end,
            mention.text,
            mention.probability,
            mention.alternatives,
            source,
        )


def _practice(seen: Sequence[_Seen]) -> Mapping[CompetenceId, int | None]:
    """Months of practice with each competence, over all jobs that name it."""
    periods: dict[CompetenceId, dict[Period, None]] = defaultdict(dict)
    for one in seen:
        if one.kind is EvidenceKind.JOB and one.context.period:
            periods[one.mention.competence][one.context.period] = None
    together = {competence: months_together(tuple(told)) for competence, told in periods.items()}
    return defaultdict(lambda: None, together)


def _length(context: Context) -> int | None:
    """Practice told in words alone («svejsning, 10 år»)."""
    told = context.period
    return told.months if told and told.begins is None and context.own_line else None


def _line(layout: CvLayout, mention: Mention) -> str:
    start = layout.text.rfind("\n", 0, mention.start) + 1
    end = layout.text.find("\n", mention.end)
    return layout.text[start : end if end >= 0 else None]


def _months(one: _Seen) -> int | None:
    if one.kind is not EvidenceKind.JOB:
        return None
    told = one.context.period.months if one.context.period else None
    years = one.mention.hint.years
    months = told if told is not None else round(years * 12) if years is not None else None
    return None if months is None else min(months, MAX_MONTHS)


def _shown(one: _Seen, expires: date | None) -> date | None:
    """Last day it was shown; a statement without a date of its own has none."""
    period = one.context.period
    if period is None or (one.kind is EvidenceKind.STATEMENT and not one.context.own_line):
        return None
    if expires and period.ends and period.ends > expires:
        return None
    return period.ends


def _expires(mention: Mention, context: Context, on: date) -> date | None:
    if context.expiry and context.expiry.day:
        return context.expiry.day
    year = mention.hint.expired
    return min(date(year, 12, 31), on - timedelta(days=1)) if year else None


def _each_once(found: Iterator[Found]) -> Iterator[Found]:
    """The same evidence once, the surest; a bare mention adds nothing to a told one."""
    best: dict[Evidence, Found] = {}
    for one in found:
        there = best.get(one.evidence)
        if there is None or one.probability > there.probability:
            best[one.evidence] = one
    told = Counter(f.evidence.competence for f in best.values() if not _bare(f))
    bare_seen: set[CompetenceId] = set()
    for one in sorted(best.values(), key=lambda f: (f.start, f.end)):
        competence = one.evidence.competence
        if _bare(one) and (told[competence] or competence in bare_seen):
            continue
        if _bare(one):
            bare_seen.add(competence)
        yield one


def _bare(found: Found) -> bool:
    """Named without a level, a date or a length."""
    e = found.evidence
    undated = e.shown is None and e.months is None and e.expires is None
    sure = found.level_from in {LevelFrom.UNTOLD, LevelFrom.CERTIFICATE}
    return undated and sure and e.kind is not EvidenceKind.EDUCATION


def _questions(
    titles: Sequence[NamedTitle],
    layout: CvLayout,
    shown: set[CompetenceId],
    taxonomy: Taxonomy,
) -> tuple[Question, ...]:
    """Titles held, each once; what their profiles ask for and the CV does not show."""
    asked: dict[tuple[str, ...], Question] = {}
    for title in titles:
        section = layout.lines[layout.number_of(title.start)].section
        many = title.text.casefold().endswith(("ere", "erne"))  # «5-aksede fræsere» are machines
        if many or section not in {Section.JOB, Section.NONE, Section.PROFILE, Section.EDUCATION}:
            continue
        common = _common_demands(title, taxonomy)
        ask = tuple(i for i in common if i not in shown)[:MAX_ASKED]
        if ask:
            asked.setdefault(title.profiles, Question(title, ask))
    return tuple(asked.values())


def _common_demands(title: NamedTitle, taxonomy: Taxonomy) -> list[CompetenceId]:
    """What every profile with the title must have; proofs are never guessed from a title."""
    demands = [
        [line.competence for line in taxonomy.profiles[p].lines if line.kind is LineKind.MUST]
        for p in title.profiles
    ]
    return [
        i
        for i in demands[0]
        if all(i in other for other in demands)
        and taxonomy.competences[i].kind is not CompetenceKind.CERTIFICATE
    ]
