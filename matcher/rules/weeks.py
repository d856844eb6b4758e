"""Weeks taken off the three parts of an education, each once and never below nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from matcher.rules.credit import Credit, CreditKind, Weeks
from taxonomy.danish import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PARTS: Final = ("gf2", "main", "oplaering")
PART_NAMES: Final = {"gf2": "grundforløb 2", "main": "hovedforløbet på skole",
                     "oplaering": "oplæringen"}  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """Credit before it meets what is left of the education.

    Attributes:
        credit: with the weeks the criterion gives.
        subject: claims with the same subject shorten once only; empty when alone.
    """

    credit: Credit
    subject: str = ""


def length_after(full: Weeks, credits_: Iterable[Credit]) -> Weeks:
    """The full length less every accepted credit; what is not known stays unknown."""
    left = {part: getattr(full, part) for part in PARTS}
    for credit in credits_:
        if credit.accepted:
            left = {p: _less(left[p], weeks) for p, weeks in taken(credit).items()}
    return Weeks(**left)


def _less(left: float | None, weeks: float) -> float | None:
    return None if left is None else left - weeks


def taken(credit: Credit) -> Mapping[str, float]:
    """The weeks a credit takes off each part."""
    return {
        "gf2": credit.school_weeks if credit.gf2 else 0,
        "main": 0 if credit.gf2 else credit.school_weeks,
        "oplaering": credit.oplaering_weeks,
    }


def settle(full: Weeks, claims: Iterable[Claim]) -> tuple[Credit, ...]:
    """Turn claims into credit: once for each subject, and never more than is left.

    Args:
        full: length before anything is taken off; None where it is not known, and then
            nothing is capped there.
        claims: standard first, then in the order they are to be used.

    Returns:
        The credit in the same order, with why weeks were lost where they were.
    """
    left = {part: getattr(full, part) for part in PARTS}
    settled = []
    for claim in _once_per_subject(tuple(claims)):
        credit = _capped(claim.credit, left)
        if credit.accepted:
            left = {p: _less(left[p], weeks) for p, weeks in taken(credit).items()}
        settled.append(credit)
    return tuple(settled)


def _capped(credit: Credit, left: Mapping[str, float | None]) -> Credit:
    wanted = taken(credit)
    given = {p: min(w, _left(left[p], w)) for p, w in wanted.items()}
    lost = [p for p in PARTS if given[p] < wanted[p]]
    if not lost:
        return credit
    told = [_lost(p, given[p], wanted[p]) for p in lost]
    earlier = [credit.capped_da] if credit.capped_da else []
    return replace(
        credit,
        school_weeks=given["gf2"] + given["main"],
        oplaering_weeks=given["oplaering"],
        capped_da="; ".join([*earlier, *told]),
    )


def _lost(part: str, given: float, wanted: float) -> str:
    there = f"er kun {counted(given, 'uger')}" if given else "er intet"
    return (
        f"kriteriet giver {counted(wanted, 'uger')}, men der {there} tilbage af {PART_NAMES[part]}"
    )


def _left(left: float | None, wanted: float) -> float:
    return wanted if left is None else left


def _once_per_subject(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    best: dict[str, tuple[float, str]] = {}
    for claim in claims:
        size = claim.credit.school_weeks + claim.credit.oplaering_weeks
        if claim.subject and size > best.get(claim.subject, (-1, ""))[0]:
            best[claim.subject] = (size, claim.credit.criterion)
    return tuple(
        claim if not claim.subject or best[claim.subject][1] == claim.credit.criterion
        else _given_already(claim, best[claim.subject][1])
        for claim in claims
    )  # fmt: skip


def _given_already(claim: Claim, by: str) -> Claim:
    why = f"«{claim.subject}» afkortes kun én gang og er givet efter {by}"
    credit = replace(claim.credit, school_weeks=0, oplaering_weeks=0, capped_da=why)
    return replace(claim, credit=credit)


def must_be_taken(credit: Credit) -> bool:
    """Whether the person must take the credit (R5)."""
    return credit.kind is not CreditKind.INDIVIDUAL
