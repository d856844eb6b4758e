"""Ids: their form, and content hashes that do not depend on the order of anything."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

CompetenceId: TypeAlias = str
ModuleId: TypeAlias = str
ProfileId: TypeAlias = str
SourceId: TypeAlias = str

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""Form of every id of ours: lower-case ASCII words joined by single hyphens."""


def is_slug(text: str) -> bool:
    """Tell whether `text` has the form of an id of ours.

    >>> is_slug("cnc-drejning"), is_slug("CNC drejning")
    (True, False)
    """
    return SLUG.fullmatch(text) is not None


def content_hash(parts: Iterable[object]) -> str:
    """Hash values so that equal content gives the same hash on every machine.

    Args:
        parts: values whose `repr` is stable (frozen dataclasses, tuples, strings, numbers).

    Returns:
        16 hexadecimal digits of SHA-256; the order of `parts` does not matter.
    """
    digest = hashlib.sha256()
    for text in sorted(map(repr, parts)):
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()[:16]
