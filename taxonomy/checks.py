"""Integrity of a catalogue: what must hold before it may become a `Taxonomy`."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final, TypeAlias

import networkx as nx

from taxonomy.concepts import Attainment, CompetenceKind, LineKind, Status
from taxonomy.errors import Fault
from taxonomy.graph import CompetenceGraph, broader_graph
from taxonomy.ids import is_slug
from taxonomy.labels import normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from taxonomy.concepts import Clause, Competence, JobProfile, Module, ProfileLine
    from taxonomy.ids import CompetenceId
    from taxonomy.snapshot import Catalogue, Places

DEMANDS: Final = frozenset({LineKind.MUST, LineKind.ONE_OF})
SCORED: Final = DEMANDS | {LineKind.ADVANTAGE}


@dataclass(frozen=True)
class _Context:
    catalogue: Catalogue
    places: Places
    competences: Mapping[CompetenceId, Competence]

    def fault(self, value: object, column: str, found: str, problem: str, remedy: str) -> Fault:
        file, line = self.places.of(value)
        return Fault(file, line, column, found, problem, remedy)

    def lines(self) -> Iterator[ProfileLine]:
        """Every line of every profile."""
        return chain.from_iterable(profile.lines for profile in self.catalogue.profiles)


Rule: TypeAlias = "Callable[[_Context], Iterator[Fault]]"
Sorted: TypeAlias = "Competence | Module | JobProfile"


def check(catalogue: Catalogue, places: Places) -> list[Fault]:
    """Find everything wrong with a catalogue.

    Args:
        catalogue: what was read.
        places: where each value was read.

    Returns:
        All faults, each once; levels and traits are looked at only when every id exists.
    """
    context = _context(catalogue, places)
    faults = _found_by(_SIMPLE, context)
    broken = _found_by((_dangling,), context) or _found_by((_broader_cycles, *_LEVELS), context)
    # A programme is also read as a module, so that its faults can be seen twice.
    return list(dict.fromkeys(faults + broken))


def check_reachable(catalogue: Catalogue, places: Places) -> list[Fault]:
    """Find courses nobody can ever take and demands no course can give.

    Args:
        catalogue: a catalogue in which `check` finds nothing; one fault elsewhere would make
            whole chains of courses unreachable and hide itself among them.
        places: where each value was read.

    Returns:
        All faults.
    """
    return _found_by((_reachable,), _context(catalogue, places))


def _context(catalogue: Catalogue, places: Places) -> _Context:
    return _Context(catalogue, places, {c.id: c for c in catalogue.competences})


def _found_by(rules: Iterable[Rule], context: _Context) -> list[Fault]:
    return [fault for rule in rules for fault in rule(context)]


def _ids(context: _Context) -> Iterator[Fault]:
    whole = context.catalogue
    tables = (
        whole.sources,
        whole.competences,
        whole.modules,
        whole.profiles,
        whole.programmes,
        whole.fields,
    )
    form = "Brug små bogstaver a-z, tal og enkelte bindestreger"
    for values in tables:
        seen: set[str] = set()
        for value in values:
            if not is_slug(value.id):
                yield context.fault(value, "id", value.id, "id har forkert form", form)
            if value.id in seen:
                yield context.fault(value, "id", value.id, "id findes to gange", "Giv et andet id")
            seen.add(value.id)


def _labels(context: _Context) -> Iterator[Fault]:
    owner: dict[str, Competence] = {}
    for value in context.catalogue.competences:
        first = owner.setdefault(normalise(value.label_da), value)
        if first is not value:
            problem = f"navnet bruges også af {first.id}"
            yield context.fault(value, "label_da", value.label_da, problem, "Vælg et andet navn")
    by_id = {normalise(c.id): c for c in context.catalogue.competences}
    for value in context.catalogue.competences:
        for word in value.synonyms_da:
            term = normalise(word)
            other = owner.get(term) or by_id.get(term, value)
            if other is not value:
                problem = f"synonymet er navnet på {other.id} og kan aldrig findes her"
                yield context.fault(value, "synonyms_da", word, problem, "Fjern synonymet")


def _sorted(context: _Context) -> tuple[Sorted, ...]:
    whole = context.catalogue
    return (*whole.competences, *whole.modules, *whole.profiles)


def _origins(context: _Context) -> Iterator[Fault]:
    known = {source.id for source in context.catalogue.sources}
    values: tuple[Sorted | ProfileLine, ...] = (*_sorted(context), *context.lines())
    remedy = "Tilføj den i taxonomy/sources.csv"
    for value in values:
        if not value.origin.sources:
            yield context.fault(value, "source", "", "kilden mangler", "Skriv mindst én kilde")
        for source in value.origin.sources:
            if source not in known:
                yield context.fault(value, "source", source, "kilden findes ikke", remedy)


def _fields(context: _Context) -> Iterator[Fault]:
    known = {field.id for field in context.catalogue.fields}
    remedy = f"Lovlige: {', '.join(sorted(known))}"
    for value in _sorted(context):
        if value.field not in known:
            yield context.fault(value, "field", value.field, "fagfeltet findes ikke", remedy)


def _codes(context: _Context) -> Iterator[Fault]:
    owner: dict[str, Module] = {}
    for module in context.catalogue.modules:
        code, official = module.national_code, module.origin.status is Status.OFFICIAL
        if bool(code) != official or (module.fkb and not official):
            problem = "kun et modul med status officiel må og skal have en kode"
            remedy = "Fjern koden, eller angiv kilden og status officiel"
            yield context.fault(module, "national_code", code, problem, remedy)
        if code and owner.setdefault(code, module) is not module:
            problem = f"koden bruges også af {owner[code].id}"
            yield context.fault(module, "national_code", code, problem, "Ret koden")


def _titles(context: _Context) -> Iterator[Fault]:
    remedy = "Angiv kilden, eller brug status forslag"
    for module in context.catalogue.modules:
        if module.origin.status is not Status.PROPOSAL and set(module.origin.sources) <= {"own"}:
            problem = "en titel uden kilde er et forslag"
            yield context.fault(module, "source", "own", problem, remedy)


def _validity(context: _Context) -> Iterator[Fault]:
    for value in context.catalogue.competences:
        if value.valid_years and value.kind is not CompetenceKind.CERTIFICATE:
            years, remedy = str(value.valid_years), "Lad feltet være tomt, eller ret arten"
            yield context.fault(value, "valid_years", years, "kun et certifikat udløber", remedy)


def _outcomes(context: _Context) -> Iterator[Fault]:
    remedy = "Skriv mindst én kompetence:niveau"
    for module in context.catalogue.modules:
        if not module.outcomes:
            yield context.fault(module, "outcomes", "", "modulet giver ingen kompetence", remedy)


def _profile_lines(context: _Context) -> Iterator[Fault]:
    for line in context.catalogue.orphan_lines:
        remedy = "Opret profilen i profiles/, eller ret id"
        yield context.fault(line, "profile", "", "jobprofilen findes ikke", remedy)
    for profile in context.catalogue.profiles:
        yield from _lines_of(context, profile)


def _lines_of(context: _Context, profile: JobProfile) -> Iterator[Fault]:
    if not any(line.kind in DEMANDS for line in profile.lines):
        remedy = "Skriv mindst én linje must eller one_of"
        yield context.fault(profile, "id", profile.id, "profilen har ingen krav", remedy)
    groups = Counter(line.group for line in profile.lines if line.kind is LineKind.ONE_OF)
    for line in profile.lines:
        if line.kind in SCORED and not (line.level and line.weight):
            remedy = "Niveau 1-4 og vægt 1-3"
            yield context.fault(line, "level", "", "niveau eller vægt mangler", remedy)
        if line.kind is LineKind.ONE_OF and (not line.group or groups[line.group] == 1):
            remedy = "Giv mindst to linjer samme gruppenavn, eller brug must"
            problem = "gruppen har kun ét alternativ"
            yield context.fault(line, "group", line.group, problem, remedy)


def _references(context: _Context) -> Iterator[tuple[object, str, CompetenceId]]:
    for competence in context.catalogue.competences:
        yield from ((competence, "broader", b) for b in competence.broader)
        yield from ((competence, "related", r) for r in competence.related)
    yield from ((value, column, a.competence) for value, column, a in _taught(context))
    yield from ((line, "competence", line.competence) for line in context.lines())


def _taught(context: _Context) -> Iterator[tuple[object, str, Attainment]]:
    for module in context.catalogue.modules:
        yield from ((module, "outcomes", a) for a in module.outcomes)
        yield from ((module, "prerequisites", a) for c in module.prerequisites for a in c)
    for programme in context.catalogue.programmes:
        yield from ((programme, "outcomes", a) for a in programme.outcomes)


def _dangling(context: _Context) -> Iterator[Fault]:
    remedy = "Ret id, eller opret kompetencen i competences/"
    for value, column, reference in _references(context):
        if reference not in context.competences:
            yield context.fault(value, column, reference, "kompetencen findes ikke", remedy)


def _broader_cycles(context: _Context) -> Iterator[Fault]:
    graph = broader_graph(context.catalogue.competences)
    for component in nx.strongly_connected_components(graph):
        first = min(component)
        if len(component) > 1 or graph.has_edge(first, first):
            ring = " → ".join([*sorted(component), first])
            value, problem = context.competences[first], "bredere-relationerne går i ring"
            yield context.fault(value, "broader", ring, problem, "Fjern et led")


def _levels(context: _Context) -> Iterator[Fault]:
    demanded = (
        (line, "level", Attainment(line.competence, line.level))
        for line in context.lines()
        if line.kind in SCORED and line.level
    )
    for value, column, reached in chain(_taught(context), demanded):
        kind = context.competences[reached.competence].kind
        if kind is CompetenceKind.CERTIFICATE and reached.level != 1:
            problem, found = "et certifikat har kun niveau 1", _shown((reached,))
            yield context.fault(value, column, found, problem, "Skriv niveau 1")


def _traits(context: _Context) -> Iterator[Fault]:
    for value, column, reached in _taught(context):
        if context.competences[reached.competence].kind is CompetenceKind.TRAIT:
            problem = "et personligt træk kan ikke læres på et kursus"
            remedy = "Brug linjen trait i en jobprofil, eller vælg en anden"
            yield context.fault(value, column, reached.competence, problem, remedy)
    for line in context.lines():
        is_trait = context.competences[line.competence].kind is CompetenceKind.TRAIT
        if is_trait and line.kind is not LineKind.TRAIT:
            problem = "et personligt træk må ikke være krav"
            yield context.fault(line, "line", line.kind, problem, "Brug linjen trait")
        if line.kind is LineKind.TRAIT and not is_trait:
            problem = f"{line.competence} er ikke et personligt træk"
            remedy = "Brug must, one_of eller advantage"
            yield context.fault(line, "line", line.kind, problem, remedy)


def _reachable(context: _Context) -> Iterator[Fault]:
    graph = CompetenceGraph(context.catalogue.competences, context.catalogue.modules)
    levels, taken = _everything_teachable(context.catalogue.modules, graph)
    for module in context.catalogue.modules:
        if module.id not in taken:
            yield _unreachable(context, module, levels, graph)
    for line, wanted in _demands(context):
        if not _holds(levels, wanted):
            problem = "intet modul kan give kravet"
            remedy = "Sænk niveauet, eller opret et modul, der giver det"
            yield context.fault(line, "competence", _shown(wanted), problem, remedy)


def _demands(context: _Context) -> Iterator[tuple[ProfileLine, Clause]]:
    for profile in context.catalogue.profiles:
        groups: defaultdict[str, list[ProfileLine]] = defaultdict(list)
        for line in profile.lines:
            if line.kind is LineKind.MUST:
                yield line, (Attainment(line.competence, line.level),)
            if line.kind is LineKind.ONE_OF:
                groups[line.group].append(line)
        for lines in groups.values():
            yield lines[0], tuple(Attainment(line.competence, line.level) for line in lines)


def _everything_teachable(
    modules: tuple[Module, ...], graph: CompetenceGraph
) -> tuple[Mapping[CompetenceId, int], set[str]]:
    levels: defaultdict[CompetenceId, int] = defaultdict(int)
    taken: set[str] = set()
    while ready := [
        m
        for m in modules
        if m.id not in taken and all(_holds(levels, clause) for clause in m.prerequisites)
    ]:
        for module in ready:
            taken.add(module.id)
            # A course of unknown length is never put in a package, so nobody can count on it.
            gives = graph.outcomes(module.id) if module.days is not None else {}
            for competence, level in gives.items():
                levels[competence] = max(levels[competence], level)
    return levels, taken


def _holds(levels: Mapping[CompetenceId, int], clause: Clause) -> bool:
    return any(levels.get(a.competence, 0) >= a.level for a in clause)


def _shown(clause: Clause) -> str:
    return " / ".join(f"{a.competence}:{a.level}" for a in clause)


def _unreachable(
    context: _Context, module: Module, levels: Mapping[CompetenceId, int], graph: CompetenceGraph
) -> Fault:
    lacking = next(c for c in module.prerequisites if not _holds(levels, c))
    known = {m.id for m in context.catalogue.modules if m.days is not None}
    taught = {m for a in lacking for m in graph.taught_by(a.competence, a.level)}
    teachers = sorted(taught & known)
    problem = (
        f"forudsætningerne går i ring gennem {', '.join(teachers)}"
        if teachers
        else "modulet kan aldrig tages: intet modul giver forudsætningen"
    )
    remedy = "Sænk forudsætningen, eller opret et modul, der giver den"
    return context.fault(module, "prerequisites", _shown(lacking), problem, remedy)


_SIMPLE: Final[tuple[Rule, ...]] = (
    _ids,
    _labels,
    _origins,
    _fields,
    _codes,
    _titles,
    _validity,
    _outcomes,
    _profile_lines,
)
_LEVELS: Final[tuple[Rule, ...]] = (_levels, _traits)
