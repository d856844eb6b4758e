"""The golden plans as they are drafted now."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from api.intake.plan_orders import Overrides
from api.services.draft_plan import draft_file, example_orders
from matcher.plans.composing import compose
from matcher.plans.document import Language
from matcher.plans.draft import Drafter
from matcher.plans.letter import letter
from matcher.plans.text import as_text
from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.services.draft_plan import Drafted
    from matcher.plans.document import Document

FOLDER: Final = Path(__file__).parent / "planer"
WRITTEN: Final = date(2026, 11, 22)
IN_ENGLISH: Final = "international-ingenioer"


@cache
def drafted() -> Mapping[str, Drafted]:
    """Every example order by name, drafted."""
    taxonomy = load_taxonomy()
    drafter = Drafter(taxonomy)
    given = Overrides(WRITTEN)
    return {path.stem: draft_file(path, taxonomy, given, drafter) for path in example_orders()}


def documents() -> Mapping[str, Document]:
    """Every golden document by the name of its file."""
    found = {}
    for name, each in drafted().items():
        found[f"{name}.md"] = compose(each.plan)
        found[f"{name}.brev.md"] = letter(each.plan)
    found[f"{IN_ENGLISH}.en.md"] = compose(drafted()[IN_ENGLISH].plan, Language.ENGLISH)
    return found


def texts() -> Mapping[str, str]:
    """Every golden text by the name of its file."""
    return {name: as_text(document) for name, document in documents().items()}
