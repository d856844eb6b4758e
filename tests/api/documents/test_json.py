"""JSON: nothing is lost, and what is not a document is told apart from one."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from api.documents.json import KINDS, SCHEMA, draw, read
from api.errors import WrongInputError
from matcher.plans.document import Axis, Radar, Section
from tests.api.documents import sample
from tests.api.documents.made import ANYTHING, documents

if TYPE_CHECKING:
    from pathlib import Path

    from matcher.plans.document import Document

quick = settings(deadline=None, max_examples=60,
                 suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                                        HealthCheck.data_too_large])  # fmt: skip


@quick
@given(document=documents(ANYTHING))
def test_what_is_written_is_read_as_an_equal_document(tmp_path: Path, document: Document) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(draw(document))
    assert read(path) == document


def test_the_sample_is_read_as_itself_and_can_be_read_by_a_person(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(draw(sample.SIGNED))
    assert read(path) == sample.SIGNED
    assert "Kompetencespind før og efter planen" in path.read_text(encoding="utf-8")
    assert json.loads(path.read_bytes())["schema"] == SCHEMA == "kompetencematch/dokument/1"


def test_every_kind_of_block_has_a_name() -> None:
    used = {type(block) for section in sample.PLAN.sections for block in section.blocks}
    assert used == set(KINDS.values())


def test_a_level_that_is_no_number_is_refused() -> None:
    axis = Axis("a", float("nan"), 1.0)
    table = sample.PLAN.sections[2].blocks[1]
    radar = Radar("t", (axis,), table, "alt")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Out of range"):
        draw(replace(sample.PLAN, sections=(Section("s", (radar,)),)))


def changed(path: Path, change: Any) -> list[str]:
    """The faults of the sample after a change of its plain tree."""
    tree = json.loads(draw(sample.SIGNED))
    tree = change(tree) or tree
    path.write_text(json.dumps(tree, indent=1), encoding="utf-8")
    with pytest.raises(WrongInputError) as caught:
        read(path)
    return [str(fault) for fault in caught.value.faults]


def subjects(tree: Any) -> Any:
    return tree["sections"][2]["blocks"][1]


CASES: list[tuple[str, Any, str]] = [
    ("another version", lambda t: t | {"schema": SCHEMA[:-1] + "2"}, "skemaet er ukendt"),
    ("no schema", lambda t: {k: v for k, v in t.items() if k != "schema"}, "skemaet er ukendt"),
    ("a list", lambda t: [t], "et dokument er et objekt"),
    ("an unknown member", lambda t: t | {"cpr": "x"}, "felt «cpr»: feltet er ukendt"),
    ("a missing member", lambda t: {k: v for k, v in t.items() if k != "title"},
     "felt «title»: feltet mangler"),
    ("a wrong day", lambda t: t | {"written": "22.11.2026"}, "en dato som 2026-11-22"),
    ("a wrong language", lambda t: t | {"language": "sv"}, "Her skal stå da, en"),
    ("a version as text", lambda t: t | {"version": "2"}, "Her skal stå et helt tal"),
    ("a version as truth", lambda t: t | {"version": True}, "Her skal stå et helt tal"),
    ("an unknown block", lambda t: t["sections"][0]["blocks"].append({"type": "script"}),
     "sections[0].blocks[2].type»: slags er ukendt"),
    ("a block without type", lambda t: t["sections"][0]["blocks"].append({"text": "x"}),
     "slags er ukendt"),
    ("a short row", lambda t: subjects(t)["rows"].__setitem__(3, ["x"]),
     "rows[3]»: rækken passer ikke"),
    ("another block for a table",
     lambda t: t["sections"][1]["blocks"][0]["table"].update(type="gantt"), "Brug en af: table"),
    ("a column too far", lambda t: subjects(t).update(numeric=[9]), "kolonnen findes ikke"),
    ("a pair of three", lambda t: t["sections"][0]["blocks"][1]["rows"][0].append("x"),
     "Der skal være 2 værdier"),
    ("a text for a list", lambda t: t | {"sources": "[1]"}, "værdien er ikke en liste"),
    ("null for a section", lambda t: t["sections"].append(None), "værdien er ikke et objekt"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(tmp_path: Path, change: Any, told: str) -> None:
    faults = changed(tmp_path / "plan.json", change)
    assert len(faults) == 1
    assert told in faults[0]


def test_all_faults_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    def change(tree: Any) -> None:
        tree["version"] = "to"
        tree["sections"][0]["title"] = 1
        subjects(tree)["extra"] = 1

    faults = changed(tmp_path / "plan.json", change)
    assert len(faults) == 3
    assert all("linje " in fault for fault in faults)


def test_the_same_member_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text('{"schema": "kompetencematch/dokument/1", "id": "a", "id": "b"}', "utf-8")
    with pytest.raises(WrongInputError):
        read(path)
