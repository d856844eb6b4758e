"""The rows of merit that count, read once for each taxonomy."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from matcher.packages.merit import merit_of_modules
from taxonomy.merit import load_merit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taxonomy.ids import ModuleId
    from taxonomy.merit import Merit
    from taxonomy.snapshot import Taxonomy


@cache
def module_merit(taxonomy: Taxonomy) -> Mapping[ModuleId, Merit]:
    """The row of merit that counts for each module."""
    return merit_of_modules(load_merit(taxonomy))
