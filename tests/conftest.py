"""Guards for every test, and what many of them share."""

from __future__ import annotations

import socket
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from taxonomy.loading import load_taxonomy

if TYPE_CHECKING:
    from taxonomy.snapshot import Taxonomy

ON = date(2026, 11, 22)


@pytest.fixture(scope="session")
def taxonomy() -> Taxonomy:
    """The product's own taxonomy, read once."""
    return load_taxonomy()


@pytest.fixture
def on() -> date:
    """The day that decides in tests."""
    return ON


@pytest.fixture(autouse=True)
def only_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail any test that tries to reach another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in {"127.0.0.1", "::1", "localhost"}:
            pytest.fail(f"the test tried to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
