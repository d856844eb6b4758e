"""Assignment with a cap: trying everything, two exact methods, each constraint, explanations."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest

from matcher.packages.assignment import (
    AssignmentProblem,
    First,
    Way,
    alone,
    assign,
    one_by_one,
    value_of,
)
from matcher.packages.crowding import Why, causes, crowd, explain, ladder, limit_prices
from matcher.packages.steering.flows import assign_by_flow
from matcher.packages.steering.programmes import (
    CONSTRAINTS_DA,
    Variables,
    a_filled_position_has_somebody,
    assign_by_programme,
    at_most_so_many_for_a_position,
    at_most_so_many_in_a_class,
    one_suggestion_each,
)
from matcher.packages.steering.prospects import Prospect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SECONDS = 20.0


def problem(
    offers: Mapping[str, tuple[int, int] | tuple[int, int, str]],
    positions: Mapping[str, int],
    **more: object,
) -> AssignmentProblem:
    """Offers as {"p n": (days, points, "courses")}."""
    read = {}
    for words, (days, points, *courses) in offers.items():
        person, need = words.split()
        read[person, need] = Prospect(days, points, tuple(str(c) for c in courses))
    people = tuple(dict.fromkeys(person for person, _ in read))
    return AssignmentProblem(people, positions, read, **more)  # type: ignore[arg-type]


def small(dice: random.Random, *, classes: bool) -> AssignmentProblem:
    """2-5 people, 1-3 needs, some pairs missing, many ties; sometimes seats in classes."""
    people = [f"p{n}" for n in range(dice.randint(2, 5))]
    needs = [f"n{n}" for n in range(dice.randint(1, 3))]
    names = ["c", "d"]
    offers = {
        (p, n): Prospect(
            dice.randint(0, 4), dice.randint(0, 3), tuple(dice.sample(names, dice.randint(0, 2)))
        )
        for p, n in product(people, needs)
        if dice.random() < 0.8
    }
    return AssignmentProblem(
        people=tuple(people),
        positions={n: dice.randint(1, 2) for n in needs},
        offers=offers,
        cap=dice.choice([1, 1, 2, None]),
        seats={c: dice.randint(0, 2) for c in names if dice.random() < 0.8} if classes else {},
        first=dice.choice(list(First)),
        seed=dice.randrange(100),
    )


def allowed(p: AssignmentProblem, need_of: Mapping[str, str]) -> bool:
    """Whether nothing is over its limit; written without the product's constraints."""
    for need, positions in p.positions.items():
        count = sum(n == need for n in need_of.values())
        if p.cap is not None and count > p.cap * positions:
            return False
    return all(
        sum(course in p.offers[pair].modules for pair in need_of.items()) <= seats
        for course, seats in p.seats.items()
    )


def everything(p: AssignmentProblem) -> Iterator[dict[str, str]]:
    """Every way to steer people, within limits or not."""
    options: Sequence[Sequence[str | None]] = [
        [None, *(n for n in p.positions if (person, n) in p.offers)] for person in p.people
    ]
    for chosen in product(*options):
        yield {person: need for person, need in zip(p.people, chosen, strict=True) if need}


@pytest.mark.parametrize("classes", [False, True])
def test_the_best_of_everything_tried_in_250_small_cases(*, classes: bool) -> None:
    dice, ways = random.Random(20261122), set[Way]()
    for _ in range(250):
        p = small(dice, classes=classes)
        best = min(value_of(p, n).key(p.first) for n in everything(p) if allowed(p, n))
        found = assign(p, SECONDS)
        assert allowed(p, found.need_of)
        assert found.proven
        assert found.value.key(p.first) == best
        if p.offers:
            assert assign_by_programme(p, SECONDS).value.key(p.first) == best
        ways.add(found.way)
    assert ways == ({Way.FLOW, Way.PROGRAMME} if classes else {Way.FLOW})


def test_flow_and_programme_agree_on_larger_cases() -> None:
    dice = random.Random(5)
    for _ in range(5):
        offers = {
            (f"p{p}", f"n{n}"): Prospect(dice.randint(0, 40), dice.randint(0, 10_000))
            for p in range(40)
            for n in range(8)
            if dice.random() < 0.7
        }
        p = AssignmentProblem(
            tuple(f"p{n}" for n in range(40)), {f"n{n}": dice.randint(1, 3) for n in range(8)},
            offers, 2,
        )  # fmt: skip
        flow, programme = assign_by_flow(p), assign_by_programme(p, 60)
        assert flow.value == programme.value
        assert programme.proven
        assert flow.value.key(p.first) <= one_by_one(p).value.key(p.first)


def rows(p: AssignmentProblem, constraint: object) -> list[tuple[tuple[int, ...], float]]:
    assert constraint in CONSTRAINTS_DA
    variables = Variables(p)
    return [(tuple(sorted(r.places)), r.most) for r in constraint(variables)]


def test_one_suggestion_each() -> None:
    p = problem({"a x": (1, 0), "a y": (1, 0), "b x": (1, 0)}, {"x": 1, "y": 1})
    found = rows(p, one_suggestion_each)
    mine = tuple(i for i, (person, _) in enumerate(p.pairs) if person == "a")
    assert (mine, 1) in found
    assert len(found) == 2


def test_at_most_so_many_for_a_position() -> None:
    p = problem({f"{who} x": (1, 0) for who in "abcde"}, {"x": 2}, cap=2)
    assert rows(p, at_most_so_many_for_a_position) == [((0, 1, 2, 3, 4), 4)]
    assert len(assign(p).need_of) == 4
    assert len(assign(replace(p, cap=None)).need_of) == 5


def test_at_most_so_many_in_a_class() -> None:
    p = problem({"a x": (1, 0, "k"), "b x": (2, 0, "k"), "c x": (9, 0)}, {"x": 1}, seats={"k": 1})
    (only,) = rows(p, at_most_so_many_in_a_class)
    assert len(only[0]) == 2
    assert only[1] == 1
    found = assign(p)
    assert found.way is Way.PROGRAMME
    assert set(found.need_of) == {"a", "c"}
    assert found.in_class["k"] == 1


def test_a_filled_position_has_somebody() -> None:
    p = problem({"a x": (1, 0)}, {"x": 3})
    assert rows(p, a_filled_position_has_somebody) == [((0, 1), 0)]
    assert assign_by_programme(p, SECONDS).value.positions == 1


def test_somebody_moves_so_that_no_position_is_empty() -> None:
    """Both are nearest to x; the one for whom y costs least moves, although x has room."""
    p = problem({"a x": (0, 0), "a y": (9, 0), "b x": (1, 0), "b y": (3, 500)}, {"x": 1, "y": 1})
    found = assign(p)
    assert found.need_of == {"a": "x", "b": "y"}
    told = explain(found)
    assert told["a"].why is Why.FIRST
    assert told["b"].why is Why.SPREAD
    assert (told["b"].more_days, told["b"].fewer_points) == (2, -500)
    assert (told["b"].others, told["b"].wanting) == (1, 1)


def test_the_cap_and_a_full_class_and_no_room_are_told() -> None:
    offers = {f"{who} x": (1, 0) for who in "abcd"} | {"d y": (5, 0), "e x": (9, 0)}
    p = problem(offers | {}, {"x": 1, "y": 1}, cap=2)
    told = explain(assign(p))
    assert told["d"].why is Why.FULL
    assert told["d"].others == 2
    assert told["e"].why is Why.NO_ROOM
    assert told["e"].more_days is None
    p = problem({"a x": (1, 0, "k"), "b x": (1, 0, "k"), "b y": (2, 0), "a y": (3, 0)},
                {"x": 1, "y": 1}, seats={"k": 1}, cap=3)  # fmt: skip
    assert explain(assign(p))["b"].why in {Why.SPREAD, Why.CLASS_FULL}


def test_a_person_nothing_can_be_closed_for_is_still_there() -> None:
    p = replace(problem({"a x": (1, 0)}, {"x": 1}), people=("a", "b"))
    assert explain(assign(p))["b"].why is Why.NOTHING_CLOSES
    nobody = replace(p, offers={})
    assert assign(nobody).need_of == {}
    assert assign(nobody).proven


def test_before_and_after_are_counted_per_position() -> None:
    p = problem({f"p{n} x": (n, 0) for n in range(13)}, {"x": 2, "y": 1}, cap=3)
    before = crowd(p, alone(p))
    assert before.by_people == {0: 1, 6: 1, 7: 1}
    assert (before.nobody, before.many, before.most) == (1, 2, 7)
    assert before.needs_without == ("y",)
    after = crowd(p, assign(p).need_of)
    assert after.by_people == {0: 1, 3: 2}


def test_first_days_or_first_fit() -> None:
    p = problem({"a x": (0, 10), "a y": (5, 90)}, {"x": 1, "y": 1})
    assert alone(p) == {"a": "x"}
    assert alone(replace(p, first=First.FIT)) == {"a": "y"}
    assert assign(replace(p, first=First.FIT)).need_of == {"a": "y"}


def test_neither_file_order_nor_ids_decide_between_equals() -> None:
    people = [f"p{n:02}" for n in range(20)]
    p = problem({f"{who} x": (1, 0) for who in people}, {"x": 1}, cap=3)
    turned = replace(p, people=p.people[::-1], offers=dict(reversed(list(p.offers.items()))))
    assert assign(p).need_of == assign(turned).need_of
    drawn = {frozenset(assign(replace(p, seed=seed)).need_of) for seed in range(5)}
    assert len(drawn) > 1


def test_what_a_limit_costs() -> None:
    p = problem({"a x": (0, 0), "b x": (1, 0), "b y": (6, 0)}, {"x": 1, "y": 0 + 1}, cap=1)
    p = replace(p, offers=dict(p.offers) | {("c", "x"): Prospect(2, 0)}, people=("a", "b", "c"))
    (price,) = limit_prices(assign(p), SECONDS)
    assert price.title_da == "loftet på 1 pr. plads"
    assert {d.measure: d.by for d in price.differences} == {"people": 1, "days": 2}
    assert price.proven
    assert list(ladder(assign(p), SECONDS)) == [1, 2, 3, 4, 5, None]


def test_when_nobody_can_be_steered_the_limits_to_blame_are_told() -> None:
    p = problem({"a x": (1, 0, "k"), "b x": (2, 0, "k")}, {"x": 1}, seats={"k": 0})
    assert assign(p).need_of == {}
    assert causes(assign(p), SECONDS) == ("at_most_so_many_in_a_class",)
    assert causes(assign(replace(p, seats={})), SECONDS) == ()
    assert causes(assign(replace(p, offers={})), SECONDS) == ()


def test_a_time_limit_that_is_too_short_is_told_and_still_answers() -> None:
    dice = random.Random(1)
    offers = {
        (f"p{p}", f"n{n}"): Prospect(dice.randint(0, 40), dice.randint(0, 99), (f"c{p % 7}",))
        for p in range(120)
        for n in range(30)
    }
    p = AssignmentProblem(
        tuple(f"p{n}" for n in range(120)), {f"n{n}": 1 for n in range(30)}, offers, 3,
        {f"c{n}": 4 for n in range(7)},
    )  # fmt: skip
    found = assign(p, 1e-6)
    assert not found.proven
    assert allowed(p, found.need_of)
    assert found.need_of


def test_who_finds_no_seat_is_told_which_class_is_full() -> None:
    p = problem({"a x": (1, 0, "k")}, {"x": 1}, seats={"k": 0})
    told = explain(assign(p))["a"]
    assert (told.why, told.full) == (Why.NO_ROOM, "k")
    crowded = problem({"a x": (1, 0), "b x": (1, 0)}, {"x": 1}, cap=1)
    assert [t.full for t in explain(assign(crowded)).values() if t.why is Why.NO_ROOM] == [None]
