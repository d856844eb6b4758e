"""What tells who somebody is is hidden, and what they can is left."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.protected import hide_protected


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("skriv til bo@opdigtet.example nu", "bo@opdigtet.example"),
        ("www.opdigtet.example/bo", "opdigtet"),
        ("Tlf. 11 22 33 44", "11 22"),
        ("mobil: +45 1122 3344", "1122"),
        ("ring 11223344 i dag", "11223344"),
        ("Opdigtevej 12, 2. tv", "Opdigtevej 12"),
        ("9999 Opdigt Nord\n", "Opdigt"),
        ("2000 Frederiksberg", "Frederiksberg"),
        ("Født den 1. maj 1980 i Opdigt", "1980"),
        ("f. 01.05.80", "01.05.80"),
        ("Jeg er 45 år og svejser", "45"),
        ("58-årig smed", "58"),
        ("gift med Ida, tre børn", "Ida"),
        ("gift, 2 børn", "børn"),
        ("Nationalitet: opdigtansk", "opdigtansk"),
        ("polsk statsborger", "polsk"),
        ("Civilstand: enlig", "enlig"),
        ("Navn: Bo Smed", "Bo Smed"),
        ("Navn\tBo Smed", "Bo Smed"),
        ("Bo Opdigtet Smed\nSvejser siden 2019", "Bo Opdigtet"),
        ("CV - Bo Opdigtet\nsvejsning", "Bo Opdigtet"),
        ("Hej, jeg hedder Bo Smed og kan svejse", "Bo Smed"),
        ("Mvh\nBo Smed", "Bo Smed"),
        ("Kontakt\nBo på lageret\nSprog\ndansk", "Bo på lageret"),
        ("Referencer\nIda Opdigtet, chef", "Ida"),
    ],
)
def test_what_tells_who_somebody_is_is_hidden(text: str, secret: str) -> None:
    hidden = hide_protected(text)
    assert secret not in hidden.text
    assert hidden.hidden
    assert len(hidden.text) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "2015-2018 Smed", "2018 Opdigtet Smedie", "Erfaren Svejser", "CNC Operatør\nsvejsning",
        "Modersmål: dansk", "har svejst i 10 år", "EN ISO 9606-1", "AMU 45113", "2 svejsere",
        "§ 17, 2016", "jeg er svejser", "Kurser\nLean", "MAG 135", "01/2015 - 12/2018",
    ],
)  # fmt: skip
def test_what_somebody_can_is_left(text: str) -> None:
    assert hide_protected(text).text == text


@given(st.text(max_size=300))
def test_places_stay(text: str) -> None:
    hidden = hide_protected(text).text
    assert len(hidden) == len(text)
    assert [n for n, c in enumerate(hidden) if c == "\n"] == [
        n for n, c in enumerate(text) if c == "\n"
    ]
