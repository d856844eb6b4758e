"""A client for tests: the real application, asked in this process through httpx."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from fastapi import FastAPI


class Client:
    """Asks an application and waits for the answer; unexpected errors come back as answers."""

    def __init__(self, app: FastAPI) -> None:
        """Ask this application."""
        self.transport = httpx.ASGITransport(app, raise_app_exceptions=False)

    def get(self, path: str) -> httpx.Response:
        """GET a path."""
        return asyncio.run(self._ask("GET", path))

    def post(self, path: str, **body: Any) -> httpx.Response:
        """POST to a path; `json` or `content` is the body."""
        return asyncio.run(self._ask("POST", path, **body))

    async def _ask(self, method: str, path: str, **body: Any) -> httpx.Response:
        base = "http://127.0.0.1"
        async with httpx.AsyncClient(transport=self.transport, base_url=base) as client:
            return await client.request(method, path, **body)
