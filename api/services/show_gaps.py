"""Use case: what does each company lack, fagområde by fagområde?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api import views
from api.services.showing import Shower
from matcher.gaps import AreaGap, NeedGap, company_gaps

if TYPE_CHECKING:
    from api.services.region import Region
    from matcher.facts import CompetencePlan


def show_gaps(region: Region) -> views.GapsView:
    """Compare every company's own people with its needs.

    Args:
        region: plans and people.

    Returns:
        Gaps by company and fagområde.
    """
    shower = Shower(region.taxonomy, region.on)
    return views.GapsView(
        on=region.on,
        taxonomy=region.taxonomy.id,
        settings=region.settings.hash,
        companies=[company(region, plan, shower) for plan in region.plans],
    )


def company(region: Region, plan: CompetencePlan, shower: Shower) -> views.CompanyGapView:
    """One company's gaps."""
    gaps = company_gaps(plan, region.standing_by_id, region.taxonomy.graph, region.settings)
    return views.CompanyGapView(
        plan=plan.id,
        company=plan.company,
        cvr=plan.cvr,
        areas=[_area(region, plan, gap, shower) for gap in gaps],
    )


def _area(region: Region, plan: CompetencePlan, gap: AreaGap, shower: Shower) -> views.AreaGapView:
    return views.AreaGapView(
        id=gap.area.id,
        title=gap.area.title,
        employees=len(gap.area.employees),
        unknown=list(gap.unknown),
        needs=[_need(region, plan, need, shower) for need in gap.needs],
    )


def _need(region: Region, plan: CompetencePlan, gap: NeedGap, shower: Shower) -> views.NeedGapView:
    return views.NeedGapView(
        need=shower.need(gap.need, plan),
        fit=list(gap.fit),
        lacking=gap.lacking,
        unconfirmed=list(gap.unconfirmed),
        requirements=[
            views.RequirementGapView(
                requirement=shower.requirement(r.requirement),
                counts={status.value: count for status, count in r.counts.items()},
                nearest=list(r.nearest),
                suggested={s.value: count for s, count in r.suggested.items() if count},
            )
            for r in gap.requirements
        ],
        people={
            p.person: shower.comparisons(p.comparisons, region.evidence[p.person])
            for p in gap.people
        },
    )
