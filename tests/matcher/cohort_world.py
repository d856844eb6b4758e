"""Small group-package problems, and every choice tried: the second method."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations, product
from typing import TYPE_CHECKING

from matcher.matching.standing import standing
from matcher.packages.cohort.problem import CohortNeed, Effort, Limits, UnknownFees, gather
from matcher.settings import DEFAULT_SETTINGS
from taxonomy.concepts import Attainment
from tests.matcher.small_world import DAY, competence, module, need, person, world

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Sequence

    from matcher.facts import Person
    from matcher.packages.cohort.problem import Cohort
    from taxonomy.concepts import Module
    from taxonomy.snapshot import Taxonomy


def cohort(
    modules: Sequence[Module],
    people: Sequence[Person],
    needs: Sequence[CohortNeed],
    limits: Limits,
    fees: dict[str, int] | None = None,
) -> Cohort:
    """A problem over competences a to e; fees by course, those not named unknown."""
    taxonomy = world([competence(c) for c in "abcde"], modules)
    standings = [standing(p, taxonomy, DEFAULT_SETTINGS, DAY) for p in people]
    made = gather(needs, standings, taxonomy, DAY, limits, Effort(most=200, nodes=100_000))
    return priced(made, fees or {})


def priced(made: Cohort, fees: dict[str, int]) -> Cohort:
    """The problem with these fees; courses not named have unknown fees."""
    courses = tuple(
        replace(c, fee=replace(c.fee, kroner=fees.get(c.id))) for c in made.problem.courses
    )
    columns = []
    for column in made.columns:
        told = [fees[courses[i].id] for i in column.courses if courses[i].id in fees]
        unknown = len(column.courses) - len(told)
        columns.append(replace(column, kroner=sum(told), unknown=unknown))
    problem = replace(made.problem, courses=courses)
    return replace(made, problem=problem, columns=tuple(columns))


def wanted(
    musts: str,
    name: str = "n",
    headcount: int = 1,
    company: str = "v",
    employees: Sequence[str] = (),
) -> CohortNeed:
    """A need of a company."""
    return CohortNeed(
        replace(need(musts, name=name), headcount=headcount), company, frozenset(employees)
    )


def random_case(
    dice: random.Random,
) -> tuple[list[Module], list[Person], list[CohortNeed], Limits, dict[str, int]]:
    """2-4 people, 1-3 needs, 2-5 courses, and limits that often bite."""
    modules = []
    for n in range(dice.randint(2, 5)):
        gives = " ".join(
            f"{c}{dice.randint(1, 2)}" for c in dice.sample("abcd", dice.randint(1, 2))
        )
        asks = f"{dice.choice('abcd')}1" if dice.random() < 0.3 else ""
        modules.append(module(f"m{n}", dice.randint(1, 4), gives, asks))
    people = [
        person({c: dice.randint(1, 2) for c in "abcd" if dice.random() < 0.35}, f"p{n}")
        for n in range(dice.randint(2, 4))
    ]
    needs = []
    for n in range(dice.randint(1, 3)):
        musts = " ".join(
            f"{c}{dice.randint(1, 2)}" for c in dice.sample("abcd", dice.randint(1, 2))
        )
        staff = [p.id for p in people if dice.random() < 0.15]
        needs.append(wanted(musts, f"n{n}", dice.randint(1, 3), f"v{n % 2}", staff))
    least = dice.randint(1, 3)
    fees = {m.id: dice.randint(0, 9) * 100 for m in modules if dice.random() < 0.8}
    limits = Limits(
        least=least,
        most=least + dice.randint(0, 1),
        classes=dice.choice([1, 1, 2]),
        days=dice.randint(2, 9),
        budget=dice.choice([None, 500, 1500, 3000]),
        unknown_fees=dice.choice(list(UnknownFees)),
        open_courses=frozenset({"m0"} if dice.random() < 0.2 else ()),
    )
    return modules, people, needs, limits, fees


def best_by_trying_all(
    modules: Sequence[Module],
    people: Sequence[Person],
    needs: Sequence[CohortNeed],
    limits: Limits,
    fees: dict[str, int],
) -> tuple[int, int, int, int]:
    """Places, days, seats of unknown fee, and kroner of the best choice, by trying every one."""
    taxonomy = world([competence(c) for c in "abcde"], modules)
    options = [list(_options(who, needs, modules, taxonomy, limits, fees)) for who in people]
    best = (0, 0, 0, 0)
    for choice in product(*options):
        taken = [row for row in choice if row]
        if _allowed(taken, needs, limits, fees):
            sets = [courses for _, courses in taken]
            days = sum(m.days or 0 for courses in sets for m in courses)
            unknown = sum(m.id not in fees for courses in sets for m in courses)
            kroner = sum(fees.get(m.id, 0) for courses in sets for m in courses)
            best = min(best, (-len(taken), days, unknown, kroner))
    return (-best[0], *best[1:])


def _options(
    who: Person,
    needs: Sequence[CohortNeed],
    modules: Sequence[Module],
    taxonomy: Taxonomy,
    limits: Limits,
    fees: dict[str, int],
) -> Iterator[tuple[int, tuple[Module, ...]] | None]:
    yield None
    companies = {n.company for n in needs if who.id in n.employees}
    for place, asked in enumerate(needs):
        if companies and asked.company not in companies:
            continue
        for courses in minimal_packages(who, asked, modules, taxonomy):
            known = all(m.id in fees for m in courses)
            if sum(m.days or 0 for m in courses) <= limits.days and (
                known or limits.unknown_fees is UnknownFees.OUTSIDE
            ):
                yield place, courses


def minimal_packages(
    who: Person, asked: CohortNeed, modules: Sequence[Module], taxonomy: Taxonomy
) -> list[tuple[Module, ...]]:
    """Every set of courses that closes the need while no smaller part of it does."""
    start = taxonomy.graph.widen(Attainment(e.competence, e.level) for e in who.evidence)
    found: list[tuple[Module, ...]] = []
    for size in range(len(modules) + 1):
        for courses in combinations(modules, size):
            smaller = any(set(f) <= set(courses) for f in found)
            if not smaller and any(
                _closes(order, dict(start), asked) for order in permutations(courses)
            ):
                found.append(courses)
    return found


def _closes(order: Sequence[Module], levels: dict[str, int], asked: CohortNeed) -> bool:
    def hold(clauses: object) -> bool:
        return all(any(levels.get(a.competence, 0) >= a.level for a in c) for c in clauses)  # type: ignore[attr-defined]

    for course in order:
        if not hold(course.prerequisites):
            return False
        for a in course.outcomes:
            levels[a.competence] = max(a.level, levels.get(a.competence, 0))
    return hold([r.options for r in asked.need.hard])


def _allowed(
    taken: Sequence[tuple[int, tuple[Module, ...]]],
    needs: Sequence[CohortNeed],
    limits: Limits,
    fees: dict[str, int],
) -> bool:
    for place, asked in enumerate(needs):
        if sum(p == place for p, _ in taken) > asked.need.headcount:
            return False
    kroner = sum(fees.get(m.id, 0) for _, courses in taken for m in courses)
    if limits.budget is not None and kroner > limits.budget:
        return False
    seats = [m.id for _, courses in taken for m in courses]
    return all(
        any(
            k * limits.least <= seats.count(m) <= k * limits.most for k in range(limits.classes + 1)
        )
        for m in set(seats) - limits.open_courses
    )
