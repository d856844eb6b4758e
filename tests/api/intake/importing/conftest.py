"""What is remembered about columns is remembered in the test's own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's data folder, empty."""
    home = tmp_path_factory.mktemp("hjem")
    monkeypatch.setenv("KOMPETENCEMATCH_HOME", str(home))
    return home
