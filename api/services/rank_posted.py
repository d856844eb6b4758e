"""Use case: rank people for plans that come with the question and are forgotten with the answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from api import settings
from api.errors import NothingPossibleError, UnreadableBodyError, WrongInputError
from api.intake.files import InputFile
from api.intake.locating import TreeLocator
from api.intake.people import parse_people
from api.intake.plans import parse_plans
from api.intake.schemas import FIRST_YEAR, LAST_YEAR
from api.intake.trees import read_tree
from api.services.rank_candidates import rank_need
from api.services.region import Region
from api.views import RankingView, View
from taxonomy.errors import Fault, shorten

if TYPE_CHECKING:
    from matcher.facts import CompetencePlan, Person
    from taxonomy.snapshot import Taxonomy

MAX_PAIRS: Final = 20_000
"""People times needs in one question; each pair can cost milliseconds."""

_KEYS: Final = ("plan", "people", "on")


class RankingsView(View):
    """En rangering for hvert behov."""

    rankings: list[RankingView]


def rank_posted(body: bytes, taxonomy: Taxonomy) -> RankingsView:
    """Rank the people in a request for the needs in it; nothing is kept.

    Args:
        body: JSON with `plan`, `people` and, if wanted, `on`.
        taxonomy: what both are read with.

    Returns:
        One ranking for each need.

    Raises:
        UnreadableBodyError: when it is not JSON.
        WrongInputError: with every fault in it.
        NothingPossibleError: when the plan has no needs.
    """
    region = _region(_read(body), taxonomy)
    if not region.needs:
        raise NothingPossibleError("Planen har ingen behov, så der er intet at rangere til.")
    return RankingsView(rankings=[rank_need(region, need) for need in region.needs])


def _read(body: bytes) -> dict[str, object]:
    try:
        content, _ = read_tree(InputFile("body", ".json", body))
    except WrongInputError as error:
        raise UnreadableBodyError(error.faults) from None
    if not isinstance(content, dict):
        raise _wrong("", content, "er ikke et objekt", "Send et objekt med plan, people og on")
    faults = [
        Fault("body", 0, key, "", "feltet kendes ikke", f"Lovlige: {', '.join(_KEYS)}")
        for key in map(shorten, content.keys() - set(_KEYS))
    ]
    faults += [
        Fault("body", 0, key, "", "feltet mangler", f"Tilføj «{key}»")
        for key in ("plan", "people")
        if key not in content
    ]
    if faults:
        raise WrongInputError(faults)
    return content


def _region(content: dict[str, object], taxonomy: Taxonomy) -> Region:
    faults: list[Fault] = []
    plans: tuple[CompetencePlan, ...] = ()
    people: tuple[Person, ...] = ()
    # A request has no lines a person could look up, so the locators get no text to search.
    try:
        plans = parse_plans(content["plan"], TreeLocator("plan", ""), taxonomy)
    except WrongInputError as error:
        faults.extend(error.faults)
    try:
        people = parse_people(content["people"], TreeLocator("people", ""), taxonomy)
    except WrongInputError as error:
        faults.extend(error.faults)
    if faults:
        raise WrongInputError(faults)
    region = Region(taxonomy, plans, people, _day(content.get("on")))
    _check_size(region)
    return region


def _day(value: object) -> date:
    if value is None:
        return settings.today()
    try:
        on = date.fromisoformat(str(value))
    except ValueError:
        raise _wrong("on", value, "er ikke en dato", "Skriv ÅÅÅÅ-MM-DD") from None
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        legal = f"Årstal fra {FIRST_YEAR} til {LAST_YEAR}"
        raise _wrong("on", value, "årstallet kan ikke passe", legal)
    return on


def _check_size(region: Region) -> None:
    pairs = len(region.people) * len(region.needs)
    if pairs > MAX_PAIRS:
        found = f"{len(region.people)} personer og {len(region.needs)} behov"
        remedy = "Send færre personer eller behov ad gangen, eller brug kommandolinjen"
        raise _wrong("", found, f"er mere end {MAX_PAIRS} sammenligninger", remedy)


def _wrong(field: str, found: object, problem: str, remedy: str) -> WrongInputError:
    return WrongInputError([Fault("body", 0, field, shorten(found), problem, remedy)])
