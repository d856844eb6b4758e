"""Words: what they are made of, and what slips of the pen meant."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.linking.words import Lexicon, plain, tokens

LEXICON = Lexicon(
    ["svejsning af rør", "svejse", "robot", "robotpasser", "gaffeltruck", "certifikat", "hydraulik",
     "værktøj", "plc", "styring", "opgaver", "drejebænk", "arbejde"]
)  # fmt: skip


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("gaffeltruckcertifikat", ("gaffeltruck", "certifikat")),
        ("svejserobotpasser", ("svejse", "robotpasser")),
        ("drejebænksarbejde", ("drejebænk", "arbejde")),
        ("plcstyringsopgaver", ("plc", "styring", "opgaver")),
        ("robot", ()),
        ("zzzzzzzzz", ()),
    ],
)
def test_compounds_come_apart_at_known_words(word: str, parts: tuple[str, ...]) -> None:
    assert LEXICON.split(word) == parts


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("svejsnig", "svejsning"), ("hydrolik", "hydraulik"), ("vaerktoej", "værktøj"),
     ("varktoj", "værktøj"), ("kat", ""), ("svejsning", "")],
)  # fmt: skip
def test_slips_are_mended_to_known_words(slip: str, meant: str) -> None:
    assert LEXICON.mend(slip) == meant


def test_neighbours_that_are_one_word_count_as_it() -> None:
    units = LEXICON.units(["gaffel", "truck"])
    assert any(unit.startswith("gaffeltruck") for unit in units)


@given(st.text(max_size=200))
def test_tokens_stand_where_they_say(text: str) -> None:
    found = tokens(text)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.text(max_size=80))
def test_any_word_has_units_and_none_is_lost(text: str) -> None:
    split = [token.text for token in tokens(text)]
    assert all(0 < weight <= 1 for weight in LEXICON.units(split).values())


def test_danish_letters_may_be_written_without() -> None:
    assert plain("måleværktøj") == plain("maalevaerktoej") == plain("malevarktoj")
