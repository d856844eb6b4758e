"""Every package from one state within a limit, or the cheapest of them: compiled.

The search is that of `matcher.packages.search`, which never lets a package slip that costs less
than what it looks for: LM-cut bounds what is still to be paid, and the smallest cut is branched
on, so that a package with one member of the cut is looked for apart from those without it. Here
it goes on after the first package. Courses that another course beats stay in: with classes to
fill, the longer course may be the one that runs.
"""

from __future__ import annotations

import numba
import numpy as np

from matcher.packages.search import NO_WAY, START, _bound, _drop_aimless, _holds_after, _part, _ways

ALL, FULL, STOPPED = range(3)
"""These are all packages; these are the cheapest; the search was stopped."""


@numba.njit(cache=True)
def _needless(reach, reach_at, asks, asks_at, goals, held, chosen):
    """Whether some chosen course can be left out and the goals still be reached."""
    for i in range(chosen.shape[0]):
        if chosen[i]:
            chosen[i] = False
            now = _holds_after(reach, reach_at, asks, asks_at, chosen, held)
            chosen[i] = True
            closes = True
            for goal in goals:
                closes = closes and now[goal]
            if closes:
                return True
    return False


@numba.njit(cache=True)
def _collect(reach, reach_at, asks, asks_at, costs, goals, held, limit, most, nodes):
    """Depth-first over sets of courses of at most `limit`; the `most` cheapest are kept."""
    courses = costs.shape[0]
    live = np.ones(courses, dtype=np.bool_)
    chosen = np.zeros(courses, dtype=np.bool_)
    kept = np.zeros((most, courses), dtype=np.bool_)
    kept_costs = np.zeros(most, dtype=np.int64)
    count, enough = 0, limit + 1
    branches = np.full((courses + 1, courses), START, dtype=np.int32)
    sizes, at = np.zeros(courses + 1, dtype=np.int32), np.zeros(courses + 1, dtype=np.int32)
    depth, entering, seen = 0, True, np.int64(0)
    while depth >= 0:
        if entering:
            entering, seen = False, seen + 1
            if seen > nodes:
                break
            paid = costs[chosen].sum()
            left = np.where(chosen, 0, costs)
            more, cut = _bound(
                reach, reach_at, asks, asks_at, left, goals, live, held, enough - paid
            )
            sizes[depth] = at[depth] = 0
            if more == 0:
                needless = _needless(reach, reach_at, asks, asks_at, goals, held, chosen)
                if paid < enough and not needless:
                    place = count if count < most else np.argmax(kept_costs)
                    kept[place], kept_costs[place] = chosen, paid
                    count = min(count + 1, most)
                    if count == most:
                        enough = kept_costs.max()
            elif paid + more < enough:
                members = np.flatnonzero(cut)
                members = members[np.argsort(costs[members], kind="mergesort")]
                sizes[depth] = members.shape[0]
                branches[depth, : members.shape[0]] = members
        if at[depth] < sizes[depth]:
            i = branches[depth, at[depth]]
            at[depth] += 1
            chosen[i] = True
            depth, entering = depth + 1, True
        else:
            for k in range(sizes[depth]):
                live[branches[depth, k]] = True
            depth -= 1
            if depth >= 0:
                i = branches[depth, at[depth] - 1]
                chosen[i] = live[i] = False
    return kept[:count], seen


@numba.njit(cache=True, nogil=True)
def collect(reach, reach_at, asks, asks_at, costs, goals, held, limit, most, nodes):
    """The cheapest packages without needless courses from a state.

    Args:
        reach, reach_at, asks, asks_at, goals: see `matcher.packages.search.Numbered`.
        costs: int64, shape (courses,), above 0.
        held: bool, shape (clauses,): what holds before the first course.
        limit: most a package may cost.
        most: packages kept, at least 1: the cheapest.
        nodes: nodes to look at before giving up.

    Returns:
        bool, shape (packages, courses): a package a row; and `ALL`, `FULL` or `STOPPED`.
    """
    live = np.ones(costs.shape[0], dtype=np.bool_)
    missing = np.zeros(held.shape[0], dtype=np.bool_)
    for goal in goals:
        missing[goal] = not held[goal]
    if not missing.any():
        return np.zeros((1, costs.shape[0]), dtype=np.bool_), ALL
    _drop_aimless(reach, reach_at, asks, asks_at, goals, held, live)
    least, _, dearest = _ways(reach, reach_at, asks, asks_at, costs, live, held, False)
    for goal in goals:
        if least[goal] > limit:
            return np.zeros((0, costs.shape[0]), dtype=np.bool_), ALL
    for i in range(costs.shape[0]):
        wait = least[dearest[i]] if dearest[i] != START else np.int64(0)
        live[i] = live[i] and min(wait, NO_WAY) + costs[i] <= limit
    _drop_aimless(reach, reach_at, asks, asks_at, goals, held, live)
    number = np.full(held.shape[0], START, dtype=np.int32)
    count = 0
    for clause in range(held.shape[0]):
        matters = missing[clause]
        for i in range(costs.shape[0]):
            if matters or held[clause]:
                break
            if live[i]:
                for k in range(asks_at[i], asks_at[i + 1]):
                    matters = matters or asks[k] == clause
        if matters:
            number[clause], count = count, count + 1
    few_reach, few_reach_at = _part(reach, reach_at, live, number)
    few_asks, few_asks_at = _part(asks, asks_at, live, number)
    few, seen = _collect(
        few_reach, few_reach_at, few_asks, few_asks_at, costs[live],
        number[np.flatnonzero(missing)], np.zeros(count, dtype=np.bool_), limit, most, nodes,
    )  # fmt: skip
    found = np.zeros((few.shape[0], costs.shape[0]), dtype=np.bool_)
    places = np.flatnonzero(live)
    for row in range(few.shape[0]):
        found[row, places[few[row]]] = True
    if seen > nodes:
        return found, STOPPED
    return found, ALL if few.shape[0] < most else FULL
