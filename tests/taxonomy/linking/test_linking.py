"""A tiny set linked, measured and learnt from, and the shipped model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from taxonomy.errors import FaultyDataError
from taxonomy.linking.evaluation import Figures, figures
from taxonomy.linking.features import COLUMN, FEATURES
from taxonomy.linking.learning import Examples, fit_ranker, fit_signs
from taxonomy.linking.melo import LinkingSet, read_set
from taxonomy.linking.ranker import SIGNS, Ranker, load_ranker
from taxonomy.linking.ranking import FURTHER_FORM, CorpusRanker
from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from pathlib import Path

BASE = "http://data.europa.eu/esco/occupation/"
FORMS = {"bager": "a", "brødbager": "a", "smed": "b", "klejnsmed": "b", "lærer": "c", "tømrer": "d"}
TABLES = {
    "queries.tsv": ("Q1\tBagere", "Q2\tKlejnsmede"),
    "corpus_elements.tsv": tuple(f"E{at}\t{form}" for at, form in enumerate(FORMS)),
    "concept_mapping.tsv": tuple(f"E{at}\t{BASE}{c}" for at, c in enumerate(FORMS.values())),
    "annotations.tsv": ("Q1\t0\tE0\t1", "Q1\t0\tE1\t1", "Q2\t0\tE2\t1", "Q2\t0\tE3\t1"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, lines in TABLES.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(folder: Path) -> LinkingSet:
    return read_set(folder)


def test_inflected_words_find_their_concept_without_esco(small: LinkingSet) -> None:
    linker = CorpusRanker(small, None)
    ranker = load_ranker(data_folder() / "models" / "linking.json")
    first, second = linker.rank(list(small.queries.values()), ranker)
    assert first[0].concept == BASE + "a"
    assert second[0].concept == BASE + "b"
    assert [f.score for f in first] == sorted((f.score for f in first), reverse=True)
    assert len({f.element for f in first}) == len(FORMS)


@pytest.mark.parametrize("phrase", ["", "🙂🙂", "x" * 1_000_000, "Ж漢字 بن", "\x00"])
def test_any_text_gets_an_answer_in_the_same_form(small: LinkingSet, phrase: str) -> None:
    (ranked,) = CorpusRanker(small, None).rank([phrase], Ranker((1.0,) * len(FEATURES)))
    assert len(ranked) == len(FORMS)
    assert all(0 <= form.score <= 1 for form in ranked)


PHRASES = ("Bagere", "klejn-smed", "LÆRER", "Tömrer, lærling", "", "🙂", "smed bager", "kok")


def test_a_phrase_alone_is_ranked_as_among_others(small: LinkingSet) -> None:
    linker = CorpusRanker(small, None)
    ranker = load_ranker(data_folder() / "models" / "linking.json")
    for phrase, together in zip(PHRASES, linker.rank(PHRASES, ranker), strict=True):
        (alone,) = linker.rank([phrase], ranker)
        assert [form.score for form in alone] == pytest.approx([f.score for f in together])


def test_the_further_forms_of_a_concept_stand_together(small: LinkingSet) -> None:
    (ranked,) = CorpusRanker(small, None).rank(["bager"], Ranker((1.0,) * len(FEATURES)))
    by_concept = {
        concept: [form.score for form in ranked if form.concept == concept]
        for concept in {form.concept for form in ranked}
    }
    for first, *further in by_concept.values():
        assert further == pytest.approx([FURTHER_FORM * first] * len(further), rel=1e-3)
    assert len(by_concept) == 4


@pytest.mark.parametrize(("phrase", "form"), [
    ("Klejnsmed", "klejnsmed"), ("LÆRER", "lærer"), ("Tömrer", "tømrer"), ("lærer 🙂", "lærer"),
])  # fmt: skip
def test_the_same_name_in_another_spelling_is_the_same(
    small: LinkingSet, phrase: str, form: str
) -> None:
    measures = CorpusRanker(small, None).measures
    same = measures.measure([phrase])[0, :, COLUMN["same"]]
    assert [measures.texts.uris[at] for at in np.flatnonzero(same)] == [BASE + FORMS[form]]


@pytest.mark.parametrize("phrase", ["gruppe xyz", "ukendt", ""])
def test_the_share_of_groups_is_kept_where_nothing_tells(folder: Path, phrase: str) -> None:
    group = "http://data.europa.eu/esco/isco/C7512"
    for name, value in (("corpus_elements.tsv", "Bagere mv"), ("concept_mapping.tsv", group)):
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"E9\t{value}\n")
    (ranked,) = CorpusRanker(read_set(folder), None).rank(
        [phrase], Ranker((1.0,) * len(FEATURES), group_share=0.25)
    )
    assert sum(f.score for f in ranked if f.concept == group) == pytest.approx(0.25)


def test_signs_move_the_share_the_way_they_were_learnt() -> None:
    lot = np.random.default_rng(5)
    told = lot.normal(size=(600, len(SIGNS)))
    meant = told[:, 0] - told[:, 3] + 0.3 * lot.normal(size=600) > 0
    weights, offset = fit_signs([(told, meant)])
    assert ((told @ weights > offset) == meant).mean() > 0.9
    assert weights[0] > 0 > weights[3]
    assert fit_signs([(told, np.zeros(600, np.bool_))]) == ((), 0.0)


def test_a_ranker_is_read_as_it_was_written(tmp_path: Path) -> None:
    numbers = tuple(at / 8 for at in range(len(FEATURES)))
    ranker = Ranker(numbers, ("a",), "h", 3, 0.2, numbers[: len(SIGNS)], 0.5)
    (tmp_path / "m.json").write_text(ranker.to_json(), encoding="utf-8")
    assert load_ranker(tmp_path / "m.json") == ranker


@pytest.mark.parametrize("forms", [["🙂"], ["bager"], ["🙂", "🎉"], ["a", "a"], ["", "smed"]])
def test_a_corpus_with_hardly_any_words_is_ranked_too(forms: list[str]) -> None:
    elements = {f"E{at}": form for at, form in enumerate(forms)}
    concepts = {element: BASE + element for element in elements}
    corpus = LinkingSet("x", {"Q1": "a"}, elements, concepts, {}, "")
    ranked = CorpusRanker(corpus, None).rank(PHRASES, Ranker((1.0,) * len(FEATURES)))
    assert {len(forms) for forms in ranked} == {len(elements)}
    assert sum(form.score for form in ranked[0]) == pytest.approx(1)


def test_learning_twice_gives_the_same_weights(small: LinkingSet) -> None:
    examples = CorpusRanker(small, None).examples(small)
    assert fit_ranker([examples]) == fit_ranker([examples])


def test_a_planted_weight_is_found_again() -> None:
    lot = np.random.default_rng(3)
    features = lot.normal(size=(400, 10, 3))
    right = (features @ [3.0, 0.0, -2.0]).argmax(axis=1)
    marks = np.zeros((400, 10), np.bool_)
    marks[np.arange(400), right] = True
    examples = Examples(features.reshape(-1, 3), marks.ravel(), np.arange(0, 4000, 10))
    found = np.array(fit_ranker([examples], penalty=1e-3))
    assert found[0] / -found[2] == pytest.approx(1.5, rel=0.15)
    assert abs(found[1]) < 0.1 * found[0]


def test_a_strong_penalty_leaves_the_unlearnt_sum() -> None:
    lot = np.random.default_rng(4)
    features = lot.normal(size=(300, 8, 2))
    marks = np.zeros((300, 8), np.bool_)
    marks[np.arange(300), (features @ [2.0, 0.5]).argmax(axis=1)] = True
    examples = Examples(features.reshape(-1, 2), marks.ravel(), np.arange(0, 2400, 8))
    own, other = fit_ranker([examples], (1.0, 1.0), penalty=1e6)
    assert own == pytest.approx(other, rel=1e-3)


def test_figures_are_those_counted_by_hand(small: LinkingSet) -> None:
    ranked = {"Q1": ["E4", "E0", "E1"], "Q2": ["E5"]}
    expected = Figures(mrr=0.25, map=round((1 / 2 + 2 / 3) / 4, 4), hit1=0, hit5=0.5, hit10=0.5)
    assert figures(small, ranked) == expected


def test_faulty_sets_are_refused_with_their_lines(folder: Path) -> None:
    (folder / "queries.tsv").write_text("Q1\ta\nQ1\tb\nQ2\n", encoding="utf-8")
    with pytest.raises(FaultyDataError) as caught:
        read_set(folder)
    assert {fault.line for fault in caught.value.faults} == {2, 3}


def test_a_faulty_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text('{"format": 1, "features": {}}', encoding="utf-8")
    with pytest.raises(FaultyDataError):
        load_ranker(tmp_path / "m.json")
