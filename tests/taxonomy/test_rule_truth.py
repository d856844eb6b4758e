"""Every number of law in `data/rules/` stands in the fact it names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from taxonomy.concepts import Confidence
from taxonomy.parameters import Period, Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taxonomy.parameters import DatedValue, Parameter, Value
    from taxonomy.snapshot import Taxonomy

FACTS: Final = Path(__file__).parents[3] / "shared" / "domain" / "RULES.md"
needs_facts = pytest.mark.skipif(not FACTS.exists(), reason="the briefing is not here")
SITE: Final = re.compile(r"[\wæøå-]+(?:\.\w+)*\.(?:dk|nu|com)\b")
WORDS: Final = {
    0.5: ("½",), 1: ("one", "once", "a and", "1-day"), 1.5: ("1½",), 2: ("two", "2-day", "02"),
    3: ("three",), 5: ("5-year",), 0: ("free of charge",), 12: ("12 months",),
    20: ("1/5",), 24: ("two years", "at most 2 years"), 50: ("half",), 6: ("six years",),
}  # fmt: skip
LAW_LINES: Final = {
    "seksuger": ("- Six weeks'",),
    "veu": ("| | 4 555 (2023)", "| | 4 700 (2024"),
    "kost": ("| lodging",),
}
"""Lines of LAW.md that say what no numbered fact does."""


def _facts() -> dict[str, str]:
    """Each fact by number, with the lines of a table that follow it."""
    parts = re.split(r"^(?=R\d+a?\. )", FACTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.split(".")[0]: part for part in parts if part.startswith("R")}


def _numbers(value: Value | None) -> Iterator[float]:
    if isinstance(value, Scale):
        for bound, step in value.steps:
            yield from (bound, *([step] if isinstance(step, float) else []))
    elif isinstance(value, float):
        yield value


def _stands(number: float, text: str) -> bool:
    whole = number.is_integer()
    forms = {f"{number:.0f}", f"{number:,.0f}"} if whole else {f"{number}", f"{number:.2f}"}
    found = any(re.search(rf"(?<![\d.,]){re.escape(f)}(?!\d|[.,]\d)", text) for f in forms)
    return found or any(word in text.lower() for word in WORDS.get(number, ()))


def _law_lines(parameter: Parameter) -> str:
    """What LAW.md says beside the facts, with its thousands written as in them."""
    begins = LAW_LINES.get(parameter.id.split("/")[0], ())
    lines = FACTS.with_name("LAW.md").read_text(encoding="utf-8").splitlines()
    found = " ".join(line for line in lines if begins and line.startswith(begins))
    return re.sub(r"(?<=\d) (?=\d{3}\b)", ",", found.replace("krifa;", "krifa.dk;"))


def _sources(parameter: Parameter, row: DatedValue, facts: dict[str, str]) -> str:
    """The facts a row names, and what LAW.md says of a few areas."""
    return " ".join([*(facts[name] for name in row.facts), _law_lines(parameter)])


@needs_facts
def test_every_number_stands_in_a_fact_it_names(taxonomy: Taxonomy) -> None:
    facts, absent = _facts(), []
    for parameter in taxonomy.parameters.values():
        for row in parameter.values:
            text = _sources(parameter, row, facts)
            absent += [(parameter.id, n) for n in _numbers(row.value) if not _stands(n, text)]
    assert [each for each in absent if each[1] != 0 or "fvu" in each[0]] == []


@needs_facts
def test_a_year_the_source_gives_stands_in_a_fact(taxonomy: Taxonomy) -> None:
    """Days that a source gives must be of years that stand in the facts or the reference."""
    facts, absent = _facts(), []
    for parameter in taxonomy.parameters.values():
        for row in parameter.values:
            text = " ".join([*(facts[name] for name in row.facts), row.reference])
            told = row.period is Period.PROPOSAL or row.value is None or str(row.start.year) in text
            absent += [] if told else [(parameter.id, row.start)]
    assert absent == []


@needs_facts
def test_an_act_and_a_paragraph_stand_in_a_fact(taxonomy: Taxonomy) -> None:
    facts, absent = _facts(), []
    for parameter in taxonomy.parameters.values():
        for row in parameter.values:
            text = " ".join(facts[name] for name in row.facts)
            numbers = re.findall(r"\d+ [a-z]\b|\d+", row.paragraph)
            numbers += re.findall(r"nr\. (\d+)", row.law)
            absent += [(parameter.id, n) for n in numbers if n not in text]
    assert absent == []


@needs_facts
def test_every_source_that_is_cited_stands_in_a_fact_the_row_names(taxonomy: Taxonomy) -> None:
    facts, absent = _facts(), []
    for parameter in taxonomy.parameters.values():
        for row in parameter.values:
            known = _sources(parameter, row, facts)
            absent += [(parameter.id, row.start, h) for h in SITE.findall(row.reference)
                       if h not in known]  # fmt: skip
    assert absent == []


def test_an_address_is_of_a_source_the_reference_names(taxonomy: Taxonomy) -> None:
    apart = []
    for parameter in taxonomy.parameters.values():
        for row in parameter.values:
            site = row.source_url.removeprefix("https://").removeprefix("www.").split("/")[0]
            apart += [(parameter.id, row.start, site)] if site not in row.reference else []
    assert apart == []


def test_expected_law_cites_no_act_that_is_passed(taxonomy: Taxonomy) -> None:
    rows = [row for parameter in taxonomy.parameters.values() for row in parameter.values]
    assert [row.law for row in rows if row.expected and row.law] == []


def _rows_marked(parameter: Parameter) -> Iterator[str]:
    for row in parameter.values:
        undated = "udateret" in row.reference + row.note
        if undated and row.period is not Period.PROPOSAL:
            yield f"{parameter.id} {row.start}"


def test_what_an_undated_source_says_has_a_proposed_period(taxonomy: Taxonomy) -> None:
    marked = [row for p in taxonomy.parameters.values() for row in _rows_marked(p)]
    assert marked == []


def test_days_of_our_own_are_never_told_with_high_confidence(taxonomy: Taxonomy) -> None:
    rows = [(p.id, row) for p in taxonomy.parameters.values() for row in p.values]
    proposed = [(name, row) for name, row in rows if row.period is Period.PROPOSAL]
    assert len(proposed) >= 100
    assert [name for name, row in proposed if row.confidence is Confidence.HIGH] == []
