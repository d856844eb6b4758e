"""The shape of an order for a plan at the border; every fault in Danish."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from api.intake.schemas import YES_WORDS, Day, Filled, Identifier, Text
from matcher.plans.plan import PlanKind
from matcher.rules.credit import Block, CreditKind, Rating, Track
from taxonomy.labels import normalise

MOST_WEEKS: Final = 520
MOST_DAYS: Final = 400
MOST_LINES: Final = 200


def _fault(problem: str, remedy: str) -> PydanticCustomError:
    return PydanticCustomError("dansk", "{problem}", {"problem": problem, "remedy": remedy})


def _number(value: object, most: float, *, whole: bool) -> object:
    if value is None:
        return None
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        number = -1.0
    if isinstance(value, bool) or not 0 <= number <= most or (whole and number % 1):
        what = "helt tal" if whole else "tal"
        raise _fault(f"er ikke et {what} inden for grænserne", f"Skriv et {what} fra 0 til {most}")
    return int(number) if whole else number


def _word(value: object, words: dict[str, Any]) -> object:
    if value is None or value in words.values():
        return value
    meant = {normalise(word): it for word, it in words.items()}.get(normalise(str(value)))
    if meant is None:
        legal = ", ".join(word for word in words if word)
        raise _fault("er ikke en af de lovlige værdier", f"Lovlige: {legal}")
    return meant


def _up_to(most: float, *, whole: bool = False) -> BeforeValidator:
    return BeforeValidator(lambda value: _number(value, most, whole=whole))


def _one_of(kind: Any) -> BeforeValidator:  # noqa: ANN401
    words = {each.value: each for each in kind}
    return BeforeValidator(lambda value: _word(value, words))


_YES: Final = {word: meant for word, meant in YES_WORDS.items() if word}
YesNo = Annotated[bool, BeforeValidator(lambda value: _word(value, _YES))]
Weeks = Annotated[float | None, _up_to(MOST_WEEKS)]
Days = Annotated[int, _up_to(MOST_DAYS, whole=True)]
Count = Annotated[int, _up_to(MOST_WEEKS, whole=True)]
Texts = Annotated[list[Filled], Field(max_length=MOST_LINES)]
Levels = Annotated[dict[str, Annotated[int, _up_to(4, whole=True)]], Field(max_length=2_000)]


class Shape(BaseModel):
    """Base: frozen, nothing beside the fields, and the fields' Danish names."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WeeksIn(Shape):
    """Længden af de tre dele i uger; det, der ikke vides, udelades."""

    gf2: Weeks = Field(None, alias="gf2")
    main: Weeks = Field(None, alias="hovedforløb")
    training: Weeks = Field(None, alias="oplæring")


class CreditIn(Shape):
    """Én merit, som skolen har givet eller tilbudt."""

    block: Annotated[Block | None, _one_of(Block)] = Field(None, alias="blok")
    kind: Annotated[CreditKind, _one_of(CreditKind)] = Field(alias="art")
    basis: Filled = Field(alias="vist")
    criterion: Text = Field("", alias="kriterium")
    rating: Annotated[Rating, _one_of(Rating)] = Field(Rating.YES, alias="vurdering")
    school: Weeks = Field(0.0, alias="skoleuger")
    gf2: YesNo = Field(default=False, alias="gf2")
    training: Weeks = Field(0.0, alias="oplæringsuger")
    accepted: YesNo = Field(default=True, alias="modtaget")
    reason: Filled = Field(alias="begrundelse")
    sources: Texts = Field(default_factory=list, alias="kilder")


class AssessmentIn(Shape):
    """Skolens realkompetencevurdering, som den er skrevet."""

    on: Day = Field(None, alias="dato")
    edition: Text = Field("", alias="udgave")
    track: Annotated[Track | None, _one_of(Track)] = Field(None, alias="spor")
    reason: Filled = Field(alias="begrundelse")
    full: WeeksIn = Field(alias="fuld_længde")
    credits: Annotated[list[CreditIn], Field(max_length=MOST_LINES)] = Field(
        default_factory=list, alias="merit"
    )
    missing: Texts = Field(default_factory=list, alias="mangler")
    assumptions: Texts = Field(default_factory=list, alias="forudsat")


class RkvIn(Shape):
    """Filer, som vurderingen regnes ud af; stierne er set fra bestillingen."""

    profile: Filled = Field(alias="profil")
    criteria: Text = Field("", alias="kriterier")


class GoalIn(Shape):
    """Det, planen fører til: et job fra taxonomien eller en tekst."""

    profile: Text = Field("", alias="profil")
    title: Text = Field("", alias="titel")
    title_en: Text = Field("", alias="titel_engelsk")


class AcademyIn(Shape):
    """Ét akademimodul."""

    id: Identifier
    title: Filled = Field(alias="titel")
    title_en: Text = Field("", alias="titel_engelsk")
    days: Days = Field(alias="dage")
    ects: Annotated[float | None, _up_to(MOST_DAYS)] = None
    gives: Levels = Field(default_factory=dict, alias="giver")
    asks: Levels = Field(default_factory=dict, alias="kræver")
    status: Filled = Field(alias="status")
    code: Text = Field("", alias="kode")


class SubjectIn(Shape):
    """Ét fag, som uddannelsesordningen har det."""

    title: Filled = Field(alias="titel")
    level: Text = Field("", alias="niveau")
    weeks: Weeks = Field(None, alias="uger")
    credit: Weeks = Field(None, alias="merit")
    source: Filled = Field(alias="kilde")


class MentorIn(Shape):
    """Mentor på arbejdspladsen; uden navn."""

    weeks: Annotated[int, _up_to(MOST_WEEKS, whole=True)] = Field(alias="uger")
    text: Filled = Field(alias="tekst")
    text_en: Text = Field("", alias="tekst_engelsk")


class OfferIn(Shape):
    """Én periode i skolens kalender; nummer 0 er grundforløb 2."""

    number: Count = Field(alias="nummer")
    first: Day = Field(alias="fra")
    last: Day = Field(alias="til")
    place: Text = Field("", alias="sted")


class CalendarIn(Shape):
    """Skolens kalender."""

    source: Filled = Field(alias="kilde")
    example: YesNo = Field(default=False, alias="opdigtet")
    closed_weeks: Annotated[list[Count] | None, Field(max_length=40)] = Field(
        None, alias="lukkede_uger"
    )
    periods: Annotated[list[OfferIn], Field(max_length=MOST_LINES)] = Field(
        default_factory=list, alias="perioder"
    )


class DatesIn(Shape):
    """Dage, som skolen selv har sat for en periode."""

    first: Day = Field(alias="fra")
    last: Day = Field(alias="til")


class OrderIn(Shape):
    """En bestilling af en plan."""

    id: Identifier
    title: Text = Field("", alias="titel")
    kind: Annotated[PlanKind, _one_of(PlanKind)] = Field(alias="art")
    school: Text = Field("", alias="skole")
    contact: Text = Field("", alias="kontakt")
    person: Identifier
    written: Day = Field(None, alias="skrevet")
    start: Day = Field(None, alias="start")
    programme: Text = Field("", alias="uddannelse")
    goal: GoalIn = Field(default_factory=GoalIn, alias="mål")
    levels: Levels = Field(default_factory=dict, alias="niveauer")
    before: Texts = Field(default_factory=list, alias="kurser")
    find: YesNo = Field(default=False, alias="find_kurser")
    inside: Texts = Field(default_factory=list, alias="kurser_i_oplæring")
    academy: Annotated[list[AcademyIn], Field(max_length=MOST_LINES)] = Field(
        default_factory=list, alias="moduler"
    )
    subjects: Annotated[list[SubjectIn], Field(max_length=MOST_LINES)] = Field(
        default_factory=list, alias="fag"
    )
    assessment: AssessmentIn | None = Field(None, alias="vurdering")
    rkv: RkvIn | None = None
    calendar: CalendarIn | None = Field(None, alias="kalender")
    facts: dict[str, Any] = Field(default_factory=dict, alias="oplysninger")
    foreign: Texts = Field(default_factory=list, alias="udenlandske_papirer")
    mentor: MentorIn | None = None
    pause: Count = Field(0, alias="arbejdsuger_imellem")
    dates: Annotated[dict[str, DatesIn], Field(max_length=MOST_LINES)] = Field(
        default_factory=dict, alias="datoer"
    )
    example: YesNo = Field(default=False, alias="eksempel")
