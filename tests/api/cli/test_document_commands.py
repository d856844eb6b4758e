"""CVs and plans read by command: what is shown, what is written, and that nothing doubles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import yaml

from api.writing import as_yaml
from tests.api.intake import cv_texts, plan_texts
from tests.api.intake.documents import docx, two_columns

COMMAND = Path(sys.executable).with_name("kompetencematch")
ON = ("--on", "2026-11-22")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "160", "NO_COLOR": "1"}
    return subprocess.run(
        [str(COMMAND), *words], capture_output=True, text=True, check=False, cwd=folder,
        env=environment, encoding="utf-8",
    )  # fmt: skip


def people(folder: Path) -> dict[str, list[dict[str, object]]]:
    tree = yaml.safe_load((folder / "personer.yaml").read_text(encoding="utf-8"))
    return {person["id"]: person["evidence"] for person in tree["people"]}


def test_a_cv_read_twice_stands_once_and_is_ranked(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(cv_texts.DATES_FIRST.text))
    columns = two_columns(cv_texts.COLUMN_LEFT, cv_texts.COLUMN_RIGHT, across=True)
    (tmp_path / "b.pdf").write_bytes(columns)
    (tmp_path / "plan.txt").write_text(plan_texts.TURNERS.text, encoding="utf-8")
    for _ in range(2):
        for name, person in (("a.docx", "p-01"), ("b.pdf", "p-02")):
            done = run(tmp_path, "people", "import", name, "--person", person, *ON)
            assert done.returncode == 0, done.stderr
    there = people(tmp_path)
    assert {key: len(evidence) for key, evidence in there.items()} == {"p-01": 7, "p-02": 7}
    assert all(line["suggested"] for evidence in there.values() for line in evidence)
    done = run(tmp_path, "plans", "import", "plan.txt", "--company", "Opdigtet A/S",
               "--cvr", "00000019", *ON)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "er det nødvendigt for opgaven?" in done.stdout
    ranked = run(tmp_path, "rank", "--plan", "plan.yaml", "--people", "personer.yaml", *ON,
                 "--json")  # fmt: skip
    assert ranked.returncode == 0, ranked.stderr
    (ranking,) = json.loads(ranked.stdout)["rankings"]
    assert ranking["total"] == 2
    assert all(line["suggested"] for line in ranking["need"]["requirements"])


def test_what_a_person_confirmed_stays_when_the_cv_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(cv_texts.SUMMED.text, encoding="utf-8")
    confirmed = {"id": "e9", "competence": "lean", "level": 2, "kind": "rkv", "judge": "school"}
    old = {"id": "cv1", "competence": "cam", "level": 1, "kind": "statement", "suggested": True}
    sheet = old | {"id": "cad.statement", "competence": "cad"}
    other = {"id": "p-02", "evidence": [confirmed]}
    tree = {"people": [{"id": "p-01", "evidence": [confirmed, old, sheet]}, other]}
    (tmp_path / "personer.yaml").write_text(as_yaml(tree), encoding="utf-8")
    done = run(tmp_path, "people", "import", "a.txt", "--person", "p-01", *ON)
    assert done.returncode == 0, done.stderr
    there = people(tmp_path)
    kept = next(line for line in there["p-01"] if line["id"] == "e9")
    assert kept | confirmed == kept
    competences = [line["competence"] for line in there["p-01"]]
    assert "cam" not in competences
    assert "cad" in competences
    assert "vindmoelle-service" in competences
    assert [line["id"] for line in there["p-02"]] == ["e9"]


def test_a_preview_writes_nothing_and_shows_only_what_is_about_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(cv_texts.DATES_FIRST.text, encoding="utf-8")
    (tmp_path / "plan.txt").write_text(plan_texts.LISTS.text, encoding="utf-8")
    cv = run(tmp_path, "people", "import", "a.txt", "--person", "p-01", "--preview", *ON)
    plan = run(tmp_path, "plans", "import", "plan.txt", "--preview", *ON)
    assert cv.returncode == plan.returncode == 0, cv.stderr + plan.stderr
    assert "1 CPR-nummer er fjernet" in cv.stderr
    for secret in cv_texts.DATES_FIRST.secrets:
        assert secret not in cv.stdout + cv.stderr
    assert "CNC-drejning" in cv.stdout
    assert "udeladt" in plan.stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "plan.txt"]


def test_json_tells_the_same_with_positions(tmp_path: Path) -> None:
    text = cv_texts.CHAOTIC.text
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = run(
        tmp_path, "people", "import", "a.txt", "--person", "p-01", "--preview", "--json", *ON
    )
    view = json.loads(done.stdout)
    assert view["evidence"]
    for line in view["evidence"]:
        assert text[line["start"] : line["end"]] == line["text"]
        assert line["suggested"]


def test_wrong_files_and_ids_are_told_in_danish(tmp_path: Path) -> None:
    (tmp_path / "a.docm").write_bytes(b"x")
    (tmp_path / "p.yaml").write_text("id: p", encoding="utf-8")
    (tmp_path / "a.txt").write_text("Lean", encoding="utf-8")
    for words, told in (
        (("people", "import", "a.docm", "--person", "p-1"), "makroer"),
        (("people", "import", "a.txt", "--person", "Jens Hansen"), "ikke et pseudonymt id"),
        (("plans", "import", "p.yaml"), "allerede en plan"),
        (("plans", "import", "a.txt"), "--cvr"),
    ):
        done = run(tmp_path, *words, *ON)
        assert done.returncode == 2
        assert told in done.stderr
        assert "Jens" not in done.stderr
        assert "Traceback" not in done.stderr
