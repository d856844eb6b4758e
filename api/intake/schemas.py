"""The shapes of people and plans at the border; `kompetencematch schema` prints them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from matcher.facts import EvidenceKind, Judge
from taxonomy.concepts import LEVEL_NAMES, MAX_LEVEL, LineKind
from taxonomy.errors import holds_cpr
from taxonomy.labels import normalise

MAX_TEXT: Final = 300
MAX_EVIDENCE: Final = 500
MAX_NEEDS: Final = 500
MAX_INTEGER: Final = 10**20
MAX_MONTHS: Final = 720
FIRST_YEAR, LAST_YEAR = 1940, 2100
ID_FORM: Final = r"[A-Za-zÆØÅæøå0-9][A-Za-zÆØÅæøå0-9._-]{0,59}"
_DANISH_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d:\d\d)?", re.ASCII)
_SERIAL = re.compile(r"[2-7]\d{4}([.,]\d+)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_FORMULA = re.compile(r"[=@]|[+\-](?![\d.,\s]*$)")
_JOINER = "\u200d"

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
LEVEL_WORDS: Final = {
    **{name: level for level, name in enumerate(LEVEL_NAMES)},
    **{str(level): level for level in range(MAX_LEVEL + 1)},
}
YES_WORDS: Final = {"ja": True, "yes": True, "true": True, "1": True, "x": True,
                    "nej": False, "no": False, "false": False, "0": False, "": False}  # fmt: skip


def _fault(kind: str, problem: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError(
        "dansk", "{problem}", {"problem": problem, "remedy": remedy, "kind": kind}
    )


def _text(value: object) -> object:
    """Refuse what must never stand in any text: CPR numbers, formulas, endless cells."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value) if abs(value) < MAX_INTEGER else "9" * (MAX_TEXT + 1)
    if not isinstance(value, str):
        raise _fault("text", "skal være tekst", "Skriv teksten, i anførselstegn om nødvendigt")
    text = value.strip()
    if len(text) > MAX_TEXT:
        raise _fault("long", f"teksten er over {MAX_TEXT} tegn lang", "Forkort den")
    if holds_cpr(text):
        raise _fault("cpr", "ligner et CPR-nummer, og de må ikke stå her",
                     "Fjern nummeret; brug et pseudonymt id som p-001")  # fmt: skip
    if _FORMULA.match(text):
        raise _fault("formula", "cellen ligner en formel", "Indsæt værdien i stedet for formlen")
    unseen = "" if text.isprintable() else next(filter(_is_unseen, text), "")
    if unseen:
        raise _fault("control", f"teksten indeholder et usynligt styretegn (U+{ord(unseen):04X})",
                     "Skriv teksten igen på én linje")  # fmt: skip
    return text


def _is_unseen(character: str) -> bool:
    """Control characters, direction marks and broken halves; the joiner of emoji is let through."""
    unseen = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    return unseen and character != _JOINER


def _level(value: object) -> object:
    if isinstance(value, str):
        value = LEVEL_WORDS.get(value.strip().casefold())
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_LEVEL:
        raise _level_fault()
    return value


def _level_fault() -> PydanticCustomError:
    return _fault("level", "niveauet er ikke et af de lovlige", "Skriv 0 (ingen), 1 (begynder), "
                  "2 (rutineret), 3 (avanceret) eller 4 (ekspert)")  # fmt: skip


def _day(value: object) -> object:
    if value is None or value == "":
        return None
    day = value.date() if isinstance(value, datetime) else value
    if isinstance(day, str | int | float) and not isinstance(day, bool):
        day = parse_day(str(day).strip())
    if not isinstance(day, date):
        raise _fault("date", "er ikke en dato", "Skriv datoen som ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _fault("year", f"årstallet {day.year} kan ikke passe",
                     f"Årstal fra {FIRST_YEAR} til {LAST_YEAR}")  # fmt: skip
    return day


def parse_day(text: str) -> date | None:
    """A date as Danes or machines write it: 1/2-2021, 01.02.2021, 2021-02-01; None for others."""
    if _SERIAL.fullmatch(text):
        raise _serial_fault()
    danish, iso = _DANISH_DATE.fullmatch(text), _ISO_DATE.fullmatch(text)
    parts = danish.groups()[::-1] if danish else iso.groups() if iso else None
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _serial_fault() -> PydanticCustomError:
    return _fault("serial", "ligner et løbenummer fra et regneark og ikke en dato",
                  "Formatér kolonnen som dato, eller skriv ÅÅÅÅ-MM-DD")  # fmt: skip


def _word(words: dict[str, Any], known: dict[str, Any], value: object) -> object:
    """A word in Danish or English as the value it stands for; `known` are the words normalised."""
    if isinstance(value, str):
        value = known.get(normalise(value))
    if value is None or value not in known.values():
        raise _fault("choice", "er ikke en af de lovlige værdier", f"Lovlige: {', '.join(words)}")
    return value


def _number(value: object, low: int, high: int) -> object:
    text = str(value).strip().removesuffix(".0") if isinstance(value, str | int | float) else ""
    number = int(text) if _WHOLE.fullmatch(text) else None
    if isinstance(value, bool) or number is None or not low <= number <= high:
        raise _fault("number", "er ikke et helt tal inden for grænserne",
                     f"Skriv et helt tal fra {low} til {high}")  # fmt: skip
    return number


def _months(value: object) -> object:
    return None if value is None or value == "" else _number(value, 0, MAX_MONTHS)


_INTEGER: Final = {"type": "integer"}
_TEXT_SCHEMA: Final = {"anyOf": [{"type": "string", "maxLength": MAX_TEXT}, _INTEGER]}
_FILLED_SCHEMA: Final = {
    "anyOf": [{"type": "string", "maxLength": MAX_TEXT, "pattern": r"\S"}, _INTEGER]
}
_ID_SCHEMA: Final = {"anyOf": [{"type": "string", "pattern": rf"^\s*{ID_FORM}\s*$"}, _INTEGER]}
_DATE_FORM: Final = r"^(\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d)?|\d{1,2}[./-]\d{1,2}[./-]\d{4}|)$"

Text = Annotated[
    str, BeforeValidator(_text), Field(max_length=MAX_TEXT), WithJsonSchema(_TEXT_SCHEMA)
]
Filled = Annotated[
    str,
    BeforeValidator(_text),
    Field(min_length=1, max_length=MAX_TEXT),
    WithJsonSchema(_FILLED_SCHEMA),
]
Identifier = Annotated[
    str, BeforeValidator(_text), Field(pattern=f"^{ID_FORM}$"), WithJsonSchema(_ID_SCHEMA)
]
Level = Annotated[
    int,
    BeforeValidator(_level),
    WithJsonSchema(
        {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 4}, {"enum": list(LEVEL_WORDS)}]}
    ),
]
Day = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "pattern": _DATE_FORM}, {"type": "null"}],
            "description": "ÅÅÅÅ-MM-DD eller DD-MM-ÅÅÅÅ",
        }
    ),
]


def _wording(words: dict[str, Any]) -> tuple[BeforeValidator, WithJsonSchema]:
    known = {normalise(word): meant for word, meant in words.items()}
    return BeforeValidator(lambda v: _word(words, known, v)), WithJsonSchema({"enum": list(words)})


def _whole(low: int, high: int) -> tuple[BeforeValidator, WithJsonSchema]:
    number = {"type": "integer", "minimum": low, "maximum": high}
    text = {"type": "string", "pattern": r"^\s*\d{1,9}\s*$"}
    return BeforeValidator(lambda v: _number(v, low, high)), WithJsonSchema(
        {"anyOf": [number, text]}
    )


_MONTHS_SCHEMA: Final = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": MAX_MONTHS},
        {"type": "string", "pattern": r"^\s*\d{0,9}\s*$"},
        {"type": "null"},
    ]
}
_YES: Final = (
    _wording(YES_WORDS)[0],
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": [*YES_WORDS, 0, 1]}]}),
)


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _or_list(schema: dict[str, Any]) -> None:
    """A file of people may also be the list alone."""
    whole = {key: schema.pop(key) for key in ("properties", "required", "additionalProperties")}
    people = whole["properties"]["people"]
    schema.pop("type")
    schema["anyOf"] = [{"type": "object", **whole}, {"type": "array", "items": people["items"]}]


class EvidenceIn(_Shape):
    """Én ting, der viser en kompetence på et niveau."""

    id: Identifier | None = Field(None, description="Eget id; gives af systemet, når det mangler")
    competence: Filled = Field(description="Kompetencens id, navn eller et entydigt synonym")
    level: Level = Field(description="0-4; 0 betyder vurderet og ikke til stede")
    kind: Annotated[EvidenceKind, *_wording(KIND_WORDS)] = Field(
        description="Hvordan kompetencen er vist"
    )
    judge: Annotated[Judge, *_wording(JUDGE_WORDS)] = Field(
        Judge.SELF, description="Hvem der har vurderet"
    )
    shown: Day = Field(None, description="Sidste dag, kompetencen blev vist")
    months: Annotated[int | None, BeforeValidator(_months), WithJsonSchema(_MONTHS_SCHEMA)] = Field(
        None, description="Ansættelsens længde i måneder"
    )
    expires: Day = Field(None, description="Certifikatets sidste gyldige dag")
    foreign: Annotated[bool, *_YES] = Field(
        default=False, description="Papirer fra udlandet, som ingen har vurderet"
    )
    suggested: Annotated[bool, *_YES] = Field(
        default=False, description="Foreslået ud fra tekst og ikke bekræftet af en person"
    )


class PersonIn(_Shape):
    """En person, som rangeringen må se: et pseudonymt id og beviser for kompetence."""

    id: Identifier = Field(description="Pseudonymt id; aldrig navn eller CPR-nummer")
    evidence: list[EvidenceIn] = Field(default_factory=list, max_length=MAX_EVIDENCE)


class PeopleIn(_Shape):
    """En fil med personer."""

    model_config = ConfigDict(json_schema_extra=_or_list)

    people: list[PersonIn]


class OptionIn(_Shape):
    """Et alternativ i en gruppe."""

    competence: Filled
    level: Level = 1


class RequirementIn(_Shape):
    """Et krav: én kompetence, eller en gruppe af alternativer."""

    kind: Annotated[LineKind, *_wording({k.value: k for k in LineKind})] = LineKind.MUST
    competence: Filled | None = None
    level: Level = 1
    title: Text = ""
    options: list[OptionIn] = Field(default_factory=list, max_length=20)
    weight: Annotated[int, *_whole(1, 3)] = 2
    suggested: Annotated[bool, *_YES] = Field(
        default=False, description="Foreslået ud fra tekst og ikke bekræftet af en person"
    )


class NeedIn(_Shape):
    """Et behov i et fagområde."""

    id: Identifier
    area: Identifier
    title: Filled
    profile: Text | None = Field(None, description="Id for en jobprofil")
    requirements: list[RequirementIn] = Field(default_factory=list, max_length=60)
    headcount: Annotated[int, *_whole(1, 10_000)] = 1
    by: Day = None
    importance: Annotated[int, *_whole(1, 3)] = 2
    suggested: Annotated[bool, *_YES] = Field(
        default=False, description="Jobprofilen er foreslået ud fra tekst; ingen har bekræftet den"
    )


class JobIn(_Shape):
    """Det job, en ansat har i dag: det, en anden skal kunne for at overtage det."""

    person: Identifier = Field(description="En af fagområdets ansatte")
    title: Filled
    profile: Text | None = Field(None, description="Id for en jobprofil")
    requirements: list[RequirementIn] = Field(default_factory=list, max_length=60)


class AreaIn(_Shape):
    """Et fagområde og de ansatte i det."""

    id: Identifier
    title: Filled
    employees: list[Identifier] = Field(default_factory=list, max_length=10_000)
    jobs: list[JobIn] = Field(
        default_factory=list,
        max_length=10_000,
        description="De jobs, ansatte har i dag; kun de kan indgå i en kæde",
    )


class PlanIn(_Shape):
    """En virksomheds kompetenceforsyningsplan."""

    id: Identifier
    company: Filled
    cvr: Filled = Field(description="8 cifre; numre, der begynder med 0000, er eksempler")
    areas: list[AreaIn] = Field(min_length=1, max_length=50)
    needs: list[NeedIn] = Field(default_factory=list, max_length=MAX_NEEDS)


class PlansIn(_Shape):
    """En fil med flere planer; en fil kan også være én plan alene."""

    plans: list[PlanIn]
