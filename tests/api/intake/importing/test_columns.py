"""Headers as real tables have them: recognised, near, private, chosen."""

from __future__ import annotations

import pytest

from api.intake.importing.columns import (
    FIELD_DA,
    IGNORE,
    OF_COMPETENCE,
    How,
    field_named,
    fold,
    is_private,
    looks_like_headers,
    recognise,
)
from api.intake.people import HEADERS
from tests.api.intake.reading import TAXONOMY

LONG = ("person", "kompetence", "niveau", "vist ved")


def fields(*header: str, **said: str) -> list[str]:
    return [c.field for c in recognise(header, TAXONOMY, said, {})]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Kompetencer", "statements"), ("KOMPETENCER:", "statements"),
        ("Færdigheder", "statements"), ("faerdigheder", "statements"),
        ("Erfaring", "jobs"), ("erhvervs-erfaring", "jobs"),
        ("Kursus 3", "courses"), ("Kurser", "courses"), ("Certifikat", "certificates"),
        ("certifikatter", "certificates"), ("Uddannelse(r)", "education"), ("Borger_ID", "id"),
        ("Kompentencer", "statements"), ("Work experience", "jobs"), ("Vurderet af", "judge"),
        ("TIG-svejsning", OF_COMPETENCE + "tig-svejsning"), ("Jobønsker", IGNORE),
    ],
)  # fmt: skip
def test_headers_are_recognised_as_people_write_them(header: str, field: str) -> None:
    assert fields(header)[0] == field


@pytest.mark.parametrize(
    ("header", "field"),
    [("Måneder", "months"), ("maaneder", "months"), ("Månedr", "months"), ("Udløber", "expires"),
     ("udlober", "expires"), ("Niveauer", "level"), ("Vist-ved", "kind"), ("Datoer", "shown"),
     ("Udenlandske", "foreign")],
)  # fmt: skip
def test_headers_beside_a_competence_may_be_nearly_right(header: str, field: str) -> None:
    assert fields("person", "kompetence", header)[2] == field


def test_every_header_of_a_people_file_is_understood() -> None:
    for field, words in HEADERS.items():
        others = [word for word in LONG if HEADERS.get(field, ("",))[0] != word]
        for word in words:
            header = [word, *(h for h in others if fields(h)[0] != field)]
            got = fields(*header, *(() if field == "competence" else ("kompetence",)))[0]
            assert got == field or word in {"certifikat", "kan"}, (word, got)


def test_in_a_table_of_evidence_certifikat_names_the_competence() -> None:
    assert fields("person", "certifikat", "niveau", "art") == ["id", "competence", "level", "kind"]
    assert fields("person", "certifikat") == ["id", "certificates"]


@pytest.mark.parametrize(
    "header",
    ["Navn", "Borgerens navn", "FORNAVN", "CPR", "CPR-nr.", "Cprnummer", "Personnummer", "Alder",
     "Fødselsdato (ddmmåå)", "Køn", "Adresse", "Bopælsadresse", "E-mail", "Mobil", "Mailadresse",
     "Telefonnr", "Nationalitet", "Ydelse", "Kontaktpersonens navn"],
)  # fmt: skip
def test_private_columns_are_never_read_whatever_is_chosen(header: str) -> None:
    assert is_private(header)
    for said in ({}, {header: "id"}, {header: "statements"}):
        (column,) = recognise([header], TAXONOMY, said, said)
        assert (column.field, column.how) == (IGNORE, How.PROTECTED)


def test_what_a_person_chose_wins_over_what_was_remembered_and_recognised() -> None:
    columns = recognise(("Kan dette", "Kurser"), TAXONOMY, {"kan dette": "jobs"},
                        {"Kan dette": "courses", "Kurser": "education"})  # fmt: skip
    assert [(c.field, c.how) for c in columns] == [
        ("jobs", How.CHOSEN), ("education", How.REMEMBERED)
    ]  # fmt: skip


def test_a_column_that_only_tells_about_a_competence_is_left_out_without_one() -> None:
    wide = recognise(("person", "kompetencer", "dato", "vurderet af"), TAXONOMY, {}, {})
    assert [c.field for c in wide] == ["id", "statements", IGNORE, "judge"]
    assert wide[2].how is How.UNUSED


def test_an_unknown_header_is_left_out_and_may_suggest_a_competence() -> None:
    (column,) = recognise(("TIG svejsnig",), TAXONOMY, {}, {})
    assert (column.how, column.near) == (How.UNKNOWN, "tig-svejsning")
    assert recognise(("Xyz",), TAXONOMY, {}, {})[0].how is How.UNKNOWN


def test_a_cpr_number_in_a_header_is_not_kept() -> None:
    (column,) = recognise(("010190-1234",), TAXONOMY, {}, {})
    assert column.header == "[uden navn]"


@pytest.mark.parametrize("name", FIELD_DA)
def test_a_field_may_be_named_in_danish_or_english(name: str) -> None:
    assert field_named(name, TAXONOMY) == field_named(FIELD_DA[name].upper(), TAXONOMY) == name


def test_a_competence_may_be_named_as_a_field() -> None:
    assert field_named("kompetence:CNC-drejning", TAXONOMY) == OF_COMPETENCE + "cnc-drejning"
    assert field_named("kompetence:findes-ikke", TAXONOMY) is None
    assert field_named("niveauet", TAXONOMY) is None


def test_two_known_words_make_a_row_of_headers() -> None:
    assert looks_like_headers(["Person", "", "Kompetencer"])
    assert not looks_like_headers(["Udtræk for person", "12", "CNC-drejning"])
    assert fold("Kursus  2.") == "kursus"
