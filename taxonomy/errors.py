"""Errors of the taxonomy: faults are collected, never thrown one at a time."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])", r"(?:0[1-9]|1[0-2])"
_DASH: Final = r"\-\u2010-\u2015\u2212"
_SPACED_DAY: Final = r"(?:0 [1-9]|[12] \d|3 [01]|6 [1-9]|[78] \d|9 [01])"
_CPR: Final = re.compile(
    rf"(?<!\d){_DAY}([ ./{_DASH}]?){_MONTH}\1\d\d"
    rf"(?:[\W_]{{0,3}}|\s{{0,4}}[{_DASH}]?\s{{0,8}})\d{{4}}(?!\d)"
    # With the century written, a dash and a year is a span of years and no number.
    rf"|(?<!\d){_DAY}([ ./{_DASH}]?){_MONTH}\2(?:18|19|20)\d\d ?[{_DASH}]? ?"
    r"(?!(?:19|20)\d\d(?!\d))\d{4}(?!\d)"
    rf"|(?<!\d)(?<!\d ){_DAY} ?{_MONTH} \d\d[ {_DASH}]?\d\d \d\d(?! ?\d)"
    rf"|(?<!\d)(?<!\d ){_SPACED_DAY} (?:0 [1-9]|1 [0-2]) \d \d ?[{_DASH}]? ?\d \d \d \d(?! ?\d)"
)
_CPR_WITHOUT_ZERO: Final = re.compile(rf"\s*[1-9]{_MONTH}\d\d[- ]?\d{{4}}\s*")
_HIDDEN: Final = "[CPR-nummer skjult]"
_LIMITS: Final = {"file": 120, "field": 160, "found": 80, "problem": 400, "remedy": 1_000}


def bare(text: str) -> str:
    r"""Text without characters that cannot be seen, in its plain compatibility form.

    >>> bare("0101\u200b90"), bare("１２"), bare("a\x1b[1mb")
    ('010190', '12', 'a�[1mb')
    """
    if text.isascii() and text.isprintable():
        return text
    kept = (c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in kept)


def holds_cpr(text: str) -> bool:
    """Whether a text holds what may be a CPR number; modulus 11 is not asked, nor the hyphen.

    A whole text of nine digits counts too: a spreadsheet drops the zero in front.

    >>> holds_cpr("p 010190-1234"), holds_cpr("101901234"), holds_cpr("45231")
    (True, True, False)
    """
    plain = bare(text)
    return bool(_CPR.search(plain) or _CPR_WITHOUT_ZERO.fullmatch(plain))


def cpr_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where a running text holds what may be CPR numbers; modulus 11 is not asked.

    Args:
        text: as given, in any casing and with any signs that cannot be seen.

    Returns:
        First position and the one after the last, in the text as given, in order.

    >>> cpr_spans("cpr:０101901234 og 45231")
    ((4, 14),)
    """
    plain, places = _placed(text)
    return tuple((places[at.start()], places[at.end() - 1] + 1) for at in _CPR.finditer(plain))


def _placed(text: str) -> tuple[str, Sequence[int]]:
    """The text as `bare` has it, but with its line breaks, and where each character came from."""
    if text.isascii():
        return text, range(len(text))
    kept = [
        (sign, place)
        for place, character in enumerate(text)
        if unicodedata.category(character) != "Cf"
        for sign in unicodedata.normalize("NFKC", character)
    ]
    return "".join(sign for sign, _ in kept), [place for _, place in kept]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a source, told so that a person can mend it.

    Whatever it is made from, it never tells a CPR number, never holds a control character
    and never grows beyond 2,000 characters.

    Attributes:
        file: name of the file, without the machine's path.
        line: line in the file counted from 1; 0 where the fault is about the whole file.
        field: the column or path within the file; empty for a whole line.
        found: what stands there, shortened to at most 80 characters.
        problem: what is wrong, in Danish.
        remedy: what would be right, or the next step, in Danish.
    """

    file: str
    line: int
    field: str
    found: str
    problem: str
    remedy: str

    def __post_init__(self) -> None:
        """Bring every text within its limits."""
        for part in fields(self):
            if part.name in _LIMITS:
                text = shorten(getattr(self, part.name), _LIMITS[part.name])
                object.__setattr__(self, part.name, text)

    def __str__(self) -> str:
        """One line: place, what was found, what is wrong, what to do."""
        place = self.file + (f", linje {self.line}" if self.line else "")
        place += f", felt «{self.field}»" if self.field else ""
        found = f" (fandt: {self.found!r})" if self.found else ""
        return f"{place}: {self.problem}{found}. {self.remedy}"


def shorten(value: object, limit: int = 80) -> str:
    """Show a value of any size in at most `limit` characters, on one line, without CPR numbers.

    Args:
        value: anything; its string form is shown.
        limit: characters, at least 2.

    Returns:
        The text with line breaks as spaces, cut with "…" when longer than `limit`.

    >>> shorten("p 010190-1234"), shorten("x" * 9, 4)
    ('p [CPR-nummer skjult]', 'xxx…')
    """
    text = bare(str(value)[: limit * 4].replace("\x00", "␀"))
    text = _HIDDEN if _CPR_WITHOUT_ZERO.fullmatch(text) else _CPR.sub(_HIDDEN, text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


class TaxonomyError(Exception):
    """Base of all errors raised by this package."""


class FaultyDataError(TaxonomyError):
    """The data cannot be used; carries every fault found, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Collect the faults, sorted by file and line."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class NotFoundError(TaxonomyError):
    """An id or label that the taxonomy does not hold."""
