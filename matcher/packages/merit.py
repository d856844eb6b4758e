"""Among equally short and equally dear packages, the one that may later shorten a programme."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from matcher.packages.package import Packager

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matcher.packages.package import Package
    from matcher.packages.problem import PackageProblem
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId
    from taxonomy.merit import Merit

TENTHS: Final = 10
MERIT_UNIT: Final = 10**3
"""More than a course's merit can be in tenths, so that merit decides only among equals."""
MOST_COST: Final = 10**12
"""Costs above this are not made finer: the search adds them up below 10**17."""


@dataclass(frozen=True)
class Choice:
    """A package chosen for its merit among equals.

    Attributes:
        package: as short and as dear as the one it was chosen instead of.
        instead_of: the package that would have been chosen without merit.
        gained: rows that count for courses only in the package chosen.
    """

    package: Package
    instead_of: Package
    gained: tuple[Merit, ...]


def merit_of_modules(rows: Iterable[Merit]) -> Mapping[ModuleId, Merit]:
    """For each module the row with most weeks; the first programme by id among equals.

    A person takes one programme, so a module counts once.
    """
    best: dict[ModuleId, Merit] = {}
    for row in sorted(rows, key=lambda m: (m.module, -m.weeks, m.programme, m.subject)):
        best.setdefault(row.module, row)
    return best


def tenths(merit: Mapping[ModuleId, Merit]) -> dict[ModuleId, int]:
    """Merit in tenths of weeks by module, as the methods add it up."""
    return {module: round(row.weeks * TENTHS) for module, row in merit.items()}


def prefer_merit(
    problem: PackageProblem,
    held: frozenset[Clause],
    package: Package,
    merit: Mapping[ModuleId, Merit],
) -> Choice | None:
    """Another package as good by days, courses and fee, with more merit.

    Args:
        problem: the need's problem.
        held: clauses that hold before the first course.
        package: the best package found without merit.
        merit: the row that counts for each module.

    Returns:
        The package with most merit among those of the same cost; None when the one given has
        as much, when the fee would differ, or when a package is not closed or not proven.
    """
    if not package.steps or not package.closed or not package.proven:
        return None
    if max(course.cost for course in problem.courses) > MOST_COST:
        return None
    worth = tenths(merit)
    finer = replace(
        problem,
        courses=tuple(
            replace(c, cost=c.cost * MERIT_UNIT - worth.get(c.id, 0)) for c in problem.courses
        ),
    )
    other = Packager(finer).best_from(held)
    same = other.proven and (other.days, other.fee) == (package.days, package.fee)
    if not same or other.fee is None or _sum(other, worth) <= _sum(package, worth):
        return None
    new = set(other.modules) - set(package.modules)
    gained = tuple(merit[m] for m in other.modules if m in new and m in merit)
    own = tuple(replace(s, course=problem.by_id[s.course.id]) for s in other.steps)
    return Choice(replace(other, steps=own, bound=package.bound), package, gained)


def _sum(package: Package, worth: Mapping[ModuleId, int]) -> int:
    return sum(worth.get(module, 0) for module in package.modules)
