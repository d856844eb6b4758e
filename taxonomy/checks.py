"""Integrity of a catalogue: what must hold before it may become a `Taxonomy`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from taxonomy.concepts import Attainment, CompetenceKind, LineKind, Status
from taxonomy.errors import Fault
from taxonomy.graph import CompetenceGraph, broader_graph
from taxonomy.ids import is_slug
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from taxonomy.concepts import Competence, JobProfile, Module, Origin, ProfileLine
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Catalogue, Places

SCORED: Final = frozenset({LineKind.MUST, LineKind.ONE_OF, LineKind.ADVANTAGE})


@dataclass(frozen=True)
class _Context:
    catalogue: Catalogue
    places: Places
    competences: dict[CompetenceId, Competence]

    def fault(self, value: object, column: str, found: str, problem: str, remedy: str) -> Fault:
        file, line = self.places.of(value)
        return Fault(file, line, column, found, problem, remedy)


def check(catalogue: Catalogue, places: Places) -> list[Fault]:
    """Find everything wrong with a catalogue.

    Args:
        catalogue: what was read.
        places: where each value was read.

    Returns:
        All faults; the relations between concepts are looked at only when every id exists.
    """
    context = _Context(catalogue, places, {c.id: c for c in catalogue.competences})
    faults = [fault for rule in _SIMPLE for fault in rule(context)]
    dangling = list(_dangling(context))
    if dangling:
        return faults + dangling
    cycles = list(_broader_cycles(context))
    if cycles:
        return faults + cycles
    return faults + [fault for rule in _RELATIONAL for fault in rule(context)]


def _ids(context: _Context) -> Iterator[Fault]:
    whole = context.catalogue
    for values in (
        whole.sources, whole.competences, (*whole.modules,), whole.profiles, whole.programmes,
        whole.fields,
    ):  # fmt: skip
        seen: set[str] = set()
        for value in values:
            if not is_slug(value.id):
                yield context.fault(value, "id", value.id, "id har forkert form",
                                    "Brug små bogstaver a-z, tal og enkelte bindestreger")  # fmt: skip
            if value.id in seen:
                yield context.fault(value, "id", value.id, "id findes to gange", "Giv et andet id")
            seen.add(value.id)


def _labels(context: _Context) -> Iterator[Fault]:
    owner: dict[str, Competence] = {}
    for competence in context.catalogue.competences:
        first = owner.setdefault(normalise(competence.label_da), competence)
        if first is not competence:
            yield context.fault(competence, "label_da", competence.label_da,
                                f"navnet bruges også af {first.id}", "Vælg et andet navn")  # fmt: skip
    for competence in context.catalogue.competences:
        for word in competence.synonyms_da:
            other = owner.get(normalise(word), competence)
            if other is not competence:
                yield context.fault(competence, "synonyms_da", word,
                                    f"synonymet er navnet på {other.id}", "Fjern synonymet")  # fmt: skip


def _origins(context: _Context) -> Iterator[Fault]:
    sources = {source.id for source in context.catalogue.sources}
    whole = context.catalogue
    lines = (line for profile in whole.profiles for line in profile.lines)
    for value in (*whole.competences, *whole.modules, *whole.profiles, *lines):
        origin: Origin = value.origin
        if not origin.sources:
            yield context.fault(value, "source", "", "kilden mangler", "Skriv mindst én kilde")
        for source in origin.sources:
            if source not in sources:
                yield context.fault(value, "source", source, "kilden findes ikke",
                                    "Tilføj den i taxonomy/sources.csv")  # fmt: skip


def _fields(context: _Context) -> Iterator[Fault]:
    known = {field.id for field in context.catalogue.fields}
    whole = context.catalogue
    for value in (*whole.competences, *whole.modules, *whole.profiles):
        if value.field not in known:
            yield context.fault(value, "field", value.field, "fagfeltet findes ikke",
                                f"Lovlige: {', '.join(sorted(known))}")  # fmt: skip


def _codes(context: _Context) -> Iterator[Fault]:
    for module in context.catalogue.modules:
        official = module.origin.status is Status.OFFICIAL
        if bool(module.national_code) != official or (module.fkb and not official):
            yield context.fault(module, "national_code", module.national_code,
                                "kun et modul med status officiel må og skal have en kode",
                                "Fjern koden, eller angiv kilden og status officiel")  # fmt: skip
        if module.origin.status is not Status.PROPOSAL and set(module.origin.sources) <= {"own"}:
            yield context.fault(module, "source", "own", "en titel uden kilde er et forslag",
                                "Angiv kilden, eller brug status forslag")  # fmt: skip


def _outcomes(context: _Context) -> Iterator[Fault]:
    for module in context.catalogue.modules:
        if not module.outcomes:
            yield context.fault(module, "outcomes", "", "modulet giver ingen kompetence",
                                "Skriv mindst én kompetence:niveau")  # fmt: skip


def _profile_lines(context: _Context) -> Iterator[Fault]:
    for line in context.catalogue.orphan_lines:
        yield context.fault(line, "profile", "", "jobprofilen findes ikke",
                            "Opret profilen i profiles/, eller ret id")  # fmt: skip
    for profile in context.catalogue.profiles:
        yield from _lines_of(context, profile)


def _lines_of(context: _Context, profile: JobProfile) -> Iterator[Fault]:
    if not any(line.kind in {LineKind.MUST, LineKind.ONE_OF} for line in profile.lines):
        yield context.fault(profile, "id", profile.id, "profilen har ingen krav",
                            "Skriv mindst én linje must eller one_of")  # fmt: skip
    groups = Counter(line.group for line in profile.lines if line.kind is LineKind.ONE_OF)
    for line in profile.lines:
        if line.kind in SCORED and not (line.level and line.weight):
            yield context.fault(line, "level", "", "niveau eller vægt mangler",
                                "Niveau 1-4 og vægt 1-3")  # fmt: skip
        if line.kind is LineKind.ONE_OF and (not line.group or groups[line.group] == 1):
            yield context.fault(line, "group", line.group, "gruppen har kun ét alternativ",
                                "Giv mindst to linjer samme gruppenavn, eller brug must")  # fmt: skip


def _references(context: _Context) -> Iterator[tuple[object, str, CompetenceId]]:
    whole = context.catalogue
    for competence in whole.competences:
        yield from ((competence, "broader", b) for b in competence.broader)
        yield from ((competence, "related", r) for r in competence.related)
    for module in whole.modules:
        yield from ((module, "outcomes", a.competence) for a in module.outcomes)
        clauses = (a for clause in module.prerequisites for a in clause)
        yield from ((module, "prerequisites", a.competence) for a in clauses)
    for programme in whole.programmes:
        yield from ((programme, "outcomes", a.competence) for a in programme.outcomes)
    for profile in whole.profiles:
        yield from ((line, "competence", line.competence) for line in profile.lines)


def _dangling(context: _Context) -> Iterator[Fault]:
    for value, column, reference in _references(context):
        if reference not in context.competences:
            yield context.fault(value, column, reference, "kompetencen findes ikke",
                                "Ret id, eller opret kompetencen i competences/")  # fmt: skip


def _broader_cycles(context: _Context) -> Iterator[Fault]:
    graph = broader_graph(context.catalogue.competences)
    for component in nx.strongly_connected_components(graph):
        first = min(component)
        if len(component) > 1 or graph.has_edge(first, first):
            yield context.fault(context.competences[first], "broader",
                                " → ".join([*sorted(component), first]),
                                "bredere-relationerne går i ring", "Fjern et led")  # fmt: skip


def _levels(context: _Context) -> Iterator[Fault]:
    for value, column, attainment in _attainments(context):
        kind = context.competences[attainment.competence].kind
        if kind is CompetenceKind.CERTIFICATE and attainment.level != 1:
            yield context.fault(value, column, f"{attainment.competence}:{attainment.level}",
                                "et certifikat har kun niveau 1", "Skriv niveau 1")  # fmt: skip
        if kind is CompetenceKind.TRAIT:
            yield context.fault(value, column, attainment.competence,
                                "et personligt træk er ikke en kompetence med niveau",
                                "Brug linjen trait i en jobprofil, eller vælg en anden")  # fmt: skip


def _attainments(context: _Context) -> Iterator[tuple[object, str, Attainment]]:
    for module in context.catalogue.modules:
        yield from ((module, "outcomes", a) for a in module.outcomes)
        yield from ((module, "prerequisites", a) for c in module.prerequisites for a in c)
    for line in (line for profile in context.catalogue.profiles for line in profile.lines):
        if line.kind in SCORED and line.level:
            yield line, "level", Attainment(line.competence, line.level)


def _traits(context: _Context) -> Iterator[Fault]:
    for line in (line for profile in context.catalogue.profiles for line in profile.lines):
        is_trait = context.competences[line.competence].kind is CompetenceKind.TRAIT
        if is_trait and line.kind is not LineKind.TRAIT:
            yield context.fault(line, "line", line.kind, "et personligt træk må ikke være krav",
                                "Brug linjen trait")  # fmt: skip


def _reachable(context: _Context) -> Iterator[Fault]:
    graph = CompetenceGraph(context.catalogue.competences, context.catalogue.modules)
    levels, taken = _everything_teachable(context.catalogue.modules, graph)
    for module in context.catalogue.modules:
        if module.id not in taken:
            yield _unreachable(context, module, levels, graph)
    for profile in context.catalogue.profiles:
        for line in profile.lines:
            if line.kind is LineKind.MUST and levels[line.competence] < line.level:
                yield context.fault(line, "competence", f"{line.competence}:{line.level}",
                                    "intet modul kan give kravet", "Sænk niveauet, eller "
                                    "opret et modul, der giver det")  # fmt: skip


def _everything_teachable(
    modules: tuple[Module, ...], graph: CompetenceGraph
) -> tuple[defaultdict[CompetenceId, int], set[str]]:
    levels: defaultdict[CompetenceId, int] = defaultdict(int)
    taken: set[str] = set()
    while ready := [m for m in modules if m.id not in taken and _met(m, levels)]:
        for module in ready:
            taken.add(module.id)
            for competence, level in graph.outcomes(module.id).items():
                levels[competence] = max(levels[competence], level)
    return levels, taken


def _met(module: Module, levels: defaultdict[CompetenceId, int]) -> bool:
    return all(any(levels[a.competence] >= a.level for a in c) for c in module.prerequisites)


def _unreachable(
    context: _Context,
    module: Module,
    levels: defaultdict[CompetenceId, int],
    graph: CompetenceGraph,
) -> Fault:
    lacking = next(
        c for c in module.prerequisites if all(levels[a.competence] < a.level for a in c)
    )
    teachers = sorted({m for a in lacking for m in graph.taught_by(a.competence, a.level)})
    problem = (
        f"forudsætningerne går i ring gennem {', '.join(teachers)}"
        if teachers
        else "modulet kan aldrig tages: intet modul giver forudsætningen"
    )
    found = " / ".join(f"{a.competence}:{a.level}" for a in lacking)
    return context.fault(module, "prerequisites", found, problem,
                         "Sænk forudsætningen, eller opret et modul, der giver den")  # fmt: skip


_SIMPLE: Final[tuple[Callable[[_Context], Iterator[Fault]], ...]] = (
    _ids, _labels, _origins, _fields, _codes, _outcomes, _profile_lines,
)  # fmt: skip
_RELATIONAL: Final[tuple[Callable[[_Context], Iterator[Fault]], ...]] = (
    _levels, _traits, _reachable,
)  # fmt: skip
