"""Text that every format can hold: signs without a shape become signs that can be seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from matcher.plans.document import Bullets, Paragraph

if TYPE_CHECKING:
    from matcher.plans.document import Document

_LINE_BREAK: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Overrides of the direction (U+202A to U+202E, U+2066 to U+2069) would let a text show another.
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_CONTROLS: Final = 0x20
_DELETE: Final = 0x7F
_PICTURES: Final = 0x2400


def legible(text: str) -> str:
    r"""Text with control signs as pictures, and every kind of line break as ``\n``.

    Args:
        text: anything.

    Returns:
        Text that may stand in XML and in a PDF. Nothing is left out: a control sign becomes its
        own picture, and what is no character becomes the sign for that.

    >>> legible("a\x01b\r\nc\td\x7f\ud800")
    'a␁b\nc d␡�'
    """
    return _UNSEEN.sub(_picture, _LINE_BREAK.sub("\n", text).replace("\t", " "))


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < _CONTROLS:
        return chr(_PICTURES + code)
    return "\u2421" if code == _DELETE else "\ufffd"


def is_letter(document: Document) -> bool:
    """Whether a document is running text alone, and so is set as a letter."""
    blocks = [block for section in document.sections for block in section.blocks]
    return bool(blocks) and all(isinstance(block, Paragraph | Bullets) for block in blocks)
