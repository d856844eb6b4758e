"""Texts as linking compares them: one spelling for the Nordic letters, words with their ends."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_PHRASE: Final = 500
_SAME: Final = str.maketrans({"ø": "ö", "æ": "ä", "ß": "ss", "é": "e", "ë": "e", "è": "e",
                              "ü": "y", "ï": "i"})  # fmt: skip
_NO_WORD: Final = re.compile(r"[^\w]+")
_SHORT, _LONG = 5, 8
_GROUPS: Final = (2, 3, 4, 5)


def fold(text: str) -> str:
    """Bring a text to the spelling in which languages are compared.

    Args:
        text: in any language.

    Returns:
        Case-folded words with single spaces; neighbouring languages' letters made equal.

    >>> fold("Lærling, VVS"), fold("Ernæringsfysiologer")
    ('lärling vvs', 'ernäringsfysiologer')
    """
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_SAME)
    return _NO_WORD.sub(" ", composed).strip()


def letter_groups(text: str) -> list[str]:
    """Groups of 2 to 5 letters within words, a space at each end of a word.

    Args:
        text: folded text.

    Returns:
        The groups; a word shorter than a group gives itself once.

    >>> letter_groups("øl")
    [' ø', 'øl', 'l ', ' øl', 'øl ', ' øl ']
    """
    return [group for word in text.split() for group in _groups(f" {word} ")]


def _groups(word: str) -> Iterator[str]:
    for length in _GROUPS:
        if length >= len(word):
            yield word
            return
        for at in range(len(word) - length + 1):
            yield word[at : at + length]


def words_with_ends(text: str) -> list[str]:
    """Words, and their beginnings and ends, where compounds and inflections meet.

    Args:
        text: folded text.

    Returns:
        Each word, "^" before a beginning and "$" before an end.

    >>> words_with_ends("svejser her")
    ['svejser', '^svejs', '$ejser', 'her']
    """
    return [part for word in text.split() for part in _parts(word)]


def _parts(word: str) -> Iterator[str]:
    yield word
    for length in (_SHORT, _LONG):
        if len(word) > length:
            yield "^" + word[:length]
            yield "$" + word[-length:]
