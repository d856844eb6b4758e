"""Places in a ranking: ties are ties, and their order is drawn, never taken from id or name."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.facts import NeedId, PersonId

DECIMALS: Final = 9
"""Scores that agree to this many decimals are the same score."""


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place: 1 is first; `tied` people share it, the person included."""

    rank: int
    tied: int


def places(scores: Mapping[PersonId, float]) -> dict[PersonId, Place]:
    """Give everybody a place by score, most points first.

    Args:
        scores: points by person.

    Returns:
        Places as in sport: two firsts are followed by a third.
    """
    ladder = Ladder(list(scores.values()))
    return {person: ladder.place(points) for person, points in scores.items()}


class Ladder:
    """All scores for one need, to ask which place any score would take."""

    def __init__(self, scores: Sequence[float]) -> None:
        """Sort the scores once."""
        self._ascending = sorted(round(points, DECIMALS) for points in scores)

    def place(self, points: float) -> Place:
        """The place of somebody whose score is one of the ladder's."""
        rounded = round(points, DECIMALS)
        above = bisect_right(self._ascending, rounded)
        tied = above - bisect_left(self._ascending, rounded)
        return Place(len(self._ascending) - above + 1, tied)

    def place_instead(self, points: float, now: float) -> Place:
        """The place of somebody who goes from `now` points to `points` while others stay."""
        new, old = round(points, DECIMALS), round(now, DECIMALS)
        above = bisect_right(self._ascending, new)
        alike = above - bisect_left(self._ascending, new)
        better = len(self._ascending) - above - (old > new)
        return Place(better + 1, alike + (old != new))


def draw(seed: int, need: NeedId, person: PersonId) -> str:
    """A lot for the order within ties: the same for the same seed, unrelated to the id.

    Args:
        seed: stored with the result.
        need: so that nobody is first in every tie.
        person: the pseudonymous id.

    Returns:
        Hexadecimal digits to sort by.
    """
    return hashlib.sha256(f"{seed}\0{need}\0{person}".encode()).hexdigest()
