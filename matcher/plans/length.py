"""Whether an education is as short as its track demands (R6-R8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.rules.registry import RULES
from matcher.rules.rule import decide
from matcher.rules.schemes.euv import EuvFacts
from taxonomy.days import MONTHS_A_YEAR, WEEKS_A_YEAR

if TYPE_CHECKING:
    from matcher.rules.credit import Assessment
    from matcher.rules.law import LawBook
    from matcher.rules.rule import RuleAnswer


def ask_length(assessment: Assessment | None, book: LawBook) -> RuleAnswer | None:
    """Ask whether GF2 and oplæring keep within the track.

    Args:
        assessment: with track and weeks; None before anybody has assessed.
        book: the dated parameters.

    Returns:
        The rule's answer on the day the education begins; None without a track.
    """
    if assessment is None or assessment.track is None:
        return None
    training = assessment.weeks.oplaering
    months = None if training is None else round(training * MONTHS_A_YEAR / WEEKS_A_YEAR)
    facts = EuvFacts(start=assessment.on, track=assessment.track,
                     basic_weeks=assessment.weeks.gf2, training_months=months)  # fmt: skip
    return decide(RULES["euv-forløb"], facts, book, assessment.on)
