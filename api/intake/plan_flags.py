"""Words in a plan that may keep people out without the task needing it (LAW I6).

They are never read as demands. The question is always the same: is it needed for the task?
Basis: forskelsbehandlingsloven (age, origin, faith, disability) and ligebehandlingsloven (sex).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from api.intake.plan_draft import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: Final = {
    "alder": r"ung|unge|yngre|ungt team|nyuddanne(?:t|de)|ældre|moden|modne|senior(?:er)?|"
    r"digital native|young|recent graduates?|(?:under|over|højst|max\.?|maks\.?|mellem) \d\d"
    r"(?: (?:og|-) \d\d)? år|\d\d\s?-\s?\d\d(?:-| )årig(?:e)?|\d\d år og op",
    "køn": r"kvinder?|kvindelige?|mænd|mandlige?|pige|piger|fyr|fyre|drenge|håndværkerdreng|"
    r"female|male|handyman|(?:han|hun) skal|(?:ung|yngre|stærk|frisk) mand",
    "oprindelse og sprog": r"native|native speakers?|modersmål|flydende dansk|perfekt dansk|"
    r"dansker(?:e)?|etniske?|pæredanske?|accentfrit|uden accent|vestlig(?:e)?|dansk baggrund",
    "helbred og handicap": r"rask|raske|sund|sunde|sundt helbred|fysisk stærk(?:e)?|stærk fysik|"
    r"god fysik|i god form|uden skavanker|intet sygefravær|lavt sygefravær|ingen sygedage|"
    r"physically fit|able-bodied|stabilt helbred",
    "familie": r"ugifte?|uden børn|ingen børn|børnefri|familieforpligtelser|single|fri for barsel",
    "tro og holdning": r"kristne?|muslim(?:er|ske?)?|tørklæde|uden hovedbeklædning|partibog|"
    r"fagforening(?:sfri)?",
    "noget, der ikke kan måles": r"dynamiske?|frisk(?:e)?|energisk(?:e)?|hungrende|sulten|sultne|"
    r"passer ind|god kemi|kulturelt match|rockstar|ninja|robust(?:e)?|smilende|charmerende|"
    r"energetic|dynamic|cultural fit",
    "huller i cv'et": r"ubrudt cv|hulfrit cv|ingen huller|uden huller i cv(?:'et|et)?|"
    r"fast tilknytning til arbejdsmarkedet|i arbejde nu|gap-free",
    "straffeattest": r"(?:ren|pletfri) straffeattest",
}  # fmt: skip
_PATTERNS: Final = {
    why: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)
    for why, words in _WORDS.items()
}


def flags_in(text: str) -> tuple[Flag, ...]:
    """Words to be asked about, in the order of the text.

    >>> [(f.text, f.why) for f in flags_in("Vi søger en ung og dynamisk svejser")]
    [('ung', 'alder'), ('dynamisk', 'noget, der ikke kan måles')]
    """
    return tuple(flag for _, flag in sorted(_found(text), key=lambda pair: pair[0]))


def flagged_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where flagged words stand; nothing there is read as a demand."""
    return tuple(at.span() for pattern in _PATTERNS.values() for at in pattern.finditer(text))


def _found(text: str) -> Iterator[tuple[int, Flag]]:
    for why, pattern in _PATTERNS.items():
        for at in pattern.finditer(text):
            yield at.start(), Flag(at[0], why)
