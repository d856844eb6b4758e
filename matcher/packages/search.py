"""Exact branch and bound for needs with many courses: the least package from one state.

A node is a set of courses chosen and a set forbidden. Its bound is LM-cut: again and again find
a *cut*, a set of courses of which every package must take at least one more, let it pay its
cheapest member, and lower all its members by that (Helmert and Domshlak, Landmarks, critical
paths and abstractions, 2009; courses never undo anything, so this is the delete-free case, where
the bound is nearly tight). The smallest cut is also the branching: take its first course; or
forbid that one and take its second; and so on. When the courses chosen reach every goal, there
is no cut left and the node is a package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numba
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause

NODE_LIMIT: Final = 20_000
NO_WAY: Final = 10**17
START: Final = -1
"""Stands for "nothing asked for" where a clause is expected."""


@dataclass(frozen=True)
class Numbered:
    """A problem as numbers: courses and clauses by place, lists laid end to end.

    Attributes:
        reach: int32: clauses reached, course by course.
        reach_at: int32, shape (courses + 1,): where each course's part of `reach` begins.
        asks: int32: clauses asked for, course by course.
        asks_at: int32, shape (courses + 1,): where each course's part of `asks` begins.
        costs: int64, shape (courses,): above 0.
        goals: int32: the goal clauses.
        number: place of each clause.
    """

    reach: NDArray[np.int32]
    reach_at: NDArray[np.int32]
    asks: NDArray[np.int32]
    asks_at: NDArray[np.int32]
    costs: NDArray[np.int64]
    goals: NDArray[np.int32]
    number: Mapping[Clause, int]


@dataclass(frozen=True)
class Found:
    """What the search found.

    Attributes:
        courses: places in the problem's courses; None when there is no package.
        cost: of the package; 0 when there is none.
        proven: False when the node limit stopped the search.
        nodes: nodes looked at.
    """

    courses: tuple[int, ...] | None
    cost: int
    proven: bool
    nodes: int


def numbered(problem: PackageProblem) -> Numbered:
    """Lay a problem out as numbers."""
    number = {clause: i for i, clause in enumerate(problem.clauses)}
    reach = [sorted(number[c] for c in problem.reached[course.id]) for course in problem.courses]
    asks = [sorted({number[c] for c in course.opens_with}) for course in problem.courses]
    return Numbered(
        *_end_to_end(reach),
        *_end_to_end(asks),
        costs=np.array([course.cost for course in problem.courses], dtype=np.int64),
        goals=np.array([number[goal] for goal in problem.goals], dtype=np.int32),
        number=number,
    )


def _end_to_end(rows: list[list[int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    starts = np.cumsum([0, *(len(row) for row in rows)], dtype=np.int32)
    return np.array([value for row in rows for value in row], dtype=np.int32), starts


def search(problem: Numbered, held: Iterable[Clause], nodes: int = NODE_LIMIT) -> Found:
    """Find a cheapest package from a state.

    Args:
        problem: the need's problem.
        held: clauses that hold before the first course.
        nodes: nodes to look at before giving up the proof.

    Returns:
        The package and whether it is proven cheapest.
    """
    holding = np.zeros(len(problem.number), dtype=np.bool_)
    holding[[problem.number[clause] for clause in held]] = True
    chosen, cost, seen = _search(
        problem.reach, problem.reach_at, problem.asks, problem.asks_at, problem.costs,
        problem.goals, holding, nodes,
    )  # fmt: skip
    courses = None if cost < 0 else tuple(int(i) for i in np.flatnonzero(chosen))
    return Found(courses, max(0, int(cost)), bool(seen <= nodes), int(seen))


@numba.njit(cache=True)
def _from_here(held):
    """Cost of each clause before any course: nothing where it holds, no way elsewhere."""
    cost = np.full(held.shape[0], NO_WAY, dtype=np.int64)
    for clause in range(held.shape[0]):
        if held[clause]:
            cost[clause] = 0
    return cost


@numba.njit(cache=True)
def _settle(reach, reach_at, asks, asks_at, costs, live, cost, via, dearest, adding):
    """Lower the cost of reaching each clause until nothing changes; `cost` starts from above.

    With `adding`, prerequisites add up: that is a way. Otherwise the dearest one counts: that is
    a bound. `via` gets the course that reaches a clause, `dearest` the clause each course waits
    longest for.
    """
    changed = True
    while changed:
        changed = False
        for i in range(costs.shape[0]):
            if not live[i]:
                continue
            total, most, which = np.int64(0), np.int64(-1), START
            for k in range(asks_at[i], asks_at[i + 1]):
                clause = asks[k]
                # Saturated: what can be reached must never look as if it could not.
                if total < NO_WAY and cost[clause] < NO_WAY:
                    total = min(total + cost[clause], np.int64(NO_WAY - 1))
                else:
                    total = np.int64(NO_WAY)
                if cost[clause] > most:
                    most, which = cost[clause], clause
            if not adding:
                total = max(np.int64(0), most)
            dearest[i] = which
            if total >= NO_WAY:
                continue
            total = min(total + costs[i], np.int64(NO_WAY - 1))
            for k in range(reach_at[i], reach_at[i + 1]):
                if total < cost[reach[k]]:
                    cost[reach[k]], via[reach[k]] = total, i
                    changed = True


@numba.njit(cache=True)
def _ways(reach, reach_at, asks, asks_at, costs, live, held, adding):
    """Cost of reaching each clause from here, the course that does it, the clause waited for."""
    cost = _from_here(held)
    via = np.full(held.shape[0], START, dtype=np.int32)
    dearest = np.full(costs.shape[0], START, dtype=np.int32)
    _settle(reach, reach_at, asks, asks_at, costs, live, cost, via, dearest, adding)
    return cost, via, dearest


@numba.njit(cache=True)
def _holds_after(reach, reach_at, asks, asks_at, chosen, held):
    """What holds when the chosen courses have been taken as far as they can be."""
    now, waiting, changed = held.copy(), chosen.copy(), True
    while changed:
        changed = False
        for i in range(chosen.shape[0]):
            if not waiting[i]:
                continue
            ready = True
            for k in range(asks_at[i], asks_at[i + 1]):
                ready = ready and now[asks[k]]
            if ready:
                waiting[i], changed = False, True
                for k in range(reach_at[i], reach_at[i + 1]):
                    now[reach[k]] = True
    return now


@numba.njit(cache=True)
def _first_package(reach, reach_at, asks, asks_at, costs, goals, held, via):
    """A package by the cheapest way to each goal, with needless courses taken out again."""
    chosen = np.zeros(costs.shape[0], dtype=np.bool_)
    wanted = np.zeros(held.shape[0], dtype=np.bool_)
    for goal in goals:
        wanted[goal] = True
    grown = True
    while grown:
        grown = False
        for clause in range(held.shape[0]):
            if wanted[clause] and not held[clause] and not chosen[via[clause]]:
                i, grown = via[clause], True
                chosen[i] = True
                for k in range(asks_at[i], asks_at[i + 1]):
                    wanted[asks[k]] = True
    for i in np.argsort(-costs):
        if chosen[i]:
            chosen[i] = False
            now = _holds_after(reach, reach_at, asks, asks_at, chosen, held)
            for goal in goals:
                chosen[i] = chosen[i] or not now[goal]
    return chosen


@numba.njit(cache=True)
def _drop_aimless(reach, reach_at, asks, asks_at, goals, held, live):
    """Leave out courses that lead to no goal that is still missing, however far round."""
    wanted = np.zeros(held.shape[0], dtype=np.bool_)
    wanted[goals] = True
    aimed, changed = np.zeros(live.shape[0], dtype=np.bool_), True
    while changed:
        changed = False
        for i in range(live.shape[0]):
            if not live[i] or aimed[i]:
                continue
            for k in range(reach_at[i], reach_at[i + 1]):
                if wanted[reach[k]] and not held[reach[k]]:
                    aimed[i] = changed = True
                    break
            if aimed[i]:
                for k in range(asks_at[i], asks_at[i + 1]):
                    wanted[asks[k]] = True
    live &= aimed


@numba.njit(cache=True)
def _packed(lists, at, live, keep):
    """Per live course its clauses as bits, 64 to a word, leaving out those not kept."""
    bits = np.zeros((live.shape[0], (keep.shape[0] + 63) // 64), dtype=np.uint64)
    for i in range(live.shape[0]):
        if live[i]:
            for k in range(at[i], at[i + 1]):
                if keep[lists[k]]:
                    bits[i, lists[k] >> 6] |= np.uint64(1) << np.uint64(lists[k] & 63)
    return bits


@numba.njit(cache=True)
def _beats(reaches, asked, i, j):
    """Whether course j reaches all that i does and asks for no more; and whether they are alike."""
    alike = True
    for w in range(reaches.shape[1]):
        if reaches[i, w] & ~reaches[j, w] or asked[j, w] & ~asked[i, w]:
            return False, False
        alike = alike and reaches[i, w] == reaches[j, w] and asked[i, w] == asked[j, w]
    return True, alike


@numba.njit(cache=True)
def _drop_beaten(reach, reach_at, asks, asks_at, costs, goals, held, live):
    """Leave out courses another one beats: reaches all that matters, asks and costs no more.

    Among courses that are alike in everything the first is kept.
    """
    asked = _packed(asks, asks_at, live, ~held)
    changed = True
    while changed:
        changed = False
        matters = np.zeros(held.shape[0], dtype=np.bool_)
        for goal in goals:
            matters[goal] = not held[goal]
        for i in range(live.shape[0]):
            if live[i]:
                for k in range(asks_at[i], asks_at[i + 1]):
                    matters[asks[k]] = not held[asks[k]]
        reaches = _packed(reach, reach_at, live, matters)
        for i in range(live.shape[0]):
            for j in range(live.shape[0]):
                if not live[i] or i == j or not live[j] or costs[j] > costs[i]:
                    continue
                beaten, alike = _beats(reaches, asked, i, j)
                if beaten and not (alike and costs[j] == costs[i] and j > i):
                    live[i], changed = False, True


@numba.njit(cache=True)
def _cut(reach, reach_at, left, goals, live, held, cost, dearest):
    """One cut at the present prices: its courses, and what the cheapest of them costs.

    Returns no courses and 0 when the goals are reached for nothing, or -1 when they cannot be.
    """
    courses, clauses = left.shape[0], held.shape[0]
    inside = np.zeros(courses, dtype=np.bool_)
    goal = goals[0]
    for other in goals:
        if cost[other] > cost[goal]:
            goal = other
    if cost[goal] >= NO_WAY:
        return inside, np.int64(-1)
    if cost[goal] == 0:
        return inside, np.int64(0)
    zone = np.zeros(clauses, dtype=np.bool_)
    zone[goal] = True
    changed = True
    while changed:
        changed = False
        for i in range(courses):
            if not live[i] or left[i] != 0 or dearest[i] == START or zone[dearest[i]]:
                continue
            if cost[dearest[i]] >= NO_WAY:
                continue
            for k in range(reach_at[i], reach_at[i + 1]):
                if zone[reach[k]]:
                    zone[dearest[i]] = changed = True
                    break
    before, used = held.copy(), np.zeros(courses, dtype=np.bool_)
    least = np.int64(NO_WAY)
    changed = True
    while changed:
        changed = False
        for i in range(courses):
            if used[i] or not live[i]:
                continue
            if dearest[i] != START and not before[dearest[i]]:
                continue
            used[i] = changed = True
            for k in range(reach_at[i], reach_at[i + 1]):
                if zone[reach[k]]:
                    inside[i] = True
                elif cost[reach[k]] < NO_WAY:
                    before[reach[k]] = True
            if inside[i]:
                least = min(least, left[i])
    return inside, least


@numba.njit(cache=True)
def _bound(reach, reach_at, asks, asks_at, left, goals, live, held, enough):
    """Least that must still be paid, and the courses of the smallest cut; stops at `enough`."""
    total, smallest = np.int64(0), np.zeros(left.shape[0], dtype=np.bool_)
    fewest = left.shape[0] + 1
    # Prices only fall from cut to cut, so costs are lowered from where they stood.
    cost, via, dearest = _ways(reach, reach_at, asks, asks_at, left, live, held, False)
    while True:
        inside, least = _cut(reach, reach_at, left, goals, live, held, cost, dearest)
        if least < 0:
            return np.int64(NO_WAY), smallest
        if least == 0:
            return total, smallest
        count = 0
        for i in range(left.shape[0]):
            if inside[i]:
                left[i] -= least
                count += 1
        if count < fewest:
            fewest, smallest = count, inside
        total += least
        if total >= enough:
            return total, smallest
        _settle(reach, reach_at, asks, asks_at, left, live, cost, via, dearest, False)


@numba.njit(cache=True)
def _part(lists, at, live, number):
    """The lists of the live courses, with clauses renumbered; those without a number fall out."""
    starts = np.zeros(live.sum() + 1, dtype=np.int32)
    values = np.zeros(lists.shape[0], dtype=np.int32)
    size = course = 0
    for i in range(live.shape[0]):
        if live[i]:
            for k in range(at[i], at[i + 1]):
                if number[lists[k]] != START:
                    values[size] = number[lists[k]]
                    size += 1
            course += 1
            starts[course] = size
    return values[:size], starts


@numba.njit(cache=True, nogil=True)
def _search(reach, reach_at, asks, asks_at, costs, goals, held, limit):
    """Narrow the problem down to what matters from this state, then search it."""
    nothing = np.zeros(costs.shape[0], dtype=np.bool_)
    live = np.ones(costs.shape[0], dtype=np.bool_)
    missing = np.zeros(held.shape[0], dtype=np.bool_)
    for goal in goals:
        missing[goal] = not held[goal]
    if not missing.any():
        return nothing, np.int64(0), np.int64(0)
    _drop_aimless(reach, reach_at, asks, asks_at, goals, held, live)
    way, via, _ = _ways(reach, reach_at, asks, asks_at, costs, live, held, True)
    for goal in goals:
        if way[goal] >= NO_WAY:
            return nothing, np.int64(-1), np.int64(0)
    first = _first_package(reach, reach_at, asks, asks_at, costs, goals, held, via)
    most = costs[first].sum()
    least, _, dearest = _ways(reach, reach_at, asks, asks_at, costs, live, held, False)
    for i in range(costs.shape[0]):
        wait = least[dearest[i]] if dearest[i] != START else np.int64(0)
        live[i] = live[i] and (wait + costs[i] < most or first[i])
    _drop_aimless(reach, reach_at, asks, asks_at, goals, held, live)
    _drop_beaten(reach, reach_at, asks, asks_at, costs, goals, held, live)
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
    few, few_cost, nodes = _branch(
        few_reach, few_reach_at, few_asks, few_asks_at, costs[live],
        number[np.flatnonzero(missing)], np.zeros(count, dtype=np.bool_), most, limit,
    )  # fmt: skip
    if few_cost >= most:
        return first, most, nodes
    best = nothing.copy()
    best[np.flatnonzero(live)[few]] = True
    return best, few_cost, nodes


@numba.njit(cache=True)
def _branch(reach, reach_at, asks, asks_at, costs, goals, held, most, limit):
    """Depth-first over sets of courses, cheaper than `most`; the cost stays `most` if none is."""
    courses = costs.shape[0]
    live = np.ones(courses, dtype=np.bool_)
    best, best_cost = np.zeros(courses, dtype=np.bool_), most
    chosen = np.zeros(courses, dtype=np.bool_)
    branches = np.full((courses + 1, courses), START, dtype=np.int32)
    sizes, at = np.zeros(courses + 1, dtype=np.int32), np.zeros(courses + 1, dtype=np.int32)
    depth, entering, nodes = 0, True, np.int64(0)
    while depth >= 0:
        if entering:
            entering, nodes = False, nodes + 1
            if nodes > limit:
                break
            paid = costs[chosen].sum()
            left = np.where(chosen, 0, costs)
            more, cut = _bound(
                reach, reach_at, asks, asks_at, left, goals, live, held, best_cost - paid
            )
            sizes[depth] = at[depth] = 0
            if more == 0 and paid < best_cost:
                best, best_cost = chosen.copy(), paid
            elif paid + more < best_cost:
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
    return best, best_cost, nodes
