"""The words of a plan that open a need, set its number, and tell a demand from a plus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from api.intake.periods import NUMBER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.intake.titles import NamedTitle, TitleFinder

_COUNT: Final = (
    r"(?P<count>\d{1,4}|én|" + "|".join(w for w in NUMBER_WORDS if w not in {"a", "et"}) + r")"
)
_FILLER: Final = (
    r"(?:(?:nye?|flere|dygtige?|erfarne?|erfaren|faglærte?|ekstra|stk\.?|x|personer|mand|gode?"
    r"|rutinerede?|certificerede?|skilled|experienced|more|new)\s+)*"
)
_COUNTED: Final = re.compile(rf"(?<![\w,.]){_COUNT}\s*(?:\([^)]*\)\s*)?{_FILLER}$", re.IGNORECASE)
_COUNT_AFTER: Final = re.compile(
    r"\s*(?:\(|:|,|x)?\s*(?P<count>\d{1,3})\s*(?:stk\.?|personer|mand)?\)?\s*$"
)
_CUE: Final = re.compile(
    r"\b(?:mangler|søger|skal (?:vi )?bruge|får (?:vi )?brug for|har (?:vi )?brug for|brug for"
    r"|behov for|ansætte|rekruttere|leder efter|efterspørger|skal have (?:fat i )?"
    r"|vi need|needs?|looking for|hire|recruit|seek|seeking)\b",
    re.IGNORECASE,
)
_PHRASE_END: Final = re.compile(
    r"[,.;:()!?]|\b(?:der|som|senest|inden|fra|hvor|og skal|med|who|that|by|with)\b", re.IGNORECASE
)
_PHRASE: Final = re.compile(rf"\s*(?:vi |os |nok |også )*{_COUNT}\s+(?P<what>.+)", re.IGNORECASE)
_ANYBODY: Final = re.compile(
    r"\s*(?:vi |os |nok |også |flere |nogle )*"
    r"(?:folk|medarbejdere|kolleger|personer|personale|nogen|nogle|hænder|people)\b",
    re.IGNORECASE,
)
_JOIN: Final = re.compile(rf"\s*(?:,|og|samt|and|\+|/)\s*(?:{_COUNT}\s*)?{_FILLER}", re.IGNORECASE)
_ADVANTAGE: Final = re.compile(
    r"\bfordel\b|\bplus\b|\bgerne\b|ønskelig|ønskes|\boptimalt|\bbonus\b|nice to have|advantage"
    r"|preferabl|foretræk|\bhelst\b|ikke et krav|prioriteres",
    re.IGNORECASE,
)
_ENDS_AS_PLUS: Final = re.compile(
    r"\b(?:fordel|plus|bonus|ønskes|ønskeligt|foretrækkes|advantage|preferred)\W*$", re.IGNORECASE
)
_WILLING: Final = re.compile(r"\b(?:vi|man) (?:vil|ville|søger|kan) gerne\b", re.IGNORECASE)
_MUST: Final = re.compile(
    r"\b(?:skal|krav|kræve[rs]?|nødvendig\w*|must|required|requires|forudsætning|du kan|kan)\b",
    re.IGNORECASE,
)
_WANTED: Final = re.compile(
    r"\b(?:du|de|vedkommende|i|you) (?:skal|kan|har|er|må|must)\b|\b(?:krav|skal kunne|forventer"
    r"|kræve[rs]?|required|must)\b|\bgerne\b|\bfordel\b", re.IGNORECASE,
)  # fmt: skip
_CLAUSE: Final = re.compile(r"[;,]|\bmen\b|\bbut\b")
_HEADING: Final = re.compile(r"\s*(?:#+\s*)?(?P<words>[^:.\n]{2,50}):?\s*$")
_BULLET: Final = re.compile(r"\s*(?:[-*•·▪–]|\d{1,2}[.)])\s+")
_SENTENCE_END: Final = re.compile(
    r"(?<=[.!?])(?<!\bca\.)(?<!\bpr\.)(?<!\bd\.)(?<!\b\d\.)(?<!\b\d\d\.)(?<!fx\.)\s+(?=[A-ZÆØÅ])"
)
_FIRM_ITSELF: Final = re.compile(
    r"\s*(?:(?:vi|we) (?:er|har|producerer|fremstiller|leverer|laver|klarer|arbejder|are|have"
    r"|make)\b"
    r"|(?:vores|our) (?:\w+ )?(?:medarbejdere|kolleger|ansatte|kunder|virksomhed|firma|team|hold"
    r"|employees|customers|company)\b|virksomheden\b|firmaet\b"
    r"|[^,;]*\b(?:A/S|ApS|I/S|K/S|Ltd|GmbH)\.? (?:er|har|producerer|fremstiller|leverer|is|has)\b"
    r"|.*\b(?:vi|we) (?:\w+ )?(?:klarer|har|har dækket|ordner) (?:\w+ )?selv\b)", re.IGNORECASE,
)  # fmt: skip
_APPLYING: Final = re.compile(
    r"\s*(?:ring|kontakt|skriv til|send|læs mere|hør mere|ansøg|søg stillingen|call|contact"
    r"|apply)\b",
    re.IGNORECASE,
)
_OFFERED: Final = re.compile(
    r"\s*(?:til gengæld |hos os )?(?:vi (?:tilbyder|giver|betaler)|tilbyder vi|we offer)\b",
    re.IGNORECASE,
)
_UNDER: Final = re.compile(r"\W*(?:hvis|at|om|såfremt|når|if|that)\b", re.IGNORECASE)
_SHORT: Final = 4
_REACH: Final = 80
_URGENT: Final = re.compile(
    r"\b(?:kritisk|haster|akut|hurtigst muligt|straks|omgående|urgent|asap)", re.IGNORECASE
)
_LATER: Final = re.compile(
    r"\b(?:på sigt|haster ikke|ikke akut|når det passer|hvis muligt)\b", re.IGNORECASE
)
IMPORTANCE: Final = (
    re.compile(r"\b(?:det |og )?haster(?: ikke)?\b", re.IGNORECASE), _URGENT, _LATER,
)  # fmt: skip
"""Words that say how soon; none of them names a competence."""
NEEDED: Final = _CUE
"""Words that say that somebody is needed."""
_AREA: Final = re.compile(
    r"\s*(?:fagområde|afdeling|område|department|area)\s*[:\-]\s*(?P<area>[^\n:]{2,60})",
    re.IGNORECASE,
)


class Mode(StrEnum):
    """What a stretch of a plan lists."""

    MUST = "must"
    ADVANTAGE = "advantage"
    OFFER = "offer"


_MODES: Final = {
    Mode.MUST: "krav|kvalifikationer|vi forventer|du skal|det skal du kunne|must have|requirements"
    "|faglige krav|kompetencer|opgaver|skal kunne",
    Mode.ADVANTAGE: "fordele|fordel|plus|gerne|ønsker|det er en fordel|det er et plus|nice to have"
    "|ønskeligt|det er en fordel hvis du",
    Mode.OFFER: "vi tilbyder|om os|løn|vilkår|løn og vilkår|løn- og ansættelsesvilkår|kontakt"
    "|ansøgning|we offer|about us|om virksomheden|tilbud",
}  # fmt: skip
_HEADINGS: Final = {word: mode for mode, words in _MODES.items() for word in words.split("|")}


@dataclass(frozen=True)
class Opening:
    """Words that open a need.

    Attributes:
        start: where what follows belongs to it.
        end: where its title ends; nothing up to there is a demand of its own.
        title: as the company wrote it; "" where it looks for «folk, der kan …».
        named: the job title in it, when the taxonomy has one.
    """

    start: int
    end: int
    title: str
    headcount: int
    named: NamedTitle | None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of every sentence or line with words in it."""
    at = 0
    for line in text.split("\n"):
        begin = at
        for end in [*(m.start() for m in _SENTENCE_END.finditer(line)), len(line)]:
            piece = line[begin - at : end]
            if piece.strip():
                lead = len(piece) - len(piece.lstrip())
                yield begin + lead, begin + len(piece.rstrip())
            begin = at + end
        at += len(line) + 1


def heading_mode(line: str) -> Mode | None:
    """What a heading says its list is; None for other lines.

    >>> heading_mode("Det er en fordel:"), heading_mode("Vi mangler svejsere")
    (<Mode.ADVANTAGE: 'advantage'>, None)
    """
    at = _HEADING.fullmatch(line)
    return _HEADINGS.get(at["words"].strip(" *").casefold()) if at else None


def area_of(line: str) -> str:
    """The fagområde a line names, "" when it names none."""
    at = _AREA.fullmatch(line.strip(" #*"))
    return at["area"].strip(" *") if at else ""


def is_cued(sentence: str) -> bool:
    """Whether a sentence says that somebody is needed."""
    return _CUE.search(sentence) is not None


def about_firm(sentence: str) -> bool:
    """Whether a sentence tells about the company itself and says nothing of a need.

    >>> about_firm("Vi har 50 dygtige smede"), about_firm("Vi har brug for 2 smede")
    (True, False)
    """
    said = _FIRM_ITSELF.match(sentence) is not None
    return said and not is_cued(sentence) and not _WANTED.search(sentence)


def beside_needs(sentence: str) -> str:
    """Why a sentence that asks nobody for anything is passed over, in Danish; "" for others."""
    if _APPLYING.match(sentence):
        return "om at søge"
    return "tilbud eller vilkår" if _OFFERED.match(sentence) else ""


def asks(sentence: str) -> bool:
    """Whether a sentence or a list point says that something is needed."""
    told = _WANTED.search(sentence) or _BULLET.match(sentence)
    return is_cued(sentence) or told is not None


def importance_of(sentence: str) -> int | None:
    """3 where it is urgent, 1 where it can wait, None where nothing is said."""
    if _LATER.search(sentence):
        return 1
    return 3 if _URGENT.search(sentence) else None


def openings(sentence: str, finder: TitleFinder) -> tuple[Opening, ...]:
    """The needs a sentence opens.

    Args:
        sentence: one sentence or line.
        finder: of job titles.

    Returns:
        In order; none where the sentence only tells more about a need.
    """
    cue = _CUE.search(sentence)
    bullet = _BULLET.match(sentence)
    start = cue.end() if cue else bullet.end() if bullet else 0
    titles = [t for t in finder.find(sentence) if t.start >= start]
    found = list(_titled(sentence, start, titles, cued=cue is not None))
    if found or cue is None:
        return tuple(found)
    at = _PHRASE.match(sentence, cue.end())
    if at is None:
        anybody = _ANYBODY.match(sentence, cue.end())
        return (Opening(cue.start(), anybody.end(), "", 1, None),) if anybody else ()
    stop = _PHRASE_END.search(sentence, at.start("what"))
    end = stop.start() if stop else len(sentence)
    what = sentence[at.start("what") : end].strip()
    title = what[:1].upper() + what[1:80] if what else ""
    return (Opening(cue.start(), cue.end(), title, _number(at["count"]), None),)


def _titled(
    sentence: str, start: int, titles: list[NamedTitle], *, cued: bool
) -> Iterator[Opening]:
    """Titles with a number before, the first one after a cue, and those joined to one of them."""
    last: NamedTitle | None = None
    for title in titles:
        counted = _COUNTED.search(sentence[max(start, title.start - _REACH) : title.start])
        after = _COUNT_AFTER.match(sentence, title.end)
        if last is not None:
            joined = _JOIN.fullmatch(sentence, last.end, title.start)
            accepted = joined is not None
        else:
            accepted = counted is not None or cued or _whole_line(sentence, start, title)
            accepted = accepted and not _ADVANTAGE.search(sentence[start : title.start])
        if not accepted:
            continue
        count = counted or after
        words = title.text.strip()
        yield Opening(
            0 if last is None else title.start,
            title.end,
            words[:1].upper() + words[1:],
            _number(count["count"]) if count else 1,
            title,
        )
        last = title


def _whole_line(sentence: str, start: int, title: NamedTitle) -> bool:
    """A line that is a title and perhaps a number: «Svejser (2)»."""
    rest = sentence[title.end :]
    alone = not rest.strip(" .:") or _COUNT_AFTER.fullmatch(rest) is not None
    return not sentence[start : title.start].strip() and alone


def _number(text: str) -> int:
    number = int(text) if text.isdecimal() else NUMBER_WORDS.get(text.casefold(), 1)
    return min(max(number, 1), 10_000)


def modes(sentence: str, default: Mode) -> tuple[tuple[int, int, Mode], ...]:
    """Which parts of a sentence tell demands and which tell advantages.

    A word for «a plus» holds until a word for «must»; a short part before «… er en fordel»
    belongs to it.

    Args:
        sentence: one sentence or line.
        default: what holds until the sentence says otherwise.

    Returns:
        Start, end and mode of its clauses, in order.
    """
    cuts = [m.start() for m in _CLAUSE.finditer(sentence)]
    bounds = list(zip([0, *cuts], [*cuts, len(sentence)], strict=True))
    told = [_told(sentence[start:end]) for start, end in bounds]
    for n in range(1, len(bounds)):  # «en fordel, hvis du kan …» is one saying
        if told[n - 1] is Mode.ADVANTAGE and _UNDER.match(sentence[slice(*bounds[n])]):
            told[n] = Mode.ADVANTAGE
    for n in reversed(range(len(bounds) - 1)):
        words = sentence[slice(*bounds[n])].strip(" ,;").split()
        ends = _ENDS_AS_PLUS.search(sentence[slice(*bounds[n + 1])])
        listed = sentence[bounds[n + 1][0]] == ","
        if told[n] is None and ends and listed and 0 < len(words) <= _SHORT:
            told[n] = Mode.ADVANTAGE
    mode, read = default, []
    for (start, end), said in zip(bounds, told, strict=True):
        mode = said or mode
        read.append((start, end, mode))
    return tuple(read)


def _told(clause: str) -> Mode | None:
    if _ADVANTAGE.search(_WILLING.sub("", clause)):
        return Mode.ADVANTAGE
    return Mode.MUST if _MUST.search(clause) else None
