"""Words in a cell as competences: the name itself first, then what the text reader finds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Protocol

from api.intake.importing.cells import Item, items, level_by_length
from api.intake.importing.findings import Found, Note, WhyNot
from api.intake.schemas import FIRST_YEAR, LAST_YEAR, MAX_MONTHS
from taxonomy.concepts import CompetenceKind
from taxonomy.linking.mentions import TextKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taxonomy.ids import CompetenceId
    from taxonomy.linking.mentions import Alternative, Hint, Mention, ReadText
    from taxonomy.snapshot import Taxonomy

CELLS_KEPT: Final = 10_000


@dataclass(frozen=True)
class Word:
    """A competence found in a cell, with everything the cell tells about it.

    Attributes:
        level: 0 to 4; guessed where a note says so.
        suggested: the competence, the level or a date is our reading and not told.
    """

    text: str
    competence: CompetenceId
    level: int
    found: Found
    suggested: bool
    months: int | None = None
    shown: date | None = None
    expires: date | None = None
    probability: float | None = None
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class NoWord:
    """Words of a cell that are no evidence, and why."""

    text: str
    why: WhyNot


class ReadsText(Protocol):
    """Finds competences in running text; `TextReader` is one."""

    def read(self, text: str, kind: TextKind) -> ReadText:
        """The mentions in a text by position, and what was left out."""


@dataclass
class WordReader:
    """Reads cells against one taxonomy; the same cell is read once.

    Attributes:
        reader: for what is no name.
    """

    taxonomy: Taxonomy
    reader: ReadsText
    _kept: dict[str, tuple[Word | NoWord, ...]] = field(default_factory=dict)

    def read(self, cell: str) -> tuple[Word | NoWord, ...]:
        """Everything in a cell, in the order of the text.

        Args:
            cell: without CPR numbers.

        Returns:
            A word for each competence, and what is none; no part of the cell is left unsaid.
        """
        if cell not in self._kept:
            if len(self._kept) >= CELLS_KEPT:
                self._kept.clear()
            self._kept[cell] = self._read(cell)
        return self._kept[cell]

    def _read(self, cell: str) -> tuple[Word | NoWord, ...]:
        parts = items(cell)
        named = {part: name for part in parts if (name := self.name(part))}
        rest = [part for part in parts if part not in named]
        found: list[tuple[int, Word | NoWord]] = [
            (part.start, self._named(cell, part, name)) for part, name in named.items()
        ]
        if rest:
            text = self.reader.read(_without_formulas(cell, rest), TextKind.PERSON)
            found += self._from_text(text, named, rest)
            found += [(p.start, no) for p in rest if (no := _nothing(cell, p, text))]
        return tuple(word for _, word in sorted(found, key=lambda pair: pair[0]))

    def name(self, part: Item) -> CompetenceId | None:
        """The one competence whose name or synonym an item is."""
        ids = self.taxonomy.labels.exact(part.name)
        return ids[0] if len(ids) == 1 else None

    def _named(self, cell: str, part: Item, competence: CompetenceId) -> Word | NoWord:
        text = cell[part.start : part.end]
        if self._kind(competence) is CompetenceKind.TRAIT:
            return NoWord(text, WhyNot.TRAIT)
        return self._word(Word(text, competence, part.level or 0, Found.NAME, False), part)  # noqa: FBT003

    def _from_text(
        self, text: ReadText, named: Iterable[Item], rest: list[Item]
    ) -> Iterable[tuple[int, Word | NoWord]]:
        taken = list(named)
        for mention in text.mentions:
            if not any(_overlap(mention, part) for part in taken):
                around = next((p for p in rest if _overlap(mention, p)), None)
                yield mention.start, self._mentioned(mention, around)

    def _mentioned(self, mention: Mention, around: Item | None) -> Word | NoWord:
        why = self._why_not(mention)
        if why:
            return NoWord(mention.text, why)
        part = _hinted(around or Item(mention.start, mention.end, mention.text), mention.hint)
        word = Word(
            mention.text, mention.competence, 0, Found.TEXT, suggested=True,
            probability=mention.probability, alternatives=mention.alternatives,
        )  # fmt: skip
        return self._word(word, part)

    def _why_not(self, mention: Mention) -> WhyNot | None:
        if self._kind(mention.competence) is CompetenceKind.TRAIT:
            return WhyNot.TRAIT
        if mention.negated or mention.hint.level == 0:
            return WhyNot.NEGATED
        return WhyNot.WISHED if mention.wished else None

    def _word(self, word: Word, part: Item) -> Word:
        """The word with level, length and dates, told or guessed."""
        level, notes = self._level(word.competence, part)
        if part.year_only:
            notes = (*notes, Note.YEAR_ONLY)
        return replace(
            word, level=level, months=part.months, shown=part.shown, expires=_expires(part),
            suggested=word.suggested or bool(notes), notes=notes,
        )  # fmt: skip

    def _level(self, competence: CompetenceId, part: Item) -> tuple[int, tuple[Note, ...]]:
        if self._kind(competence) is CompetenceKind.CERTIFICATE:
            return int(part.level != 0), ()
        if part.level is not None:
            return part.level, ()
        note = Note.NO_LEVEL if part.months is None else Note.BY_LENGTH
        return level_by_length(part.months), (note,)

    def _kind(self, competence: CompetenceId) -> CompetenceKind:
        return self.taxonomy.competences[competence].kind


def _expires(part: Item) -> date | None:
    """The expiry; one told as a year alone is never before the day it was shown that year."""
    if part.expires and part.shown and part.year_only and part.expires.year == part.shown.year:
        return max(part.expires, part.shown)
    return part.expires


def _overlap(mention: Mention, part: Item) -> bool:
    return mention.start < part.end and part.start < mention.end


def _hinted(part: Item, hint: Hint) -> Item:
    """An item with what the reader understood of level, years and expiry; its own dates stay."""
    months = part.months
    if months is None and hint.years is not None:
        months = min(MAX_MONTHS, round(12 * hint.years))
    told = replace(part, months=months, level=part.level if hint.level is None else hint.level)
    if hint.expired is None or part.expires or not FIRST_YEAR <= hint.expired <= LAST_YEAR:
        return told
    return replace(told, expires=date(hint.expired, 1, 1), year_only=True)


def _without_formulas(cell: str, parts: Iterable[Item]) -> str:
    """The cell with spaces where an item is a formula: those are no words of a person."""
    signs = list(cell)
    for part in parts:
        if cell.startswith("=", part.start):
            signs[part.start : part.end] = " " * (part.end - part.start)
    return "".join(signs)


def _nothing(cell: str, part: Item, text: ReadText) -> NoWord | None:
    """An item in which the reader found nothing, and its reason."""
    if any(_overlap(mention, part) for mention in text.mentions):
        return None
    whys = [o.why for o in text.left_out if o.start < part.end and part.start < o.end]
    known = {"no_match": WhyNot.NO_MATCH}
    why = known.get(whys[0].value, WhyNot.LEFT_OUT) if whys else WhyNot.NO_MATCH
    return NoWord(cell[part.start : part.end], why)
