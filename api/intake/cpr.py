"""CPR numbers out of a text before anything else reads it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from taxonomy.errors import cpr_spans

MARK: Final = "×"
_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_CENTURY_DIGITS: Final = 12
_LABEL: Final = re.compile(
    rf"\bcpr\b(?:[-. ]*(?:nr|nummer|no)\b)?[.:# ]*(?={MARK}| {{6}})", re.IGNORECASE
)
_WITHOUT_ZERO: Final = re.compile(r"(?<!\d)[1-9](?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)")


@dataclass(frozen=True)
class CleanText:
    """A text without CPR numbers, character for character where the given one was.

    Attributes:
        text: as long as the given text; each digit of a number is `MARK`, the rest is kept.
        removed: first position of each number and the one after its last.
        failing_modulus: how many of them do not pass modulus 11; numbers given out since
            2007 need not, so they are removed like the others.
    """

    text: str
    removed: tuple[tuple[int, int], ...]
    failing_modulus: int

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader should be told; nothing when no number was there."""
        if not self.removed:
            return ()
        one = len(self.removed) == 1
        told = "1 CPR-nummer er" if one else f"{len(self.removed)} CPR-numre er"
        failing = f" ({self.failing_modulus} opfylder ikke modulus 11)" * bool(self.failing_modulus)
        return (f"{told} fjernet fra teksten og gemmes ikke{failing}. Fjern også fra filen.",)


def remove_cpr(text: str) -> CleanText:
    """Replace every CPR number by marks, so that positions in the text stay as they are.

    Args:
        text: as given.

    Returns:
        The text without them, and where they stood.

    >>> remove_cpr("Født 010190-1234, kørekort B").text
    'Født ××××××-××××, kørekort B'
    """
    spans = cpr_spans(text)
    signs = list(text)
    for start, end in spans:
        signs[start:end] = (MARK if _digits(c) else c for c in text[start:end])
    failing = sum(not passes_modulus(text[start:end]) for start, end in spans)
    return CleanText("".join(signs), spans, failing)


def cell_without_cpr(cell: str) -> CleanText:
    """Take every CPR number out of a cell, also one whose zero in front a spreadsheet dropped.

    Args:
        cell: as read from a table.

    Returns:
        The cell with spaces where a number stood, so that nothing of it is left.

    >>> cell_without_cpr("101901234 truck").text.strip()
    'truck'
    """
    clean = remove_cpr(cell)
    dropped = [match.span() for match in _WITHOUT_ZERO.finditer(clean.text)]
    signs = list(cell)
    for start, end in (*clean.removed, *dropped):
        signs[start:end] = " " * (end - start)
    failing = clean.failing_modulus + sum(not passes_modulus(f"0{cell[a:b]}") for a, b in dropped)
    return CleanText("".join(signs), tuple(sorted((*clean.removed, *dropped))), failing)


def without_labels(clean: CleanText) -> str:
    """The text without the words that only say that a number is a CPR number.

    >>> without_labels(remove_cpr("cpr-nr. 010190-1234 svejser"))
    '        ××××××-×××× svejser'
    """
    return _LABEL.sub(lambda label: " " * len(label[0]), clean.text)


def passes_modulus(number: str) -> bool:
    """Whether a CPR number passes modulus 11 (CPR-kontoret: weights 4 3 2 7 6 5 4 3 2 1).

    Args:
        number: ten digits, or twelve with the century, in any form.

    >>> passes_modulus("070761-4285"), passes_modulus("070761-4286")
    (True, False)
    """
    digits = _digits(number)
    if len(digits) == _CENTURY_DIGITS:
        del digits[4:6]
    if len(digits) != len(_WEIGHTS):
        return False
    return sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def _digits(text: str) -> list[int]:
    """The digits in a text, in whatever form they are written."""
    plain = unicodedata.normalize("NFKC", text)
    return [unicodedata.decimal(c) for c in plain if c.isdecimal()]
