"""Vacancy chains: an employee is lifted to an open need, and somebody takes the job left behind.

A *chain* is read from the open need backwards: its first link is the person who takes the open
place; if that person leaves a job, the next link takes the job; and so on until a person who
leaves no job in the plans. Every job left is taken, so no chain opens a new hole. Only an
employee whose present job is described can be moved: otherwise nobody knows what must be taken
over, and nothing is guessed.

In this order the set of chains has most open places filled, fewest training days together, and
fewest people moved. While no chain would be too long, that is a flow of least cost; otherwise a
whole-number programme with the place in the chain as part of each variable.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from matcher.matching.ranking import draw
from matcher.packages.analysis import Difference, LimitPrice, smallest_causes
from matcher.packages.assignment import Way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matcher.facts import NeedId, PersonId
    from matcher.packages.steering.ordered import Level

LONGEST: Final = 3
"""Links of the longest chain unless something else is said; our proposal."""
SECONDS: Final = 10.0


class Move(NamedTuple):
    """One possible link: who takes what.

    Attributes:
        need: the open need; empty when it is a job.
        job: the employee whose job is taken; empty when it is a need.
    """

    person: PersonId
    need: NeedId = ""
    job: PersonId = ""


@dataclass(frozen=True)
class ChainProblem:
    """People, open places and jobs that could be left.

    Attributes:
        movers: employees whose present job is described.
        outsiders: people who leave no job in the plans.
        positions: open places of each need.
        days: training days of each possible link; a link courses cannot close is not there.
        longest: most links of a chain, at least 1.
        seed: for the lots.
    """

    movers: tuple[PersonId, ...]
    outsiders: tuple[PersonId, ...]
    positions: Mapping[NeedId, int]
    days: Mapping[Move, int]
    longest: int = LONGEST
    seed: int = 0

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Possible links in the order of the lots."""
        lots = {m: draw(self.seed, f"{m.need}\0{m.job}", m.person) for m in self.days}
        return tuple(sorted(lots, key=lots.__getitem__))

    @cached_property
    def taking(self) -> Mapping[tuple[NeedId, PersonId], tuple[Move, ...]]:
        """Possible links by what they take: a need, or somebody's job."""
        found: dict[tuple[NeedId, PersonId], list[Move]] = {}
        for move in self.moves:
            found.setdefault((move.need, move.job), []).append(move)
        return {taken: tuple(moves) for taken, moves in found.items()}

    @cached_property
    def leaving(self) -> frozenset[PersonId]:
        """People who leave a job when they move."""
        return frozenset(self.movers)


@dataclass(frozen=True)
class Chain:
    """Links from the open need to the person who leaves no job."""

    need: NeedId
    links: tuple[Move, ...]


@dataclass(frozen=True)
class ChainValue:
    """What a set of chains is worth: open places filled, training days, people moved."""

    filled: int
    days: int
    moved: int

    @property
    def key(self) -> tuple[int, int, int]:
        """The measures in the order they matter, less is better."""
        return (-self.filled, self.days, self.moved)


@dataclass(frozen=True)
class Chains:
    """A set of chains.

    Attributes:
        chains: in the order of the needs, shortest first.
        proven: whether no better set exists, by all measures in their order.
        levels: how far each measure came, when a programme was solved.
    """

    problem: ChainProblem
    chains: tuple[Chain, ...]
    way: Way
    proven: bool
    levels: tuple[Level, ...] = ()

    @property
    def value(self) -> ChainValue:
        """What the set is worth."""
        links = [link for chain in self.chains for link in chain.links]
        days = sum(self.problem.days[link] for link in links)
        return ChainValue(len(self.chains), days, len(links))

    @property
    def filled(self) -> Mapping[NeedId, int]:
        """Open places filled at each need."""
        told = Counter(chain.need for chain in self.chains)
        return {need: told[need] for need in self.problem.positions}


def chain_together(taken: frozenset[Move], problem: ChainProblem) -> tuple[Chain, ...]:
    """Put links together to chains.

    Args:
        taken: links, each person and each job at most once.
        problem: for the order of the needs.

    Returns:
        The chains; links that lead from no open need are left out.
    """
    takes_job = {move.job: move for move in taken if move.job}
    found = []
    for move in taken:
        if not move.need:
            continue
        links = [move]
        while following := takes_job.get(links[-1].person):
            links.append(following)
        found.append(Chain(move.need, tuple(links)))
    place = {need: n for n, need in enumerate(problem.positions)}
    lots = {move: n for n, move in enumerate(problem.moves)}
    found.sort(key=lambda chain: (place[chain.need], len(chain.links), lots[chain.links[0]]))
    return tuple(found)


def find_chains(problem: ChainProblem, seconds: float = SECONDS) -> Chains:
    """Find the set of chains that fills most open places with least training.

    Args:
        problem: people, places, jobs.
        seconds: time limit of the programme; the flow needs none: its work is bounded.

    Returns:
        The set, proven best unless it says otherwise.
    """
    from matcher.packages.steering.chain_flow import chains_by_flow  # noqa: PLC0415  (slow import)
    from matcher.packages.steering.chain_programme import chains_by_programme  # noqa: PLC0415

    if not problem.moves:
        return Chains(problem, (), Way.FLOW, proven=True)
    found = chains_by_flow(problem)
    if all(len(chain.links) <= problem.longest for chain in found.chains):
        return found
    return chains_by_programme(problem, seconds)


def directly(problem: ChainProblem, seconds: float = SECONDS) -> Chains:
    """The best that can be done without moving any employee."""
    return find_chains(replace(problem, longest=1), seconds)


def chains_one_by_one(problem: ChainProblem) -> Chains:
    """Fill place by place with the shortest chain there is left: a rule of thumb."""
    taken: set[Move] = set()
    used: set[PersonId] = set()
    for need, positions in problem.positions.items():
        for _ in range(positions):
            links = _cheapest(problem, Move("", need), used, problem.longest)
            if links is None:
                break
            taken |= set(links)
            used |= {link.person for link in links}
    chains = chain_together(frozenset(taken), problem)
    return Chains(problem, chains, Way.ONE_BY_ONE, proven=False)


def _cheapest(
    problem: ChainProblem, to: Move, used: set[PersonId], longest: int
) -> tuple[Move, ...] | None:
    """Fewest days among chains of people not used yet; None when there is none."""
    best: tuple[int, tuple[Move, ...]] | None = None
    for move in problem.taking.get((to.need, to.job), ()):
        if move.person in used:
            continue
        rest: tuple[Move, ...] | None = ()
        if move.person in problem.leaving:
            left, more = Move("", "", move.person), used | {move.person}
            rest = _cheapest(problem, left, more, longest - 1) if longest > 1 else None
        if rest is None:
            continue
        days = sum(problem.days[link] for link in (move, *rest))
        if best is None or days < best[0]:
            best = (days, (move, *rest))
    return best[1] if best else None


LENGTH_CONSTRAINT: Final = "no_longer_than"
COMPANY_CONSTRAINT: Final = "within_own_company"


def limit_prices(found: Chains, across: ChainProblem, seconds: float) -> tuple[LimitPrice, ...]:
    """Solve again without each limit: what it costs.

    Args:
        found: the chains with the limits.
        across: the same, with employees who could move to other companies.
        seconds: time limit of each new solution.

    Returns:
        The limit on length, and that an employee moves only within the own company.
    """
    long = find_chains(_without_length(found.problem), seconds)
    title = f"loftet på {found.problem.longest} led i en kæde"
    wide = find_chains(across, seconds)
    return (
        _price(LENGTH_CONSTRAINT, title, found, long),
        _price(COMPANY_CONSTRAINT, "kravet om at blive i egen virksomhed", found, wide),
    )


def causes(found: Chains, across: ChainProblem, seconds: float) -> tuple[str, ...]:
    """Find the limits that together leave no chain at all, none of which can be left out.

    Args:
        found: a set of chains.
        across: as for `limit_prices`.
        seconds: time limit of each solution tried.

    Returns:
        Names of constraints; empty when there is a chain, or when no limit is to blame.
    """
    if found.chains:
        return ()

    def possible(held: Sequence[str]) -> bool:
        problem = found.problem if COMPANY_CONSTRAINT in held else across
        limited = problem if LENGTH_CONSTRAINT in held else _without_length(problem)
        return bool(find_chains(limited, seconds).chains)

    return smallest_causes((LENGTH_CONSTRAINT, COMPANY_CONSTRAINT), possible)


def _without_length(problem: ChainProblem) -> ChainProblem:
    return replace(problem, longest=len(problem.movers) + 1)


def _price(constraint: str, title: str, found: Chains, free: Chains) -> LimitPrice:
    now, then = found.value, free.value
    changes = {"needs": then.filled - now.filled, "days": then.days - now.days,
               "people": then.moved - now.moved}  # fmt: skip
    return LimitPrice(
        constraint=constraint,
        title_da=title,
        who="",
        differences=tuple(Difference(name, by) for name, by in changes.items() if by),
        opens=not found.chains and bool(free.chains),
        proven=found.proven and free.proven,
    )
