"""People who may be one under two ids are told, and different people are not."""

from __future__ import annotations

from datetime import date

import pytest

from api.intake.importing.doubles import Likeness, near_doubles
from matcher.facts import Evidence, EvidenceKind, Judge, Person

SKILLS = ("cnc-drejning", "fanuc", "maaleteknik", "tegningslaesning", "egenkontrol")


def person(name: str, count: int = 0, *, dated: bool = True, level: int = 2) -> Person:
    shown = date(2024, 5, 31) if dated else None
    return Person(name, tuple(
        Evidence(f"e{n}", c, level, EvidenceKind.JOB, Judge.SELF, shown)
        for n, c in enumerate(SKILLS[:count])
    ))  # fmt: skip


def told(*people: Person, read: set[str] | None = None) -> list[tuple[str, str, Likeness]]:
    ids = {p.id for p in people} if read is None else read
    return [(p.first, p.second, p.likeness) for p in near_doubles(people, ids)]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("P-01", "p01", True), ("p-1", "p-001", True), ("borger-12", "boger-12", True),
     ("p-01", "p-02", False), ("p-01", "q-01", False), ("nj-001", "oj-001", False),
     ("anna", "anne", False), ("Anna.b", "anna-b", True), ("p-1-2", "p-12", False)],
)  # fmt: skip
def test_ids_that_differ_by_a_slip_are_told(one: str, other: str, *, alike: bool) -> None:
    assert bool(told(person(one), person(other))) is alike


def test_nearly_the_same_dated_evidence_is_told() -> None:
    assert told(person("a", 3), person("b", 3)) == [("a", "b", Likeness.EVIDENCE)]
    assert told(person("a", 5), person("b", 4)) == [("a", "b", Likeness.EVIDENCE)]
    assert told(person("a", 3), person("b", 5)) == []
    assert told(person("a", 2), person("b", 2)) == []


def test_a_few_undated_words_in_common_are_no_sign() -> None:
    assert told(person("a", 4, dated=False), person("b", 4, dated=False)) == []
    assert told(person("a", 5, dated=False), person("b", 5, dated=False)) != []


def test_what_many_share_tells_nothing_of_who_they_are() -> None:
    assert told(*(person(f"p-{n}", 5) for n in range(40))) == []


def test_people_who_were_there_before_are_not_told_again() -> None:
    assert told(person("a", 3), person("b", 3), read={"c"}) == []
    assert told(person("a", 3), person("b", 3), read={"b"}) != []
