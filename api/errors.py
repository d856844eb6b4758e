"""Errors of the shell, and the one table that turns kinds of error into exit codes and statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from taxonomy.errors import Fault, FaultyDataError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterable


class ApiError(Exception):
    """Base of all errors raised by this package."""


class WrongInputError(ApiError):
    """What was given cannot be used; carries every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Collect the faults, sorted by file and line."""
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class UnreadableBodyError(WrongInputError):
    """A request whose body is not JSON at all."""


class NothingPossibleError(ApiError):
    """The question is right, but nothing follows from what was given."""


class UnknownThingError(ApiError):
    """An id that is not among what was given; the message names what is there."""


EXIT_DONE: Final = 0
EXIT_WRONG_INPUT: Final = 2
EXIT_NOTHING_POSSIBLE: Final = 3

EXIT_CODES: Final[tuple[tuple[type[Exception], int], ...]] = (
    (WrongInputError, EXIT_WRONG_INPUT),
    (FaultyDataError, EXIT_WRONG_INPUT),
    (UnknownThingError, EXIT_WRONG_INPUT),
    (NotFoundError, EXIT_WRONG_INPUT),
    (NothingPossibleError, EXIT_NOTHING_POSSIBLE),
)

HTTP_STATUSES: Final[tuple[tuple[type[Exception], int], ...]] = (
    (UnreadableBodyError, 400),
    (WrongInputError, 422),
    (UnknownThingError, 404),
    (NotFoundError, 404),
    (NothingPossibleError, 409),
)
