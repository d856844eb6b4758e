"""Classes of phrases as the command is typed: predictions, figures, faults."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from taxonomy.loading import data_folder

COMMAND = Path(sys.executable).with_name("kompetencematch")
TRAIN = ("passe børn\tS3", "føre regnskab\tK04", "samarbejde\tS1", "fleksibel\tA1", "tysk\tL1",
         "engelsk\tL1")  # fmt: skip
ENGLISH = Path(__file__).parents[4] / "shared/data/kompetencer/1_en_train.tsv"
BASE = "http://data.europa.eu/esco/"


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"KOMPETENCEMATCH_HOME": str(home), "NO_COLOR": "1"}
    return subprocess.run(
        [str(COMMAND), *words], capture_output=True, text=True, check=False,
        env=environment, encoding="utf-8",
    )  # fmt: skip


def write(path: Path, *lines: str) -> str:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(path)


@pytest.fixture
def train(tmp_path: Path) -> str:
    return write(tmp_path / "train.tsv", *TRAIN)


@pytest.fixture
def esco(tmp_path: Path) -> str:
    folder = tmp_path / "esco"
    folder.mkdir()
    skills = "conceptType,conceptUri,preferredLabel,altLabels,description"
    write(folder / "skills_da.csv", skills, f"Skill,{BASE}skill/w,svejse stål,,Føje metal")
    write(folder / "skills_en.csv", skills, f"Skill,{BASE}skill/w,weld steel,,Join metal")
    group = f"SkillGroup,{BASE}skill/g,making,,,S7.1"
    write(folder / "skillGroups_en.csv", skills + ",code", group)
    pair = f"{BASE}skill/w,{BASE}skill/g"
    write(folder / "broaderRelationsSkillPillar_da.csv", "conceptUri,broaderUri", pair)
    return str(folder)


def test_classes_are_written_line_by_line_and_measured(tmp_path: Path, train: str) -> None:
    test = write(tmp_path / "test.tsv", "pasning af børn\tS3", "regnskab\tK04", "engelsk\tS1")
    out = tmp_path / "new" / "out.txt"
    done = run(tmp_path, "evaluate", "classes", "--train", train, "--test", test, "--run", str(out))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert out.read_text("utf-8").splitlines() == ["S3", "K04", "L1"]
    assert report["n"] == 3
    assert report["accuracy"] == report["weighted_f1"] == 0.6667
    assert report["esco"] == report["model"] == ""
    assert any("ESCO er ikke importeret" in notice for notice in report["notices"])
    assert any("1 testfraser står også i træningen" in notice for notice in report["notices"])


def test_phrases_alone_get_classes_and_no_figures(tmp_path: Path, train: str, esco: str) -> None:
    test = write(tmp_path / "test.tsv", "svejse i stål", "regnskab")
    out = tmp_path / "out.txt"
    words = ("--train", train, "--test", test, "--run", str(out), "--esco", esco)
    done = run(tmp_path, "evaluate", "classes", *words)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["weighted_f1"] is None
    assert report["esco"]
    assert report["model"]
    assert out.read_text("utf-8").splitlines()[0] == "S7"


def test_marks_that_are_no_class_are_told_and_counted_as_misses(tmp_path: Path, train: str) -> None:
    odd = write(tmp_path / "odd.tsv", "male\t0000", "mure\tS7")
    test = write(tmp_path / "test.tsv", "mure\tS7", "male\t0000")
    done = run(tmp_path, "evaluate", "classes", "--train", train, "--train", odd, "--test", test)
    report = json.loads(done.stdout)
    assert report["trained_on"] == {"train.tsv": 6, "odd.tsv": 1}
    assert report["accuracy"] == 0.5
    assert sum("0000" in notice for notice in report["notices"]) == 2


def test_every_fault_of_every_file_is_told_and_nothing_written(tmp_path: Path) -> None:
    train = write(tmp_path / "train.tsv", "passe børn", "\tS3", "føre regnskab\tdet er en sætning")
    test = write(tmp_path / "test.tsv", "samarbejde\tS1\tmere", "samarbejde\tS1")
    empty, out = write(tmp_path / "empty.tsv"), tmp_path / "out.txt"
    words = ("--train", train, "--train", empty, "--test", test, "--run", str(out))
    done = run(tmp_path, "evaluate", "classes", *words)
    assert done.returncode == 2
    assert "5 fejl" in done.stderr
    for told in ("train.tsv, linje 1", "frasen er tom", "ligner ikke en klasse", "filen er tom",
                 "test.tsv, linje 1"):  # fmt: skip
        assert told in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfea\x00", "UTF-16"),
        (b"S3\tbarn\n", "ingen klasser"),
        (b"passe b\x81rn\tS3\n", "tegnkodningen"),
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, train: str, content: bytes, told: str) -> None:
    path = tmp_path / "wrong.tsv"
    path.write_bytes(content)
    done = run(tmp_path, "evaluate", "classes", "--train", train, "--test", str(path))
    assert done.returncode == 2
    assert told in done.stderr


def test_cross_validation_needs_enough_phrases(tmp_path: Path, train: str) -> None:
    done = run(tmp_path, "evaluate", "classes", "--train", train)
    report = json.loads(done.stdout)
    assert report["lowest"] <= report["weighted_f1"] <= report["highest"]
    few = write(tmp_path / "few.tsv", *TRAIN[:2])
    refused = run(tmp_path, "evaluate", "classes", "--train", few)
    assert refused.returncode == 2
    assert "mindst 5" in refused.stderr


def test_counts_learnt_twice_are_the_same_bytes(tmp_path: Path, train: str) -> None:
    english = write(tmp_path / "en.tsv", "work with the team\tS1", "work in the shop\tS1")
    models = [tmp_path / "a.json", tmp_path / "b.json"]
    for model in models:
        done = run(tmp_path, "train", "classes", "--train", english, "--out", str(model))
        assert done.returncode == 0, done.stderr
    assert models[0].read_bytes() == models[1].read_bytes()
    refused = run(tmp_path, "train", "classes", "--train", train, "--out", str(models[0]))
    assert refused.returncode == 2
    assert "ikke på engelsk" in refused.stderr


def test_the_shipped_counts_are_of_the_english_training_part_alone(tmp_path: Path) -> None:
    if not ENGLISH.is_file():
        pytest.skip("Den engelske træningsdel er her ikke: ../shared/data/kompetencer")
    out = tmp_path / "again.json"
    shipped = json.loads((data_folder() / "models" / "classes.json").read_text("utf-8"))
    words = ("--train", str(ENGLISH), "--source", shipped["source"], "--out", str(out))
    assert run(tmp_path, "train", "classes", *words).returncode == 0
    assert json.loads(out.read_text("utf-8")) == shipped
