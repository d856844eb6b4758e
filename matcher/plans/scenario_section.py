"""What the education would be if rules that nobody has checked were unchanged; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matcher.plans.document import Block, Paragraph, Section
from matcher.plans.recognition_section import weeks_table
from matcher.plans.sections import periods_table
from taxonomy.danish import show

if TYPE_CHECKING:
    from matcher.plans.plan import EducationPlan, Scenario
    from matcher.plans.voice import Voice

_WEEKS: Final = ("Uger, hvis reglerne er uændrede", "Weeks if the rules are unchanged")
_LEFT: Final = ("Så er der, uger", "That leaves, weeks")


def scenario(plan: EducationPlan, voice: Voice) -> Section:
    """Track, weeks and days as they would be, marked as a calculation and no answer."""
    found = plan.scenario
    if found is None:
        return Section("", ())
    blocks: list[Block] = [
        Paragraph(_reserved(found, voice)),
        weeks_table(found.assessment, voice.of(_WEEKS), voice, _LEFT),
    ]
    if found.periods:
        title = voice.say("Perioder, hvis reglerne er uændrede",
                          "Periods if the rules are unchanged")  # fmt: skip
        blocks.append(periods_table(title, found.periods, voice))
    return Section(voice.say("Hvis reglerne er uændrede", "If the rules are unchanged"),
                   tuple(blocks))  # fmt: skip


def _reserved(found: Scenario, voice: Voice) -> str:
    track, then = found.assessment.track, show(found.assessment.on)
    return voice.say(
        f"Reglerne er senest kontrolleret til {then}. Regnet efter dem ville sporet være {track}. "
        "Det er en beregning til samtalen og ikke en afgørelse: skolen skal først kontrollere "
        "reglerne for startdagen.",
        f"The rules were last checked for {then}. By them the track would be {track}. This is a "
        "calculation to talk about, not a decision: the school must first check the rules for "
        "the first day.",
    )
