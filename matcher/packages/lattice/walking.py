"""Compiled: the least cost from the states that occur in a wide part, and from those they lead to.

What is left to do from a state is told by its *want*: the missing goals, the missing clauses
that courses towards them ask for, and so on. States with the same want have the same answers, so
the want is the state here, as 64 bits. A course only ever takes away from the want, so the want
falls as a number and one walk over all wants met, in rising order, gives every least cost.

From one state not every course has to be tried. Take any missing goal. Whatever package is
chosen, some course that reaches the goal is in it, and before that course one that reaches
something it asks for, and so on down to a course that can start now; and as courses never undo
anything, that one may as well come first. So only those courses branch (strong stubborn sets:
Valmari 1989, for delete-free planning), and of all goals the one with fewest branches is taken.
"""

from __future__ import annotations

import numba
import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from matcher.packages.lattice.narrowing import FAR

NOTHING = np.uint64(0)
ONE = np.uint64(1)
FIRST_STATES = 1 << 10
MOST_COURSES = 64
MOST_CLAUSES = 64
SMALL_WALK = 10_000
"""States looked at to tell whether one course is beaten by others."""


@intrinsic
def _lowest(_, word):
    """Place of the lowest bit of a word that is not 0; one machine instruction."""

    def generate(_context, builder, _signature, arguments):
        return builder.cttz(arguments[0], ir.Constant(ir.IntType(1), 0))

    return types.uint64(types.uint64), generate


@numba.njit(cache=True)
def makers_of(reach):
    """Per clause the courses that reach it, as bits."""
    makers = np.zeros(MOST_CLAUSES, dtype=np.uint64)
    for i in range(reach.shape[0]):
        left = reach[i]
        while left:
            makers[_lowest(left)] |= ONE << np.uint64(i)
            left &= left - ONE
    return makers


@numba.njit(cache=True)
def _want(held, goals, asks, makers):
    """The want of a state: see `want_of`."""
    want, taken = goals & ~held, NOTHING
    waiting = want
    while waiting:
        new = makers[_lowest(waiting)] & ~taken
        waiting &= waiting - ONE
        taken |= new
        while new:
            more = asks[_lowest(new)] & ~held & ~want
            new &= new - ONE
            want |= more
            waiting |= more
    return want


@numba.njit(cache=True, nogil=True)
def want_of(held, goals, reach, asks):
    """The want of a state: clauses missing that may matter.

    Args:
        held: uint64: clauses that hold.
        goals: uint64: goal clauses.
        reach: uint64, shape (courses,), at most 64: clauses each course reaches.
        asks: uint64, shape (courses,): clauses each asks for.

    Returns:
        uint64; 0 when nothing is missing.
    """
    return _want(held, goals, asks, makers_of(reach))


@numba.njit(cache=True)
def _towards(goal, want, asks, makers, most, out):
    """Courses that can start, one of which must come first on the way to a goal; at most `most`."""
    waiting = seen = goal
    taken, n = NOTHING, 0
    while waiting:
        new = makers[_lowest(waiting)] & ~taken
        waiting &= waiting - ONE
        taken |= new
        while new:
            i = _lowest(new)
            new &= new - ONE
            missing = asks[i] & want
            if not missing:
                out[n] = i
                n += 1
                if n == most:
                    return n
            elif not missing & seen:
                first = missing & (~missing + ONE)
                seen |= first
                waiting |= first
    return n


@numba.njit(cache=True)
def _without_beaten(want, reach, costs, best, n):
    """Leave out courses another one of them beats outright: it gives as much and costs no more."""
    k = 0
    while k < n:
        given, beaten = reach[best[k]] & want, False
        for other in range(n):
            cheap = other != k and costs[best[other]] <= costs[best[k]]
            if cheap and not given & ~reach[best[other]]:
                beaten = True
                break
        if beaten:
            n -= 1
            best[k] = best[n]
        else:
            k += 1
    return n


@numba.njit(cache=True)
def _branches(want, goals, reach, asks, makers, costs, out, best):
    """Courses to try from a state, into `best`; none when some goal cannot be reached."""
    fewest, rest = MOST_COURSES + 1, goals & want
    while rest and fewest > 1:
        goal = rest & (~rest + ONE)
        rest ^= goal
        n = _towards(goal, want, asks, makers, fewest, out)
        if n == 0:
            return 0
        if n < fewest:
            fewest = n
            for k in range(n):
                best[k] = out[k]
    return _without_beaten(want, reach, costs, best, fewest)


@numba.njit(cache=True)
def _slot(keys, key):
    """Where a key is, or belongs, in a table with room (0 is an empty place)."""
    last = np.uint64(keys.shape[0] - 1)
    mixed = key * np.uint64(0x9E3779B97F4A7C15)
    place = (mixed ^ mixed >> np.uint64(29)) & last
    while keys[place] != 0 and keys[place] != key:
        place = (place + ONE) & last
    return place


@numba.njit(cache=True)
def _longer(array, used):
    grown = np.zeros(2 * array.shape[0], dtype=array.dtype)
    grown[:used] = array[:used]
    return grown


@numba.njit(cache=True)
def _found(key, keys, at, states, n):
    """Number of a state, given it anew when it has none; with the tables, perhaps grown."""
    place = _slot(keys, key)
    if keys[place] == key:
        return at[place], keys, at, states, n
    keys[place], at[place], states[n] = key, n, key
    n += 1
    if n == states.shape[0]:
        states = _longer(states, n)
        keys = np.zeros(4 * states.shape[0], dtype=np.uint64)
        at = np.zeros(4 * states.shape[0], dtype=np.int32)
        for k in range(n):
            place = _slot(keys, states[k])
            keys[place], at[place] = states[k], k
    return np.int32(n - 1), keys, at, states, n


@numba.njit(cache=True)
def _settled(states, first, child, price):
    """Least cost of each state from its branches; states with a smaller want come first."""
    values = np.full(states.shape[0], FAR, dtype=np.int64)
    for k in np.argsort(states):
        for branch in range(first[k], first[k + 1]):
            after = values[child[branch]] if child[branch] >= 0 else np.int64(0)
            if after < FAR:
                values[k] = min(values[k], price[branch] + after)
    return values


@numba.njit(cache=True, nogil=True)
def walk(starts, goals, reach, asks, costs, limit):
    """Least cost from some states and from all that they lead to.

    Args:
        starts: uint64: wants (see `want_of`).
        goals: uint64: goal clauses.
        reach: uint64, shape (courses,), at most 64: clauses each course reaches.
        asks: uint64, shape (courses,): clauses each asks for; none that it reaches.
        costs: int64, shape (courses,): at least 0.
        limit: states to meet before giving up.

    Returns:
        The wants met and the least cost of each, FAR where no order of courses leads to the
        goals; both empty when there were more than `limit`.
    """
    makers = makers_of(reach)
    states = np.zeros(FIRST_STATES, dtype=np.uint64)
    keys = np.zeros(4 * FIRST_STATES, dtype=np.uint64)
    at = np.zeros(4 * FIRST_STATES, dtype=np.int32)
    first, n = np.zeros(FIRST_STATES + 1, dtype=np.int64), 0
    child, price = np.zeros(FIRST_STATES, dtype=np.int32), np.zeros(FIRST_STATES, dtype=np.int64)
    out, best = np.zeros(MOST_COURSES, dtype=np.int32), np.zeros(MOST_COURSES, dtype=np.int32)
    for start in starts:
        if start:
            _, keys, at, states, n = _found(start, keys, at, states, n)
    here = size = 0
    while here < n <= limit:
        want = states[here]
        branches = _branches(want, goals, reach, asks, makers, costs, out, best)
        while size + branches > child.shape[0]:
            child, price = _longer(child, size), _longer(price, size)
        for course in best[:branches]:
            child[size], price[size] = -1, costs[course]
            left = _want(~want | reach[course], goals, asks, makers)
            if left:
                child[size], keys, at, states, n = _found(left, keys, at, states, n)
            size += 1
        here += 1
        if here == first.shape[0]:
            first = _longer(first, here)
        first[here] = size
    if n > limit:
        return states[:0], np.zeros(0, dtype=np.int64)
    return states[:n], _settled(states[:n], first, child, price)


@numba.njit(cache=True, nogil=True)
def walk_from(held, goals, reach, asks, costs, limit):
    """Least cost from each of many states; see `walk`.

    Args:
        held: uint64, shape (n,): clauses that hold in each state.
        goals: uint64: goal clauses.
        reach: as for `walk`.
        asks: as for `walk`.
        costs: as for `walk`.
        limit: as for `walk`.

    Returns:
        int64, shape (n,): FAR where the goals cannot be reached; shape (0,) when there were more
        than `limit` states.
    """
    makers = makers_of(reach)
    wants = np.zeros(held.shape[0], dtype=np.uint64)
    for k in range(held.shape[0]):
        wants[k] = _want(held[k], goals, asks, makers)
    states, values = walk(wants, goals, reach, asks, costs, limit)
    if states.shape[0] == 0 and wants.any():
        return values
    order = np.argsort(states)
    places = np.searchsorted(states[order], wants)
    costs_from = np.zeros(held.shape[0], dtype=np.int64)
    for k in range(held.shape[0]):
        if wants[k]:
            costs_from[k] = values[order[places[k]]]
    return costs_from


@numba.njit(cache=True)
def _stood_in(course, reach, asks, costs, live, surely):
    """Whether others, entered from what a course asks for, give what it gives for no more."""
    others = np.zeros(MOST_COURSES, dtype=np.int64)
    n = 0
    for i in range(costs.shape[0]):
        if live[i] and i != course and costs[i] <= costs[course] and n < MOST_COURSES:
            others[n] = i
            n += 1
    fewer = others[:n]
    goals = reach[course] & ~surely[course]
    want = want_of(surely[course], goals, reach[fewer], asks[fewer])
    if not want:
        return True
    starts = np.array([want], dtype=np.uint64)
    _, values = walk(starts, goals, reach[fewer], asks[fewer], costs[fewer], SMALL_WALK)
    return values.shape[0] > 0 and values[0] <= costs[course]


@numba.njit(cache=True)
def _aim(goals, reach, asks, live):
    """Keep the courses that lead towards a goal; tell what is wanted."""
    want, before, aimed = goals, NOTHING, np.zeros(live.shape[0], dtype=np.bool_)
    while want != before:
        before = want
        for i in range(live.shape[0]):
            if live[i] and reach[i] & want:
                aimed[i] = True
                want |= asks[i]
    live &= aimed
    return want


@numba.njit(cache=True, nogil=True)
def sharpen(goals, reach, asks, surely, costs):
    """Courses that no others beat, told exactly where narrowing only estimates.

    Args:
        goals: uint64: goal clauses.
        reach: uint64, shape (courses,): clauses each course reaches.
        asks: uint64, shape (courses,): clauses each asks for.
        surely: uint64, shape (courses,): clauses that hold whenever it can start.
        costs: int64, shape (courses,): at least 0.

    Returns:
        bool, shape (courses,): the least cost from every state is the same with these alone.
    """
    live = np.ones(costs.shape[0], dtype=np.bool_)
    dearest_first = np.argsort(-costs, kind="mergesort")
    wanted, changed = _aim(goals, reach, asks, live), True
    while changed:
        changed = False
        for course in dearest_first:
            if live[course] and _stood_in(course, reach & wanted, asks, costs, live, surely):
                live[course], changed = False, True
        wanted = _aim(goals, reach, asks, live)
    return live
