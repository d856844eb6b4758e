"""Whole texts with every mention marked by hand: what is found, and what must stay silent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from taxonomy.linking.mentions import Mention, TextKind
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taxonomy.linking.reader import TextReader
    from taxonomy.snapshot import Taxonomy

TEXTS: list[dict[str, Any]] = yaml.safe_load(
    (data_folder() / "gold" / "tekster.yaml").read_text(encoding="utf-8")
)


def is_test(item: dict[str, Any]) -> bool:
    """The half that nothing was fitted to, by the rule of the gold set."""
    return bool(int(hashlib.sha256(item["id"].encode()).hexdigest()[0], 16) % 2)


@dataclass(frozen=True)
class Marked:
    """A mention as marked, and what was read over it."""

    right: tuple[str, ...]
    negated: bool
    wished: bool
    over: tuple[Mention, ...]

    @property
    def hit(self) -> Mention | None:
        """The reading that is right, if one is."""
        return next((m for m in self.over if m.competence in self.right), None)


def place(text: str, words: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return at


@pytest.fixture(scope="module")
def marked(reader: TextReader) -> list[Marked]:
    found = []
    for item in filter(is_test, TEXTS):
        read = reader.read(item["text"], TextKind(item["kind"])).mentions
        for told in item["mentions"]:
            start = place(item["text"], told["words"], told.get("nth", 1))
            end = start + len(told["words"])
            over = tuple(m for m in read if m.start < end and m.end > start)
            right = told["competence"]
            ids = (right,) if isinstance(right, str) else tuple(right)
            found.append(Marked(ids, told["negated"], told["wished"], over))
    return found


def share(held: Sequence[bool]) -> float:
    return sum(held) / len(held)


def test_the_marked_words_stand_in_their_texts(taxonomy: Taxonomy) -> None:
    for item in TEXTS:
        for told in item["mentions"]:
            assert place(item["text"], told["words"], told.get("nth", 1)) >= 0
            right = told["competence"]
            assert {right} if isinstance(right, str) else set(right) <= set(taxonomy.competences)
        assert all(part in item["text"] for part in item.get("silent", ()))


def test_most_of_what_is_said_is_found(marked: list[Marked]) -> None:
    assert share([mark.hit is not None for mark in marked]) >= 0.80


def test_what_is_denied_and_wished_is_read_so(marked: list[Marked]) -> None:
    hits = [(mark, mark.hit) for mark in marked if mark.hit]
    assert share([mark.negated == hit.negated for mark, hit in hits]) >= 0.95
    assert share([mark.wished == hit.wished for mark, hit in hits]) >= 0.95


def test_most_of_what_names_nothing_stays_silent(reader: TextReader) -> None:
    silent = []
    for item in filter(is_test, TEXTS):
        read = reader.read(item["text"], TextKind(item["kind"])).mentions
        for part in item.get("silent", ()):
            start = item["text"].index(part)
            silent.append(not any(m.start < start + len(part) and m.end > start for m in read))
    assert share(silent) >= 0.6
