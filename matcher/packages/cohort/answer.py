"""A group package as an answer: core, tails, who ends where, and why places stay open.

A course belongs to the *core* when its participants are on their way to at least two companies;
what only one company's people take is their *tail*. (Two is the rule here, an argument.)
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcher.packages.cohort.problem import goals_of
from matcher.packages.package import explain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.facts import PersonId
    from matcher.packages.cohort.problem import Cohort, CohortNeed, Column
    from matcher.packages.cohort.solving import Chosen
    from matcher.packages.package import Step
    from matcher.packages.problem import Course

SHARED_BY: Final = 2
"""Companies a course must gather people for, to belong to the core."""


@dataclass(frozen=True)
class Held:
    """A course that is held.

    Attributes:
        participants: by id.
        companies: those the participants are on their way to, by name.
        classes: how many classes; 0 when it is joined as an open course.
        core: whether it is shared by enough companies.
    """

    course: Course
    participants: tuple[PersonId, ...]
    companies: tuple[str, ...]
    classes: int
    core: bool


@dataclass(frozen=True)
class Way:
    """One person's way to a place.

    Attributes:
        steps: courses in an order that can be taken, with what each closes and opens.
        core: ids of those that belong to the core.
        days: teaching days of them all.
        kroner: fees that can be told.
        unknown: courses whose fee cannot be told.
    """

    person: PersonId
    wanted: CohortNeed
    steps: tuple[Step, ...]
    core: frozenset[str]
    days: int
    kroner: int
    unknown: int


class WhyOpen(StrEnum):
    """Why places of a need stay open."""

    FILLED = "filled"
    NOBODY = "nobody"
    LIMIT = "limit"
    TAKEN = "taken"


@dataclass(frozen=True)
class Outcome:
    """What a need gets.

    Attributes:
        people: who ends fit for it and takes a place, by id.
        open: places left.
        why: why they are left.
        reachable: people with a package within the period.
        lifted_by: names of constraints without which it would get more people.
    """

    wanted: CohortNeed
    people: tuple[PersonId, ...]
    open: int
    why: WhyOpen
    reachable: int
    lifted_by: tuple[str, ...]


def held_courses(cohort: Cohort, chosen: Chosen, shared_by: int = SHARED_BY) -> tuple[Held, ...]:
    """The courses that are held, most participants first, then by id."""
    seats: defaultdict[int, list[Column]] = defaultdict(list)
    for column in chosen.columns:
        for course in column.courses:
            seats[course].append(column)
    held = (_held(cohort, course, columns, shared_by) for course, columns in seats.items())
    return tuple(sorted(held, key=lambda h: (-len(h.participants), h.course.id)))


def _held(cohort: Cohort, place: int, columns: list[Column], shared_by: int) -> Held:
    course = cohort.courses[place]
    companies = tuple(sorted({cohort.needs[c.need].company for c in columns}))
    opened = course.id in cohort.limits.open_courses
    return Held(
        course,
        tuple(sorted(cohort.people[c.person] for c in columns)),
        companies,
        0 if opened else -(-len(columns) // cohort.limits.most),
        len(companies) >= shared_by,
    )


def ways(cohort: Cohort, chosen: Chosen, shared_by: int = SHARED_BY) -> tuple[Way, ...]:
    """Everybody's way, by person."""
    core = frozenset(h.course.id for h in held_courses(cohort, chosen, shared_by) if h.core)
    return tuple(_way(cohort, column, core) for column in chosen.columns)


def _way(cohort: Cohort, column: Column, core: frozenset[str]) -> Way:
    wanted = cohort.needs[column.need]
    taken = tuple(cohort.courses[place].id for place in column.courses)
    goals = frozenset(goals_of(wanted.need))
    steps = explain(cohort.problem, cohort.held[column.person], taken, goals)
    return Way(
        person=cohort.people[column.person],
        wanted=wanted,
        steps=steps,
        core=core.intersection(taken),
        days=column.days,
        kroner=column.kroner,
        unknown=column.unknown,
    )


def filled(chosen: Chosen) -> Mapping[int, int]:
    """Places filled per need."""
    counts: defaultdict[int, int] = defaultdict(int)
    for column in chosen.columns:
        counts[column.need] += 1
    return counts


def outcomes(
    cohort: Cohort, chosen: Chosen, freed: Mapping[str, Chosen] | None = None
) -> tuple[Outcome, ...]:
    """What each need gets, and why places stay open.

    Args:
        cohort: people, needs and columns.
        chosen: the group package.
        freed: per constraint the group package without it.

    Returns:
        One for each need, in the order given.
    """
    without = {name: filled(other) for name, other in (freed or {}).items()}
    return tuple(_outcome(cohort, chosen, number, without) for number in range(len(cohort.needs)))


def _outcome(
    cohort: Cohort, chosen: Chosen, number: int, without: Mapping[str, Mapping[int, int]]
) -> Outcome:
    wanted = cohort.needs[number]
    people = tuple(cohort.people[c.person] for c in chosen.columns if c.need == number)
    left = wanted.need.headcount - len(people)
    reachable = len(
        {c.person for c in cohort.columns if c.need == number and c.days <= cohort.limits.days}
    )
    lifts = tuple(name for name, counts in without.items() if counts.get(number, 0) > len(people))
    why = WhyOpen.TAKEN if reachable else WhyOpen.NOBODY
    if not left:
        why = WhyOpen.FILLED
    elif lifts:
        why = WhyOpen.LIMIT
    return Outcome(wanted, people, left, why, reachable, lifts if left else ())
