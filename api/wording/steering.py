"""Danish sentences about assignments and chains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from api.views import steering as views
from api.wording import counted, number
from matcher.packages.assignment import Way
from matcher.packages.crowding import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matcher.packages.analysis import LimitPrice
    from matcher.packages.crowding import Steered
    from matcher.packages.steering.ordered import Level

METHOD_DA: Final = {
    Way.FLOW: "strømning med mindste omkostning",
    Way.PROGRAMME: "heltalsløsning, ét mål ad gangen",
    Way.ONE_BY_ONE: "tommelfingerregel, én ad gangen",
}
MEASURE_DA: Final = {
    "positions": ("plads besat", "pladser besat"),
    "needs": ("plads besat", "pladser besat"),
    "people": ("person", "personer"),
    "days": ("kursusdag", "kursusdage"),
    "points": ("point", "point"),
}
LEVEL_DA: Final = {
    "positions": "flest pladser med nogen", "needs": "flest besatte pladser",
    "people": "antal personer", "days": "færrest dage", "points": "flest point",
}  # fmt: skip


def proof(way: Way, levels: Sequence[Level], *, proven: bool) -> str:
    """Whether a solution is proven best, and otherwise how far the proof came."""
    if proven:
        return f"Bevist: ingen løsning er bedre ({METHOD_DA[way]})"
    open_ = next((level for level in levels if not level.proven), None)
    if open_ is None:
        return f"Ikke bevist ({METHOD_DA[way]})"
    gap = "afstanden til det bedst mulige kendes ikke"
    if open_.gap is not None:
        gap = f"der kan højst vindes {counted(open_.gap, *MEASURE_DA[open_.measure])}"
    words = LEVEL_DA[open_.measure]
    return f"Tidsgrænsen blev nået ({METHOD_DA[way]}). Ikke bevist for «{words}»: {gap}"


def levels(found: Iterable[Level]) -> list[views.LevelView]:
    """How far each measure came."""
    return [
        views.LevelView(measure=x.measure, found=x.found, bound=x.bound, gap=x.gap, proven=x.proven)
        for x in found
    ]


def price(value: LimitPrice) -> views.LimitPriceView:
    """What a limit costs: «Uden loftet på 3 pr. plads: 6 kursusdage færre»."""
    changes = [_change(d.measure, d.by) for d in value.differences]
    words = ", ".join(changes) if changes else "ingen forskel; begrænsningen koster intet her"
    sure = "" if value.proven else " (ikke bevist)"
    return views.LimitPriceView(
        constraint=value.constraint,
        title_da=value.title_da,
        differences=[views.DifferenceView(measure=d.measure, by=d.by) for d in value.differences],
        opens=value.opens,
        proven=value.proven,
        text_da=f"Uden {value.title_da}: {words}{sure}.",
    )


def _change(measure: str, by: float) -> str:
    one, many = MEASURE_DA[measure]
    whole = number(abs(by), 0 if float(by).is_integer() else 1)
    return f"{whole} {one if abs(by) == 1 else many} {'flere' if by > 0 else 'færre'}"


def more_days(days: int) -> str:
    """«3 dage mere», «2 dage mindre», «lige så mange dage»."""
    if days == 0:
        return "lige så mange dage"
    return f"{counted(abs(days), 'dag', 'dage')} {'mere' if days > 0 else 'mindre'}"


def others(count: int) -> str:
    """How many others are steered somewhere, in numbers only."""
    if count == 0:
        return "ingen andre er henvist"
    return "1 anden er henvist" if count == 1 else f"{number(count, 0)} andre er henvist"


def no_room(told: Steered, title: str, course: str) -> str:
    """Why nothing is suggested, and that everything can still be seen."""
    first = f"«{title}» er nærmest, og {others(told.others)} dertil"
    if course:
        first = f"«{title}» er nærmest, men holdet «{course}», som det kræver, er fuldt"
    return f"Der er ikke plads under lofterne: {first}. Alle behov kan stadig ses."


def why(told: Steered, title: str, course: str) -> str:
    """Why a person is steered where they are; `title` is the own first choice."""
    if told.why is Why.NOTHING_CLOSES:
        return "Ingen af behovene kan lukkes med kurser; se, hvad der mangler, ved hvert behov."
    if told.why is Why.FIRST:
        return "Det er også det bedste for personen alene."
    cost = "" if told.more_days is None else f" Forslaget er {more_days(told.more_days)}."
    reasons = {
        Why.FULL: f"Loftet er nået på «{title}», som er nærmest: {others(told.others)} dertil.",
        Why.CLASS_FULL: f"Holdet «{course}», som «{title}» kræver, er fuldt.",
        Why.SPREAD: f"«{title}» er nærmest, men dér er nok ({others(told.others)}); her ville en "
        "plads ellers stå uden nogen.",
        Why.NO_ROOM: no_room(told, title, course),
        Why.NOT_PROVEN: f"«{title}» er nærmest og har plads; løsningen er ikke bevist bedst.",
    }
    return reasons[told.why] + cost
