"""Compiled: leave out every course that no cheapest package needs, from whatever state.

A course is *beaten* when other courses, entered from just what the course itself asks for, give
all that it gives and that still matters, and together cost no more. Wherever a package takes the
beaten course, the others can stand in its place, so the least cost from every state stays as it
was. Each course is judged against those that are still there, so two never beat one another.
The stand-ins are found by adding up prerequisites, which only ever makes them look too dear:
a course may stay that could have gone, never the other way round.
"""

from __future__ import annotations

import numba
import numpy as np

FAR = np.int64(1) << 60


@numba.njit(cache=True)
def _aim(reach, reach_at, asks, asks_at, goals, live, wanted):
    """Keep the courses that lead towards a goal, however far round, and tell what is wanted."""
    wanted[:] = False
    for goal in goals:
        wanted[goal] = True
    aimed, changed = np.zeros(live.shape[0], dtype=np.bool_), True
    while changed:
        changed = False
        for i in range(live.shape[0]):
            if not live[i] or aimed[i]:
                continue
            for k in range(reach_at[i], reach_at[i + 1]):
                if wanted[reach[k]]:
                    aimed[i] = changed = True
                    break
            if aimed[i]:
                for k in range(asks_at[i], asks_at[i + 1]):
                    wanted[asks[k]] = True
    live &= aimed


@numba.njit(cache=True)
def _price(course, budget, cost, asks, asks_at, costs):
    """What a course costs with all that comes before it; FAR when that is beyond the budget."""
    total, most = costs[course], np.int64(0)
    for k in range(asks_at[course], asks_at[course + 1]):
        price = cost[asks[k]]
        most = max(most, price)
        if most + costs[course] > budget:
            return FAR
        total += price
    return total


@numba.njit(cache=True)
def _spread(course, reach, reach_at, asks, asks_at, costs, few, live, wanted, cost, via, seen, n):
    """Lower the price of every wanted clause as far as the course's own cost allows."""
    changed = True
    while changed:
        changed = False
        for other in few:
            if costs[other] > costs[course]:
                break
            if other == course or not live[other]:
                continue
            total = _price(other, costs[course], cost, asks, asks_at, costs)
            if total >= FAR:
                continue
            for k in range(reach_at[other], reach_at[other + 1]):
                clause = reach[k]
                if wanted[clause] and total < cost[clause]:
                    if cost[clause] == FAR:
                        seen[n] = clause
                        n += 1
                    cost[clause], via[clause] = total, other
                    changed = True
    return n


@numba.njit(cache=True)
def _afforded(course, reach, reach_at, asks, asks_at, costs, wanted, cost, via, used, stamp, stack):
    """Whether stand-ins for all that is wanted of the course, each paid once, cost no more."""
    size = 0
    for k in range(reach_at[course], reach_at[course + 1]):
        clause = reach[k]
        if wanted[clause] and cost[clause] >= FAR:
            return False
        if wanted[clause] and cost[clause] > 0:
            stack[size] = clause
            size += 1
    spent = np.int64(0)
    while size:
        size -= 1
        other = via[stack[size]]
        if used[other] == stamp:
            continue
        used[other] = stamp
        spent += costs[other]
        if spent > costs[course]:
            return False
        for k in range(asks_at[other], asks_at[other + 1]):
            if cost[asks[k]] > 0:
                stack[size] = asks[k]
                size += 1
    return True


@numba.njit(cache=True)
def _beaten(
    course, reach, reach_at, asks, asks_at, implies, implies_at, costs,
    few, live, wanted, cost, via, seen, used, stamp, stack,
):  # fmt: skip
    n = 0
    for k in range(asks_at[course], asks_at[course + 1]):
        for j in range(implies_at[asks[k]], implies_at[asks[k] + 1]):
            if cost[implies[j]] > 0:
                cost[implies[j]] = 0
                seen[n] = implies[j]
                n += 1
    n = _spread(
        course, reach, reach_at, asks, asks_at, costs, few, live, wanted, cost, via, seen, n
    )
    beaten = _afforded(
        course, reach, reach_at, asks, asks_at, costs, wanted, cost, via, used, stamp, stack
    )
    for k in range(n):
        cost[seen[k]] = FAR
    return beaten


@numba.njit(cache=True, nogil=True)
def narrow(reach, reach_at, asks, asks_at, implies, implies_at, costs, order, goals, live):
    """Turn off, in `live`, every course that leads to no goal or is beaten.

    Args:
        reach: int32: clauses reached, course by course, from `reach_at[i]` to `reach_at[i + 1]`.
        asks: int32: clauses asked for, likewise.
        implies: int32: clauses that hold whenever a clause does, itself included, likewise.
        costs: int64, shape (courses,): at least 0.
        order: int32: courses, cheapest first.
        goals: int32: goal clauses.
        live: bool, shape (courses,): courses to choose among; changed in place.
    """
    clauses = implies_at.shape[0] - 1
    wanted = np.zeros(clauses, dtype=np.bool_)
    cost, via = np.full(clauses, FAR, dtype=np.int64), np.full(clauses, -1, dtype=np.int32)
    seen, used = np.zeros(clauses + 1, dtype=np.int32), np.zeros(costs.shape[0], dtype=np.int64)
    stack = np.zeros(asks.shape[0] + reach.shape[0] + 1, dtype=np.int32)
    stamp, changed = np.int64(0), True
    while changed:
        changed = False
        _aim(reach, reach_at, asks, asks_at, goals, live, wanted)
        few = order[live[order]]
        for k in range(few.shape[0] - 1, -1, -1):
            stamp += 1
            if _beaten(
                few[k], reach, reach_at, asks, asks_at, implies, implies_at, costs,
                few, live, wanted, cost, via, seen, used, stamp, stack,
            ):  # fmt: skip
                live[few[k]], changed = False, True


@numba.njit(cache=True, nogil=True)
def narrow_many(
    reach, reach_at, asks, asks_at, implies, implies_at, costs, order, goals, goals_at, live
):
    """`narrow` for many sets of goals; `live` has shape (sets, courses)."""
    for k in range(goals_at.shape[0] - 1):
        mine = goals[goals_at[k] : goals_at[k + 1]]
        narrow(reach, reach_at, asks, asks_at, implies, implies_at, costs, order, mine, live[k])
