"""Use case: all companies at one glance; how many fit each need, and how near the next are."""

from __future__ import annotations

from datetime import date  # noqa: TC003  (pydantic reads it)
from typing import TYPE_CHECKING

from pydantic import Field

from api.services.showing import Shower
from api.views import NeedView, View
from matcher.matching.scoring import compare_all
from matcher.packages.nearest import shortest_days
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem

if TYPE_CHECKING:
    from api.services.region import Region
    from matcher.facts import Area, CompetencePlan, Need
    from matcher.matching.standing import Standing


class NeedSummaryView(View):
    """Et behov i korte træk."""

    need: NeedView
    fit: int = Field(description="Personer, der opfylder alle krav i dag")
    fit_employed: int = Field(description="Heraf ansat i virksomheden")
    fit_unconfirmed: int = Field(
        default=0, description="Heraf kun, hvis noget foreslået bliver bekræftet"
    )
    next_days: list[int] = Field(
        description="Kursusdage for de nærmeste, der mangler til pladserne; mindst én er regnet ud"
    )


class AreaView(View):
    """Et fagområde med sine behov."""

    id: str
    title: str
    employees: int
    needs: list[NeedSummaryView]


class CompanyView(View):
    """En virksomhed med sine fagområder."""

    plan: str
    company: str
    cvr: str
    areas: list[AreaView]


class CompaniesView(View):
    """Alle virksomheder."""

    on: date
    taxonomy: str
    settings: str
    people: int
    companies: list[CompanyView]


def show_companies(region: Region) -> CompaniesView:
    """Sum up every need of every company.

    Args:
        region: plans and people.

    Returns:
        Companies, fagområder and needs with how many fit today and the days the next need.
    """
    shower = Shower(region.taxonomy, region.on)
    return CompaniesView(
        on=region.on,
        taxonomy=region.taxonomy.id,
        settings=region.settings.hash,
        people=len(region.people),
        companies=[
            CompanyView(
                plan=plan.id,
                company=plan.company,
                cvr=plan.cvr,
                areas=[_area(region, plan, area, shower) for area in plan.areas],
            )
            for plan in region.plans
        ],
    )


def _area(region: Region, plan: CompetencePlan, area: Area, shower: Shower) -> AreaView:
    needs = [need for need in plan.needs if need.area == area.id]
    return AreaView(
        id=area.id,
        title=area.title,
        employees=len(area.employees),
        needs=[_need(region, plan, need, shower) for need in needs],
    )


def _need(region: Region, plan: CompetencePlan, need: Need, shower: Shower) -> NeedSummaryView:
    fit = [person for person in region.standings if _fits(region, need, person)]
    names = {person.person for person in fit}
    others = [person for person in region.standings if person.person not in names]
    packager = Packager(build_problem(need, region.taxonomy, region.on))
    wanted = max(1, need.headcount - len(fit))
    return NeedSummaryView(
        need=shower.need(need, plan),
        fit=len(fit),
        fit_employed=len(names & plan.employees),
        fit_unconfirmed=sum(not _fits(region, need, p.confirmed) for p in fit),
        next_days=list(shortest_days(packager, others, wanted)),
    )


def _fits(region: Region, need: Need, person: Standing) -> bool:
    compared = compare_all(need, person, region.taxonomy.graph, region.settings)
    return all(c.met for c in compared if c.requirement.hard)
