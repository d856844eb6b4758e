"""ESCO's own files into the store and out again, and what is said of faulty ones."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from taxonomy.errors import FaultyDataError
from taxonomy.sources.esco import read_esco
from taxonomy.sources.esco_store import build_store, load_store, store_bytes

REAL = Path(__file__).parents[4] / "shared/data/esco"
BASE = "http://data.europa.eu/esco/"
BAKER, WELD = f"{BASE}occupation/b", f"{BASE}skill/w"
OCCUPATIONS = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,description"
SKILLS = "conceptType,conceptUri,preferredLabel,altLabels,description"
PAIRS = "occupationUri,relationType,skillType,skillUri"


def write(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    row = f'Occupation,{BAKER},7512,bager,"bagersvend\nbrødbager",,Bager brød'
    write(tmp_path, "occupations_da.csv", OCCUPATIONS, row)
    write(tmp_path, "occupations_sv.csv", OCCUPATIONS, f"Occupation,{BAKER},7512,bagare,,,")
    write(tmp_path, "skills_da.csv", SKILLS, f"Skill,{WELD},svejse,,")
    pair = f"{BAKER},essential,skill,{WELD}"
    write(tmp_path, "occupationSkillRelations_da.csv", PAIRS, pair, pair + "unknown")
    return tmp_path


def test_a_small_folder_goes_into_the_store_and_out(folder: Path, tmp_path: Path) -> None:
    release = read_esco(folder, ["da", "sv", "no"])
    path = tmp_path / "esco.npz"
    path.write_bytes(store_bytes(release))
    store = load_store(path)
    assert store.languages == ("da", "sv")
    assert store.text(BAKER, "da").alternatives == ("bagersvend", "brødbager")
    assert store.text(BAKER, "sv").label == "bagare"
    assert store.text(WELD, "sv").label == ""
    assert store.codes[store.index[BAKER]] == "7512"
    assert store.relations["occupationSkillRelations"].tolist() == [[0, 1, 1]]
    assert store.hash == build_store(release).hash
    assert any("«no»" in notice for notice in release.notices)
    assert any("1 relationer" in notice for notice in release.notices)


def test_every_fault_is_told_with_file_line_and_field(folder: Path) -> None:
    rows = (
        f"Occupation,{BAKER},1,a,,,",
        f"Occupation,{BAKER},1,b,,,",
        "Occupation,x,1,c,,,",
        "a,b",
    )
    write(folder, "occupations_da.csv", OCCUPATIONS, *rows)
    write(folder, "skills_da.csv", "conceptUri,altLabels,description", "x,y,z")
    with pytest.raises(FaultyDataError) as caught:
        read_esco(folder, ["da"])
    places = {(fault.file, fault.line, fault.field) for fault in caught.value.faults}
    assert ("occupations_da.csv", 3, "conceptUri") in places
    assert ("occupations_da.csv", 4, "conceptUri") in places
    assert ("occupations_da.csv", 5, "") in places
    assert ("skills_da.csv", 1, "preferredLabel") in places


def test_a_folder_without_esco_and_bytes_that_are_not_text_are_faults(tmp_path: Path) -> None:
    with pytest.raises(FaultyDataError, match="ingen ESCO-filer"):
        read_esco(tmp_path, ["da"])
    (tmp_path / "skills_da.csv").write_bytes(b"conceptUri\n\xff")
    with pytest.raises(FaultyDataError, match="UTF-8"):
        read_esco(tmp_path, ["da"])


def test_a_broken_or_pickled_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "esco.npz"
    path.write_bytes(b"PK no zip")
    with pytest.raises(FaultyDataError):
        load_store(path)
    np.savez(path, format=np.array([{"a": 1}], dtype=object))
    with pytest.raises(FaultyDataError):
        load_store(path)


def test_the_official_files_are_read_whole() -> None:
    if not REAL.is_dir():
        pytest.skip("ESCO's filer er her ikke: ../shared/data/esco")
    store = build_store(read_esco(REAL, ["da", "en"]))
    assert store.count("occupations") == 2942
    assert store.count("skills") > 13_000
    assert len(store.relations["occupationSkillRelations"]) > 100_000
