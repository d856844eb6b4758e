"""The package problem of a need: which courses matter, what they cost, what they open.

Everything is stated in *clauses*: "one of these attainments holds". The hard demands of the
need are goal clauses, the prerequisites of courses are opening clauses. A set of clauses that
hold is all an exact method must remember about a person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from matcher.rules.fees import Fee, module_fee
from taxonomy.concepts import ModuleKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from matcher.facts import Need
    from matcher.matching.standing import Standing
    from taxonomy.concepts import Clause, Module
    from taxonomy.ids import CompetenceId, ModuleId
    from taxonomy.snapshot import Taxonomy


class Objective(StrEnum):
    """What a package has least of; the other comes second."""

    DAYS = "days"
    FEE = "fee"


UNKNOWN_FEE_COST: Final = 10**14
FEE_UNIT: Final = 10**8
DAY_UNIT: Final = 10**5
COURSE_UNIT: Final = 10**2
"""A day outweighs any number of courses, a course any number of courses of another trade."""


@dataclass(frozen=True)
class Course:
    """A module as the package problem sees it.

    Attributes:
        gives: levels reached, broader competences included.
        opens_with: clauses that must hold before the start.
        cost: what the objective adds up; a whole number above 0.
        programme: a whole programme, taken when nothing shorter closes the need.
    """

    id: ModuleId
    days: int
    fee: Fee
    gives: Mapping[CompetenceId, int]
    opens_with: tuple[Clause, ...]
    cost: int
    programme: bool = False

    def reaches(self, clause: Clause) -> bool:
        """Whether taking the course makes the clause hold."""
        return any(self.gives.get(a.competence, 0) >= a.level for a in clause)


@dataclass(frozen=True)
class PackageProblem:
    """The courses and clauses that matter for one need.

    Attributes:
        goals: one clause for each hard demand, in the need's order.
        courses: sorted by id; none of them useless for the goals.
    """

    need: str
    objective: Objective
    goals: tuple[Clause, ...]
    courses: tuple[Course, ...]

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every distinct clause: goals first, then what courses ask for."""
        asked = (clause for course in self.courses for clause in course.opens_with)
        return tuple(dict.fromkeys((*self.goals, *asked)))

    @cached_property
    def _wanted(self) -> Mapping[CompetenceId, tuple[tuple[int, Clause], ...]]:
        """Per competence the levels at which a clause about it begins to hold."""
        wanted: defaultdict[CompetenceId, list[tuple[int, Clause]]] = defaultdict(list)
        for clause in self.clauses:
            for a in clause:
                wanted[a.competence].append((a.level, clause))
        return {competence: tuple(rows) for competence, rows in wanted.items()}

    def holding(self, levels: Mapping[CompetenceId, int]) -> frozenset[Clause]:
        """The clauses that hold for somebody with these levels, broader ones included."""
        return frozenset(
            clause
            for competence, level in levels.items()
            for least, clause in self._wanted.get(competence, ())
            if least <= level
        )

    @cached_property
    def reached(self) -> Mapping[ModuleId, frozenset[Clause]]:
        """Per course the clauses it makes hold."""
        return {course.id: self.holding(course.gives) for course in self.courses}

    @cached_property
    def openers(self) -> Mapping[Clause, tuple[Course, ...]]:
        """Per clause the courses that make it hold, shortest first, then by id."""
        courses = sorted(self.courses, key=lambda c: (c.days, c.id))
        return {
            clause: tuple(c for c in courses if clause in self.reached[c.id])
            for clause in self.clauses
        }

    def without_programmes(self) -> PackageProblem:
        """The same problem with courses only."""
        return replace(self, courses=tuple(c for c in self.courses if not c.programme))

    @cached_property
    def by_id(self) -> Mapping[ModuleId, Course]:
        """The courses by module id."""
        return {course.id: course for course in self.courses}


def holds(clause: Clause, level: Callable[[CompetenceId], int]) -> bool:
    """Whether one of the alternatives is held."""
    return any(level(a.competence) >= a.level for a in clause)


def held_clauses(problem: PackageProblem, person: Standing) -> frozenset[Clause]:
    """The clauses of a problem that a person's standing makes hold."""
    return problem.holding(person.levels)


def build_problem(
    need: Need, taxonomy: Taxonomy, on: date, objective: Objective = Objective.DAYS
) -> PackageProblem:
    """Find the courses that can matter for a need, and put a cost on each.

    Args:
        need: its hard demands are the goals.
        taxonomy: the modules.
        on: the day fees are asked for.
        objective: days first, or fee first.

    Returns:
        The problem; it does not depend on any person.
    """
    goals = tuple(dict.fromkeys(tuple(sorted(r.options)) for r in need.hard))
    return PackageProblem(
        need.id, objective, goals, tuple(_relevant(goals, taxonomy, on, objective))
    )


def _relevant(
    goals: tuple[Clause, ...], taxonomy: Taxonomy, on: date, objective: Objective
) -> Iterable[Course]:
    wanted: list[Clause] = list(goals)
    found: dict[ModuleId, Module] = {}
    for clause in wanted:
        for module_id in sorted(_teachers(clause, taxonomy)):
            module = taxonomy.modules[module_id]
            if module_id in found or module.days is None:
                continue
            found[module_id] = module
            wanted.extend(tuple(sorted(c)) for c in module.prerequisites)
    trades = {taxonomy.competences[a.competence].field for goal in goals for a in goal}
    for module_id in sorted(found):
        yield _course(found[module_id], taxonomy, on, objective, trades)


def _teachers(clause: Clause, taxonomy: Taxonomy) -> set[ModuleId]:
    return {m for a in clause for m in taxonomy.graph.taught_by(a.competence, a.level)}


def _course(
    module: Module, taxonomy: Taxonomy, on: date, objective: Objective, trades: set[str]
) -> Course:
    days = module.days or 0
    fee = module_fee(module, taxonomy, on)
    return Course(
        id=module.id,
        days=days,
        fee=fee,
        gives=taxonomy.graph.outcomes(module.id),
        opens_with=tuple(tuple(sorted(c)) for c in module.prerequisites),
        cost=_cost(days, fee, objective, own_trade=module.field in trades),
        programme=module.kind is ModuleKind.EUV,
    )


def _cost(days: int, fee: Fee, objective: Objective, *, own_trade: bool) -> int:
    # Among equals fewer courses win, so no package holds a needless one; then the need's trades.
    least = days * DAY_UNIT + COURSE_UNIT + (not own_trade)
    if objective is Objective.DAYS:
        return least
    if fee.kroner is None:
        return UNKNOWN_FEE_COST + least
    return fee.kroner * FEE_UNIT + least
