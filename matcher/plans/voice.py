"""Danish first, English on request: words, dates, lengths and numbered sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from matcher.plans.document import Language
from matcher.plans.plan import Payer, PeriodKind, PlanKind
from matcher.rules.credit import CreditKind
from taxonomy.concepts import Confidence
from taxonomy.danish import counted, number, show
from taxonomy.parameters import Period

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from matcher.plans.plan import Citation

_MONTHS: Final = {
    Language.DANISH: ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august",
                      "september", "oktober", "november", "december"),
    Language.ENGLISH: ("January", "February", "March", "April", "May", "June", "July", "August",
                       "September", "October", "November", "December"),
}  # fmt: skip
_CONFIDENCE: Final = {
    Confidence.HIGH: "høj", Confidence.MEDIUM: "middel", Confidence.LOW: "lav",
}  # fmt: skip
_ENGLISH_UNITS: Final = {"uger": ("week", "weeks"), "dage": ("day", "days")}
_FACT_NUMBER: Final = re.compile(r"\s*\(R\d+[a-z]?(?:[,\s]+R\d+[a-z]?)*\)")

KINDS: Final = {
    PlanKind.EUV: ("Uddannelsesplan", "Education plan"),
    PlanKind.COURSES: ("Kursusplan", "Course plan"),
    PlanKind.ACADEMY: ("Uddannelsesplan: fra faglært til akademiniveau",
                       "Education plan: from skilled worker to academy level"),
    PlanKind.INTERNATIONAL: ("Plan for international kandidat", "Plan for international candidate"),
}  # fmt: skip
PERIODS: Final = {
    PeriodKind.BASIC_SKILLS: ("dansk og matematik", "Danish and mathematics"),
    PeriodKind.LANGUAGE: ("sprog og kultur", "language and culture"),
    PeriodKind.COURSE: ("kursus", "course"),
    PeriodKind.ACADEMY: ("akademimodul", "academy module"),
    PeriodKind.GF2: ("grundforløb 2", "basic course 2"),
    PeriodKind.SCHOOL: ("skoleperiode", "school period"),
    PeriodKind.OPLAERING: ("oplæring", "workplace training"),
    PeriodKind.MENTOR: ("mentor", "mentor"),
}
PAYERS: Final = {
    Payer.EMPLOYER: ("Arbejdsgiveren", "The employer"),
    Payer.PERSON: ("Personen", "The person"),
    Payer.MUNICIPALITY: ("Kommunen", "The municipality"),
    Payer.AUB: ("AUB", "AUB (employers' education fund)"),
    Payer.FUND: ("Kompetencefonden", "The competence fund"),
}
CREDITS: Final = {
    CreditKind.STANDARD: ("standard (skal tages)", "standard (must be taken)"),
    CreditKind.RULE_BOUND: ("regelbundet (skal tages)", "by rule (must be taken)"),
    CreditKind.INDIVIDUAL: ("individuel (en ret)", "individual (a right)"),
}
VERDICTS_EN: Final = {
    "ja": "yes", "nej": "no", "kan ikke afgøres": "cannot tell", "gælder ikke": "not in force",
    "ikke kontrolleret": "not checked",
}  # fmt: skip
LEVELS_EN: Final = {
    "ingen": "none", "begynder": "beginner", "rutineret": "practised", "avanceret": "advanced",
    "ekspert": "expert",
}  # fmt: skip
FORMS_EN: Final = {
    "forløb": "combined course", "akademimodul": "academy module",
}  # fmt: skip
STATUSES_EN: Final = {"forslag": "proposal", "opdigtet": "made up", "fra kilde": "from a source"}


@dataclass
class Voice:
    """One document's language and its sources, numbered in the order they are first cited."""

    language: Language = Language.DANISH
    sources: list[str] = field(default_factory=list)

    @property
    def danish(self) -> bool:
        """Whether the document is in Danish."""
        return self.language is Language.DANISH

    def say(self, danish: str, english: str) -> str:
        """The sentence in the document's language."""
        return danish if self.danish else english

    def of(self, pair: tuple[str, str]) -> str:
        """A pair of Danish and English in the document's language."""
        return self.say(*pair)

    def day(self, day: date | None) -> str:
        """A date in running text.

        >>> from datetime import date
        >>> Voice().day(date(2027, 1, 4))
        '4. januar 2027'
        """
        if day is None:
            return self.say("kan ikke afgøres", "cannot be told")
        month = _MONTHS[self.language][day.month - 1]
        return self.say(f"{day.day}. {month} {day.year}", f"{day.day} {month} {day.year}")

    def length(self, count: float | None, unit: str) -> str:
        """A length in weeks ("uger") or days ("dage"); what is unknown is said so."""
        if count is None:
            return self.say("kan ikke afgøres", "cannot be told")
        if self.danish:
            return counted(count, unit)
        one, many = _ENGLISH_UNITS[unit]
        return f"{self.number(count)} {one if count == 1 else many}"

    def number(self, value: float) -> str:
        """A number with as many decimals as it has.

        >>> Voice().number(31.5), Voice(Language.ENGLISH).number(31.5)
        ('31,5', '31.5')
        """
        return number(value) if self.danish else f"{value:,.2f}".rstrip("0").rstrip(".")

    def cite(self, text: str) -> str:
        """The mark of a source, numbered on first use."""
        if text not in self.sources:
            self.sources.append(text)
        return f"[{self.sources.index(text) + 1}]"

    def marks(self, citations: Iterable[Citation]) -> str:
        """The marks of several citations with a space before; empty when there are none."""
        marks = dict.fromkeys(self.cite(citation_text(citation)) for citation in citations)
        return "".join(f" {mark}" for mark in marks)

    def numbered(self) -> tuple[str, ...]:
        """The sources as they stand at the end of the document."""
        return tuple(f"[{n}] {text}" for n, text in enumerate(self.sources, start=1))


def citation_text(citation: Citation) -> str:
    """A dated value with where it was read and how long it was checked.

    Args:
        citation: with the dated value.

    Returns:
        One line in Danish, as the sources are Danish: title, value, law where the source names
        it, reference, first day, checked until, confidence.
    """
    dated = citation.dated
    unit = f" {citation.unit}" if citation.unit and isinstance(dated.value, float | int) else ""
    value = "" if dated.value is True else f": {show(dated.value, citation.unit)}{unit}"
    proposed = " (perioden er vores forslag)" if dated.period is Period.PROPOSAL else ""
    parts = [
        f"{citation.title_da}{value}",
        dated.legal_basis,
        f"Kilde: {plain(dated.reference)}",
        f"Gælder fra {show(dated.start)}, kontrolleret til {show(dated.checked_until)}{proposed}",
        f"Tillid: {_CONFIDENCE[dated.confidence]}",
        plain(dated.note),
    ]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def plain(text: str) -> str:
    """A text without our own numbers of facts.

    >>> plain("Set i 2024 (R41).")
    'Set i 2024.'
    """
    return _FACT_NUMBER.sub("", text)
