"""Errors of the taxonomy: faults are collected, never thrown one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a source, told so that a person can mend it.

    Attributes:
        file: name of the file, without the machine's path.
        line: line in the file counted from 1; 0 where the fault is about the whole file.
        field: the column or path within the file; empty for a whole line.
        found: what stands there, shortened to at most 80 characters.
        problem: what is wrong, in Danish.
        remedy: what would be right, or the next step, in Danish.
    """

    file: str
    line: int
    field: str
    found: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """One line: place, what was found, what is wrong, what to do."""
        place = self.file + (f", linje {self.line}" if self.line else "")
        place += f", felt «{self.field}»" if self.field else ""
        found = f" (fandt: {self.found!r})" if self.found else ""
        return f"{place}: {self.problem}{found}. {self.remedy}"


def shorten(value: object, limit: int = 80) -> str:
    """Show a value of any size in at most `limit` characters, on one line.

    Args:
        value: anything; its string form is shown.
        limit: characters, at least 2.

    Returns:
        The text with line breaks as spaces, cut with "…" when longer than `limit`.
    """
    text = str(value)[: limit * 4].replace("\n", " ").replace("\r", " ").replace("\x00", "␀")
    return text if len(text) <= limit else text[: limit - 1] + "…"


class TaxonomyError(Exception):
    """Base of all errors raised by this package."""


class FaultyDataError(TaxonomyError):
    """The data cannot be used; carries every fault found, in file order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Collect the faults, sorted by file and line."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class NotFoundError(TaxonomyError):
    """An id or label that the taxonomy does not hold."""
