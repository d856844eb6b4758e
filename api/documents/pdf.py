"""A document as PDF: A4, tagged (PDF/UA-1), the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.documents.typesetting import typeset

if TYPE_CHECKING:
    from matcher.plans.document import Document


def draw(document: Document) -> bytes:
    """Draw a document as PDF.

    Args:
        document: what it says. Until it is signed, every page is marked as a draft.

    Returns:
        The file, the same for the same document.
    """
    return typeset(document)
