"""Vacancy chains as a view: each chain as a line, what they add, and what cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.services.show_assignment import courses
from api.views import steering as views
from api.wording import counted
from api.wording import steering as words
from matcher.packages.chains import (
    COMPANY_CONSTRAINT,
    LENGTH_CONSTRAINT,
    Chain,
    causes,
    directly,
    limit_prices,
)
from matcher.packages.steering.chain_programme import CONSTRAINTS_DA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from api.services.region import Region
    from matcher.facts import CompetencePlan, Job, PersonId
    from matcher.packages.chains import ChainProblem, Chains, ChainValue, Move
    from matcher.packages.steering.prospects import Prospect

CONSTRAINTS: Final = (
    "en ansat flytter kun inden for sin egen virksomhed",
    "kun ansatte, hvis job er beskrevet, kan flytte",
    "kun jobs, som personen kan opfylde, i dag eller efter kurser",
    *CONSTRAINTS_DA.values(),
)


@dataclass(frozen=True)
class ChainGround:
    """What chains were asked for.

    Attributes:
        across: the same with employees who could move to other companies.
        links: each possible link with its days and courses.
        jobs: the described jobs of the movers.
        unknown: employees whose job nobody has described.
    """

    problem: ChainProblem
    across: ChainProblem
    links: Mapping[Move, Prospect]
    jobs: Mapping[PersonId, tuple[Job, CompetencePlan]]
    unknown: Mapping[PersonId, CompetencePlan]


def show_chains(
    region: Region, ground: ChainGround, found: Chains, seconds: float
) -> views.ChainsView:
    """Everything about a set of chains, as page, terminal and JSON show it.

    Args:
        region: for the titles.
        ground: what was asked for.
        found: the chains.
        seconds: time limit of each solution they are compared with.

    Returns:
        The view.
    """
    straight = directly(ground.problem, seconds)
    return views.ChainsView(
        on=region.on,
        taxonomy=region.taxonomy.id,
        method=found.way,
        proven=found.proven and straight.proven,
        proof_da=words.proof(found.way, found.levels, proven=found.proven),
        levels=words.levels(found.levels),
        constraints_da=list(CONSTRAINTS),
        prices=[words.price(p) for p in limit_prices(found, ground.across, seconds)],
        causes_da=_causes(ground, found, seconds),
        longest=ground.problem.longest,
        positions=sum(ground.problem.positions.values()),
        directly=_value(straight.value),
        with_chains=_value(found.value),
        summary_da=_summary(found, straight),
        needs=[
            views.NeedFilledView(
                need=need.id, title=need.title, company=plan.company, positions=need.headcount,
                directly=straight.filled[need.id], with_chains=found.filled[need.id],
            )
            for need, plan in region.needs.values()
        ],
        chains=[_chain(region, ground, chain) for chain in found.chains],
        unknown_jobs=[
            views.UnknownJobView(
                person=person, company=plan.company,
                text_da=f"Kan ikke afgøres: vi ved ikke, hvilke opgaver {person} har i dag",
            )
            for person, plan in ground.unknown.items()
        ],
    )  # fmt: skip


def _causes(ground: ChainGround, found: Chains, seconds: float) -> list[str]:
    if found.chains:
        return []
    if not ground.problem.outsiders:
        return ["der er ingen personer uden for virksomhederne"]
    if not ground.problem.positions:
        return ["der er ingen ledige pladser"]
    names = {LENGTH_CONSTRAINT: "loftet over kædens længde", COMPANY_CONSTRAINT: CONSTRAINTS[0]}
    limits = [names[cause] for cause in causes(found, ground.across, seconds)]
    nobody = "ingen uden for virksomhederne kan opfylde et behov, eller et job, der fører til et"
    return limits or [f"{nobody}, heller ikke efter kurser"]


def _value(value: ChainValue) -> views.ChainValueView:
    return views.ChainValueView(filled=value.filled, days=value.days, moved=value.moved)


def _summary(found: Chains, straight: Chains) -> str:
    more = found.value.filled - straight.value.filled
    saved = straight.value.days - found.value.days
    long = sum(len(chain.links) > 1 for chain in found.chains)
    if not found.chains:
        return "Ingen plads kan besættes, hverken direkte eller med kæder."
    if not long:
        return "Der er intet at vinde ved kæder: det bedste er at besætte pladserne direkte."
    with_ = f"{counted(long, 'kæde', 'kæder')}, hvor en ansat løftes,"
    if more:
        return f"Med {with_} besættes {counted(more, 'plads', 'pladser')} flere end direkte."
    if saved:
        days = counted(saved, "kursusdag", "kursusdage")
        return f"Med {with_} besættes lige så mange pladser som direkte, men med {days} færre."
    return f"Med {with_} besættes lige så mange pladser som direkte."


def _chain(region: Region, ground: ChainGround, chain: Chain) -> views.ChainView:
    need, plan = region.needs[chain.need]
    links = [_link(region, ground, move) for move in chain.links]
    steps = [f"{link.person} ({counted(link.days, 'dag', 'dage')})" for link in links]
    return views.ChainView(
        need=need.id,
        title=need.title,
        company=plan.company,
        days=sum(link.days for link in links),
        line_da=" → ".join([need.title, *steps]),
        links=links,
    )


def _link(region: Region, ground: ChainGround, move: Move) -> views.LinkView:
    link = ground.links[move]
    if move.need:
        takes = f"tager den ledige plads «{region.needs[move.need][0].title}»"
    else:
        takes = f"overtager jobbet «{ground.jobs[move.job][0].title}» efter {move.job}"
    return views.LinkView(
        person=move.person,
        takes_da=takes,
        need=move.need,
        job_of=move.job,
        days=link.days,
        courses=courses(region, link.modules),
    )
