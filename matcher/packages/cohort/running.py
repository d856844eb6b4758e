"""Models of 0/1 variables and whole numbers, solved: one thread, a time limit, a bound.

Tried on 164 people, 16 needs and classes of at least 6: HiGHS found the best choice at once but
had not proven its days after 10 s; CP-SAT with its linear relaxation (`linearization_level=2`)
and a row for each person and class proved them in 0.5 s. Without classes the rows are those of
an assignment, and there HiGHS is the faster.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from matcher.packages.cohort.constraints import Row


@dataclass(frozen=True)
class Ran:
    """What the solver gave back: whole values or None, a bound or None, and seconds spent."""

    values: NDArray[np.int64] | None
    bound: int | None
    seconds: float = 0.0


class Programme:
    """A model that is solved for one measure after the other, with CP-SAT."""

    def __init__(self, rows: Iterable[Row], uppers: Sequence[int]) -> None:
        """Write the model down once.

        Args:
            rows: what must hold.
            uppers: most each variable can be; the least is 0.
        """
        self._model = cp_model.CpModel()
        self._variables = [self._model.new_int_var(0, upper, "") for upper in uppers]
        for row in rows:
            self.keep(row)

    def keep(self, row: Row) -> None:
        """Let one more demand hold."""
        total = self._sum(row.terms.keys(), row.terms.values())
        if np.isfinite(row.low):
            self._model.add(total >= int(row.low))
        if np.isfinite(row.high):
            self._model.add(total <= int(row.high))

    def least(self, costs: Sequence[int], hint: Sequence[int], seconds: float) -> Ran:
        """Make a sum of costs least.

        Args:
            costs: of the first variables.
            hint: values to begin from, of the first variables.
            seconds: time limit.

        Returns:
            Values of all variables and a bound on the cost.
        """
        self._model.minimize(self._sum(range(len(costs)), costs))
        self._model.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in zip(self._variables, hint, strict=False):
            self._model.add_hint(variable, value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        # Looking for symmetry and probing took a third of the time and found nothing.
        solver.parameters.symmetry_level = 0
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_time_in_seconds = max(0.0, seconds)
        status = solver.solve(self._model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Ran(None, None, solver.wall_time)
        values = np.array([solver.value(v) for v in self._variables], dtype=np.int64)
        return Ran(values, round(solver.best_objective_bound), solver.wall_time)

    def _sum(self, places: Iterable[int], terms: Iterable[int]) -> cp_model.LinearExprT:
        chosen = [self._variables[place] for place in places]
        return cp_model.LinearExpr.weighted_sum(chosen, list(terms))


def run_assignment(rows: Sequence[Row], costs: Sequence[int], seconds: float) -> Ran:
    """Solve with HiGHS over 0/1 variables; a sum of costs is made least."""
    if not costs:
        return Ran(np.zeros(0, dtype=np.int64), 0)
    answer = milp(
        np.array(costs, dtype=np.float64),
        integrality=np.ones(len(costs)),
        bounds=Bounds(0, 1),
        constraints=_matrix(rows, len(costs)),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    values = None if answer.x is None else np.rint(answer.x).astype(np.int64)
    bound = answer.mip_dual_bound
    told = bound is not None and np.isfinite(bound)
    return Ran(values, int(np.ceil(bound - 1e-6)) if told else None)


def _matrix(rows: Sequence[Row], size: int) -> LinearConstraint:
    starts = np.cumsum([0, *(len(row.terms) for row in rows)])
    places = np.array([place for row in rows for place in row.terms], dtype=np.int64)
    terms = np.array([term for row in rows for term in row.terms.values()], dtype=np.float64)
    matrix = csr_array((terms, places, starts), shape=(len(rows), size))
    return LinearConstraint(matrix, [row.low for row in rows], [row.high for row in rows])
