"""A group package by rule of thumb: the start of the exact method, and what it is measured by.

Whoever has the shortest way to a place takes it, while there is room and money. Then the class
with fewest to lose is given up and everything is tried again, until every class left is filled.
The same is tried with those first whose courses most people could join; the fuller one counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from matcher.packages.cohort.constraints import Model
    from matcher.packages.cohort.problem import Limits


def greedy(model: Model, kept: Collection[str]) -> NDArray[np.bool_]:
    """Choose columns by rule of thumb; the choice keeps every constraint kept.

    Args:
        model: with columns that no constraint rules out.
        kept: names of the constraints that hold.

    Returns:
        bool, shape (columns,).
    """
    every = range(len(model.columns))
    rare = _rarity(model)
    orders = (
        sorted(every, key=lambda i: _nearness(model, i)),
        sorted(every, key=lambda i: (rare[i], _nearness(model, i))),
    )
    choices = [_greedy(model, order, kept) for order in orders]
    return max(choices, key=lambda chosen: int(chosen.sum()))


def _rarity(model: Model) -> list[int]:
    """Per column how hard its courses are to fill: classes asked for per person who could come."""
    people: defaultdict[int, set[int]] = defaultdict(set)
    for column in model.columns:
        for course in column.courses:
            people[course].add(column.person)
    return [sum(1_000 // len(people[course]) for course in c.courses) for c in model.columns]


def _greedy(model: Model, order: Sequence[int], kept: Collection[str]) -> NDArray[np.bool_]:
    room = dict.fromkeys(model.taught, len(model.cohort.people))
    if "classes_have_room" in kept:
        room = dict.fromkeys(model.taught, model.cohort.limits.most * model.cohort.limits.classes)
    while True:
        taken = _taken(model, order, room, kept)
        unfit = _unfit(model, taken, kept)
        if not unfit:
            chosen = np.zeros(len(model.columns), dtype=np.bool_)
            chosen[taken] = True
            return chosen
        course, fewer = unfit
        room[course] = fewer


def _nearness(model: Model, place: int) -> tuple[int, int, int, int]:
    column = model.columns[place]
    return column.days, column.unknown, column.kroner, place


def _taken(
    model: Model, order: Sequence[int], room: Mapping[int, int], kept: Collection[str]
) -> list[int]:
    cohort, taken = model.cohort, list[int]()
    left, seats = dict(room), [wanted.need.headcount for wanted in cohort.needs]
    limited = "within_budget" in kept and cohort.limits.budget is not None
    money = cohort.limits.budget if limited and cohort.limits.budget is not None else None
    busy = set[int]()
    for place in order:
        column = model.columns[place]
        if ("one_place_each" in kept and column.person in busy) or (
            "places_are_counted" in kept and not seats[column.need]
        ):
            continue
        if any(left.get(course, 1) < 1 for course in column.courses):
            continue
        if money is not None and column.kroner > money:
            continue
        taken.append(place)
        busy.add(column.person)
        seats[column.need] -= 1
        money = None if money is None else money - column.kroner
        for course in column.courses:
            if course in left:
                left[course] -= 1
    return taken


def _unfit(model: Model, taken: Sequence[int], kept: Collection[str]) -> tuple[int, int] | None:
    """The course whose class lacks most and the most participants it can have instead."""
    if "classes_are_filled" not in kept:
        return None
    counts = Counter(course for place in taken for course in model.columns[place].courses)
    wrong = [
        (count - fitting, -course)
        for course, count in counts.items()
        if course in model.taught
        and (fitting := fitting_size(count, model.cohort.limits, kept)) != count
    ]
    if not wrong:
        return None
    # The class nearest to nothing is given up first; what it frees may fill the others.
    excess, course = min(wrong)
    return -course, counts[-course] - excess


def fitting_size(count: int, limits: Limits, kept: Collection[str]) -> int:
    """The most participants, at most `count`, that classes can be filled with."""
    if "classes_have_room" not in kept:
        return count if count >= limits.least else 0
    for size in range(count, 0, -1):
        classes = -(-size // limits.most)
        if classes <= limits.classes and classes * limits.least <= size:
            return size
    return 0
