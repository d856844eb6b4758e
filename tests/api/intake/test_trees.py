"""JSON and YAML as plain values, and the lines they stand on."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import WrongInputError
from api.intake.files import InputFile
from api.intake.spots import MAX_DEPTH
from api.intake.trees import line_of, read_tree

WORDS = ["no", "yes", "on", "ja", "0124", "12:30", "2024-01-01", "1_000", "0x1F", "1e5", "<<", "+5"]
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x85\u2028\u2029")
plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(LETTERS, max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(LETTERS, max_size=8), inner, max_size=4)
    ),
    max_leaves=15,
)


def tree(suffix: str, content: str) -> object:
    return read_tree(InputFile(f"a{suffix}", suffix, content.encode()))[0]


@given(plain, st.sampled_from([None, 1, "\t"]), st.sampled_from(["ascii", "all"]))
@settings(deadline=None)
def test_json_reads_back_as_the_json_library_wrote_it(
    value: Any, indent: int | str | None, letters: str
) -> None:
    text = json.dumps([value], indent=indent, ensure_ascii=letters == "ascii")
    assert tree(".json", text) == [value]


@given(plain, st.sampled_from(["flow", "block"]))
@settings(deadline=None)
def test_yaml_reads_back_as_the_yaml_library_wrote_it(value: Any, style: str) -> None:
    text = yaml.dump([value], Dumper=_NoAnchors, default_flow_style=style == "flow")
    assert tree(".yaml", text) == [value]


class _NoAnchors(yaml.SafeDumper):
    """Writes equal values out twice."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never an anchor."""
        del data
        return True


@pytest.mark.parametrize("word", WORDS)
def test_words_older_yaml_takes_for_something_else_stay_words(word: str) -> None:
    assert tree(".yaml", f"a: {word}\n{word}: b\n") == {"a": word, word: "b"}


@pytest.mark.parametrize("suffix", [".json", ".yaml"])
def test_depth_is_counted_the_same_everywhere(suffix: str) -> None:
    assert tree(suffix, "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    with pytest.raises(WrongInputError, match="20 niveauer"):
        tree(suffix, "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))


@given(st.lists(st.integers(0, 3), min_size=1, max_size=20))
@settings(deadline=None)
def test_lines_in_json_are_those_a_person_counts(gaps: list[int]) -> None:
    text, lines = "[", []
    for place, gap in enumerate(gaps):
        text += ("," if place else "") + "\n" * gap + '\t{"a\\"b": \t"x,]}"}'
        lines.append(text.count("\n") + 1)
    text += "]"
    json.loads(text)
    assert [line_of(text, (place, 'a"b')) for place in range(len(gaps))] == lines


def test_lines_in_yaml_are_those_a_person_counts() -> None:
    text = "# først\npeople:\n\n- id: p1\n  evidence:\n    - {competence: x,\n       level: 9}\n"
    assert line_of(text, ("people", 0, "id")) == 4
    assert line_of(text, ("people", 0, "evidence", 0, "level")) == 7
    assert line_of(text, ("people", 0, "evidence", 5)) == 6
    assert line_of(text, ("findes", "ikke")) == 2
    assert line_of("[", ()) == 0
