"""Import, training and evaluation as they are typed; the figures agree with the run file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("kompetencematch")
BASE = "http://data.europa.eu/esco/"
COLUMNS = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description"
NAMES = ("bager", "smed", "lærer", "tømrer", "maler", "murer", "gartner", "kok")


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"KOMPETENCEMATCH_HOME": str(home), "NO_COLOR": "1"}
    return subprocess.run(
        [str(COMMAND), *words], capture_output=True, text=True, check=False,
        env=environment, encoding="utf-8",
    )  # fmt: skip


def write(path: Path, *lines: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def esco(tmp_path: Path) -> Path:
    rows = [f"Occupation,{BASE}occupation/{n},7{at}11,{n},," for at, n in enumerate(NAMES)]
    write(tmp_path / "esco" / "occupations_da.csv", COLUMNS, *rows)
    return tmp_path / "esco"


@pytest.fixture
def small_set(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    numbered = list(enumerate(NAMES))
    write(folder / "queries.tsv", *(f"Q{at}\t{name}e" for at, name in numbered))
    write(folder / "corpus_elements.tsv", *(f"E{at}\t{name}" for at, name in numbered))
    mapping = (f"E{at}\t{BASE}occupation/{name}" for at, name in numbered)
    write(folder / "concept_mapping.tsv", *mapping)
    write(folder / "annotations.tsv", *(f"Q{at}\t0\tE{at}\t1" for at, _ in numbered))
    return folder


def test_import_train_and_evaluate(tmp_path: Path, esco: Path, small_set: Path) -> None:
    imported = run(tmp_path, "taxonomy", "import", "esco", str(esco), "--languages", "da", "--json")
    assert imported.returncode == 0, imported.stderr
    assert json.loads(imported.stdout)["concepts"] == len(NAMES)
    assert (tmp_path / "esco.npz").is_file()
    models = [tmp_path / "a.json", tmp_path / "b.json"]
    for model in models:
        done = run(tmp_path, "train", "linking", "--sets", str(small_set), "--out", str(model))
        assert done.returncode == 0, done.stderr
    assert models[0].read_bytes() == models[1].read_bytes()
    trec = tmp_path / "run.txt"
    done = run(tmp_path, "evaluate", "linking", str(small_set), "--run", str(trec))
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    first = [line.split() for line in trec.read_text("utf-8").splitlines() if " 1 " in line]
    assert report["hit1"] == sum(q[1:] == e[1:] for q, _, e, *_ in first) / len(NAMES) == 1.0
    assert report["mrr"] == report["map"] == 1.0


def test_nothing_is_written_when_the_folder_is_wrong(tmp_path: Path) -> None:
    done = run(tmp_path, "taxonomy", "import", "esco", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert "ingen ESCO-filer" in done.stderr
    assert not (tmp_path / "esco.npz").exists()


def test_training_on_no_set_is_refused(tmp_path: Path, esco: Path, small_set: Path) -> None:
    words = ("--sets", str(small_set), "--esco", str(esco), "--without", "set")
    done = run(tmp_path, "train", "linking", *words)
    assert done.returncode == 2
