"""Import, preview and confirmation of people as they are typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COMMAND = Path(sys.executable).with_name("kompetencematch")
SHEET = ROOT / "data" / "examples" / "deltagere.csv"
PLAN = ROOT / "data" / "examples" / "nordjylland" / "planer.yaml"


def run(home: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "KOMPETENCEMATCH_HOME": str(home / "hjem"), "NO_COLOR": "1", "COLUMNS": "160"
    }  # fmt: skip
    return subprocess.run(
        [str(COMMAND), *map(str, words)], capture_output=True, text=True, check=False, cwd=home,
        env=environment, encoding="utf-8",
    )  # fmt: skip


def test_a_preview_shows_everything_and_writes_nothing(tmp_path: Path) -> None:
    done = run(tmp_path, "people", "import", SHEET, "--preview")
    assert done.returncode == 0, done.stderr
    for words in ("20 personer", "«Deltager» → person", "! «CPR-nr» er ikke læst", "k-12 og k_12",
                  "gaffeltruckcertifikat B", "skal bekræftes", "Intet er skrevet"):  # fmt: skip
        assert words in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", ["yaml", "json", "csv"])
def test_what_is_written_is_read_by_rank_and_marked(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"personer.{ending}"
    done = run(tmp_path, "people", "import", SHEET, "--out", out, "--json")
    assert done.returncode == 0, done.stderr
    view = json.loads(done.stdout)
    added = view["counts"]["added"]
    assert (view["written"], view["faults"], added > 30) == (True, [], True)
    then = out.read_bytes()
    again = json.loads(run(tmp_path, "people", "import", SHEET, "--out", out, "--json").stdout)
    assert (again["written"], again["counts"]["unchanged"]) == (False, added)
    assert out.read_bytes() == then
    ranked = run(tmp_path, "rank", "--plan", PLAN, "--people", out, "--on", "2026-11-22", "--json")
    candidates = [c for r in json.loads(ranked.stdout)["rankings"] for c in r["candidates"]]
    marked = [c for c in candidates if c["unconfirmed_points"] > 0]
    assert marked
    assert all(c["to_confirm"] for c in candidates if any(x["suggested"] for x in c["comparisons"]))
    assert any(m["kind"] == "suggested" for c in marked for m in c["missing"])


def test_confirming_takes_the_mark_away(tmp_path: Path) -> None:
    out = tmp_path / "personer.yaml"
    run(tmp_path, "people", "import", SHEET, "--out", out)
    shown = run(tmp_path, "people", "confirm", out, "--person", "k-02")
    assert "Venter: cnc-fraesning.job" in shown.stdout
    done = run(tmp_path, "people", "confirm", out, "--person", "k-02", "--all", "--json")
    answer = json.loads(done.stdout)
    assert answer["written"]
    assert "cnc-fraesning.job" in answer["evidence"]
    assert (
        "intet"
        in run(tmp_path, "people", "confirm", out, "--person", "k-02", "--evidence", "x").stderr
    )


def test_the_same_file_as_source_and_result_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "a.csv"
    source.write_bytes(SHEET.read_bytes())
    done = run(tmp_path, "people", "import", source, "--out", source)
    assert done.returncode == 2
    assert "overskrevet" in done.stderr
    assert source.read_bytes() == SHEET.read_bytes()


@pytest.mark.parametrize("out", ["a.xlsx", "a.txt", "mappe"])
def test_a_result_we_cannot_write_is_refused_before_anything_is_read(
    tmp_path: Path, out: str
) -> None:
    done = run(tmp_path, "people", "import", "findes-ikke.csv", "--out", out)
    assert done.returncode == 2
    assert "kan ikke skrives i den filtype" in done.stderr


def test_all_faults_of_all_files_are_told_at_once_also_in_a_preview(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("person;kompetence;niveau;art\np1;tig-svejsning;9;job\n")
    (tmp_path / "b.csv").write_text("navn;kompetencer\nJens;tig\n")
    (tmp_path / "ud.yaml").write_text("people: 7\n")
    for more in ((), ("--preview",), ("--preview", "--json")):
        done = run(tmp_path, "people", "import", "a.csv", "b.csv", "--out", "ud.yaml", *more)
        assert done.returncode == 2
        for words in ("3 fejl", "a.csv, linje 2", "b.csv, linje 1", "ud.yaml"):
            assert words in done.stderr
        assert "Jens" not in done.stdout + done.stderr
    assert (tmp_path / "ud.yaml").read_text() == "people: 7\n"


def test_columns_may_be_named_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("nøgle;kan det\np1;TIG-svejsning: 2\n", encoding="utf-8")
    (tmp_path / "kolonner.yaml").write_text("nøgle: person\nkan det: kompetencer\n", "utf-8")
    done = run(tmp_path, "people", "import", "a.csv", "--mapping", "kolonner.yaml")
    assert done.returncode == 0, done.stderr
    assert "tig-svejsning" in (tmp_path / "personer.yaml").read_text(encoding="utf-8")
