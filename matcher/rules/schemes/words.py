"""Words several schemes use about a person's standing."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """Whether somebody works."""

    EMPLOYED = "i arbejde"
    UNEMPLOYED = "ledig"


class Schooling(StrEnum):
    """The highest education somebody has finished, as far as the schemes tell them apart."""

    UNSKILLED = "ufaglært"
    SKILLED = "faglært"
    SHORT_AND_SKILLED = "kort videregående og EUD"
    HIGHER = "videregående"
