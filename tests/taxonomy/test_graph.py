"""Narrower counts for broader; siblings are near and never counted."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from taxonomy.concepts import Attainment, Competence
from taxonomy.graph import CompetenceGraph
from taxonomy.loading import load_taxonomy
from tests.taxonomy.naive import competence, counts_as, dags, module

SMALL = (
    competence("svejsning"),
    competence("tig", broader=["svejsning"]),
    competence("mag", broader=["svejsning"], related=["robot"]),
    competence("tig-rustfri", broader=["tig"]),
    competence("robot"),
)
COURSES = (module("m-rustfri", {"tig-rustfri": 2}), module("m-mag", {"mag": 3, "robot": 1}))
LEVELS = st.dictionaries(st.sampled_from([f"c{n}" for n in range(8)]), st.integers(1, 4))


def test_a_narrower_competence_counts_for_every_broader_one() -> None:
    graph = CompetenceGraph(SMALL, ())
    assert graph.broader("tig-rustfri") == {"tig-rustfri", "tig", "svejsning"}
    assert graph.narrower("svejsning") == {"svejsning", "tig", "mag", "tig-rustfri"}


def test_a_broader_competence_never_counts_for_a_narrower_one() -> None:
    graph = CompetenceGraph(SMALL, ())
    assert "tig-rustfri" not in graph.broader("tig")
    assert "svejsning" not in graph.narrower("tig")


def test_siblings_and_related_are_near_in_both_directions_and_never_counted() -> None:
    graph = CompetenceGraph(SMALL, ())
    assert graph.near("tig") == {"mag"}
    assert graph.near("mag") == {"tig", "robot"}
    assert graph.near("robot") == {"mag"}
    assert graph.widen([Attainment("mag", 4)]).keys() == {"mag", "svejsning"}


def test_widen_keeps_the_highest_level() -> None:
    graph = CompetenceGraph(SMALL, ())
    held = [Attainment("tig-rustfri", 2), Attainment("mag", 3), Attainment("tig", 1)]
    assert graph.widen(held) == {"tig-rustfri": 2, "tig": 2, "mag": 3, "svejsning": 3}


def test_taught_by_asks_for_at_least_the_level() -> None:
    graph = CompetenceGraph(SMALL, COURSES)
    assert graph.taught_by("svejsning") == ("m-mag", "m-rustfri")
    assert graph.taught_by("svejsning", 3) == ("m-mag",)
    assert graph.taught_by("tig", 3) == ()
    assert graph.taught_by("findes-ikke") == ()


@given(dags())
def test_broader_agrees_with_walking_the_links(competences: tuple[Competence, ...]) -> None:
    graph = CompetenceGraph(competences, ())
    for each in competences:
        assert graph.broader(each.id) == counts_as(competences, each.id)


@given(dags())
def test_narrower_is_the_inverse_of_broader(competences: tuple[Competence, ...]) -> None:
    graph = CompetenceGraph(competences, ())
    for one, other in product(competences, repeat=2):
        assert (one.id in graph.narrower(other.id)) == (other.id in graph.broader(one.id))


@given(dags())
def test_near_is_symmetric_and_apart_from_what_counts(
    competences: tuple[Competence, ...],
) -> None:
    graph = CompetenceGraph(competences, ())
    by_id = {c.id: c for c in competences}
    for one, other in product(competences, repeat=2):
        linked = other.id in one.related or one.id in other.related
        siblings = set(one.broader) & set(other.broader)
        counts = one.id in graph.broader(other.id) or other.id in graph.broader(one.id)
        assert (other.id in graph.near(one.id)) == (not counts and bool(linked or siblings))
    assert all(graph.near(c) <= by_id.keys() for c in by_id)


@given(dags(), LEVELS)
def test_widen_agrees_with_asking_each_competence(
    competences: tuple[Competence, ...], levels: dict[str, int]
) -> None:
    graph = CompetenceGraph(competences, ())
    held = {c.id: levels[c.id] for c in competences if c.id in levels}
    expected = {
        c.id: max(above)
        for c in competences
        if (above := [n for h, n in held.items() if c.id in counts_as(competences, h)])
    }
    assert graph.widen(Attainment(c, n) for c, n in held.items()) == expected


@given(dags(), LEVELS)
def test_widening_twice_changes_nothing(
    competences: tuple[Competence, ...], levels: dict[str, int]
) -> None:
    graph = CompetenceGraph(competences, ())
    once = graph.widen(Attainment(c.id, levels[c.id]) for c in competences if c.id in levels)
    assert graph.widen(Attainment(c, n) for c, n in once.items()) == once


@given(dags(), st.lists(LEVELS, max_size=4), st.integers(1, 4))
def test_taught_by_agrees_with_outcomes(
    competences: tuple[Competence, ...], courses: list[dict[str, int]], level: int
) -> None:
    ids = {c.id for c in competences}
    kept = [{c: n for c, n in course.items() if c in ids} for course in courses]
    graph = CompetenceGraph(competences, [module(f"m{n}", o) for n, o in enumerate(kept)])
    for c in ids:
        naive = [
            f"m{n}"
            for n, given_levels in enumerate(kept)
            if any(
                has >= level and c in counts_as(competences, h) for h, has in given_levels.items()
            )
        ]
        assert list(graph.taught_by(c, level)) == naive


def test_nothing_in_the_own_data_is_both_near_and_counted() -> None:
    graph = load_taxonomy().graph
    for each in load_taxonomy().competences:
        assert not graph.near(each) & (graph.broader(each) | graph.narrower(each))
