"""The page of the example plans, with what can be fetched of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.services.show_plans import LETTER, MEDIA, list_plans
from api.web.contexts import Choice, PlanRow, PlansPage
from api.web.rendering import frame
from api.web.words import long_date
from api.wording import counted

if TYPE_CHECKING:
    from api.services.draft_plan import PlanView
    from api.services.region import Region

_ENDINGS: Final = {".pdf": "PDF", ".docx": "Word", ".xlsx": "Excel", ".ics": "Kalender",
                   ".json": "JSON"}  # fmt: skip


def plans_page(region: Region) -> PlansPage:
    """What the page shows: every plan with its periods counted and its files."""
    rows = tuple(_row(plan) for plan in list_plans(region).plans)
    return PlansPage(frame=frame(region), rows=rows)


def _row(plan: PlanView) -> PlanRow:
    files = [Choice(_ENDINGS[end], f"/plan/{plan.id}{end}", current=False) for end in MEDIA]
    letter = Choice("Brev (PDF)", f"/plan/{plan.id}{LETTER}.pdf", current=False)
    return PlanRow(
        title=plan.title_da,
        goal=plan.goal_da,
        start=long_date(plan.start),
        end=long_date(plan.end) if plan.end else "kan ikke afgøres",
        periods=counted(len(plan.periods), "periode", "perioder"),
        files=(*files, letter),
    )
