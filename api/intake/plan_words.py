"""The words of a plan that are read for competences: no headings, deadlines, firms or cues."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from api.intake.cv_words import without_firms
from api.intake.plan_dates import deadlines_in
from api.intake.plan_sentences import IMPORTANCE, NEEDED, area_of, heading_mode, sentences
from api.intake.trimming import BULLETS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_JUDGED: Final = re.compile(
    r"\b(?:(?:det|som|og|hvilket) )?(?:er|vil være|ville være|is) (?:et |en |an? )?"
    r"(?:absolut |stort? |klart? |big )?(?:krav|plus|fordel|bonus|must|advantage)\b"
    r"|\b(?:som |en |et )?(?:stor |klar |stort )?(?:fordel|plus|bonus)\b",
    re.IGNORECASE,
)


def readable(text: str, on: date) -> str:
    """A plan as the reader of competences is given it, position for position.

    Args:
        text: without CPR numbers.
        on: the day it is read.

    Returns:
        Equally long; words about when, how soon and whether it is a demand are spaces.
    """
    signs = list(without_firms(text.translate(BULLETS)))
    for start, end in _beside(text, on):
        signs[start:end] = (c if c == "\n" else " " for c in text[start:end])
    return "".join(signs)


def _beside(text: str, on: date) -> Iterator[tuple[int, int]]:
    for start, end in sentences(text):
        line = text[start:end]
        if heading_mode(line) or area_of(line):
            yield start, end
            continue
        spans = [(d.start, d.end) for d in deadlines_in(line, on)]
        for pattern in (_JUDGED, NEEDED, *IMPORTANCE):
            spans += [at.span() for at in pattern.finditer(line)]
        yield from ((start + a, start + b) for a, b in spans)
