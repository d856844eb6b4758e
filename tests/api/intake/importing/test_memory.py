"""What columns were settled as is remembered for the same headers, and nothing private is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.intake.importing.columns import How
from tests.api.intake.importing.hostile_tables import table
from tests.api.intake.importing.importing import imported, previewed
from tests.api.intake.reading import outcome

if TYPE_CHECKING:
    from pathlib import Path

    from api.services.import_people import PeopleImport

HEADER = "nøgle;det kan hun;Navn;010190-1234"
CHOICES = ("nøgle=person", "det kan hun=kompetencer")
CONTENT = table("p1;cnc-drejning: 2;Jens Hansen;x", header=HEADER)


def settled(done: PeopleImport) -> list[tuple[str, How]]:
    return [(c.field, c.how) for c in done.read[0].columns][:3]


def test_a_choice_is_remembered_when_the_file_is_written(tmp_path: Path, own_home: Path) -> None:
    assert outcome(lambda: imported(tmp_path, CONTENT))[1]
    previewed(tmp_path, CONTENT, *CHOICES)
    assert list(own_home.iterdir()) == []
    imported(tmp_path, CONTENT, *CHOICES)
    again = imported(tmp_path, table("p2;tig", header=HEADER.upper()))
    assert settled(again) == [
        ("id", How.REMEMBERED), ("statements", How.REMEMBERED), ("ignore", How.PROTECTED)
    ]  # fmt: skip
    kept = (own_home / "kolonner.json").read_text(encoding="utf-8")
    assert "det kan hun" in kept.casefold()
    assert not [word for word in ("Navn", "Jens", "1234") if word in kept]


def test_a_choice_to_leave_a_column_out_is_remembered(tmp_path: Path) -> None:
    content = table("p1;cnc-drejning: 2;tig", header="person;kompetencer;kurser")
    imported(tmp_path, content, "kurser=ignorér")
    for _ in range(2):
        done = imported(tmp_path, content)
        assert done.read[0].columns[2].how is How.REMEMBERED
        assert [e.competence for p in done.merged.people for e in p.evidence] == ["cnc-drejning"]


def test_other_headers_know_nothing_of_it(tmp_path: Path) -> None:
    imported(tmp_path, CONTENT, *CHOICES)
    _, faults = outcome(lambda: imported(tmp_path, table("p1;tig", header="nøgle;det kan hun")))
    assert faults


@pytest.mark.parametrize("content", ["", "[1]", "{", '{"x": 1}', '{"x": {"person": "bogus"}}'])
def test_a_broken_memory_is_no_memory(tmp_path: Path, own_home: Path, content: str) -> None:
    (own_home / "kolonner.json").write_text(content)
    assert imported(tmp_path, table("p1;tig")).written


@pytest.mark.parametrize(
    ("choice", "problem"),
    [("kompetencer=noget", "felt kendes ikke"), ("=person", "felt kendes ikke"),
     ("findes ikke=person", "ingen kolonne har den overskrift"),
     ("kompetencer", "felt kendes ikke")],
)  # fmt: skip
def test_a_choice_that_means_nothing_is_a_fault(tmp_path: Path, choice: str, problem: str) -> None:
    _, faults = outcome(lambda: imported(tmp_path, table("p1;tig"), choice))
    assert faults is not None
    assert problem in faults[0].problem


def test_a_private_column_cannot_be_chosen(tmp_path: Path) -> None:
    content = table("Jens;tig", header="Navn;kompetencer")
    _, faults = outcome(lambda: imported(tmp_path, content, "Navn=person"))
    assert faults is not None
    assert "må ikke læses" in " ".join(f.problem for f in faults)
