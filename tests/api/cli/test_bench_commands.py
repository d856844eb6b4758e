"""The measurements run small, check themselves and tell what the big ones tell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from api.cli.bench_table import rows

COMMAND = Path(sys.executable).with_name("kompetencematch")
SMALL = ("--people", "5000", "--needs", "20", "--seed", "4")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "160", "NO_COLOR": "1"}
    return subprocess.run(
        [str(COMMAND), "bench", *words], capture_output=True, text=True, check=False,
        env=environment, encoding="utf-8",
    )  # fmt: skip


def test_distance_tells_its_figures_and_equals_cp_sat() -> None:
    done = run("distance", *SMALL, "--check", "10", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(list(rows(told))) > len(told)
    named = {"seconds", "table_seconds", "lookup_seconds", "pairs_per_s", "peak_mb"}
    assert named <= told.keys()
    assert told["checked"] == told["equal"] == 10
    assert sum(told["days"].values()) == 5000 * 20
    assert sum(told["methods"].values()) == 20


def test_coverage_equals_brute_force_and_the_other_libraries() -> None:
    done = run("coverage", *SMALL, "--check", "20", "--baseline-people", "300", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["checked"] == told["equal"] == 20
    assert len(list(rows(told))) > len(told)
    assert set(told["baselines"]) == {"sparse_dot_topn", "scipy", "duckdb"}
    for other in told["baselines"].values():
        assert other["seconds"] is None or other["same_points"]


def test_figures_can_be_read_as_a_table() -> None:
    done = run("distance", *SMALL, "--check", "0")
    assert done.returncode == 0, done.stderr
    assert re.search(r"Par pr\. sekund +│ [\d.]+ ", done.stdout)
    assert re.search(r"Sekunder til trin: læg op +│ [\d,]+ ", done.stdout)
    assert re.search(r"Regnet med +│ tråde ", done.stdout)
    assert not re.search(r"\w_\w|[{}]", done.stdout)  # names of the code, Python's dicts


def test_groups_within_groups_are_told_in_danish() -> None:
    other = {"people": 300, "seconds": 0.002, "pairs_per_s": 67653, "same_points": True}
    left_out = {"seconds": None, "why": "ikke installeret"}
    shown = list(rows({"seed": 2026, "baselines": {"scipy": other, "duckdb": left_out}}))
    assert shown == [
        ("Frø", "2026"),
        ("Andre biblioteker: SciPy: personer", "300"),
        ("Andre biblioteker: SciPy: sekunder", "0,002"),
        ("Andre biblioteker: SciPy: par pr. sekund", "67.653"),
        ("Andre biblioteker: SciPy: samme point", "ja"),
        ("Andre biblioteker: DuckDB: hvorfor ikke", "ikke installeret"),
    ]


def test_a_cluster_that_is_not_there_is_told() -> None:
    done = run("distance", *SMALL, "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 3
    assert "klynge" in done.stderr
