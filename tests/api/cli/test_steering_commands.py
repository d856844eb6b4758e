"""`assign` and `chains` as they are typed, run for real on the example region."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.api.cli.test_commands import EXAMPLE, FILES, ON, run

if TYPE_CHECKING:
    from pathlib import Path


def test_assign_keeps_the_cap_and_hides_nobody() -> None:
    done = run("assign", *FILES, *ON, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["proven"]
    assert told["cap"] == 3
    assert (told["total"], told["employees_left_out"]) == (84, 80)
    assert all(need["after"] <= 3 * need["positions"] for need in told["needs"])
    assert told["before"]["positions_with_more_than_five"] == 1
    assert told["after"]["positions_with_more_than_five"] == 0
    assert run("assign", *FILES, *ON, "--json").stdout == done.stdout


def test_a_cap_on_classes_is_kept_and_priced() -> None:
    done = run("assign", *FILES, *ON, "--class-cap", "6", "--json")
    told = json.loads(done.stdout)
    courses: dict[str, int] = {}
    for person in told["people"]:
        for course in (person["suggested"] or {"courses": []})["courses"]:
            courses[course["id"]] = courses.get(course["id"], 0) + 1
    assert max(courses.values()) <= 6
    assert [p["constraint"] for p in told["prices"]] == [
        "at_most_so_many_for_a_position",
        "at_most_so_many_in_a_class",
    ]


def test_assign_prints_and_writes_tables(tmp_path: Path) -> None:
    import pandas as pd

    done = run("assign", *FILES, *ON, "--cap", "2", "--employees")
    assert done.returncode == 0, done.stderr
    assert "Fordelt, højst 2 pr. plads" in done.stdout
    for ending in ("csv", "xlsx"):
        out = tmp_path / f"fordeling.{ending}"
        assert run("assign", *FILES, *ON, "--out", str(out)).returncode == 0
        frame = pd.read_csv(out, sep=";", decimal=",") if ending == "csv" else pd.read_excel(out)
        assert len(frame) == 84
        assert frame["Hvorfor"].notna().all()


def test_chains_of_the_example_region_save_days() -> None:
    done = run("chains", *FILES, *ON, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["with_chains"]["filled"] == told["directly"]["filled"] == 45
    assert told["with_chains"]["days"] < told["directly"]["days"]
    assert {len(chain["links"]) for chain in told["chains"]} == {1, 2, 3}
    people = [link["person"] for chain in told["chains"] for link in chain["links"]]
    assert len(set(people)) == len(people)
    shorter = json.loads(run("chains", *FILES, *ON, "--longest", "2", "--json").stdout)
    assert shorter["method"] == "programme"
    assert shorter["proven"]
    assert max(len(chain["links"]) for chain in shorter["chains"]) == 2
    assert shorter["with_chains"]["days"] > told["with_chains"]["days"]


def test_chains_are_printed_as_lines() -> None:
    done = run("chains", *FILES, *ON)
    assert "Automatikoperatør → nj-071 (0 dage) → nj-022 (0 dage) → nj-086 (0 dage)" in done.stdout
    assert "vi ved ikke, hvilke opgaver" in done.stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("assign", "--first", "navn"), "Lovlige: days, fit"),
        (("assign", "--cap", "0"), "greater than or equal to 1"),
        (("assign", "--out", "fil.pdf"), "Lovlige: .csv, .xlsx"),
        (("chains", "--longest", "0"), "greater than or equal to 1"),
    ],
)
def test_wrong_words_are_told(words: tuple[str, ...], message: str) -> None:
    done = run(words[0], *FILES, *ON, *words[1:])
    assert done.returncode == 2
    assert message.replace("greater than or equal to 1", "1") in done.stderr


def test_a_plan_without_needs_leaves_nothing_to_do(tmp_path: Path) -> None:
    tree = yaml.safe_load((EXAMPLE / "planer.yaml").read_text(encoding="utf-8"))
    one = tree["plans"][0] | {"needs": []}
    plan = tmp_path / "plan.yaml"
    plan.write_text(yaml.safe_dump(one, allow_unicode=True), encoding="utf-8")
    for command in ("assign", "chains"):
        done = run(command, "--plan", str(plan), *FILES[2:], *ON)
        assert done.returncode == 3
        assert "ingen behov" in done.stderr


def test_nobody_steered_names_the_cause(tmp_path: Path) -> None:
    people = tmp_path / "personer.yaml"
    people.write_text("people: [{id: p-1}]", encoding="utf-8")
    both = ("--plan", FILES[1], "--people", str(people))
    done = run("assign", *both, *ON, "--class-cap", "0")
    assert done.returncode == 3
    assert "loftet pr. hold" in done.stderr
