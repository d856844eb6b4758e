"""Assignment of 1,000 people to 100 vacancies and chains on 300 people and 40 needs, made up."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.packages.assignment import AssignmentProblem, assign, one_by_one
from matcher.packages.chains import ChainProblem, Move, chains_one_by_one, find_chains
from matcher.packages.steering.prospects import Prospect

if TYPE_CHECKING:
    from collections.abc import Callable

SEED: Final = 20261122
Row: TypeAlias = "tuple[str, Callable[[], object], str, Callable[[], object], str]"
"""Name, the exact method, the name of the rule of thumb, the rule, and how the answers differ."""


def made_assignment(people: int, needs: int) -> AssignmentProblem:
    """Days from 0 to 60, points from 80 to 100, one to four positions.

    Courses close a third of the pairs, and some needs are near to many.
    """
    dice = random.Random(SEED)
    pull = [dice.random() for _ in range(needs)]
    offers = {
        (f"p{p}", f"n{n}"): Prospect(
            dice.randint(0, 60) if pull[n] < 0.9 else dice.randint(0, 15),
            dice.randint(8_000, 10_000),
        )
        for p in range(people)
        for n in range(needs)
        if dice.random() < 0.35
    }
    positions = {f"n{n}": dice.randint(1, 4) for n in range(needs)}
    return AssignmentProblem(tuple(f"p{p}" for p in range(people)), positions, offers)


def made_chains(people: int, needs: int) -> ChainProblem:
    """Half are employees in companies of thirty; a fifth of the links are there."""
    dice = random.Random(SEED)
    movers = tuple(f"e{n}" for n in range(people // 2))
    outsiders = tuple(f"u{n}" for n in range(people - people // 2))
    company = {mover: n // 30 for n, mover in enumerate(movers)}
    companies = max(company.values()) + 1
    owner = {f"n{n}": n % companies for n in range(needs)}
    days: dict[Move, int] = {}
    for need, own in owner.items():
        able = [*outsiders, *(m for m in movers if company[m] == own)]
        days |= {Move(p, need): dice.randint(0, 40) for p in able if dice.random() < 0.2}
    for job in movers:
        able = [*outsiders, *(m for m in movers if company[m] == company[job] and m != job)]
        days |= {Move(p, "", job): dice.randint(0, 20) for p in able if dice.random() < 0.2}
    positions = {need: dice.randint(1, 4) for need in owner}
    return ChainProblem(movers, outsiders, positions, days)


def assignments() -> list[Row]:
    """The flow beside the rule of thumb."""
    problem = made_assignment(1_000, 100)
    best, rule = assign(problem), one_by_one(problem)
    assert best.proven
    told = (
        f"{best.value.people} mod {rule.value.people} personer, "
        f"{best.value.days} mod {rule.value.days} dage"
    )
    name = "Fordeling: 1.000 personer × 100 behov, loft 3"
    return [(name, lambda: assign(problem), "én ad gangen", lambda: one_by_one(problem), told)]


def vacancy_chains() -> list[Row]:
    """The flow, and with a shorter limit the programme, each beside the rule of thumb."""
    return [_chain_row(replace(made_chains(300, 40), longest=longest)) for longest in (3, 2)]


def _chain_row(problem: ChainProblem) -> Row:
    best, rule = find_chains(problem, 60), chains_one_by_one(problem)
    told = (
        f"{best.value.filled} mod {rule.value.filled} pladser, {best.value.days} mod "
        f"{rule.value.days} dage; {'bevist' if best.proven else 'ikke bevist'} ({best.way})"
    )
    name = f"Kæder: 300 personer × 40 behov, højst {problem.longest} led"
    return (
        name, lambda: find_chains(problem, 60), "én ad gangen",
        lambda: chains_one_by_one(problem), told,
    )  # fmt: skip
