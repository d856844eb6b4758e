"""Phrases into classes in a small made-up world with planted answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.errors import FaultyDataError
from taxonomy.linking.class_counts import TaughtCounts, read_counts
from taxonomy.linking.classes import (
    Labelled,
    PhraseClasses,
    background,
    concept_classes,
    count_words,
    even_folds,
    language_of,
)
from taxonomy.linking.evaluation import class_figures
from taxonomy.linking.texts import fold
from taxonomy.sources.esco import EscoRelease, EscoText
from taxonomy.sources.esco_store import EscoStore, build_store

BASE = "http://data.europa.eu/esco/skill/"
GROUPS = {"gs1": "S1", "gs4": "S4.2", "gk": "0715", "gt": "T3", "top": "S", "nameless": ""}
SKILLS = {
    "a": ("forhandle priser", "negotiate prices", ("gs1",)),
    "b": ("lede personale", "manage staff", ("gs4", "gt")),
    "c": ("svejseteknik", "welding technique", ("gk",)),
    "d": ("arbejde selvstændigt", "work alone", ("gt",)),
    "e": ("tale med kunder", "talk to customers", ("nameless",)),
    "f": ("svævende", "floating", ()),
}


def world() -> EscoStore:
    release = EscoRelease(("da", "en"))
    for name, code in GROUPS.items():
        release.kinds[BASE + name] = "skillGroups"
        release.codes[BASE + name] = code
    release.texts = {"da": {}, "en": {}}
    pairs = [("nameless", "gs1"), ("gs1", "top"), ("nameless", "nameless")]
    for name, (danish, english, groups) in SKILLS.items():
        release.kinds[BASE + name] = "skills"
        release.texts["da"][BASE + name] = EscoText(danish, (), "")
        release.texts["en"][BASE + name] = EscoText(english, (), "")
        pairs += [(name, group) for group in groups]
    release.relations["broaderRelationsSkillPillar"] = [
        (BASE + narrow, BASE + wide, "") for narrow, wide in pairs
    ]
    return build_store(release)


def test_a_skill_has_the_classes_of_its_nearest_coded_groups() -> None:
    found = {uri.removeprefix(BASE): labels for uri, labels in concept_classes(world()).items()}
    assert found == {"a": ("S1",), "b": ("S4",), "c": ("K07",), "d": ("A1",), "e": ("S1",)}


def test_esco_alone_puts_its_own_words_right() -> None:
    model = PhraseClasses(background("da", world(), None, attitudes=False), [])
    phrases = ["forhandling af priser", "svejseteknikker", "ledelse af personale"]
    assert model.predict(phrases) == ["S1", "K07", "S4"]


def test_examples_add_classes_and_move_the_prior() -> None:
    known = background("da", world(), None)
    examples = [Labelled("dansk og tysk", "L1"), *[Labelled(f"ryddeligt {n}", "S6") for n in "abc"]]
    model = PhraseClasses(known, examples)
    assert set(model.classes) == {"A1", "K07", "L1", "S1", "S4", "S6"}
    assert model.predict(["🙂"]) == ["S6"]
    assert model.predict(["udadvendt"]) == ["A1"]


def test_another_language_is_heard_through_the_same_concepts() -> None:
    english = [Labelled(f"{word} talk to customers", "S3") for word in ("we", "you", "they")] * 5
    taught = count_words([*english, Labelled("welding technique", "K07")], least=1)
    without = background("da", world(), None)
    heard = background("da", world(), ("en", taught))
    phrase = ["tale med kunder"]
    place = heard.classes.index("S3")
    assert "S3" not in without.classes
    scores = PhraseClasses(heard, []).scores([*phrase, "svejseteknik"])
    assert scores[0, place] > scores[1, place]


def test_without_esco_the_examples_teach() -> None:
    examples = [Labelled("passe børn", "S3"), Labelled("føre regnskab", "K04")]
    model = PhraseClasses(background("da", None, None, attitudes=False), examples)
    assert model.predict(["pasning af børn", "regnskaber"]) == ["S3", "K04"]


def test_words_that_only_the_examples_have_count_beside_esco() -> None:
    known = background("da", world(), None, attitudes=False)
    model = PhraseClasses(known, [Labelled("zzyzx", "K07"), Labelled("qwqwq", "S4")])
    assert model.predict(["zzyzx", "qwqwq"]) == ["K07", "S4"]


def test_what_is_learnt_does_not_hang_on_the_order_of_the_examples() -> None:
    known = background("da", world(), None)
    examples = [Labelled(f"frase {n}", c) for n, c in enumerate(("S1", "S4", "K07", "A1"))]
    scores = [
        PhraseClasses(known, some).scores(["frase 2 med priser"])
        for some in (examples, examples[::-1])
    ]
    np.testing.assert_allclose(scores[0], scores[1])


@pytest.mark.parametrize("phrase", ["", "x" * 1_000_000, "Ж漢字 بن", "\x00", "\u2028"])
def test_any_text_gets_a_class(phrase: str) -> None:
    model = PhraseClasses(background("da", world(), None), [])
    assert model.predict([phrase])[0] in model.classes
    assert np.exp(model.scores([phrase])).sum() == pytest.approx(1)
    assert model.predict([]) == []


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["S1", "K04"])), min_size=1))
def test_the_same_phrase_never_falls_on_both_sides(pairs: list[tuple[str, str]]) -> None:
    examples = [Labelled(text.upper() if n % 2 else text, c) for n, (text, c) in enumerate(pairs)]
    folds = even_folds(examples, 3, seed=1)
    by_text = {(fold(e.phrase), int(at)) for e, at in zip(examples, folds, strict=True)}
    assert len(by_text) == len({text for text, _ in by_text})
    assert set(folds) <= {0, 1, 2}


def test_folds_are_even() -> None:
    examples = [Labelled(f"{c} {n}", c) for c in ("S1", "K04") for n in range(10)]
    folds = even_folds(examples, 5, seed=0)
    assert [int(np.sum(folds[:10] == at)) for at in range(5)] == [2] * 5
    assert [int(np.sum(folds == at)) for at in range(5)] == [4] * 5


def test_counts_go_into_their_file_and_out() -> None:
    counts = count_words([Labelled("Sell goods", "S1"), Labelled("sell GOODS", "S1"),
                          Labelled("goods law", "K04")], least=1)  # fmt: skip
    assert counts.classes == ("K04", "S1")
    assert counts.phrases == (1, 1)
    assert counts.words["goods"] == (1, 1)
    taught = TaughtCounts("en", "made up", "abc", counts)
    assert read_counts(taught.to_json(), "f.json") == taught


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 2}', '{"format":1,"phrases":{"x":1}}']
)
def test_faulty_counts_are_refused(text: str) -> None:
    with pytest.raises(FaultyDataError):
        read_counts(text, "f.json")


def test_languages_are_told_apart() -> None:
    assert language_of(["arbejde med børn", "lede"]) == "da"
    assert language_of(["working with the children"]) == "en"
    assert language_of([""]) == "da"


def test_class_figures_are_those_counted_by_hand() -> None:
    figures = class_figures(["S1", "S1", "S4", "0000"], ["S1", "S4", "S4", "K04"])
    # F1: S1 2/3 of two phrases, S4 2/3 of one, 0000 and K04 nothing.
    assert figures.weighted_f1 == pytest.approx((2 * 2 / 3 + 2 / 3) / 4, abs=1e-4)
    assert figures.macro_f1 == pytest.approx((2 / 3 + 2 / 3) / 4, abs=1e-4)
    assert figures.accuracy == 0.5
