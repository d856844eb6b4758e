"""The gold phrases: well formed, within the taxonomy, and hard enough to measure something."""

from __future__ import annotations

import csv
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from taxonomy.labels import normalise

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy

GOLD: Final = Path(__file__).parents[2] / "data" / "gold" / "phrases.csv"
COLUMNS: Final = "id text writer competence level kind note_da source as_of confidence status"
WRITERS: Final = {"worker", "company", "school"}
NO_MATCH: Final = {"hard_negative", "praise", "other_trade"}
MATCH: Final = {
    "plain", "synonym", "slang", "abbreviation", "misspelling", "inflection", "compound",
    "negation", "wish",
}  # fmt: skip
CPR_LIKE: Final = re.compile(r"\b\d{6}[- ]?\d{4}\b")


@pytest.fixture(scope="module")
def phrases() -> list[dict[str, str]]:
    """All rows of the file."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_ids_and_texts_are_unique(phrases: list[dict[str, str]]) -> None:
    assert list(phrases[0]) == COLUMNS.split()
    assert all(re.fullmatch(r"g-\d{3,}", row["id"]) for row in phrases)
    assert len({row["id"] for row in phrases}) == len(phrases)
    assert len({normalise(row["text"]) for row in phrases} - {""}) == len(phrases)


def test_values_are_known(phrases: list[dict[str, str]], taxonomy: Taxonomy) -> None:
    for row in phrases:
        answers = row["competence"].split("|") if row["competence"] else []
        assert all(answer in taxonomy.competences for answer in answers), row
        assert len(set(answers)) == len(answers), row
        assert row["level"] in {"", "0", "1", "2", "3", "4"}, row
        assert row["writer"] in WRITERS, row
        assert row["kind"] in (MATCH if answers else NO_MATCH), row
        assert answers or not row["level"], row


def test_there_are_enough_phrases_and_hard_negatives(phrases: list[dict[str, str]]) -> None:
    assert len(phrases) >= 400
    assert sum(not row["competence"] for row in phrases) >= 80


def test_both_halves_are_large_and_hold_both_answers(phrases: list[dict[str, str]]) -> None:
    tuning = [row for row in phrases if int(sha256(row["id"].encode()).hexdigest()[0], 16) % 2 == 0]
    assert 0.4 <= len(tuning) / len(phrases) <= 0.6
    empty = sum(not row["competence"] for row in phrases)
    assert 0.4 <= sum(not row["competence"] for row in tuning) / empty <= 0.6


def test_no_text_looks_like_a_cpr_number(phrases: list[dict[str, str]]) -> None:
    assert not [row for row in phrases if CPR_LIKE.search(row["text"] + " " + row["note_da"])]


def test_at_most_a_third_repeats_the_taxonomy(
    phrases: list[dict[str, str]], taxonomy: Taxonomy
) -> None:
    repeated = sum(bool(taxonomy.labels.exact(row["text"])) for row in phrases)
    assert repeated <= len(phrases) / 3
