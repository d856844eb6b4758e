"""Small made-up worlds for tests: competences a, b, c …, courses, needs, people."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

from matcher.facts import Evidence, EvidenceKind, Judge, Need, Person, Requirement
from taxonomy.concepts import (
    Attainment,
    Clause,
    Competence,
    CompetenceKind,
    Confidence,
    Field,
    LineKind,
    Module,
    ModuleKind,
    Origin,
    Status,
)
from taxonomy.snapshot import Catalogue, Taxonomy

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping

    from taxonomy.parameters import Parameter

DAY = date(2026, 11, 22)
ORIGIN = Origin(("own",), DAY, Confidence.MEDIUM, Status.PROPOSAL)


def competence(
    name: str,
    broader: tuple[str, ...] = (),
    kind: CompetenceKind = CompetenceKind.SKILL,
    valid_years: int | None = None,
) -> Competence:
    """A competence with only what matters here."""
    return Competence(
        name, kind, "x", name, name, name, (), (), broader, (), valid_years, None, ORIGIN
    )


def module(
    name: str, days: int, gives: str, asks: str = "", kind: ModuleKind = ModuleKind.AMU
) -> Module:
    """A course; `gives` is "a1 b2", `asks` is "a1 b1|c2" (| between alternatives)."""
    return Module(
        id=name,
        kind=kind,
        field="x",
        title_da=name,
        title_en=name,
        days=days,
        days_from_source=False,
        outcomes=tuple(_one(g) for g in gives.split()),
        prerequisites=tuple(_clause(c) for c in asks.split()),
        national_code="",
        fkb="",
        description_da=name,
        origin=ORIGIN,
    )


def world(
    competences: Iterable[Competence],
    modules: Iterable[Module],
    parameters: Iterable[Parameter] = (),
) -> Taxonomy:
    """A taxonomy of these."""
    field, made = Field("x", "x", "x"), (tuple(competences), tuple(modules))
    return Taxonomy(Catalogue((field,), (), *made, (), (), tuple(parameters)))


def need(musts: str, advantages: str = "", name: str = "n") -> Need:
    """A need; "a2 b1|c1" is a must and a group."""
    rows = [
        Requirement(
            key=text,
            kind=LineKind.ONE_OF if "|" in text else LineKind.MUST,
            title="",
            options=_clause(text),
        )
        for text in musts.split()
    ]
    rows += [
        Requirement(f"+{text}", LineKind.ADVANTAGE, "", _clause(text))
        for text in advantages.split()
    ]
    return Need(name, "area", name, None, tuple(rows))


def person(levels: Mapping[str, int] | str, name: str = "p", **more: object) -> Person:
    """A person; "a2 b1" or a mapping. Other evidence fields can be given for all of it."""
    if isinstance(levels, str):
        levels = {a.competence: a.level for a in map(_one, levels.split())}
    fields: dict[str, object] = {"kind": EvidenceKind.TEST, "judge": Judge.SCHOOL, "shown": DAY}
    return Person(
        name,
        tuple(
            Evidence(id=f"e{i}", competence=c, level=level, **(fields | more))  # type: ignore[arg-type]
            for i, (c, level) in enumerate(sorted(levels.items()))
        ),
    )


def _one(text: str) -> Attainment:
    return Attainment(text[:-1], int(text[-1]))


def _clause(text: str) -> Clause:
    return tuple(sorted(_one(part) for part in text.split("|")))


def random_world(dice: random.Random) -> tuple[Taxonomy, Need, Person]:
    """A world of 3-6 competences and 2-7 courses with prerequisites, a need and a person."""
    names = "abcdef"[: dice.randint(3, 6)]
    competences = [competence(names[0])]
    for place, name in enumerate(names[1:], start=1):
        wide = (names[dice.randrange(place)],) if dice.random() < 0.25 else ()
        competences.append(competence(name, wide))
    modules = [_random_module(f"m{n}", names, dice) for n in range(dice.randint(2, 7))]
    musts = dice.sample(names, dice.randint(1, 3))
    wanted = " ".join(
        f"{name}{dice.randint(1, 3)}"
        + (f"|{dice.choice(names)}{dice.randint(1, 3)}" if dice.random() < 0.3 else "")
        for name in musts
    )
    levels = {name: dice.randint(1, 2) for name in names if dice.random() < 0.3}
    return world(competences, modules), need(wanted), person(levels)


def _random_module(name: str, names: str, dice: random.Random) -> Module:
    gives = dice.sample(names, dice.randint(1, min(3, len(names))))
    given = " ".join(f"{c}{dice.randint(1, 3)}" for c in gives)
    asks = []
    for c in dice.sample(names, dice.randint(0, 2)):
        clause = f"{c}{dice.randint(1, 2)}"
        if dice.random() < 0.3:
            clause += f"|{dice.choice(names)}{dice.randint(1, 2)}"
        asks.append(clause)
    return module(name, dice.randint(1, 9), given, " ".join(asks))


def cheapest_by_trying_all(taxonomy: Taxonomy, goals: Need, who: Person) -> int | None:
    """Fewest days by trying every order of every set of courses; None when nothing closes."""
    start = taxonomy.graph.widen(Attainment(e.competence, e.level) for e in who.evidence)
    wanted = [r.options for r in goals.hard]
    best: int | None = 0 if _all_hold(wanted, start) else None
    modules = list(taxonomy.modules.values())
    for size in range(1, len(modules) + 1):
        for order in permutations(modules, size):
            days = sum(m.days or 0 for m in order)
            if (best is None or days < best) and _closes(order, start, wanted, taxonomy):
                best = days
    return best


def _closes(
    order: tuple[Module, ...],
    start: Mapping[str, int],
    wanted: list[Clause],
    taxonomy: Taxonomy,
) -> bool:
    levels = dict(start)
    for course in order:
        if not _all_hold(list(course.prerequisites), levels):
            return False
        for name, level in taxonomy.graph.outcomes(course.id).items():
            levels[name] = max(level, levels.get(name, 0))
    return _all_hold(wanted, levels)


def _all_hold(clauses: list[Clause], levels: Mapping[str, int]) -> bool:
    return all(any(levels.get(a.competence, 0) >= a.level for a in c) for c in clauses)
