"""A fee and a sum of fees as they are shown: every basis cited, for days that all of them hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.cli.tables import fee_source
from api.services.showing import Shower
from api.web.pieces import Notes, fee
from matcher.facts import Need
from matcher.packages.package import Method, Package, Step
from matcher.packages.problem import Course
from matcher.rules.fees import Fee
from taxonomy.concepts import Confidence, ModuleKind

if TYPE_CHECKING:
    from taxonomy.parameters import DatedValue
    from taxonomy.snapshot import Taxonomy

ON = date(2026, 11, 22)


def _bases(taxonomy: Taxonomy) -> tuple[DatedValue, DatedValue]:
    amu = taxonomy.parameters["amu/deltagerbetaling"].values[-1]
    planted = replace(amu, start=date(2026, 1, 1), checked_until=date(2026, 11, 30),
                      reference="En anden side", law="En lov", paragraph="§ 1",
                      confidence=Confidence.LOW)  # fmt: skip
    return amu, planted


def _need() -> Need:
    return Need("b", "a", "T", None, ())


def test_a_sum_of_two_rates_cites_both_for_the_days_both_hold(taxonomy: Taxonomy) -> None:
    modules = [m.id for m in taxonomy.modules.values() if m.kind is ModuleKind.AMU][:2]
    steps = tuple(
        Step(Course(id_, 2, Fee(100, "", basis, 2), {}, (), 2), (), ())
        for id_, basis in zip(modules, _bases(taxonomy), strict=True)
    )
    package = Package(steps, (), 4, 200, Method.CP_SAT, proven=True, bound=4)
    view = Shower(taxonomy, ON).package(package, _need()).fee
    assert view.kroner == 200
    assert "voksenuddannelse.dk" in view.reference
    assert "En anden side" in view.reference
    assert view.legal_basis == "En lov § 1"
    assert (view.valid_from, view.checked_until) == (date(2026, 8, 4), date(2026, 11, 30))
    assert view.confidence == Confidence.LOW


def test_an_amount_says_its_paragraph_or_that_none_is_seen(taxonomy: Taxonomy) -> None:
    for basis, said in zip(_bases(taxonomy), ("paragraf ikke set", "En lov § 1"), strict=True):
        view = Shower(taxonomy, ON).fee(Fee(436, "", basis, 2))
        notes = Notes()
        fee(view, notes)
        for text in (*notes.texts, fee_source(view)):
            assert said in text
            assert basis.reference in text
            assert "sikkerhed: " in text
