"""Chains of any length as a flow of least cost from those who leave no job to the open needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.packages.assignment import Way
from matcher.packages.chains import Chains, chain_together
from matcher.packages.steering.flows import END, START, Network

if TYPE_CHECKING:
    from matcher.packages.chains import ChainProblem


def chains_by_flow(problem: ChainProblem) -> Chains:
    """Solve without a limit on length, or with chains of one link only.

    The flow runs against the chain: from a person who leaves no job, by the jobs taken over, to
    the open need. An employee is a node for the job and one for the person with one place
    between them, so that nobody moves twice and a job is taken exactly when it is left. Every
    link costs something, so no flow of least cost goes in a ring.

    Args:
        problem: with at least one possible link.

    Returns:
        The best chains; some may be longer than the problem's limit.
    """
    network, moves = Network(), {}
    node = {name: END + 1 + n for n, name in enumerate(_names(problem))}
    for person in problem.outsiders:
        network.arc(START, node[f"p {person}"], 1)
    if problem.longest > 1:
        for person in problem.movers:
            network.arc(node[f"j {person}"], node[f"p {person}"], 1)
    for need, positions in problem.positions.items():
        network.arc(node[f"n {need}"], END, positions)
    day = len(problem.movers) + len(problem.outsiders) + 1
    for move in problem.moves:
        to = node[f"n {move.need}" if move.need else f"j {move.job}"]
        moves[network.arc(node[f"p {move.person}"], to, 1, problem.days[move] * day + 1)] = move
    flow = network.largest()
    taken = frozenset(move for arc, move in moves.items() if flow[arc])
    return Chains(problem, chain_together(taken, problem), Way.FLOW, proven=True)


def _names(problem: ChainProblem) -> list[str]:
    people = [f"p {person}" for person in (*problem.outsiders, *problem.movers)]
    jobs = [f"j {person}" for person in problem.movers]
    return [*people, *jobs, *(f"n {need}" for need in problem.positions)]
