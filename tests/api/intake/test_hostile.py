"""Hostile files: every one is refused in Danish with its place, and nothing is left behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from api.intake.people import load_people
from api.intake.plans import load_plans
from api.services.import_courses import import_courses
from tests.api.intake import hostile_cells, hostile_files, hostile_plans
from tests.api.intake.hostile import csv, need, one, plan, run, runs
from tests.api.intake.reading import TAXONOMY, outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from taxonomy.errors import Fault
    from tests.api.intake.hostile import Case, Legal

PEOPLE = [
    *hostile_files.ENCODINGS, *hostile_files.SIZES, *hostile_files.KINDS, *hostile_files.TREES,
    *hostile_cells.DATES, *hostile_cells.LEVELS, *hostile_cells.COMPETENCES,
    *hostile_cells.PRIVATE, *hostile_cells.LAYOUTS, *hostile_cells.FORMULAS,
    *hostile_cells.WORKBOOKS,
]  # fmt: skip
CPR = re.compile(r"(?<!\d)\d{6}[ -]?\d{4}(?!\d)|(?<!\d)101901234(?!\d)")
FOREIGN = re.compile(r"Error|Traceback|invalid|expected|could not|maximum|None|pydantic", re.ASCII)
PRIVATE_VALUES = ("Jens Hansen", "58")


def refused(read: Callable[[], object]) -> tuple[Fault, ...]:
    _, faults = outcome(read)
    assert faults is not None, "filen blev læst"
    return faults


def check_told(case: Case, faults: tuple[Fault, ...]) -> None:
    told = "\n".join(map(str, faults))
    for fault in faults:
        text = str(fault)
        assert len(text) <= 2_000
        assert fault.problem
        assert fault.remedy
        assert fault.file
        assert text.replace("\n", "").isprintable()
        assert not CPR.search(text)
        assert not FOREIGN.search(text), text
    for word in case.words:
        assert word in told
    placed = {(fault.line, fault.field) for fault in faults}
    assert set(case.places) <= placed, told


def check_case(case: Case, folder: Path, read: Callable[[Path], object]) -> None:
    path = folder / case.file
    path.write_bytes(case.bytes)
    check_told(case, refused(lambda: read(path)))
    assert [p.name for p in folder.iterdir()] == [case.file]


@pytest.mark.parametrize("case", PEOPLE, ids=lambda case: case.name)
def test_a_hostile_file_of_people_is_refused(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path, lambda path: load_people(path, TAXONOMY))


@pytest.mark.parametrize("case", hostile_plans.PLANS, ids=lambda case: case.name)
def test_a_hostile_plan_is_refused(case: Case, tmp_path: Path) -> None:
    check_case(case, tmp_path, lambda path: load_plans(path, TAXONOMY))


@pytest.mark.parametrize("case", hostile_plans.RUNS, ids=lambda case: case.name)
def test_a_hostile_portal_file_is_refused_and_the_old_result_stands(
    case: Case, tmp_path: Path
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    out = tmp_path / "hold.json"
    out.write_text("fra i går")
    check_case(case, source, lambda path: import_courses(path, out))
    assert out.read_text() == "fra i går"
    assert {p.name for p in tmp_path.iterdir()} == {"in", "hold.json"}


@pytest.mark.parametrize(
    "legal", [*hostile_files.LEGAL, *hostile_cells.LEGAL], ids=lambda legal: legal.name
)
def test_an_odd_but_legal_file_is_read(legal: Legal, tmp_path: Path) -> None:
    path = tmp_path / legal.file
    path.write_bytes(legal.content)
    read = load_people(path, TAXONOMY)
    assert len(read.people) == legal.people
    assert legal.notice in " ".join(read.notices)


@pytest.mark.parametrize("name", ["mappe.csv", "findes-ikke.csv", "nul\0.csv", "x" * 300 + ".csv"])
def test_what_is_no_file_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "mappe.csv").mkdir()
    (fault,) = refused(lambda: load_people(tmp_path / name, TAXONOMY))
    assert fault.problem in {"filen kan ikke åbnes", "filen findes ikke"}
    assert str(fault).isprintable()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes are a thing of Unix")
def test_a_pipe_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (fault,) = refused(lambda: load_people(tmp_path / "pipe.csv", TAXONOMY))
    assert fault.problem == "filen kan ikke åbnes"


@pytest.mark.skipif(sys.platform == "win32", reason="device files are a thing of Unix")
def test_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    (fault,) = refused(lambda: load_people(tmp_path / "zero.csv", TAXONOMY))
    assert fault.problem == "filen kan ikke åbnes"


def test_no_value_of_a_protected_field_is_told(tmp_path: Path) -> None:
    case = next(c for c in hostile_cells.PRIVATE if "tells no value" in c.name)
    path = tmp_path / case.file
    path.write_bytes(case.bytes)
    told = "\n".join(map(str, refused(lambda: load_people(path, TAXONOMY))))
    assert not [value for value in PRIVATE_VALUES if value in told]


def test_contact_columns_are_dropped_and_named(tmp_path: Path) -> None:
    path, out = tmp_path / "h.csv", tmp_path / "hold.json"
    path.write_bytes(
        runs(f"{run()},Jens Hansen,jens@example.dk,12345678", header=hostile_plans.CONTACTS)
    )
    read = import_courses(path, out)
    assert read.dropped == ("kontaktperson", "E-mail", "telefonnummer")
    assert not re.search(r"Jens|jens|12345678", out.read_text() + repr(read))


@pytest.mark.parametrize("out", ["h.csv", "ingen-mappe/hold.json", "mappe", "x" * 300])
def test_a_result_that_cannot_be_written_leaves_everything_as_it_was(
    out: str, tmp_path: Path
) -> None:
    path = tmp_path / "h.csv"
    path.write_bytes(runs(run()))
    (tmp_path / "mappe").mkdir()
    refused(lambda: import_courses(path, tmp_path / out))
    assert {p.name for p in tmp_path.iterdir()} == {"h.csv", "mappe"}
    assert path.read_bytes() == runs(run())


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    code = "from api.cli.main import run; run()"
    words = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, encoding="utf-8", check=False)


def check_refusal(answer: subprocess.CompletedProcess[str], *words: str) -> None:
    assert answer.returncode == 2, answer.stderr
    assert not answer.stdout
    assert "intet er indlæst" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert not CPR.search(answer.stderr)
    for word in words:
        assert word in answer.stderr


def test_the_command_tells_the_faults_of_both_files_at_once(tmp_path: Path) -> None:
    people, plans = tmp_path / "personer.csv", tmp_path / "plan.json"
    people.write_bytes(csv("010190-1234;cnc-drejning;7;job"))
    plans.write_bytes(plan(need(headcount=0), cvr="12345678"))
    answer = command("rank", "--plan", plans, "--people", people, "--on", "2026-11-22")
    check_refusal(answer, "4 fejl", "personer.csv, linje 2", "plan.json, linje 4", "skjult")


def test_the_command_survives_a_file_name_with_colour_codes(tmp_path: Path) -> None:
    people, plans = tmp_path / "a[red]\x1b[31m.csv", tmp_path / "plan.json"
    people.write_bytes(one(niveau="9"))
    plans.write_bytes(plan(need()))
    answer = command("rank", "--plan", plans, "--people", people, "--on", "2026-11-22", "--json")
    check_refusal(answer, "1 fejl", "a[red]�[31m.csv, linje 2")
    assert "\x1b[31m.csv" not in answer.stderr


def test_the_import_command_leaves_the_old_result(tmp_path: Path) -> None:
    source, out = tmp_path / "h.csv", tmp_path / "hold.json"
    source.write_bytes(runs(run(endDate="2026-08-09")))
    out.write_text("fra i går")
    check_refusal(command("courses", "import", source, "--out", out), "slutter før")
    assert out.read_text() == "fra i går"
