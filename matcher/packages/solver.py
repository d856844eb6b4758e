"""The same problem for CP-SAT: for alternatives, as a check, and where the search gives up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ortools.sat.python import cp_model

from matcher.packages.ordering import Solution, in_order, problem_cost

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId

TIME_LIMIT_SECONDS: Final = 10.0


class _Model:
    """One Boolean and one place in the order per course."""

    def __init__(self, problem: PackageProblem, held: frozenset[Clause]) -> None:
        self.problem = problem
        self.held = held
        self.model = cp_model.CpModel()
        count = len(problem.courses)
        self.taken = [self.model.new_bool_var(c.id) for c in problem.courses]
        self.place = [self.model.new_int_var(0, count, f"p {c.id}") for c in problem.courses]
        self.model.minimize(
            sum(c.cost * t for c, t in zip(problem.courses, self.taken, strict=True))
        )

    def goals_are_met(self) -> None:
        """Every goal that does not hold yet is reached by some course taken."""
        for goal in self.problem.goals:
            if goal not in self.held:
                self.model.add_bool_or(self.taken[i] for i in self._reaching(goal))

    def prerequisites_come_first(self) -> None:
        """A course taken has, for each clause it asks for, an earlier course that reaches it."""
        for i, course in enumerate(self.problem.courses):
            for clause in course.opens_with:
                if clause not in self.held:
                    self._opened(i, clause)

    def differs_from(self, earlier: Iterable[tuple[ModuleId, ...]]) -> None:
        """At most half of the courses of each earlier package are taken again."""
        index = {course.id: i for i, course in enumerate(self.problem.courses)}
        for package in earlier:
            again = [self.taken[index[module]] for module in package if module in index]
            self.model.add(sum(again) <= len(package) // 2)

    def _reaching(self, clause: Clause) -> list[int]:
        return [i for i, c in enumerate(self.problem.courses) if c.reaches(clause)]

    def _opened(self, course: int, clause: Clause) -> None:
        openers = []
        for other in self._reaching(clause):
            if other == course:
                continue
            opens = self.model.new_bool_var(f"{other} opens {course}")
            self.model.add_implication(opens, self.taken[other])
            self.model.add(self.place[other] < self.place[course]).only_enforce_if(opens)
            openers.append(opens)
        self.model.add_bool_or([*openers, self.taken[course].negated()])


def solve(
    problem: PackageProblem,
    held: frozenset[Clause],
    *,
    unlike: Sequence[tuple[ModuleId, ...]] = (),
    seconds: float = TIME_LIMIT_SECONDS,
) -> Solution:
    """Find a cheapest package with CP-SAT.

    Args:
        problem: the need's courses and clauses.
        held: clauses that hold before the first course.
        unlike: packages the answer must clearly differ from (at most half of each).
        seconds: the solver's time limit. One thread, so an answer found within it is the same
            every time.

    Returns:
        The package, whether it is proven, and the bound.
    """
    model = _Model(problem, held)
    model.goals_are_met()
    model.prerequisites_come_first()
    model.differs_from(unlike)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model.model)
    proven = status in {cp_model.OPTIMAL, cp_model.INFEASIBLE}
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        bound = 0 if not proven else problem_cost(problem.courses)
        return Solution(None, proven, bound, None)
    chosen = [c for c, t in zip(problem.courses, model.taken, strict=True) if solver.value(t)]
    ordered = in_order(problem, held, chosen)
    bound = round(solver.best_objective_bound)
    return Solution(ordered, proven, bound, problem_cost(chosen))
