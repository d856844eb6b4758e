"""Use case: how many days do rules of thumb waste beside the exact package?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api import views, wording
from matcher.packages.baselines import greedy, ratio_rule
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem, held_clauses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from api.services.region import Region
    from matcher.facts import Need


class WasteView(views.View):
    """En tommelfingerregel mod den eksakte pakke, over alle par af person og behov."""

    name_da: str
    pairs: int
    exact_days: int
    days: int
    wasted_days: int
    longer: int
    failed: int


def compare_rules(region: Region, needs: Iterable[Need]) -> list[WasteView]:
    """Run the rules of thumb on every person and need that has something to close.

    Args:
        region: plans and people.
        needs: the needs to look at.

    Returns:
        One line per rule: pairs, days in all, days wasted, pairs with a longer package, and
        pairs where the rule found no package although there is one.
    """
    rules = {"greedy": greedy, "ratio": ratio_rule}
    sums = {name: [0, 0, 0, 0, 0] for name in rules}
    for need in needs:
        problem = build_problem(need, region.taxonomy, region.on)
        packager = Packager(problem)
        for person in region.standings:
            best = packager.best(person)
            if not best.steps or best.days is None:
                continue
            held = held_clauses(problem, person)
            for name, rule in rules.items():
                found = rule(problem, held)
                days = found.days if found.closed else 0
                exact = best.days if found.closed else 0
                longer = found.closed and found.days > best.days
                row = (1, exact, days, int(longer), int(not found.closed))
                sums[name] = [a + b for a, b in zip(sums[name], row, strict=True)]
    return [
        WasteView(
            name_da=wording.BASELINE_DA[name],
            pairs=pairs,
            exact_days=exact,
            days=days,
            wasted_days=days - exact,
            longer=longer,
            failed=failed,
        )
        for name, (pairs, exact, days, longer, failed) in sums.items()
    ]
