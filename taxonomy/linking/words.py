"""Danish words as linking compares them: stems, parts of compounds, slips of the pen mended."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_WORD: Final = 60
_STOP_WORDS: Final = (
    "vi en et den det de der som har kan skal jeg du han hun man os jer min mit mine din vores "
    "deres og i på af til for med at er var være blevet bliver om ved fra også men eller så ikke "
    "ud op ned ind nu mange nogle nogen meget lidt alle andre flere mere mest få får fik kunne "
    "skulle ville vil må have havde når hvor hvad hvis da end efter før under over sin sit sine "
    "sig selv mangler søger brug bruge bruger folk mand medarbejder medarbejdere god gode godt "
    "erfaring kendskab erf år arbejdet arbejde arbejder job gerne "
    "ingen intet aldrig uden heller hverken desværre endnu bare kun nok altid ofte sådan "
    "krav kræver kræves fordel ønsker ønskes kursist kursisten deltageren deltagerne eleven "
    "the of and to a in with for is are"
)
STOP: Final = frozenset(_STOP_WORDS.split())
"""Words that say nothing about which competence is meant."""
EDGE: Final = STOP - {"arbejde", "arbejder", "arbejdet", "job", "mand", "medarbejder", "folk"}
"""Of those, the ones that never belong to what a competence is called."""
_TOKEN: Final = re.compile("[^\\W_](?:\u00ad?[^\\W_])*|§")
_PLAIN: Final = str.maketrans({"æ": "a", "ø": "o", "å": "a", "ö": "o", "ä": "a", "é": "e"})
_DOUBLE: Final = re.compile(r"ae|oe|aa")
_SINGLE: Final = {"ae": "a", "oe": "o", "aa": "a"}
_LEAST_PART, _LEAST_COMPOUND, _LEAST_END = 3, 7, 4
_LEAST_MENDED: Final = 4
_ALIKE: Final = 0.76
_MENDED, _PART, _JOINED = 0.8, 0.7, 0.9
_MOST_PARTS: Final = 3
_REMEMBERED: Final = 100_000


@dataclass(frozen=True)
class Token:
    """A word and where it stands."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Words of a text, case-folded, with positions in the text as given.

    >>> [token.text for token in tokens("CNC-drejer, §17")]
    ['cnc', 'drejer', '§', '17']
    """
    return [Token(_fold(m[0][:MAX_WORD]), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """Words of a text, case-folded."""
    return [token.text for token in tokens(text)]


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word.replace("\u00ad", "")).casefold()


def plain(word: str) -> str:
    """A word as it may be written without Danish letters; æ, ae and a become one.

    >>> plain("værktøj") == plain("vaerktoej") == plain("varktoj")
    True
    """
    return _DOUBLE.sub(lambda pair: _SINGLE[pair[0]], word.translate(_PLAIN))


class Lexicon:
    """The words of the field, as a measure of what a word may be made of."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Collect the words of the field's own texts."""
        count = Counter(word for text in texts for word in words(text))
        self._stem = Stemmer.Stemmer("danish").stemWord
        self._known = frozenset(count)
        self._stems = frozenset(map(self._stem, count))
        self._plain = {plain(word): word for word in sorted(count, reverse=True)}
        self._long = sorted(word for word in count if len(word) >= _LEAST_MENDED)
        self._parts: dict[str, tuple[str, ...]] = {}
        self._mended: dict[str, str] = {}
        self._units: dict[str, tuple[tuple[str, float], ...]] = {}

    def knows(self, word: str) -> bool:
        """Whether the word, or another form of it, is among the field's own."""
        return word in self._known or self._stem(word) in self._stems

    def units(self, text: Sequence[str]) -> dict[str, float]:
        """What the words of a phrase are compared by.

        Args:
            text: words, case-folded.

        Returns:
            Stems with weights 0 to 1: the words themselves, parts of compounds, mended slips
            and neighbours that together are one word. Of a repeated stem the heaviest counts.
        """
        found = [unit for word in text if word not in STOP for unit in self._of(word)]
        pairs = (a + b for a, b in pairwise(text))
        found += [(self._stem(pair), _JOINED) for pair in pairs if pair in self._known]
        heaviest: dict[str, float] = {}
        for unit, weight in found:
            heaviest[unit] = max(weight, heaviest.get(unit, 0.0))
        return heaviest

    def _of(self, word: str) -> tuple[tuple[str, float], ...]:
        if word not in self._units:
            self._forget_when_full()
            mended, parts = self.mend(word), self.split(word)
            units = [(self._stem(word), 1.0)]
            if mended and not parts:
                units.append((self._stem(mended), _MENDED))
                parts = self.split(mended)
            self._units[word] = (*units, *((self._stem(part), _PART) for part in parts))
        return self._units[word]

    def _forget_when_full(self) -> None:
        if len(self._units) >= _REMEMBERED:
            for memory in (self._units, self._parts, self._mended):
                memory.clear()

    def key(self, text: Sequence[str]) -> str:
        """What stays the same of a phrase however it is inflected and framed."""
        return " ".join(self._stem(word) for word in text if word not in STOP)

    def mend(self, word: str) -> str:
        """The known word that an unknown one is a slip for, or "".

        Args:
            word: case-folded.

        Returns:
            A word with the same first letter that differs in about one letter of four at most.
        """
        if word not in self._mended:
            self._mended[word] = self._mend(word)
        return self._mended[word]

    def _mend(self, word: str) -> str:
        if len(word) < _LEAST_MENDED or self.knows(word) or any(c.isdigit() for c in word):
            return ""
        if same := self._plain.get(plain(word)):
            return same
        near = process.extractOne(
            word, self._long, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE
        )
        return str(near[0]) if near and near[0][0] == word[0] else ""

    def split(self, word: str) -> tuple[str, ...]:
        """Known parts of a compound: two that make it up, or the longest one at either end.

        Args:
            word: case-folded.

        Returns:
            Parts in order; none where the word is short or has no known part.
        """
        if word not in self._parts:
            self._parts[word] = self._split(word) if len(word) >= _LEAST_COMPOUND else ()
        return self._parts[word]

    def _split(self, word: str) -> tuple[str, ...]:
        if whole := self._cover(word, _MOST_PARTS):
            return whole
        ends = [word[:at] for at in range(_LEAST_END, len(word))]
        ends += [word[at:] for at in range(1, len(word) - _LEAST_END + 1)]
        return tuple(sorted((end for end in ends if end in self._known), key=len)[-1:])

    def _cover(self, word: str, parts: int) -> tuple[str, ...]:
        """The word as few known parts as can be, and of those the most even ones."""
        places = range(_LEAST_PART, len(word) - _LEAST_PART + 1)
        found = [
            (head, *tail)
            for at in places
            for head in _heads(word[:at])
            if self.knows(head) and (tail := self._tail(word[at:], parts - 1))
        ]
        return min(found, key=lambda some: (len(some), -min(map(len, some)), some), default=())

    def _tail(self, word: str, parts: int) -> tuple[str, ...]:
        if self.knows(word):
            return (word,)
        return self._cover(word, parts) if parts > 1 else ()


def _heads(head: str) -> tuple[str, ...]:
    """A compound's first part, also without the s or e that binds it to the next."""
    bound = head[-1] in "se" and len(head) > _LEAST_END
    return (head, head[:-1]) if bound else (head,)
