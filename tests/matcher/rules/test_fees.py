"""Fees: days times a dated rate with its source, or the reason why none can be told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from matcher.rules.fees import module_fee
from taxonomy.concepts import ModuleKind

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy


def _any(taxonomy: Taxonomy, kind: ModuleKind) -> str:
    return next(m.id for m in taxonomy.modules.values() if m.kind is kind)


@pytest.mark.parametrize(
    ("on", "rate"),
    [
        (date(2023, 12, 31), None),
        (date(2024, 1, 1), 208),
        (date(2024, 12, 31), 208),
        (date(2025, 1, 1), None),
        (date(2025, 12, 31), None),
        (date(2026, 8, 3), None),
        (date(2026, 8, 4), 218),
        (date(2026, 12, 31), 218),
        (date(2027, 1, 1), None),
    ],
)
def test_the_amu_rate_on_the_day_before_on_and_after_each_change(
    taxonomy: Taxonomy, on: date, rate: int | None
) -> None:
    module = taxonomy.modules[_any(taxonomy, ModuleKind.AMU)]
    fee = module_fee(module, taxonomy, on)
    if rate is None:
        assert fee.kroner is None
        assert "ikke kontrolleret" in fee.why
    else:
        assert fee.kroner == rate * (module.days or 0)
        assert fee.basis is not None
        assert fee.basis.reference


def test_the_two_day_asbestos_course_costs_what_the_portal_showed(taxonomy: Taxonomy) -> None:
    """436 kr. for two days in the snapshot of 4 August 2026 (R41)."""
    module = next(m for m in taxonomy.modules.values() if m.national_code == "22906")
    assert module_fee(module, taxonomy, date(2026, 8, 4)).kroner == 436


@pytest.mark.parametrize("kind", [ModuleKind.EUV, ModuleKind.AVU, ModuleKind.COURSE])
def test_what_no_source_prices_has_no_price(taxonomy: Taxonomy, kind: ModuleKind) -> None:
    fee = module_fee(taxonomy.modules[_any(taxonomy, kind)], taxonomy, date(2026, 11, 22))
    assert fee.kroner is None
    assert fee.why
