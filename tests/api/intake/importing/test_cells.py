"""Cells as people write them: several things, levels in words, lengths and dates."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.importing.cells import Item, items, level_by_length, months_of
from taxonomy.concepts import LEVEL_NAMES


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("CNC-drejning (rutineret)", {"name": "CNC-drejning", "level": 2}),
        ("TIG: 3", {"name": "TIG", "level": 3}),
        ("TIG, niveau 0", {"name": "TIG", "level": 0}),
        ("TIG på avanceret niveau", {"name": "TIG", "level": 3}),
        ("drejer - 3 år", {"name": "drejer", "months": 36}),
        ("drejer, 2,5 års erfaring", {"name": "drejer", "months": 30}),
        ("lager 1½ år", {"name": "lager", "months": 18}),
        ("lager 18 mdr.", {"name": "lager", "months": 18}),
        ("Kran, gyldig til 1/2-2027", {"name": "Kran", "expires": date(2027, 2, 1)}),
        ("truck udløbet 2021", {"name": "truck", "expires": date(2021, 1, 1), "year_only": True}),
        ("Hygiejne 2019-03-14", {"name": "Hygiejne", "shown": date(2019, 3, 14)}),
        ("Lager 2 år (2015)", {"name": "Lager", "months": 24, "shown": date(2015, 1, 1),
                               "year_only": True}),
        ("smed, 11 år (2024)", {"name": "smed", "months": 132, "shown": date(2024, 1, 1),
                                "year_only": True}),
        ("ISO 9001", {"name": "ISO 9001"}),
        ("Svejsning 31/2-2021", {"name": "Svejsning 31/2-2021"}),
        ("rutineret", {"name": "rutineret"}),
        ("20 tons kran", {"name": "20 tons kran"}),
        ("lager 99 år", {"name": "lager", "months": None}),
    ],
)  # fmt: skip
def test_what_is_told_about_a_thing_is_taken_off_its_name(cell: str, told: dict[str, Any]) -> None:
    (item,) = items(cell)
    assert item == Item(0, len(cell), **told)


def test_a_cell_is_split_into_its_things() -> None:
    cell = "- TIG, MAG (rustfrit, sort); kran\n* truck,  drejer, 5 år\n2) måling • 5S"
    assert [item.name for item in items(cell)] == [
        "TIG", "MAG (rustfrit, sort)", "kran", "truck", "drejer", "måling", "5S"
    ]  # fmt: skip


@given(st.text(alphabet="ab ,;\n()-:3år2021½.", max_size=60))
def test_items_are_pieces_of_the_cell_in_order_and_lose_nothing(cell: str) -> None:
    found = items(cell)
    assert all(a.end <= b.start for a, b in pairwise(found))
    covered = {i for item in found for i in range(item.start, item.end)}
    left = "".join(c for i, c in enumerate(cell) if i not in covered)
    assert not set(left) - set(" ,;\n-*0123456789.)")
    assert all(item.name and item.name in cell for item in found)


@pytest.mark.parametrize(
    ("text", "months"), [("2 år", 24), ("1½ år", 18), ("½ år", 6), ("18 mdr", 18), ("7", "7"),
                         ("12 måneder", 12), ("længe", "længe"), (3, 3)],
)  # fmt: skip
def test_lengths_are_months(text: object, months: object) -> None:
    assert months_of(text) == months


def test_every_level_has_its_word() -> None:
    for level, word in enumerate(LEVEL_NAMES):
        assert items(f"TIG: {word.upper()}")[0].level == level


def test_length_never_makes_anybody_more_than_routined() -> None:
    assert [level_by_length(m) for m in (None, 0, 23, 24, 720)] == [1, 1, 1, 2, 2]
