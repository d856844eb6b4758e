"""Words without the bullets and spaces around them, in their own place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from taxonomy.linking.mentions import Mention

BULLETS: Final = str.maketrans(dict.fromkeys("*•·▪●○◦", " "))
_AROUND: Final = " \t\n-*•·▪●○◦–"


def trimmed(mention: Mention) -> Mention:
    """A mention without bullets and spaces around its words.

    Args:
        mention: as a reader found it.

    Returns:
        The same words at the places they truly stand.
    """
    start = mention.start + len(mention.text) - len(mention.text.lstrip(_AROUND))
    text = mention.text.strip(_AROUND)
    return replace(mention, start=start, end=start + len(text), text=text) if text else mention
