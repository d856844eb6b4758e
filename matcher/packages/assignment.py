"""Who is steered to which vacancy, when at most so many may be steered to the same one.

A *position* is one open place of a need; a need with headcount 4 has four. A *suggestion* is the
vacancy a person is shown first, with the shortest courses that close it; nobody loses sight of
the others. In this order the assignment has

1. most positions that somebody is steered to,
2. most people with a suggestion,
3. fewest training days together (or most points together first, if that is asked for),
4. most points together (or fewest days).

Without a limit on classes the first two never stand in each other's way: more people are found
by moving people about, and a vacancy that has somebody keeps somebody. Then the whole is a flow.
With such a limit the flow is tried first, and if it breaks no limit it is the answer; otherwise
a whole-number programme is solved for one measure after another. Which of several equal
assignments is chosen is drawn by lot, never taken from ids or the order of a file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final

from matcher.matching.ranking import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.facts import NeedId, PersonId
    from matcher.packages.steering.ordered import Level
    from matcher.packages.steering.prospects import Prospect
    from taxonomy.ids import ModuleId

CAP: Final = 3
"""People steered to one position unless something else is said; our proposal."""
SECONDS: Final = 10.0


class First(StrEnum):
    """What is best for a person among vacancies that courses can open."""

    DAYS = "days"
    FIT = "fit"


class Way(StrEnum):
    """Which method answered."""

    FLOW = "flow"
    PROGRAMME = "programme"
    ONE_BY_ONE = "one_by_one"


@dataclass(frozen=True)
class AssignmentProblem:
    """People, vacancies and limits.

    Attributes:
        people: everybody to be steered.
        positions: open places of each need, at least 1.
        offers: what a person can reach; a pair that courses cannot close is not there.
        cap: most people for one position, at least 1; None for no limit.
        seats: most people in one class, at least 0; a module not named has no limit.
        first: what is best for a person.
        seed: for the lots.
    """

    people: tuple[PersonId, ...]
    positions: Mapping[NeedId, int]
    offers: Mapping[tuple[PersonId, NeedId], Prospect]
    cap: int | None = CAP
    seats: Mapping[ModuleId, int] = field(default_factory=dict)
    first: First = First.DAYS
    seed: int = 0

    @cached_property
    def pairs(self) -> tuple[tuple[PersonId, NeedId], ...]:
        """Pairs with an offer, in the order of the lots."""
        lots = {pair: draw(self.seed, pair[1], pair[0]) for pair in self.offers}
        return tuple(sorted(lots, key=lots.__getitem__))

    @cached_property
    def choices(self) -> Mapping[PersonId, tuple[NeedId, ...]]:
        """Everybody's vacancies, best for the person alone first; lots decide between equals."""
        found: dict[PersonId, list[NeedId]] = {person: [] for person in self.people}
        for person, need in self.pairs:
            found[person].append(need)
        for person, needs in found.items():
            needs.sort(key=lambda need: self.costs(person, need))
        return {person: tuple(needs) for person, needs in found.items()}

    def costs(self, person: PersonId, need: NeedId) -> tuple[int, int]:
        """What a suggestion costs by the more important measure and by the other."""
        offer = self.offers[person, need]
        if self.first is First.FIT:
            return -offer.points, offer.days
        return offer.days, -offer.points

    def limit(self, need: NeedId) -> int:
        """Most people who may be steered to a need."""
        if self.cap is None:
            return len(self.people)
        return min(self.cap * self.positions[need], len(self.people))


@dataclass(frozen=True)
class Value:
    """What an assignment is worth, by each measure."""

    positions: int
    people: int
    days: int
    points: int

    def key(self, first: First) -> tuple[int, int, int, int]:
        """The measures in the order they matter, less is better."""
        more = (self.days, -self.points) if first is First.DAYS else (-self.points, self.days)
        return (-self.positions, -self.people, *more)


@dataclass(frozen=True)
class Assignment:
    """A suggestion for as many as possible.

    Attributes:
        problem: what it answers.
        need_of: the suggestion of each person who has one.
        proven: whether no better one exists, by all measures in their order.
        levels: how far each measure came, when a programme was solved.
    """

    problem: AssignmentProblem
    need_of: Mapping[PersonId, NeedId]
    way: Way
    proven: bool
    levels: tuple[Level, ...] = ()

    @cached_property
    def counts(self) -> Mapping[NeedId, int]:
        """How many are steered to each need."""
        told = Counter(self.need_of.values())
        return {need: told[need] for need in self.problem.positions}

    @cached_property
    def in_class(self) -> Mapping[ModuleId, int]:
        """How many are steered to each class."""
        offers = (self.problem.offers[pair] for pair in self.need_of.items())
        return Counter(module for offer in offers for module in offer.modules)

    @property
    def value(self) -> Value:
        """What it is worth."""
        return value_of(self.problem, self.need_of)


def value_of(problem: AssignmentProblem, need_of: Mapping[PersonId, NeedId]) -> Value:
    """What any assignment is worth, within the limits or not."""
    told = Counter(need_of.values())
    offers = [problem.offers[pair] for pair in need_of.items()]
    return Value(
        positions=sum(min(count, problem.positions[need]) for need, count in told.items()),
        people=len(need_of),
        days=sum(offer.days for offer in offers),
        points=sum(offer.points for offer in offers),
    )


def alone(problem: AssignmentProblem) -> dict[PersonId, NeedId]:
    """Everybody's own first choice, as if nobody else were there."""
    return {person: needs[0] for person, needs in problem.choices.items() if needs}


def assign(problem: AssignmentProblem, seconds: float = SECONDS) -> Assignment:
    """Steer everybody to the best vacancy given everyone else.

    Args:
        problem: people, vacancies, limits.
        seconds: time limit of the programme; the flow needs none: its work is bounded.

    Returns:
        The assignment, proven best unless it says otherwise.
    """
    from matcher.packages.steering.flows import assign_by_flow  # noqa: PLC0415  (slow to import)
    from matcher.packages.steering.programmes import assign_by_programme  # noqa: PLC0415

    if not problem.pairs:
        return Assignment(problem, {}, Way.FLOW, proven=True)
    found = assign_by_flow(replace(problem, seats={}))
    if all(count <= problem.seats.get(m, count) for m, count in found.in_class.items()):
        return Assignment(problem, found.need_of, Way.FLOW, proven=True)
    return assign_by_programme(problem, seconds)


def one_by_one(problem: AssignmentProblem) -> Assignment:
    """Let people choose in drawn order what is best and still open: a rule of thumb."""
    left = {need: problem.limit(need) for need in problem.positions}
    seats = dict(problem.seats)
    need_of: dict[PersonId, NeedId] = {}
    for person in sorted(problem.people, key=lambda p: draw(problem.seed, "", p)):
        for need in problem.choices[person]:
            modules = problem.offers[person, need].modules
            if left[need] > 0 and all(seats.get(m, 1) > 0 for m in modules):
                need_of[person] = need
                left[need] -= 1
                seats |= {m: seats[m] - 1 for m in modules if m in seats}
                break
    return Assignment(problem, need_of, Way.ONE_BY_ONE, proven=False)
