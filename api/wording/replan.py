"""Danish sentences about a plan after an event: what has changed, and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from api.wording import counted
from matcher.packages.calendar.replanning import Cause, Kind

if TYPE_CHECKING:
    from datetime import date

    from matcher.packages.calendar.replanning import Change, Event, NewPlan
    from taxonomy.snapshot import Taxonomy

KIND_DA: Final = {
    Kind.DONE: "gennemført",
    Kind.GOING_ON: "i gang, fortsætter",
    Kind.KEPT: "uændret",
    Kind.NEW_DATES: "samme hold, nye datoer",
    Kind.OTHER_RUN: "andet hold",
    Kind.DROPPED: "taget ud",
    Kind.ADDED: "nyt kursus",
}
COUNTED_DA: Final = {
    Kind.DROPPED: ("kursus er taget ud", "kurser er taget ud"),
    Kind.ADDED: ("kursus er kommet til", "kurser er kommet til"),
    Kind.OTHER_RUN: ("kursus har fået et andet hold", "kurser har fået et andet hold"),
    Kind.NEW_DATES: ("hold har nye datoer", "hold har nye datoer"),
}
PROOF_DA: Final = "Bevist: ingen plan ændrer færre kurser eller hold, og blandt dem er den bedst"
NOT_PROVEN_DA: Final = "Ikke bevist inden for grænsen: der kan findes en plan, der ændrer mindre"


def day(value: date) -> str:
    """A date as in a table."""
    return f"{value:%d.%m.%Y}"


def event(value: Event, titles: dict[str, str]) -> str:
    """What has happened, in one sentence.

    Args:
        value: the event.
        titles: course titles by the id of a cancelled run; ids without one stand alone.
    """
    parts = [f"holdet {_run(run, titles)} er aflyst" for run in sorted(value.cancelled)]
    if value.ill:
        span = f"fra {day(value.ill.first)} til {day(value.ill.last)}"
        parts.append(f"personen kan ikke deltage {span}")
    if value.by:
        parts.append(f"behovets frist er flyttet til {day(value.by)}")
    if not parts:
        return "Holdene er læst igen; kun det, der er ændret i dem, tæller."
    text = " og ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    return f"{text[:1].upper()}{text[1:]}."


def _run(run: str, titles: dict[str, str]) -> str:
    return f"{run} ({titles[run]})" if run in titles else run


def summary(plan: NewPlan) -> str:
    """How much has changed."""
    if plan.runs is None:
        return "Behovet kan ikke længere lukkes med de hold, der er"
    count = Counter(change.kind for change in plan.changes)
    parts = [counted(count[kind], *words) for kind, words in COUNTED_DA.items() if count[kind]]
    text = ", ".join(parts) or "Planen kan følges uændret"
    return f"{text}; behovet lukkes først efter fristen" if plan.late else text


def proof(plan: NewPlan) -> str:
    """Whether it is proven."""
    if plan.runs is None:
        return "Bevist: ingen af holdene kan lukke behovet" if plan.proven else NOT_PROVEN_DA
    return PROOF_DA if plan.proven else NOT_PROVEN_DA


def reason(change: Change, plan: NewPlan, taxonomy: Taxonomy) -> str:
    """Why a course is not as it was; empty when it is."""
    if change.kind is Kind.NEW_DATES:
        return "skolen har flyttet holdet, og de nye dage passer"
    if change.kind is Kind.ADDED:
        return _added(change, plan, taxonomy)
    if change.cause is None or change.old is None:
        return ""
    if change.cause is Cause.LIMIT and change.limit:
        now = next(run for run in plan.case.runs if run.id == change.old.id)
        return change.limit.reason_da(now, plan.case)
    if change.cause is Cause.OVERLAP and change.against:
        other = taxonomy.modules[change.against.module].title_da
        return f"holdet ligger nu samme dage som {other}"
    return CAUSE_DA[change.cause]


CAUSE_DA: Final = {
    Cause.GONE: "holdet findes ikke længere blandt holdene",
    Cause.BROKEN_OFF: "holdet var begyndt, men kan ikke følges til ende og skal tages om",
    Cause.PREREQUISITE: "det, kurset kræver, kan ikke nå at være gennemført før holdet",
    Cause.NOT_NEEDED: "de andre kurser i planen giver nu det, kurset skulle give",
    Cause.FEWER_CHANGES: "ellers skulle flere kurser eller hold ændres, eller fristen ville ryge",
}


def _added(change: Change, plan: NewPlan, taxonomy: Taxonomy) -> str:
    """Which dropped courses a new one stands for."""
    reached = plan.case.problem.reached
    given = reached.get(change.module, frozenset())
    instead = [
        taxonomy.modules[other.module].title_da
        for other in plan.changes
        if other.kind is Kind.DROPPED and given & reached.get(other.module, frozenset())
    ]
    if instead:
        return f"giver det, som {' og '.join(instead)} skulle give"
    return "skal til, for at behovet stadig kan lukkes"
