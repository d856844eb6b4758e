"""The level a text tells: in words, by years, by the course, or not at all."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcher.facts import EvidenceKind
from taxonomy.concepts import MAX_LEVEL, CompetenceKind
from taxonomy.labels import normalise
from taxonomy.linking.cues import level_from_years

if TYPE_CHECKING:
    from taxonomy.linking.mentions import Hint, Mention
    from taxonomy.snapshot import Taxonomy

_CODE: Final = re.compile(r"(?<!\d)\d{5}(?!\d)")
_SHORTEST_TITLE: Final = 8
_LANGUAGE_WORDS: Final = {
    3: r"modersmål|flydende|forhandling|perfekt|meget god|c[12]\b|fluent|native|mother tongue"
    r"|excellent|proficient|advanced",
    2: r"\bgod|nogenlunde|mellem|rimelig|b[12]\b|good|intermediate|conversational|working",
    1: r"lidt|begynder|grundlæggende|basis|basal|a[12]\b|basic|beginner|some\b|elementary",
}
_LANGUAGE: Final = {
    level: re.compile(words, re.IGNORECASE) for level, words in _LANGUAGE_WORDS.items()
}


class LevelFrom(StrEnum):
    """What a suggested level rests on."""

    SAID = "said"
    YEARS = "years"
    COURSE = "course"
    LANGUAGE = "language"
    CERTIFICATE = "certificate"
    UNTOLD = "untold"


def years_level(months: int | None) -> int | None:
    """The level that years of practice count as, by the rules of `data/gold/README.md`.

    Args:
        months: of practice, or None.

    Returns:
        1 under two years, 2 from two to under five, 3 from five; never 4 by years alone.

    >>> years_level(23), years_level(24), years_level(60), years_level(None)
    (1, 2, 3, None)
    """
    if months is None:
        return None
    return level_from_years(months / 12)


def level_of(
    mention: Mention, kind: EvidenceKind, by_years: int | None, line: str, taxonomy: Taxonomy
) -> tuple[int, LevelFrom]:
    """The level to suggest, the lowest one when nothing tells it.

    Args:
        mention: with the reader's hint.
        kind: how it was shown.
        by_years: level by months of practice around it; None when none are told.
        line: the line it stands on.
        taxonomy: competences and modules.

    Returns:
        1 to 4, and what it rests on.
    """
    competence = taxonomy.competences[mention.competence]
    if competence.kind is CompetenceKind.CERTIFICATE:
        return 1, LevelFrom.CERTIFICATE
    if mention.hint.level:
        return min(mention.hint.level, MAX_LEVEL), LevelFrom.SAID
    if competence.kind is CompetenceKind.LANGUAGE and (level := _language(line, mention)):
        return level, LevelFrom.LANGUAGE
    years = _hinted(mention.hint) or by_years
    if years:
        return years, LevelFrom.YEARS
    if kind is EvidenceKind.COURSE and (level := _course(line, mention, taxonomy)):
        return level, LevelFrom.COURSE
    return 1, LevelFrom.UNTOLD


def _hinted(hint: Hint) -> int | None:
    return None if hint.years is None else years_level(round(hint.years * 12))


def _language(line: str, mention: Mention) -> int | None:
    """How well a language is spoken, in the words next to it."""
    after = line.partition(mention.text)[2]
    near = re.split(r"[,;/\n]| og | and ", after.lstrip(" ,:;(–-\t"), maxsplit=1)[0]
    before = line.partition(mention.text)[0].rpartition(",")[2]
    for words in (near, before, mention.text):
        for level, pattern in _LANGUAGE.items():
            if pattern.search(words):
                return level
    return None


def _course(line: str, mention: Mention, taxonomy: Taxonomy) -> int | None:
    """What the named course gives, when the taxonomy knows it by code or by its whole title."""
    codes, words = set(_CODE.findall(line)), f" {normalise(line)} "
    for module in taxonomy.modules.values():
        title = normalise(module.title_da)
        named = len(title) >= _SHORTEST_TITLE and f" {title} " in words
        if named or (module.national_code and module.national_code in codes):
            levels = [o.level for o in module.outcomes if o.competence == mention.competence]
            if levels:
                return max(levels)
    return None
