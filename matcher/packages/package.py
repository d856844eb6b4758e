"""A package as an answer: its courses in order, why each is there, and what cannot be closed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcher.packages.ordering import Solution, in_order
from matcher.packages.problem import held_clauses
from matcher.packages.search import numbered, search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from matcher.matching.standing import Standing
    from matcher.packages.problem import Course, PackageProblem
    from matcher.packages.search import Numbered
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId

ALTERNATIVES: Final = 3
WORKERS: Final = 2


class Method(StrEnum):
    """Which exact method answered."""

    SEARCH = "search"
    CP_SAT = "cp_sat"


class Obstacle(StrEnum):
    """Why a goal cannot be closed."""

    NOT_TAUGHT = "not_taught"
    PREREQUISITE = "prerequisite"
    NOT_SOLVED = "not_solved"


@dataclass(frozen=True)
class Step:
    """One course of a package and the reason it is there.

    Attributes:
        closes: goals that hold once this course is done and did not before.
        opens: later courses of the package that ask for something this course gives.
    """

    course: Course
    closes: tuple[Clause, ...]
    opens: tuple[ModuleId, ...]


@dataclass(frozen=True)
class Blocked:
    """A goal no package can reach, and why."""

    goal: Clause
    obstacle: Obstacle
    courses: tuple[ModuleId, ...]


@dataclass(frozen=True)
class Package:
    """The answer for one person and one need.

    Attributes:
        steps: courses in an order that can be taken; empty when nothing is missing. When some
            goals are blocked, they close the others.
        blocked: goals that no course can close.
        days: training days of all steps; None when blocked.
        fee: kroner of all steps; None when blocked or when one course's fee cannot be told.
        proven: whether no cheaper package exists, by the objective of the problem.
        bound: least cost any package could still have, equal to the cost when proven.
    """

    steps: tuple[Step, ...]
    blocked: tuple[Blocked, ...]
    days: int | None
    fee: int | None
    method: Method
    proven: bool
    bound: int

    @property
    def closed(self) -> bool:
        """Whether the package meets every hard demand."""
        return not self.blocked

    @property
    def modules(self) -> tuple[ModuleId, ...]:
        """Ids of the courses, in order."""
        return tuple(step.course.id for step in self.steps)


def _cp_sat() -> Callable[..., Solution]:
    from matcher.packages.solver import solve  # noqa: PLC0415  (half a second to import, seldom used)

    return solve


class Packager:
    """Answers for one need; remembers distinct states, so that equal people are solved once."""

    def __init__(self, problem: PackageProblem) -> None:
        """Prepare the need's problem."""
        self.problem = problem
        self._numbered: Numbered = numbered(problem)
        self._answers: dict[frozenset[Clause], Package] = {}

    def best(self, person: Standing) -> Package:
        """The cheapest package for a person.

        Args:
            person: the standing on the day that decides.

        Returns:
            A package proven cheapest; with the goals that cannot be closed, and why, if any.
        """
        return self.best_from(held_clauses(self.problem, person))

    def best_from(self, held: frozenset[Clause]) -> Package:
        """The cheapest package from a state; see `best`."""
        if held not in self._answers:
            self._answers[held] = self._solve(held)
        return self._answers[held]

    def prepare(self, people: Iterable[Standing]) -> None:
        """Solve every distinct state of these people, two at a time; `best` is then a look-up.

        The search runs outside the interpreter's lock, so threads share the machine's cores.
        The answers do not depend on the order in which they are found.
        """
        states = {held_clauses(self.problem, person) for person in people} - self._answers.keys()
        with ThreadPoolExecutor(WORKERS) as pool:
            for held, package in zip(states, pool.map(self._solve, states), strict=True):
                self._answers[held] = package

    def alternatives(self, person: Standing, count: int = ALTERNATIVES) -> tuple[Package, ...]:
        """The cheapest packages that clearly differ from the best one and from each other.

        Args:
            person: the standing on the day that decides.
            count: the most packages returned.

        Returns:
            Packages of courses (no whole programmes) sharing at most half of the courses of each
            earlier one, cheapest first; fewer than `count` where no more exist.
        """
        held = held_clauses(self.problem, person)
        found = [self.best(person)]
        solve, courses = _cp_sat(), self.problem.without_programmes()
        while found[0].steps and found[0].closed and len(found) <= count:
            solution = solve(courses, held, unlike=[p.modules for p in found])
            if solution.courses is None:
                break
            found.append(self._package(held, solution, Method.CP_SAT))
        return tuple(found[1:])

    def _solve(self, held: frozenset[Clause]) -> Package:
        found = search(self._numbered, held)
        if found.courses is None and (blocked := find_blocked(self.problem, held)):
            return self._rest(held, blocked)
        if found.courses is None or not found.proven:
            return self._package(held, _cp_sat()(self.problem, held), Method.CP_SAT)
        modules = tuple(self.problem.courses[place].id for place in found.courses)
        solution = Solution(modules, proven=True, bound=found.cost, cost=found.cost)
        return self._package(held, solution, Method.SEARCH)

    def _rest(self, held: frozenset[Clause], blocked: tuple[Blocked, ...]) -> Package:
        """What can be closed although something cannot; days and fee are not told."""
        out = {b.goal for b in blocked}
        rest = replace(self.problem, goals=tuple(g for g in self.problem.goals if g not in out))
        package = Packager(rest).best_from(held & frozenset(rest.clauses))
        return replace(package, blocked=blocked, days=None, fee=None)

    def _package(self, held: frozenset[Clause], solution: Solution, method: Method) -> Package:
        if solution.courses is None:
            missing = tuple(
                Blocked(g, Obstacle.NOT_SOLVED, ()) for g in self.problem.goals if g not in held
            )
            return Package((), missing, None, None, method, solution.proven, solution.bound)
        courses = [self.problem.by_id[module] for module in solution.courses]
        ordered = in_order(self.problem, held, courses)
        steps = explain(self.problem, held, ordered)
        fees = [step.course.fee.kroner for step in steps]
        known = [fee for fee in fees if fee is not None]
        return Package(
            steps=steps,
            blocked=(),
            days=sum(step.course.days for step in steps),
            fee=sum(known) if len(known) == len(fees) else None,
            method=method,
            proven=solution.proven,
            bound=solution.bound,
        )


def explain(
    problem: PackageProblem,
    held: frozenset[Clause],
    ordered: tuple[ModuleId, ...],
    goals: frozenset[Clause] | None = None,
) -> tuple[Step, ...]:
    """Give each course of a package the reason it is there.

    Args:
        problem: the need's courses and clauses.
        held: clauses that hold before the first course.
        ordered: module ids in an order that can be taken.
        goals: those that matter; by default all of the problem's.

    Returns:
        For each course the goals it is first to close, and the later courses it opens.
    """
    now, steps = set(held), []
    matter = problem.goals if goals is None else tuple(g for g in problem.goals if g in goals)
    for place, module in enumerate(ordered):
        course = problem.by_id[module]
        gained = problem.reached[module] - now
        later = (problem.by_id[m] for m in ordered[place + 1 :])
        opens = tuple(c.id for c in later if gained.intersection(c.opens_with))
        steps.append(Step(course, tuple(g for g in matter if g in gained), opens))
        now |= gained
    return tuple(steps)


def find_blocked(problem: PackageProblem, held: frozenset[Clause]) -> tuple[Blocked, ...]:
    """Find the goals that no order of all courses can reach.

    Args:
        problem: the need's courses and clauses.
        held: clauses that hold before the first course.

    Returns:
        Each such goal, whether no course teaches it or the courses that do cannot be entered.
    """
    now, waiting = set(held), list(problem.courses)
    while ready := [c for c in waiting if all(o in now for o in c.opens_with)]:
        now = now.union(*(problem.reached[c.id] for c in ready))
        waiting = [c for c in waiting if c not in ready]
    return tuple(
        Blocked(goal, Obstacle.PREREQUISITE if teachers else Obstacle.NOT_TAUGHT, teachers)
        for goal in problem.goals
        if goal not in now
        for teachers in [tuple(c.id for c in problem.courses if c.reaches(goal))]
    )
