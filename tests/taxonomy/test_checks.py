"""One planted fault at a time: each is told with its place, what is wrong and what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from taxonomy.loading import load_taxonomy
from tests.taxonomy.small_data import (
    COMPETENCES,
    FIELDS,
    FILES,
    LINES,
    MODULES,
    PRICE,
    PROFILES,
    PROGRAMMES,
    SOURCES,
    change,
    faults_in,
    write_data,
)

if TYPE_CHECKING:
    from pathlib import Path


class Planted(NamedTuple):
    """A change of one place, and words of the one fault that must be told about it."""

    name: str
    file: str
    old: str
    new: str
    problem: str
    remedy: str


GONE: Final = ("kompetencen findes ikke", "opret kompetencen")
RANGE: Final = ("er uden for 1-4", "Skriv kompetence:niveau")
ONE_LEVEL: Final = ("et certifikat har kun niveau 1", "Skriv niveau 1")
SLUG: Final = ("id har forkert form", "små bogstaver")
CODE: Final = ("kun et modul med status officiel", "Fjern koden, eller angiv kilden")
EMPTY: Final = ("feltet er tomt", "Skriv en værdi")
UNREADABLE: Final = "værdien kan ikke læses"
DAY: Final = "Skriv datoen som ÅÅÅÅ-MM-DD"
PERIOD: Final = ("overlapper den forrige", "begynde efter den forriges checked_until")
PARAMETER: Final = ("kan ikke læses som parameter", "Felter: id, title_da, unit")
RING: Final = ("går i ring", "Fjern et led")

FAULTS: Final = (
    Planted("broader that is not there", COMPETENCES, "r,,betjening,", "r,,nix,", *GONE),
    Planted("related that is not there", COMPETENCES, "tagning,tegning", "tagning,nix", *GONE),
    Planted("outcome that is not there", MODULES, "g,tegning:1", "g,nix:1", *GONE),
    Planted("prerequisite that is not there", MODULES, "& tegning", "& nix", *GONE),
    Planted("programme gives what is not there", PROGRAMMES, "drejning:3", "nix:3", *GONE),
    Planted("demand that is not there", LINES, "e,,fraesning", "e,,nix", *GONE),
    Planted(
        "line of no profile", LINES, "p-drejer,adv", "p-x,adv", "jobprofilen findes ikke", "Opret"
    ),
    Planted("broader of itself", COMPETENCES, "r,,betjening,", "r,,fraesning,", *RING),
    Planted("level 5", MODULES, "g,drejning:2", "g,drejning:5", *RANGE),
    Planted("level 0", MODULES, "& tegning:1", "& tegning:0", *RANGE),
    Planted("no level", MODULES, "g,tegning:1", "g,tegning", *RANGE),
    Planted("clause without space", MODULES, "drejning:1 & teg", "drejning:1&teg", *RANGE),
    Planted("certificate at level 2", MODULES, "asbest:1", "asbest:2", *ONE_LEVEL),
    Planted("certificate demanded at 2", LINES, "asbest,1", "asbest,2", *ONE_LEVEL),
    Planted("course gives a trait", MODULES, "g,tegning:1", "g,tegning:1|omhu:1", "træk", "trait"),
    Planted("skill as trait", LINES, "trait,,omhu", "trait,,tegning", "ikke et person", "must"),
    Planted("no source", MODULES, "tegninger.,own", "tegninger.,", "kilden mangler", "én kilde"),
    Planted("unknown source", PROFILES, "own,", "x,", "kilden findes ikke", "sources.csv"),
    Planted("line of unknown source", LINES, "3,,own", "3,,x", "kilden findes ikke", "sources"),
    Planted(
        "unknown field",
        COMPETENCES,
        "skill,cnc,CNC-fræsning",
        "skill,ost,CNC-fræsning",
        "fagfeltet findes ikke",
        "Lovlige: bevis, cnc, sikkerhed",
    ),
    Planted("id of capitals", SOURCES, "\nown,", "\nown,a,b,,2020-01-01,low,\nOwn2,", *SLUG),
    Planted("id with a space", FIELDS, "\nbevis,", "\nny ting,a,b\nbevis,", *SLUG),
    Planted("id twice", FIELDS, "\nbevis,", "\ncnc,a,b\nbevis,", "to gange", "Giv et andet id"),
    Planted("label in other casing", COMPETENCES, ",CNC-fræs", ",Cnc_drej", "bruges også", "Vælg"),
    Planted("synonym is a label", COMPETENCES, "fræser", "cnc drejning", "navnet på", "Fjern"),
    Planted("synonym is an id", COMPETENCES, "fræser", "Betjening", "aldrig findes her", "Fjern"),
    Planted("proposal with code", MODULES, ",,,Enkle t", ",123,,Enkle t", *CODE),
    Planted("proposal with fkb", MODULES, ",,,Enkle t", ",,2750,Enkle t", *CODE),
    Planted("official without code", MODULES, "22906", "", *CODE),
    Planted(
        "own title called named",
        MODULES,
        "tegninger.,own,2026-11-22,high,forslag",
        "tegninger.,own,2026-11-22,high,navngivet",
        "en titel uden kilde er et forslag",
        "brug status forslag",
    ),
    Planted("skill that expires", COMPETENCES, "re,,,,,,,", "re,,,,3,,,", "udløber", "tomt"),
    Planted("course gives nothing", MODULES, "g,tegning:1", "g,", "ingen kompetence", "mindst én"),
    Planted("unnamed group", LINES, "advantage,,", "one_of,,", "ét alternativ", "gruppenavn"),
    Planted("trait as must", LINES, "trait,,omhu,,", "must,,omhu,1,1", "træk", "linjen trait"),
    Planted("demand without level", LINES, "fraesning,1", "fraesning,", "mangler", "Niveau 1-4"),
    Planted("demand without weight", LINES, "fraesning,1,1", "fraesning,1,", "mangler", "vægt 1-3"),
    Planted("level unread", LINES, "drejning,2", "drejning,to", UNREADABLE, "helt tal fra 1 til 4"),
    Planted("weight 4", LINES, "drejning,2,3", "drejning,2,4", UNREADABLE, "fra 1 til 3"),
    Planted("demand nobody teaches", LINES, "drejning,2", "drejning,4", "intet modul", "Sænk"),
    Planted("wrong header", SOURCES, "publisher", "udgiver", "forkert overskrift", "id,title,pub"),
    Planted("too few cells", FIELDS, "sikkerhed,Sikkerhed,", "sikkerhed,", "2 felter", "anførsels"),
    Planted("bad date", SOURCES, "2026-11-22", "22-11-2026", UNREADABLE, DAY),
    Planted("no date", SOURCES, "2026-11-22", "", "datoen mangler", DAY),
    Planted("no such day", SOURCES, "2026-11-22", "2026-02-30", UNREADABLE, DAY),
    Planted("unknown confidence", SOURCES, "medium,\na", "sikker,\na", "ukendt værdi", "high, med"),
    Planted("unknown kind", MODULES, "m-tegning,amu", "m-tegning,kursus", "ukendt værdi", "amu, f"),
    Planted("unknown line kind", LINES, "advantage", "plus", "ukendt værdi", "must, one_of, adv"),
    Planted("unknown match", COMPETENCES, ",close,", ",near,", "ukendt nærhed", "exact, close"),
    Planted("unknown basis", MODULES, "10,forslag", "10,gæt", "ukendt grundlag", "kilde, forslag"),
    Planted("days unread", MODULES, ",10,", ",ti,", UNREADABLE, "helt tal fra 1 til 400"),
    Planted("no days at all", MODULES, ",10,", ",0,", UNREADABLE, "fra 1 til 400"),
    Planted("years unread", COMPETENCES, ",5,", ",fem,", UNREADABLE, "helt tal fra 1 til 50"),
    Planted("empty title", MODULES, "Tegning,Drawing", ",Drawing", *EMPTY),
    Planted("empty definition", COMPETENCES, "Kan fræse.", "", *EMPTY),
    Planted("weeks unread", PROGRAMMES, "20,15", "20,femten", UNREADABLE, "Skriv et tal"),
    Planted("weeks below zero", PROGRAMMES, "20,15", "20,-15", UNREADABLE, "Skriv et tal"),
    Planted("weeks not a number", PROGRAMMES, "20,15", "20,nan", UNREADABLE, "Skriv et tal"),
    Planted("periods unread", PROGRAMMES, "10+5", "10+x", UNREADABLE, "tal med + imellem"),
    Planted("neither yes nor no", PROGRAMMES, "no,yes", "no,ja", "hverken ja", "yes eller no"),
)
# One unread cell or line leaves something missing elsewhere, which is told too.
WITH_CONSEQUENCES: Final = frozenset(
    {"level 5", "no level", "level unread", "weight 4", "wrong header", "too few cells"}
)
PARAMETER_FAULTS: Final = (
    Planted("overlapping periods", PRICE, "2026-01-01", "2024-12-31", *PERIOD),
    Planted("period ends before it begins", PRICE, "2026-12-31", "2025-12-31", *PERIOD),
    Planted("date as text", PRICE, "2026-01-01", '"2026-01-01"', *PARAMETER),
    Planted("value as text", PRICE, "218", "meget", *PARAMETER),
    Planted("no confidence", PRICE, "medium", "sikker", *PARAMETER),
    Planted("field left out", PRICE, "unit: kr. pr. dag\n", "", *PARAMETER),
    Planted("not yaml", PRICE, "values:", "values: [", *PARAMETER),
    Planted("id of another file", PRICE, "amu/pris", "amu/takst", "filens navn", "id: amu/pris"),
)


def test_the_small_data_is_in_order(tmp_path: Path) -> None:
    taxonomy = load_taxonomy(write_data(tmp_path))
    assert set(taxonomy.modules) >= {"m-drejning-1", "e-tekniker"}
    assert "e-gammel" not in taxonomy.modules


@pytest.mark.parametrize("planted", FAULTS, ids=lambda planted: planted.name)
def test_a_planted_fault_is_told_alone_with_place_problem_and_remedy(
    tmp_path: Path, planted: Planted
) -> None:
    write_data(tmp_path)
    line = change(tmp_path, planted.file, planted.old, planted.new)
    lines = range(line, line + planted.new.count("\n") + 1)
    told = [f for f in faults_in(tmp_path) if planted.problem in f.problem]
    (fault,) = told if planted.name in WITH_CONSEQUENCES else faults_in(tmp_path)
    assert planted.problem in fault.problem
    assert planted.remedy in fault.remedy
    assert (fault.file, fault.line in lines) == (planted.file, True)
    assert f"{planted.file}, linje {fault.line}" in str(fault)


@pytest.mark.parametrize("planted", PARAMETER_FAULTS, ids=lambda planted: planted.name)
def test_a_fault_in_a_parameter_is_told_with_its_file(tmp_path: Path, planted: Planted) -> None:
    write_data(tmp_path)
    change(tmp_path, planted.file, planted.old, planted.new)
    (fault,) = faults_in(tmp_path)
    assert fault.file == PRICE
    assert planted.problem in fault.problem
    assert planted.remedy in fault.remedy


def test_a_cycle_in_broader_names_its_members(tmp_path: Path) -> None:
    write_data(tmp_path)
    line = change(tmp_path, COMPETENCES, "passe maskinen.,NC,,,", "passe maskinen.,NC,,drejning,")
    (fault,) = faults_in(tmp_path)
    assert (fault.file, fault.line) == (COMPETENCES, line)
    assert fault.found == "betjening → drejning → betjening"
    assert "går i ring" in fault.problem


def test_prerequisites_in_a_ring_name_the_courses_of_the_ring(tmp_path: Path) -> None:
    write_data(tmp_path)
    change(tmp_path, LINES, "drejning,2", "drejning,1")
    line = change(tmp_path, MODULES, "g,betjening:1,,", "g,betjening:1,drejning:2,")
    change(tmp_path, PROGRAMMES, "no,yes", "no,no")
    faults = faults_in(tmp_path)
    first = next(fault for fault in faults if fault.line == line)
    assert first.problem == "forudsætningerne går i ring gennem m-drejning-2"
    assert first.found == "drejning:2"
    assert "Sænk forudsætningen" in first.remedy
    assert {fault.file for fault in faults} == {MODULES, LINES}


def test_a_course_that_nobody_can_ever_take_is_told(tmp_path: Path) -> None:
    write_data(tmp_path)
    line = change(tmp_path, MODULES, "drejning:1,betjening:1", "drejning:1,betjening:1 & asbest:1")
    change(tmp_path, MODULES, "2,kilde,asbest:1,", "2,kilde,tegning:2,")
    fault = next(fault for fault in faults_in(tmp_path) if fault.line == line)
    assert fault.problem == "modulet kan aldrig tages: intet modul giver forudsætningen"
    assert fault.found == "asbest:1"
    assert "opret et modul" in fault.remedy


def test_a_group_is_in_order_when_one_alternative_can_be_taught(tmp_path: Path) -> None:
    write_data(tmp_path)
    change(tmp_path, LINES, "baggrund,tegning,1", "baggrund,tegning,4")
    assert load_taxonomy(tmp_path).profiles["p-drejer"].lines
    change(tmp_path, LINES, "baggrund,asbest", "baggrund,spaantagning")
    change(tmp_path, LINES, "spaantagning,1", "spaantagning,4")
    (fault,) = faults_in(tmp_path)
    assert fault.found == "tegning:4 / spaantagning:4"


def test_a_group_with_one_alternative_is_told(tmp_path: Path) -> None:
    write_data(tmp_path)
    change(tmp_path, LINES, "one_of,baggrund,asbest", "advantage,,asbest")
    (fault,) = faults_in(tmp_path)
    assert (fault.file, fault.line, fault.found) == (LINES, 3, "baggrund")
    assert fault.problem == "gruppen har kun ét alternativ"
    assert "mindst to linjer" in fault.remedy


def test_a_profile_without_demands_is_told(tmp_path: Path) -> None:
    write_data(tmp_path)
    change(tmp_path, LINES, "must,,drejning", "advantage,,drejning")
    change(tmp_path, LINES, "one_of,baggrund,tegning", "advantage,,tegning")
    change(tmp_path, LINES, "one_of,baggrund,asbest", "advantage,,asbest")
    (fault,) = faults_in(tmp_path)
    assert (fault.file, fault.line, fault.found) == (PROFILES, 2, "p-drejer")
    assert fault.problem == "profilen har ingen krav"


def test_the_same_national_code_at_two_courses_is_told(tmp_path: Path) -> None:
    folder = write_data(tmp_path)
    path = folder / MODULES
    again = path.read_text(encoding="utf-8").splitlines()[-1].replace("m-asbest", "m-asbest-igen")
    path.write_text(FILES[MODULES] + again + "\n", encoding="utf-8")
    (fault,) = faults_in(folder)
    assert (fault.field, fault.found) == ("national_code", "22906")
    assert fault.problem == "koden bruges også af m-asbest"


@pytest.mark.parametrize("file", sorted(FILES.keys() - {PRICE, FIELDS, SOURCES}))
def test_a_missing_file_is_told_with_the_header_it_must_have(tmp_path: Path, file: str) -> None:
    folder = write_data(tmp_path)
    (folder / file).unlink()
    fault = next(fault for fault in faults_in(folder) if fault.problem == "filen mangler")
    assert fault.file.rsplit("/", 1)[0] == file.rsplit("/", 1)[0]
    assert fault.remedy.startswith("Opret den med overskriften ")


def test_a_folder_that_is_not_ours_is_not_an_empty_taxonomy(tmp_path: Path) -> None:
    assert {fault.problem for fault in faults_in(tmp_path)} == {"filen mangler"}


@pytest.mark.parametrize("content", ["id,name_da,name_en\ncnc,sm\xf8r,b\n", 'id,"name\n'])
def test_a_file_that_is_not_csv_in_utf8_is_told(tmp_path: Path, content: str) -> None:
    folder = write_data(tmp_path)
    (folder / FIELDS).write_bytes(content.encode("latin-1"))
    fault = next(fault for fault in faults_in(folder) if fault.file == FIELDS)
    assert fault.problem in {"filen kan ikke læses", "forkert overskrift"}
    assert fault.remedy


def test_several_faults_are_told_at_once_in_file_order(tmp_path: Path) -> None:
    folder = write_data(tmp_path)
    change(folder, MODULES, ",10,", ",ti,")
    change(folder, MODULES, "22906", "")
    change(folder, SOURCES, "2026-11-22", "i dag")
    change(folder, LINES, "e,,fraesning", "e,,nix")
    change(folder, PRICE, "218", "meget")
    faults = faults_in(folder)
    assert [fault.file for fault in faults] == [PRICE, MODULES, MODULES, LINES, SOURCES]
    assert list(faults) == sorted(faults)


def test_a_programme_that_is_also_a_course_has_its_fault_told_once(tmp_path: Path) -> None:
    folder = write_data(tmp_path)
    change(folder, PROGRAMMES, "drejning:3", "omhu:3")
    (fault,) = faults_in(folder)
    assert (fault.file, fault.field, fault.found) == (PROGRAMMES, "outcomes", "omhu")
