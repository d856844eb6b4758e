"""How good a group package could be at all, classes left out of account.

Without classes and budget what is left is people and places, and there each pair counts with its
shortest package: an assignment problem, whose linear programme has whole-numbered corners. No
group package whatever fills more places, or as many with fewer days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from matcher.packages.cohort.constraints import CONSTRAINTS, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from matcher.packages.cohort.problem import Cohort
    from matcher.packages.cohort.running import Ran

    Pairs = dict[tuple[int, int], int]


def pair_days(cohort: Cohort, kept: Collection[str]) -> Pairs:
    """Fewest days of every pair of person and need that some package may bring together.

    A pair with more packages than were looked at counts with its shortest, whatever rules it
    out: one that was not looked at may be allowed.
    """
    rules = [c.allowed for c in CONSTRAINTS if c.allowed and c.name in kept]
    found: Pairs = {}
    for column in cohort.columns:
        pair = (column.person, column.need)
        if pair in cohort.cut_short or all(rule(cohort, column) for rule in rules):
            found[pair] = min(column.days, found.get(pair, column.days))
    return found


def bounds(
    cohort: Cohort,
    kept: Collection[str],
    places: int,
    run: Callable[[Sequence[Row], Sequence[int]], Ran],
) -> tuple[int, int]:
    """Most places that can be filled, and fewest days with `places` filled.

    Args:
        cohort: people, needs and columns.
        kept: names of the constraints that hold.
        places: places filled by the group package that is judged.
        run: makes a sum of costs least over 0/1 variables.

    Returns:
        The most places; and the fewest days, 0 when more places might be filled than are.
    """
    days = pair_days(cohort, kept)
    rows = list(_rows(cohort, list(days), kept))
    most = run(rows, [-1] * len(days)).bound
    if most is None:
        return cohort.places, 0
    if -most > places:
        return -most, 0
    every = Row(dict.fromkeys(range(len(days)), 1), places, np.inf)
    least = run([*rows, every], list(days.values())).bound
    return -most, least or 0


def _rows(cohort: Cohort, pairs: Sequence[tuple[int, int]], kept: Collection[str]) -> Sequence[Row]:
    people: dict[int, dict[int, int]] = {}
    needs: dict[int, dict[int, int]] = {}
    for place, (person, need) in enumerate(pairs):
        people.setdefault(person, {})[place] = 1
        needs.setdefault(need, {})[place] = 1
    rows = [Row(terms, 0, 1) for terms in people.values() if "one_place_each" in kept]
    if "places_are_counted" in kept:
        rows += [Row(t, 0, cohort.needs[n].need.headcount) for n, t in needs.items()]
    return rows
