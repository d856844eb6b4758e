"""Profiles for an assessment: read in Danish, refused with every fault, nothing private kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from api.errors import WrongInputError
from api.intake.criteria import load_criteria
from api.intake.rkv_profile import born_before, load_profile
from matcher.rules.credit import Rating
from matcher.rules.criteria import EducationKind
from matcher.rules.profile import Individual
from taxonomy.concepts import Attainment
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.errors import Fault
    from taxonomy.snapshot import Taxonomy

EXAMPLES = data_folder() / "examples" / "rkv"
PROFILES = sorted((EXAMPLES / "profiler").glob("*.yaml"))


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "profil.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def _faults(tmp_path: Path, taxonomy: Taxonomy, text: str, *, rows: bool = False) -> list[Fault]:
    used = load_criteria(EXAMPLES / "industritekniker-maskin.yaml", taxonomy)[0] if rows else None
    with pytest.raises(WrongInputError) as caught:
        load_profile(_write(tmp_path, text), taxonomy, used)
    return list(caught.value.faults)


@pytest.mark.parametrize("path", PROFILES, ids=lambda p: p.stem)
def test_the_examples_can_be_read(path: Path, taxonomy: Taxonomy) -> None:
    used, _ = load_criteria(EXAMPLES / "industritekniker-maskin.yaml", taxonomy)
    read, notices = load_profile(path, taxonomy, used)
    assert read.person.startswith("rkv-")
    assert notices == ()
    assert "opdigtet" in path.read_text(encoding="utf-8").lower()


def test_what_is_told_is_read(taxonomy: Taxonomy) -> None:
    read, _ = load_profile(EXAMPLES / "profiler" / "lang-erfaring.yaml", taxonomy)
    assert read.euv.birth_date == date(1984, 5, 12)
    assert read.euv.earlier_education is False
    assert read.admission.danish == 4
    second = read.jobs[1]
    assert (second.first, second.last, second.hours) == (date(2018, 8, 1), None, 37)
    assert Attainment("cnc-betjening", 3) in second.competences  # the broader one follows
    assert read.educations[0].kind is EducationKind.AMU
    assert read.educations[0].code == "EKS-901"
    assert {r.rating for r in read.ratings} == {Rating.YES}
    assert read.individual[1] == Individual(
        "D2", "samtale om materialelære", "materialer", main_weeks=1, accepted=False,
        by="RKV-ansvarlig", on=date(2025, 5, 21),
    )  # fmt: skip


def test_what_the_tasks_tell_about_the_person_is_hidden(tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = "person: p-1\njob:\n  - {id: j1, fra: 2020-01-01, opgaver: 'CNC; tlf. 12 34 56 78'}\n"
    read, _ = load_profile(_write(tmp_path, text), taxonomy)
    assert read.jobs[0].tasks_da.startswith("CNC")
    assert "12 34" not in read.jobs[0].tasks_da


@pytest.mark.parametrize(
    "text",
    [
        "person: 010190-1234\n",
        "person: p-1\njob:\n  - {id: j1, fra: 2020-01-01, opgaver: 'cpr 010190-1234'}\n",
        "person: p-1\nskole: '0101901234'\n",
        "person: p-1\nuddannelser:\n  - {id: u1, art: AMU, titel: '010190 1234'}\n",
    ],
)
def test_a_cpr_number_is_refused_and_never_repeated(
    text: str, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    told = "\n".join(map(str, _faults(tmp_path, taxonomy, text)))
    assert "CPR" in told
    assert "1234" not in told


@pytest.mark.parametrize("field", ["navn", "cpr", "køn", "adresse", "helbred"])
def test_what_may_not_be_told_has_no_field(field: str, tmp_path: Path, taxonomy: Taxonomy) -> None:
    faults = _faults(tmp_path, taxonomy, f"person: p-1\n{field}: noget privat\n")
    assert "privat" not in str(faults[0])
    assert faults[0].remedy == "Fjern feltet fra filen"


def test_all_faults_are_told_at_once_with_their_line(tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = """\
person: p-1
euv: {fødselsdag: 1990-01-01, rkv_gennemført: måske}
adgang: {skala: 12}
job:
  - {id: x, fra: 2022-01-01, til: 2021-01-01, kompetencer: ["cnc-drejning:7"]}
  - {id: x, fra: ""}
uddannelser:
  - {id: x, art: PHD, titel: ""}
"""
    told = "\n".join(map(str, _faults(tmp_path, taxonomy, text)))
    for problem in ("Mente du fødselsdato", "er ikke en af de lovlige værdier", "linje 8"):
        assert problem in told, told
    assert "adgang.skala" in told
    kept = text.replace('art: PHD, titel: ""', "art: AMU, titel: t")
    told = "\n".join(map(str, _faults(tmp_path, taxonomy, kept)))
    for problem in (
        "niveauet er ikke", "jobbet slutter, før det begynder", "feltet er tomt",
        "mere end én gang",
    ):  # fmt: skip
        assert problem in told, told


def test_a_rating_of_a_row_that_is_not_there_names_the_nearest(
    tmp_path: Path, taxonomy: Taxonomy
) -> None:
    text = """\
person: p-1
job: [{id: j1, fra: 2020-01-01, kriterier: [B22]}]
vurderinger: [{kriterium: A9, vurdering: ja}]
individuel: [{id: C1, grundlag: x}]
ønsker_ikke: [intet]
"""
    told = "\n".join(map(str, _faults(tmp_path, taxonomy, text, rows=True)))
    for problem in ("Mente du B2?", "vurderinger[0].kriterium", "id er også en række i bilaget",
                    "ønsker_ikke[0]"):  # fmt: skip
        assert problem in told, told
    assert load_profile(_write(tmp_path, text), taxonomy)[0].ratings[0].criterion == "A9"


@pytest.mark.parametrize("text", ["- a\n", "hej\n", "{}\n", "person: p-1\neuv: [1]\n"])
def test_what_is_no_profile_is_refused(text: str, tmp_path: Path, taxonomy: Taxonomy) -> None:
    assert _faults(tmp_path, taxonomy, text)


def test_a_birth_date_after_the_start_is_refused_without_being_told(
    tmp_path: Path, taxonomy: Taxonomy
) -> None:
    path = _write(tmp_path, "person: p-1\neuv: {fødselsdato: 2031-01-01}\n")
    profile, _ = load_profile(path, taxonomy)
    with pytest.raises(WrongInputError) as caught:
        born_before(profile, date(2030, 12, 31), path.name)
    assert "2031" not in str(caught.value)
    born_before(profile, date(2031, 1, 1), path.name)
