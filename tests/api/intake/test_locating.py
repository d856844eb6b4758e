"""Faults stand where a person can find them, in the same words for the same thing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import WrongInputError
from api.intake.locating import MAX_FAULTS, FaultList, TableLocator, TreeLocator, is_protected
from taxonomy.errors import Fault, holds_cpr, shorten
from tests.api.intake.hostile import xlsx
from tests.api.intake.reading import read_people

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = {"competence": "cnc-drejning", "level": 2, "kind": "job"}
FAULTY = [
    {"id": "p1", "evidence": [SHOWN]},
    {"id": "p2", "evidence": [SHOWN, SHOWN | {"level": 9}]},
]
ROWS = [("p1", "cnc-drejning", 2, "job"), ("p2", "cnc-drejning", 2, "job"),
        ("p2", "cnc-drejning", 9, "job")]  # fmt: skip
YAML = """people:
- id: p1
  evidence: [{competence: cnc-drejning, level: 2, kind: job}]
- id: p2
  evidence:
  - {competence: cnc-drejning, level: 2, kind: job}
  - competence: cnc-drejning
    level: 9
    kind: job
"""
TABLE = "\n".join(["person,kompetence,Niveau,art", *(",".join(map(str, r)) for r in ROWS)])
PLACES = {
    "a.json": (json.dumps(FAULTY, indent=1).encode(), 22, "[1].evidence[1].level"),
    "a.yaml": (YAML.encode(), 8, "people[1].evidence[1].level"),
    "a.csv": (TABLE.encode(), 4, "Niveau"),
    "a.xlsx": (xlsx(*ROWS, header=("person", "kompetence", "Niveau", "art")), 4, "Niveau"),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_same_fault_is_found_in_every_format(name: str, tmp_path: Path) -> None:
    content, line, field = PLACES[name]
    with pytest.raises(WrongInputError) as caught:
        read_people(tmp_path, name, content)
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.field, fault.found) == (name, line, field, "9")


def test_json_lines_point_at_the_value() -> None:
    text = json.dumps(FAULTY, indent=1)
    line, _ = TreeLocator("a.json", text).place((1, "evidence", 1, "level"))
    assert text.splitlines()[line - 1].strip() == '"level": 9,'


def test_a_table_names_the_header_a_person_sees() -> None:
    lines = {(): 1, ("people", 0): 2, ("people", 0, "evidence", 1): 5}
    place = TableLocator("a", lines, {"id": "Borger", "evidence_id": "Bevis"}).place
    assert place(("people", 0, "id")) == (2, "Borger")
    assert place(("people", 0, "evidence", 1, "id")) == (5, "Bevis")
    assert place(("people", 0, "evidence")) == (2, "")
    assert place(("people", 7)) == (1, "")


def test_a_full_list_counts_and_tells_how_many_more() -> None:
    faults = FaultList(TreeLocator("a.json", "{}"))
    for number in range(MAX_FAULTS + 7):
        faults.add((), number, "forkert", "Ret det")
    with pytest.raises(WrongInputError) as caught:
        faults.raise_if_any()
    assert len(caught.value.faults) == MAX_FAULTS + 1
    assert "7 fejl mere" in str(caught.value)


@pytest.mark.parametrize("name", ["CPR", "cpr_nr", "Fulde navn", "FØDSELSDATO", "e-mail", "Køn"])
def test_protected_columns_are_known_however_they_are_written(name: str) -> None:
    assert is_protected(name)


@pytest.mark.parametrize("name", ["person", "kompetence", "niveau", "vist ved", "bevis_id", "by"])
def test_our_own_columns_are_not_protected(name: str) -> None:
    assert not is_protected(name)


@given(st.text(max_size=30), st.from_regex(r"(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}-?\d{4}",
       fullmatch=True), st.text(max_size=30))  # fmt: skip
@settings(deadline=None)
def test_no_part_of_a_fault_ever_tells_a_cpr_number(before: str, cpr: str, after: str) -> None:
    text = f"{before} {cpr} {after}"
    assert holds_cpr(text)
    fault = Fault(text, 1, text, text, text, text)
    assert cpr not in str(fault)
    assert cpr not in shorten(text)


@given(st.text(max_size=3_000))
@settings(deadline=None)
def test_a_fault_is_short_and_printable_whatever_it_is_made_from(text: str) -> None:
    fault = Fault(text, 1, text, text, text, text)
    assert len(str(fault)) <= 2_000 + len(repr(fault.found)) - len(fault.found)
    assert str(fault).isprintable()
    assert Fault(fault.file, 1, fault.field, fault.found, fault.problem, fault.remedy) == fault
