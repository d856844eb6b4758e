"""The page that says what the ranking is and what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.web.contexts import AboutPage
from api.web.rendering import frame
from api.wording import number

if TYPE_CHECKING:
    from api.services.region import Region


def about_page(region: Region) -> AboutPage:
    """What the page shows: the settings the scores are worked out with."""
    settings = region.settings
    return AboutPage(
        frame=frame(region),
        hard_points=number(settings.hard_points, 0),
        advantage_points=number(settings.advantage_points, 0),
        evidence_points=number(settings.evidence_points, 0),
        fresh_years=settings.fresh_years,
        stale_share=f"{number(settings.stale_credit * 100, 0)} %",
    )
