"""The commands as they are typed, run for real."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "data" / "examples" / "nordjylland"
COMMAND = Path(sys.executable).with_name("kompetencematch")
FILES = ("--plan", str(EXAMPLE / "planer.yaml"), "--people", str(EXAMPLE / "personer.csv"))
ON = ("--on", "2026-11-22")


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command and come back with what it printed."""
    environment = os.environ | {"COLUMNS": "160", "NO_COLOR": "1"}
    return subprocess.run(
        [str(COMMAND), *words], capture_output=True, text=True, check=False, cwd=cwd,
        env=environment, encoding="utf-8",
    )  # fmt: skip


def test_rank_answers_for_every_need_and_everybody() -> None:
    done = run("rank", *FILES, *ON, "--json")
    assert done.returncode == 0, done.stderr
    rankings = json.loads(done.stdout)["rankings"]
    assert len(rankings) == 16
    for ranking in rankings:
        assert ranking["shown"] == ranking["total"] == len(ranking["candidates"]) == 164
        for candidate in ranking["candidates"]:
            total = sum(row["points"] for row in candidate["rows"])
            assert abs(total - candidate["score"]) < 1e-9


def test_top_limits_what_is_shown_and_says_so() -> None:
    done = run("rank", *FILES, *ON, "--top", "3", "--json")
    ranking = json.loads(done.stdout)["rankings"][0]
    assert len(ranking["candidates"]) == 3
    assert ranking["total"] == 164
    assert "Viser 3 af 164" in ranking["notice_da"]


@pytest.mark.parametrize("order", ["fit", "days", "fee"])
def test_rank_prints_tables_in_every_order(order: str) -> None:
    done = run("rank", *FILES, *ON, "--order", order, "--top", "2")
    assert done.returncode == 0
    assert "CNC-drejer til toholdsskift" in done.stdout


def test_two_runs_say_the_same() -> None:
    assert run("rank", *FILES, *ON, "--json").stdout == run("rank", *FILES, *ON, "--json").stdout


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_rank_writes_a_spreadsheet_with_everybody(tmp_path: Path, ending: str) -> None:
    import pandas as pd

    out = tmp_path / f"rangering.{ending}"
    done = run("rank", *FILES, *ON, "--order", "days", "--out", str(out))
    assert done.returncode == 0, done.stderr
    if ending == "xlsx":
        frame = pd.read_excel(out)
    else:
        frame = pd.read_csv(out, sep=";", decimal=",", encoding="utf-8-sig")
    assert len(frame) == 16 * 164
    assert frame["Point"].max() <= 100
    priced = frame[frame["Pris (kr.)"].notna()]
    assert priced["Prisens grundlag"].notna().all()
    assert frame["Kurser"].dropna().str.contains("forslag|navngivet|officiel").all()
    assert [p.name for p in tmp_path.iterdir()] == [out.name]


def test_a_cell_that_looks_like_a_formula_is_written_as_text() -> None:
    from api.services.export_ranking import _safe

    assert [_safe(t) for t in ("=1+1", "+45", "-x", "@y", "Smed")] == [
        "'=1+1", "'+45", "'-x", "'@y", "Smed"
    ]  # fmt: skip


def test_package_shows_reasons_proof_and_status() -> None:
    people = json.loads(run("rank", *FILES, *ON, "--order", "days", "--json").stdout)
    candidate = next(c for c in people["rankings"][0]["candidates"] if c["package"]["steps"])
    done = run("package", *FILES, *ON, "--need", "fs-drejer", "--person", candidate["person"],
               "--json")  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["best"]["days"] == candidate["package"]["days"]
    assert answer["best"]["proven"]
    for step in answer["best"]["steps"]:
        assert step["reason_da"]
        assert step["module"]["status"] in {"forslag", "navngivet", "officiel"}
    shown = run("package", *FILES, *ON, "--need", "fs-drejer", "--person", candidate["person"])
    assert "forslag" in shown.stdout
    assert "Bevist" in shown.stdout


def test_gaps_by_fagomraade() -> None:
    view = json.loads(run("gaps", *FILES, *ON, "--json").stdout)
    assert len(view["companies"]) == 5
    assert all(2 <= len(company["areas"]) <= 4 for company in view["companies"])
    assert "Fagområde" in run("gaps", *FILES, *ON).stdout


def test_taxonomy_check_and_show() -> None:
    assert "i orden" in run("taxonomy", "check").stdout
    shown = run("taxonomy", "show", "co2")
    assert shown.returncode == 0
    assert "MAG-svejsning" in shown.stdout
    unknown = run("taxonomy", "show", "mag svejsnig")
    assert unknown.returncode == 2
    assert "Mente du" in unknown.stderr


@pytest.mark.parametrize("what", ["people", "plan"])
def test_schema_is_a_json_schema(what: str) -> None:
    schema = json.loads(run("schema", what).stdout)
    assert schema["$schema"].startswith("https://json-schema.org")


def test_a_need_nobody_can_meet_is_exit_three(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "id: p\ncompany: Opdigtet\ncvr: '00000019'\nareas: [{id: a, title: A}]\n"
        "needs: [{id: n, area: a, title: T, requirements: "
        "[{competence: studieproeven}]}]\n",
        encoding="utf-8",
    )
    done = run("package", "--plan", str(plan), "--people", str(EXAMPLE / "personer.csv"),
               "--need", "n", "--person", "nj-001", *ON)  # fmt: skip
    assert done.returncode == 3
    assert "kan ikke lukkes, fordi" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("rank", *FILES, "--on", "i går"), "er ikke en dato"),
        (("rank", *FILES, "--on", "0001-01-01"), "Årstal fra 1940 til 2100"),
        (("rank", *FILES, *ON, "--order", "navn"), "Lovlige: fit, days, fee"),
        (("package", *FILES, *ON, "--need", "x", "--person", "nj-001"), "findes ikke"),
        (("package", *FILES, *ON, "--need", "fs-drejer", "--person", "x"), "findes ikke"),
        (("rank", "--plan", "x.yaml"), "Kommandoen kan ikke læses"),
        (("rank", *FILES, *ON, "--top", "0"), "Kommandoen kan ikke læses"),
        (("findes-ikke",), "Kommandoen kan ikke læses"),
        (("rank", *FILES, *ON, "--out", "rangering.doc"), "Lovlige: .csv, .xlsx"),
        (("rank", *FILES, *ON, "--out", "/findes/ikke/x.csv"), "filen kan ikke skrives"),
        (("schema", "køn"), "Lovlige: people, plan"),
        (("rank", "--plan", "ingen.yaml", "--people", "ingen.csv"), "2 fejl"),
        (("demo", "--no-serve", "--example", "../../etc"), "eksemplet findes ikke"),
        (("taxonomy", "check", "--data", "/"), "ingen taxonomy"),
    ],
)
def test_wrong_words_are_told_in_danish_with_exit_two(words: tuple[str, ...], told: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_courses_import_writes_a_whole_file_or_nothing(tmp_path: Path) -> None:
    good = (
        "id,holdTitle,kviknummer,institution,lokationSted,startDate,endDate,kontaktMail,normpris\n"
        "1,Kursus,k,Skole,By,2026-12-01,2026-12-02,x@example.org,436\n"
    )
    (tmp_path / "hold.csv").write_text(good, encoding="utf-8")
    done = run("courses", "import", "hold.csv", "--json", cwd=tmp_path)
    assert json.loads(done.stdout) == {
        "runs": 1, "dropped": ["kontaktMail"], "out": "kursushold.json"
    }  # fmt: skip
    written = (tmp_path / "kursushold.json").read_text(encoding="utf-8")
    assert "example.org" not in written
    (tmp_path / "hold.csv").write_text(good.replace("2026-12-02", "2026-11-02"), encoding="utf-8")
    assert run("courses", "import", "hold.csv", cwd=tmp_path).returncode == 2
    assert (tmp_path / "kursushold.json").read_text(encoding="utf-8") == written
    assert sorted(p.name for p in tmp_path.iterdir()) == ["hold.csv", "kursushold.json"]


def test_demo_shows_the_whole_example_and_stops() -> None:
    done = run("demo", "--no-serve", *ON)
    assert done.returncode == 0, done.stderr
    for words in ("Hvor langt er der?", "De to spor og seks forløb", "Bedste pakke",
                  "Samme spørgsmål på rigtige datoer", "En plan, når et hold aflyses",
                  "siden /hold", "Tommelfingerregler mod den eksakte pakke",
                  "Spildte dage"):  # fmt: skip
        assert words in done.stdout


def test_the_small_example_runs_too() -> None:
    done = run("demo", "--no-serve", *ON, "--example", "oestjylland")
    assert done.returncode == 0, done.stderr
    assert "Ådal" in done.stdout
