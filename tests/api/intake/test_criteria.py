"""Criteria from YAML, CSV and XLSX: the same content, and every fault at once with its place."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from api.errors import WrongInputError
from api.intake.criteria import load_criteria
from api.services.store_criteria import criteria_tree, import_criteria, installed_criteria
from api.writing import as_yaml
from matcher.rules.credit import Block, Track, Weeks
from matcher.rules.criteria import EducationKind, Shortening, Standing, in_force
from taxonomy.concepts import Attainment
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy

EXAMPLES = data_folder() / "examples" / "rkv"
FILES = sorted([*EXAMPLES.glob("*.yaml"), *EXAMPLES.glob("*.csv")])
_ONE = "{spor: EUV1, hovedforløb_uger: 2, fra: x}"
TWICE = f"standard: [{_ONE}, {_ONE}]"
HEAD = """\
id: prøve
programmer: [e-klejnsmed-2023]
udgave: "prøve"
fra: 2023-01-01
kilde: "prøve"
dato: 2026-11-22
sikkerhed: low
status: eksempel
"""


def _faults(tmp_path: Path, taxonomy: Taxonomy, text: str) -> list[Fault]:
    path = tmp_path / "bilag.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongInputError) as caught:
        load_criteria(path, taxonomy)
    return list(caught.value.faults)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_the_examples_say_what_they_are(path: Path, taxonomy: Taxonomy) -> None:
    read, notices = load_criteria(path, taxonomy)
    assert not notices
    assert read.standing is Standing.EXAMPLE
    assert "opdigtet, ikke bekendtgørelsens bilag" in read.edition_da
    assert read.source_url == ""
    codes = [code for row in read.rows for code in row.codes]
    assert all(code.startswith("EKS-") for code in codes)  # never a national code
    main = read.full.main or 0
    assert all(s.main_weeks >= main / 10 for s in read.standard)


def test_no_annex_is_shipped_as_a_real_one(taxonomy: Taxonomy) -> None:
    shipped = data_folder() / "bilag"
    assert not shipped.exists() or not list(shipped.glob("*"))
    assert all(c.example for p in FILES for c in [load_criteria(p, taxonomy)[0]])


def test_what_a_row_says_is_read(taxonomy: Taxonomy) -> None:
    read, _ = load_criteria(EXAMPLES / "klejnsmed.yaml", taxonomy)
    assert read.full == Weeks(20, 35, 153)
    assert (read.start, read.end, read.as_of) == (date(2020, 1, 1), None, date(2026, 11, 22))
    row = next(r for r in read.rows if r.id == "B1")
    assert row.block is Block.B
    assert row.competences == (Attainment("mag-svejsning", 3),)
    assert (row.months, row.valid_years, row.subject) == (12, 5, "svejsning")
    assert row.yes == Shortening(0, 2, 3)
    assert row.partly == Shortening(0, 1, 1.5)
    course = next(r for r in read.rows if r.id == "C1")
    assert (course.kind, course.needed, len(course.codes)) == (EducationKind.AMU, 2, 3)
    assert read.standard_on(Track.EUV1)
    assert not read.standard_on(Track.EUV3)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_written_and_read_again_it_is_the_same(
    path: Path, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    read, _ = load_criteria(path, taxonomy)
    again = tmp_path / "igen.yaml"
    again.write_text(as_yaml(criteria_tree(read)), encoding="utf-8")
    assert load_criteria(again, taxonomy)[0] == read


def test_a_sheet_says_the_same_as_its_csv(tmp_path: Path, taxonomy: Taxonomy) -> None:
    source = EXAMPLES / "industrioperatoer.csv"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    with source.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            sheet.append(row)
    path = tmp_path / "bilag.xlsx"
    book.save(path)
    assert load_criteria(path, taxonomy)[0] == load_criteria(source, taxonomy)[0]


def test_all_faults_are_told_at_once(tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = (
        HEAD.replace("e-klejnsmed-2023", "e-ukendt")
        + """\
til: 2022-01-01
skema1:
  - {id: A1, tekst: Uger i skema 1, kompetencer: ["svejsning:2"], hovedforløb_uger: 2}
  - {id: A1, tekst: Samme id, kompetencer: ["svejsning:9"]}
skema2:
  - {id: B1, tekst: Afkorter intet, kompetencer: ["ukendt-kompetence:2"]}
skema3:
  - {id: C1, tekst: Uden art og koder, hovedforløb_uger: 1}
  - {id: C2, art: AMU, tekst: For mange, koder: ["1"], antal: 2, hovedforløb_uger: 1}
"""
    )
    told = "\n".join(map(str, _faults(tmp_path, taxonomy, text)))
    for problem in (
        "uddannelsen kendes ikke", "udgaven slutter, før den begynder", "skema 1 afgør EUV1",
        "id bruges mere end én gang", "niveauet er ikke et af de lovlige",
        "kompetencen kendes ikke", "rækken afkorter intet",
        "hverken koder eller titler", "antallet kan ikke nås",
    ):  # fmt: skip
        assert problem in told, problem
    assert "linje 11" in told


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("hovedforløb_uger: 999", "er ikke et tal inden for grænserne"),
        ("hovedforløb_uger: -1", "er ikke et tal inden for grænserne"),
        ("hovedforløb_uger: en uge", "er ikke et tal inden for grænserne"),
        ("fuld_tid_timer: true", "er ikke et tal inden for grænserne"),
        ("status: officielt", "er ikke en af de lovlige værdier"),
        ("status: officiel", "officielle kriterier kræver, at kilden kan findes"),
        ("kommentar: hej", "feltet kendes ikke"),
        ("kilde: '010190-1234'", "ligner et CPR-nummer"),
        ("standard: [{spor: EUV4, hovedforløb_uger: 2, fra: x}]", "er ikke en af de lovlige"),
        (TWICE, "sporet står mere end én gang"),
        ("skema1: [{id: A1, tekst: x, koder: ['1']}]", "hører til skema 3"),
        ("skema3: [{id: C1, art: AMU, tekst: x, koder: ['1'], måneder: 3, gf2_uger: 1}]",
         "hører til skema 1 og 2"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused(
    line: str, problem: str, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    key = line.partition(":")[0]
    kept = "\n".join(row for row in HEAD.splitlines() if not row.startswith(f"{key}:"))
    faults = _faults(tmp_path, taxonomy, f"{kept}\n{line}\n")
    assert any(problem in fault.problem for fault in faults), faults
    assert all(fault.remedy for fault in faults)
    assert "010190" not in "".join(map(str, faults))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("skema,id,tekst,uger\n1,A1,x,2\n", "kolonnen kendes ikke"),
        ("skema,id,id,tekst\n1,A1,A1,x\n", "kolonnen står to gange"),
        ("skema,id\n1,A1\n", "kolonnen mangler"),
        ("skema,id,tekst\n9,A1,x\n", "rækkens skema kendes ikke"),
    ],
)
def test_a_table_is_refused_by_row_and_column(
    text: str, problem: str, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    path = tmp_path / "bilag.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongInputError) as caught:
        load_criteria(path, taxonomy)
    assert any(problem in fault.problem for fault in caught.value.faults)


def test_a_list_is_not_criteria(tmp_path: Path, taxonomy: Taxonomy) -> None:
    assert _faults(tmp_path, taxonomy, "- a\n- b\n")


def test_imported_criteria_are_found_again_and_examples_are_not(
    tmp_path: Path, taxonomy: Taxonomy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOMPETENCEMATCH_HOME", str(tmp_path))
    assert installed_criteria(taxonomy) == ()
    path = import_criteria(taxonomy, EXAMPLES / "industrioperatoer.csv")
    assert path == tmp_path / "bilag" / "eksempel-industrioperatoer.yaml"
    found = installed_criteria(taxonomy)
    assert [c.id for c in found] == ["eksempel-industrioperatoer"]
    assert in_force(found, "e-industrioperatoer-2022", date(2025, 1, 1)) == found[0]
    assert in_force(found, "e-klejnsmed-2023", date(2025, 1, 1)) is None
    assert in_force(found, "e-industrioperatoer-2022", date(2021, 12, 31)) is None


def test_an_official_edition_goes_before_an_example_and_a_new_before_an_old(
    taxonomy: Taxonomy,
) -> None:
    example, _ = load_criteria(EXAMPLES / "klejnsmed.yaml", taxonomy)
    official = replace(example, id="o", standing=Standing.OFFICIAL, start=date(2019, 1, 1))
    newer = replace(official, id="n", start=date(2024, 1, 1))
    ended = replace(official, id="e", start=date(2024, 6, 1), end=date(2024, 12, 31))
    listed = [example, official, newer, ended]
    for given in (listed, listed[::-1]):
        assert in_force(given, "e-klejnsmed-2023", date(2023, 1, 1)) == official
        assert in_force(given, "e-klejnsmed-2023", date(2024, 3, 1)) == newer
        assert in_force(given, "e-klejnsmed-2023", date(2024, 12, 31)) == ended
        assert in_force(given, "e-klejnsmed-2023", date(2025, 1, 1)) == newer
