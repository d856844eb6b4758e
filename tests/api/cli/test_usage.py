"""Commands that are typed wrongly are answered in Danish."""

from __future__ import annotations

import pytest
import typer

from api.cli.main import app
from api.cli.usage import in_danish


def _said(words: list[str]) -> str:
    with pytest.raises(Exception) as caught:  # noqa: PT011  (the parser's own kinds)
        app(words, standalone_mode=False)
    assert not isinstance(caught.value, typer.Exit)
    return in_danish(caught.value.format_message())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("words", "danish"),
    [
        (["rank"], "«--plan» mangler"),
        (["rules", "explain"], "«rule» mangler"),
        (["rules", "stale", "--on"], "«--on» mangler sin værdi"),
        (["bench", "distance", "--people", "0"], "«--people» skal være mindst 1"),
        (["bench", "distance", "--needs", "20001"], "«--needs» skal være højst 20000"),
        (["bench", "distance", "--people", "abc"], "«--people» skal være et helt tal"),
        (["hest"], "kommandoen «hest» findes ikke"),
        (["rules", "list", "--hest"], "valget «--hest» findes ikke"),
        (["rules", "stale", "ekstra"], "for mange ord: ekstra"),
    ],
)
def test_what_the_parser_says_is_told_in_danish(words: list[str], danish: str) -> None:
    assert _said(words) == danish


def test_what_it_has_not_said_before_stands_as_it_is() -> None:
    assert in_danish("Something else.") == "Something else."
