"""Plans read, and the company's own requirements put into the profile's."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from api.errors import WrongInputError
from api.intake.plans import is_cvr, load_plans, profile_requirements
from api.services.describe_files import FileKind, describe_files
from taxonomy.concepts import Attainment, LineKind
from tests.api.intake.accepting import accepts
from tests.api.intake.hostile import need, plan
from tests.api.intake.reading import TAXONOMY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from matcher.facts import CompetencePlan

PROFILE = TAXONOMY.profiles["p-cnc-opstiller"]
OWN = {"competence": "CNC-opstilling", "level": 4, "weight": 3}
GROUP = {
    "kind": "one_of",
    "title": "Drejer eller fræser",
    "options": [{"competence": "cnc-fraesning", "level": "2"}, {"competence": "cnc-drejning"}],
}


def read(folder: Path, name: str, content: bytes) -> tuple[CompetencePlan, ...]:
    path = folder / name
    path.write_bytes(content)
    return load_plans(path, TAXONOMY).plans


def test_json_and_yaml_give_the_same_plan(tmp_path: Path) -> None:
    content = plan(need(by="2027-01-31", headcount="2", requirements=[GROUP]))
    as_yaml = yaml.safe_dump(json.loads(content), allow_unicode=True).encode()
    (one,) = read(tmp_path, "p.json", content)
    assert read(tmp_path, "p.yaml", as_yaml) == (one,)
    assert (one.cvr, one.employees) == ("00000019", frozenset({"m1"}))
    assert (one.needs[0].by, one.needs[0].headcount) == (date(2027, 1, 31), 2)


def test_a_cvr_number_without_quotes_is_no_octal_number(tmp_path: Path) -> None:
    content = b"id: p\ncompany: A\ncvr: 00000124\nareas: [{id: a, title: A}]\n"
    assert is_cvr("00000124")
    assert read(tmp_path, "p.yaml", content)[0].cvr == "00000124"


def test_several_plans_in_one_file_come_sorted(tmp_path: Path) -> None:
    plans = [json.loads(plan(id=name)) for name in ("b", "a")]
    got = read(tmp_path, "p.json", json.dumps({"plans": plans}).encode())
    assert [p.id for p in got] == ["a", "b"]
    assert read(tmp_path, "p.yaml", b"plans: []") == ()


def test_the_company_s_own_word_on_a_competence_wins_over_the_profile(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "p.json", plan(need(requirements=[OWN, GROUP])))
    requirements = one.needs[0].requirements
    about = [r for r in requirements if Attainment("cnc-opstilling", 4) in r.options]
    assert [(r.kind, r.weight) for r in about] == [(LineKind.MUST, 3)]
    named = [r for r in requirements if len(r.options) == 1]
    assert sum(r.options[0].competence == "cnc-opstilling" for r in named) == 1
    kept = {r.key for r in profile_requirements(PROFILE)} - {"must:cnc-opstilling"}
    assert kept <= {r.key for r in requirements}
    assert len({r.key for r in requirements}) == len(requirements)


def test_a_group_holds_its_options_whatever_their_order(tmp_path: Path) -> None:
    turned = {**GROUP, "options": GROUP["options"][::-1]}
    (one,) = read(tmp_path, "p.json", plan(need(profile=None, requirements=[GROUP])))
    (two,) = read(tmp_path, "q.json", plan(need(profile=None, requirements=[turned])))
    assert one == two
    (group,) = one.needs[0].hard
    assert group.options == (Attainment("cnc-drejning", 1), Attainment("cnc-fraesning", 2))


def test_script_in_a_title_is_plain_text(tmp_path: Path) -> None:
    title = "<script>alert('æ')</script> 👩‍🏭"
    (one,) = read(tmp_path, "p.json", plan(need(title=title), company=title))
    assert (one.company, one.needs[0].title) == (title, title)


def test_the_printed_schema_accepts_what_is_read() -> None:
    one = json.loads(plan(need(requirements=[OWN, GROUP], by="31-12-2026", headcount=3)))
    assert accepts(describe_files(FileKind.PLAN), one)
    assert accepts(describe_files(FileKind.PLAN), {"plans": [one]})
    assert not accepts(describe_files(FileKind.PLAN), one | {"alder": "18-30"})
    assert not accepts(describe_files(FileKind.PLAN), {"plans": [7]})


def with_jobs(*jobs: Mapping[str, object]) -> bytes:
    areas = [{"id": "a", "title": "A", "employees": ["m1", "m2"], "jobs": list(jobs)}]
    return json.dumps(json.loads(plan(need(area="a"))) | {"areas": areas}).encode()


def test_an_employee_s_job_is_read_like_a_need(tmp_path: Path) -> None:
    job = {"person": "m1", "title": "Passer", "profile": PROFILE.id, "requirements": [OWN]}
    (one,) = read(tmp_path, "p.json", with_jobs(job))
    (found,) = one.areas[0].jobs
    assert (found.person, found.title, found.profile) == ("m1", "Passer", PROFILE.id)
    assert Attainment("cnc-opstilling", 4) in {o for r in found.requirements for o in r.options}
    assert accepts(describe_files(FileKind.PLAN), json.loads(with_jobs(job)))


def test_every_fault_in_the_jobs_is_told(tmp_path: Path) -> None:
    jobs = (
        {"person": "fremmed", "title": "T", "profile": PROFILE.id},
        {"person": "m1", "title": "T"},
        {"person": "m2", "title": "T", "profile": "p-findes-ikke"},
        {"person": "m2", "title": "T", "profile": PROFILE.id},
    )
    with pytest.raises(WrongInputError) as caught:
        read(tmp_path, "p.json", with_jobs(*jobs))
    told = "\n".join(fault.problem for fault in caught.value.faults)
    assert "er ikke blandt fagområdets ansatte" in told
    assert "jobbet har hverken jobprofil eller krav" in told
    assert "jobprofilen findes ikke" in told
    assert told.count("den ansatte har mere end ét job") == 2
