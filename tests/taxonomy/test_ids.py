"""The form of ids, and hashes that do not depend on order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.ids import content_hash, is_slug


@pytest.mark.parametrize("good", ["a", "7", "cnc-drejning", "svejsecertifikat-135", "m-tig-2"])
def test_slugs(good: str) -> None:
    assert is_slug(good)


@pytest.mark.parametrize(
    "bad", ["", "-", "a-", "-a", "a--b", "A", "æ", "a b", "a_b", "a/b", "a\n", "a.b", "../a", "１"]
)
def test_no_slugs(bad: str) -> None:
    assert not is_slug(bad)


@given(st.lists(st.text(alphabet="abc123", min_size=1, max_size=4), min_size=1, max_size=4))
def test_words_joined_by_single_hyphens_are_slugs(words: list[str]) -> None:
    assert is_slug("-".join(words))
    assert not is_slug("-".join([*words, ""]))


@given(st.lists(st.tuples(st.text(), st.integers())), st.integers())
def test_the_order_of_parts_does_not_matter(parts: list[tuple[str, int]], seed: int) -> None:
    shuffled = list(parts)
    random.Random(seed).shuffle(shuffled)
    assert content_hash(shuffled) == content_hash(parts)


@given(st.lists(st.text()), st.lists(st.text()))
def test_other_parts_give_another_hash(one: list[str], other: list[str]) -> None:
    assert (content_hash(one) == content_hash(other)) == (sorted(one) == sorted(other))


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert content_hash([]) == "e3b0c44298fc1c14"
    assert len(content_hash([("a", 1), "b"])) == 16


def test_joining_parts_differently_gives_another_hash() -> None:
    assert content_hash(["ab", "c"]) != content_hash(["a", "bc"])
