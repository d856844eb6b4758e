"""Six weeks' job-directed education (R70-R76)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, Input, fact
from matcher.rules.findings import Finding, Verdict, all_of, any_of, cannot_tell, opposite
from matcher.rules.rule import Decides, Rule
from matcher.rules.schemes.words import Schooling  # noqa: TC001

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class Benefit(StrEnum):
    """What an unemployed person lives on, as far as the scheme asks."""

    DAGPENGE = "dagpenge"
    LEDIGHEDSYDELSE = "ledighedsydelse"
    OTHER = "anden ydelse"


@dataclass(frozen=True)
class SixWeeksFacts(Facts):
    """Hvad reglerne om seks ugers jobrettet uddannelse skal vide."""

    birth_date: date | None = fact("fødselsdato", "fødselsdato")
    benefit: Benefit | None = fact("ydelse", "ydelsen", "a-kassens eller kommunens oplysning")
    schooling: Schooling | None = fact("uddannelse", "højeste uddannelse", "eksamensbevis")
    unemployed_from: date | None = fact("ledig_fra", "første ledige dag", "a-kassens opgørelse")
    start: date | None = fact("kursusstart", "den dag, kurset begynder")
    end: date | None = fact("kursusslut", "den dag, kurset slutter")
    starred: bool | None = fact("stjernemarkeret", "kurset har stjerne på positivlisten",
                                "den nationale positivliste")  # fmt: skip
    begun_in_notice: bool | None = fact("begyndt_i_opsigelse", "begyndt i opsigelsesperioden")
    listed: bool | None = fact("på_positivlisten", "kurset står på den nationale positivliste",
                               "den nationale positivliste for perioden")  # fmt: skip
    course: str | None = fact("kursustype", "kursets type", "", ("seksuger/kursustyper",))
    days: float | None = fact("dage_i_alt", "dage i alt med tidligere kurser")
    groups: int | None = fact("erhvervsgrupper", "erhvervsgrupper, kurserne ligger i")


SixWeeksCase: TypeAlias = "Case[SixWeeksFacts]"


def entitled(case: SixWeeksCase) -> Finding:
    """Ret for dagpengemodtagere og fleksjobgodkendte, der er ufaglærte, faglærte eller lidt over.

    Kurset begynder efter fem ugers ledighed (med stjerne fra første dag), er afsluttet inden for
    ni måneder (seks under 25 år), fylder højst 30 dage, ligger i én erhvervsgruppe og står på den
    nationale positivliste. Set 2021-2023. (R70, R71, R72, R73, R74, R75)
    """
    return all_of(
        "Er der ret til seks ugers jobrettet uddannelse?",
        case.among("benefit", "seksuger/ydelser"),
        case.among("schooling", "seksuger/uddannelser"),
        waited(case),
        in_time(case),
        case.at_most("days", "seksuger/dage"),
        case.at_most("groups", "seksuger/erhvervsgrupper"),
        listed(case),
    )


def waited(case: SixWeeksCase) -> Finding:
    """Kurset kan begynde efter fem uger; stjernemarkerede og påbegyndte kurser fra første dag.

    Et kursus, der er begyndt i opsigelsesperioden, kan fortsætte. Set 2021-2023. (R71, R75)
    """
    return any_of(
        "Kan kurset begynde nu?",
        case.waited("unemployed_from", "start", "seksuger/venteuger"),
        case.told("starred"),
        all_of("Begyndt i opsigelsesperioden", case.holds("seksuger/opsigelsesperiode"),
               case.told("begun_in_notice")),
    )  # fmt: skip


def in_time(case: SixWeeksCase) -> Finding:
    """Kurserne er afsluttet inden for 9 måneders ledighed, 6 måneder under 25 år (R72).

    Hvilken dag alderen afgøres, siger kilderne ikke; betyder det noget, kan det ikke afgøres.
    """
    older = case.in_time("unemployed_from", "end", "seksuger/frist-fra-alder")
    younger = case.in_time("unemployed_from", "end", "seksuger/frist-under-alder")
    if older.verdict is younger.verdict:
        return all_of("Er kurset afsluttet i tide?", older, younger)
    first = case.at_least(_age_on(case, "unemployed_from"), "seksuger/aldersgraense")
    last = case.at_least(_age_on(case, "end"), "seksuger/aldersgraense")
    if first.verdict is not last.verdict:
        return cannot_tell("Hvilken frist gælder?", "personen fylder år undervejs",
                           "reglen om, hvilken dag alderen afgøres", first, last)  # fmt: skip
    return {Verdict.YES: older, Verdict.NO: younger}.get(first.verdict, first).after(first, last)


def _age_on(case: SixWeeksCase, name: str) -> Input:
    return case.age(case.fact(name).value)


def listed(case: SixWeeksCase) -> Finding:
    """Kurset er AMU, enkeltfag i en FKB, taxikursus eller akademimodul på positivlisten (R74).

    Akademimoduler fra 25 år. Listen gælder fra 1. marts til udgangen af februar; set for 2021-22.
    """
    academy = case.judge("Er det et akademimodul?", lambda c: c == "akademimodul", ("course",))
    grown = case.at_least(case.age(), "seksuger/akademi-alder")
    return all_of(
        "Er kurset på listen?",
        case.among("course", "seksuger/kursustyper"),
        any_of("Er alderen i orden?", opposite("Er det et andet kursus?", academy), grown),
        case.holds("seksuger/positivliste"),
        case.told("listed"),
    )


def approver(case: SixWeeksCase) -> Finding:
    """A-kassen godkender for dagpengemodtagere, kommunen/jobcenteret for ledighedsydelse (R76).

    Set 2021-2023.
    """
    eligible = case.among("benefit", "seksuger/ydelser")
    if not eligible.yes:
        return eligible
    fund = case.facts.benefit is Benefit.DAGPENGE
    law = "seksuger/godkender-dagpenge" if fund else "reform/myndighed"
    return all_of("Hvem godkender?", eligible, case.holds(law), outcome=case.text(law))


_START: Final = Decides("den dag, kurset begynder", ("start",))
_WAITING: Final = ("seksuger/venteuger", "seksuger/opsigelsesperiode")
_TIME: Final = ("seksuger/frist-fra-alder", "seksuger/frist-under-alder", "seksuger/aldersgraense")
_LIST: Final = ("seksuger/kursustyper", "seksuger/akademi-alder", "seksuger/positivliste")

RULES: Final = (
    Rule("seks-uger", "Er der ret til seks ugers jobrettet uddannelse?", SixWeeksFacts, _START,
         ("seksuger/ordning", "seksuger/ydelser", "seksuger/uddannelser", *_WAITING, *_TIME,
          "seksuger/dage", "seksuger/erhvervsgrupper", *_LIST), entitled),
    Rule("seks-uger-start", "Kan kurset begynde nu?", SixWeeksFacts, _START,
         ("seksuger/ordning", *_WAITING), waited),
    Rule("seks-uger-frist", "Er kurserne afsluttet i tide?", SixWeeksFacts, _START,
         ("seksuger/ordning", *_TIME), in_time),
    Rule("seks-uger-liste", "Er kurset på den nationale positivliste?", SixWeeksFacts, _START,
         ("seksuger/ordning", *_LIST), listed),
    Rule("seks-uger-godkender", "Hvem godkender seks ugers jobrettet uddannelse?", SixWeeksFacts,
         _START, ("seksuger/ordning", "seksuger/ydelser", "seksuger/godkender-dagpenge",
                  "reform/myndighed"), approver),
)  # fmt: skip
