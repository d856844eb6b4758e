"""Answers worked out once: who asks for the same waits for it, who asks for another does not."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

K = TypeVar("K")
T = TypeVar("T")


class Kept(Generic[K, T]):
    """Answers by question."""

    def __init__(self, most: int | None = None) -> None:
        """Keep nothing yet.

        Args:
            most: when this many are kept, all are let go before the next; None keeps all.
        """
        self._most = most
        self._lock = Lock()
        self._answers: dict[K, T] = {}
        self._working: dict[K, Lock] = {}

    def get(self, key: K, work: Callable[[], T]) -> T:
        """The answer to a question, worked out by the first who asks.

        Args:
            key: the question.
            work: answers it; what it raises is raised to the one who asked, and nothing is kept.

        Returns:
            The answer kept, the same for all.
        """
        with self._lock:
            if key in self._answers:
                return self._answers[key]
            working = self._working.setdefault(key, Lock())
        with working:
            with self._lock:
                if key in self._answers:
                    return self._answers[key]
            answer = work()
            with self._lock:
                if self._most is not None and len(self._answers) >= self._most:
                    self._answers.clear()
                    self._working.clear()
                self._answers[key] = answer
            return answer
