"""Job titles named in a text, where the taxonomy has them as words for a job profile."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taxonomy.concepts import JobProfile
    from taxonomy.ids import ProfileId
    from taxonomy.snapshot import Taxonomy

_TOKEN: Final = re.compile(r"\w+")
_BETWEEN: Final = re.compile(r"[\s\-/.,()]{1,3}")
_ENDINGS: Final = ("erne", "ene", "ere", "er", "en", "et", "ne", "e", "r", "s")
_STEM: Final = 5
_WHO: Final = re.compile(
    r"(?:operatør|tekniker|montør|svejser|medarbejder|mester|assistent|koordinator|leder|arbejder"
    r"|programmør|mand|smed|fræser|drejer|lakerer|mekaniker|elektriker|inspektør|laborant|chauffør"
    r"|fører|lærling|elev|vikar|hjælper|welder|operator|technician|worker|engineer|assistant"
    r"|manager|apprentice|fitter)\W*$", re.IGNORECASE,
)  # fmt: skip
_WORK: Final = ("ning", "kontrol", "montage")


@dataclass(frozen=True)
class NamedTitle:
    """A job title in a text.

    Attributes:
        start: position of its first character.
        end: position after its last.
        text: the words as they stand.
        profiles: job profiles that carry the words, sorted; several where they are ambiguous.
    """

    start: int
    end: int
    text: str
    profiles: tuple[ProfileId, ...]


class TitleFinder:
    """Finds job titles; built once for a taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """Index the titles and synonyms of all job profiles, in both languages."""
        words: dict[str, set[ProfileId]] = defaultdict(set)
        for profile in taxonomy.profiles.values():
            for word in filter(_is_title, _words(profile)):
                words[" ".join(_TOKEN.findall(normalise(word)))].add(profile.id)
        self._profiles = {word: tuple(sorted(ids)) for word, ids in words.items() if word}
        self._longest = max((len(word.split()) for word in self._profiles), default=0)
        self._firsts = {word.split()[0] for word in self._profiles}

    def find(self, text: str) -> tuple[NamedTitle, ...]:
        """Find titles in a text, the longest words first where several begin at one place."""
        tokens = [(m.start(), m.end(), normalise(m[0])) for m in _TOKEN.finditer(text)]
        found, at = [], 0
        while at < len(tokens):
            length, profiles = self._longest_at(text, tokens, at)
            if length:
                start, end = tokens[at][0], tokens[at + length - 1][1]
                found.append(NamedTitle(start, end, text[start:end], profiles))
            at += length or 1
        return tuple(found)

    def _longest_at(
        self, text: str, tokens: Sequence[tuple[int, int, str]], at: int
    ) -> tuple[int, tuple[ProfileId, ...]]:
        """How many words from a place on are a title, and whose; 0 when none are."""
        here = tokens[at : at + self._longest]
        if not self._firsts & {here[0][2], *_uninflected(here[0][2])}:
            return 0, ()
        reach = 1
        while reach < len(here) and _BETWEEN.fullmatch(text, here[reach - 1][1], here[reach][0]):
            reach += 1
        for length in range(reach, 0, -1):
            lead = [word for _, _, word in here[: length - 1]]
            last = here[length - 1][2]
            for word in (last, *_uninflected(last)):
                profiles = self._profiles.get(" ".join([*lead, word]))
                if profiles:
                    return length, profiles
        return 0, ()


def names_who_works(words: str) -> bool:
    """Whether words end as the one who does a work, known to the taxonomy or not.

    >>> names_who_works("Pakkerimedarbejder"), names_who_works("MAG-svejsning")
    (True, False)
    """
    return _WHO.search(words) is not None


def _uninflected(word: str) -> list[str]:
    """«svejsere» is «svejser», «operatørerne» is «operatør»."""
    return [word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) > _STEM]


def _is_title(word: str) -> bool:
    """Some synonyms name the work («robotsvejsning») and not the one who does it."""
    return not word.casefold().endswith(_WORK)


def _words(profile: JobProfile) -> Iterator[str]:
    for title in (profile.title_da, profile.title_en):
        yield title
        yield title.partition(",")[0]  # «CNC-operatør, drejning» is also a CNC-operatør
    yield from profile.synonyms_da
