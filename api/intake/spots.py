"""Where values of a tree stand in their file, and what a reader of trees refuses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_DEPTH: Final = 20
MAX_DIGITS: Final = 20


@dataclass(frozen=True, slots=True)
class Spot:
    """The line of a value and of the values in it; `inner` is None for a single value."""

    line: int
    inner: dict[str, Spot] | list[Spot] | None = None

    def at(self, path: Sequence[str | int]) -> Spot:
        """The spot at a path, or of its nearest parent that is there."""
        spot = self
        for part in path:
            inner: Spot | None = None
            if isinstance(spot.inner, dict) and isinstance(part, str):
                inner = spot.inner.get(part)
            elif isinstance(spot.inner, list) and isinstance(part, int):
                inner = spot.inner[part] if part < len(spot.inner) else None
            if inner is None:
                break
            spot = inner
        return spot


@dataclass(frozen=True)
class Refusal:
    """Something a tree may not hold, and the line it stands on."""

    line: int
    problem: str
    remedy: str
    found: str = ""


class RefusedTreeError(ValueError):
    """The tree cannot be read further; carries everything refused until then."""

    def __init__(self, refusals: list[Refusal]) -> None:
        """Collect what was refused."""
        self.refusals = refusals
        super().__init__()


def too_deep(line: int) -> Refusal:
    """The refusal of a tree with too many levels."""
    problem = f"indholdet er mere end {MAX_DEPTH} niveauer dybt"
    return Refusal(line, problem, "Følg skemaet: kompetencematch schema people eller plan")


def double_key(line: int, key: str) -> Refusal:
    """The refusal of a key that stands twice, of which one would be lost."""
    return Refusal(line, "nøglen står to gange", "Behold én af dem", key)


def not_a_number(line: int, text: str) -> Refusal:
    """The refusal of NaN and Infinity."""
    return Refusal(line, "værdien er ikke et tal", "Skriv tallet, eller fjern feltet", text)


def too_large(line: int, text: str) -> Refusal:
    """The refusal of a number nobody means."""
    return Refusal(
        line, "tallet er for stort", "Ret det, eller sæt anførselstegn om, hvis det er tekst", text
    )
