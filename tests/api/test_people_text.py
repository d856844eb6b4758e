"""People written in every format are read back the same, and written again as the same bytes."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.errors import WrongInputError
from api.intake.people import load_people
from api.services.people_text import ENDINGS, check_ending, people_text
from matcher.facts import Evidence, EvidenceKind, Judge, Person
from tests.api.intake.reading import TAXONOMY
from tests.api.intake.written import SKILLS, ids

_days = st.none() | st.dates(date(1990, 1, 1), date(2026, 12, 31))
_evidence = st.builds(
    Evidence,
    id=ids,
    competence=st.sampled_from(SKILLS),
    level=st.integers(0, 4),
    kind=st.sampled_from(EvidenceKind),
    judge=st.sampled_from(Judge),
    shown=_days,
    months=st.none() | st.integers(0, 720),
    foreign=st.booleans(),
    suggested=st.booleans(),
)
_people = st.lists(
    st.builds(Person, ids, st.lists(_evidence, max_size=3, unique_by=lambda e: e.id).map(tuple)),
    max_size=4,
    unique_by=lambda person: person.id,
)


@pytest.mark.parametrize("ending", ENDINGS)
@given(people=_people)
@settings(max_examples=40, deadline=None)
@example(people=[Person("no"), Person("0124"), Person("1e5"), Person("1_0"), Person("2024-01-01")])
def test_what_is_written_is_read_and_written_the_same(people: list[Person], ending: str) -> None:
    ordered = [
        replace(p, evidence=tuple(sorted(p.evidence, key=lambda e: e.id)))
        for p in sorted(people, key=lambda p: p.id)
    ]
    text = people_text(ordered, ending)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_text(text, encoding="utf-8", newline="")
        read = load_people(path, TAXONOMY).people
    assert list(read) == ordered
    assert people_text(read, ending) == text


@pytest.mark.parametrize("name", ["a.xlsx", "a", "a.txt", ".yaml"])
def test_other_files_are_refused(name: str) -> None:
    with pytest.raises(WrongInputError):
        check_ending(Path(name))
