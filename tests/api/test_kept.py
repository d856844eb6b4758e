"""Answers kept: worked out once, and nobody waits for another's question."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from api.services.kept import Kept


def test_the_same_question_is_worked_out_once_by_eight_who_ask_at_once() -> None:
    kept: Kept[str, int] = Kept()
    asked: list[int] = []
    go = Event()

    def work() -> int:
        go.wait(10)
        asked.append(1)
        return 7

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(kept.get, "a", work) for _ in range(8)]
        go.set()
        assert [a.result() for a in answers] == [7] * 8
    assert asked == [1]


def test_another_question_is_answered_while_one_is_being_worked_out() -> None:
    kept: Kept[str, int] = Kept()
    begun, go = Event(), Event()

    def slow() -> int:
        begun.set()
        assert go.wait(10), "the other question waited for this one"
        return 1

    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(kept.get, "slow", slow)
        assert begun.wait(10)
        assert kept.get("quick", lambda: 2) == 2
        go.set()
        assert first.result() == 1


def test_a_fault_is_told_and_the_next_may_try_again() -> None:
    kept: Kept[str, int] = Kept()
    with pytest.raises(ZeroDivisionError):
        kept.get("a", lambda: 1 // 0)
    assert kept.get("a", lambda: 3) == 3


def test_no_more_than_the_most_are_kept() -> None:
    kept: Kept[int, int] = Kept(most=2)
    for n in range(5):
        assert kept.get(n, lambda n=n: n) == n  # type: ignore[misc]
    assert kept.get(0, lambda: 9) == 9
    assert kept.get(4, lambda: 9) in {4, 9}
