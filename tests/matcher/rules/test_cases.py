"""The caseworkers' tables: every case holds, and together they reach every rule and branch."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from matcher.rules import schemes
from matcher.rules.findings import Verdict
from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from tests.matcher.rules.reading import FOLDER, written_cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from matcher.rules.findings import Finding
    from matcher.rules.law import LawBook
    from taxonomy.snapshot import Taxonomy
    from tests.matcher.rules.reading import Written

CASES: Final = written_cases()
DAY: Final = timedelta(days=1)
SCHEMES: Final = Path(schemes.__file__).parent


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_rule_answers_as_the_caseworker_expects(case: Written, book: LawBook) -> None:
    answer = decide(RULES[case.rule], case.facts, book, case.on, simulate=case.simulate)
    found = answer.finding
    assert found.verdict.value == case.verdict, found
    assert case.outcome in {None, found.outcome}, found
    assert re.search(rf"(?<!\w){re.escape(case.reason)}", found.reason), found.reason
    assert case.missing in "; ".join(found.missing)
    assert bool(found.missing) == (found.verdict is Verdict.CANNOT_TELL)


def test_there_are_enough_cases_and_each_is_a_sentence() -> None:
    assert len(CASES) >= 250
    for case in CASES:
        assert case.name[:1].isupper() or case.name[:1].isdigit(), case
        assert len(case.name.split()) >= 3, case
    assert not [name for name, count in Counter(map(str, CASES)).items() if count > 1]


def test_every_case_tells_why_or_what_follows() -> None:
    """Where one case follows an answer over several days, the days themselves are the reason."""
    silent = [c for c in CASES if not (c.reason or c.outcome or c.missing or c.over_days)]
    assert silent == []


NEVER_YES: Final = {"reform-uafklaret"}
"""Rules that can give no yes: this one only names what nobody can tell yet."""


def test_every_rule_has_a_yes_and_another_answer() -> None:
    told = {name: {c.verdict for c in CASES if c.rule == name} for name in RULES}
    without = {name for name, verdicts in told.items() if Verdict.YES.value not in verdicts}
    assert without == NEVER_YES
    assert not [name for name, verdicts in told.items() if not verdicts - {Verdict.YES.value}]


def test_every_fact_a_rule_or_its_parameters_rest_on_is_named_in_a_case(taxonomy: Taxonomy) -> None:
    named = {source for case in CASES for source in case.sources}
    rows = (row for parameter in taxonomy.parameters.values() for row in parameter.values)
    rested = {fact for row in rows for fact in row.facts}
    rested |= {fact for rule in RULES.values() for fact in rule.cites}
    rested |= {f for rule in RULES.values() for f in re.findall(r"R\d+a?", rule.words)}
    assert rested - named == set()
    assert named - rested == set()


def test_a_case_names_only_facts_of_its_own_rule(taxonomy: Taxonomy) -> None:
    for case in CASES:
        rule = RULES[case.rule]
        rows = (row for name in rule.parameters for row in taxonomy.parameters[name].values)
        own = {fact for row in rows for fact in row.facts} | set(rule.cites)
        own |= set(re.findall(r"R\d+a?", rule.words))
        assert set(case.sources) <= own, case


def _changes(taxonomy: Taxonomy) -> Iterator[tuple[str, Any]]:
    """Days on which a checked value gives way to another without a gap."""
    for parameter in taxonomy.parameters.values():
        rows = [row for row in parameter.values if not row.expected]
        for old, new in pairwise(rows):
            if old.value != new.value and old.checked_until + DAY == new.start:
                yield parameter.id, new.start


def test_each_change_is_asked_about_on_the_day_before_on_it_and_after(taxonomy: Taxonomy) -> None:
    changes = list(_changes(taxonomy))
    assert len(changes) >= 15
    for name, day in changes:
        using = {rule.name for rule in RULES.values() if name in rule.parameters}
        asked = {RULES[c.rule].decides.day(c.facts, c.on) for c in CASES if c.rule in using}
        assert {day - DAY, day, day + DAY} <= asked, (name, day, using)


def _leaves(finding: Finding) -> Iterator[Finding]:
    if not finding.parts:
        yield finding
    for part in finding.parts:
        yield from _leaves(part)


def _leaf_key(leaf: Finding) -> tuple[Any, ...]:
    fields = tuple(re.sub(r"alder den .*", "alder", name) for name, _ in leaf.inputs)
    return leaf.question, fields


def test_every_question_of_every_rule_is_answered_both_ways(book: LawBook) -> None:
    """An amount, or whether a fact is told at all, can only be yes; anything else also no."""
    seen: dict[tuple[Any, ...], set[Verdict]] = {}
    amounts = set()
    for case in CASES:
        answer = decide(RULES[case.rule], case.facts, book, case.on, simulate=case.simulate)
        for leaf in _leaves(answer.finding):
            key = (case.rule, *_leaf_key(leaf))
            seen.setdefault(key, set()).add(leaf.verdict)
            if leaf.amount is not None:
                amounts.add(key)
    both = {Verdict.YES, Verdict.NO}
    asked = {k: v for k, v in seen.items() if k[-1] and not k[1].startswith("Er det oplyst")}
    one_sided = {k for k, v in asked.items() if v & both and not v >= both} - amounts
    assert one_sided == set()


def _executed(book: LawBook) -> set[tuple[str, int]]:
    lines: set[tuple[str, int]] = set()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if not frame.f_code.co_filename.startswith(str(SCHEMES)):
            return None
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for case in CASES:
            decide(RULES[case.rule], case.facts, book, case.on, simulate=case.simulate)
    finally:
        sys.settrace(before)
    return lines


def _code_lines(path: Path) -> set[int]:
    import types

    whole = compile(path.read_text(encoding="utf-8"), str(path), "exec")
    codes = [c for c in whole.co_consts if isinstance(c, types.CodeType)]
    functions = [c for c in codes if c.co_name in _functions(path)]
    return {
        line for code in functions for _, _, line in code.co_lines()
        if line and line != code.co_firstlineno
    }  # fmt: skip


def _functions(path: Path) -> set[str]:
    return set(re.findall(r"^def (\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", sorted(SCHEMES.glob("*.py")), ids=lambda p: p.stem)
def test_every_line_of_every_rule_is_reached_by_a_case(path: Path, book: LawBook) -> None:
    reached = {line for file, line in _executed_once(book) if file == str(path)}
    assert _code_lines(path) - reached == set()


_KEPT: dict[str, set[tuple[str, int]]] = {}


def _executed_once(book: LawBook) -> set[tuple[str, int]]:
    if book.hash not in _KEPT:
        _KEPT[book.hash] = _executed(book)
    return _KEPT[book.hash]


def test_the_tables_are_where_a_caseworker_finds_them() -> None:
    assert len(list(FOLDER.glob("*.yaml"))) >= 12
