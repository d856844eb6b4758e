"""What a participant in the target group pays for a module on a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Final

from taxonomy.concepts import Confidence, ModuleKind
from taxonomy.parameters import InForce

if TYPE_CHECKING:
    from taxonomy.concepts import Module
    from taxonomy.parameters import DatedValue
    from taxonomy.snapshot import Taxonomy

FEE_PARAMETERS: Final = {
    ModuleKind.AMU: "amu/deltagerbetaling",
    ModuleKind.FVU: "fvu/deltagerbetaling",
}


@dataclass(frozen=True)
class Fee:
    """A fee, or the reason why none can be told.

    Attributes:
        kroner: whole kroner; None when it cannot be told.
        why: the reason in Danish when it cannot be told; otherwise empty.
        basis: the dated value the amount was worked out from; None when it cannot be told.
        days: days the daily rate was multiplied by; None when it cannot be told.
        estimate: whether the length is our proposal, or the rate is not confirmed as general.
    """

    kroner: int | None
    why: str
    basis: DatedValue | None = None
    days: int | None = None
    estimate: bool = False


def module_fee(module: Module, taxonomy: Taxonomy, on: date) -> Fee:
    """Deltagerbetaling for one module, for a person up to and including EUD level (R40, R41).

    Args:
        module: any module.
        taxonomy: with the dated parameters.
        on: the day the course starts.

    Returns:
        Days times the daily rate in force, with its source; or why it cannot be told.
        Full price for people with higher education and supplements are not in it.
    """
    name = FEE_PARAMETERS.get(module.kind)
    if name is None or name not in taxonomy.parameters:
        return Fee(None, "Prisen for denne type uddannelse findes ikke i vores kilder")
    if module.days is None:
        return Fee(None, "Kursets længde kendes ikke")
    answer = taxonomy.parameters[name].at(on)
    if not isinstance(answer, InForce):
        return Fee(None, answer.why)
    sure = module.days_from_source and answer.dated.confidence is Confidence.HIGH
    kroner = round(answer.dated.number * module.days)
    return Fee(kroner, "", answer.dated, module.days, estimate=not sure)
