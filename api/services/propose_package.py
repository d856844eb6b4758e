"""Use case: the best course package for one person and one need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api import views, wording
from api.services.merit import module_merit
from api.services.showing import Shower
from api.wording import calendar as calendar_words
from matcher.matching.scoring import compare_all
from matcher.packages.baselines import Baseline, greedy, ratio_rule
from matcher.packages.merit import prefer_merit
from matcher.packages.package import Packager
from matcher.packages.problem import Objective, build_problem, held_clauses

if TYPE_CHECKING:
    from api.services.region import Region
    from matcher.packages.merit import Choice
    from matcher.packages.package import Package


def propose_package(
    region: Region, need_id: str, person_id: str, objective: Objective = Objective.DAYS
) -> views.PackageAnswerView:
    """Find the package that closes every hard demand with least training.

    Args:
        region: plans and people.
        need_id: the need.
        person_id: the person.
        objective: fewest days, or least fee.

    Returns:
        The package with proof, clearly different alternatives, and what rules of thumb waste.

    Raises:
        UnknownThingError: when the need or the person is not there.
    """
    need, plan = region.need(need_id)
    person = region.person(person_id)
    problem = build_problem(need, region.taxonomy, region.on, objective)
    packager = Packager(problem)
    best = packager.best(person)
    held = held_clauses(problem, person)
    choice = prefer_merit(problem, held, best, module_merit(region.taxonomy))
    best = choice.package if choice else best
    rules = {"greedy": greedy(problem, held), "ratio": ratio_rule(problem, held)}
    comparisons = compare_all(need, person, region.taxonomy.graph, region.settings)
    shower = Shower(region.taxonomy, region.on)
    return views.PackageAnswerView(
        person=person_id,
        need=shower.need(need, plan),
        on=region.on,
        objective=objective,
        taxonomy=region.taxonomy.id,
        best=shower.package(best, need),
        choice_da=_choice(choice, region) if choice else "",
        alternatives=[
            shower.package(p, need, alternative=True) for p in packager.alternatives(person)
        ],
        baselines=[_baseline(name, rule, best) for name, rule in rules.items()],
        assumptions_da=wording.assumptions(comparisons, region.evidence[person_id], region.on),
        comparisons=shower.comparisons(comparisons, region.evidence[person_id]),
    )


def _choice(choice: Choice, region: Region) -> str:
    left = [m for m in choice.instead_of.modules if m not in choice.package.modules]
    return calendar_words.chosen_for_merit(left, choice.gained, region.taxonomy)


def _baseline(name: str, rule: Baseline, best: Package) -> views.BaselineView:
    comparable = rule.closed and best.days is not None
    return views.BaselineView(
        name=name,
        name_da=wording.BASELINE_DA[name],
        days=rule.days,
        closed=rule.closed,
        extra_days=rule.days - (best.days or 0) if comparable else None,
        modules=list(rule.modules),
    )
