"""Budgets that keep the code readable: short functions, short modules, everything explained."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = ("taxonomy", "matcher", "api")
MODULES: Final = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST_FUNCTION: Final = 80
LONGEST_MODULE: Final = 500
Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"


class Body(NamedTuple):
    """A function and the lines from its first statement to its last, without the docstring."""

    name: str
    lines: int


def _functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _body_lines(function: Function) -> int:
    statements = function.body[bool(ast.get_docstring(function)) :]
    if not statements:
        return 0
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1


def _bodies() -> list[Body]:
    return [
        Body(f"{path.relative_to(ROOT).as_posix()}:{function.name}", _body_lines(function))
        for path in MODULES
        for function in _functions(ast.parse(path.read_text(encoding="utf-8")))
    ]


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _share(values: list[int], at_most: int) -> float:
    return sum(value <= at_most for value in values) / len(values)


def test_most_function_bodies_are_short() -> None:
    lines = [body.lines for body in _bodies()]
    assert median(lines) <= 10
    assert _share(lines, 40) >= 0.95


def test_no_function_is_long() -> None:
    assert [body for body in _bodies() if body.lines > LONGEST_FUNCTION] == []


def test_modules_are_short() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): _lines(path) for path in MODULES}
    assert {name: n for name, n in lengths.items() if n > LONGEST_MODULE} == {}
    assert _share(list(lengths.values()), 400) >= 0.9


def _public(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if child.name.startswith("_"):
                continue
            yield f"{prefix}{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from _public(child, f"{prefix}{child.name}.")


def _unexplained(source: str) -> list[str]:
    tree = ast.parse(source)
    found = [] if ast.get_docstring(tree) else ["(modul)"]
    for name, node in _public(tree, ""):
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        if not ast.get_docstring(node):
            found.append(name)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_public_name_is_explained(path: Path) -> None:
    assert _unexplained(path.read_text(encoding="utf-8")) == []


def test_a_name_without_explanation_would_be_seen() -> None:
    source = (
        '"""M."""\nclass A:\n    """A."""\n    def b(self): ...\n    def _c(self): ...\ndef d(): 0'
    )
    assert _unexplained(source) == ["A.b", "d"]


def _postponed(source: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    comments = (t.string for t in tokens if t.type == tokenize.COMMENT)
    return [c for c in comments if re.search(r"\b(TODO|FIXME|XXX|HACK)\b", c, re.IGNORECASE)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_left_for_later(path: Path) -> None:
    assert _postponed(path.read_text(encoding="utf-8")) == []


def test_a_postponed_job_would_be_seen() -> None:
    assert _postponed("x = 1  # TODO: later") == ["# TODO: later"]
