"""The product's own data, and what the hash and the snapshot promise."""

from __future__ import annotations

import dataclasses
import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from taxonomy.concepts import ModuleKind, Status
from taxonomy.errors import NotFoundError
from taxonomy.loading import data_folder, load_taxonomy
from tests.taxonomy.small_data import COMPETENCES, FILES, MODULES, PRICE, change, write_data

if TYPE_CHECKING:
    from pathlib import Path


def _shuffle_rows(folder: Path, seed: int) -> None:
    order = random.Random(seed)
    for name in FILES.keys() - {PRICE}:
        path = folder / name
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        order.shuffle(rows)
        path.write_text("\n".join([header, *rows, ""]), encoding="utf-8")


def test_the_products_own_data_loads() -> None:
    taxonomy = load_taxonomy()
    assert taxonomy.competences
    assert taxonomy.modules
    assert taxonomy.profiles
    assert taxonomy.parameters
    assert taxonomy.id == f"kompetencematch-{taxonomy.hash}"


def test_the_same_data_gives_the_same_hash_every_time() -> None:
    assert load_taxonomy().hash == load_taxonomy(data_folder()).hash


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(tmp_path: Path, seed: int) -> None:
    before = load_taxonomy(write_data(tmp_path)).hash
    _shuffle_rows(tmp_path, seed)
    assert load_taxonomy(tmp_path).hash == before


def test_the_order_and_names_of_files_do_not_matter(tmp_path: Path) -> None:
    folder = write_data(tmp_path)
    before = load_taxonomy(folder).hash
    header, *rows = (folder / MODULES).read_text(encoding="utf-8").splitlines()
    for name, part in (("zz", rows[:2]), ("aa", rows[2:])):
        content = "\n".join([header, *part, ""])
        (folder / MODULES).with_stem(name).write_text(content, encoding="utf-8")
    (folder / MODULES).unlink()
    assert load_taxonomy(folder).hash == before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (COMPETENCES, "Kan fræse.", "Kan fræsr."),
        (COMPETENCES, "spåner", "spåneR"),
        (MODULES, "Enkle tegninger", "Enkle tegninges"),
        (MODULES, ",10,", ",11,"),
        (PRICE, "218", "219"),
        (PRICE, "2026-12-31", "2026-12-30"),
    ],
)
def test_one_changed_letter_gives_another_hash(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    before = load_taxonomy(write_data(tmp_path))
    change(tmp_path, file, old, new)
    after = load_taxonomy(tmp_path)
    assert after.hash != before.hash
    assert after.id != before.id


def test_a_copy_of_the_products_data_gives_the_same_hash(tmp_path: Path) -> None:
    copy = tmp_path / "data"
    for part in ("taxonomy", "rules"):
        shutil.copytree(data_folder() / part, copy / part)
    assert load_taxonomy(copy).hash == load_taxonomy().hash


def test_the_snapshot_cannot_be_changed() -> None:
    taxonomy = load_taxonomy()
    module: Any = next(iter(taxonomy.modules.values()))
    modules: Any = taxonomy.modules
    with pytest.raises(dataclasses.FrozenInstanceError):
        module.days = 1
    with pytest.raises(TypeError):
        modules["m-ny"] = module
    with pytest.raises(AttributeError):
        module.outcomes.append("mere")


def test_a_competence_is_found_by_id_label_and_synonym(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write_data(tmp_path))
    for term in ("drejning", "cnc-DREJNING", "Drejer"):
        assert taxonomy.competence(term).id == "drejning"


def test_an_unknown_word_names_the_nearest(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write_data(tmp_path))
    with pytest.raises(NotFoundError, match="tegningslæsning"):
        taxonomy.competence("tegningslæsningg")


def test_a_programme_becomes_a_course_that_tells_its_note(tmp_path: Path) -> None:
    module = load_taxonomy(write_data(tmp_path)).modules["e-tekniker"]
    assert (module.kind, module.days, module.days_from_source) == (ModuleKind.EUV, 175, True)
    assert module.origin.status is Status.NAMED
    assert module.description_da.startswith("Ordningen er afløst. Fuld skoletid uden afkortning")
    assert module.description_da.endswith("Grundlag: BEK 1 af 2015.")


def test_no_length_from_a_replaced_order_is_shown_without_saying_so() -> None:
    taxonomy = load_taxonomy()
    old = [p for p in taxonomy.programmes.values() if p.source_year in {"2014", "2015"}]
    assert len(old) >= 10
    for programme in old:
        told = taxonomy.modules[programme.id].description_da
        assert told.startswith(f"Længden er fra {programme.source_year}-ordningen")
        assert "afløst" in told
        assert "ikke kontrolleret mod den gældende" in told
