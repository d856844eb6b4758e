"""What the tests of rules share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from matcher.rules.law import LawBook

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy


@pytest.fixture(scope="session")
def book(taxonomy: Taxonomy) -> LawBook:
    """The product's own dated parameters."""
    return LawBook(taxonomy.parameters.values())
