"""The headings people put over the parts of a CV, and which part a line of it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from taxonomy.labels import normalise


class Section(StrEnum):
    """What a part of a CV tells about."""

    JOB = "job"
    EDUCATION = "education"
    COURSE = "course"
    CERTIFICATE = "certificate"
    LANGUAGE = "language"
    SKILL = "skill"
    PROFILE = "profile"
    LEISURE = "leisure"
    WISH = "wish"
    CONTACT = "contact"
    OTHERS = "others"
    NONE = "none"


_HEADINGS: Final = {
    Section.JOB: "erhvervserfaring|arbejdserfaring|joberfaring|erfaring|ansættelser|beskæftigelse|"
    "tidligere job|tidligere ansættelser|karriere|arbejde|job|arbejdsliv|relevant erfaring|"
    "praktik|erhvervspraktik|work experience|employment|employment history|experience|"
    "professional experience|work history|career|jobhistorik|stillinger",
    Section.EDUCATION: "uddannelse|uddannelser|uddannelsesbaggrund|skole|skoler|skolegang|"
    "education|education and training|uddannelse og kurser|eksaminer|education and qualifications",
    Section.COURSE: "kurser|kursus|kurser og efteruddannelse|efteruddannelse|amu|amu kurser|"
    "courses|training|further training|relevante kurser|videreuddannelse|kurser og certifikater",
    Section.CERTIFICATE: "certifikater|certifikat|beviser|kurser og beviser|kørekort|"
    "certificates|licences|licenses|certifications|certificates and licences|"
    "certifikater og beviser|kørekort og certifikater|driving licence|tilladelser",
    Section.LANGUAGE: "sprog|sprogkundskaber|sproglige kompetencer|languages|language skills|"
    "modersmål|andre sprog|sprogfærdigheder|mother tongue|other languages",
    Section.SKILL: "kompetencer|faglige kompetencer|kvalifikationer|nøglekompetencer|færdigheder|"
    "kernekompetencer|tekniske kompetencer|kan|det kan jeg|jeg kan|skills|key skills|it|"
    "technical skills|competences|qualifications|personal skills|it kompetencer|it skills|"
    "it kundskaber|digitale kompetencer|digital skills|job related skills|maskiner|værktøjer",
    Section.PROFILE: "profil|resumé|resume|om mig|kort om mig|profiltekst|summary|profile|about me|"
    "about|personal statement|faglig profil|personlig profil|personlige kompetencer",
    Section.LEISURE: "fritid|fritidsinteresser|interesser|hobby|hobbyer|privat|familie|"
    "leisure|interests|hobbies|personal life|frivilligt arbejde|volunteering",
    Section.WISH: "ønsker|jobønsker|mål|mit mål|jobmål|fremtid|ønsker til fremtiden|goals|"
    "objective|career objective|det søger jeg|jeg søger|jeg vil gerne|vil gerne lære",
    Section.CONTACT: "kontakt|kontaktoplysninger|personlige oplysninger|personlige data|"
    "persondata|contact|contact details|personal information|personal details|stamdata",
    Section.OTHERS: "referencer|reference|references|referees",
}  # fmt: skip
_KNOWN: Final = {
    normalise(word): section for section, words in _HEADINGS.items() for word in words.split("|")
}
_BULLET: Final = re.compile(r"[\s#*•·\-–—=_>▪●○◦]+")
_INLINE: Final = re.compile(r"([^:\t\n]{2,40})(?::[ \t]*|\t)")
_MOST_WORDS: Final = 5
_UNLIKELY_ALONE: Final = frozenset({"job", "kan", "it", "erfaring", "arbejde", "about", "career"})


@dataclass(frozen=True)
class SectionLine:
    """One line of a text and the part it stands in.

    Attributes:
        start: position of its first character.
        end: position after its last, without the line break.
        heading: whether the whole line is a heading.
    """

    start: int
    end: int
    section: Section
    heading: bool


def section_lines(text: str) -> tuple[SectionLine, ...]:
    """Sort the lines of a CV under its headings.

    Args:
        text: the whole CV.

    Returns:
        Every line in order; before the first heading the part is `Section.NONE`.
    """
    lines, section, start = [], Section.NONE, 0
    for line in text.split("\n"):
        whole = heading_of(line)
        section = whole or _inline(line) or section
        lines.append(SectionLine(start, start + len(line), section, whole is not None))
        start += len(line) + 1
    return tuple(lines)


def heading_span(text: str, line: SectionLine) -> tuple[int, int] | None:
    """Where the heading of a line stands: all of it, the label it begins with, or nowhere."""
    words = text[line.start : line.end]
    if line.heading:
        return line.start, line.end
    if _inline(words) is None:
        return None
    at = re.search(r"[:\t]", words)
    return (line.start, line.start + at.end()) if at else None


def heading_of(line: str) -> Section | None:
    """The part a line is the heading of; None for any other line.

    >>> heading_of("## ERHVERVSERFARING:"), heading_of("Drejer hos Opdigtet Spån")
    (<Section.JOB: 'job'>, None)
    """
    text = _BULLET.sub("", line, count=1) if _BULLET.match(line) else line
    words = normalise(text.strip(" \t:*_#=-–—"))
    if not words or len(words.split()) > _MOST_WORDS or "," in text:
        return None
    if words in _KNOWN:
        return _KNOWN[words]
    compact = words.replace(" ", "")
    spaced = len(compact) * 2 - 1 == len(words)  # «K O M P E T E N C E R»
    return _KNOWN.get(compact) if spaced else _joined(words)


def _joined(words: str) -> Section | None:
    """«Uddannelse og kurser», «Skills & tools»: the first part decides."""
    parts = re.split(r" (?:og|and|&|samt) ", words)
    known = [_KNOWN.get(part) for part in parts]
    return known[0] if len(parts) > 1 and all(known) else None


def _inline(line: str) -> Section | None:
    """«Kompetencer: svejsning» and «Uddannelse<tab>2010 Smed» begin a part on their own line."""
    at = _INLINE.match(_BULLET.sub("", line, count=1) if _BULLET.match(line) else line)
    if at is None or normalise(at[1]) in _UNLIKELY_ALONE:
        return None
    return heading_of(at[1])
