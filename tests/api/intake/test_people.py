"""People read the same from every format, and nothing but people or faults comes of a file."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.intake.people import HEADERS
from api.services.describe_files import FileKind, describe_files
from matcher.facts import Evidence, EvidenceKind, Judge, Person
from tests.api.intake.accepting import accepts
from tests.api.intake.hostile import csv, evidence, people, person, xlsx
from tests.api.intake.reading import outcome, read_people
from tests.api.intake.written import FORMATS, People, as_csv, files

if TYPE_CHECKING:
    from random import Random

SAME: People = [
    {
        "id": "p1",
        "evidence": [
            {"competence": "cnc-drejning", "level": 2, "kind": "job", "shown": "2024-05-31",
             "months": 12, "judge": "arbejdsgiver"},
            {"competence": "asbest-sikkerhed", "level": 1, "kind": "certifikat",
             "expires": "31-12-2027", "foreign": "ja"},
        ],
    },
    {"id": "0017", "evidence": []},
]  # fmt: skip
EXPECTED = (
    Person("0017"),
    Person(
        "p1",
        (
            Evidence("e1", "asbest-sikkerhed", 1, EvidenceKind.CERTIFICATE, Judge.SELF,
                     expires=date(2027, 12, 31), foreign=True),
            Evidence("e2", "cnc-drejning", 2, EvidenceKind.JOB, Judge.EMPLOYER,
                     date(2024, 5, 31), 12),
        ),
    ),
)  # fmt: skip


def read_all(name: str, content: bytes) -> tuple[Person, ...]:
    with tempfile.TemporaryDirectory() as folder:
        return read_people(Path(folder), name, content).people


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_gives_the_same_people(name: str) -> None:
    assert read_all(name, FORMATS[name](SAME)) == EXPECTED


@given(files)
@settings(max_examples=40, deadline=None)
@example([{"id": "0124", "evidence": []}, {"id": "1e5", "evidence": []}])
@example([{"id": "no", "evidence": []}, {"id": "1_0", "evidence": []}])
def test_people_made_by_chance_read_back_equal_from_every_format(made: People) -> None:
    read = {name: read_all(name, write(made)) for name, write in FORMATS.items()}
    assert len(set(read.values())) == 1
    assert [p.id for p in read["a.json"]] == sorted(p["id"] for p in made)
    assert sum(len(p.evidence) for p in read["a.json"]) == sum(len(p["evidence"]) for p in made)


@given(files)
@settings(max_examples=40, deadline=None)
def test_the_printed_schema_accepts_what_is_read(made: People) -> None:
    assert accepts(describe_files(FileKind.PEOPLE), {"people": made})
    assert accepts(describe_files(FileKind.PEOPLE), made)


@pytest.mark.parametrize(
    "wrong", [{"people": [{"id": "p 1"}]}, {"people": 7}, [{"id": "p", "alder": 7}], "p", {}]
)
def test_the_printed_schema_refuses_what_is_refused(wrong: Any) -> None:
    assert not accepts(describe_files(FileKind.PEOPLE), wrong)


@given(files, st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_does_not_matter(made: People, random: Random) -> None:
    header, *rows = as_csv(made).splitlines(keepends=True)
    shuffled = random.sample(rows, len(rows))
    assert read_all("a.csv", header + b"".join(shuffled)) == read_all("a.csv", as_csv(made))


@given(
    st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)),
    st.sampled_from(["a.csv", "a.xlsx", "a.json", "a.yaml", "a.yml"]),
)
@settings(max_examples=400, deadline=None)
@example(b"\xff\xfe", "a.csv")
@example(b"[" * 5_000, "a.json")
@example(b"%YAML 9.9\n---\n", "a.yaml")
@example(b"!<tag:yaml.org,2002:python/name:os.system> x", "a.yaml")
def test_any_bytes_give_people_or_faults(content: bytes, name: str) -> None:
    read, faults = outcome(lambda: read_all(name, content))
    assert (read is None) == bool(faults)
    assert all(len(str(fault)) <= 2_000 for fault in faults or ())


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["id", "evidence", "people", "level", "kind", "competence", "alder"])
        | st.text(max_size=5), inner, max_size=5),
    max_leaves=20,
))  # fmt: skip
@settings(max_examples=200, deadline=None)
def test_any_json_gives_people_or_faults(value: Any) -> None:
    read, faults = outcome(lambda: read_all("a.json", people(value)))
    assert (read is None) == bool(faults)


@pytest.mark.parametrize(
    ("field", "header"), [(field, word) for field, words in HEADERS.items() for word in words]
)
def test_every_header_is_understood_in_any_casing(field: str, header: str) -> None:
    names = {name: words[0] for name, words in HEADERS.items()} | {field: f" {header.upper()} "}
    cells = {"id": "p1", "competence": "cnc-drejning", "level": "2", "kind": "job",
             "judge": "selv", "shown": "2024-01-01", "months": "3", "expires": "2025-01-01",
             "foreign": "nej", "suggested": "nej", "evidence_id": "x"}  # fmt: skip
    (read,) = read_all("a.csv", csv(";".join(cells.values()), header=";".join(
        names[name] for name in cells)))  # fmt: skip
    assert (read.id, read.evidence[0].id, read.evidence[0].months) == ("p1", "x", 3)


def test_cells_of_a_workbook_are_read_as_what_they_mean() -> None:
    row = (17.0, "CNC-drejning", 2.0, "Job", date(2024, 5, 31), 12, None, "b 1".replace(" ", "-"))
    (read,) = read_all("a.xlsx", xlsx(row))
    (shown,) = read.evidence
    assert (read.id, shown.id, shown.competence) == ("17", "b-1", "cnc-drejning")
    assert (shown.level, shown.shown, shown.months) == (2, date(2024, 5, 31), 12)


def test_ids_given_by_us_never_meet_ids_of_their_own() -> None:
    (read,) = read_all("a.json", people(person(evidence(id="e1"), evidence(), evidence(level=3))))
    assert [e.id for e in read.evidence] == ["e1", "e2", "e3"]


def test_other_sheets_are_told_of_not_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    hidden = book.worksheets[0]
    hidden.append(["gammelt", "indhold"])
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("Personer 010190-1234")
    for row in (["person", "kompetence", "niveau", "art"], ["p1", "cnc-drejning", 2, "job"]):
        shown.append(row)
    book.active = 1
    book.save(tmp_path / "a.xlsx")
    read = read_people(tmp_path, "b.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert [p.id for p in read.people] == ["p1"]
    assert "kun det første synlige ark" in read.notices[0]
    assert "1234" not in read.notices[0]
