"""What a CV tells about the person and not about what they can, hidden before it is read.

Names, birth dates, addresses, telephone numbers, family and the like have no place among the
facts (`matcher/facts.py`) and none on a page that shows what was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.intake.locating import is_protected
from api.intake.sections import Section, heading_of, section_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = r"[A-ZÆØÅÉÖÄÜ][\w'’.-]*"
_ANY: Final = re.IGNORECASE
_ROADS: Final = (
    "vej|gade|allé|alle|stræde|vænget|parken|torv|torvet|boulevard|stien|toften|bakken|haven|plads"
)
_FAMILY: Final = (
    "gift|ugift|skilt|fraskilt|samboende|samlevende|enlig|enke|enkemand|single|married|divorced"
    "|gravid"
)
_ABOUT: Final = (
    "nationalitet|statsborger|statsborgerskab|nationality|citizenship|religion|civilstand"
    "|marital status|køn|gender|sex"
)
_BORN: Final = "født|f\\.|fødselsdato|fødselsår|fødselsdag|date of birth|born|dob"
_NATIONS: Final = (
    "dansk|tysk|polsk|svensk|syrisk|tyrkisk|rumænsk|ukrainsk|somalisk|irakisk|afghansk|iransk"
)
# A year before a capital letter is no postcode, but for the two towns whose codes are years.
_POSTCODE: Final = (
    r"(?:(?!(?:19[5-9]|20)\d)\d{4} [A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]*)?"
    r"|\d{4} (?:Frederiksberg|København)(?: C)?)"
)
_MAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}")
_LINK: Final = re.compile(r"(?:https?://|www\.|linkedin\.com)\S+", _ANY)
_PHONE: Final = re.compile(
    r"(?:(?:\+|00)\s?\d{2,3}[\s.-]?)?(?<!\d)(?:\d{8}|\d{4} \d{4}|\d\d(?:[ .-]\d\d){3})(?!\d)"
)
_PHONE_LABEL: Final = re.compile(
    r"\b(?:tlf|telefon|mobil|mob|phone|tel)\b\.?[: ]*\+?[\d ()-]{6,}\d", _ANY
)
_ROAD: Final = re.compile(
    rf"\b[\wéü]+(?:{_ROADS})\s+\d+\s?[A-Za-z]?(?:,?\s*\d+\.?\s*(?:sal|tv|th|mf)\.?)*", _ANY
)
_TOWN: Final = re.compile(rf"(?<!\d)(?:DK-?\s?)?{_POSTCODE}(?=\s*(?:$|[\n\t,;|]))", re.MULTILINE)
_BIRTH: Final = re.compile(
    rf"\b(?:{_BORN})[:. ]*(?:den |d\. ?|i |in |on )?[\d ./-]*(?:\w+ )?(?:19|20)?\d\d\b(?: i \w+)?",
    _ANY,
)
_AGE: Final = re.compile(
    r"\b(?:jeg er|er|alder:?|age:?|i'm|i am|en mand på|en kvinde på|kvinde|mand)\s+\d\d\s*"
    r"(?:år\b|years\b|,|\.)(?:\s*gammel|\s*old)?"
    r"|\b\d\d[- ]?(?:år gammel|årig|years old|year-old)\b",
    _ANY,
)
_CHILDREN: Final = re.compile(
    r"\b(?:har |og |far til |mor til |have )?(?:\d|et|en|to|tre|fire|one|two|three) "
    r"(?:voksne |små |store )?(?:børn|barn|døtre|sønner|children|kids)\b",
    _ANY,
)
_MARRIED: Final = re.compile(rf"\b(?:{_FAMILY})\b(?! med (?:at|en))(?: med \w+)?", _ANY)
_PERSONAL: Final = re.compile(
    rf"\b(?:{_ABOUT})\b[: ]+[^\n\t,;.|]*|\b\w+ statsborger(?:skab)?\b"
    rf"|\b(?:{_NATIONS}) (?:af fødsel|baggrund|oprindelse)\b",
    _ANY,
)
_PRIVATE: Final = re.compile(
    r"\b(?:sygemeld\w*|syge(?:dagpenge|orlov)|fleksjob\w*|førtidspension\w*|ressourceforløb"
    r"|revalidering|skånehensyn|nedsat (?:arbejdsevne|hørelse|syn)|handicap(?:pet)?|invalid\w*"
    r"|kronisk\w*|depression\w*|angst|ptsd|adhd|autis\w*|asperger\w*|bipolar|skizofreni"
    r"|epilepsi|diabetes|sukkersyge|astma|allergi(?:ker)?|(?:slid|led)?gigt|diskusprolaps"
    r"|(?:dårlig|ødelagt|slidt) (?:ryg|knæ|skulder|arm|hofte|nakke)|ondt i \w+|rygproblemer"
    r"|skavank\w*|hjerneskade|blodprop|hjertesyg\w*|sclerose|kræft(?:syg|behandling)?"
    r"|ordblind\w*|dyslexi\w*|dyslexic|stammer|barsel|barselsorlov|abort"
    r"|(?:alkohol|stof)(?:misbrug\w*|problem\w*)|alkoholiker|misbruger|indsat i|afson\w*"
    r"|fængslet|dømt for|straffet|muslim\w*|islam\w*|kristen|katolik|katolsk|jøde|jødisk"
    r"|buddhist\w*|hindu|jehovas|moske\w*|homoseksuel|lesbisk|biseksuel|transkønnet|transperson"
    r"|lgbt\w*|flygtning|flygtede|flygtet|asyl|asylansøger|opholdstilladelse|indvandre[rt]"
    r"|kom(?:met)? til danmark|refugee|asylum|disab(?:led|ility)|sick leave|pregnan\w+"
    r"|medlem af (?:3f|hk|foa|lo|krifa|dansk metal|\w*partiet|socialdemo\w*|venstre|konservative))"
    r"\b", _ANY,
)  # fmt: skip
_COUNTRIES: Final = re.compile(
    r"\b(?:i|fra|in|from|til) (?:syrien|irak|iran|afghanistan|somalia|tyrkiet|polen|rumænien"
    r"|bulgarien|ukraine|rusland|hviderusland|eritrea|etiopien|libanon|palæstina|jordan|egypten"
    r"|marokko|tunesien|algeriet|sudan|nigeria|ghana|kenya|uganda|congo|burundi|rwanda|pakistan"
    r"|indien|nepal|bangladesh|sri lanka|vietnam|thailand|kina|filippinerne|myanmar|burma|bosnien"
    r"|serbien|kosovo|kroatien|makedonien|albanien|litauen|letland|estland|ungarn|tjekkiet"
    r"|slovakiet|grækenland|chile|brasilien|mexico|colombia|cuba|yemen|armenien|georgien|moldova"
    r"|syria|iraq|turkey|poland|romania|russia|lebanon|india|china|lithuania|latvia)\b", _ANY,
)  # fmt: skip
_CLAUSE_REACH: Final = 150
_CLAUSE_SIGNS: Final = frozenset("\n\t.;,|•·!?")
_NUMBER: Final = re.compile(r"\b(?:cpr|personnummer)(?:-?(?:nr|nummer))?\b[.: ]*[×\- ]*", _ANY)
_PIECES: Final = (
    _MAIL, _LINK, _PHONE, _PHONE_LABEL, _ROAD, _TOWN, _BIRTH, _AGE, _CHILDREN, _MARRIED,
    _PERSONAL, _NUMBER, _COUNTRIES,
)  # fmt: skip
_CALLED: Final = re.compile(
    rf"\b(?:[Jj]eg hedder|[Mm]it navn er|[Mm]y name is|[Jj]eg er|[Mm]vh|[Hh]ilsen|[Ff]ra:)[ ,:\n]+"
    rf"({_NAME}(?: {_NAME}){{0,3}})"
)
_LABELLED: Final = re.compile(
    r"(?:^|(?<=[\n\t|•]))[ *•·-]{0,9}([^\n\t:|•]{2,30}?)[ ]{0,30}(?::|\t)([^\n\t|•]*)"
)
_NAME_LINE: Final = re.compile(
    r"(?:(?:[Cc][Vv]|CURRICULUM VITAE|Curriculum [Vv]itae)[ :–-]*)?"
    rf"({_NAME}(?: (?:(?:van|von|de|al|el) )?{_NAME}){{1,4}})"
)
_LANGUAGE_LABELS: Final = frozenset({"modersmål"})
_HEAD_LINES: Final = 8


_CONTACT: Final = (_MAIL, _PHONE, _PHONE_LABEL, _ROAD)


def has_contact(text: str) -> bool:
    """Whether a text holds a mail address, a telephone number or a street with its number.

    Args:
        text: one line that somebody has written.

    Returns:
        True where it does; names cannot be told from other words and are not looked for.

    >>> has_contact("ring 22 33 44 55"), has_contact("4 uger hos en mentor")
    (True, False)
    """
    return any(pattern.search(text) for pattern in _CONTACT)


@dataclass(frozen=True)
class HiddenText:
    """A text in which what is told about the person has become spaces.

    Attributes:
        text: as long as the given text, with its line breaks and tabs.
        hidden: how many pieces were hidden.
    """

    text: str
    hidden: int


def hide_protected(text: str) -> HiddenText:
    r"""Hide what a CV tells about the person and not about what they can.

    Args:
        text: a CV, already without CPR numbers.

    Returns:
        The text, position for position as it was. What is told in words of the person's own
        that no rule here knows may remain; it is never shown, since only competences are.

    >>> hide_protected("Navn: Bo Smed\nTlf. 11 22 33 44\nSmed siden 2019").text.split()
    ['Smed', 'siden', '2019']
    """
    spans = sorted({*_pieces(text), *_labelled(text), *_contact(text)})
    signs, hidden, reached = list(text), 0, 0
    for start, end in spans:
        fresh = max(start, reached)
        if any(c.isalnum() for c in text[fresh:end]):
            hidden += 1
        signs[fresh:end] = (c if c in "\n\t" else " " for c in text[fresh:end])
        reached = max(reached, end)
    return HiddenText("".join(signs), hidden)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _PIECES:
        yield from (at.span() for at in pattern.finditer(text))
    yield from (_clause(text, *at.span()) for at in _PRIVATE.finditer(text))
    yield from (at.span(1) for at in _CALLED.finditer(text) if _is_name(at[1]))


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Health, faith, origin and the like are hidden with the words around them."""
    before = range(start, max(0, start - _CLAUSE_REACH), -1)
    after = range(end, min(len(text), end + _CLAUSE_REACH))
    first = next((at for at in before if text[at - 1] in _CLAUSE_SIGNS), before.stop)
    return first, next((at for at in after if text[at] in _CLAUSE_SIGNS), after.stop)


def _labelled(text: str) -> Iterator[tuple[int, int]]:
    """«Adresse: …», and the same with the label in a column of its own."""
    for at in _LABELLED.finditer(text):
        label = at[1].strip(" *•·-").casefold()
        if label not in _LANGUAGE_LABELS and is_protected(label):
            yield at.span()


def _contact(text: str) -> Iterator[tuple[int, int]]:
    """The part about contact, what others say, and the name at the top."""
    top = 0
    for line in section_lines(text):
        words = text[line.start : line.end].strip()
        if line.section in {Section.CONTACT, Section.OTHERS} and not line.heading:
            yield line.start, line.end
        elif line.section is Section.NONE and words and top < _HEAD_LINES:
            top += 1
            name = _NAME_LINE.fullmatch(words)
            if name and _is_name(name[1]):
                yield line.start, line.end


def _is_name(words: str) -> bool:
    """Whether words with capitals are a name and not a trade or a heading."""
    return heading_of(words) is None and not _TRADE.search(words)


_TRADE: Final = re.compile(
    r"(?:operatør|tekniker|montør|svejser|medarbejder|mester|fører|assistent|koordinator|leder|"
    r"programmør|arbejder|welder|operator|technician|driver|worker|engineer|fræser|drejer|mager|"
    r"laborant|inspektør|elektriker|mekaniker|vitae|cnc|svejsning|drejning|fræsning|certifikat|"
    r"truck|robot|lager|kørekort)", re.IGNORECASE,
)  # fmt: skip
