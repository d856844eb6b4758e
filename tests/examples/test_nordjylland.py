"""The example region: what is said about it is what stands in the files."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from api.intake.plans import load_plans
from api.services.build_example import build_example
from api.services.region import Region, load_region
from tests.conftest import ON

if TYPE_CHECKING:
    from matcher.facts import CompetencePlan
    from taxonomy.snapshot import Taxonomy

EXAMPLES: Final = Path(__file__).parents[2] / "data" / "examples"
FOLDER: Final = EXAMPLES / "nordjylland"
FILES: Final = sorted(path for path in EXAMPLES.rglob("*") if path.is_file())
CPR_LIKE: Final = re.compile(r"(?<!\d)\d{6}[-\s]?\d{4}(?!\d)")


@pytest.fixture(scope="module")
def region(taxonomy: Taxonomy) -> Region:
    return load_region(FOLDER / "planer.yaml", FOLDER / "personer.csv", taxonomy, ON)


@pytest.fixture(scope="module")
def tracks(taxonomy: Taxonomy) -> CompetencePlan:
    (plan,) = load_plans(FOLDER / "forloeb.yaml", taxonomy).plans
    return plan


def test_164_people_of_whom_80_are_employees(region: Region) -> None:
    """84 unemployed and 80 employees, as many as the project aimed at."""
    people = {person.id for person in region.people}
    assert people == {f"nj-{n:03}" for n in range(1, 165)}
    employed = [e for plan in region.plans for area in plan.areas for e in area.employees]
    assert len(employed) == 80
    assert len(set(employed)) == 80
    assert set(employed) <= people


def test_five_companies_with_two_to_four_trade_areas_and_sixteen_needs(region: Region) -> None:
    assert {plan.id: len(plan.areas) for plan in region.plans} == {
        "fjordspaan": 3,
        "vendsyssel-robot": 3,
        "himmer-maskin": 2,
        "thy-rustfri": 3,
        "hanstholm-vind": 2,
    }
    assert len(region.needs) == 16
    assert all(need.hard for need, _ in region.needs.values())
    assert all(need.by is not None and need.by > ON for need, _ in region.needs.values())


def test_every_trade_area_has_people_and_a_need(region: Region) -> None:
    for plan in region.plans:
        assert {need.area for need in plan.needs} == {area.id for area in plan.areas}
        assert all(len(area.employees) >= 5 for area in plan.areas)


def test_the_project_has_two_tracks_and_six_courses(tracks: CompetencePlan) -> None:
    assert [area.title for area in tracks.areas] == [
        "CNC-spåntagende bearbejdning",
        "CNC-maskin- og robotteknik, programmering og automation",
    ]
    assert [(need.id, need.area) for need in tracks.needs] == [
        ("forloeb-1", "spor-1"),
        ("forloeb-2", "spor-1"),
        ("forloeb-3", "spor-1"),
        ("forloeb-4", "spor-2"),
        ("forloeb-5", "spor-2"),
        ("forloeb-6", "spor-2"),
    ]
    assert sum(need.headcount for need in tracks.needs) == 84


@pytest.mark.parametrize("folder", ["nordjylland", "oestjylland"])
def test_every_company_is_said_to_be_made_up(taxonomy: Taxonomy, folder: str) -> None:
    plans = load_plans(EXAMPLES / folder / "planer.yaml", taxonomy).plans
    assert all(plan.company.endswith("(opdigtet)") for plan in plans)
    assert all(plan.cvr.startswith("0000") for plan in plans)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(EXAMPLES)))
def test_nothing_in_the_examples_looks_like_a_cpr_number(path: Path) -> None:
    assert CPR_LIKE.findall(path.read_text(encoding="utf-8")) == []


def test_the_generator_writes_the_committed_files_again(taxonomy: Taxonomy, tmp_path: Path) -> None:
    shutil.copy(FOLDER / "planer.yaml", tmp_path)
    planted = build_example(tmp_path, taxonomy)
    for name in ("personer.csv", "sandhed.csv"):
        written, committed = (folder / name for folder in (tmp_path, FOLDER))
        assert written.read_bytes() == committed.read_bytes(), f"build {name} again, see README"
    assert len(planted) == 164


def test_every_story_of_the_generator_is_there(taxonomy: Taxonomy) -> None:
    """Ready, one or two courses away, an expired certificate, and thin profiles."""
    rows = (FOLDER / "sandhed.csv").read_text(encoding="utf-8").splitlines()[1:]
    told = [row.split(",") for row in rows]
    assert {story for *_, story in told} == {"ready", "course", "expired", "thin"}
    packages = [package.split("|") for _, _, package, _ in told if package]
    assert {len(package) for package in packages} == {1, 2}
    assert {module for package in packages for module in package} <= taxonomy.modules.keys()
