"""Yes, no and the three kinds of not knowing, put together; and the day that decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product

import pytest

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, Verdict, all_of, any_of, cannot_tell, opposite
from matcher.rules.rule import THE_DAY_ASKED, Decides

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.CANNOT_TELL
ENDED, UNCHECKED = Verdict.NOT_IN_FORCE, Verdict.NOT_CHECKED


def _one(verdict: Verdict) -> Finding:
    missing = ("papir",) if verdict is UNKNOWN else ()
    return Finding(f"Er det {verdict}?", verdict, f"det er {verdict}", missing=missing)


@pytest.mark.parametrize(
    ("parts", "together"),
    [
        ((YES, YES), YES),
        ((YES, NO), NO),
        ((NO, UNKNOWN), NO),
        ((NO, UNCHECKED), NO),
        ((YES, UNKNOWN), UNKNOWN),
        ((UNKNOWN, UNCHECKED), UNCHECKED),
        ((YES, ENDED), ENDED),
    ],
)
def test_all_of(parts: tuple[Verdict, ...], together: Verdict) -> None:
    assert all_of("Begge?", *map(_one, parts)).verdict is together


@pytest.mark.parametrize(
    ("parts", "together"),
    [
        ((NO, NO), NO),
        ((YES, NO), YES),
        ((YES, UNCHECKED), YES),
        ((NO, UNKNOWN), UNKNOWN),
        ((UNKNOWN, UNCHECKED), UNCHECKED),
        ((NO, ENDED), NO),
        ((ENDED, ENDED), ENDED),
    ],
)
def test_any_of(parts: tuple[Verdict, ...], together: Verdict) -> None:
    assert any_of("En af dem?", *map(_one, parts)).verdict is together


def test_the_order_of_parts_never_matters_to_the_verdict() -> None:
    for first, second in product(Verdict, Verdict):
        for gather in (all_of, any_of):
            one = gather("?", _one(first), _one(second))
            other = gather("?", _one(second), _one(first))
            assert one.verdict is other.verdict


def test_only_the_deciding_parts_give_reason_and_missing_papers() -> None:
    found = all_of("Begge?", _one(YES), _one(UNKNOWN), outcome="gratis")
    assert found.reason == "det er kan ikke afgøres"
    assert found.missing == ("papir",)
    assert found.outcome == ""
    assert [part.verdict for part in found.parts] == [YES, UNKNOWN]


def test_the_opposite_of_what_is_unknown_is_unknown() -> None:
    turned = {verdict: opposite("?", _one(verdict)).verdict for verdict in Verdict}
    assert turned == {YES: NO, NO: YES, UNKNOWN: UNKNOWN, ENDED: ENDED, UNCHECKED: UNCHECKED}


def test_earlier_steps_are_shown_without_deciding() -> None:
    found = _one(YES).giving("EUV2").after(_one(NO))
    assert (found.verdict, found.outcome) == (YES, "EUV2")
    assert [part.verdict for part in found.parts] == [NO, YES]
    assert found.reason == "det er nej; det er ja"


def test_what_cannot_be_told_names_the_document() -> None:
    assert cannot_tell("?", "kilden tier", "loven").missing == ("loven",)


@dataclass(frozen=True)
class _Facts(Facts):
    applied: date | None = fact("ansøgt", "ansøgt")  # noqa: RUF009
    start: date | None = fact("start", "start")  # noqa: RUF009


ASKED, EARLY, LATE = date(2021, 6, 1), date(2020, 12, 31), date(2021, 1, 1)


@pytest.mark.parametrize(
    ("facts", "day"),
    [
        (_Facts(), ASKED),
        (_Facts(applied=EARLY, start=LATE), EARLY),
        (_Facts(applied=LATE, start=EARLY), EARLY),
        (_Facts(applied=LATE, start=LATE), LATE),
        (_Facts(applied=EARLY), EARLY),
    ],
)
def test_the_earliest_of_the_deciding_days_counts(facts: _Facts, day: date) -> None:
    assert Decides("den tidligste", ("applied", "start")).day(facts, ASKED) == day


def test_without_a_deciding_fact_the_day_asked_decides() -> None:
    assert THE_DAY_ASKED.day(_Facts(applied=EARLY), ASKED) == ASKED
