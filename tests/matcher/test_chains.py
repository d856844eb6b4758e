"""Vacancy chains: trying everything, flow and programme, each constraint by itself."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.packages.assignment import Way
from matcher.packages.chains import (
    Chain,
    ChainProblem,
    Move,
    causes,
    chains_one_by_one,
    directly,
    find_chains,
    limit_prices,
)
from matcher.packages.steering.chain_programme import (
    CONSTRAINTS_DA,
    Links,
    chains_by_programme,
    every_job_left_is_taken,
    no_longer_than,
    no_more_than_positions,
    one_move_each,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.packages.chains import Chains

SECONDS = 20.0


def problem(links: str, positions: dict[str, int], longest: int = 3) -> ChainProblem:
    """Links as "a>x:3 u>(a):1": a takes need x after 3 days, u takes the job of a after 1."""
    days: dict[Move, int] = {}
    for words in links.split():
        who, _, rest = words.partition(">")
        to, _, cost = rest.partition(":")
        days[Move(who, "", to[1:-1]) if to.startswith("(") else Move(who, to)] = int(cost)
    people = sorted({m.person for m in days} | {m.job for m in days if m.job})
    movers = tuple(p for p in people if p in "abcdef")
    return ChainProblem(
        movers, tuple(p for p in people if p not in movers), positions, days, longest
    )


def small(dice: random.Random) -> ChainProblem:
    """1-3 employees, 1-3 others, 1-2 needs, some links missing, many ties."""
    movers = tuple("abc"[: dice.randint(1, 3)])
    outsiders = tuple("uvw"[: dice.randint(1, 3)])
    positions = {need: dice.randint(1, 2) for need in "xy"[: dice.randint(1, 2)]}
    possible = [Move(p, n) for p in (*movers, *outsiders) for n in positions]
    possible += [Move(p, "", j) for p in (*movers, *outsiders) for j in movers if p != j]
    share = dice.choice([0.4, 0.6, 0.8])
    days = {move: dice.randint(0, 4) for move in possible if dice.random() < share}
    return ChainProblem(movers, outsiders, positions, days, dice.randint(1, 4), dice.randrange(9))


def everything(p: ChainProblem) -> Iterator[dict[str, Move]]:
    """Every choice of at most one link for each person that takes no job twice."""

    def extend(people: tuple[str, ...], taken: dict[str, Move]) -> Iterator[dict[str, Move]]:
        if not people:
            yield taken
            return
        yield from extend(people[1:], taken)
        for move in p.days:
            jobs = {m.job for m in taken.values() if m.job}
            if move.person == people[0] and move.job not in jobs:
                yield from extend(people[1:], taken | {move.person: move})

    yield from extend((*p.movers, *p.outsiders), {})


def worth(p: ChainProblem, taken: dict[str, Move]) -> tuple[int, int, int] | None:
    """Filled, days, people; None when something stands empty, in a ring, or too long."""
    filled: dict[str, int] = {}
    seen = 0
    by_job = {m.job: m for m in taken.values() if m.job}
    for move in taken.values():
        if not move.need:
            continue
        filled[move.need] = filled.get(move.need, 0) + 1
        length, last = 1, move
        while last.person in p.movers:
            if last.person not in by_job:
                return None
            last = by_job[last.person]
            length += 1
        if length > p.longest:
            return None
        seen += length
    if seen != len(taken) or any(filled[n] > p.positions[n] for n in filled):
        return None
    return (-sum(filled.values()), sum(p.days[m] for m in taken.values()), len(taken))


def holds(found: Chains) -> None:
    """Everything a set of chains promises."""
    links = [link for chain in found.chains for link in chain.links]
    assert len({link.person for link in links}) == len(links)
    for chain in found.chains:
        assert len(chain.links) <= found.problem.longest
        assert chain.links[0].need == chain.need
        assert chain.links[-1].person in found.problem.outsiders
        for earlier, later in zip(chain.links, chain.links[1:], strict=False):
            assert later.job == earlier.person
    assert all(n <= found.problem.positions[need] for need, n in found.filled.items())


def test_the_best_of_everything_tried_in_500_small_cases() -> None:
    dice, ways = random.Random(20261122), set[Way]()
    for _ in range(500):
        p = small(dice)
        best = min(told for taken in everything(p) if (told := worth(p, taken)))
        found = find_chains(p, SECONDS)
        holds(found)
        assert found.proven
        assert found.value.key == best
        rule = chains_one_by_one(p)
        holds(rule)
        assert rule.value.key >= best
        ways.add(found.way)
    assert ways == {Way.FLOW, Way.PROGRAMME}


def test_flow_and_programme_agree_when_length_is_no_matter() -> None:
    dice = random.Random(3)
    for _ in range(60):
        p = small(dice)
        p = replace(p, longest=len(p.movers) + 1)
        if p.days:
            assert chains_by_programme(p, SECONDS).value == find_chains(p, SECONDS).value


def test_a_chain_is_read_from_the_need_to_the_one_who_leaves_no_job() -> None:
    found = find_chains(problem("a>x:2 b>(a):1 u>(b):3", {"x": 1}))
    assert found.chains == (Chain("x", (Move("a", "x"), Move("b", "", "a"), Move("u", "", "b"))),)
    assert (found.value.filled, found.value.days, found.value.moved) == (1, 6, 3)


def test_no_longer_than() -> None:
    p = problem("a>x:2 b>(a):1 u>(b):3", {"x": 1}, longest=2)
    assert find_chains(p).chains == ()
    assert find_chains(p).proven
    assert sorted(place for _, place in no_longer_than(replace(p, longest=3))) == [1, 2, 2, 3]
    price, company = limit_prices(find_chains(p), p, SECONDS)
    assert price.opens
    assert not company.differences
    assert causes(find_chains(p), p, SECONDS) == ("no_longer_than",)
    assert {d.measure: d.by for d in price.differences} == {"needs": 1, "days": 6, "people": 3}


def test_within_own_company() -> None:
    """Links to other companies are not there; what that costs is told by solving with them."""
    own = problem("a>x:9 u>(a):0", {"x": 1, "y": 1})
    across = problem("a>x:9 b>x:1 u>(a):0 u>(b):0", {"x": 1, "y": 1})
    _, price = limit_prices(find_chains(own), across, SECONDS)
    assert {d.measure: d.by for d in price.differences} == {"days": -8}
    nothing = problem("v>(a):0", {"x": 1})
    assert causes(find_chains(nothing), across, SECONDS) == ("within_own_company",)
    assert causes(find_chains(nothing), nothing, SECONDS) == ()


def test_one_move_each() -> None:
    p = problem("u>x:1 u>y:1", {"x": 1, "y": 1})
    assert [(sorted(r.places), r.most) for r in one_move_each(Links(p))] == [([0, 1], 1)]
    assert find_chains(p).value.filled == 1


def test_no_more_than_positions() -> None:
    p = problem("u>x:1 v>x:1 w>x:1", {"x": 2})
    assert [(sorted(r.places), r.most) for r in no_more_than_positions(Links(p))] == [
        ([0, 1, 2], 2)
    ]
    assert find_chains(p).value.filled == 2


def test_every_job_left_is_taken() -> None:
    """An employee who fits at once does not move when nobody can take the job."""
    p = problem("a>x:0 u>x:9", {"x": 1})
    (only,) = every_job_left_is_taken(Links(p))
    assert (only.least, only.most, len(only.places)) == (0, 0, 1)
    assert find_chains(p).chains == (Chain("x", (Move("u", "x"),)),)


def test_fewer_days_before_fewer_people_and_more_places_before_both() -> None:
    p = problem("a>x:1 u>(a):1 u>x:5", {"x": 1})
    assert find_chains(p).value.key == (-1, 2, 2)
    assert directly(p).value.key == (-1, 5, 1)
    more = problem("a>x:1 u>(a):30 u>y:2", {"x": 1, "y": 1})
    assert find_chains(more).value.filled == 1
    equal = problem("a>x:1 u>(a):1 u>x:2", {"x": 1})
    assert find_chains(equal).value.moved == 1


def test_every_constraint_has_a_danish_name() -> None:
    assert set(CONSTRAINTS_DA) == {
        no_longer_than, one_move_each, no_more_than_positions, every_job_left_is_taken,
    }  # fmt: skip


def test_nobody_and_nothing() -> None:
    empty = ChainProblem((), (), {"x": 1}, {})
    assert find_chains(empty).chains == ()
    assert find_chains(empty).filled == {"x": 0}


def test_a_time_limit_that_is_too_short_is_told_and_still_answers() -> None:
    dice = random.Random(4)
    movers = tuple(f"a{n}" for n in range(25))
    outsiders = tuple(f"u{n}" for n in range(30))
    days = {Move(m, "x"): 0 for m in movers[:5]} | {Move(u, "x"): 50 for u in outsiders}
    days |= {Move(b, "", a): 0 for a, b in zip(movers, movers[5:], strict=False)}
    days |= {Move(u, "", m): dice.randint(5, 9) for u in outsiders for m in movers[20:]}
    found = find_chains(ChainProblem(movers, outsiders, {"x": 20}, days), 1e-6)
    holds(found)
    assert not found.proven
    assert found.chains
