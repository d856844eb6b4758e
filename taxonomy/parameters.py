"""Dated values of law and tariff: a value on a date, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from taxonomy.concepts import Confidence  # noqa: TC001  (needed by pydantic at the border)
from taxonomy.ids import content_hash

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Scale:
    """Values by quantity: each holds for quantities above its bound, up to the next bound."""

    steps: tuple[tuple[float, float | str], ...]

    def at(self, quantity: float) -> float | str | None:
        """The value for a quantity; None for one that is not above the lowest bound.

        >>> Scale(((8, "stor"), (30, "størst"))).at(30)
        'stor'
        """
        reached = [value for bound, value in self.steps if quantity > bound]
        return reached[-1] if reached else None


Value: TypeAlias = bool | float | str | tuple[str, ...] | Scale


class Period(StrEnum):
    """Who says from when to when a value held."""

    SOURCE = "kilde"
    PROPOSAL = "forslag"


@dataclass(frozen=True)
class DatedValue:
    """One value and the days it was seen to hold.

    Attributes:
        start: first day the value holds.
        checked_until: last day for which somebody has checked it.
        value: in the parameter's unit; None says that the rule is not in force.
        reference: what was read, with year.
        source_url: where it was read; may be empty for printed sources.
        confidence: how far it can be trusted.
        note: limits of the value, in Danish; may be empty.
        law: the act, as far as our sources name it; may be empty.
        paragraph: its paragraph, as far as our sources name it; may be empty.
        facts: numbers of the facts it rests on.
        checked_by: who compared it with the source.
        period: whether the source gives the days, or they are our proposal.
        expected: law that is not passed yet; used in simulation only.
    """

    start: date
    checked_until: date
    value: Value | None
    reference: str
    source_url: str
    confidence: Confidence
    note: str
    law: str = ""
    paragraph: str = ""
    facts: tuple[str, ...] = ()
    checked_by: str = ""
    period: Period = Period.SOURCE
    expected: bool = False

    @property
    def number(self) -> float:
        """The value as a number.

        Raises:
            TypeError: when it is something else.
        """
        if isinstance(self.value, int | float):
            return self.value
        message = f"{self.value!r} er ikke et tal"
        raise TypeError(message)

    @property
    def legal_basis(self) -> str:
        """Act and paragraph as far as they are known to us; otherwise empty."""
        return " ".join(part for part in (self.law, self.paragraph) if part)


@dataclass(frozen=True)
class InForce:
    """The value on the date asked for, with the row it comes from."""

    parameter: str
    unit: str
    dated: DatedValue


@dataclass(frozen=True)
class NotChecked:
    """No value is known for the date; `why` says so in Danish. Never the last known value."""

    parameter: str
    why: str


@dataclass(frozen=True)
class NotInForce:
    """Somebody checked that the rule did not hold on the date; the row says who."""

    parameter: str
    why: str
    dated: DatedValue


Answer: TypeAlias = InForce | NotChecked | NotInForce


@dataclass(frozen=True)
class Parameter:
    """A rate, age, limit, list or threshold with its values by date.

    Attributes:
        id: `area/name`.
        unit: of every value, for example "kr. pr. dag".
        values: sorted by start; the periods do not overlap.
    """

    id: str
    title_da: str
    unit: str
    values: tuple[DatedValue, ...]

    def at(self, on: date, *, simulate: bool = False) -> Answer:
        """The value that was checked to hold on this day.

        Args:
            on: the day that decides.
            simulate: whether law that is not passed yet may be used.

        Returns:
            `InForce`; `NotInForce` on a day for which the rule was seen to have ended or not
            begun; or `NotChecked` for a day in a gap, past every checked-until, or with
            nothing but expected law.
        """
        for dated in self.values:
            if not dated.start <= on <= dated.checked_until:
                continue
            if dated.expected and not simulate:
                why = f"{self.title_da} er kun forventet lov for {on:%d.%m.%Y} og bruges ikke"
                return NotChecked(self.id, why)
            if dated.value is None:
                return NotInForce(self.id, f"{self.title_da} gælder ikke {on:%d.%m.%Y}", dated)
            return InForce(self.id, self.unit, dated)
        return NotChecked(self.id, f"{self.title_da} er ikke kontrolleret for {on:%d.%m.%Y}")

    def last_checked(self, on: date) -> DatedValue | None:
        """The newest value that was checked before a day; it says nothing about the day itself."""
        before = [v for v in self.values if v.checked_until < on and not v.expected]
        return before[-1] if before else None


def parameters_hash(parameters: Iterable[Parameter]) -> str:
    """Hash of parameters, stored with every answer; equal content gives equal hashes."""
    return content_hash(parameters)
