"""The page that shows an assessment as the school's form has it (R110-R116), for made-up people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from api import settings
from api.errors import UnknownThingError
from api.services.assess_rkv import assess_profile
from api.web.contexts import Choice, Page
from api.web.rendering import frame
from api.web.words import long_date
from taxonomy.danish import counted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from api.services.assess_rkv import AssessmentView, CreditView, RatedView
    from api.services.region import Region

PROGRAMME: Final = "e-industritekniker-maskin-2023"
PEOPLE: Final = {
    "lang-erfaring": "lang erfaring",
    "noget-erfaring": "noget erfaring og aftale",
    "ingen-erfaring": "ingen erfaring",
    "mangler-02": "mangler 02",
}
_CRITERIA: Final = "industritekniker-maskin.yaml"
_UNKNOWN: Final = "kan ikke afgøres"
_BLOCKS: Final = {
    "A": "Del A: to års relevant erhvervserfaring (skema 1)",
    "B": "Del B: erfaring, der afkorter (skema 2)",
    "C": "Del C: uddannelse, der afkorter (skema 3)",
}
_PARTS: Final = (("gf2", "Grundforløb 2"), ("main", "Hovedforløb på skole"),
                 ("oplaering", "Oplæring i virksomhed"))  # fmt: skip


@dataclass(frozen=True)
class FormRow:
    """A row of the form as it was decided."""

    name: str
    rating: str
    reason: str


@dataclass(frozen=True)
class FormBlock:
    """One part of the form."""

    title: str
    rows: tuple[FormRow, ...]


@dataclass(frozen=True)
class CreditRow:
    """One thing that shortens the education."""

    kind: str
    basis: str
    school: str
    training: str
    taken: str
    reason: str


@dataclass(frozen=True)
class LengthRow:
    """One part of the education before and after."""

    name: str
    full: str
    left: str


@dataclass(frozen=True)
class RkvPage(Page):
    """An assessment of one made-up person."""

    template: ClassVar[str] = "rkv.html"
    people: tuple[Choice, ...]
    programme: str
    criteria: str
    person: str
    start: str
    track: str
    track_reason: str
    admission: str
    admission_reason: str
    blocks: tuple[FormBlock, ...]
    credits: tuple[CreditRow, ...]
    lengths: tuple[LengthRow, ...]
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    appeal: tuple[str, ...]


def rkv_page(region: Region, person: str, start: date) -> RkvPage:
    """What the page shows.

    Args:
        region: its taxonomy and law are used; its people are not.
        person: one of `PEOPLE`.
        start: the day the education begins.

    Returns:
        The form filled in for one made-up person.

    Raises:
        UnknownThingError: for a person that is not among the examples.
    """
    if person not in PEOPLE:
        raise UnknownThingError(f"Eksemplet findes ikke. Vælg: {', '.join(PEOPLE)}")
    folder = settings.example_folder("rkv")
    found = assess_profile(region.taxonomy, folder / "profiler" / f"{person}.yaml", PROGRAMME,
                           start, folder / _CRITERIA)  # fmt: skip
    return _page(region, found, person, start)


def _page(region: Region, found: AssessmentView, person: str, start: date) -> RkvPage:
    return RkvPage(
        frame=frame(region),
        people=tuple(
            Choice(name, f"/rkv?person={key}&start={start}", key == person)
            for key, name in PEOPLE.items()
        ),
        programme=found.programme_da,
        criteria=found.version_da,
        person=found.person,
        start=long_date(start),
        track=found.track or _UNKNOWN,
        track_reason=found.track_reason_da,
        admission=found.admission,
        admission_reason=found.admission_reason_da,
        blocks=tuple(_blocks(found.rows)),
        credits=tuple(map(_credit, found.credits)),
        lengths=tuple(
            LengthRow(name, _weeks(getattr(found.full, part)), _weeks(getattr(found.weeks, part)))
            for part, name in _PARTS
        ),
        missing=tuple(found.missing),
        assumptions=tuple(found.assumptions),
        appeal=tuple(found.appeal_da),
    )


def _blocks(rows: Iterable[RatedView]) -> Iterable[FormBlock]:
    listed = list(rows)
    for block, title in _BLOCKS.items():
        own = tuple(_row(row) for row in listed if row.block == block)
        if own:
            yield FormBlock(title, own)


def _row(row: RatedView) -> FormRow:
    return FormRow(f"{row.criterion}: {row.title_da}", row.rating, row.reason_da)


def _credit(credit: CreditView) -> CreditRow:
    part = " (grundforløb 2)" if credit.gf2 else ""
    return CreditRow(
        kind=credit.kind,
        basis=f"{credit.criterion}: {credit.basis_da}" if credit.criterion else credit.basis_da,
        school=_weeks(credit.school_weeks) + part,
        training=_weeks(credit.oplaering_weeks),
        taken="ja" if credit.accepted else "nej",
        reason="; ".join(text for text in (credit.reason_da, credit.capped_da) if text),
    )


def _weeks(weeks: float | None) -> str:
    return _UNKNOWN if weeks is None else counted(weeks, "uger")
