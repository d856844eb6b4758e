"""What a rule finds: a verdict with its reason, what is missing, and the tree it was found by."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taxonomy.parameters import InForce, NotInForce


class Verdict(StrEnum):
    """The five answers a rule can give."""

    YES = "ja"
    NO = "nej"
    CANNOT_TELL = "kan ikke afgøres"
    NOT_IN_FORCE = "gælder ikke"
    NOT_CHECKED = "ikke kontrolleret"


_ALL_ORDER: Final = (
    Verdict.NO, Verdict.NOT_IN_FORCE, Verdict.NOT_CHECKED, Verdict.CANNOT_TELL, Verdict.YES,
)  # fmt: skip
_ANY_ORDER: Final = (
    Verdict.YES, Verdict.NOT_CHECKED, Verdict.CANNOT_TELL, Verdict.NO, Verdict.NOT_IN_FORCE,
)  # fmt: skip
_TURNED: Final = {Verdict.YES: Verdict.NO, Verdict.NO: Verdict.YES}


@dataclass(frozen=True, slots=True)
class Finding:
    """One step of an answer; the steps below it are why.

    Attributes:
        question: what was asked, in Danish.
        reason: why the verdict is what it is, in Danish.
        inputs: the facts that were used, as name and value.
        law: the dated values that were used.
        missing: what somebody must tell or fetch before it can be told.
        parts: the steps it rests on.
        outcome: what follows beside yes or no, for example "EUV1"; may be empty.
        amount: kroner, when the outcome is an amount.
    """

    question: str
    verdict: Verdict
    reason: str
    inputs: tuple[tuple[str, str], ...] = ()
    law: tuple[InForce | NotInForce, ...] = ()
    missing: tuple[str, ...] = ()
    parts: tuple[Finding, ...] = ()
    outcome: str = ""
    amount: float | None = None

    @property
    def yes(self) -> bool:
        """Whether the verdict is yes."""
        return self.verdict is Verdict.YES

    @property
    def no(self) -> bool:
        """Whether the verdict is no."""
        return self.verdict is Verdict.NO

    def giving(self, outcome: str, amount: float | None = None) -> Finding:
        """The same finding with what follows from it."""
        return replace(self, outcome=outcome, amount=amount)

    def after(self, *earlier: Finding) -> Finding:
        """The same finding with the steps that led to it shown before it."""
        reason = "; ".join(_once([*(part.reason for part in earlier), self.reason]))
        return replace(self, reason=reason, inputs=(), law=(), parts=(*earlier, self))


def all_of(question: str, *parts: Finding, outcome: str = "") -> Finding:
    """Yes when every part is yes; no as soon as one is no, whatever is unknown about the rest.

    Args:
        question: what the parts decide together.
        parts: at least one.
        outcome: what follows from yes.

    Returns:
        The finding with its parts.
    """
    return _gathered(question, parts, _ALL_ORDER, outcome)


def any_of(question: str, *parts: Finding, outcome: str = "") -> Finding:
    """Yes as soon as one part is yes; no only when every part is known to be no."""
    return _gathered(question, parts, _ANY_ORDER, outcome)


def opposite(question: str, part: Finding) -> Finding:
    """No for yes and yes for no; what cannot be told still cannot."""
    verdict = _TURNED.get(part.verdict, part.verdict)
    return Finding(question, verdict, part.reason, missing=part.missing, parts=(part,))


def cannot_tell(question: str, reason: str, missing: str, *parts: Finding) -> Finding:
    """What our sources do not decide, and what would."""
    return Finding(question, Verdict.CANNOT_TELL, reason, missing=(missing,), parts=parts)


def _gathered(
    question: str, parts: tuple[Finding, ...], order: tuple[Verdict, ...], outcome: str
) -> Finding:
    found = {part.verdict for part in parts}
    verdict = next(v for v in order if v in found)
    deciding = [part for part in parts if part.verdict is verdict]
    return Finding(
        question,
        verdict,
        "; ".join(_once(part.reason for part in deciding)),
        missing=_once(m for part in deciding for m in part.missing),
        parts=parts,
        outcome=outcome if verdict is Verdict.YES else "",
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
