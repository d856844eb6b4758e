"""What a group package is chosen among: people, places, packages, and the limits told.

The model, exactly. Given are needs of several companies, each with a number of places, and a pool
of people. Each person may end in at most one place, and reaches it with a *package*: a set of
courses that can be taken in some order from what the person holds today, closes every hard demand
of the need, and has no needless course (leave any one out, and it no longer closes the need). So
nobody sits in a class to fill it. A person who fits today has the empty package.

A course is held in *classes*: with `k` classes, the participants are between `k` times `least`
and `k` times `most`, and `k` is at most `classes`; no class, no participants. Courses named as
open (`open_courses`) run with others anyway and have no such limits. The budget is for course
fees. A fee that cannot be told is never zero: either it stands outside the budget and is counted
and told (`UnknownFees.OUTSIDE`), or such courses are left out (`REFUSE`). A package's teaching
days are at most `days`. Somebody employed in a company of the network takes a place there only.
Whole programmes (EUV) are not courses of a group package. Dates are not part of this model.

Chosen is what has, in this order: most places filled; fewest training days of all people
together; fewest seats on courses of unknown fee; least known fees.

Courses, people and needs go by their place in the tuples of the problem.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from matcher.facts import Need
from matcher.packages.cohort.kernels import ALL, STOPPED, collect
from matcher.packages.problem import build_problem, held_clauses
from matcher.packages.search import numbered, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from matcher.facts import PersonId
    from matcher.matching.standing import Standing
    from matcher.packages.problem import Course, PackageProblem
    from matcher.packages.search import Numbered
    from taxonomy.concepts import Clause
    from taxonomy.ids import ModuleId
    from taxonomy.snapshot import Taxonomy

MOST_PACKAGES: Final = 12
MOST_COLUMNS: Final = 10_000
NODES: Final = 500
WORKERS: Final = 2
DAY: Final = 1_000


class UnknownFees(StrEnum):
    """What becomes of courses whose fee cannot be told."""

    OUTSIDE = "outside"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Limits:
    """What a group package must keep within.

    Attributes:
        least: participants without whom a class is not held, at least 1.
        most: participants a class has room for, at least `least`.
        classes: most classes of one course, at least 1.
        days: most teaching days for one person, at least 0.
        budget: kroner for course fees of all; None when there is no limit.
        open_courses: courses anybody can join anyway, with no least and no most.
    """

    least: int
    most: int
    classes: int
    days: int
    budget: int | None = None
    unknown_fees: UnknownFees = UnknownFees.OUTSIDE
    open_courses: frozenset[ModuleId] = frozenset()


@dataclass(frozen=True)
class CohortNeed:
    """A need with the company it belongs to.

    Attributes:
        employees: the company's own people.
    """

    need: Need
    company: str
    employees: frozenset[PersonId] = frozenset()


@dataclass(frozen=True)
class Effort:
    """How many packages are looked at.

    Attributes:
        most: per person and need: those with fewest days, then fewest courses.
        nodes: nodes of the search for them, per person and need.
        columns: in all; with more, each pair keeps fewer.
        reach: days packages may have; None for the period's. More tells what the period costs.
    """

    most: int = MOST_PACKAGES
    nodes: int = NODES
    columns: int = MOST_COLUMNS
    reach: int | None = None


@dataclass(frozen=True)
class Column:
    """One person in one place after one package.

    Attributes:
        courses: in an order that can be taken; empty when the person fits today.
        days: teaching days of them all.
        kroner: fees that can be told, added up.
        unknown: courses whose fee cannot be told.
    """

    person: int
    need: int
    courses: tuple[int, ...]
    days: int
    kroner: int
    unknown: int


@dataclass(frozen=True)
class Cohort:
    """Everything a group package is chosen among.

    Attributes:
        problem: the courses and clauses of all needs together.
        held: per person the clauses that hold today.
        columns: packages of at most `reach` days, per person and need.
        reach: days the columns go up to; more than the limit only to tell what the limit costs.
        cut_short: pairs of person and need with more packages than were looked at; their
            shortest package is among the columns.
    """

    problem: PackageProblem
    people: tuple[PersonId, ...]
    held: tuple[frozenset[Clause], ...]
    needs: tuple[CohortNeed, ...]
    columns: tuple[Column, ...]
    limits: Limits
    reach: int
    cut_short: frozenset[tuple[int, int]]

    @property
    def complete(self) -> bool:
        """Whether the columns are all packages there are within `reach`."""
        return not self.cut_short

    @property
    def courses(self) -> tuple[Course, ...]:
        """The courses."""
        return self.problem.courses

    @property
    def places(self) -> int:
        """Places asked for in all."""
        return sum(wanted.need.headcount for wanted in self.needs)

    @cached_property
    def employer(self) -> Mapping[PersonId, frozenset[str]]:
        """The companies of the network that somebody is employed in."""
        found: dict[PersonId, set[str]] = {}
        for wanted in self.needs:
            for person in wanted.employees:
                found.setdefault(person, set()).add(wanted.company)
        return {person: frozenset(companies) for person, companies in found.items()}


def gather(
    needs: Sequence[CohortNeed],
    people: Sequence[Standing],
    taxonomy: Taxonomy,
    on: date,
    limits: Limits,
    effort: Effort | None = None,
) -> Cohort:
    """Find the packages of everybody to every need.

    Args:
        needs: of all companies, each with at least one hard demand or none at all.
        people: the pool, standings on the day that decides; ids are distinct.
        taxonomy: the courses.
        on: the day fees are asked for.
        limits: what to keep within.
        effort: how many packages to look at; by default `Effort()`.

    Returns:
        What to choose among. `complete` tells whether any package was left out.
    """
    effort = effort or Effort()
    every = tuple(r for wanted in needs for r in wanted.need.hard)
    problem = build_problem(Need("", "", "", None, every), taxonomy, on).without_programmes()
    held = tuple(held_clauses(problem, person) for person in people)
    reach = limits.days if effort.reach is None else effort.reach
    bare = Cohort(
        problem, tuple(p.person for p in people), held, tuple(needs), (), limits, reach, frozenset()
    )
    finder = _Finder(problem, numbered(problem), reach, effort)
    with ThreadPoolExecutor(WORKERS) as pool:
        rows = list(pool.map(lambda place: finder.of_person(bare, place), range(len(people))))
    found = tuple(column for columns, _ in rows for column in columns)
    short = frozenset(pair for _, cut in rows for pair in cut)
    return _within(replace(bare, columns=found, cut_short=short), effort.columns)


def _within(cohort: Cohort, most: int) -> Cohort:
    """At most so many columns: the longest packages of the pairs with most fall out."""
    pairs: defaultdict[tuple[int, int], list[Column]] = defaultdict(list)
    for column in cohort.columns:
        pairs[column.person, column.need].append(column)
    each = max(map(len, pairs.values()), default=0)
    while each > 1 and sum(min(each, len(rows)) for rows in pairs.values()) > most:
        each -= 1
    short = cohort.cut_short | {pair for pair, rows in pairs.items() if len(rows) > each}
    nearest = (
        sorted(rows, key=lambda c: (c.days, len(c.courses)))[:each] for rows in pairs.values()
    )
    columns = tuple(column for rows in nearest for column in rows)
    return replace(cohort, columns=columns, cut_short=short)


@dataclass(frozen=True)
class _Finder:
    problem: PackageProblem
    numbered: Numbered
    reach: int
    effort: Effort

    @cached_property
    def costs(self) -> NDArray[np.int64]:
        """Days first, then fewest courses."""
        return np.array([course.days * DAY + 1 for course in self.problem.courses], dtype=np.int64)

    def of_person(self, cohort: Cohort, place: int) -> tuple[list[Column], list[tuple[int, int]]]:
        """One person's packages to every need, and the pairs with more than were kept."""
        held = np.zeros(len(self.numbered.number), dtype=np.bool_)
        held[[self.numbered.number[clause] for clause in cohort.held[place]]] = True
        known: dict[tuple[int, ...], tuple[list[tuple[int, ...]], bool]] = {}
        columns, short = list[Column](), list[tuple[int, int]]()
        for number, wanted in enumerate(cohort.needs):
            goals = tuple(sorted({self.numbered.number[c] for c in goals_of(wanted.need)}))
            if goals not in known:
                known[goals] = self._packages(cohort, place, goals, held)
            packages, complete = known[goals]
            if not complete:
                short.append((place, number))
            columns += (self._column(place, number, courses) for courses in packages)
        return columns, short

    def _packages(
        self, cohort: Cohort, place: int, goals: tuple[int, ...], held: NDArray[np.bool_]
    ) -> tuple[list[tuple[int, ...]], bool]:
        given = self.numbered
        found, ended = collect(
            given.reach, given.reach_at, given.asks, given.asks_at, self.costs,
            np.array(goals, dtype=np.int32), held, self.reach * DAY + DAY - 1, self.effort.most,
            self.effort.nodes,
        )  # fmt: skip
        sets = {tuple(np.flatnonzero(row).tolist()) for row in found}
        if ended == STOPPED:
            shortest = self._shortest(goals, held)
            if shortest is None:
                return [], True
            sets.add(shortest)
        ordered = (takable_order(self.problem, cohort.held[place], courses) for courses in sets)
        return sorted(ordered), ended == ALL

    def _shortest(self, goals: tuple[int, ...], held: NDArray[np.bool_]) -> tuple[int, ...] | None:
        """The shortest package of all, None when none is within reach."""
        asked = replace(self.numbered, goals=np.array(goals, dtype=np.int32), costs=self.costs)
        clauses = self.problem.clauses
        found = search(asked, (clauses[i] for i in np.flatnonzero(held)))
        if found.courses is None or found.cost >= (self.reach + 1) * DAY:
            return None
        return found.courses

    def _column(self, person: int, need: int, courses: tuple[int, ...]) -> Column:
        taken = [self.problem.courses[place] for place in courses]
        known = [c.fee.kroner for c in taken if c.fee.kroner is not None]
        days = sum(course.days for course in taken)
        return Column(person, need, courses, days, sum(known), len(taken) - len(known))


def goals_of(need: Need) -> tuple[Clause, ...]:
    """The clauses that must hold for a need to be met."""
    return tuple(dict.fromkeys(tuple(sorted(r.options)) for r in need.hard))


def takable_order(
    problem: PackageProblem, held: frozenset[Clause], courses: Iterable[int]
) -> tuple[int, ...]:
    """Places of courses in an order that can be taken: what can start, shortest first, then id.

    Raises:
        ValueError: when there is no order.
    """
    waiting = sorted(courses, key=lambda i: (problem.courses[i].days, problem.courses[i].id))
    now, ordered = set(held), list[int]()
    while waiting:
        ready = (i for i in waiting if all(o in now for o in problem.courses[i].opens_with))
        first = next(ready, None)
        if first is None:
            message = f"no order for {[problem.courses[i].id for i in waiting]}"
            raise ValueError(message)
        waiting.remove(first)
        ordered.append(first)
        now |= problem.reached[problem.courses[first].id]
    return tuple(ordered)
