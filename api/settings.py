"""Settings of the shell: where examples are, where the server listens, the one clock."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from taxonomy.loading import data_folder

if TYPE_CHECKING:
    from pathlib import Path

HOST: Final = "127.0.0.1"
PORT: Final = 8000
EXAMPLE: Final = "nordjylland"
COPENHAGEN: Final = ZoneInfo("Europe/Copenhagen")


def today() -> date:
    """Today in Denmark; the only place in the product that reads the clock."""
    return datetime.now(UTC).astimezone(COPENHAGEN).date()


def example_folder(name: str = EXAMPLE) -> Path:
    """The folder of an example situation that came with the product."""
    return data_folder() / "examples" / name
