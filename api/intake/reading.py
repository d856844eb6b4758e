"""The reader of running text, built once for a taxonomy and kept."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from taxonomy.linking.reader import TextReader, phrase_linker
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy

_BUILDING = Lock()


def text_reader(taxonomy: Taxonomy) -> TextReader:
    """The reader that came with the product.

    Args:
        taxonomy: the competences it links to.

    Returns:
        A reader; building it takes some seconds the first time, and nothing after that.

    Raises:
        FaultyDataError: when wordings or model cannot be read.
    """
    with _BUILDING:
        return _built(taxonomy)


@lru_cache(maxsize=2)
def _built(taxonomy: Taxonomy) -> TextReader:
    return TextReader(taxonomy, phrase_linker(taxonomy, data_folder()))
