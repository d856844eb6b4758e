"""Importing again changes nothing; changed rows update; what a person confirmed stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from api.intake.importing.findings import Finding, Found, ReadPeople, Spot
from api.intake.importing.merging import What, merge
from api.intake.people import load_people
from api.services import import_people
from api.services.import_people import confirm_people, waiting_for
from matcher.facts import Evidence, EvidenceKind, Judge, Person
from tests.api.intake.importing.hostile_tables import table
from tests.api.intake.importing.importing import imported
from tests.api.intake.reading import TAXONOMY, outcome

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from api.services.import_people import PeopleImport

LONG = "person;kompetence;niveau;art;dato"


def counts(done: PeopleImport) -> dict[str, int]:
    whats = [c.what for c in done.merged.changes]
    return {what.value: whats.count(what) for what in What if what in whats}


def shown(folder: Path) -> dict[str, Evidence]:
    people = load_people(folder / "out.yaml", TAXONOMY).people
    return {f"{p.id}/{e.id}": e for p in people for e in p.evidence}


def test_importing_the_same_again_leaves_the_same_bytes(tmp_path: Path) -> None:
    content = table("p1;cnc-drejning, tig: 2;drejer 5 år;gaffeltruck B udløbet 2021", "p2;;;")
    first = imported(tmp_path, content)
    bytes_then = (tmp_path / "out.yaml").read_bytes()
    again = imported(tmp_path, content)
    assert (first.written, again.written) == (True, False)
    assert (tmp_path / "out.yaml").read_bytes() == bytes_then
    assert counts(again) == {"unchanged": 4}
    assert [p.id for p in load_people(tmp_path / "out.yaml", TAXONOMY).people] == ["p1", "p2"]


def test_a_changed_row_updates_and_a_row_that_is_gone_is_kept_and_named(tmp_path: Path) -> None:
    imported(tmp_path, table("p1;cnc-drejning;2;job;2024-05-31", "p1;fanuc;1;job;2024-05-31",
                             "p2;fanuc;1;job;", header=LONG))  # fmt: skip
    ids = shown(tmp_path).keys()
    done = imported(tmp_path, table("p1;cnc-drejning;3;job;2026-05-31", header=LONG))
    assert counts(done) == {"updated": 1, "kept_absent": 1}
    assert done.merged.absent == ("p2",)
    assert shown(tmp_path).keys() == ids
    assert shown(tmp_path)["p1/cnc-drejning.job"].level == 3


def test_a_new_job_beside_an_old_one_leaves_the_old_one_its_id(tmp_path: Path) -> None:
    imported(tmp_path, table("p1;cnc-drejning;2;job;2024-05-31", header=LONG))
    done = imported(tmp_path, table("p1;cnc-drejning;1;job;2019-01-31",
                                    "p1;cnc-drejning;2;job;2024-05-31", header=LONG))  # fmt: skip
    assert counts(done) == {"added": 1, "unchanged": 1}
    assert shown(tmp_path)["p1/cnc-drejning.job"].shown == date(2024, 5, 31)
    assert shown(tmp_path)["p1/cnc-drejning.job.2"].shown == date(2019, 1, 31)


def test_what_a_person_confirmed_is_never_made_a_suggestion_again(tmp_path: Path) -> None:
    content = table("p1;cnc-drejning;drejer, 5 år;")
    imported(tmp_path, content)
    out = tmp_path / "out.yaml"
    done = confirm_people(out, "p1", ["cnc-drejning.job"], TAXONOMY)
    assert (len(done.evidence), done.waiting, done.written) == (1, 1, True)
    assert done.evidence[0].judge is Judge.SELF
    confirmed = out.read_bytes()
    again = imported(tmp_path, content)
    assert counts(again) == {"unchanged": 1, "kept_confirmed": 1}
    assert out.read_bytes() == confirmed
    longer = imported(tmp_path, table("p1;cnc-drejning;drejer, 7 år;"))
    assert counts(longer) == {"unchanged": 1, "kept_confirmed": 1}
    assert shown(tmp_path)["p1/cnc-drejning.job"].months == 60


def test_a_source_that_says_it_plainly_updates_what_was_confirmed(tmp_path: Path) -> None:
    imported(tmp_path, table("p1;cnc-drejning;;"))
    confirm_people(tmp_path / "out.yaml", "p1", (), TAXONOMY)
    done = imported(tmp_path, table("p1;cnc-drejning: avanceret;;"))
    assert counts(done) == {"updated": 1}
    assert shown(tmp_path)["p1/cnc-drejning.statement"].level == 3


def test_confirming_names_what_is_there_and_touches_nothing_else(tmp_path: Path) -> None:
    imported(tmp_path, table("p1;cnc-drejning;;", "p2;cnc-drejning;;"))
    out, before = tmp_path / "out.yaml", (tmp_path / "out.yaml").read_bytes()
    for person, evidence in (("p9", []), ("p1", ["findes-ikke"])):
        _, faults = outcome(lambda p=person, e=evidence: confirm_people(out, p, e, TAXONOMY))  # type: ignore[misc]
        assert faults
    assert waiting_for(out, "p1", TAXONOMY).waiting == 2
    assert out.read_bytes() == before
    confirm_people(out, "p1", (), TAXONOMY)
    assert {name: e.suggested for name, e in shown(tmp_path).items()} == {
        "p1/cnc-drejning.statement": False, "p2/cnc-drejning.statement": True,
    }  # fmt: skip


def test_a_file_too_large_to_be_read_again_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_people, "MAX_BYTES", 100)
    _, faults = outcome(lambda: imported(tmp_path, table("p1;cnc-drejning;;")))
    assert faults is not None
    assert "ville fylde mere" in faults[0].problem
    assert not (tmp_path / "out.yaml").exists()


_evidence = st.builds(
    Evidence,
    id=st.sampled_from(["", "", "", "a", "b"]),
    competence=st.sampled_from(["cnc-drejning", "fanuc"]),
    level=st.integers(0, 2),
    kind=st.sampled_from([EvidenceKind.JOB, EvidenceKind.STATEMENT]),
    judge=st.just(Judge.SELF),
    shown=st.sampled_from([None, date(2020, 1, 1), date(2024, 1, 1)]),
    suggested=st.booleans(),
)
_people = st.dictionaries(st.sampled_from(["p1", "p2", "p3"]), st.lists(_evidence, max_size=6))


def _read(people: dict[str, list[Evidence]]) -> ReadPeople:
    findings = tuple(
        Finding(Spot("a.csv", line, "kompetencer", person), "x", e, Found.NAME)
        for person, listed in people.items()
        for line, e in enumerate(listed, 2)
    )
    return ReadPeople("a.csv", (), tuple(people), findings, (), (), (), ())


def _there(people: dict[str, list[Evidence]]) -> tuple[Person, ...]:
    return tuple(
        Person(p, tuple(replace(e, id=f"h{n}") for n, e in enumerate(listed)))
        for p, listed in sorted(people.items())
    )


@given(_people, _people)
@settings(max_examples=200, deadline=None)
def test_importing_twice_is_importing_once_and_nothing_is_lost(
    there: dict[str, list[Evidence]], read: dict[str, list[Evidence]]
) -> None:
    before, source = _there(there), _read(read)
    once = merge(before, [source])
    assume(not once.faults)
    twice = merge(once.people, [source])
    assert twice.people == once.people
    assert not {What.ADDED, What.UPDATED} & {c.what for c in twice.changes}
    kept = {p.id: {e.id: e for e in p.evidence} for p in once.people}
    for person in before:
        for e in person.evidence:
            after = kept[person.id][e.id]
            assert e.suggested or not after.suggested
    for person_after in once.people:
        assert len({e.id for e in person_after.evidence}) == len(person_after.evidence)


@given(_people, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_order_of_rows_does_not_matter(read: dict[str, list[Evidence]], random: object) -> None:
    shuffled = {p: random.sample(listed, len(listed)) for p, listed in read.items()}  # type: ignore[attr-defined]
    first, second = merge((), [_read(read)]), merge((), [_read(shuffled)])
    assert first.people == second.people or first.faults
