"""Every rule by name."""

from __future__ import annotations

from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from matcher.rules.schemes import (
    admission,
    allowance,
    amu,
    apprentice,
    certificates,
    euv,
    funds,
    fvu,
    ikv,
    reform,
    regional_pool,
    six_weeks,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matcher.rules.rule import Rule

_FAMILIES: Final = (
    euv, admission, fvu, ikv, amu, allowance, six_weeks, regional_pool, apprentice, funds,
    certificates, reform,
)  # fmt: skip

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {rule.name: rule for rule in chain.from_iterable(family.RULES for family in _FAMILIES)}
)
"""All rules, in the order of a person's way: education, admission, money, papers, reform."""
