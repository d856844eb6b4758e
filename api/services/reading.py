"""The reader of running text, built once and kept; it knows ESCO where that is imported."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from api.services.esco import find_store
from taxonomy.linking.mentions import TextKind
from taxonomy.linking.reader import TextReader, phrase_linker
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from taxonomy.linking.mentions import ReadText
    from taxonomy.snapshot import Taxonomy

_BUILDING = Lock()


def text_reader(taxonomy: Taxonomy) -> TextReader:
    """The reader that came with the product.

    Args:
        taxonomy: the competences it links to.

    Returns:
        A reader; building it takes some seconds the first time, and nothing after that.

    Raises:
        FaultyDataError: when wordings, model or an imported ESCO cannot be read.
    """
    with _BUILDING:
        return _built(taxonomy)


@lru_cache(maxsize=2)
def _built(taxonomy: Taxonomy) -> TextReader:
    store = find_store(None)
    linker = phrase_linker(taxonomy, data_folder(), store)
    reader = TextReader(taxonomy, linker, store.hash if store else "")
    # Loads the compiled loops, which the first text would else wait for.
    reader.read("svejsning", TextKind.PERSON)
    return reader


@dataclass(frozen=True)
class LateReader:
    """A reader that is built when a text first needs it."""

    taxonomy: Taxonomy

    def read(self, text: str, kind: TextKind) -> ReadText:
        """The mentions in a text by position, and what was left out."""
        return text_reader(self.taxonomy).read(text, kind)
