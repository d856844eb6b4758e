"""What the words around a competence say: a level, years, denial, a wish, a proof run out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class CueKind(StrEnum):
    """What a cue is about."""

    NEGATION = "negation"
    NOT_DEMANDED = "not_demanded"
    WISH = "wish"
    OFFER = "offer"
    LEVEL = "level"
    YEARS = "years"
    EXPIRED = "expired"
    AGE = "age"
    VALID = "valid"


@dataclass(frozen=True)
class Cue:
    """Words with a meaning of their own beside the competence.

    Attributes:
        start: position of the first character in the text.
        end: position after the last.
        kind: what it is about.
        value: level, years or calendar year; 0 where the kind says all.
    """

    start: int
    end: int
    kind: CueKind
    value: float = 0.0


_NUMBERS: Final = {
    "et": 1.0, "ét": 1.0, "halvandet": 1.5, "to": 2.0, "tre": 3.0, "fire": 4.0, "fem": 5.0,
    "seks": 6.0, "syv": 7.0, "otte": 8.0, "ni": 9.0, "ti": 10.0, "femten": 15.0, "tyve": 20.0,
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "ten": 10.0,
}  # fmt: skip
_NUMBER: Final = rf"\d{{1,2}}(?:[.,]\d)?|{'|'.join(_NUMBERS)}"
_YEARS: Final = re.compile(rf"\b({_NUMBER})\s*(?:\+\s*)?(?:års?|aars?|years?)\b(?!\s+gamm?el)")
_SHORT: Final = re.compile(
    rf"\b(?:{_NUMBER})\s*(?P<unit>måned(?:er)?s?|mdr\.?|uge(?:r|s)?|dag(?:e|es|s)?|months?|weeks?)\b"
)
_AGE: Final = re.compile(
    r"\b\d{1,2}\s*(?:år|aar)\s+gamm?el\b|\b\d{1,2}[- ]?årig\w*|\balder:?\s*\d{1,2}(?:\s*år)?\b|"
    r"\b\d{2}\s+years?\s+old\b|\bfødt\s+(?:i\s+)?(?:19|20)\d\d\b"
)
_VALID: Final = re.compile(
    r"\b(?:gyldigt?|gælder|valid)\s+(?:til(?:\s+og\s+med)?|indtil|until|to)\s+"
    r"(?:\d{1,4}[./ -]*(?:[a-zæøå]{3,9}\.?\s*)?){1,3}|\b(?:19|20)\d\d-\d\d-\d\d\b"
)
MOST_YEARS: Final = 45.0
"""More years than anybody has practised: then it is an age, and no business of ours."""
_STATED: Final = re.compile(r"\bniveau\s*:?\s*([0-4])\b|\blevel\s*:?\s*([0-4])\b")
_EXPIRED: Final = re.compile(
    r"\b(?:udløb(?:et|er|ne)?|udloeb(?:et)?|forældet|expired)\b(?:\s+(?:i|den|in|d\.))?"
    r"(?:\s+(?:(?:\d{1,2}[./-]\s?){0,2}|[a-zæøå]{3,9}\.?\s)((?:19|20)\d\d))?"
)
_WORDS: Final[Sequence[tuple[CueKind, float, str]]] = (
    (
        CueKind.NOT_DEMANDED,
        0,
        (
            r"(?:er\s+)?ikke\s+(?:et\s+|noget\s+)?krav|intet\s+krav(?:\s+om)?|"
            r"(?:kræve[rs]|behøver|mangler|søger)(?:\s+(?:vi|du|i|man|de))?\s+ikke|"
            r"(?:ikke|ej)\s+(?:er\s+|være\s+)?nødvendigt?|uden\s+krav\s+om|"
            r"dækket\s+ind\s+(?:på|med)|ikke\s+(?:aktuelt|relevant|brug\s+for|behov\s+for)|"
            r"nok\s+af|not\s+(?:required|needed|necessary)|no\s+need\s+for"
        ),
    ),
    (
        CueKind.NEGATION,
        0,
        (
            r"nej|frakendt|ej|no(?=\s)|"
            r"ikke(?!\s+(?:bange|kun|andet\s+end|bare|mindst|blot|alene|så\s+ringe))|"
            r"ikk(?=\s)|ingen(?!\s+problem)|intet(?!\s+(?:imod|problem))|aldrig|hverken|"
            r"uden(?!\s+(?:problemer|fejl|at|opsyn|hjælp|for))|heller\s+ikke|endnu\s+ikke|"
            r"without|never|not(?!\s+only)|don'?t|cannot"
        ),
    ),
    (
        CueKind.WISH,
        0,
        (
            r"vil(?:le)?\s+(?:jeg\s+)?(?:meget\s+|rigtig\s+)?gerne(?:\s+(?:lære|have|på|blive|"
            r"prøve|videre|i\s+gang))|"
            r"(?:ønsker|ønske\s+om|håber\s+på|drømmer\s+om)|"
            r"kun(?:ne)?\s+(?:jeg\s+)?(?:godt\s+)?tænke\s+(?:mig|sig)|kunne\s+være\s+sjovt|"
            r"(?:er\s+)?interesseret\s+i|interesse\s+for|nysgerrig\s+på|overvejer|"
            r"(?:har\s+)?mod\s+på|motiveret\s+for|vil\s+(?:gerne\s+)?lære|"
            r"skal\s+(?:\w+\s+){0,2}på(?=\s+[\w-]*kursus)|vil(?=:)|ønsker(?=:)|"
            r"vil\s+jeg\s+(?:gerne\s+)?(?:lære|have)|"
            r"vil\s+(?:gerne\s+)?(?:op\s+til|videre\s+(?:til|med))|would\s+like|wants?\s+to|"
            r"interested\s+in|willing\s+to"
        ),
    ),
    (
        CueKind.OFFER,
        0,
        (
            r"vi\s+(?:tilbyder|giver|sender|betaler|oplærer)|"
            r"(?:du|i)\s+får\s+(?:mulighed|kursus|tilbudt)|"
            r"mulighed\s+for\s+at\s+(?:lære|tage)"
        ),
    ),
    (
        CueKind.LEVEL,
        4,
        (r"ekspert(?:\w*)?|specialist|expert"),
    ),
    (
        CueKind.LEVEL,
        3,
        (
            r"(?:meget\s+|højt\s+|særdeles\s+)?erfar(?:en|ne|ent)|"
            r"(?:stor|bred|solid|lang|mangeårig|omfattende|meget|massiv)\s+(?:\w+\s+)?erfaring|"
            r"mange\s+års?|i\s+mange\s+år|avanceret|svære\s+opgaver|experienced|extensive|"
            r"skilled"
        ),
    ),
    (
        CueKind.LEVEL,
        2,
        (
            r"rutineret?|rutinerede|vant\s+til|kan\s+(?:sagtens\s+|godt\s+)?selv|"
            r"selvstændigt|selv\s+(?:kan|kunne|stille|køre|lave)|"
            r"(?:laver|kører|gør|programmerer|stiller|reparerer|retter|kunne)\s+selv|"
            r"almindelige|på\s+egen\s+hånd|routine"
        ),
    ),
    (
        CueKind.LEVEL,
        1,
        (
            r"lidt|en\s+smule|smule|snuset?\s+til|prøvet|begynder\w*|nybegynder\w*|enkl?e|"
            r"enkelt?|simpel|simple|grundlæggende|basis\w*|basal\w*|kendskab\s+til|"
            r"set\s+på(?:\s+når)?|praktik|some|basic|a\s+little|beginner"
        ),
    ),
)
_COMPILED: Final = tuple(
    (kind, value, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")) for kind, value, words in _WORDS
)
SHORT_YEARS: Final = {"m": 12, "u": 52, "w": 52, "d": 220}
MANY_YEARS: Final = 5.0
SOME_YEARS: Final = 2.0


def find_cues(text: str) -> tuple[Cue, ...]:
    """Find the cues of a sentence.

    Args:
        text: any text.

    Returns:
        The cues by position; a longer one hides the shorter ones it covers.

    >>> [(cue.kind.value, cue.value) for cue in find_cues("lidt truck, 5 år, ikke kran")]
    [('level', 1.0), ('years', 5.0), ('negation', 0.0)]
    """
    folded = _same_length_fold(text)
    found = [
        Cue(match.start(), match.end(), kind, float(value))
        for kind, value, words in _COMPILED
        for match in words.finditer(folded)
    ]
    found += [_years(match) for match in _YEARS.finditer(folded)]
    found += [Cue(m.start(), m.end(), CueKind.VALID) for m in _VALID.finditer(folded)]
    found += [Cue(m.start(), m.end(), CueKind.AGE) for m in _AGE.finditer(folded)]
    found += [
        Cue(m.start(), m.end(), CueKind.LEVEL, float(m[1] or m[2]))
        for m in _STATED.finditer(folded)
    ]
    found += [_short(match) for match in _SHORT.finditer(folded)]
    found += [
        Cue(m.start(), m.end(), CueKind.EXPIRED, float(m[1] or 0))
        for m in _EXPIRED.finditer(folded)
    ]
    return _longest(found)


def _same_length_fold(text: str) -> str:
    """Lower case, character by character, so that positions stay those of the text."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[:1] or c for c in text)


def _number(word: str) -> float:
    return _NUMBERS[word] if word in _NUMBERS else float(word.replace(",", "."))


def _years(match: re.Match[str]) -> Cue:
    years = _number(match[1])
    kind = CueKind.YEARS if years <= MOST_YEARS else CueKind.AGE
    return Cue(match.start(), match.end(), kind, years)


def _short(match: re.Match[str]) -> Cue:
    count = re.match(_NUMBER, match[0])
    number = _number(count[0]) if count else 0.0
    return Cue(match.start(), match.end(), CueKind.YEARS, number / SHORT_YEARS[match["unit"][0]])


def _longest(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    kept: list[Cue] = []
    for cue in sorted(cues, key=lambda cue: (cue.start - cue.end, cue.start, cue.kind)):
        if all(cue.end <= other.start or cue.start >= other.end for other in kept):
            kept.append(cue)
    return tuple(sorted(kept, key=lambda cue: cue.start))


def level_from_years(years: float) -> int:
    """Level that a length of practice alone stands for; years alone never make an expert.

    >>> level_from_years(0.5), level_from_years(2), level_from_years(30)
    (1, 2, 3)
    """
    if years >= MANY_YEARS:
        return 3
    return 2 if years >= SOME_YEARS else 1
