"""Whole-number choices, one objective after the other; each is held when the next is asked for.

HiGHS, through `scipy.optimize.milp`, with no gap allowed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

INFEASIBLE: Final = 2
LEAST_SECONDS: Final = 0.05
HALF: Final = 0.5
"""Between two whole numbers, so that rounding inside the solver cannot matter."""


@dataclass
class Rows:
    """Constraints as they are written down: lower <= sum of value * variable <= upper."""

    columns: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=lambda: [0])
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)

    def at_least(self, least: int, plus: Sequence[int], minus: Sequence[int] = ()) -> None:
        """Some variables less some others are at least so many."""
        self._add(plus, minus, least, np.inf)

    def at_most(self, most: int, plus: Sequence[int], minus: Sequence[int] = ()) -> None:
        """Some variables less some others are at most so many."""
        self._add(plus, minus, -np.inf, most)

    def exactly(self, count: int, plus: Sequence[int], minus: Sequence[int] = ()) -> None:
        """Some variables less some others are exactly so many."""
        self._add(plus, minus, count, count)

    def weighed(self, least: int, columns: Sequence[int], values: Sequence[int]) -> None:
        """A sum with weights is at least so much."""
        self._close(columns, values, least, np.inf)

    def _add(self, plus: Sequence[int], minus: Sequence[int], low: float, high: float) -> None:
        self._close([*plus, *minus], [1] * len(plus) + [-1] * len(minus), low, high)

    def _close(
        self, columns: Sequence[int], values: Sequence[int], low: float, high: float
    ) -> None:
        self.columns.extend(columns)
        self.values.extend(values)
        self.ends.append(len(self.columns))
        self.lower.append(low)
        self.upper.append(high)

    def matrix(self, variables: int) -> csr_array:
        """The constraints as a sparse matrix, shape (constraints, variables)."""
        parts = np.array(self.values, dtype=np.float64), np.array(self.columns, dtype=np.int64)
        shape = (len(self.lower), variables)
        return csr_array((*parts, np.array(self.ends, dtype=np.int64)), shape=shape)


@dataclass(frozen=True)
class Reached:
    """How far one objective came.

    Attributes:
        name: what is measured.
        value: in the solution.
        bound: nothing that is as good in all objectives before it is below; None when an
            objective before it is not proven.
    """

    name: str
    value: int
    bound: int | None

    @property
    def proven(self) -> bool:
        """Whether nothing is better, given the objectives before it."""
        return self.value == self.bound


@dataclass(frozen=True)
class Choice:
    """What was chosen.

    Attributes:
        taken: which variables are 1; None when nothing legal was found.
        proven: whether nothing costs less, or nothing is legal.
    """

    taken: NDArray[np.bool_] | None
    proven: bool


@dataclass(frozen=True)
class Held:
    """An objective that is proven already: its costs, and what they may add up to."""

    costs: NDArray[np.int64]
    most: int


def choose(rows: Rows, costs: NDArray[np.int64], held: Sequence[Held], seconds: float) -> Choice:
    """Choose 0 or 1 for each variable at least cost.

    Args:
        rows: what is legal.
        costs: whole numbers, one for each variable.
        held: objectives that must stay as good as they are.
        seconds: the solver's time limit.

    Returns:
        The choice; when time runs out, the best known, not proven.
    """
    limits = [LinearConstraint(h.costs[None, :], -np.inf, h.most + HALF) for h in held]
    if rows.lower:
        limits.append(LinearConstraint(rows.matrix(len(costs)), rows.lower, rows.upper))
    answer = milp(
        costs.astype(np.float64),
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, 1),
        constraints=limits,
        options={"mip_rel_gap": 0, "time_limit": max(LEAST_SECONDS, seconds)},
    )
    if answer.x is None:
        return Choice(None, answer.status == INFEASIBLE)
    return Choice(answer.x > HALF, answer.status == 0)
