"""No number, date or amount of law stands in the rules' code; it is looked up in `data/rules/`."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from matcher import plans, rules
from matcher.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taxonomy.snapshot import Taxonomy

MODULES: Final = sorted(Path(rules.__file__).parent.rglob("*.py"))
PLANS: Final = sorted(Path(plans.__file__).parent.glob("*.py"))
OUR_CONSTANTS: Final = {"_HOURS_A_DAY", "_DAYS_A_WEEK"}
"""How long the days and weeks of our modules are; the same for every course."""
OUR_NUMBERS: Final = {
    "calendar": "the almanac and the weeks we propose as closed",
    "draft": "how long the name of a plan is",
    "draft_words": "tells the weeks we propose as closed",
    "lix": "the formula of readability",
    "placing": "the pace of the days we propose",
    "plan": "the scale of competence levels",
    "recognition_section": "cites a paragraph with its source",
    "replan": "how far a period is moved",
    "rkv": "the names of the annex's forms",
    "sections": "how a table is laid out",
    "validation": "counts of a calendar and of rounding",
    "voice": "how a number is written",
}
"""Modules of plans whose numbers are not law's, and what they are."""
ALLOWED: Final = {0, 1}
NAMES: Final = re.compile(
    r"\b[a-z]+/[a-z0-9-]+|EUV ?[123](\+2)?|\beuv[123]\b|\bgf[12](?=\b|_)|(?i:grundforløb) [12]"
    r"|R\d+[a-z]?\b|\b02\b|§ 17\b|-17\b|7-trin|LAB § 6\b|lab6|lov nr\. \d+|bilag 1\b"
    r"|skema [123]( og [123])?\b"
)
"""What is called by a number without being one of law's: tracks, facts, papers, parameters."""
WHOLE_NAMES: Final = {"13"}
"""The old scale of grades."""
SPELT: Final = re.compile(
    r"\b(halvanden|halvandet|to|tre|fire|fem|syv|otte|ni|ti|elleve|tolv|tyve|tredive|fyrre|tres|"
    r"en halv|et halvt|halvdelen|en femtedel) (\w+ )?"
    r"(år|kroner|dage?|timer?|uger?|måneder|procent|kilometer|tonmeter|gange)\b"
)


def _docstrings(tree: ast.AST) -> set[int]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip


def _numbers_of_law(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    words = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in {"date", "timedelta", "datetime"}:
            yield ast.unparse(node)
        if isinstance(node, ast.BinOp) and all(_plain(side) for side in (node.left, node.right)):
            yield ast.unparse(node)  # a number made of the small ones that are allowed
        if isinstance(node, ast.Constant) and id(node) not in words:
            yield from _constant(node.value)


def _constant(value: object) -> Iterator[str]:
    if isinstance(value, int | float | complex) and not isinstance(value, bool):
        if value not in ALLOWED:
            yield repr(value)
    elif isinstance(value, bytes):
        yield from _constant(value.decode("latin-1"))
    elif isinstance(value, str) and value not in WHOLE_NAMES and _tells_a_number(value):
        yield value


def _tells_a_number(text: str) -> bool:
    return bool(re.search(r"\d", NAMES.sub("", text)) or SPELT.search(text))


def _plain(side: ast.expr) -> bool:
    return isinstance(side, ast.Constant) and isinstance(side.value, int | float)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr if ast.unparse(function.value) in {"datetime", "dt"} else ""
    return function.id if isinstance(function, ast.Name) else ""


def _without(source: str, names: set[str]) -> str:
    """The source without the constants of these names."""
    tree = ast.parse(source)
    tree.body = [
        node for node in tree.body
        if not (isinstance(node, ast.AnnAssign) and ast.unparse(node.target) in names)
    ]  # fmt: skip
    return ast.unparse(tree)


@pytest.mark.parametrize("path", PLANS, ids=lambda p: p.stem)
def test_no_number_of_law_stands_in_the_plans(path: Path) -> None:
    source = _without(path.read_text(encoding="utf-8"), OUR_CONSTANTS)
    found = list(_numbers_of_law(source))
    assert bool(found) is (path.stem in OUR_NUMBERS), found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.stem)
def test_no_number_of_law_stands_in_the_code(path: Path) -> None:
    assert list(_numbers_of_law(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "limit = 25",
        "rate = 119.05",
        "def f(age): return age >= 2 + 23",
        "start = '2026-02-01'",
        "start = date(x, y, z)",
        "why = f'højst {n} eller 37 timer'",
        "why = 'over 60 km'",
        "limit = int('25')",
        "limit = Fraction('1/5')",
        "limit = int(b'25')",
        "limit = 1 + 1 + 1",
        "limit = True + True",
        "start = datetime.date(x, y, z)",
        "year = '2026'",
        "why = 'fra 25-årige'",
        "why = '30 dages kursus'",
        "why = '6 måneder'",
        "why = 'kr. 218'",
        "why = 'over otte tonmeter'",
        "why = 'i fem år'",
    ],
)
def test_a_number_of_law_would_be_seen(source: str) -> None:
    assert list(_numbers_of_law(source))


@pytest.mark.parametrize(
    "source",
    ["x = [0, 1, -1, True]", '"""Fra 1. januar 2018: 25 år."""', "name = 'EUV1'", "x = y - 1",
     "name = 'adgang/karakter-13'", "why = 'uger på grundforløb 2'", "why = 'til 02'"],
)  # fmt: skip
def test_words_and_counting_are_not_law(source: str) -> None:
    assert list(_numbers_of_law(source)) == []


def test_every_parameter_a_rule_names_exists(taxonomy: Taxonomy) -> None:
    named = {name for rule in RULES.values() for name in rule.parameters}
    assert named <= taxonomy.parameters.keys()


def test_every_parameter_is_named_by_a_rule(taxonomy: Taxonomy) -> None:
    named = {name for rule in RULES.values() for name in rule.parameters}
    assert taxonomy.parameters.keys() - named == set()


def test_every_parameter_in_the_code_is_named_by_its_rules() -> None:
    named = {name for rule in RULES.values() for name in rule.parameters}
    written = {
        node.value
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z]+/[a-z0-9-]+", node.value)
    }
    assert written == named
