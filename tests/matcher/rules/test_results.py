"""Stored answers: replayed the same after the law has changed, and the exact list of changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.rules.law import LawBook
from matcher.rules.registry import RULES
from matcher.rules.results import altered_by, replay
from matcher.rules.rule import decide
from taxonomy.loading import load_taxonomy
from tests.matcher.rules.reading import written_cases

if TYPE_CHECKING:
    from matcher.rules.rule import RuleAnswer
    from taxonomy.parameters import Parameter

BOOK = LawBook(load_taxonomy().parameters.values())


def stored() -> list[RuleAnswer]:
    """One answer for every case of the tables."""
    return [
        decide(RULES[c.rule], c.facts, BOOK, c.on, simulate=c.simulate) for c in written_cases()
    ]


STORED = stored()


def _with(parameter: Parameter) -> LawBook:
    return LawBook({**BOOK.parameters, parameter.id: parameter}.values())


def _valued(name: str, at: int, value: float) -> LawBook:
    parameter = BOOK.parameters[name]
    rows = list(parameter.values)
    rows[at] = replace(rows[at], value=value)
    return _with(replace(parameter, values=tuple(rows)))


def _by_force(answers: list[RuleAnswer], book: LawBook) -> set[int]:
    """The second method: work every answer out again and compare."""
    again = [
        decide(RULES[a.rule], a.facts, book, a.asked, simulate=a.simulated) for a in answers
    ]  # fmt: skip
    return {at for at, (a, b) in enumerate(zip(answers, again, strict=True)) if a.told != b.told}


def _listed(answers: list[RuleAnswer], book: LawBook) -> set[int]:
    where = {id(answer): at for at, answer in enumerate(answers)}
    return {where[id(change.before)] for change in altered_by(answers, book)}


def test_an_answer_carries_the_hash_of_its_law() -> None:
    assert {answer.law_hash for answer in STORED} == {BOOK.hash}
    assert _valued("euv/mindstealder", 0, 30).hash != BOOK.hash


def test_a_replay_gives_the_same_answer_with_the_same_tree() -> None:
    for answer in STORED:
        assert replay(answer) == answer


def test_after_a_change_the_replay_is_the_same_and_a_new_answer_is_not() -> None:
    """Planted: EUV from 30 years. The answer from before the change stands as it stood."""
    changed = _valued("euv/mindstealder", 0, 30)
    rule = RULES["euv-vej"]
    facts = rule.facts(birth_date=date(1994, 1, 1))  # type: ignore[call-arg]
    before = decide(rule, facts, BOOK, date(2020, 6, 1))
    after = decide(rule, facts, changed, date(2020, 6, 1))
    assert (before.verdict.value, after.verdict.value) == ("ja", "nej")
    assert replay(before) == before
    (change,) = altered_by([before], changed)
    assert (change.before, change.after) == (before, after)


def test_a_planted_change_lists_exactly_what_it_alters() -> None:
    """A new weekly rate for 2021 alters the cases of 2021 and no other."""
    book = _valued("veu/sats-uge", 3, 4500)
    changes = list(altered_by(STORED, book))
    assert changes
    for change in changes:
        assert change.before.rule == "veu-uge"
        assert change.before.decided_on.year == 2021
        assert change.before.finding.amount == 4460
        assert change.after.finding.amount == 4500
    of_2021 = [
        a for a in STORED if a.rule == "veu-uge" and a.decided_on.year == 2021 and a.finding.yes
    ]
    assert len(changes) == len(of_2021)


def test_an_extended_check_alters_only_what_was_not_checked() -> None:
    parameter = BOOK.parameters["amu/maalgruppe"]
    last = replace(parameter.values[-1], checked_until=date(2026, 12, 31))
    book = _with(replace(parameter, values=(*parameter.values[:-1], last)))
    changes = list(altered_by(STORED, book))
    assert changes
    assert {change.before.verdict.value for change in changes} == {"ikke kontrolleret"}
    assert _listed(STORED, book) == _by_force(STORED, book)


def test_a_new_reference_alters_no_answer() -> None:
    parameter = BOOK.parameters["euv/mindstealder"]
    rows = tuple(replace(row, reference="En anden side") for row in parameter.values)
    assert list(altered_by(STORED, _with(replace(parameter, values=rows)))) == []


@pytest.mark.parametrize("name", sorted(BOOK.parameters)[::9])
def test_the_list_is_exact_when_a_parameter_is_taken_away(name: str) -> None:
    book = LawBook(p for p in BOOK.parameters.values() if p.id != name)
    listed = _listed(STORED, book)
    assert listed == _by_force(STORED, book)
    assert listed or all(name not in dict(answer.look_ups) for answer in STORED)


NUMBERS = sorted(
    p.id for p in BOOK.parameters.values() if all(isinstance(r.value, float) for r in p.values)
)


@given(st.sampled_from(NUMBERS), st.integers(0, 5), st.floats(0.5, 2))
def test_the_list_is_exact_for_any_change_of_a_number(name: str, at: int, factor: float) -> None:
    rows = BOOK.parameters[name].values
    row = rows[at % len(rows)]
    book = _valued(name, at % len(rows), row.number * factor)
    some = [answer for answer in STORED if name in dict(answer.look_ups)]
    assert _listed(some, book) == _by_force(some, book)
