"""Compiled: the least cost from every state of a narrow part, from full towards empty.

A state is a digit for each dimension (a chain of clauses of which each implies the one before):
how many of the chain hold. The number of the state is the digits times the strides. Courses
never lower a digit, so every course leads to a higher number, and one walk downwards is enough.
"""

from __future__ import annotations

import numba
import numpy as np

from matcher.packages.lattice.narrowing import FAR


@numba.njit(cache=True)
def _step(course, digits, strides, asks, asks_at, gains, gains_at):
    """How far up a course leads from here: 0 when it changes nothing, -1 when it cannot start."""
    for k in range(asks_at[course], asks_at[course + 1]):
        if digits[asks[k, 0]] < asks[k, 1]:
            return -1
    step = 0
    for k in range(gains_at[course], gains_at[course + 1]):
        more = gains[k, 1] - digits[gains[k, 0]]
        if more > 0:
            step += more * strides[gains[k, 0]]
    return step


@numba.njit(cache=True, nogil=True)
def fill(sizes, strides, goals, asks, asks_at, gains, gains_at, costs, values):
    """Fill in the least cost from every state.

    Args:
        sizes: int32, shape (dimensions,): digits each dimension can have.
        strides: int32, shape (dimensions,).
        goals: int32, shape (dimensions,): least digit of each dimension when all is reached.
        asks: int32, shape (n, 2): dimension and least digit, course by course (`asks_at`).
        gains: int32, shape (n, 2): dimension and digit reached, likewise.
        costs: int64, shape (courses,): at least 0.
        values: int64, shape (states,): filled; FAR where no order of courses leads to the goals.
    """
    digits = sizes - 1
    for state in range(values.shape[0] - 1, -1, -1):
        missing = False
        for dimension in range(sizes.shape[0]):
            missing = missing or digits[dimension] < goals[dimension]
        best = FAR if missing else np.int64(0)
        if missing:
            for course in range(costs.shape[0]):
                step = _step(course, digits, strides, asks, asks_at, gains, gains_at)
                if step > 0 and values[state + step] < FAR:
                    best = min(best, costs[course] + values[state + step])
        values[state] = best
        for dimension in range(sizes.shape[0]):
            digits[dimension] -= 1
            if digits[dimension] >= 0:
                break
            digits[dimension] = sizes[dimension] - 1
