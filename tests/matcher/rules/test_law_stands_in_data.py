"""No number, date or amount of law stands in the rules' code; it is looked up in `data/rules/`."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from matcher import rules
from matcher.rules.registry import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taxonomy.snapshot import Taxonomy

MODULES: Final = sorted(Path(rules.__file__).parent.rglob("*.py"))
ALLOWED: Final = {0, 1}
DATE: Final = re.compile(r"\d{4}-\d\d(-\d\d)?|\d{1,2}\.\d{1,2}\.\d{4}")
QUANTITY: Final = re.compile(
    r"\d+([.,]\d+)?\s*(år|kr|dage?|timer?|uger?|måned|procent|%|km|kilometer|tonmeter)\b"
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
        if not isinstance(node, ast.Constant) or id(node) in words:
            continue
        value = node.value
        if isinstance(value, int | float | complex) and not isinstance(value, bool):
            if value not in ALLOWED:
                yield repr(value)
        elif isinstance(value, str) and (DATE.search(value) or QUANTITY.search(value)):
            yield value


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


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
    ],
)
def test_a_number_of_law_would_be_seen(source: str) -> None:
    assert list(_numbers_of_law(source))


@pytest.mark.parametrize(
    "source", ["x = [0, 1, -1, True]", '"""Fra 1. januar 2018: 25 år."""', "name = 'EUV1'"]
)
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
