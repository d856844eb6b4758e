"""The commands about assessments as they are typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from taxonomy.loading import data_folder

COMMAND = Path(sys.executable).with_name("kompetencematch")
EXAMPLES: Final = data_folder() / "examples" / "rkv"
CRITERIA: Final = str(EXAMPLES / "industritekniker-maskin.yaml")
PROGRAMME: Final = "e-industritekniker-maskin-2023"


def run(*words: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `kompetencematch rkv` with these words."""
    environment = os.environ | {"COLUMNS": "160", "NO_COLOR": "1"}
    if home is not None:
        environment["KOMPETENCEMATCH_HOME"] = str(home)
    return subprocess.run(
        [str(COMMAND), "rkv", *words], capture_output=True, text=True, check=False,
        env=environment, encoding="utf-8",
    )  # fmt: skip


def assess(name: str, *words: str, on: str = "2025-08-04") -> subprocess.CompletedProcess[str]:
    """Assess one of the example's people towards industritekniker."""
    profile = str(EXAMPLES / "profiler" / f"{name}.yaml")
    return run("assess", "--profile", profile, "--programme", PROGRAMME, "--on", on,
               "--criteria", CRITERIA, *words)  # fmt: skip


def test_an_assessment_tells_track_weeks_and_that_it_is_an_example() -> None:
    done = assess("lang-erfaring")
    assert done.returncode == 0, done.stderr
    for told in ("Spor: EUV1", "EKSEMPEL: kriterierne er opdigtede; resultatet afgør intet",
                 "Adgangskravet 02: ikke nødvendigt", "26 uger", "B1 Selvstændig opstilling",
                 "personen har takket nej", "Klage: Klagen skal nå skolen senest 4 uger",
                 "Forudsat:"):  # fmt: skip
        assert told in done.stdout, told


@pytest.mark.parametrize(
    ("name", "track", "weeks", "admission"),
    [
        ("lang-erfaring", "EUV1", [0, 26, 0], "ikke nødvendigt"),
        ("noget-erfaring", "EUV2", [18.5, 31, 104], "ikke nødvendigt"),
        ("ingen-erfaring", "EUV3", [20, 35, 153], "opfyldt"),
        ("mangler-02", "EUV2", [17, 30, 91], "ikke opfyldt"),
    ],
)
def test_json_carries_every_week_and_reason(
    name: str, track: str, weeks: list[float], admission: str
) -> None:
    answer = json.loads(assess(name, "--json").stdout)
    assert (answer["track"], list(answer["weeks"].values())) == (track, weeks)
    assert answer["admission"] == admission
    assert answer["example"] is True
    assert len(answer["criteria_hash"]) == len(answer["law_hash"]) == 16
    assert all(credit["reason_da"] for credit in answer["credits"])
    assert all(row["reason_da"] for row in answer["rows"])
    assert answer["findings"]
    assert "fødselsdato" not in answer


def test_without_criteria_the_document_is_named(tmp_path: Path) -> None:
    profile = str(EXAMPLES / "profiler" / "lang-erfaring.yaml")
    done = run("assess", "--profile", profile, "--programme", PROGRAMME, "--on", "2025-08-04",
               home=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Spor: kan ikke afgøres" in done.stdout
    assert "Mangler: bilag 1 til BEK 264 fra 2023" in done.stdout


def test_imported_criteria_are_used_without_naming_the_file(tmp_path: Path) -> None:
    done = run("import-criteria", CRITERIA, home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "eksempel-industritekniker-maskin.yaml" in done.stdout
    profile = str(EXAMPLES / "profiler" / "lang-erfaring.yaml")
    again = run("assess", "--profile", profile, "--programme", PROGRAMME, "--on", "2025-08-04",
                home=tmp_path)  # fmt: skip
    assert "Spor: EUV1" in again.stdout


def test_two_assessments_are_compared_with_cause(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    assess("lang-erfaring", "--store", str(first))
    text = (EXAMPLES / "profiler" / "lang-erfaring.yaml").read_text(encoding="utf-8")
    other = tmp_path / "profil.yaml"
    other.write_text(text.replace("kriterium: B1, vurdering: ja", "kriterium: B1, vurdering: nej"),
                     encoding="utf-8")  # fmt: skip
    run("assess", "--profile", str(other), "--programme", PROGRAMME, "--on", "2025-08-04",
        "--criteria", CRITERIA, "--store", str(second))  # fmt: skip
    same = run("compare", str(first), str(first))
    assert "De to vurderinger er ens." in same.stdout
    shown = run("compare", str(first), str(second))
    assert shown.returncode == 0, shown.stderr
    for told in ("er forskelligt. Årsag: forskellig vurdering", "ja / nej", "B1:"):
        assert told in shown.stdout, told
    answer = json.loads(run("compare", str(first), str(second), "--json").stdout)
    assert answer["same_rule_bound"] is False
    assert answer["causes"] == ["forskellig vurdering"]
    assert {d["cause"] for d in answer["differences"]} == {
        "forskellig vurdering", "følger af en anden forskel",
    }  # fmt: skip


def test_a_file_that_is_no_assessment_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    done = run("compare", str(path), str(path))
    assert done.returncode == 2
    assert "filen er ikke en gemt vurdering" in done.stderr


def test_an_unknown_programme_names_the_nearest() -> None:
    profile = str(EXAMPLES / "profiler" / "lang-erfaring.yaml")
    done = run("assess", "--profile", profile, "--programme", "e-klejnsmed", "--on", "2025-08-04")
    assert done.returncode == 2
    assert "e-klejnsmed-2023" in done.stderr


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    target = tmp_path / "fil"
    target.write_text("x", encoding="utf-8")
    for done in (
        run("import-criteria", CRITERIA, "--out", str(target / "under.yaml")),
        assess("lang-erfaring", "--store", str(target / "under.json")),
    ):
        assert done.returncode == 2
        assert "kan ikke skrives" in done.stderr
