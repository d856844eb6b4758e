"""What nobody has confirmed is marked wherever it is shown: pages, JSON, tables, spreadsheet."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from api.app import create_app
from api.cli import tables
from api.services.export_ranking import _row
from api.services.propose_package import propose_package
from api.services.rank_candidates import rank_need
from api.services.show_companies import show_companies
from api.services.show_gaps import show_gaps
from api.wording import SUGGESTED_DA
from tests.api.asking import Client
from tests.api.small_region import small_region

if TYPE_CHECKING:
    from collections.abc import Callable

    from api.services.region import Region

NEED = "truck"
SURE, GUESS = "p-14", "p-07"


@pytest.fixture(scope="module")
def region() -> Region:
    """Two people with a truck certificate; that of one of them is only suggested."""
    whole = small_region()
    people = tuple(
        replace(p, evidence=tuple(replace(e, suggested=p.id == GUESS) for e in p.evidence))
        for p in whole.people
    )
    plans = tuple(
        replace(plan, areas=tuple(
            replace(a, employees=(SURE, GUESS)) if a.id == "lager" else a for a in plan.areas
        ))
        for plan in whole.plans
    )  # fmt: skip
    return replace(whole, people=people, plans=plans)


def drawn(draw: Callable[[Console], None]) -> str:
    stream = io.StringIO()
    draw(Console(file=stream, width=200, no_color=True))
    return stream.getvalue()


def test_a_ranking_tells_who_rests_on_what(region: Region) -> None:
    found = {c.person: c for c in rank_need(region, NEED).candidates}
    sure, guess = found[SURE], found[GUESS]
    assert (sure.fit, guess.fit) == (True, True)
    assert (sure.unconfirmed_points, sure.to_confirm) == (0.0, [])
    assert guess.unconfirmed_points == pytest.approx(guess.score)
    assert guess.to_confirm == [guess.comparisons[0].evidence]
    assert guess.comparisons[0].suggested
    assert SUGGESTED_DA in guess.comparisons[0].evidence_da
    assert guess.missing[0].text_da.startswith("Bekræft gaffeltruckcertifikat B")
    assert guess.suggested
    assert guess.score < sure.score


def test_pages_mark_it(region: Region) -> None:
    client = Client(create_app(region))
    listed = client.get(f"/behov/{NEED}").text
    assert "Passer i dag, hvis forslag bekræftes" in listed
    assert listed.count("hvis forslag bekræftes") == 1
    page = client.get(f"/behov/{NEED}/person/{GUESS}").text
    assert page.count(SUGGESTED_DA) >= 3
    assert "Bekræft gaffeltruckcertifikat B" in page
    assert SUGGESTED_DA not in client.get(f"/behov/{NEED}/person/{SURE}").text
    assert "1 kun, hvis forslag bekræftes" in client.get("/").text


def test_gaps_mark_it(region: Region) -> None:
    view = show_gaps(region)
    need = next(n for c in view.companies for a in c.areas for n in a.needs if n.need.id == NEED)
    assert (need.fit, need.unconfirmed) == ([GUESS, SURE], [GUESS])
    assert need.requirements[0].suggested == {"held": 1}
    told = drawn(lambda console: tables.gaps(console, view))
    assert f"2 har det (heraf 1 {SUGGESTED_DA})" in told
    assert "hvis forslag om 1 ansat bekræftes" in told


def test_companies_count_it_apart(region: Region) -> None:
    view = show_companies(region)
    needs = [n for c in view.companies for a in c.areas for n in a.needs]
    assert [n.fit_unconfirmed for n in needs if n.need.id == NEED] == [1]


def test_terminal_and_spreadsheet_mark_it(region: Region) -> None:
    ranking = rank_need(region, NEED)
    told = drawn(lambda console: tables.ranking(console, ranking))
    assert "✓*" in told
    assert "* foreslået, ikke bekræftet" in told
    answer = propose_package(region, NEED, GUESS)
    assert any("foreslået ud fra tekst" in line for line in answer.assumptions_da)
    assert "✓*" in drawn(lambda console: tables.package_answer(console, answer))
    rows = {c.person: _row(ranking, c) for c in ranking.candidates}
    assert rows[GUESS]["Foreslået, ikke bekræftet"] == "gaffeltruckcertifikat B"
    assert rows[GUESS]["Heraf point på forslag"] == rows[GUESS]["Point"]
    assert rows[SURE]["Foreslået, ikke bekræftet"] == ""
