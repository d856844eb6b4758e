"""A progress line while something takes its time."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from rich.console import Console


@contextmanager
def progress(
    console: Console, title: str, *, quiet: bool
) -> Iterator[Callable[[Collection[Any]], Iterable[Any]]]:
    """Show how far a loop has come.

    Args:
        console: where the line is drawn; it is removed when done.
        title: what is going on, in Danish.
        quiet: draw nothing.

    Yields:
        A function that passes a collection through and counts.
    """
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True, disable=quiet) as bar:
        yield lambda things: bar.track(things, description=title, total=len(things))
