"""Stored answers: the same again after the law has changed, and which a change would alter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.rules.law import Law, LookUp
from matcher.rules.registry import RULES
from matcher.rules.rule import RuleAnswer, decide, find
from taxonomy.parameters import NotChecked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from matcher.rules.law import LawBook


@dataclass(frozen=True)
class Change:
    """One stored answer and what it would be under other parameters."""

    before: RuleAnswer
    after: RuleAnswer


def replay(stored: RuleAnswer) -> RuleAnswer:
    """Work an answer out again from the law as it was looked up then.

    Args:
        stored: an answer with its look-ups.

    Returns:
        The answer the rule gives today from those look-ups; equal to the stored one for as long
        as the rule itself is the same, whatever has happened to the parameters.
    """
    then = dict(stored.look_ups)
    law = Law(lambda name: then.get(name) or _never_asked(name))
    found = find(RULES[stored.rule], stored.facts, law, stored.decided_on)
    asked = tuple(sorted(law.asked.items()))
    return RuleAnswer(stored.rule, stored.facts, stored.asked, stored.decided_on, found, asked,
                      stored.law_hash, stored.simulated)  # fmt: skip


def _never_asked(name: str) -> LookUp:
    return LookUp(name, NotChecked(name, f"{name} blev ikke slået op dengang"))


def altered_by(stored: Iterable[RuleAnswer], book: LawBook) -> Iterator[Change]:
    """Exactly the stored answers that other parameters would alter.

    Args:
        stored: answers given under any parameters.
        book: the parameters to try.

    Yields:
        A change for every answer whose verdict, outcome, amount or missing papers would differ;
        an answer whose look-ups are all the same is not worked out again, since it is a pure
        function of them.
    """
    for before in stored:
        law = book.on(before.decided_on, simulate=before.simulated)
        if all(law.at(name).answer == look.answer for name, look in before.look_ups):
            continue
        after = decide(RULES[before.rule], before.facts, book, before.asked,
                       simulate=before.simulated)  # fmt: skip
        if after.told != before.told:
            yield Change(before, after)
