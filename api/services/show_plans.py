"""Use case: the made-up plans that came with the product, listed and drawn."""

from __future__ import annotations

from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from api.documents.writing import DRAWINGS
from api.errors import UnknownThingError, WrongInputError
from api.intake.plan_orders import Overrides
from api.services.draft_plan import PlanView, document, draft_file, example_orders, plan_view
from api.views import View
from matcher.plans.document import Language
from matcher.plans.draft import Drafter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from api.services.draft_plan import Drafted
    from api.services.region import Region
    from taxonomy.snapshot import Taxonomy

LETTER: Final = ".brev"
MEDIA: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ics": "text/calendar; charset=utf-8",
    ".json": "application/json",
}


class PlansView(View):
    """Eksemplerne på planer."""

    plans: list[PlanView]


@lru_cache(maxsize=2)
def example_plans(taxonomy: Taxonomy, on: date) -> Mapping[str, Drafted]:
    """The example plans by name.

    Args:
        taxonomy: what the orders are read with.
        on: the day plans without a day of their own are written.

    Returns:
        The plans that can be drafted; a taxonomy that lacks their courses has none of them.
    """
    drafter, given, found = Drafter(taxonomy), Overrides(on), dict[str, "Drafted"]()
    for path in example_orders():
        try:
            found[path.stem] = draft_file(path, taxonomy, given, drafter)
        except WrongInputError:
            continue
    return found


def list_plans(region: Region) -> PlansView:
    """Every example plan."""
    found = example_plans(region.taxonomy, region.on).values()
    return PlansView(plans=[plan_view(each) for each in found])


def show_plan(region: Region, name: str) -> PlanView:
    """One example plan.

    Raises:
        UnknownThingError: naming those there are.
    """
    return plan_view(_plan(region, name))


def draw_plan(region: Region, file: str) -> tuple[bytes, str]:
    """An example plan as a file.

    Args:
        region: for taxonomy and day.
        file: the plan's name and an ending, for example `kabelmontoer.pdf`, or
            `kabelmontoer.brev.pdf` for the letter.

    Returns:
        The file's content and its media type.

    Raises:
        UnknownThingError: for a plan or a format that is not there.
    """
    path = PurePath(file[:200])
    if path.suffix not in MEDIA:
        message = f"Planer kan hentes som {', '.join(MEDIA)}, ikke «{path.suffix}»"
        raise UnknownThingError(message)
    short = path.stem.endswith(LETTER)
    plan = _plan(region, path.stem.removesuffix(LETTER)).plan
    made = document(plan, Language.DANISH, short=short)
    return DRAWINGS[path.suffix](made), MEDIA[path.suffix]


def _plan(region: Region, name: str) -> Drafted:
    found = example_plans(region.taxonomy, region.on)
    if name not in found:
        message = f"Planen «{name[:60]}» findes ikke. Der er: {', '.join(found) or 'ingen'}"
        raise UnknownThingError(message)
    return found[name]
