"""Use case: every need of every plan."""

from __future__ import annotations

from datetime import date  # noqa: TC003  (pydantic reads it)
from typing import TYPE_CHECKING

from api.services.showing import Shower
from api.views import NeedView, View

if TYPE_CHECKING:
    from api.services.region import Region


class NeedsView(View):
    """Alle behov."""

    on: date
    taxonomy: str
    needs: list[NeedView]


def show_needs(region: Region) -> NeedsView:
    """List the needs in the plans' order."""
    shower = Shower(region.taxonomy, region.on)
    needs = [shower.need(need, plan) for need, plan in region.needs.values()]
    return NeedsView(on=region.on, taxonomy=region.taxonomy.id, needs=needs)
