"""From running text to competences of the taxonomy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from taxonomy.linking.mentions import Alternative, Mention, ReadText, TextKind

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy

_PHRASE: Final = re.compile(r"[^,.;:\n]+")


class TextReader:
    """Reads texts against one taxonomy; built once, used for many texts."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        """Index the taxonomy's words."""
        self._labels = taxonomy.labels

    def read(self, text: str, kind: TextKind) -> ReadText:
        """Find the competences a text names.

        Args:
            text: at most a million characters.
            kind: whose text it is.

        Returns:
            The mentions by position, and what was left out.
        """
        mentions = [
            Mention(
                at.start(),
                at.end(),
                at[0],
                ids[0],
                1.0,
                tuple(Alternative(i, 0.0) for i in ids[1:5]),
            )
            for at in _PHRASE.finditer(text)
            if (ids := self._labels.exact(at[0]))
        ]
        return ReadText(kind, tuple(mentions), ())
