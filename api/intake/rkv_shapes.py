"""The shapes of criteria and profiles for an assessment at the border; every fault in Danish."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Final, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.intake.schemas import YES_WORDS, Day, Filled, Identifier, Text
from matcher.rules.credit import Rating, Track
from matcher.rules.criteria import EducationKind, Standing
from taxonomy.concepts import Confidence
from taxonomy.labels import normalise

E = TypeVar("E", bound=StrEnum)

MOST_WEEKS: Final = 520
MOST_MONTHS: Final = 120
MOST_HOURS: Final = 100
MOST_YEARS: Final = 50
MOST_COURSES: Final = 50
MOST_ROWS: Final = 300
_DECIMAL: Final = re.compile(r"\d{1,4}([.,]\d{1,2})?", re.ASCII)
_SCHOOL_SAYS: Final = (Rating.YES, Rating.PARTLY, Rating.NO)


def fault(problem: str, remedy: str) -> PydanticCustomError:
    """A fault of a value in Danish, placed by whoever validates it."""
    return PydanticCustomError("dansk", "{problem}", {"problem": problem, "remedy": remedy})


def _number(value: object, most: float, *, whole: bool) -> object:
    if value is None or value == "":
        return None
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    text = str(value).strip().removesuffix(".0") if plain else ""
    fits = _DECIMAL.fullmatch(text) and (not whole or text.isdecimal())
    number = float(text.replace(",", ".")) if fits else -1.0
    if not 0 <= number <= most:
        what = "helt tal" if whole else "tal"
        raise fault(f"er ikke et {what} inden for grænserne", f"Skriv et {what} fra 0 til {most}")
    return int(number) if whole else number


def _up_to(most: float, *, whole: bool = False) -> BeforeValidator:
    return BeforeValidator(lambda value: _number(value, most, whole=whole))


def _one_of(words: dict[str, Any]) -> BeforeValidator:
    known = {normalise(word): meant for word, meant in words.items()}

    def choose(value: object) -> object:
        if value is None or value in known.values():
            return value
        meant = known.get(normalise(str(value)))
        if meant is None:
            legal = ", ".join(word for word in words if word)
            raise fault("er ikke en af de lovlige værdier", f"Lovlige: {legal}")
        return meant

    return BeforeValidator(choose)


def _values(kind: type[E]) -> dict[str, E]:
    return {each.value: each for each in kind}


def _split(value: object) -> object:
    """A cell with `|` between the parts, or a list, or nothing."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split("|") if part.strip()]
    return [value] if isinstance(value, int) and not isinstance(value, bool) else value


Weeks = Annotated[float | None, _up_to(MOST_WEEKS)]
Months = Annotated[float | None, _up_to(MOST_MONTHS)]
Hours = Annotated[float | None, _up_to(MOST_HOURS)]
Texts = Annotated[list[Filled], BeforeValidator(_split), Field(max_length=MOST_COURSES)]
Names = Annotated[list[Identifier], BeforeValidator(_split), Field(max_length=MOST_COURSES)]
YesNo = Annotated[bool | None, _one_of({k: v for k, v in YES_WORDS.items() if k})]


class Shape(BaseModel):
    """Base: frozen, nothing beside the fields, and the fields' Danish names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RowIn(Shape):
    """Én række i bilagets skema 1, 2 eller 3."""

    id: Identifier
    text: Filled = Field(alias="tekst")
    competences: Texts = Field(default_factory=list, alias="kompetencer")
    months: Annotated[int | None, _up_to(MOST_WEEKS, whole=True)] = Field(None, alias="måneder")
    kind: Annotated[EducationKind | None, _one_of(_values(EducationKind))] = Field(
        None, alias="art"
    )
    codes: Texts = Field(default_factory=list, alias="koder")
    titles: Texts = Field(default_factory=list, alias="titler")
    needed: Annotated[int | None, _up_to(MOST_COURSES, whole=True)] = Field(None, alias="antal")
    gf2: Weeks = Field(None, alias="gf2_uger")
    main: Weeks = Field(None, alias="hovedforløb_uger")
    training: Months = Field(None, alias="oplæring_måneder")
    partly_gf2: Weeks = Field(None, alias="delvist_gf2_uger")
    partly_main: Weeks = Field(None, alias="delvist_hovedforløb_uger")
    partly_training: Months = Field(None, alias="delvist_oplæring_måneder")
    subject: Text = Field("", alias="fag")
    valid_years: Annotated[int | None, _up_to(MOST_YEARS, whole=True)] = Field(
        None, alias="forældes_år"
    )


class StandardIn(Shape):
    """Standardafkortningen på ét spor."""

    track: Annotated[Track, _one_of(_values(Track))] = Field(alias="spor")
    main: Annotated[float, _up_to(MOST_WEEKS)] = Field(alias="hovedforløb_uger")
    taken_from: Filled = Field(alias="fra")


class CriteriaIn(Shape):
    """Én udgave af en uddannelses bilag 1."""

    id: Identifier
    programmes: Texts = Field(alias="programmer", min_length=1)
    edition: Filled = Field(alias="udgave")
    start: Day = Field(alias="fra")
    end: Day = Field(None, alias="til")
    source: Filled = Field(alias="kilde")
    source_url: Text = Field("", alias="kilde_url")
    as_of: Day = Field(alias="dato")
    confidence: Annotated[Confidence, _one_of(_values(Confidence))] = Field(alias="sikkerhed")
    standing: Annotated[Standing, _one_of(_values(Standing))] = Field(alias="status")
    gf2: Weeks = Field(None, alias="gf2_uger")
    main: Weeks = Field(None, alias="hovedforløb_uger")
    training: Weeks = Field(None, alias="oplæring_uger")
    hours: Hours = Field(None, alias="fuld_tid_timer")
    standard: list[StandardIn] = Field(default_factory=list, max_length=len(Track))
    skema1: list[RowIn] = Field(default_factory=list, max_length=MOST_ROWS)
    skema2: list[RowIn] = Field(default_factory=list, max_length=MOST_ROWS)
    skema3: list[RowIn] = Field(default_factory=list, max_length=MOST_ROWS)


class JobIn(Shape):
    """Én ansættelse."""

    id: Identifier
    first: Day = Field(alias="fra")
    last: Day = Field(None, alias="til")
    hours: Hours = Field(None, alias="timer")
    tasks: Text = Field("", alias="opgaver")
    competences: Texts = Field(default_factory=list, alias="kompetencer")
    criteria: Names = Field(default_factory=list, alias="kriterier")
    papers: Texts = Field(default_factory=list, alias="dokumentation")


class EducationIn(Shape):
    """Én uddannelse, ét kursus eller ét fag."""

    id: Identifier
    kind: Annotated[EducationKind, _one_of(_values(EducationKind))] = Field(alias="art")
    title: Filled = Field(alias="titel")
    code: Text = Field("", alias="kode")
    done: Day = Field(None, alias="dato")
    criteria: Names = Field(default_factory=list, alias="kriterier")
    papers: Texts = Field(default_factory=list, alias="dokumentation")


class RatingIn(Shape):
    """Skolens vurdering af én række."""

    criterion: Identifier = Field(alias="kriterium")
    rating: Annotated[Rating, _one_of({each.value: each for each in _SCHOOL_SAYS})] = Field(
        alias="vurdering"
    )
    by: Text = Field("", alias="af")
    on: Day = Field(None, alias="dato")


class IndividualIn(Shape):
    """Skolens individuelle vurdering, for eksempel efter en praktisk prøve."""

    id: Identifier
    basis: Filled = Field(alias="grundlag")
    competences: Text = Field("", alias="kompetencer")
    gf2: Weeks = Field(None, alias="gf2_uger")
    main: Weeks = Field(None, alias="hovedforløb_uger")
    training: Months = Field(None, alias="oplæring_måneder")
    accepted: YesNo = Field(None, alias="accepteret")
    by: Text = Field("", alias="af")
    on: Day = Field(None, alias="dato")


class ProfileIn(Shape):
    """Alt, hvad der er oplyst om én person til en realkompetencevurdering."""

    person: Identifier
    school: Text = Field("", alias="skole")
    jobs: list[JobIn] = Field(default_factory=list, alias="job", max_length=MOST_ROWS)
    educations: list[EducationIn] = Field(
        default_factory=list, alias="uddannelser", max_length=MOST_ROWS
    )
    ratings: list[RatingIn] = Field(default_factory=list, alias="vurderinger", max_length=MOST_ROWS)
    individual: list[IndividualIn] = Field(
        default_factory=list, alias="individuel", max_length=MOST_ROWS
    )
    declined: Names = Field(default_factory=list, alias="ønsker_ikke")
