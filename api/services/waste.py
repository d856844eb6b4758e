"""Use case: how many days do rules of thumb waste beside the exact package?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from api import views, wording
from matcher.packages.baselines import greedy, ratio_rule
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem, held_clauses

if TYPE_CHECKING:
    from api.services.answers import Answers


class WasteView(views.View):
    """En tommelfingerregel mod den eksakte pakke, hver person til sit bedste behov."""

    name_da: str
    pairs: int
    exact_days: int
    days: int
    wasted_days: int
    longer: int
    failed: int


def compare_rules(answers: Answers) -> list[WasteView]:
    """Run the rules of thumb for each person on the need where the person stands best.

    Args:
        answers: of a region.

    Returns:
        One line per rule: pairs with something to close, days in all, days wasted, pairs with a
        longer package, and pairs where the rule found no package although there is one.
    """
    rules = {"greedy": greedy, "ratio": ratio_rule}
    rows: dict[str, list[tuple[int, int, bool]]] = {name: [] for name in rules}
    for need_id, people in answers.best_needs().items():
        need, _ = answers.region.need(need_id)
        problem = build_problem(need, answers.region.taxonomy, answers.region.on)
        packager = Packager(problem)
        for person_id in people:
            person = answers.region.person(person_id)
            days = packager.best(person).days
            if days:
                held = held_clauses(problem, person)
                for name, rule in rules.items():
                    found = rule(problem, held)
                    rows[name].append((days, found.days, found.closed))
    return [_line(name, found) for name, found in rows.items()]


def _line(name: str, rows: list[tuple[int, int, bool]]) -> WasteView:
    closed = [(exact, days) for exact, days, ok in rows if ok]
    exact_days, days = sum(e for e, _ in closed), sum(d for _, d in closed)
    return WasteView(
        name_da=wording.BASELINE_DA[name],
        pairs=len(rows),
        exact_days=exact_days,
        days=days,
        wasted_days=days - exact_days,
        longer=sum(d > e for e, d in closed),
        failed=len(rows) - len(closed),
    )
