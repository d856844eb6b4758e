"""Every rule on every day from 2016 to 2027: an answer, never an exception."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from api.intake.rule_facts import facts_shape
from matcher.rules.findings import Verdict
from matcher.rules.law import parameter_of
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from tests.matcher.rules.reading import written_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matcher.rules.asking import Facts
    from matcher.rules.law import LawBook
    from matcher.rules.rule import RuleAnswer
    from taxonomy.snapshot import Taxonomy

FIRST, LAST = date(2016, 1, 1), date(2027, 12, 31)
DAYS: Final = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
FAMILIES: Final = sorted({rule.find.__module__ for rule in RULES.values()})


def _rules(family: str) -> list[str]:
    return [name for name, rule in RULES.items() if rule.find.__module__ == family]


def _sound(answer: RuleAnswer, name: str) -> None:
    found = answer.finding
    assert found.verdict in Verdict, name
    assert found.reason, (name, answer.asked)
    assert bool(found.missing) == (found.verdict is Verdict.CANNOT_TELL), (name, answer.asked)
    asked = {parameter_of(look_up) for look_up, _ in answer.look_ups}
    assert asked <= set(RULES[name].parameters), (name, asked)
    assert found.amount is None or found.amount >= 0


@pytest.mark.parametrize("family", FAMILIES)
def test_with_nothing_told_every_day_has_an_answer(family: str, book: LawBook) -> None:
    for name in _rules(family):
        facts = RULES[name].facts()
        for day in DAYS:
            _sound(decide(RULES[name], facts, book, day), name)


def _full_facts(name: str) -> list[Facts]:
    """What the cases tell, without the deciding dates, so that the day asked about decides."""
    rule = RULES[name]
    free = dict.fromkeys(rule.decides.facts)
    told = [replace(case.facts, **free) for case in written_cases() if case.rule == name]
    return list(dict.fromkeys(told))


def fullest(name: str) -> Facts:
    """Everything any case tells this rule, of each fact what the first such case tells."""
    rule = RULES[name]
    told = _full_facts(name)
    first = {
        each.name: next((v for f in told if (v := getattr(f, each.name)) is not None), None)
        for each in fields(rule.facts)
    }
    return rule.facts(**first)


@pytest.mark.parametrize("family", FAMILIES)
def test_with_everything_told_every_day_has_an_answer(family: str, book: LawBook) -> None:
    for name in _rules(family):
        facts = fullest(name)
        for day in DAYS:
            _sound(decide(RULES[name], facts, book, day), name)


def test_every_day_is_asked_about_and_most_rules_are_told_something() -> None:
    assert len(DAYS) == 4383
    untold = [name for name in RULES if fullest(name) == RULES[name].facts()]
    assert len(untold) <= 15, untold  # rules that ask of the law alone
    assert sum(len(_rules(family)) for family in FAMILIES) == len(RULES)


def _days_that_matter(taxonomy: Taxonomy, name: str) -> set[date]:
    rows = (row for p in RULES[name].parameters for row in taxonomy.parameters[p].values)
    bounds = {day for row in rows for day in (row.start, row.checked_until)}
    near = {day + timedelta(n) for day in bounds for n in (-1, 0, 1)}
    return {day for day in near if FIRST <= day <= LAST} | set(DAYS[::61])


@pytest.mark.parametrize("family", FAMILIES)
def test_with_facts_told_every_day_that_matters_has_an_answer(
    family: str, book: LawBook, taxonomy: Taxonomy
) -> None:
    for name in _rules(family):
        for facts in _full_facts(name):
            for day in _days_that_matter(taxonomy, name):
                _sound(decide(RULES[name], facts, book, day), name)
                decide(RULES[name], facts, book, day, simulate=True)


def _one_fact_at_a_time(facts: Facts) -> Iterator[Facts]:
    for each in fields(facts):
        yield replace(facts, **{each.name: None})


@pytest.mark.parametrize("family", FAMILIES)
def test_any_fact_may_be_missing(family: str, book: LawBook) -> None:
    for case in written_cases():
        if case.rule in _rules(family):
            for facts in _one_fact_at_a_time(case.facts):
                _sound(decide(RULES[case.rule], facts, book, case.on), case.rule)


def test_a_fact_left_out_never_turns_yes_into_no_or_no_into_yes(book: LawBook) -> None:
    """What is not told can only leave an answer as it is or make it unknown."""
    opposite = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}
    for case in written_cases():
        rule, dates = RULES[case.rule], set(RULES[case.rule].decides.facts)
        before = decide(rule, case.facts, book, case.on).verdict
        for each in fields(case.facts):
            if each.name in dates:
                continue
            after = decide(rule, replace(case.facts, **{each.name: None}), book, case.on)
            assert after.verdict is not opposite.get(before), (str(case), each.name)


def test_a_fact_left_out_never_makes_an_answer_surer(book: LawBook) -> None:
    """What cannot be told with a fact cannot be told without it, and then nothing follows."""
    sure = {Verdict.YES, Verdict.NO}
    for case in written_cases():
        rule, dates = RULES[case.rule], set(RULES[case.rule].decides.facts)
        before = decide(rule, case.facts, book, case.on).verdict
        for each in (each.name for each in fields(case.facts) if each.name not in dates):
            after = decide(rule, replace(case.facts, **{each: None}), book, case.on).finding
            assert before in sure or after.verdict not in sure, (str(case), each)
            assert after.verdict in sure or not after.outcome, (str(case), each)


def test_every_type_of_facts_has_a_shape_at_the_border(taxonomy: Taxonomy) -> None:
    kinds: dict[str, Any] = {rule.facts.__name__: rule.facts for rule in RULES.values()}
    assert len(kinds) >= 13
    for kind in kinds.values():
        shape = facts_shape(kind, taxonomy.parameters)
        assert shape.model_validate({})
        assert kind() == kind(**{each.name: None for each in fields(kind)})
