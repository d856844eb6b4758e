"""Which cue speaks of which mention: levels, years, denial and wishes within a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from taxonomy.linking.cues import Cue, CueKind, level_from_years
from taxonomy.linking.mentions import Hint, TextKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taxonomy.linking.chunks import Piece

_NEW_START: Final = re.compile(
    r"(?:jeg|vi|du|kan|har|er|kører|kørt|skal|men|og\s+kan|i|can|have)\b", re.IGNORECASE
)
_TURNED: Final = re.compile(
    r"\b(?:kan|har|må|tør|vil)\s+(?:jeg|vi|han|hun|de)\b|\bbehøver\s+du\b", re.IGNORECASE
)
_ADVANTAGE: Final = re.compile(r"\b(?:fordel|plus|advantage)\b", re.IGNORECASE)
"""What is a plus is asked for, also where it is not demanded."""
_LIST_WORDS: Final = 3
_AFTERTHOUGHT: Final = 5
_WISHES: Final = frozenset({CueKind.WISH, CueKind.OFFER})
_DENIAL: Final = frozenset({CueKind.NEGATION, CueKind.NOT_DEMANDED})


@dataclass(frozen=True)
class Run:
    """Consecutive pieces of a sentence read as one; a mention when something was found in it."""

    first: int
    last: int
    found: bool


@dataclass(frozen=True)
class Said:
    """What a sentence says about one of its runs."""

    hint: Hint
    negated: bool
    wished: bool


def what_is_said(
    text: str,
    pieces: Sequence[Piece],
    runs: Sequence[Run],
    cues: Sequence[Cue],
    kind: TextKind,
) -> list[Said]:
    """Give every run its cues.

    Args:
        text: the whole text.
        pieces: the pieces of one sentence.
        runs: the runs its pieces were joined to, in order.
        cues: the sentence's cues, with positions in the whole text.
        kind: whose text it is. What nobody in a company can is what its plan asks for, so in a
            plan only what is said not to be needed counts as denied.

    Returns:
        One for each run.
    """
    if kind is TextKind.PLAN:
        cues = [cue for cue in cues if cue.kind is not CueKind.NEGATION]
    if pieces and _ADVANTAGE.search(text, pieces[0].start, pieces[-1].end):
        cues = [cue for cue in cues if cue.kind is not CueKind.NOT_DEMANDED]
    sentence = _Sentence(text, pieces, runs, cues)
    return [sentence.said(place) for place in range(len(runs))]


@dataclass(frozen=True)
class _Sentence:
    text: str
    pieces: Sequence[Piece]
    runs: Sequence[Run]
    cues: Sequence[Cue]

    def said(self, place: int) -> Said:
        hints = self._hints(place)
        denied = self._reaching(place, _DENIAL)
        wished = bool(self._reaching(place, _WISHES))
        negation = any(cue.kind is CueKind.NEGATION for cue in denied)
        hint = _hint(self.text, hints)
        if denied and not hint.words:
            hint = replace(hint, words=self._words(denied))
        if negation and not wished:
            hint = replace(hint, level=0)
        return Said(hint, bool(denied) and not (wished and not negation), wished)

    def _words(self, cues: Iterable[Cue]) -> str:
        return ", ".join(dict.fromkeys(self.text[cue.start : cue.end] for cue in cues))

    def _span(self, place: int) -> tuple[int, int]:
        run = self.runs[place]
        return self.pieces[run.first].start, self.pieces[run.last].end

    def _within(self, place: int, kinds: Iterable[CueKind]) -> list[Cue]:
        start, end = self._span(place)
        return [c for c in self.cues if c.kind in kinds and start <= c.start < end]

    def _hints(self, place: int) -> list[Cue]:
        """Cues of the run itself, of runs without a mention after it, else those before it."""
        kinds = (CueKind.LEVEL, CueKind.YEARS, CueKind.EXPIRED)
        found = self._within(place, kinds)
        after = place + 1
        while after < len(self.runs) and not self.runs[after].found:
            found += self._within(after, kinds)
            after += 1
        if found:
            return found
        if place == self._first_found():
            return [cue for at in range(place) for cue in self._within(at, kinds)]
        return self._inherited(place, kinds)

    def _first_found(self) -> int:
        return next((at for at, run in enumerate(self.runs) if run.found), -1)

    def _inherited(self, place: int, kinds: Sequence[CueKind]) -> list[Cue]:
        """«rutineret i svejsning og dreje»: what stands before the first in a clause goes on."""
        before = place - 1
        if before < 0 or not self.runs[before].found or self._begins_anew(place):
            return []
        if self._clause(before) != self._clause(place):
            return []
        start, _ = self._span(before)
        early = [cue for cue in self._within(before, kinds) if cue.start - start <= _LIST_WORDS]
        return early or self._inherited(before, kinds)

    def _clause(self, place: int) -> int:
        return self.pieces[self.runs[place].first].clause

    def _begins_anew(self, place: int) -> bool:
        start, end = self._span(place)
        return bool(_NEW_START.match(self.text[start:end]))

    def _reaching(self, place: int, kinds: Iterable[CueKind]) -> list[Cue]:
        kinds = frozenset(kinds)
        own = self._within(place, kinds) + self._after(place, kinds)
        own += self._heading(place, kinds) + self._turned(place, kinds)
        if own or place == 0 or self._begins_anew(place):
            return own
        same_clause = self._clause(place - 1) == self._clause(place)
        if not same_clause and not (kinds == _WISHES and self._short(place)):
            return []
        if not self.runs[place - 1].found and not same_clause:
            return []
        return self._reaching(place - 1, kinds)

    def _after(self, place: int, kinds: Iterable[CueKind]) -> list[Cue]:
        """«truck: nej», «svejsning, har jeg ikke»: what follows without a mention of its own."""
        after = place + 1
        if after >= len(self.runs) or self.runs[after].found:
            return []
        start, end = self._span(after)
        later = self.runs[after + 1 :]
        alone = not (later and later[0].found and self._clause(after) == self._clause(after + 1))
        short = len(self.text[start:end].split()) <= _AFTERTHOUGHT
        return self._within(after, kinds) if alone and short else []

    def _turned(self, place: int, kinds: Iterable[CueKind]) -> list[Cue]:
        """«truck, kran og stillads har jeg ikke» says it of all that is put in front."""
        after = place + 1
        while after < len(self.runs) and self._short(after - 1):
            start, end = self._span(after)
            if _TURNED.search(self.text[start:end]) and not self._begins_anew(after):
                return self._within(after, kinds)
            after += 1
        return []

    def _heading(self, place: int, kinds: Iterable[CueKind]) -> list[Cue]:
        """«KAN IKKE: truck / kran» says it of all that follows in the line."""
        _, end = self._span(0)
        led = place > 0 and not self.runs[0].found and self.text[end : end + 1] == ":"
        return self._within(0, kinds) if led else []

    def _short(self, place: int) -> bool:
        start, end = self._span(place)
        return len(self.text[start:end].split()) <= _LIST_WORDS


def _hint(text: str, cues: Sequence[Cue]) -> Hint:
    if not cues:
        return Hint()
    levels = [int(cue.value) for cue in cues if cue.kind is CueKind.LEVEL]
    years = [cue.value for cue in cues if cue.kind is CueKind.YEARS]
    gone = [int(cue.value) for cue in cues if cue.kind is CueKind.EXPIRED and cue.value]
    words = ", ".join(dict.fromkeys(text[cue.start : cue.end] for cue in cues))
    level = _level(levels, years)
    return Hint(level, max(years, default=None), max(gone, default=None), words)


def _level(levels: Sequence[int], years: Sequence[float]) -> int | None:
    if not levels:
        return level_from_years(max(years)) if years else None
    if min(levels) == 1 or not years:
        return min(levels) if min(levels) == 1 else max(levels)
    return max(*levels, level_from_years(max(years)))
