"""Places, ties, orders, and the one course that moves a person most."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.facts import Evidence, EvidenceKind, Judge, Need, Person
from matcher.matching.ranking import Ladder, Place, draw, places
from matcher.matching.scoring import compare_all, score
from matcher.matching.standing import standing
from matcher.packages.effects import gain, shares_of, worth_of
from matcher.packages.upskilling import MissingKind, Order, Ranking, rank_candidates
from matcher.settings import DEFAULT_SETTINGS
from tests.matcher.small_world import DAY, competence, module, need, person, random_world, world

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy

COURSES = [module("ca", 3, "a2"), module("cb", 2, "b1"), module("cd", 1, "d1", "a2")]
WORLD = world([competence(c) for c in "abcd"], COURSES)
NEED = need("a2 b1", "d1")


def rank(
    people: list[Person], goals: Need = NEED, taxonomy: Taxonomy = WORLD, order: Order = Order.FIT
) -> Ranking:
    stood = [standing(p, taxonomy, DEFAULT_SETTINGS, DAY) for p in people]
    return rank_candidates(goals, stood, taxonomy, DEFAULT_SETTINGS, DAY, order)


def crowd(dice: random.Random, count: int) -> list[Person]:
    return [
        person({c: dice.randint(0, 3) for c in "abcd" if dice.random() < 0.6}, f"p{n}")
        for n in range(count)
    ]


def test_ties_share_a_place_and_the_next_place_is_skipped() -> None:
    given_places = places({"x": 80.0, "y": 80.0, "z": 70.0})
    assert given_places == {"x": Place(1, 2), "y": Place(1, 2), "z": Place(3, 1)}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30), st.integers(0, 6))
def test_the_ladder_agrees_with_counting(scores: list[int], other: int) -> None:
    """Second method: count who is above."""
    ladder = Ladder([float(s) for s in scores])
    for points in scores:
        above = sum(s > points for s in scores)
        assert ladder.place(points) == Place(above + 1, scores.count(points))
        rest = list(scores)
        rest.remove(points)
        assert ladder.place_instead(other, points) == Place(
            sum(s > other for s in rest) + 1, rest.count(other) + 1
        )


def test_lots_within_ties_favour_no_id() -> None:
    """Over many needs each of four equal people comes first about equally often."""
    people = ["a1", "b2", "c3", "d4"]
    firsts = Counter(min(people, key=lambda p: draw(1, f"need-{n}", p)) for n in range(4000))
    assert all(abs(firsts[p] - 1000) < 130 for p in people)


def test_the_same_seed_gives_the_same_order() -> None:
    people = [person("a1", f"p{n}") for n in range(20)]
    first = [c.person for c in rank(people).candidates]
    assert first == [c.person for c in rank(people[::-1]).candidates]
    assert {c.place for c in rank(people).candidates} == {Place(1, 20)}


@pytest.mark.parametrize("order", list(Order))
def test_nobody_is_left_out_in_any_order(order: Order) -> None:
    people = [*crowd(random.Random(1), 25), Person("with-nothing")]
    ranked = [c.person for c in rank(people, order=order).candidates]
    assert sorted(ranked) == sorted(p.id for p in people)


def test_order_by_days_puts_least_training_first_and_open_ends_last() -> None:
    goals = need("a2 c1|a2")
    blocked = need("c1")
    people = [person("a2", "ready"), person({}, "far")]
    assert [c.person for c in rank(people, goals, order=Order.DAYS).candidates] == ["ready", "far"]
    found = rank([person({}, "x"), person("c1", "y")], blocked, order=Order.DAYS).candidates
    assert [c.person for c in found] == ["y", "x"]
    assert found[1].package.blocked


def test_everybody_is_shown_now_and_after_the_package() -> None:
    ranked = {c.person: c for c in rank([person("a1", "x"), person("a2", "y")]).candidates}
    assert ranked["x"].package.modules == ("cb", "ca") or set(ranked["x"].package.modules) == {
        "ca",
        "cb",
    }
    assert ranked["x"].after > ranked["x"].score.total
    assert ranked["x"].package.days == 5


@pytest.mark.parametrize("seed", range(40))
def test_the_counterfactual_comes_true_when_the_course_is_taken(seed: int) -> None:
    """Second method: give the person the course as evidence and rank everybody again."""
    dice = random.Random(seed)
    people = crowd(dice, 12)
    told = {c.person: c.counterfactual for c in rank(people).candidates}
    for place, who in enumerate(people):
        move = told[who.id]
        now = next(c.place.rank for c in rank(people).candidates if c.person == who.id)
        tried = _places_by_trying(people, place, now)
        if move is None:
            assert max(tried.values(), default=0) <= 0
        else:
            days = next(c.days for c in COURSES if c.id == move.module)
            assert move.rank_before == now
            assert days is not None
            assert (now - move.rank_after) / days == tried[move.module] == max(tried.values())


def _places_by_trying(people: list[Person], place: int, now: int) -> dict[str, float]:
    """Places won per day by each course the person could start, everybody ranked anew."""
    who = people[place]
    levels = {e.competence: e.level for e in who.evidence}
    won = {}
    for course in COURSES:
        if any(levels.get(c[0].competence, 0) < c[0].level for c in course.prerequisites):
            continue
        added = tuple(
            Evidence(f"c{n}", a.competence, a.level, EvidenceKind.COURSE, Judge.SCHOOL, DAY)
            for n, a in enumerate(course.outcomes)
        )
        tried = [*people[:place], Person(who.id, who.evidence + added), *people[place + 1 :]]
        after = next(c.place.rank for c in rank(tried).candidates if c.person == who.id)
        won[course.id] = (now - after) / (course.days or 1)
    return won


@pytest.mark.parametrize("seed", range(60))
def test_the_points_a_course_adds_are_those_of_comparing_anew(seed: int) -> None:
    """Second method: give the course as evidence, compare with everything again, and add up."""
    taxonomy, goals, who = random_world(random.Random(seed))
    stood = standing(who, taxonomy, DEFAULT_SETTINGS, DAY)
    before = compare_all(goals, stood, taxonomy.graph, DEFAULT_SETTINGS)
    now = score(before, DEFAULT_SETTINGS)
    worth = worth_of(before, now, DEFAULT_SETTINGS)
    for course in taxonomy.modules.values():
        added = tuple(
            Evidence(f"c{n}", a.competence, a.level, EvidenceKind.COURSE, Judge.SCHOOL, DAY)
            for n, a in enumerate(course.outcomes)
        )
        later = standing(Person("p", who.evidence + added), taxonomy, DEFAULT_SETTINGS, DAY)
        anew = score(compare_all(goals, later, taxonomy.graph, DEFAULT_SETTINGS), DEFAULT_SETTINGS)
        shares = shares_of(taxonomy.graph.outcomes(course.id), goals)
        assert now.total + gain(shares, worth) == pytest.approx(anew.total, abs=1e-9)


def test_missing_data_are_named_most_points_first() -> None:
    undated = Person("p", (Evidence("e", "a", 2, EvidenceKind.JOB, Judge.EMPLOYER),))
    missing = rank([undated]).candidates[0].missing
    assert [m.kind for m in missing] == [
        MissingKind.NOT_SHOWN,
        MissingKind.NO_DATE,
        MissingKind.NOT_SHOWN,
    ]
    assert [m.points for m in missing] == sorted((m.points for m in missing), reverse=True)


def test_what_not_shown_is_said_to_mean_is_what_showing_it_gives() -> None:
    """The points named are the points gained when the best evidence is brought."""
    before = rank([person("a2", "p")]).candidates[0]
    told = next(m for m in before.missing if m.key == "b1")
    after = rank([person("a2 b1", "p")]).candidates[0]
    assert after.score.total - before.score.total == pytest.approx(told.points)


def test_empty_people_empty_need_and_a_person_with_nothing_answer() -> None:
    assert rank([]).candidates == ()
    assert rank([Person("p")], need("")).candidates[0].score.total == 0
    assert rank([Person("p")], need("c1")).candidates[0].package.days is None


def test_a_ranking_names_what_is_needed_to_replay_it() -> None:
    found = rank([person("a1")])
    assert found.taxonomy_id == WORLD.id
    assert found.settings is DEFAULT_SETTINGS
    assert found.on == DAY
