"""What linking found in a text: where, which competence, how sure, and said how."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taxonomy.ids import CompetenceId


class TextKind(StrEnum):
    """Whose text it is: a person tells what they can, a plan tells what is asked for."""

    PERSON = "person"
    PLAN = "plan"


class LeftOutWhy(StrEnum):
    """Why a part of the text was not read for competences."""

    PRAISE = "praise"
    TERMS = "terms"
    OTHER_TRADE = "other_trade"
    OTHER_PERSON = "other_person"
    PRODUCT = "product"
    FIGURE = "figure"
    FILLER = "filler"
    NO_MATCH = "no_match"


LEFT_OUT_DA: Final[Mapping[LeftOutWhy, str]] = {
    LeftOutWhy.PRAISE: "ros",
    LeftOutWhy.TERMS: "vilkår",
    LeftOutWhy.OTHER_TRADE: "om et andet fag",
    LeftOutWhy.OTHER_PERSON: "om en anden person",
    LeftOutWhy.PRODUCT: "om virksomheden eller dens varer",
    LeftOutWhy.FIGURE: "billedligt ment",
    LeftOutWhy.FILLER: "ord uden fagligt indhold",
    LeftOutWhy.NO_MATCH: "ingen kompetence fundet",
}
"""The reasons in words, the same wherever they are shown."""


@dataclass(frozen=True)
class Alternative:
    """Another competence the words may mean.

    Attributes:
        probability: 0 to 1, on the scale of the mention's own.
    """

    competence: CompetenceId
    probability: float


@dataclass(frozen=True)
class Hint:
    """What the text says about the level; nothing where it says nothing.

    Attributes:
        level: 0 (denied) to 4; None when not told.
        years: years of practice told; None when not told.
        expired: year a proof is said to have run out; None when not told.
        words: the words it was read from, "" when there are none.
    """

    level: int | None = None
    years: float | None = None
    expired: int | None = None
    words: str = ""


@dataclass(frozen=True)
class Mention:
    """One competence found in a text; a suggestion until a person confirms it.

    Attributes:
        start: character position of the first character in the text as given.
        end: position after the last character.
        text: exactly the characters from start to end.
        competence: id in the taxonomy.
        probability: that the competence is the right one, 0 to 1, calibrated.
        alternatives: next best, most probable first; at most four.
        hint: what is said about the level.
        negated: the text says it is not held ("ikke truck").
        wished: the text says it is wanted, not held ("vil gerne lære robot").
    """

    start: int
    end: int
    text: str
    competence: CompetenceId
    probability: float
    alternatives: tuple[Alternative, ...] = ()
    hint: Hint = Hint()
    negated: bool = False
    wished: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A part of the text that names no competence, and why it was left out."""

    start: int
    end: int
    text: str
    why: LeftOutWhy


@dataclass(frozen=True)
class ReadText:
    """A text as read: mentions by position, and the parts left out."""

    kind: TextKind
    mentions: tuple[Mention, ...]
    left_out: tuple[LeftOut, ...]
