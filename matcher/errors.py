"""Errors of the matcher."""

from __future__ import annotations


class MatcherError(Exception):
    """Base of all errors raised by this package."""


class UnknownPersonError(MatcherError):
    """A person id that is not among the people given."""


class UnknownNeedError(MatcherError):
    """A need id that is not in the plans given."""
