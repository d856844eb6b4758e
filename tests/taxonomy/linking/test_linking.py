"""A tiny set linked, measured and learnt from, and the shipped model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from taxonomy.errors import FaultyDataError
from taxonomy.linking.evaluation import Figures, figures
from taxonomy.linking.features import FEATURES
from taxonomy.linking.melo import LinkingSet, read_set
from taxonomy.linking.ranker import Examples, Ranker, fit_ranker, load_ranker
from taxonomy.linking.ranking import CorpusRanker
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
    found = np.array(fit_ranker([examples]))
    assert found[0] / -found[2] == pytest.approx(1.5, rel=0.15)
    assert abs(found[1]) < 0.1 * found[0]


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
