"""The reader that came with the product, built once for all tests of linking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from taxonomy.linking.reader import TextReader, phrase_linker
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from taxonomy.linking.linker import PhraseLinker
    from taxonomy.snapshot import Taxonomy


@pytest.fixture(scope="session")
def linker(taxonomy: Taxonomy) -> PhraseLinker:
    return phrase_linker(taxonomy, data_folder())


@pytest.fixture(scope="session")
def reader(taxonomy: Taxonomy, linker: PhraseLinker) -> TextReader:
    return TextReader(taxonomy, linker)
