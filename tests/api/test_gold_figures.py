"""The figures promised for short phrases, measured on the half that nothing was fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api.services.evaluate_gold import (
    GoldPhrase,
    GoldReport,
    Half,
    evaluate_gold,
    gold_phrases,
    report,
)
from taxonomy.linking.linker import Link
from taxonomy.linking.mentions import Alternative
from taxonomy.linking.wordings import read_wordings
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy


@pytest.fixture(scope="module")
def measured(taxonomy: Taxonomy) -> GoldReport:
    return evaluate_gold(taxonomy, Half.TEST)


def test_the_right_competence_comes_first(measured: GoldReport) -> None:
    assert measured.hit1 >= 0.85
    assert measured.hit3 >= 0.95


def test_no_match_is_said_of_what_has_none(measured: GoldReport) -> None:
    assert measured.precision_at_recall >= 0.90


def test_probabilities_hold_as_often_as_they_say(measured: GoldReport) -> None:
    assert measured.ece <= 0.05


def test_both_halves_are_large_and_apart() -> None:
    halves = {half: {p.id for p in gold_phrases() if p.half is half} for half in Half}
    assert not halves[Half.TEST] & halves[Half.TUNING]
    assert all(len(ids) >= 200 for ids in halves.values())


def link(competence: str, probability: float, silence: float) -> Link:
    return Link((Alternative(competence, probability),), silence, matched=silence < 0.5)


def test_the_report_counts_as_a_person_would() -> None:
    phrases = [
        GoldPhrase("1", "a", frozenset({"x"}), "plain", Half.TEST),
        GoldPhrase("2", "b", frozenset({"x"}), "plain", Half.TEST),
        GoldPhrase("3", "c", frozenset(), "praise", Half.TEST),
        GoldPhrase("4", "d", frozenset(), "praise", Half.TEST),
    ]
    links = [link("x", 1.0, 0.0), link("y", 0.0, 0.1), link("y", 0.0, 0.9), link("y", 1.0, 0.2)]
    told = report(phrases, links, Half.TEST)
    assert (told.hit1, told.precision, told.recall) == (0.5, 1.0, 0.5)
    assert told.precision_at_recall == 1.0
    assert told.ece == 0.25
    assert told.by_kind == {"plain": (2, 0.5), "praise": (2, 0.5)}


def test_phrases_of_the_wordings_are_not_gold_phrases(taxonomy: Taxonomy) -> None:
    wordings = read_wordings(data_folder(), taxonomy)
    taught = {text.casefold() for _, text in (*wordings.phrases, *wordings.silence)}
    gold = [p for p in gold_phrases() if p.half is Half.TEST]
    assert sum(p.text.casefold() in taught for p in gold) / len(gold) <= 0.03
