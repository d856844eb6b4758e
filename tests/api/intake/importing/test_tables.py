"""Hostile tables: refused with place and remedy, or read; nothing private ever comes out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.services.import_people import import_people
from api.services.show_import import show_import
from tests.api.intake.importing.hostile_tables import READ, REFUSED, Readable, table
from tests.api.intake.importing.importing import imported, previewed
from tests.api.intake.reading import TAXONOMY, outcome
from tests.api.intake.test_hostile import check_told

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api.intake.hostile import Case

DIGITS = re.compile(r"\d{6}[\W_]{0,3}\d{4}|101901234")


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_hostile_table_is_refused_and_nothing_is_written(case: Case, tmp_path: Path) -> None:
    _, faults = outcome(lambda: imported(tmp_path, case.bytes, name=case.file))
    assert faults is not None, "tabellen blev læst"
    check_told(case, faults)
    assert "Jens" not in "\n".join(map(str, faults))
    assert [p.name for p in tmp_path.iterdir()] == [case.file]


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_an_odd_table_is_read(case: Readable, tmp_path: Path) -> None:
    done = imported(tmp_path, case.content, name=case.file)
    shown = {(p.id, e.competence, e.level) for p in done.merged.people for e in p.evidence}
    assert shown == set(case.shown)
    assert len(shown) == sum(len(p.evidence) for p in done.merged.people)
    assert case.told in " ".join(done.read[0].notices)
    assert "Jens" not in (tmp_path / "out.yaml").read_text(encoding="utf-8")
    assert "Jens" not in show_import(done, TAXONOMY).model_dump_json()


def test_cpr_numbers_are_taken_out_of_every_cell_and_their_place_is_told(tmp_path: Path) -> None:
    rows = ("p1;cnc-drejning: 2 010190-1234;drejer 0101901234;", "p2;tig;;kran 01.01.90-1234",
            "p3;010190-1234;101901234;")  # fmt: skip
    done = imported(tmp_path, table(*rows))
    assert done.read[0].cpr == (
        (2, "kompetencer"), (2, "erfaring"), (3, "certifikater"), (4, "kompetencer"),
        (4, "erfaring"),
    )  # fmt: skip
    everything = show_import(done, TAXONOMY).model_dump_json()
    assert not DIGITS.search(everything + (tmp_path / "out.yaml").read_text(encoding="utf-8"))


def test_private_columns_are_told_and_their_cells_are_not(tmp_path: Path) -> None:
    content = table("p1;Jens Hansen;010190-1234;dyskalkuli;cnc-drejning",
                    header="person;Fulde navn;CPR;Diagnose;kompetencer")  # fmt: skip
    view = show_import(previewed(tmp_path, content), TAXONOMY)
    told = [c.header for c in view.files[0].columns if "er ikke læst" in c.text_da]
    assert told == ["Fulde navn", "CPR", "Diagnose"]
    assert not re.search("Hansen|dyskalkuli|1234", view.model_dump_json())


def test_a_slip_in_a_column_of_names_is_suggested_and_never_sure(tmp_path: Path) -> None:
    content = table("p1;cnc-drejnig;2;job", header="person;kompetence;niveau;art")
    done = imported(tmp_path, content)
    (evidence,) = done.merged.people[0].evidence
    assert (evidence.competence, evidence.suggested) == ("cnc-drejning", True)


def test_a_certificate_is_sure_only_where_certificates_are_told(tmp_path: Path) -> None:
    content = table("p1;;kranfører 5 år;", "p2;;;kranfører", "p3;gaffeltruck b;;")
    (people,) = {previewed(tmp_path, content).merged.people}
    assert [p.evidence[0].suggested for p in people] == [True, False, True]


_words = st.sampled_from(
    ["cnc-drejning", "tig: 2", "måling", "010190-1234", "0101901234", "070761 4285", "truck", "",
     "drejer, 5 år", "gaffeltruck B udløbet 2021", "=1+1", "101901234", "x", "7",
     "Jens", "31/2-2021"]
)  # fmt: skip
_headers = st.sampled_from(
    ["person", "kompetencer", "erfaring", "niveau", "kompetence", "art", "dato", "navn", "cpr",
     "CNC-drejning", "010190-1234", "bevis_id", "ukendt", "certifikater"]
)  # fmt: skip


@given(
    st.lists(_headers, min_size=1, max_size=6),
    st.lists(st.lists(_words, min_size=6, max_size=6), max_size=5),
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_cpr_number_ever_comes_out_of_any_table(
    tmp_path: Path, header: list[str], rows: list[list[str]]
) -> None:
    (tmp_path / "out.yaml").unlink(missing_ok=True)
    content = table(*(";".join(row[: len(header)]) for row in rows), header=";".join(header))
    read, faults = outcome(lambda: previewed(tmp_path, content))
    told = "\n".join(map(str, faults or ()))
    if read is not None:
        told += show_import(read, TAXONOMY).model_dump_json()
        outcome(lambda: import_people(read))
    if (tmp_path / "out.yaml").exists():
        told += (tmp_path / "out.yaml").read_text(encoding="utf-8")
    assert not DIGITS.search(told)
