"""The layers hold, each contract can fail, and no module below `api` reads a clock."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = ("taxonomy", "matcher", "api")
LINT: Final = (
    sys.executable,
    "-c",
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
)
PLANTS: Final = {
    "api, matcher, taxonomy": ("matcher/packages/package.py", "import api.settings"),
    "inside api": ("api/errors.py", "import api.services.look_up"),
    "inside matcher": ("matcher/facts.py", "import matcher.gaps"),
    "inside taxonomy": ("taxonomy/ids.py", "import taxonomy.labels"),
    "ranking never sees what a rule knows about a person": (
        "matcher/matching/ranking.py",
        "import matcher.rules.schemes.euv",
    ),
    "inside the rules": ("matcher/rules/law.py", "import matcher.rules.asking"),
    "no framework, database or terminal below api": ("matcher/gaps.py", "import sqlite3"),
}
CLOCK_MODULES: Final = {"time", "sched", "timeit"}
CLOCK_NAMES: Final = {"today", "now", "utcnow", "monotonic", "perf_counter", "process_time"}


def _contracts() -> dict[str, dict[str, object]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {c["name"]: c for c in settings["tool"]["importlinter"]["contracts"]}


def _broken(tree: Path) -> set[str]:
    ran = subprocess.run(
        LINT, cwd=tree, capture_output=True, text=True, encoding="utf-8", check=False
    )
    verdicts = {
        name: match.group(1)
        for name in _contracts()
        if (match := re.search(rf"^{re.escape(name)} (KEPT|BROKEN)", ran.stdout, re.MULTILINE))
    }
    assert verdicts.keys() == _contracts().keys(), ran.stdout + ran.stderr
    broken = {name for name, verdict in verdicts.items() if verdict == "BROKEN"}
    assert bool(broken) == bool(ran.returncode)
    return broken


def _copy(tree: Path) -> Path:
    for package in PACKAGES:
        only_code = shutil.ignore_patterns("__pycache__", "static", "templates", "_data")
        shutil.copytree(ROOT / package, tree / package, ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", tree)
    return tree


@pytest.fixture(scope="module")
def broken_here() -> set[str]:
    return _broken(ROOT)


def test_every_contract_is_kept(broken_here: set[str]) -> None:
    assert broken_here == set()


def test_every_contract_has_a_planted_import() -> None:
    assert PLANTS.keys() == _contracts().keys()


@pytest.mark.parametrize("contract", PLANTS)
def test_a_planted_import_breaks_its_contract_and_no_other(
    tmp_path: Path, broken_here: set[str], contract: str
) -> None:
    file, statement = PLANTS[contract]
    path = _copy(tmp_path) / file
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{statement}\n", encoding="utf-8")
    assert _broken(tmp_path) == {contract} | broken_here


def _clocks(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.split(".")[0] in CLOCK_MODULES)
        elif isinstance(node, ast.ImportFrom) and node.module in CLOCK_MODULES:
            yield node.module
        elif isinstance(node, ast.Attribute) and node.attr in CLOCK_NAMES:
            yield node.attr
        elif isinstance(node, ast.Constant) and node.value in {"now", "today"}:
            yield str(node.value)


def test_no_module_below_api_reads_a_clock() -> None:
    files = [path for package in ("taxonomy", "matcher") for path in (ROOT / package).rglob("*.py")]
    assert len(files) >= 20
    read = {path: list(_clocks(path.read_text(encoding="utf-8"))) for path in files}
    assert {path.relative_to(ROOT): found for path, found in read.items() if found} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import time",
        "from time import perf_counter",
        "from datetime import date\nx = date.today()",
        "import datetime as d\nx = d.datetime.now(d.UTC)",
        "import pandas\nx = pandas.Timestamp.now",
        "import numpy\nx = numpy.datetime64('today')",
    ],
)
def test_a_clock_would_be_seen(source: str) -> None:
    assert list(_clocks(source))


def test_a_date_that_is_given_is_not_a_clock() -> None:
    assert not list(_clocks("from datetime import date\ndef at(on: date) -> date: return on"))
