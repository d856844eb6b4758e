"""Assignment and chains as flows of least cost: exact while only places are limited."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from matcher.packages.assignment import Assignment, Way

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from matcher.facts import NeedId, PersonId
    from matcher.packages.assignment import AssignmentProblem


@dataclass
class Network:
    """Arcs with capacities and costs; a flow goes from node 0 to node 1."""

    tails: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    capacities: list[int] = field(default_factory=list)
    costs: list[int] = field(default_factory=list)

    def arc(self, tail: int, head: int, capacity: int, cost: int = 0) -> int:
        """Add an arc; its number."""
        self.tails.append(tail)
        self.heads.append(head)
        self.capacities.append(capacity)
        self.costs.append(cost)
        return len(self.tails) - 1

    def largest(self) -> NDArray[np.int64]:
        """The flow of each arc in a largest flow that costs the least.

        Raises:
            ArithmeticError: when the costs do not fit in 64 bits.
        """
        solver = self._solver()
        nodes = max(self.heads) + 1
        supplies = np.zeros(nodes, dtype=np.int64)
        supplies[0], supplies[1] = sum(self.capacities), -sum(self.capacities)
        solver.set_nodes_supplies(np.arange(nodes), supplies)
        return self._told(solver, solver.solve_max_flow_with_min_cost())

    def cheapest(self, supplies: dict[int, int]) -> NDArray[np.int64]:
        """The flow of each arc in a cheapest flow from nodes with supply to those with demand.

        Raises:
            ArithmeticError: when there is no such flow.
        """
        solver = self._solver()
        solver.set_nodes_supplies(np.array([*supplies]), np.array([*supplies.values()]))
        return self._told(solver, solver.solve())

    def _solver(self) -> SimpleMinCostFlow:
        solver = SimpleMinCostFlow()
        arcs = (self.tails, self.heads, self.capacities, self.costs)
        solver.add_arcs_with_capacity_and_unit_cost(*map(np.array, arcs))
        return solver

    def _told(self, solver: SimpleMinCostFlow, status: object) -> NDArray[np.int64]:
        if status != SimpleMinCostFlow.OPTIMAL:
            raise ArithmeticError(f"the flow was not solved: {status}")
        flows: NDArray[np.int64] = solver.flows(np.arange(len(self.tails)))
        return flows


START, END, FILLED, CROWDED = range(4)
"""Nodes: where people come from and end; the first at each position, and further ones at it."""


def assign_by_flow(problem: AssignmentProblem) -> Assignment:
    """Solve an assignment without limits on classes.

    Args:
        problem: with at least one offer and without `seats`.

    Returns:
        The assignment, proven best.

    Raises:
        ValueError: when classes have limits.
    """
    if problem.seats:
        raise ValueError("a limit on classes is not a flow")
    network, pairs = _network(problem, counting=True)
    flow = network.largest()
    people = int(flow[list(pairs)].sum())
    filled = int(flow[[arc for arc, head in enumerate(network.heads) if head == FILLED]].sum())
    network, pairs = _network(problem, counting=False)
    flow = network.cheapest({START: people, FILLED: -filled, CROWDED: filled - people})
    need_of = {p: n for arc, (p, n) in pairs.items() if flow[arc]}
    return Assignment(problem, need_of, Way.FLOW, proven=True)


def _network(
    problem: AssignmentProblem, *, counting: bool
) -> tuple[Network, dict[int, tuple[PersonId, NeedId]]]:
    """People to needs, where the first at each position are told apart from further ones.

    Counting, only the number of people and positions matters, and the flow goes on to the end;
    otherwise offers have their costs, and as many as were counted are asked for of each sort.
    """
    network, pairs = Network(), {}
    people = {p: n for n, p in enumerate(dict.fromkeys(p for p, _ in problem.pairs), CROWDED + 1)}
    needs = {n: i for i, n in enumerate(dict.fromkeys(n for _, n in problem.pairs),
                                        CROWDED + 1 + len(people))}  # fmt: skip
    for node in people.values():
        network.arc(START, node, 1)
    for need, node in needs.items():
        first = min(problem.positions[need], problem.limit(need))
        network.arc(node, FILLED, first, -1 if counting else 0)
        network.arc(node, CROWDED, problem.limit(need) - first)
    for pair, cost in zip(problem.pairs, one_cost(problem), strict=True):
        person, need = pair
        pairs[network.arc(people[person], needs[need], 1, 0 if counting else cost)] = pair
    if counting:
        network.arc(FILLED, END, len(people))
        network.arc(CROWDED, END, len(people))
    return network, pairs


def one_cost(problem: AssignmentProblem) -> list[int]:
    """The two measures of each pair as one number: the lesser can never outweigh the greater."""
    both = [problem.costs(*pair) for pair in problem.pairs]
    least = min(second for _, second in both)
    room = len(problem.people) * (max(second for _, second in both) - least) + 1
    return [first * room + second - least for first, second in both]
