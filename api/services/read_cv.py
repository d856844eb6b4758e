"""Use case: a CV as text, PDF or Word becomes suggested evidence that a person can confirm."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from api.intake.cv import AsideWhy, CvReading, CvTools, read_cv_text
from api.intake.cv_levels import LevelFrom
from api.intake.documents import read_document
from api.intake.files import single_fault
from api.intake.people import load_people
from api.intake.titles import TitleFinder
from api.services.people_text import check_ending, people_text
from api.services.reading import text_reader
from api.views import View
from api.writing import write_whole
from taxonomy.concepts import LEVEL_NAMES, CompetenceKind
from taxonomy.linking.mentions import LEFT_OUT_DA

if TYPE_CHECKING:
    from pathlib import Path

    from api.intake.cv import Found
    from api.intake.documents import DocumentText
    from matcher.facts import Evidence, Person
    from taxonomy.snapshot import Taxonomy

ASIDE_DA: Final = {
    AsideWhy.WISHED: "et ønske, ikke noget personen kan",
    AsideWhy.DENIED: "teksten siger, at personen ikke har det",
    AsideWhy.TRAIT: "et personligt træk; til samtalen, aldrig point",
    AsideWhy.TITLE: "en stillingsbetegnelse alene; spørg, hvad personen lavede",
    AsideWhy.EXPIRED: "udløbet, men ikke hvornår; spørg",
    AsideWhy.PROOF: "nævnt under et job; spørg, om personen selv har beviset",
    AsideWhy.FIRM: "kan være navnet på en arbejdsplads; spørg",
    AsideWhy.UNSURE: "måske; ordene kan betyde noget andet",
}
_CV_ID: Final = re.compile(r"cv\d+")
LEVEL_FROM_DA: Final = {
    LevelFrom.SAID: "teksten siger det",
    LevelFrom.YEARS: "efter antal år",
    LevelFrom.COURSE: "kursets niveau",
    LevelFrom.LANGUAGE: "teksten siger det",
    LevelFrom.CERTIFICATE: "",
    LevelFrom.UNTOLD: "siges ikke; laveste niveau foreslået",
}


class SuggestedView(View):
    """Ét foreslået bevis og de ord, det er læst ud af."""

    id: str
    text: str
    start: int
    end: int
    competence: str
    label_da: str
    level: int
    level_da: str
    level_from_da: str
    kind: str
    judge: str
    shown: date | None
    months: int | None
    expires: date | None
    probability: float
    alternatives: list[str]
    suggested: bool


class AsideView(View):
    """Noget, der er fundet, men ikke er et bevis."""

    text: str
    start: int
    end: int
    competence: str
    label_da: str
    why: str
    why_da: str
    probability: float


class QuestionView(View):
    """En stillingsbetegnelse, og hvad man kan spørge personen om."""

    text: str
    start: int
    end: int
    profiles: list[str]
    titles_da: list[str]
    ask: list[str]
    ask_da: list[str]


class CvView(View):
    """Et CV, som det er læst; intet er bekræftet, og intet om personen selv er gemt."""

    person: str
    on: date
    taxonomy: str
    evidence: list[SuggestedView]
    asides: list[AsideView]
    questions: list[QuestionView]
    left_out: dict[str, int]
    removed_cpr: int
    failing_modulus: int
    hidden: int
    notices: list[str]


@dataclass(frozen=True)
class ReadCv:
    """A CV read from a file."""

    reading: CvReading
    document: DocumentText


def cv_tools(taxonomy: Taxonomy) -> CvTools:
    """What reading CVs needs; build it once and read many."""
    return CvTools(taxonomy, text_reader(taxonomy), TitleFinder(taxonomy))


def read_cv(path: Path, tools: CvTools, person: str, on: date) -> ReadCv:
    """Read a CV.

    Args:
        path: .txt, .md, .pdf or .docx.
        tools: from `cv_tools`.
        person: pseudonymous id, never a name.
        on: the day it is read; «nu» in the text is this day.

    Returns:
        Suggested evidence and what stands beside it.

    Raises:
        WrongInputError: when the document cannot be read.
    """
    document = read_document(path)
    return ReadCv(read_cv_text(document.text, person, tools, on), document)


def cv_view(read: ReadCv, taxonomy: Taxonomy, on: date) -> CvView:
    """The reading as it is shown; only words that name a competence or a title are in it."""
    reading = read.reading
    return CvView(
        person=reading.person.id,
        on=on,
        taxonomy=taxonomy.id,
        evidence=[_suggested(found, taxonomy) for found in reading.found],
        asides=[
            AsideView(
                text=a.text, start=a.start, end=a.end, competence=a.competence,
                label_da=taxonomy.competences[a.competence].label_da,
                why=a.why, why_da=ASIDE_DA[a.why], probability=a.probability,
            )
            for a in reading.asides
        ],
        questions=[
            QuestionView(
                text=q.title.text, start=q.title.start, end=q.title.end,
                profiles=list(q.title.profiles),
                titles_da=[taxonomy.profiles[p].title_da for p in q.title.profiles],
                ask=list(q.ask), ask_da=[taxonomy.competences[i].label_da for i in q.ask],
            )
            for q in reading.questions
        ],
        left_out={LEFT_OUT_DA[why]: n for why, n in sorted(reading.left_out.items())},
        removed_cpr=reading.removed_cpr,
        failing_modulus=reading.failing_modulus,
        hidden=reading.hidden,
        notices=[*read.document.notices, *reading.notices],
    )  # fmt: skip


def _suggested(found: Found, taxonomy: Taxonomy) -> SuggestedView:
    e = found.evidence
    competence = taxonomy.competences[e.competence]
    proof = competence.kind is CompetenceKind.CERTIFICATE
    return SuggestedView(
        id=e.id, text=found.text, start=found.start, end=found.end, competence=e.competence,
        label_da=competence.label_da, level=e.level,
        level_da="har det" if proof else LEVEL_NAMES[e.level],
        level_from_da=LEVEL_FROM_DA[found.level_from], kind=e.kind, judge=e.judge, shown=e.shown,
        months=e.months, expires=e.expires, probability=found.probability,
        alternatives=[a.competence for a in found.alternatives], suggested=e.suggested,
    )  # fmt: skip


def save_person(person: Person, out: Path, taxonomy: Taxonomy) -> bool:
    """Write a person to a file of people; reading the same CV again never doubles anything.

    What a person has confirmed, and what came from elsewhere, stays as it is; what a CV suggested
    before gives way to what it suggests now.

    Args:
        person: with suggested evidence.
        out: .yaml, .json or .csv; written new, or the person is put among those already in it.
        taxonomy: the competences of what is already there.

    Returns:
        Whether the file was there before.

    Raises:
        WrongInputError: when what is there cannot be read, or the file not written.
    """
    check_ending(out)
    there = out.exists()
    people = {p.id: p for p in load_people(out, taxonomy).people} if there else {}
    earlier = people.get(person.id)
    kept = tuple(e for e in earlier.evidence if not _from_cv(e)) if earlier else ()
    people[person.id] = _merged(person, kept)
    content = people_text([people[key] for key in sorted(people)], out.suffix.lower())
    try:
        write_whole(out, content)
    except (OSError, ValueError):
        remedy = "Kontrollér, at mappen findes, at navnet ikke er en mappe, og at du må skrive der"
        raise single_fault(out.name or str(out), "filen kan ikke skrives", remedy) from None
    return there


def _from_cv(e: Evidence) -> bool:
    return e.suggested and bool(_CV_ID.fullmatch(e.id))


def _merged(person: Person, kept: tuple[Evidence, ...]) -> Person:
    """Confirmed evidence first; a suggestion it already holds is not said again."""
    said = {replace(e, id="", suggested=False) for e in kept}
    fresh = [e for e in person.evidence if replace(e, id="", suggested=False) not in said]
    taken = {e.id for e in kept}
    named: list[Evidence] = []
    for e in fresh:
        n = len(named) + 1
        while f"cv{n}" in taken:
            n += 1
        taken.add(f"cv{n}")
        named.append(replace(e, id=f"cv{n}"))
    return replace(person, evidence=(*kept, *named))
