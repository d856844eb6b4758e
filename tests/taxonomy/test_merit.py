"""Merit is read with its source, and what we propose ourselves follows the stated derivation."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from taxonomy.concepts import Confidence, Status
from taxonomy.errors import FaultyDataError
from taxonomy.loading import data_folder
from taxonomy.merit import FILE, derive_merit, load_merit

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.snapshot import Taxonomy


def test_our_own_rows_are_the_derivation_and_are_marked_as_proposals(taxonomy: Taxonomy) -> None:
    rows = load_merit(taxonomy)
    own = [row for row in rows if row.origin.status is Status.PROPOSAL]
    assert own == list(derive_merit(taxonomy, date(2026, 11, 22)))
    assert all(row.origin.confidence is Confidence.LOW for row in own)
    assert all("ingen kilde" in row.note_da for row in own)
    assert len(rows) > 50


def test_nothing_official_is_claimed_without_a_source_of_its_own(taxonomy: Taxonomy) -> None:
    for row in load_merit(taxonomy):
        if row.origin.status is not Status.PROPOSAL:
            assert "own" not in row.origin.sources


def test_every_course_of_a_row_gives_only_what_the_programme_gives(taxonomy: Taxonomy) -> None:
    for row in load_merit(taxonomy):
        given = {o.competence: o.level for o in taxonomy.programmes[row.programme].outcomes}
        outcomes = taxonomy.modules[row.module].outcomes
        assert all(given.get(o.competence, 0) >= o.level for o in outcomes)


def test_faults_are_told_all_at_once(taxonomy: Taxonomy, tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    shutil.copy(data_folder() / FILE, tmp_path / FILE)
    with (tmp_path / FILE).open("a", encoding="utf-8") as stream:
        stream.write("m-ukendt,e-ukendt,,99,ukendt,2026-13-01,low,forslag,\n")
    with pytest.raises(FaultyDataError) as error:
        load_merit(taxonomy, tmp_path)
    assert {fault.field for fault in error.value.faults} == {
        "module", "programme", "weeks", "source", "as_of", "note_da",
    }  # fmt: skip
    assert load_merit(taxonomy, tmp_path / "tom") == ()
