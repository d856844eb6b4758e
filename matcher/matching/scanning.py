"""Compiled: points of everybody for every need by an inverted index, and the best of them.

Levels are few, so "has the competence at this level" is a mark a person either has or not, and
the least of what is had and what is asked becomes a fixed number for each pair of a mark and a
need. Points are whole millionths, so their order is the same on every machine.
"""

from __future__ import annotations

import numba
import numpy as np

LANE = 64
"""Needs looked at together: first whether any of them could be among the best."""


@numba.njit(cache=True, nogil=True)
def marks_of(levels, level_marks, group_columns, group_asked, group_at, group_marks, out, out_at):
    """The marks each person has.

    Args:
        levels: uint8, shape (people, competences).
        level_marks: int32, shape (competences, 5): mark of having each level, -1 for none.
        group_columns: int32: competences of the alternatives, group by group (`group_at`).
        group_asked: int32: level each alternative asks for.
        group_at: int32, shape (groups + 1,): where each group begins.
        group_marks: int32, shape (groups, 13): mark of a share in twelfths, -1 for none.
        out: int32: filled with marks, person by person; long enough.
        out_at: int64, shape (people + 1,): filled with where each person begins.
    """
    n = 0
    for person in range(levels.shape[0]):
        out_at[person] = n
        for column in range(levels.shape[1]):
            have = levels[person, column]
            if have and level_marks[column, have] >= 0:
                out[n] = level_marks[column, have]
                n += 1
        for group in range(group_at.shape[0] - 1):
            share = 0
            for k in range(group_at[group], group_at[group + 1]):
                have = min(np.int32(levels[person, group_columns[k]]), group_asked[k])
                share = max(share, 12 * have // group_asked[k])
            if group_marks[group, share] >= 0:
                out[n] = group_marks[group, share]
                n += 1
    out_at[levels.shape[0]] = n


@numba.njit(cache=True)
def _add_up(marks, needs, points, needs_at, scores):
    scores[:] = 0
    for mark in marks:
        for k in range(needs_at[mark], needs_at[mark + 1]):
            scores[needs[k]] += points[k]


@numba.njit(cache=True)
def _insert(ids, points, new_id, new_points):
    """Put something better than the last into a row kept in order; the first of equals stays."""
    place = ids.shape[0] - 1
    while place > 0 and points[place - 1] < new_points:
        ids[place], points[place] = ids[place - 1], points[place - 1]
        place -= 1
    ids[place], points[place] = new_id, new_points


@numba.njit(cache=True, nogil=True)
def best_needs(marks, marks_at, first, last, needs, points, needs_at, count, ids, best):
    """The best needs of each person.

    Args:
        marks: int32: marks of the people, person by person.
        marks_at: int64, shape (people + 1,): where each person begins.
        first: first person looked at.
        last: one past the last.
        needs: int32: needs that a mark gives points for, mark by mark.
        points: int32: those points.
        needs_at: int64, shape (marks + 1,): where each mark begins.
        count: how many needs there are.
        ids: int32, shape (people, k): filled, best first, of equals the lower number first.
        best: int32, shape (people, k): their points; -1 where there are fewer needs.
    """
    scores = np.zeros(count, dtype=np.int32)
    for person in range(first, last):
        mine = marks[marks_at[person] : marks_at[person + 1]]
        _add_up(mine, needs, points, needs_at, scores)
        ids[person], best[person] = -1, -1
        for start in range(0, count, LANE):
            lane, highest = scores[start : min(start + LANE, count)], np.int32(-1)
            for value in lane:
                highest = max(highest, value)
            if highest <= best[person, -1]:
                continue
            for k in range(lane.shape[0]):
                if lane[k] > best[person, -1]:
                    _insert(ids[person], best[person], start + k, lane[k])


@numba.njit(cache=True, nogil=True)
def best_people(marks, marks_at, first, last, needs, points, needs_at, count, ids, best):
    """The best of some people for each need; as `best_needs`, the rows being needs.

    `ids` and `best` have shape (needs, k) and are filled from these people alone.
    """
    scores, least = np.zeros(count, dtype=np.int32), np.full(count, -1, dtype=np.int32)
    ids[:], best[:] = -1, -1
    for person in range(first, last):
        mine = marks[marks_at[person] : marks_at[person + 1]]
        _add_up(mine, needs, points, needs_at, scores)
        for start in range(0, count, LANE):
            stop, above = min(start + LANE, count), 0
            for need in range(start, stop):
                above += scores[need] > least[need]
            if not above:
                continue
            for need in range(start, stop):
                if scores[need] > least[need]:
                    _insert(ids[need], best[need], person, scores[need])
                    least[need] = best[need, -1]


@numba.njit(cache=True, nogil=True)
def merge(ids, best, more_ids, more_best):
    """Merge the best of later people into those of earlier ones, row by row, in place."""
    for row in range(ids.shape[0]):
        for k in range(more_ids.shape[1]):
            if more_best[row, k] > best[row, -1]:
                _insert(ids[row], best[row], more_ids[row, k], more_best[row, k])
