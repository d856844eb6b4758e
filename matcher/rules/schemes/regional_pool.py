"""The regional education pool with its three ways in (R80-R84)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, all_of, any_of, cannot_tell
from matcher.rules.rule import Decides, Rule
from taxonomy.danish import percent_of, show

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class Area(StrEnum):
    """Whose positive list a course stands on."""

    OWN = "eget"
    NEIGHBOUR = "tilstødende"
    OTHER = "andet"
    NONE = "ingen liste"


@dataclass(frozen=True)
class PoolFacts(Facts):
    """Hvad reglerne om den regionale uddannelsespulje skal vide."""

    granted: date | None = fact("bevilget", "den dag, kommunen bevilger")
    start: date | None = fact("kursusstart", "den dag, kurset begynder")
    in_target_group: bool | None = fact(
        "lab6_målgruppe", "i en af målgrupperne i LAB § 6", "kommunens visitation"
    )
    flex_job: bool | None = fact("fleksjob", "visiteret til fleksjob", "kommunens visitation")
    area: Area | None = fact("listens_område", "RAR-området, hvis liste kurset står på",
                             "den regionale positivliste på bevillingsdagen")  # fmt: skip
    declaration: bool | None = fact(
        "arbejdsgivererklæring", "erklæring om ansættelse uden løntilskud lige efter",
        "arbejdsgiverens erklæring",
    )  # fmt: skip
    hired: bool | None = fact("netop_ansat", "ansat, og arbejdsgiveren søger om udgiften")
    price: float | None = fact("kursuspris", "kursets pris i kroner", "kursusudbyderens tilbud")


PoolCase: TypeAlias = "Case[PoolFacts]"


def grant(case: PoolCase) -> Finding:
    """Kurset er på listen i eget eller tilstødende område, eller der er en erklæring, eller ansat.

    Fra 1. januar 2021 for alle målgrupper i LAB § 6 undtagen fleksjob; før var kredsen snævrere.
    Fra første ledige dag; det er bevillingens dag, der afgør. Set til 10. januar 2024.
    (R80, R82, R83, R84)
    """
    group = _target_group(case)
    ways = any_of("Er en af de tre veje åben?", _by_list(case), _by_declaration(case),
                  _after_hiring(case))  # fmt: skip
    open_way = next((part.question for part in ways.parts if part.yes), "")
    return all_of("Kan kurset bevilges?", group, ways, outcome=open_way)


def _target_group(case: PoolCase) -> Finding:
    everybody = case.holds("pulje/alle-maalgrupper")
    if everybody.no:
        return cannot_tell("Er personen i målgruppen?", everybody.reason,
                           "reglerne om, hvem puljen var åben for dengang", everybody)  # fmt: skip
    return all_of("Er personen i målgruppen?", everybody, case.told("in_target_group"),
                  case.told("flex_job", want=False))  # fmt: skip


def _by_list(case: PoolCase) -> Finding:
    return all_of("på positivlisten", case.among("area", "pulje/omraader"))


def _by_declaration(case: PoolCase) -> Finding:
    return all_of("arbejdsgivererklæring", case.holds("pulje/erklaering"),
                  case.told("declaration"))  # fmt: skip


def _after_hiring(case: PoolCase) -> Finding:
    return all_of("tilskud til arbejdsgiveren efter ansættelsen",
                  case.holds("pulje/efter-ansaettelse"), case.told("hired"))  # fmt: skip


def refund(case: PoolCase) -> Finding:
    """Staten refunderer kommunen 80 % af kursets pris. Set 2021 til 10. januar 2024 (R81)."""
    return case.amount("Statens refusion", percent_of, ("price",), ("pulje/refusion",))


def list_in_force(case: PoolCase) -> Finding:
    """De regionale lister kommer 1. april og 1. oktober; den på bevillingsdagen afgør (R83).

    Kommunens bevilling afgør, ikke kursets start. Set 2021 til 10. januar 2024.
    """
    day = all_of("Hvilken dag?", case.holds("pulje/bevillingsdato-afgoer"),
                 case.holds("pulje/liste-dage"))  # fmt: skip
    return day.giving(f"listen af {show(_published(case))}") if day.yes else day


def _published(case: PoolCase) -> date:
    # Before the first list of the year the last one of the year before still stands.
    years = (case.on.year - 1, case.on.year)
    days = (date.fromisoformat(f"{year}-{each}") for year in years
            for each in case.value("pulje/liste-dage"))  # fmt: skip
    return max(day for day in days if day <= case.on)


_GRANTED: Final = Decides("den dag, kommunen bevilger", ("granted",))

RULES: Final = (
    Rule("regional-pulje", "Kan kurset bevilges fra den regionale uddannelsespulje?", PoolFacts,
         _GRANTED, ("pulje/ordning", "pulje/alle-maalgrupper", "pulje/omraader",
                    "pulje/erklaering", "pulje/efter-ansaettelse"), grant),
    Rule("regional-refusion", "Hvor meget refunderer staten?", PoolFacts, _GRANTED,
         ("pulje/refusion",), refund),
    Rule("regional-liste", "Hvilken regional positivliste gælder?", PoolFacts, _GRANTED,
         ("pulje/liste-dage", "pulje/bevillingsdato-afgoer"), list_in_force),
)  # fmt: skip
