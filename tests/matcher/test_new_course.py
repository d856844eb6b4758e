"""The new course: every set of outcomes tried, and what it may and may not be."""

from __future__ import annotations

import random
from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest

from matcher.matching.standing import standing
from matcher.packages.new_course import CourseSize, propose_course
from matcher.settings import DEFAULT_SETTINGS
from taxonomy.concepts import Attainment, CompetenceKind
from tests.matcher.cohort_world import wanted
from tests.matcher.small_world import DAY, competence, module, person, world

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matcher.facts import Person
    from matcher.packages.cohort.problem import CohortNeed
    from matcher.packages.new_course import NewCourse
    from taxonomy.concepts import Module
    from taxonomy.snapshot import Taxonomy


def proposed(
    taxonomy: Taxonomy, people: Sequence[Person], needs: Sequence[CohortNeed], size: CourseSize
) -> NewCourse:
    standings = [standing(p, taxonomy, DEFAULT_SETTINGS, DAY) for p in people]
    return propose_course(needs, standings, taxonomy, DAY, size)


def most_by_trying_all(
    taxonomy: Taxonomy, people: Sequence[Person], needs: Sequence[CohortNeed], size: CourseSize
) -> int:
    asked = {a for n in needs for r in n.need.hard for a in r.options}
    every = sorted(
        {Attainment(c, a.level) for a in asked for c in taxonomy.graph.narrower(a.competence)}
    )
    best = 0
    for count in range(size.outcomes + 1):
        for outcomes in combinations(every, count):
            given = any(_given(m, outcomes, taxonomy) for m in taxonomy.modules.values())
            if not (outcomes and given):
                best = max(best, _places(taxonomy, people, needs, outcomes, size))
    return best


def _given(existing: Module, outcomes: Sequence[Attainment], taxonomy: Taxonomy) -> bool:
    gives = taxonomy.graph.widen(existing.outcomes)
    return all(gives.get(o.competence, 0) >= o.level for o in outcomes)


def _places(
    taxonomy: Taxonomy,
    people: Sequence[Person],
    needs: Sequence[CohortNeed],
    outcomes: Sequence[Attainment],
    size: CourseSize,
) -> int:
    """Most places filled while each outcome is of use to somebody; 0 when that cannot be."""
    nowhere = (-1, frozenset[Attainment]())
    rows = [[nowhere, *_fit(taxonomy, who, needs, outcomes, size)] for who in people]
    best = 0
    for choice in product(*rows):
        taken = [need for need, _ in choice if need >= 0]
        used = frozenset[Attainment]().union(*(o for _, o in choice))
        counted = all(taken.count(n) <= needs[n].need.headcount for n in set(taken))
        if counted and used == set(outcomes):
            best = max(best, len(taken))
    return best


def _fit(
    taxonomy: Taxonomy,
    who: Person,
    needs: Sequence[CohortNeed],
    outcomes: Sequence[Attainment],
    size: CourseSize,
) -> Iterator[tuple[int, frozenset[Attainment]]]:
    """The needs somebody would be fit for, with the outcomes of use."""
    now = taxonomy.graph.widen(Attainment(e.competence, e.level) for e in who.evidence)
    joins = [o for o in outcomes if now.get(o.competence, 0) >= o.level - size.lift]
    own = {n.company for n in needs if who.id in n.employees}
    for place, asked in enumerate(needs):
        clauses = [r.options for r in asked.need.hard]
        missing = [c for c in clauses if not any(now.get(a.competence, 0) >= a.level for a in c)]
        closing = [
            {
                o
                for o in joins
                if any(taxonomy.graph.widen([o]).get(a.competence, 0) >= a.level for a in c)
            }
            for c in missing
        ]
        if all(closing) and (not own or asked.company in own):
            yield place, frozenset[Attainment]().union(*closing)


@pytest.mark.parametrize("part", range(10))
def test_the_places_filled_equal_those_of_the_best_set_tried(part: int) -> None:
    for number in range(50):
        dice = random.Random(f"{part} {number}")
        wide = competence("d", ("a", "b")) if dice.random() < 0.5 else competence("d")
        courses = [
            module(f"m{n}", dice.randint(1, 5), " ".join(
                f"{c}{dice.randint(1, 3)}" for c in dice.sample("abcd", dice.randint(1, 3))))
            for n in range(dice.randint(0, 3))
        ]  # fmt: skip
        taxonomy = world([*map(competence, "abc"), wide], courses)
        people = [
            person({c: dice.randint(1, 2) for c in "abcd" if dice.random() < 0.3}, f"p{n}")
            for n in range(dice.randint(1, 4))
        ]
        needs = [
            wanted(
                " ".join(f"{c}{dice.randint(1, 3)}"
                         for c in dice.sample("abcd", dice.randint(1, 3))),
                f"n{n}", dice.randint(1, 2), f"v{n % 2}",
                [p.id for p in people if dice.random() < 0.1],
            )
            for n in range(dice.randint(1, 3))
        ]  # fmt: skip
        size = CourseSize(dice.choice([1, 2, 2, 3]), 3, dice.randint(1, 3))
        found = proposed(taxonomy, people, needs, size)
        assert found.proven
        assert found.settled
        most = most_by_trying_all(taxonomy, people, needs, size)
        assert found.places_after == most, (part, number)
        assert _places(taxonomy, people, needs, found.outcomes, size) == most
        assert found.places_today == _places(taxonomy, people, needs, (), size)


def _world(*courses: Module) -> Taxonomy:
    return world([competence(c) for c in "abc"], courses)


def test_it_is_no_larger_than_stated() -> None:
    needs = [wanted("a1 b1")]
    assert proposed(_world(), [person("")], needs, CourseSize(1)).outcomes == ()
    course = proposed(_world(), [person("")], needs, CourseSize(2))
    assert course.outcomes == (Attainment("a", 1), Attainment("b", 1))
    assert (course.places_today, course.places_after) == (0, 1)


def test_no_course_gives_it_all() -> None:
    there = module("findes", 3, "a1 b1")
    assert proposed(_world(there), [person("")], [wanted("a1")], CourseSize(1)).outcomes == ()


def test_it_lifts_nobody_further_than_stated() -> None:
    needs = [wanted("a3")]
    assert not proposed(_world(), [person("")], needs, CourseSize(1, lift=2)).gains
    assert proposed(_world(), [person("a1")], needs, CourseSize(1, lift=2)).gains


def test_places_are_counted_once() -> None:
    needs = [wanted("a1", "n0"), wanted("a1", "n1")]
    assert proposed(_world(), [person("", "p0")], needs, CourseSize(1)).places_after == 1
    people = [person("", f"p{n}") for n in range(4)]
    assert proposed(_world(), people, needs, CourseSize(1)).places_after == 2


def test_it_proposes_no_certificate() -> None:
    taxonomy = world([competence("a", kind=CompetenceKind.CERTIFICATE)], [])
    assert proposed(taxonomy, [person("")], [wanted("a1")], CourseSize(1)).outcomes == ()


def test_it_tells_which_courses_it_replaces() -> None:
    taxonomy = _world(module("m-a", 2, "a1"), module("m-b", 3, "b1"))
    course = proposed(taxonomy, [person("", "p0"), person("a1", "p1")],
                      [wanted("a1 b1", headcount=2)], CourseSize(2))  # fmt: skip
    assert course.replaces == (("m-b", 2), ("m-a", 1))
    assert [(g.person, g.days_instead) for g in course.gains] == [("p0", 5), ("p1", 3)]


def test_each_outcome_is_of_use_to_somebody() -> None:
    taxonomy = _world(module("findes", 3, "a1"))
    needs = [wanted("a1", "n0"), wanted("b1", "n1", company="x", employees=["p9"])]
    course = proposed(taxonomy, [person("b1", "p0")], needs, CourseSize(2))
    assert course.outcomes == ()


def test_without_time_nothing_is_claimed() -> None:
    taxonomy, people = _world(), [person("")]
    standings = [standing(p, taxonomy, DEFAULT_SETTINGS, DAY) for p in people]
    course = propose_course([wanted("a1")], standings, taxonomy, DAY, CourseSize(1), seconds=0)
    assert course.bound >= course.places_after
