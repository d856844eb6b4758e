"""Words as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taxonomy.labels import MAX_TERM_LENGTH, LabelIndex, normalise
from taxonomy.loading import load_taxonomy
from tests.taxonomy.naive import competence

INDEX = LabelIndex(
    [
        competence("cnc-drejning", label=["CNC-drejning"], synonyms=["drejer", "drejebænk"]),
        competence("manuel", label=["konventionel drejning"], synonyms=["drejebænk"]),
        competence(
            "tig", label=["TIG-svejsning (141)"], label_en=["TIG welding"], synonyms=["141"]
        ),
    ]
)
TEXT = st.text(max_size=40)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("CNC-Drejning ", "cnc drejning"),
        ("  TIG_svejsning/(141) ", "tig svejsning 141"),
        ("§ 17", "§ 17"),
        ("Ｔｉｇ", "tig"),
        ("æøå ÆØÅ", "æøå æøå"),
        ("a\u0308", "ä"),
        ("", ""),
        ("-- / ..", ""),
    ],
)
def test_normalise(written: str, expected: str) -> None:
    assert normalise(written) == expected


@given(TEXT)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="abcæøå 12", max_size=40))
def test_casing_space_and_hyphens_do_not_matter(text: str) -> None:
    assert normalise(text.upper()) == normalise(text)
    assert normalise(text.replace(" ", " - ")) == normalise(text)


@given(st.text(min_size=MAX_TERM_LENGTH, max_size=MAX_TERM_LENGTH * 3))
def test_only_the_first_200_characters_count(text: str) -> None:
    assert normalise(text) == normalise(text[:MAX_TERM_LENGTH])


def test_id_label_translation_and_synonym_are_found_exactly() -> None:
    for term in ("cnc-drejning", "CNC DREJNING", "drejer"):
        assert INDEX.exact(term) == ("cnc-drejning",)
    assert INDEX.exact("tig welding") == INDEX.exact("141") == ("tig",)


def test_an_ambiguous_synonym_names_all_who_carry_it() -> None:
    assert INDEX.exact("Drejebænk") == ("cnc-drejning", "manuel")


def test_a_label_wins_over_somebody_elses_synonym() -> None:
    index = LabelIndex([competence("a", label=["svejs"]), competence("b", synonyms=["svejs", "x"])])
    assert index.exact("Svejs") == ("a",)


@pytest.mark.parametrize("term", ["", "  ", "findes ikke", "\x00", "141 141"])
def test_a_word_nobody_carries_finds_nobody(term: str) -> None:
    assert INDEX.exact(term) == ()


def test_a_misspelt_word_is_near() -> None:
    assert INDEX.near("konventionel drejnig")[0] == "manuel"
    assert INDEX.near("cnc drejnng")[0] == "cnc-drejning"


def test_nothing_like_it_is_near_to_nothing() -> None:
    assert INDEX.near("qqqq") == ()


@given(TEXT, st.integers(1, 5))
def test_near_gives_few_known_ids_each_once_whatever_is_written(text: str, limit: int) -> None:
    near = INDEX.near(text, limit)
    assert len(near) == len(set(near)) <= limit
    assert set(near) <= {"cnc-drejning", "manuel", "tig"}


@given(st.permutations(["a1", "a2", "a3", "a4", "a5", "a6"]), st.sampled_from(["a", "a1x", "a9"]))
def test_near_does_not_depend_on_the_order_of_loading(names: list[str], term: str) -> None:
    one = LabelIndex(competence(name) for name in names)
    other = LabelIndex(competence(name) for name in sorted(names))
    assert one.near(term) == other.near(term)


def test_every_word_of_the_own_data_finds_its_competence() -> None:
    taxonomy = load_taxonomy()
    for each in taxonomy.competences.values():
        assert taxonomy.labels.exact(each.label_da) == (each.id,)
        assert taxonomy.labels.exact(each.id) == (each.id,)
        for word in each.synonyms_da:
            assert each.id in taxonomy.labels.exact(word), (each.id, word)
