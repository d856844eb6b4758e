"""The best group package: one measure after the other, each proven or with the gap told.

Places, days, seats of unknown fee, kroner: each is made best in turn, and what was reached is
kept while the next is made best. Each is solved with one thread and its share of the time.
What is proven about the columns is proven about every package when the columns are all packages
there are; otherwise a bound that leaves the classes out of account tells how much better any
other choice could be.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.packages.cohort.bounds import bounds
from matcher.packages.cohort.constraints import CONSTRAINTS, Row, model_of
from matcher.packages.cohort.greedy import greedy
from matcher.packages.cohort.running import Programme, run_assignment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from matcher.packages.cohort.constraints import Model
    from matcher.packages.cohort.problem import Cohort, Column
    from matcher.packages.cohort.running import Ran

SECONDS: Final = 20.0
SHARES: Final = (0.5, 0.7, 0.5, 0.9)
"""How much of the time left each measure may take."""
BOUND_SHARE: Final = 0.1
"""How much of all the time the bound may take."""
EVERYTHING: Final = frozenset(c.name for c in CONSTRAINTS)


class Measure(StrEnum):
    """What a group package is judged by, in this order."""

    PLACES = "needs"
    DAYS = "days"
    UNKNOWN = "unknown"
    KRONER = "kroner"


def _value(measure: Measure, column: Column) -> int:
    if measure is Measure.PLACES:
        return 1
    return {
        Measure.DAYS: column.days,
        Measure.UNKNOWN: column.unknown,
        Measure.KRONER: column.kroner,
    }[measure]


@dataclass(frozen=True)
class Stage:
    """One measure made best.

    Attributes:
        value: what was reached.
        bound: no choice among the columns does better, given the measures before.
        proven: whether the two are equal.
    """

    measure: Measure
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no choice among the columns does better."""
        return self.value == self.bound


class Proof(StrEnum):
    """What is proven of a group package."""

    BEST = "best"
    BEST_AMONG = "best_among"
    GAP = "gap"


@dataclass(frozen=True)
class Chosen:
    """A group package.

    Attributes:
        columns: one for each place filled, by person.
        stages: the measures in order, with what is proven.
        places_bound: no group package whatever fills more places.
        days_bound: no group package filling as many places has fewer days in all; 0 where more
            places might be filled.
        complete: whether the columns were all packages.
    """

    columns: tuple[Column, ...]
    stages: tuple[Stage, ...]
    places_bound: int
    days_bound: int
    complete: bool

    def value(self, measure: Measure) -> int:
        """What was reached of a measure."""
        return sum(_value(measure, column) for column in self.columns)

    @property
    def values(self) -> tuple[int, ...]:
        """All measures, in order."""
        return tuple(self.value(measure) for measure in Measure)

    @property
    def proof(self) -> Proof:
        """What is proven: best of all, best among the columns, or neither."""
        if not all(stage.proven for stage in self.stages):
            return Proof.GAP
        return Proof.BEST if self.complete else Proof.BEST_AMONG


def solve(
    cohort: Cohort,
    kept: Collection[str] = EVERYTHING,
    seconds: float = SECONDS,
    start: Sequence[Column] = (),
) -> Chosen:
    """Choose the best group package.

    Args:
        cohort: people, needs and columns.
        kept: names of the constraints that hold; by default all.
        seconds: most the solver may take, all measures together.
        start: columns that together keep every constraint kept; nothing worse is chosen.

    Returns:
        The choice and what is proven of it; the same every time when it is proven. With time
        up it is the best found, at worst the greedy one, and the bounds tell the gap.
    """
    model = model_of(cohort, kept)
    programme = _programme(model, kept)
    chosen, stages = _first(model, kept, start), list[Stage]()
    left = seconds * (1 - BOUND_SHARE)
    most = cohort.places if "places_are_counted" in kept else len(model.columns)
    for measure, share in zip(Measure, SHARES, strict=True):
        values = [_value(measure, c) for c in model.columns]
        stage, chosen, spent = _best(programme, measure, values, chosen, most, left * share)
        stages.append(stage)
        left -= spent
        reached = (stage.value, np.inf) if measure is Measure.PLACES else (-np.inf, stage.value)
        programme.keep(Row(dict(enumerate(values)), *reached))
    columns = tuple(sorted((model.columns[i] for i in np.flatnonzero(chosen)), key=_by_person))
    return _with_bounds(cohort, kept, columns, tuple(stages), seconds * BOUND_SHARE / 2)


def _first(model: Model, kept: Collection[str], start: Sequence[Column]) -> NDArray[np.bool_]:
    """The better of the greedy choice and the one given."""
    own, given = greedy(model, kept), set(start)
    told = np.array([column in given for column in model.columns], dtype=np.bool_)

    def merit(taken: NDArray[np.bool_]) -> tuple[int, ...]:
        columns = [model.columns[i] for i in np.flatnonzero(taken)]
        sums = {m: sum(_value(m, column) for column in columns) for m in Measure}
        return (-sums.pop(Measure.PLACES), *sums.values())

    return min(own, told, key=merit)


def _programme(model: Model, kept: Collection[str]) -> Programme:
    everybody = len(model.cohort.people)
    uppers = [1] * len(model.columns) + [everybody] * len(model.taught)
    rows = (row for c in CONSTRAINTS if c.rows and c.name in kept for row in c.rows(model))
    return Programme(rows, uppers)


def _by_person(column: Column) -> int:
    return column.person


def _best(
    programme: Programme,
    measure: Measure,
    values: Sequence[int],
    so_far: NDArray[np.bool_],
    most: int,
    seconds: float,
) -> tuple[Stage, NDArray[np.bool_], float]:
    """The columns that are best by a measure, and seconds spent; at worst what was so far.

    `most` is a number of places that cannot be passed.
    """
    sign = -1 if measure is Measure.PLACES else 1
    costs = [sign * value for value in values]
    before = sum(c for c, taken in zip(costs, so_far, strict=True) if taken)
    least = max(sum(c for c in costs if c < 0), -most)
    if before == least:
        return Stage(measure, sign * before, sign * before), so_far, 0.0
    ran = programme.least(costs, so_far.astype(int).tolist(), seconds)
    floor = least if ran.bound is None else max(least, ran.bound)
    if ran.values is not None:
        chosen = ran.values[: len(costs)] > 0
        after = sum(c for c, taken in zip(costs, chosen, strict=True) if taken)
        if after < before:
            return Stage(measure, sign * after, sign * min(floor, after)), chosen, ran.seconds
    return Stage(measure, sign * before, sign * min(floor, before)), so_far, ran.seconds


def _with_bounds(
    cohort: Cohort,
    kept: Collection[str],
    columns: tuple[Column, ...],
    stages: tuple[Stage, ...],
    seconds: float,
) -> Chosen:
    places, days = stages[0].bound, stages[1].bound * stages[0].proven
    if not cohort.complete:

        def least(rows: Sequence[Row], costs: Sequence[int]) -> Ran:
            return run_assignment(rows, costs, seconds)

        places, days = bounds(cohort, kept, stages[0].value, least)
    return Chosen(columns, stages, places, days, cohort.complete)
