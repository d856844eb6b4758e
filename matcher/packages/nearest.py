"""The few shortest packages among many people, without searching for everybody's."""

from __future__ import annotations

from collections import Counter
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from matcher.packages.problem import held_clauses

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from matcher.matching.standing import Standing
    from matcher.packages.package import Packager
    from taxonomy.concepts import Clause

    State = frozenset[Clause]


def shortest_days(packager: Packager, people: Sequence[Standing], wanted: int) -> tuple[int, ...]:
    """Training days of the people who are nearest, fewest days first.

    Whoever holds more never needs a longer package. So a person's package is worked out only
    when everybody who holds all of the same and more has been counted already.

    Args:
        packager: of the need, with days as its objective.
        people: those to choose among.
        wanted: how many people are asked for, at least 0.

    Returns:
        At most `wanted` numbers; fewer where fewer people can close the need with courses.
    """
    states = [(held_clauses(packager.problem, person), person) for person in people]
    counts = Counter(state for state, _ in states)
    representative = dict(states)
    found: list[int] = []
    for state, days in _by_days(packager, representative):
        if len(found) >= wanted:
            break
        found += [days] * counts[state]
    return tuple(found[:wanted])


def _by_days(packager: Packager, people: dict[State, Standing]) -> Iterator[tuple[State, int]]:
    waiting, heap = set(people), list[tuple[int, int, int]]()
    numbered = sorted(people, key=lambda state: (-len(state), people[state].person))
    done: set[State] = set()
    while waiting or heap:
        for place, state in enumerate(numbered):
            if state in waiting and all(s in done for s in _supersets(state, numbered)):
                waiting.discard(state)
                days = packager.best(people[state]).days
                heappush(heap, (days is None, days or 0, place))
        blocked, days, place = heappop(heap)
        done.add(numbered[place])
        if not blocked:
            yield numbered[place], days


def _supersets(state: State, states: Iterable[State]) -> Iterator[State]:
    return (other for other in states if other > state)
