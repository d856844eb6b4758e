"""Orders for plans: what is read, and every fault at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from api.errors import UnknownThingError, WrongInputError
from api.intake.plan_orders import Overrides, PlanOrder, load_order
from api.services.draft_plan import draft_file, example_order, example_orders
from matcher.plans.plan import PeriodKind

if TYPE_CHECKING:
    from pathlib import Path

    from taxonomy.snapshot import Taxonomy

GIVEN = Overrides(date(2026, 11, 22))
WHOLE = """
id: prøve
art: kurser
person: p-1
start: 2026-12-07
mål: {titel: et job}
kurser: [m-gaffeltruck-b]
"""


def _order(tmp_path: Path, taxonomy: Taxonomy, text: str, given: Overrides = GIVEN) -> PlanOrder:
    path = tmp_path / "bestilling.yaml"
    path.write_text(text, encoding="utf-8")
    return load_order(path, taxonomy, given)


def _faults(tmp_path: Path, taxonomy: Taxonomy, text: str) -> list[str]:
    with pytest.raises(WrongInputError) as caught:
        _order(tmp_path, taxonomy, text)
    return [f"{f.field}: {f.problem}. {f.remedy}" for f in caught.value.faults]


@pytest.mark.parametrize("path", example_orders(), ids=lambda p: p.stem)
def test_every_example_is_an_order(path: Path, taxonomy: Taxonomy) -> None:
    order = load_order(path, taxonomy, GIVEN)
    assert order.id == path.stem
    assert order.request.example
    assert order.title


def test_a_whole_order_is_read(tmp_path: Path, taxonomy: Taxonomy) -> None:
    order = _order(tmp_path, taxonomy, WHOLE)
    assert order.request.before == ("m-gaffeltruck-b",)
    assert order.request.written == GIVEN.written


def test_programme_and_start_may_be_given_beside_the_file(
    tmp_path: Path, taxonomy: Taxonomy
) -> None:
    given = Overrides(GIVEN.written, "e-cnc-tekniker", date(2027, 2, 1))
    request = _order(tmp_path, taxonomy, WHOLE, given).request
    assert (request.programme, request.start) == ("e-cnc-tekniker", date(2027, 2, 1))


def test_all_faults_are_told_at_once(tmp_path: Path, taxonomy: Taxonomy) -> None:
    text = WHOLE.replace("m-gaffeltruck-b", "m-gaffeltruk-b") + (
        "niveauer: {cnc-drejnign: 2}\n"
        "oplysninger: {uddannelse: tømrer, skostørrelse: 42}\n"
        "uddannelse: e-findes-ikke\n"
    )
    found = _faults(tmp_path, taxonomy, text)
    assert len(found) == 5
    assert any("Mente du: m-gaffeltruck-b" in fault for fault in found)
    assert any("cnc-drejning" in fault for fault in found)
    assert any("Lovlige: ufaglært" in fault for fault in found)
    assert any("oplysningen kendes ikke" in fault for fault in found)
    assert all(fault.startswith(("kurser", "niveauer", "oplysninger", "uddannelse"))
               for fault in found)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ("art: leg", "art", "er ikke en af de lovlige værdier"),
        ("start: i morgen", "start", "er ikke en dato"),
        ("niveauer: {cnc-drejning: 7}", "niveauer", "tal inden for grænserne"),
        ("arbejdsuger_imellem: halvtreds", "arbejdsuger_imellem", "helt tal"),
        ("ukendt: 1", "ukendt", ""),
        ("mentor: {uger: 4}", "mentor", ""),
        ("kalender: {kilde: x, lukkede_uger: [" + ", ".join(map(str, range(1, 30))) + "]}",
         "kalender", "for mange lukkede uger"),
        ("kalender: {kilde: x, perioder: [{nummer: 1, fra: 2027-05-01, til: 2027-04-01}]}",
         "kalender", "slutter, før den begynder"),
        ("datoer: {skole-1: {fra: 2027-01-04, til: null}}", "datoer", "datoen mangler"),
        ("moduler: [{id: x, titel: X, dage: 3, giver: {ukendt: 1}, status: opdigtet}]",
         "moduler", "findes ikke i taxonomien"),
    ],
)  # fmt: skip
def test_each_fault_is_told_where_it_is(
    line: str, field: str, words: str, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    key = line.split(":", 1)[0]
    text = "\n".join(row for row in WHOLE.splitlines() if not row.startswith(f"{key}:"))
    found = _faults(tmp_path, taxonomy, f"{text}\n{line}\n")
    assert any(fault.startswith(field) and words in fault for fault in found), found


def test_without_a_start_nothing_is_planned(tmp_path: Path, taxonomy: Taxonomy) -> None:
    found = _faults(tmp_path, taxonomy, WHOLE.replace("start: 2026-12-07", ""))
    assert found == ["start: feltet er tomt. Skriv start: ÅÅÅÅ-MM-DD"]


def test_a_cpr_number_is_never_told(tmp_path: Path, taxonomy: Taxonomy) -> None:
    found = _faults(tmp_path, taxonomy, WHOLE.replace("p-1", "010190-1234"))
    assert not any("010190" in fault for fault in found)


@pytest.mark.parametrize("said", ["skriv til a@b.dk", "ring 22 33 44 55", "mødes på Vestergade 12"])
def test_no_way_to_reach_a_person_stands_in_a_plan(
    said: str, tmp_path: Path, taxonomy: Taxonomy
) -> None:
    told = f"{WHOLE}\nmentor: {{uger: 4, tekst: '{said}'}}\n"
    (fault,) = _faults(tmp_path, taxonomy, told)
    assert fault.startswith("mentor")
    assert said not in fault
    order = _order(tmp_path, taxonomy, f"{WHOLE}\nskole: Skolen\nkontakt: '{said}'\n", GIVEN)
    assert order.request.contact == said


def test_dates_somebody_has_set_are_used_and_checked(tmp_path: Path, taxonomy: Taxonomy) -> None:
    path = tmp_path / "bestilling.yaml"
    right = "datoer: {'kursus:m-gaffeltruck-b': {fra: 2027-01-04, til: 2027-01-12}}\n"
    path.write_text(WHOLE + right, encoding="utf-8")
    drafted = draft_file(path, taxonomy, GIVEN)
    assert drafted.faults == ()
    assert drafted.plan.start == date(2027, 1, 4)
    assert not drafted.plan.periods[0].proposed
    path.write_text(WHOLE + right.replace("2027-01-12", "2027-01-06"), encoding="utf-8")
    assert "datoerne rummer kun 3 dage" in str(draft_file(path, taxonomy, GIVEN).faults[0])


def test_a_period_that_is_not_there_is_named(tmp_path: Path, taxonomy: Taxonomy) -> None:
    path = tmp_path / "bestilling.yaml"
    path.write_text(WHOLE + "datoer: {skole-9: {fra: 2027-01-04, til: 2027-01-12}}\n", "utf-8")
    with pytest.raises(UnknownThingError, match="Den har: kursus:m-gaffeltruck-b"):
        draft_file(path, taxonomy, GIVEN)


def test_the_shortest_courses_to_a_job_are_found(taxonomy: Taxonomy) -> None:
    order = load_order(example_order("amu-cnc-operatoer"), taxonomy, GIVEN)
    assert "m-cnc-drejning-2" in order.request.before
    plan = draft_file(example_order("amu-cnc-operatoer"), taxonomy, GIVEN).plan
    reached = {g.competence: g.after for g in plan.growth}
    assert all(reached[c] >= level for c, level in order.request.needed.items())
    assert all(p.kind is PeriodKind.COURSE for p in plan.periods)


def test_an_example_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UnknownThingError, match="kabelmontoer"):
        example_order("flyvetekniker")
