"""Spaces and compiled sums against a second, slower way of computing the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from taxonomy.linking import postings
from taxonomy.linking.spaces import LatentSpace, Space, count_bags, learn_bags
from taxonomy.linking.texts import fold, letter_groups, words_with_ends

TEXTS = ["bager", "brødbager", "smed i smedje", "klejnsmed", "lærer lærer", "tømrer", "a b"]
PHRASES = ["bagere", "smede", "lærer", "ukendt", "", "smed smed smed", "x"]
BOUNDS = np.array([0, 2, 4, 5, 7])
WORDS = st.text(alphabet="abdeæøå ", max_size=12).map(fold)


@given(WORDS)
def test_letter_groups_are_those_of_scikit_learn(text: str) -> None:
    theirs = CountVectorizer(analyzer="char_wb", ngram_range=(2, 5)).build_analyzer()
    assert sorted(letter_groups(text)) == sorted(theirs(text))


@settings(deadline=None, max_examples=40)
@given(st.lists(WORDS.filter(bool), min_size=4, max_size=9), st.lists(WORDS, max_size=4))
def test_cosines_are_those_of_scikit_learn(texts: list[str], phrases: list[str]) -> None:
    vectorizer = TfidfVectorizer(analyzer=letter_groups, sublinear_tf=True)
    expected = (vectorizer.fit_transform(texts) @ vectorizer.transform([*phrases, ""]).T).T
    index, bags = learn_bags(map(letter_groups, texts))
    space = Space(bags, len(index), np.arange(len(texts) + 1))
    found = space.best(count_bags(map(letter_groups, [*phrases, ""]), index))
    assert found == pytest.approx(expected.toarray(), abs=1e-5)


def test_the_best_text_of_each_owner_counts() -> None:
    index, bags = learn_bags(map(letter_groups, TEXTS))
    phrases = count_bags(map(letter_groups, PHRASES), index)
    single = Space(bags, len(index), np.arange(len(TEXTS) + 1)).best(phrases)
    expected = np.maximum.reduceat(single, BOUNDS[:-1], axis=1)
    assert np.array_equal(Space(bags, len(index), BOUNDS).best(phrases), expected)


def test_what_is_covered_is_counted_by_hand() -> None:
    index, bags = learn_bags(text.split() for text in ("a b", "a", "c"))
    space = Space(bags, len(index), np.array([0, 2, 3]))
    of_text, of_phrase = space.covered(count_bags([["a", "a", "c"], ["b"]], index))
    a, b, c = (space.idf[index[term]] for term in "abc")
    assert of_text == pytest.approx(np.array([[1, 1], [b / (a + b), 0]]))
    assert of_phrase == pytest.approx(np.array([[a / (a + c), c / (a + c)], [1, 0]]))


def test_languages_and_groups_are_those_of_numpy() -> None:
    values = np.random.default_rng(2).random((3, 4, 5)).astype(np.float32)
    best, second, mean = (np.empty((3, 5), np.float32) for _ in range(3))
    postings.others(values.reshape(3, -1), 4, best, second, mean)
    ordered = np.sort(values, axis=1)
    assert np.array_equal(best, ordered[:, -1])
    assert np.array_equal(second, ordered[:, -2])
    assert mean == pytest.approx(values.mean(axis=1))
    group, is_group = np.array([0, 0, 1, 1, 2]), np.array([False, False, False, True, True])
    postings.by_group(best, group, 3, is_group, second, mean)
    top = best[:, :2].max(axis=1)
    empty = np.zeros(3)
    expected = np.stack([top, top, best[:, 2], best[:, 2], empty], axis=1)
    assert second == pytest.approx(expected)
    average = best[:, :2].mean(axis=1)
    expected = np.stack([average, average, best[:, 2], best[:, 2], empty], axis=1)
    assert mean == pytest.approx(expected)


def test_a_text_lies_nearest_itself_in_the_latent_space() -> None:
    letters, bags = learn_bags(map(letter_groups, TEXTS))
    parts, more = learn_bags(map(words_with_ends, TEXTS))
    space = LatentSpace((bags, more), (len(letters), len(parts)))
    near = space.against((bags, more))
    assert np.array_equal(near.argmax(axis=1), np.arange(len(TEXTS)))
    assert near.max() <= 1 + 1e-5
    nothing = count_bags([[]], letters), count_bags([[]], parts)
    assert np.array_equal(space.against(nothing), np.zeros((1, len(TEXTS))))
