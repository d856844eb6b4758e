"""LIX: hand-counted texts, and what must always hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.plans.document import Bullets, Document, Facts, Language, Paragraph, Section, Table
from matcher.plans.lix import document_lix, lix

DAY = date(2026, 1, 1)
WORDS = st.lists(st.sampled_from(["du", "skal", "skole", "uddannelsesplan"]), min_size=1)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ([], 0.0),
        ([""], 0.0),
        (["Du går."], 2.0),
        (["Du skal på erhvervsuddannelsen nu."], 5 + 100 / 5),
        (["Du går. Du løber."], 2.0),
        (["Du går den 4. januar."], 5 + 0.0),
        (["Du betaler 3.270 kr. nu. Det er alt."], 4 + 100 / 8),
        (["punkt uden slut", "endnu et"], 2.5),
        (["Han ringer [1]. Du svarer [2]."], 2.0),
        (["Realkompetencevurdering"], 101.0),
    ],
)
def test_hand_counted(texts: list[str], expected: float) -> None:
    assert lix(texts) == pytest.approx(expected)


@settings(deadline=None)
@given(WORDS)
def test_a_full_stop_never_makes_it_harder(words: list[str]) -> None:
    whole = " ".join(words).capitalize() + "."
    split = " ".join(f"{word.capitalize()}." for word in words)
    assert lix([split]) <= lix([whole]) + 1e-9


@settings(deadline=None)
@given(WORDS)
def test_long_words_make_it_harder(words: list[str]) -> None:
    easy = " ".join("skal" for _ in words)
    hard = " ".join("uddannelsesplan" for _ in words)
    assert lix([hard]) == pytest.approx(lix([easy]) + 100)


def test_a_document_is_read_without_tables_and_sources() -> None:
    blocks = (
        Paragraph("Du går."),
        Bullets(("Du løber.",)),
        Facts((("Start", "nu"),)),
        Table("Uddannelsesoversigt", ("Uddannelse",), (("Erhvervsuddannelse",),)),
    )
    sections = (Section("Overskriftsord", blocks),)
    sources = ("[1] Bekendtgørelsen",)
    whole = Document("x", 1, "Plan", "", Language.DANISH, DAY, None, sections, (), sources)
    assert document_lix(whole) == pytest.approx(2.0)
