"""Compiled: what holds for many people, which states they are in, and their distances."""

from __future__ import annotations

import numba
import numpy as np

PEOPLE_AT_A_TIME = 2048
"""Many enough that a part's table is read often while it is in the cache."""


@numba.njit(cache=True, nogil=True)
def holding(levels, columns, least, options_at, held):
    """Which clauses hold for whom.

    Args:
        levels: uint8, shape (competences, people).
        columns: int32: competences of the alternatives, clause by clause (`options_at`).
        least: uint8: level each alternative begins at.
        options_at: int32, shape (clauses + 1,).
        held: uint8, shape (clauses, people): filled with 0 or 1.
    """
    for clause in range(options_at.shape[0] - 1):
        row = held[clause]
        row[:] = 0
        for k in range(options_at[clause], options_at[clause + 1]):
            have = levels[columns[k]]
            for person in range(row.shape[0]):
                row[person] |= have[person] >= least[k]


@numba.njit(cache=True)
def _masks(held, clauses, start, stop, eight, masks):
    """The clauses of one part that hold for each person, as bits; eight at a time."""
    masks[: stop - start] = 0
    for first in range(0, clauses.shape[0], 8):
        eight[:] = 0
        for bit in range(first, min(first + 8, clauses.shape[0])):
            row, shift = held[clauses[bit], start:stop], np.uint8(bit - first)
            for person in range(stop - start):
                eight[person] |= row[person] << shift
        for person in range(stop - start):
            masks[person] |= np.uint64(eight[person]) << np.uint64(first)


@numba.njit(cache=True)
def _place(mask, last):
    mixed = mask * np.uint64(0x9E3779B97F4A7C15)
    return (mixed ^ mixed >> np.uint64(29)) & last


@numba.njit(cache=True, nogil=True)
def distinct(held, clauses):
    """The distinct states that people are in, of one part.

    Args:
        held: uint8, shape (all clauses, people).
        clauses: int32: the part's, at most 64.

    Returns:
        uint64: clauses of the part as bits, in rising order.
    """
    people = held.shape[1]
    room = 1 << 10
    keys, used = np.zeros(room, dtype=np.uint64), np.zeros(room, dtype=np.bool_)
    masks, n = np.zeros(PEOPLE_AT_A_TIME, dtype=np.uint64), 0
    eight = np.zeros(PEOPLE_AT_A_TIME, dtype=np.uint8)
    for start in range(0, people, PEOPLE_AT_A_TIME):
        stop = min(people, start + PEOPLE_AT_A_TIME)
        _masks(held, clauses, start, stop, eight, masks)
        if 2 * (n + PEOPLE_AT_A_TIME) > room:
            found = keys[used]
            room *= 4
            keys, used = np.zeros(room, dtype=np.uint64), np.zeros(room, dtype=np.bool_)
            for key in found:
                place = _place(key, np.uint64(room - 1))
                while used[place]:
                    place = (place + np.uint64(1)) & np.uint64(room - 1)
                keys[place], used[place] = key, True
        for person in range(stop - start):
            place = _place(masks[person], np.uint64(room - 1))
            while used[place] and keys[place] != masks[person]:
                place = (place + np.uint64(1)) & np.uint64(room - 1)
            if not used[place]:
                keys[place], used[place] = masks[person], True
                n += 1
    return np.sort(keys[used])


@numba.njit(cache=True, nogil=True)
def lay_keys(masks, costs, keys, values, empty):
    """Lay states out to be found fast: `keys` and `values` have a power of two of places."""
    last = np.uint64(keys.shape[0] - 1)
    values[:] = empty
    for k in range(masks.shape[0]):
        place = _place(masks[k], last)
        while values[place] != empty:
            place = (place + np.uint64(1)) & last
        keys[place], values[place] = masks[k], costs[k]


@numba.njit(cache=True)
def _from_table(held, clauses, strides, table, start, stop, states, values):
    states[: stop - start] = 0
    for k in range(clauses.shape[0]):
        row, stride = held[clauses[k], start:stop], np.uint16(strides[k])
        for person in range(stop - start):
            states[person] += np.uint16(row[person]) * stride
    for person in range(stop - start):
        values[person] = table[states[person]]


@numba.njit(cache=True)
def _from_keys(held, clauses, keys, costs, empty, start, stop, eight, masks, values):
    last = np.uint64(keys.shape[0] - 1)
    _masks(held, clauses, start, stop, eight, masks)
    for person in range(stop - start):
        place = _place(masks[person], last)
        while keys[place] != masks[person] and costs[place] != empty:
            place = (place + np.uint64(1)) & last
        values[person] = costs[place]


@numba.njit(cache=True)
def _sum(parts, values, empty, people, total):
    """Sum over parts; what nobody can close, or was never solved, outweighs every number."""
    total[:people] = 0
    for part in parts:
        row = values[part]
        for person in range(people):
            most = max(total[person], row[person])
            total[person] = most if most >= empty else total[person] + row[person]


@numba.njit(cache=True, nogil=True)
def look_up(
    held, kinds, clauses, strides, clauses_at, keys, keys_at, table, table_at,
    other, parts, parts_at, empty, out,
):  # fmt: skip
    """The distance of everybody to every need.

    Args:
        held: uint8, shape (all clauses, people).
        kinds: int8, shape (parts,): 0 a table of all states, 1 states found by key, 2 told.
        clauses: int32: clauses of the parts, laid end to end (`clauses_at`).
        strides: uint16: what each adds to the number of the state.
        keys: uint64: states of the parts of kind 1, laid end to end (`keys_at`), in the places
            their costs have in `table`.
        table: costs of the parts of kinds 0 and 1, laid end to end (`table_at`).
        other: costs told, shape (parts of kind 2, people), in the order of the parts.
        parts: int32: parts of the needs, laid end to end (`parts_at`).
        empty: stands for "never solved"; one above it for "no way".
        out: shape (needs, people), of the table's type: filled.
    """
    people = held.shape[1]
    values = np.zeros((kinds.shape[0], PEOPLE_AT_A_TIME), dtype=table.dtype)
    states = np.zeros(PEOPLE_AT_A_TIME, dtype=np.uint16)
    eight = np.zeros(PEOPLE_AT_A_TIME, dtype=np.uint8)
    masks = np.zeros(PEOPLE_AT_A_TIME, dtype=np.uint64)
    for start in range(0, people, PEOPLE_AT_A_TIME):
        stop, told = min(people, start + PEOPLE_AT_A_TIME), 0
        for part in range(kinds.shape[0]):
            mine = clauses[clauses_at[part] : clauses_at[part + 1]]
            costs = table[table_at[part] : table_at[part + 1]]
            if kinds[part] == 0:
                own_strides = strides[clauses_at[part] : clauses_at[part + 1]]
                _from_table(held, mine, own_strides, costs, start, stop, states, values[part])
            elif kinds[part] == 1:
                own = keys[keys_at[part] : keys_at[part + 1]]
                _from_keys(held, mine, own, costs, empty, start, stop, eight, masks, values[part])
            else:
                values[part, : stop - start] = other[told, start:stop]
                told += 1
        for need in range(parts_at.shape[0] - 1):
            mine = parts[parts_at[need] : parts_at[need + 1]]
            _sum(mine, values, empty, stop - start, out[need, start:stop])


@numba.njit(cache=True, nogil=True)
def possible(held, implies, implies_at):
    """Whether for everybody all clauses hold that are implied by those that hold."""
    for clause in range(implies_at.shape[0] - 1):
        for k in range(implies_at[clause], implies_at[clause + 1]):
            wrong = np.uint8(0)
            for person in range(held.shape[1]):
                wrong |= held[clause, person] & ~held[implies[k], person]
            if wrong:
                return False
    return True


@numba.njit(cache=True, nogil=True)
def tally(distances, first_person, edges, unattainable, counts, days):
    """Count a matrix of distances, and make a number that tells it from any other.

    Args:
        distances: shape (needs, people).
        first_person: number of the first of the people.
        edges: int64: the last distance of each band but the last two, rising.
        unattainable: the value that stands for "no way".
        counts: int64, shape (needs, bands): added to; beyond all edges and unattainable last.
        days: int64, shape (needs,): the sum of all attainable distances is added.

    Returns:
        uint64: a sum over all pairs that no two differing matrices are likely to share. The sums
        of stretches of the people add up to the sum of all of them.
    """
    people, checksum = distances.shape[1], np.uint64(0)
    persons = np.zeros(people, dtype=np.uint64)
    for person in range(people):
        mixed = np.uint64(first_person + person + 1) * np.uint64(0x165667B19E3779F9)
        persons[person] = mixed ^ mixed >> np.uint64(31)
    last = edges[-1]
    bands = np.searchsorted(edges, np.arange(last + 1))
    for need in range(distances.shape[0]):
        key, row = np.uint64(need + 1) * np.uint64(0xC2B2AE3D27D4EB4F), distances[need]
        for person in range(people):
            checksum += np.uint64(row[person] + 1) * (persons[person] ^ key)
        for person in range(people):
            distance = np.int64(row[person])
            if distance <= last:
                counts[need, bands[distance]] += 1
                days[need] += distance
            elif distance == unattainable:
                counts[need, edges.shape[0] + 1] += 1
            else:
                counts[need, edges.shape[0]] += 1
                days[need] += distance
    return checksum
