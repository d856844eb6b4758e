"""Relations between concepts, behind named questions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from taxonomy.concepts import Attainment, Competence, Module
    from taxonomy.ids import CompetenceId, ModuleId


class CompetenceGraph:
    """Broader, narrower and near competences, and which modules teach what."""

    def __init__(self, competences: Iterable[Competence], modules: Iterable[Module]) -> None:
        """Build the relations; ids must exist and `broader` must have no cycle."""
        listed = tuple(competences)
        self._broader_graph = broader_graph(listed)
        self._broader = _closures(self._broader_graph)
        self._narrower = _inverse(self._broader)
        self._linked = _linked(listed)
        self._near = {c.id: self._near_of(c.id) for c in listed}
        self._outcomes = {m.id: self.widen(m.outcomes) for m in modules}
        taught: dict[CompetenceId, list[tuple[int, ModuleId]]] = defaultdict(list)
        for module, reached in self._outcomes.items():
            for competence, level in reached.items():
                taught[competence].append((level, module))
        self._taught = {c: tuple(sorted(rows, key=lambda r: r[1])) for c, rows in taught.items()}

    def broader(self, competence: CompetenceId) -> frozenset[CompetenceId]:
        """Every competence that holding this one counts as, itself included."""
        return self._broader[competence]

    def narrower(self, competence: CompetenceId) -> frozenset[CompetenceId]:
        """Every competence that counts as this one, itself included."""
        return self._narrower[competence]

    def near(self, competence: CompetenceId) -> frozenset[CompetenceId]:
        """Siblings (sharing a direct broader one) and related ones: named, never counted."""
        return self._near[competence]

    def _near_of(self, competence: CompetenceId) -> frozenset[CompetenceId]:
        parents = self._broader_graph.successors(competence)
        siblings = {s for p in parents for s in self._broader_graph.predecessors(p)}
        counted = self._broader[competence] | self._narrower[competence]
        return frozenset((siblings | self._linked[competence]) - counted)

    def widen(self, attainments: Iterable[Attainment]) -> Mapping[CompetenceId, int]:
        """Levels that follow from these, counting narrower for broader.

        Args:
            attainments: competences with levels.

        Returns:
            For every competence that follows, its highest level (1 to 4).
        """
        reached: dict[CompetenceId, int] = {}
        for attainment in attainments:
            for competence in self._broader[attainment.competence]:
                reached[competence] = max(reached.get(competence, 0), attainment.level)
        return reached

    def outcomes(self, module: ModuleId) -> Mapping[CompetenceId, int]:
        """What a module gives, broader competences included."""
        return self._outcomes[module]

    def taught_by(self, competence: CompetenceId, level: int = 1) -> tuple[ModuleId, ...]:
        """Modules that bring a participant to at least this level, sorted by id."""
        return tuple(m for reached, m in self._taught.get(competence, ()) if reached >= level)


def broader_graph(competences: Iterable[Competence]) -> nx.DiGraph[CompetenceId]:
    """The graph with an edge from each competence to each directly broader one."""
    graph: nx.DiGraph[CompetenceId] = nx.DiGraph()
    for competence in competences:
        graph.add_node(competence.id)
        graph.add_edges_from((competence.id, b) for b in competence.broader)
    return graph


def _linked(competences: Iterable[Competence]) -> Mapping[CompetenceId, set[CompetenceId]]:
    """Related competences in both directions, whichever side names the other."""
    linked: dict[CompetenceId, set[CompetenceId]] = defaultdict(set)
    for competence in competences:
        for other in competence.related:
            linked[competence.id].add(other)
            linked[other].add(competence.id)
    return linked


def _closures(
    graph: nx.DiGraph[CompetenceId],
) -> Mapping[CompetenceId, frozenset[CompetenceId]]:
    closed: dict[CompetenceId, frozenset[CompetenceId]] = {}
    for node in reversed(list(nx.topological_sort(graph))):
        above = (closed[b] for b in graph.successors(node))
        closed[node] = frozenset({node}).union(*above)
    return closed


def _inverse(
    broader: Mapping[CompetenceId, frozenset[CompetenceId]],
) -> Mapping[CompetenceId, frozenset[CompetenceId]]:
    narrower: dict[CompetenceId, set[CompetenceId]] = defaultdict(set)
    for competence, above in broader.items():
        for wide in above:
            narrower[wide].add(competence)
    return {competence: frozenset(narrower[competence]) for competence in broader}
