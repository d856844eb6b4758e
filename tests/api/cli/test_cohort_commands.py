"""`kompetencematch cohort` as it is typed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "data" / "examples" / "nordjylland"
COMMAND = Path(sys.executable).with_name("kompetencematch")
FILES = ("--plan", str(EXAMPLE / "planer.yaml"), "--people", str(EXAMPLE / "personer.csv"))
ON = ("--on", "2026-11-22")
QUICK = ("--days", "5", "--least", "4", "--seconds", "10")


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "160", "NO_COLOR": "1"}
    return subprocess.run(
        [str(COMMAND), *words], capture_output=True, text=True, check=False, env=environment,
        encoding="utf-8",
    )  # fmt: skip


def test_a_group_package_as_json_keeps_its_limits(tmp_path: Path) -> None:
    towns = tmp_path / "kommuner.csv"
    towns.write_text("nj-002;Aalborg\nnj-012;Thisted\n", encoding="utf-8")
    done = run("cohort", *FILES, *ON, *QUICK, "--budget", "20000", "--municipalities", str(towns),
               "--split", "own", "--json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["kroner"] <= 20_000
    assert all(way["days"] <= 5 for way in answer["people"])
    assert all(len(held["participants"]) >= 4 for held in answer["courses"])
    assert answer["splits"][1]["rule"] == "own"
    assert answer["proof"] in {"best", "best_among", "gap"}


def test_a_group_package_as_tables() -> None:
    done = run("cohort", *FILES, *ON, *QUICK, "--needs", "nj-truck", "--needs", "nj-robot")
    assert done.returncode in {0, 2}
    listed = json.loads(run("cohort", *FILES, *ON, *QUICK, "--json").stdout)["needs"]
    first = listed[0]
    done = run("cohort", *FILES, *ON, *QUICK, "--needs", first["need"])
    assert "Hvem ender hvor" in done.stdout
    assert first["title"] in done.stdout


def test_amounts_tell_their_source_and_that_they_are_estimates() -> None:
    done = run("cohort", *FILES, *ON, *QUICK)
    text = " ".join(done.stdout.split())
    assert re.search(r"skøn [\d.]+ kr. kendt deltagerbetaling", text)
    assert re.search(r"gælder \d\d.\d\d.\d{4}-\d\d.\d\d.\d{4}; sikkerhed: ", text)
    answer = json.loads(run("cohort", *FILES, *ON, *QUICK, "--json").stdout)
    fees = [held["module"]["fee"] for held in answer["courses"]]
    assert answer["estimate"] == any(fee["estimate"] for fee in fees)
    assert all(fee["reference"] and fee["valid_from"] for fee in fees if fee["kroner"])


def test_missing_files_and_wrong_limits_are_told_in_danish() -> None:
    done = run("cohort")
    assert done.returncode == 2
    assert "--plan" in done.stderr
    assert "--people" in done.stderr
    done = run("cohort", *FILES, "--least", "9", "--most", "3", "--budget", "-1")
    assert done.returncode == 2
    assert "mindst 9 og højst 3" in done.stderr
    assert "--budget" in done.stderr
    assert run("cohort", *FILES, "--split", "ingen").returncode == 2


def test_a_new_course_as_json_and_tables() -> None:
    done = run("cohort", "new-course", *FILES, *ON, "--outcomes", "2", "--json")
    assert done.returncode == 0, done.stderr
    course = json.loads(done.stdout)
    assert course["places_today"] < course["places_after"]
    assert course["status"] == "forslag"
    done = run("cohort", "new-course", *FILES, *ON, "--outcomes", "2")
    assert course["title_da"] in done.stdout.replace("\n", " ")


def test_a_file_of_municipalities_with_cpr_numbers_is_refused(tmp_path: Path) -> None:
    towns = tmp_path / "kommuner.csv"
    towns.write_text("010190-1234;Aalborg\nx\n", encoding="utf-8")
    done = run("cohort", *FILES, "--municipalities", str(towns))
    assert done.returncode == 2
    assert "linje 1" in done.stderr
    assert "linje 2" in done.stderr
    assert "ligner et CPR-nummer" in done.stderr
    assert "010190" not in done.stderr


def test_nothing_found_in_time_is_not_said_to_be_impossible() -> None:
    done = run("cohort", "new-course", *FILES, *ON, "--outcomes", "10", "--seconds", "0")
    assert done.returncode == 3
    assert "Intet fundet inden for tiden, og intet bevist: højst" in done.stderr
