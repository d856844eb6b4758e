"""Branch and bound over runs: the best package that begins with each run in turn.

A package is searched from its first run. Every node has open demands (a goal, or what a chosen
run asks for before its first day); the demand that fewest runs can meet is branched on, and a
run that has been tried is forbidden in the branches after it, so that no set is met twice.

A sweep over the runs in order of time gives the bounds: the earliest day on which each clause
can hold, and the least it can cost, when runs may overlap and share nothing. What comes out of
it is never worse than the truth, so a branch that loses even so is left.
"""

from __future__ import annotations

import numba
import numpy as np

NEVER = 1 << 30
DEAR = 1 << 60
WEEK = 7
DEEPEST = 40
"""Most runs in a package; a longer one is told as not proven."""


@numba.njit(cache=True)
def sweep(
    start, end, by_end, course, reach, asks, asks_at, first, last, hi, live, chosen, held,
    earliest, cheapest, ready,
):  # fmt: skip
    """Earliest day and least cost of each clause from here, over runs from `first` to day `last`.

    Fills `earliest`, `cheapest` (chosen runs cost nothing) and `ready` (runs that can be opened).
    """
    for clause in range(held.shape[0]):
        earliest[clause] = -1 if held[clause] else NEVER
        cheapest[clause] = 0 if held[clause] else DEAR
    runs, place = start.shape[0], 0
    own = np.zeros(runs, dtype=np.int64)
    for i in range(runs):
        ready[i] = False
    for i in range(first, runs + 1):
        now = start[i] if i < runs else NEVER
        if i < runs and now > last:
            now, i = NEVER, runs  # noqa: PLW2901  (nothing later matters; what ended is counted)
        while place < runs and end[by_end[place]] < now:
            j = by_end[place]
            place += 1
            if j < first or not ready[j]:
                continue
            for clause in reach[course[j]]:
                if clause < 0:
                    break
                earliest[clause] = min(earliest[clause], end[j])
                cheapest[clause] = min(cheapest[clause], own[j])
        if i >= runs:
            break
        if chosen[i]:
            ready[i], own[i] = True, 0
        elif live[i] and end[i] <= last:
            total, possible = np.int64(0), True
            for k in range(asks_at[course[i]], asks_at[course[i] + 1]):
                if earliest[asks[k]] == NEVER:
                    possible = False
                    break
                total = max(total, cheapest[asks[k]])
            ready[i], own[i] = possible, total + hi[i]


@numba.njit(cache=True)
def _fits(i, slots, slots_at, taken):
    """Whether a run's days and evenings are free."""
    free = True
    for k in range(slots_at[i], slots_at[i + 1]):
        free = free and not taken[slots[k]]
    return free


@numba.njit(cache=True)
def _worse(weeks, hi, lo, end, best):
    """Whether measures are no better than the best known; lexicographic."""
    if weeks != best[0]:
        return weeks > best[0]
    if hi != best[1]:
        return hi > best[1]
    if lo != best[2]:
        return lo > best[2]
    return end >= best[3]


@numba.njit(cache=True)
def _met(clause, before, stack, depth, course, reaches, end):
    """Whether a chosen run gives a clause before a day."""
    met = False
    for d in range(depth):
        met = met or (reaches[course[stack[d]], clause] and end[stack[d]] < before)
    return met


@numba.njit(cache=True)
def _open_demands(
    goals, deadlines, held, stack, depth, course, reaches, start, end, asks, asks_at, what, when
):
    """Clauses that must still be given, and the day before which; returns how many."""
    count = 0
    for g in range(goals.shape[0]):
        if not held[goals[g]] and not _met(
            goals[g], deadlines[g], stack, depth, course, reaches, end
        ):
            what[count], when[count] = goals[g], deadlines[g]
            count += 1
    for d in range(depth):
        i = stack[d]
        for k in range(asks_at[course[i]], asks_at[course[i] + 1]):
            clause = asks[k]
            if not held[clause] and not _met(clause, start[i], stack, depth, course, reaches, end):
                what[count], when[count] = clause, start[i]
                count += 1
    return count


@numba.njit(cache=True)
def _choose(
    demands, what, when, first, last, course, reaches, start, end, hi, ready, live, chosen,
    slots, slots_at, taken, groups, group_left, marks, stamp, branch,
):  # fmt: skip
    """The demand fewest runs can meet, its runs in `branch`, and what disjoint demands cost.

    Returns how many runs, 0 when some demand has none, and the sum.
    """
    fewest, total = NEVER, np.int64(0)
    for q in range(demands):
        count, least, alone = 0, np.int64(DEAR), True
        for i in range(first, start.shape[0]):
            if start[i] > last or start[i] >= when[q]:
                break
            if not (ready[i] and live[i]) or chosen[i] or end[i] >= when[q] or end[i] > last:
                continue
            if not reaches[course[i], what[q]] or not _fits(i, slots, slots_at, taken):
                continue
            legal = True
            for g in range(groups.shape[0]):
                legal = legal and (not groups[g, i] or group_left[g] > 0)
            if not legal:
                continue
            count += 1
            least = min(least, hi[i])
            alone = alone and marks[i] != stamp
            # Marked for good even when not counted: only more caution.
            marks[i] = stamp
            if count <= fewest:
                branch[q, count - 1] = i
        if count == 0:
            return 0, total, q
        if alone:
            total += least
        if count < fewest:
            fewest = count
            which = q
    return fewest, total, which


@numba.njit(cache=True)
def _move(i, putting, slots, slots_at, taken, groups, left, chosen):
    """Choose a run or give it back: its days, its evenings, its groups."""
    chosen[i] = putting
    for k in range(slots_at[i], slots_at[i + 1]):
        taken[slots[k]] = putting
    for g in range(groups.shape[0]):
        left[g] += -groups[g, i] if putting else groups[g, i]


@numba.njit(cache=True)
def _last_day(stack, depth, end):
    """Last day of the chosen runs; 0 when there are none."""
    last = np.int64(0)
    for d in range(depth):
        last = max(last, end[stack[d]])
    return last


@numba.njit(cache=True)
def _hopeful(demands, what, when, begun, ended, hi, lo, earliest, cheapest, best):
    """Whether open demands can be met in time and better than the best known; and at what least."""
    finish, more = ended, np.int64(0)
    for q in range(demands):
        if earliest[what[q]] >= when[q]:
            return False, finish, more
        more = max(more, cheapest[what[q]])
        finish = max(finish, earliest[what[q]])
    weeks = (finish - begun) // WEEK + 1
    return not _worse(weeks, hi + more, lo, finish, best), finish, more


@numba.njit(cache=True)
def search_from(
    first, start, end, by_end, course, reach, reaches, asks, asks_at, hi, lo, slots, slots_at,
    goals, deadlines, held, groups, group_most, live, best, best_runs, best_count, limit,
):  # fmt: skip
    """The best package whose first run is `first`, if better than `best`; depth first.

    Args:
        best: weeks, hi, lo, end of the best known; changed when a better one is found.
        best_runs: its runs; changed with it.
        best_count: how many they are.
        limit: nodes to look at.

    Returns:
        How many runs the best package has, and nodes looked at; more than `limit` when it was
        stopped.
    """
    runs, clauses = start.shape[0], held.shape[0]
    room, widest = min(runs, DEEPEST) + 2, goals.shape[0] + asks.shape[0] + 1
    stack, sizes = np.zeros(room, dtype=np.int64), np.zeros(room, dtype=np.int64)
    at, members = np.zeros(room, dtype=np.int64), np.zeros((room, runs), dtype=np.int64)
    what, when = np.zeros(widest, dtype=np.int64), np.zeros(widest, dtype=np.int64)
    branch = np.zeros((widest, runs), dtype=np.int64)
    earliest, cheapest = np.zeros(clauses, dtype=np.int64), np.zeros(clauses, dtype=np.int64)
    ready, chosen = np.zeros(runs, dtype=np.bool_), np.zeros(runs, dtype=np.bool_)
    taken = np.zeros(slots.max() + 1, dtype=np.bool_)
    marks, left = np.zeros(runs, dtype=np.int64), group_most.copy()
    begun, depth, nodes, entering = start[first], 0, 0, False
    paid_hi, paid_lo = np.int64(0), np.int64(0)
    sizes[0], members[0, 0] = 1, first  # the root has one branch: the first run itself
    while depth >= 0:
        if entering:
            entering, nodes, sizes[depth], at[depth] = False, nodes + 1, 0, 0
            if nodes > limit or depth > DEEPEST:
                nodes = limit + 1
                break
            ended = _last_day(stack, depth, end)
            if _worse((ended - begun) // WEEK + 1, paid_hi, paid_lo, ended, best):
                continue
            demands = _open_demands(
                goals, deadlines, held, stack, depth, course, reaches, start, end, asks, asks_at,
                what, when,
            )  # fmt: skip
            if demands == 0:
                best[0], best[1] = (ended - begun) // WEEK + 1, paid_hi
                best[2], best[3], best_count = paid_lo, ended, depth
                best_runs[:depth] = stack[:depth]
                continue
            last = begun + WEEK * best[0] - 1
            sweep(
                start, end, by_end, course, reach, asks, asks_at, first, last, hi, live, chosen,
                held, earliest, cheapest, ready,
            )  # fmt: skip
            hopeful, finish, more = _hopeful(
                demands, what, when, begun, ended, paid_hi, paid_lo, earliest, cheapest, best
            )
            if not hopeful:
                continue
            count, total, q = _choose(
                demands, what, when, first, last, course, reaches, start, end, hi, ready, live,
                chosen, slots, slots_at, taken, groups, left, marks, nodes, branch,
            )  # fmt: skip
            weeks = (finish - begun) // WEEK + 1
            if count > 0 and not _worse(weeks, paid_hi + max(more, total), paid_lo, finish, best):
                found = branch[q, :count]
                sizes[depth] = count
                members[depth, :count] = found[np.argsort(hi[found], kind="mergesort")]
        elif at[depth] < sizes[depth]:
            i = members[depth, at[depth]]
            at[depth] += 1
            stack[depth] = i
            _move(i, True, slots, slots_at, taken, groups, left, chosen)
            paid_hi, paid_lo = paid_hi + hi[i], paid_lo + lo[i]
            depth, entering = depth + 1, True
        else:
            for k in range(sizes[depth]):
                live[members[depth, k]] = True
            depth -= 1
            if depth >= 0:
                i = stack[depth]
                live[i] = False
                _move(i, False, slots, slots_at, taken, groups, left, chosen)
                paid_hi, paid_lo = paid_hi - hi[i], paid_lo - lo[i]
    return best_count, nodes


@numba.njit(cache=True, nogil=True)
def search_all(
    start, end, by_end, course, reach, reaches, asks, asks_at, hi, lo, slots, slots_at, goals,
    deadlines, held, groups, group_most, limit,
):  # fmt: skip
    """The best package from any first run, most promising first runs first.

    Returns:
        Measures (weeks, hi, lo, end), runs, how many (-1 when there is none), nodes looked at
        and the least weeks any package could have.
    """
    runs, clauses = start.shape[0], held.shape[0]
    best = np.array([NEVER // 100, DEAR, DEAR, NEVER], dtype=np.int64)
    best_runs, best_count, nodes = np.zeros(DEEPEST + 1, dtype=np.int64), -1, 0
    live, none = np.ones(runs, dtype=np.bool_), np.zeros(runs, dtype=np.bool_)
    earliest = np.zeros(clauses, dtype=np.int64)
    cheapest = np.zeros(clauses, dtype=np.int64)
    ready = np.zeros(runs, dtype=np.bool_)
    promise = np.full((runs, 2), DEAR, dtype=np.int64)
    for i in range(runs):
        opened = True
        for k in range(asks_at[course[i]], asks_at[course[i] + 1]):
            opened = opened and held[asks[k]]
        for g in range(groups.shape[0]):
            opened = opened and (not groups[g, i] or group_most[g] > 0)
        if not opened:
            continue
        sweep(
            start, end, by_end, course, reach, asks, asks_at, i, NEVER, hi, live, none, held,
            earliest, cheapest, ready,
        )  # fmt: skip
        finish, least, possible = end[i], np.int64(0), True
        for g in range(goals.shape[0]):
            possible = possible and earliest[goals[g]] < deadlines[g]
            finish = max(finish, earliest[goals[g]])
            least = max(least, cheapest[goals[g]])
        if possible:
            promise[i, 0] = (finish - start[i]) // WEEK + 1
            promise[i, 1] = least
    order = np.argsort(promise[:, 0], kind="mergesort")
    bound = promise[order[0], 0] if runs else np.int64(DEAR)
    for place in range(runs):
        i = order[place]
        if promise[i, 0] >= DEAR or promise[i, 0] > best[0] or nodes > limit:
            break
        best_count, seen = search_from(
            i, start, end, by_end, course, reach, reaches, asks, asks_at, hi, lo, slots, slots_at,
            goals, deadlines, held, groups, group_most, live, best, best_runs, best_count,
            limit - nodes,
        )  # fmt: skip
        nodes += seen
        live[:] = True
    return best, best_runs, best_count, nodes, bound
