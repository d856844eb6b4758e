"""Use case: who fits this need now, and after which package?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api import views, wording
from api.services.showing import Shower
from matcher.facts import EvidenceKind, Judge
from matcher.packages.upskilling import Order, Ranking, rank_candidates

if TYPE_CHECKING:
    from api.services.region import Region
    from matcher.facts import CompetencePlan, Need
    from matcher.packages.upskilling import Candidate


def rank_need(
    region: Region, need_id: str, order: Order = Order.FIT, top: int | None = None
) -> views.RankingView:
    """Rank everybody for one need, and show them.

    Args:
        region: plans and people.
        need_id: the need.
        order: fit, days or fee.
        top: how many to show; everybody when None. All are ranked in any case.

    Returns:
        The ranking as shown on page, in terminal and as JSON.

    Raises:
        UnknownThingError: when the need is not in the plans.
    """
    need, plan = region.need(need_id)
    ranking = rank(region, need, order)
    return show_ranking(region, plan, ranking, top)


def rank(region: Region, need: Need, order: Order = Order.FIT) -> Ranking:
    """Rank everybody in a region for one need."""
    return rank_candidates(
        need, region.standings, region.taxonomy, region.settings, region.on, order
    )


def show_ranking(
    region: Region, plan: CompetencePlan, ranking: Ranking, top: int | None, skip: int = 0
) -> views.RankingView:
    """A ranking as a view; `top` and `skip` limit what is shown, never who is ranked."""
    shower = Shower(region.taxonomy, region.on)
    shown = ranking.candidates[skip:][:top]
    total = len(ranking.candidates)
    hidden = total - len(shown)
    return views.RankingView(
        need=shower.need(ranking.need, plan),
        on=ranking.on,
        order=ranking.order,
        taxonomy=ranking.taxonomy_id,
        settings=region.settings.hash,
        tie_seed=region.settings.tie_seed,
        total=total,
        shown=len(shown),
        notice_da=f"Viser {len(shown)} af {total}; de øvrige {hidden} er rangeret på samme måde."
        if hidden
        else "",
        candidates=[_candidate(region, plan, ranking, c, shower) for c in shown],
    )


def _candidate(
    region: Region, plan: CompetencePlan, ranking: Ranking, value: Candidate, shower: Shower
) -> views.CandidateView:
    titles = {r.key: wording.requirement(r, region.taxonomy) for r in ranking.need.requirements}
    evidence = region.evidence[value.person]
    move = value.counterfactual
    return views.CandidateView(
        person=value.person,
        employed_here=value.person in plan.employees,
        rank=value.place.rank,
        tied=value.place.tied,
        score=value.score.total,
        rows=shower.rows(value.score, ranking.need),
        fit=value.fit,
        comparisons=shower.comparisons(value.comparisons, evidence),
        package=shower.package(value.package, ranking.need),
        score_after=value.after,
        rank_after=value.place_after.rank,
        tied_after=value.place_after.tied,
        rank_after_all=value.place_after_all.rank,
        counterfactual=views.CounterfactualView(
            module=shower.module(move.module),
            rank_before=move.rank_before,
            rank_after=move.rank_after,
            points=move.points,
            text_da=wording.counterfactual(move, region.taxonomy),
        )
        if move
        else None,
        missing=[
            views.MissingView(
                kind=m.kind, key=m.key, points=m.points, text_da=wording.missing(m, titles[m.key])
            )
            for m in value.missing
        ],
        suggested=any(
            e.suggested or (e.judge is Judge.SELF and e.kind is EvidenceKind.STATEMENT)
            for c in value.comparisons
            if c.evidence and (e := evidence[c.evidence])
        ),
        unconfirmed_points=value.unconfirmed,
        to_confirm=sorted({c.evidence for c in value.comparisons if c.suggested and c.evidence}),
    )
