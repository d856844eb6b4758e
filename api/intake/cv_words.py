"""The words of a CV that are read for competences: no headings, dates, employers or people."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from api.intake.trimming import BULLETS, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from api.intake.cv_layout import CvLayout
    from taxonomy.linking.mentions import Mention

_CUT: Final = "|"
_FIELDS: Final = (
    "dato|periode|fra|til|stilling|stillingsbetegnelse|titel|jobtitel|opgaver|arbejdsopgaver|"
    "ansvar|ansvarsområder|arbejdsgiver|virksomhed|firma|sted|by|bevis|niveau|dates?|period|"
    "position|job title|title|duties|tasks|responsibilities|main activities|employer|company|"
    "place|qualification|level"
)
_FIELD: Final = re.compile(
    rf"^[ *•·-]{{0,9}}(?:{_FIELDS})[ ]{{0,30}}(?::|\t)", re.IGNORECASE | re.MULTILINE
)
_CAPITAL: Final = r"[A-ZÆØÅÉÖÄÜ][\w'’.-]{0,40}"
_TOWN: Final = r"(?:, [A-ZÆØÅ][a-zæøå]{2,20}(?=\s*(?:$|[\n\t,;|(])))?"
_FIRM: Final = re.compile(
    rf"(?<!\w)(?:{_CAPITAL}(?: (?:& |og |of )?)){{0,5}}(?<!\w)"
    rf"(?:A/S|ApS|I/S|K/S|P/S|IVS|Ltd|GmbH|Inc)\b\.?{_TOWN}"
)
_WITH: Final = re.compile(rf"\bhos {_CAPITAL}(?: (?:& |og )?{_CAPITAL}){{0,4}}{_TOWN}")
_SECTOR: Final = re.compile(
    r"\b(?:\w+-(?:, | og | eller )){0,3}\w*(?:industrien|branchen|sektoren|industry)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"\b[A-ZÆØÅ][a-zæøåé]\w*(?: & | og | )[A-ZÆØÅ][a-zæøåé]")
_EDGE: Final = " \t,;:.()/–—-"


def readable(text: str, hidden: str, layout: CvLayout) -> str:
    """A CV as the reader of competences is given it, position for position.

    What is hidden cuts the text, so that no words are read across it.

    Args:
        text: without CPR numbers.
        hidden: the same with what is told about the person as spaces.
        layout: of the hidden text.

    Returns:
        Equally long; headings, labels, employers and dates are spaces.
    """
    signs = list(hidden.translate(BULLETS))
    for start, end in (*layout.headings, *layout.times, *_spans(_FIELD, hidden)):
        signs[start:end] = (c if c == "\n" else " " for c in hidden[start:end])
    signs = list(without_firms("".join(signs)))
    cut = (at for at, (a, b) in enumerate(zip(text, hidden, strict=True)) if a != b)
    for at in cut:
        signs[at] = _CUT
    return "".join(signs)


def without_firms(text: str) -> str:
    """A text cut by the names of firms and lines of business, which tell of no competence.

    >>> without_firms("Svejser, Opdigtet Spån A/S: MAG").replace("|", "")
    'Svejser, : MAG'
    """
    signs = list(text)
    for start, end in (
        span for pattern in (_FIRM, _WITH, _SECTOR) for span in _spans(pattern, text)
    ):
        signs[start:end] = _CUT * (end - start)
    return "".join(signs)


def placed(mentions: Iterable[Mention], text: str) -> tuple[Mention, ...]:
    """Mentions in the words of the CV itself, without the signs around them.

    Args:
        mentions: found in the readable text.
        text: with what is told about the person as spaces.

    Returns:
        Each once; those of which no letter is left are gone.
    """
    moved = (replace(m, text=text[m.start : m.end]) for m in map(trimmed, mentions))
    tight = (_tight(m) for m in moved)
    return tuple(m for m in tight if any(c.isalnum() for c in m.text))


def names_a_firm(words: str) -> bool:
    """Whether words over a job look like a name: two with capitals side by side."""
    return _NAME.search(words) is not None


def _tight(mention: Mention) -> Mention:
    lead = len(mention.text) - len(mention.text.lstrip(_EDGE))
    words = mention.text.strip(_EDGE + "\n")
    start = mention.start + lead
    return replace(mention, start=start, end=start + len(words), text=words)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (at.span() for at in pattern.finditer(text))
