"""Who pays what of a group package's fees, by a rule that is named and told."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matcher.packages.cohort.problem import Column
    from matcher.packages.cohort.solving import Chosen


class SplitRule(StrEnum):
    """How the fees that can be told are split."""

    OWN = "own"
    PARTICIPANT_DAY = "participant_day"
    PLACE = "place"


@dataclass(frozen=True)
class Share:
    """What one payer pays.

    Attributes:
        places: people who end in a place the payer stands behind.
        days: their training days.
        kroner: the payer's part of the fees that can be told.
        unknown: their seats on courses whose fee cannot be told; on top, and never zero.
    """

    payer: str
    places: int
    days: int
    kroner: int
    unknown: int


@dataclass(frozen=True)
class Split:
    """The fees of a group package, split; the shares add up to `kroner` exactly."""

    rule: SplitRule
    shares: tuple[Share, ...]
    kroner: int
    unknown: int


def split(chosen: Chosen, payer: Callable[[Column], str], rule: SplitRule) -> Split:
    """Split the fees.

    Args:
        chosen: the group package.
        payer: who stands behind a person: the company of the place, the municipality, ….
        rule: each pays for their own; or by participant-days; or by places filled.

    Returns:
        One share a payer, by name. Kroner are whole; what is left over after rounding down goes
        to the largest remainders, then by name.
    """
    places, days, own, unknown = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for column in chosen.columns:
        name = payer(column)
        places[name] += 1
        days[name] += column.days
        own[name] += column.kroner
        unknown[name] += column.unknown
    weights = {SplitRule.OWN: own, SplitRule.PARTICIPANT_DAY: days, SplitRule.PLACE: places}[rule]
    total = own.total()
    kroner = divide(total, weights)
    shares = tuple(
        Share(name, places[name], days[name], kroner[name], unknown[name])
        for name in sorted(places)
    )
    return Split(rule, shares, total, unknown.total())


def divide(total: int, weights: Mapping[str, int]) -> Mapping[str, int]:
    """Divide whole kroner by weights, exactly.

    >>> divide(100, {"a": 1, "b": 1, "c": 1})
    {'a': 34, 'b': 33, 'c': 33}
    """
    every = sum(weights.values())
    if not every:
        return dict.fromkeys(weights, 0)
    parts = {name: total * weight // every for name, weight in weights.items()}
    rests = sorted(weights, key=lambda name: (-(total * weights[name] % every), name))
    for name in rests[: total - sum(parts.values())]:
        parts[name] += 1
    return parts
