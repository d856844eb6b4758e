"""CPR numbers taken out of text, with the place where they stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_DAY: Final = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_NUMBER: Final = re.compile(
    rf"(?<!\d){_DAY}([ .\-/]?){_MONTH}\1\d\d[\W_]{{0,3}}\d{{4}}(?!\d)"
    rf"|(?<!\d)[1-9]{_MONTH}\d\d[- ]?\d{{4}}(?!\d)"
)
"""As people write it, with or without separators; modulus 11 is not asked, since numbers that
fail it have been issued since 2007. A spreadsheet drops the zero in front."""


_GAP: Final = "    "
"""Wide enough that what stands on either side never makes a new number."""


@dataclass(frozen=True)
class CleanText:
    """A text without CPR numbers.

    Attributes:
        text: what is left; a number leaves a gap of four spaces.
        removed: (start, end) of every number in the text as given.
    """

    text: str
    removed: tuple[tuple[int, int], ...] = ()


def remove_cpr(text: str) -> CleanText:
    r"""Take everything that may be a CPR number out of a text.

    Args:
        text: of any length and any script; full-width digits and unseen signs hide nothing.

    Returns:
        The text left, and where something was taken out.

    >>> remove_cpr("ring 010190-1234 nu")
    CleanText(text='ring      nu', removed=((5, 16),))
    """
    if text.isascii() and text.isprintable():
        found = [(m.start(), m.end()) for m in _NUMBER.finditer(text)]
    else:
        found = _hidden(text)
    left, at = [], 0
    for start, end in found:
        left += [text[at:start], _GAP]
        at = end
    return CleanText("".join([*left, text[at:]]), tuple(found)) if found else CleanText(text)


def _hidden(text: str) -> list[tuple[int, int]]:
    """Places in the text as given, found in its plain form."""
    plain, places = [], []
    for place, character in enumerate(text):
        for c in unicodedata.normalize("NFKC", character):
            if unicodedata.category(c) != "Cf":
                plain.append(c if c.isprintable() else " ")
                places.append(place)
    spans = (m.span() for m in _NUMBER.finditer("".join(plain)))
    return [(places[start], places[end - 1] + 1) for start, end in spans]
