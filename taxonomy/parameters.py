"""Dated values of law and tariff: a value on a date, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from taxonomy.concepts import Confidence


@dataclass(frozen=True, order=True)
class DatedValue:
    """One value and the days it was seen to hold.

    Attributes:
        start: first day the value holds.
        checked_until: last day for which somebody has checked it.
        value: in the parameter's unit.
        reference: act, paragraph or page, with year.
        source_url: where it was read; may be empty for printed sources.
        confidence: how far it can be trusted.
        note: limits of the value, in Danish; may be empty.
    """

    start: date
    checked_until: date
    value: float
    reference: str
    source_url: str
    confidence: Confidence
    note: str


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


Answer: TypeAlias = InForce | NotChecked


@dataclass(frozen=True)
class Parameter:
    """A rate, age, limit or threshold with its values by date.

    Attributes:
        id: `area/name`.
        unit: of every value, for example "kr. pr. dag".
        values: sorted by start; the periods do not overlap.
    """

    id: str
    title_da: str
    unit: str
    values: tuple[DatedValue, ...]

    def at(self, on: date) -> Answer:
        """The value that was checked to hold on this day.

        Args:
            on: the day that decides.

        Returns:
            `InForce`, or `NotChecked` for a day in a gap or past every checked-until.
        """
        for dated in self.values:
            if dated.start <= on <= dated.checked_until:
                return InForce(self.id, self.unit, dated)
        return NotChecked(self.id, f"{self.title_da} er ikke kontrolleret for {on:%d.%m.%Y}")
