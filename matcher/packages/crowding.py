"""What a cap on crowding does: before and after, for each person, and what each limit costs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from matcher.packages.analysis import Difference, LimitPrice, smallest_causes
from matcher.packages.assignment import alone, assign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matcher.facts import NeedId, PersonId
    from matcher.packages.assignment import Assignment, AssignmentProblem, Value
    from taxonomy.ids import ModuleId

MANY: Final = 5
"""More people than this for one position is told as crowding."""
LADDER: Final = (1, 2, 3, 4, 5, None)
"""Limits that are compared; None is no limit."""


class Why(StrEnum):
    """Why a person is steered where they are."""

    FIRST = "first"
    FULL = "full"
    CLASS_FULL = "class_full"
    SPREAD = "spread"
    NO_ROOM = "no_room"
    NOTHING_CLOSES = "nothing_closes"
    NOT_PROVEN = "not_proven"


@dataclass(frozen=True)
class Steered:
    """One person's suggestion beside what the person would choose alone.

    Attributes:
        suggested: the vacancy; None when there is none.
        alone: the person's own first choice; None when courses close no vacancy.
        others: how many others are steered to the first choice.
        wanting: how many others have the same first choice.
        full: the class without a seat left, when that is why.
        more_days: training days more than alone; None without a suggestion or a choice.
        fewer_points: hundredths of points fewer than alone; likewise.
    """

    person: PersonId
    suggested: NeedId | None
    alone: NeedId | None
    why: Why
    others: int
    wanting: int
    full: ModuleId | None
    more_days: int | None
    fewer_points: int | None


@dataclass(frozen=True)
class Crowd:
    """How people are spread over positions, those of a need as evenly as can be.

    Attributes:
        by_people: how many positions have 0, 1, 2 … people.
        needs_without: needs that nobody is steered to.
    """

    by_people: Mapping[int, int]
    needs_without: tuple[NeedId, ...]

    @property
    def nobody(self) -> int:
        """Positions without anybody."""
        return self.by_people.get(0, 0)

    @property
    def many(self) -> int:
        """Positions with more than five people."""
        return sum(count for people, count in self.by_people.items() if people > MANY)

    @property
    def most(self) -> int:
        """Most people at one position."""
        return max(self.by_people, default=0)


def crowd(problem: AssignmentProblem, need_of: Mapping[PersonId, NeedId]) -> Crowd:
    """Count the people at each position.

    Args:
        problem: the positions.
        need_of: where people are steered, or would go.

    Returns:
        The counts.
    """
    told, by_people = Counter(need_of.values()), Counter[int]()
    for need, positions in problem.positions.items():
        each, over = divmod(told[need], positions)
        by_people[each + 1] += over
        by_people[each] += positions - over
    without = tuple(need for need in problem.positions if not told[need])
    return Crowd({n: c for n, c in sorted(by_people.items()) if c}, without)


def explain(found: Assignment) -> dict[PersonId, Steered]:
    """Tell for everybody why they are steered where they are, and what it costs them.

    Args:
        found: an assignment.

    Returns:
        Everybody, with numbers about others and never who they are.
    """
    choice = alone(found.problem)
    wanting = Counter(choice.values())
    return {p: _steered(found, p, choice.get(p), wanting) for p in found.problem.people}


def _steered(
    found: Assignment, person: PersonId, choice: NeedId | None, wanting: Mapping[NeedId, int]
) -> Steered:
    suggested = found.need_of.get(person)
    if choice is None:
        return Steered(person, None, None, Why.NOTHING_CLOSES, 0, 0, None, None, None)
    why, full = _why(found, person, choice, suggested)
    there = found.counts[choice] - (suggested == choice)
    offers = found.problem.offers
    now, then = (offers.get((person, need or "")) for need in (suggested, choice))
    return Steered(
        person, suggested, choice, why, there, wanting[choice] - 1, full,
        now.days - then.days if now and then else None,
        then.points - now.points if now and then else None,
    )  # fmt: skip


def _why(
    found: Assignment, person: PersonId, choice: NeedId, suggested: NeedId | None
) -> tuple[Why, ModuleId | None]:
    problem = found.problem
    if suggested == choice:
        return Why.FIRST, None
    crowded = found.counts[choice] >= problem.limit(choice)
    full = None if crowded else _full_class(found, person, choice, suggested)
    if suggested is None:
        return Why.NO_ROOM, full
    if crowded:
        return Why.FULL, None
    if full is not None:
        return Why.CLASS_FULL, full
    # There is room at the first choice, so only a position that would else be empty is a reason.
    needed = found.counts[suggested] <= problem.positions[suggested]
    return (Why.SPREAD if needed else Why.NOT_PROVEN), None


def _full_class(
    found: Assignment, person: PersonId, choice: NeedId, suggested: NeedId | None
) -> ModuleId | None:
    """The first course on the way to the own choice with no seat, the person's own left out."""
    problem = found.problem
    left = {m: seats - found.in_class.get(m, 0) for m, seats in problem.seats.items()}
    own = problem.offers[person, suggested].modules if suggested is not None else ()
    for module in own:
        if module in left:
            left[module] += 1
    modules = problem.offers[person, choice].modules
    return next((module for module in modules if left.get(module, 1) < 1), None)


CAP_CONSTRAINT: Final = "at_most_so_many_for_a_position"
CLASS_CONSTRAINT: Final = "at_most_so_many_in_a_class"


def limit_prices(found: Assignment, seconds: float) -> tuple[LimitPrice, ...]:
    """Solve again without each limit: what it costs everybody together.

    Args:
        found: the assignment with the limits.
        seconds: time limit of all the new solutions together.

    Returns:
        The limits there are, in the order vacancies, classes.
    """
    problem, each = found.problem, seconds / 2
    prices = []
    if problem.cap is not None:
        title = f"loftet på {problem.cap} pr. plads"
        free = assign(replace(problem, cap=None), each)
        prices.append(_price(CAP_CONSTRAINT, title, found, free))
    if problem.seats:
        free = assign(replace(problem, seats={}), each)
        prices.append(_price(CLASS_CONSTRAINT, "loftet pr. hold", found, free))
    return tuple(prices)


def causes(found: Assignment, seconds: float) -> tuple[str, ...]:
    """Find the limits that together leave nobody steered, none of which can be left out.

    Args:
        found: an assignment.
        seconds: time limit of each solution tried.

    Returns:
        Names of constraints; empty when somebody is steered, or when no limit is to blame.
    """
    problem = found.problem
    if found.need_of:
        return ()

    def possible(held: Sequence[str]) -> bool:
        cap = problem.cap if CAP_CONSTRAINT in held else None
        seats = problem.seats if CLASS_CONSTRAINT in held else {}
        return bool(assign(replace(problem, cap=cap, seats=seats), seconds).need_of)

    return smallest_causes((CAP_CONSTRAINT, CLASS_CONSTRAINT), possible)


MEASURES: Final[Mapping[str, Callable[[Value], float]]] = {
    "positions": lambda value: value.positions,
    "people": lambda value: value.people,
    "days": lambda value: value.days,
    "points": lambda value: value.points / 100,
}


def _price(constraint: str, title: str, found: Assignment, free: Assignment) -> LimitPrice:
    changes = {name: of(free.value) - of(found.value) for name, of in MEASURES.items()}
    return LimitPrice(
        constraint=constraint,
        title_da=title,
        who="",
        differences=tuple(Difference(name, by) for name, by in changes.items() if by),
        opens=not found.need_of and bool(free.need_of),
        proven=found.proven and free.proven,
    )


def ladder(found: Assignment, seconds: float) -> dict[int | None, Assignment]:
    """The assignment under each of some limits, to choose one by.

    Args:
        found: the assignment under its own limit, which is not solved again.
        seconds: time limit of all the new solutions together.

    Returns:
        Assignments by limit; None is no limit.
    """
    problem, each = found.problem, seconds / len(LADDER)
    return {
        cap: found if cap == problem.cap else assign(replace(problem, cap=cap), each)
        for cap in LADDER
    }
