"""The shapes of people and plans at the border; `kompetencematch schema` prints them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from matcher.facts import EvidenceKind, Judge
from taxonomy.concepts import LEVEL_NAMES, MAX_LEVEL, LineKind
from taxonomy.labels import normalise

MAX_TEXT: Final = 300
MAX_EVIDENCE: Final = 500
MAX_MONTHS: Final = 720
FIRST_YEAR, LAST_YEAR = 1940, 2100
ID_FORM: Final = r"[A-Za-zÆØÅæøå0-9][A-Za-zÆØÅæøå0-9._-]{0,59}"
_DANISH_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_SERIAL = re.compile(r"\d{5}(\.0)?")
_CPR = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01]|[67]\d)(0[1-9]|1[0-2])\d{2}[- ]?\d{4}(?!\d)")
_FORMULA = re.compile(r"[=@]|[+\-](?![\d.,\s]*$)")

KIND_WORDS: Final = {
    "job": EvidenceKind.JOB, "arbejde": EvidenceKind.JOB, "ansættelse": EvidenceKind.JOB,
    "course": EvidenceKind.COURSE, "kursus": EvidenceKind.COURSE, "amu": EvidenceKind.COURSE,
    "certificate": EvidenceKind.CERTIFICATE, "certifikat": EvidenceKind.CERTIFICATE,
    "bevis": EvidenceKind.CERTIFICATE, "education": EvidenceKind.EDUCATION,
    "uddannelse": EvidenceKind.EDUCATION, "test": EvidenceKind.TEST, "prøve": EvidenceKind.TEST,
    "rkv": EvidenceKind.RKV, "ikv": EvidenceKind.RKV, "realkompetencevurdering": EvidenceKind.RKV,
    "statement": EvidenceKind.STATEMENT, "udsagn": EvidenceKind.STATEMENT,
    "egen oplysning": EvidenceKind.STATEMENT,
}  # fmt: skip
JUDGE_WORDS: Final = {
    "self": Judge.SELF, "selv": Judge.SELF, "personen selv": Judge.SELF,
    "employer": Judge.EMPLOYER, "arbejdsgiver": Judge.EMPLOYER, "virksomhed": Judge.EMPLOYER,
    "school": Judge.SCHOOL, "skole": Judge.SCHOOL, "authority": Judge.AUTHORITY,
    "myndighed": Judge.AUTHORITY,
}  # fmt: skip
YES_WORDS: Final = {"ja": True, "yes": True, "true": True, "1": True, "x": True,
                    "nej": False, "no": False, "false": False, "0": False, "": False}  # fmt: skip


def _fault(kind: str, problem: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError(
        "dansk", "{problem}", {"problem": problem, "remedy": remedy, "kind": kind}
    )


def _text(value: object) -> object:
    """Refuse what must never stand in any text: CPR numbers, formulas, endless cells."""
    if isinstance(value, bool | float | int) and not isinstance(value, bool):
        value = str(int(value)) if float(value).is_integer() else str(value)
    if not isinstance(value, str):
        raise _fault("text", "skal være tekst", "Skriv teksten, i anførselstegn om nødvendigt")
    text = value.strip()
    if len(text) > MAX_TEXT:
        raise _fault("long", f"teksten er {len(text)} tegn lang, højst {MAX_TEXT}", "Forkort den")
    if _CPR.search(text):
        raise _fault("cpr", "ligner et CPR-nummer, og de må ikke stå her",
                     "Fjern nummeret; brug et pseudonymt id")  # fmt: skip
    if _FORMULA.match(text):
        raise _fault("formula", "cellen ligner en formel", "Indsæt værdien i stedet for formlen")
    if any(ord(c) < 32 for c in text):  # noqa: PLR2004  (ASCII control characters)
        raise _fault("control", "teksten indeholder styretegn", "Skriv den på én linje")
    return text


def _level(value: object) -> object:
    if isinstance(value, bool):
        raise _level_fault()
    if isinstance(value, str):
        word = normalise(value)
        names = {name: level for level, name in enumerate(LEVEL_NAMES)}
        value = names.get(word, int(word) if word.isdecimal() and len(word) == 1 else None)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or not 0 <= value <= MAX_LEVEL:
        raise _level_fault()
    return value


def _level_fault() -> PydanticCustomError:
    return _fault("level", "niveauet er ikke et af de lovlige", "Skriv 0 (ingen), 1 (begynder), "
                  "2 (rutineret), 3 (avanceret) eller 4 (ekspert)")  # fmt: skip


def _day(value: object) -> object:
    if value is None or value == "":
        return None
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, str):
        day = _parse_day(day.strip())
    if isinstance(day, int | float) and not isinstance(day, bool):
        raise _serial_fault()
    if not isinstance(day, date):
        raise _fault("date", "er ikke en dato", "Skriv datoen som ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _fault("year", f"årstallet {day.year} kan ikke passe",
                     f"Årstal fra {FIRST_YEAR} til {LAST_YEAR}")  # fmt: skip
    return day


def _parse_day(text: str) -> date | None:
    if _SERIAL.fullmatch(text):
        raise _serial_fault()
    danish = _DANISH_DATE.fullmatch(text)
    try:
        if danish:
            day, month, year = map(int, danish.groups())
            return date(year, month, day)
        return date.fromisoformat(text[:10]) if len(text) in {10, 19} else None
    except ValueError:
        return None


def _serial_fault() -> PydanticCustomError:
    return _fault("serial", "ligner et løbenummer fra et regneark og ikke en dato",
                  "Formatér kolonnen som dato, eller skriv ÅÅÅÅ-MM-DD")  # fmt: skip


def _word(words: dict[str, Any], value: object) -> object:
    """A word in Danish or English as the value it stands for."""
    found = words.get(normalise(value)) if isinstance(value, str) else value
    if isinstance(found, bool) or found in words.values():
        return found
    raise _fault("choice", "er ikke en af de lovlige værdier", f"Lovlige: {', '.join(words)}")


def _number(value: object, low: int, high: int) -> object:
    if value is None or value == "":
        return None
    text = str(value).strip().removesuffix(".0")
    if isinstance(value, bool) or not text.isdecimal() or not low <= int(text[:9]) <= high:
        raise _fault("number", "er ikke et helt tal inden for grænserne",
                     f"Skriv et helt tal fra {low} til {high}")  # fmt: skip
    return int(text)


Text = Annotated[str, BeforeValidator(_text), Field(max_length=MAX_TEXT)]
Identifier = Annotated[str, BeforeValidator(_text), Field(pattern=f"^{ID_FORM}$")]
Level = Annotated[
    int,
    BeforeValidator(_level),
    WithJsonSchema({
        "anyOf": [{"type": "integer", "minimum": 0, "maximum": 4}, {"enum": list(LEVEL_NAMES)}]
    }),
]
Day = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema({
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
        "description": "ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ",
    }),
]


def _wording(words: dict[str, Any], **schema: object) -> tuple[BeforeValidator, WithJsonSchema]:
    legal = list(words)
    return BeforeValidator(lambda v: _word(words, v)), WithJsonSchema({"enum": legal} | schema)


_KIND = _wording(KIND_WORDS)
_JUDGE = _wording(JUDGE_WORDS)
_YES = (BeforeValidator(lambda v: v if isinstance(v, bool) else _word(YES_WORDS, v)),
        WithJsonSchema({"type": "boolean"}))  # fmt: skip


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EvidenceIn(_Shape):
    """Én ting, der viser en kompetence på et niveau."""

    id: Identifier | None = Field(None, description="Eget id; gives af systemet, når det mangler")
    competence: Text = Field(description="Kompetencens id, navn eller et entydigt synonym")
    level: Level = Field(description="0-4; 0 betyder vurderet og ikke til stede")
    kind: Annotated[EvidenceKind, *_KIND] = Field(description="Hvordan kompetencen er vist")
    judge: Annotated[Judge, *_JUDGE] = Field(Judge.SELF, description="Hvem der har vurderet")
    shown: Day = Field(None, description="Sidste dag, kompetencen blev vist")
    months: Annotated[
        int | None, BeforeValidator(lambda v: _number(v, 0, MAX_MONTHS))
    ] = Field(None, description="Ansættelsens længde i måneder")  # fmt: skip
    expires: Day = Field(None, description="Certifikatets sidste gyldige dag")
    foreign: Annotated[bool, *_YES] = Field(
        default=False, description="Papirer fra udlandet, som ingen har vurderet"
    )


class PersonIn(_Shape):
    """En person, som rangeringen må se: et pseudonymt id og beviser for kompetence."""

    id: Identifier = Field(description="Pseudonymt id; aldrig navn eller CPR-nummer")
    evidence: list[EvidenceIn] = Field(default_factory=list, max_length=MAX_EVIDENCE)


class PeopleIn(_Shape):
    """En fil med personer."""

    people: list[PersonIn]


class OptionIn(_Shape):
    """Et alternativ i en gruppe."""

    competence: Text
    level: Level = 1


class RequirementIn(_Shape):
    """Et krav: én kompetence, eller en gruppe af alternativer."""

    kind: Annotated[LineKind, *_wording({k.value: k for k in LineKind})] = LineKind.MUST
    competence: Text | None = None
    level: Level = 1
    title: Text = ""
    options: list[OptionIn] = Field(default_factory=list, max_length=20)
    weight: Annotated[int, BeforeValidator(lambda v: _number(v, 1, 3))] = 2


class NeedIn(_Shape):
    """Et behov i et fagområde."""

    id: Identifier
    area: Identifier
    title: Text
    profile: Text | None = Field(None, description="Id for en jobprofil")
    requirements: list[RequirementIn] = Field(default_factory=list, max_length=60)
    headcount: Annotated[int, BeforeValidator(lambda v: _number(v, 1, 10_000))] = 1
    by: Day = None
    importance: Annotated[int, BeforeValidator(lambda v: _number(v, 1, 3))] = 2


class AreaIn(_Shape):
    """Et fagområde og de ansatte i det."""

    id: Identifier
    title: Text
    employees: list[Identifier] = Field(default_factory=list, max_length=10_000)


class PlanIn(_Shape):
    """En virksomheds kompetenceforsyningsplan."""

    id: Identifier
    company: Text
    cvr: Text = Field(description="8 cifre; numre, der begynder med 0000, er eksempler")
    areas: list[AreaIn] = Field(min_length=1, max_length=50)
    needs: list[NeedIn] = Field(default_factory=list, max_length=500)


class PlansIn(_Shape):
    """En fil med flere planer; en fil kan også være én plan alene."""

    plans: list[PlanIn]
