"""Whole-number programmes solved for one measure after another, each proven or with its gap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

PROVEN: Final = 0
"""The status of a programme that was solved to the end."""


@dataclass(frozen=True)
class Row:
    """A linear constraint: a weighted sum of variables, at least `least` and at most `most`.

    Attributes:
        places: the variables.
        weights: one for each of them.
    """

    places: tuple[int, ...]
    weights: tuple[float, ...]
    least: float
    most: float


@dataclass(frozen=True)
class Level:
    """How far one measure came, the measures before it held as they were found.

    Attributes:
        found: its value in the solution; None when no solution was found.
        bound: no solution is below it.
        proven: whether nothing smaller exists.
    """

    measure: str
    found: int | None
    bound: int | None
    proven: bool

    @property
    def gap(self) -> int | None:
        """What a better solution could at most save; None when that is not known."""
        if self.found is None or self.bound is None:
            return None
        return max(0, self.found - self.bound)


def row(places: Iterable[int], most: float, least: float = 0) -> Row:
    """A plain sum of variables within limits."""
    listed = tuple(places)
    return Row(listed, (1.0,) * len(listed), least, most)


def solve_in_order(
    measures: Sequence[tuple[str, NDArray[np.int64]]],
    rows: Sequence[Row],
    upper: NDArray[np.int64],
    seconds: float,
) -> tuple[NDArray[np.int64] | None, tuple[Level, ...]]:
    """Find whole numbers with the least of the first measure, then of the second, and so on.

    Args:
        measures: name and weight of each variable, most important first.
        rows: what must hold.
        upper: the most each variable may be; the least is 0.
        seconds: the time limit of all measures together; later ones, which are harder, get
            more of it.

    Returns:
        The variables (None when no solution was found in time) and how far each measure came.
        Measures after one that was not proven are still made small, but then prove nothing.
    """
    held, best = list(rows), None
    levels: list[Level] = []
    shares = len(measures) * (len(measures) + 1) / 2
    for place, (name, weights) in enumerate(measures, start=1):
        found, level = _least(name, weights, held, upper, seconds * place / shares)
        sure = level.proven and all(earlier.proven for earlier in levels)
        levels.append(Level(name, level.found, level.bound, sure))
        if found is None:
            break
        best = found
        places = tuple(np.flatnonzero(weights).tolist())
        held.append(Row(places, tuple(weights[list(places)]), -np.inf, float(level.found or 0)))
    return best, tuple(levels)


def _least(
    name: str,
    weights: NDArray[np.int64],
    rows: Sequence[Row],
    upper: NDArray[np.int64],
    seconds: float,
) -> tuple[NDArray[np.int64] | None, Level]:
    if not len(upper):
        return np.zeros(0, dtype=np.int64), Level(name, 0, 0, proven=True)
    answer = milp(
        weights.astype(float),
        integrality=np.ones(len(upper)),
        bounds=Bounds(0, upper),
        constraints=_constraints(rows, len(upper)),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    bound = None if answer.mip_dual_bound is None else _whole(answer.mip_dual_bound)
    if answer.x is None:
        return None, Level(name, None, bound, answer.status != 1)
    found = np.rint(answer.x).astype(np.int64)
    return found, Level(name, int(weights @ found), bound, answer.status == PROVEN)


def _whole(bound: float) -> int | None:
    """A bound of whole numbers is the next whole number."""
    return int(np.ceil(bound - 1e-6)) if np.isfinite(bound) else None


def _constraints(rows: Sequence[Row], count: int) -> list[LinearConstraint]:
    if not rows:
        return []
    starts = np.cumsum([0, *(len(r.places) for r in rows)])
    places = np.array([p for r in rows for p in r.places], dtype=np.int32)
    weights = np.array([w for r in rows for w in r.weights])
    matrix = csr_array((weights, places, starts), shape=(len(rows), count))
    return [LinearConstraint(matrix, [r.least for r in rows], [r.most for r in rows])]
