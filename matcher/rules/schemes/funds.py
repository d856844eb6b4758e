"""Competence funds: IKUF and TMKF (R190-R194)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, all_of
from matcher.rules.rule import Decides, Rule
from taxonomy.danish import percent_of

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class Unit(StrEnum):
    """How the length of an academy module is told."""

    DAYS = "dage"
    ECTS = "ECTS-point"


@dataclass(frozen=True)
class FundFacts(Facts):
    """Hvad reglerne om kompetencefonde skal vide."""

    applied: date | None = fact("ansøgt", "den dag, der er søgt")
    start: date | None = fact("kursusstart", "den dag, uddannelsen begynder")
    agreement: str | None = fact("overenskomst", "overenskomsten", "ansættelseskontrakt",
                                 ("ikuf/overenskomster",))  # fmt: skip
    listed: bool | None = fact("på_ikuf_liste", "uddannelsen er på fondens positivliste",
                               "positivlisten på ikuf.dk")  # fmt: skip
    framework: bool | None = fact("rammeaftale", "lokal rammeaftale", "rammeaftalen")
    seniority: float | None = fact("anciennitet_måneder", "måneders anciennitet", "kontrakt")
    swapped: bool | None = fact("byttet_selvvalgt", "retten til selvvalgt uddannelse er byttet")
    plan: bool | None = fact("uddannelsesplan", "uddannelsesplan på ikuf.dk", "uddannelsesplanen")
    lift: str | None = fact("formelt_løft", "det formelle løft", "uddannelsesplanen",
                            ("ikuf/loeft",))  # fmt: skip
    wages: bool | None = fact("løn_fra_virksomheden", "virksomheden betaler løn")
    dismissed: bool | None = fact("opsagt", "i opsigelsesperioden", "opsigelsen")
    apprentice: bool | None = fact("lærling", "lærling", "uddannelsesaftalen")
    leisure: bool | None = fact("i_fritiden", "uddannelsen er i fritiden")
    share: float | None = fact("uddannelse_procent", "uddannelsens andel af arbejdsfordelingen")
    unemployed_days: float | None = fact(
        "ledige_dage_procent", "andel af uddannelsesdagene på ledige dage"
    )
    papers: tuple[str, ...] | None = fact("papirer", "papirerne", "",
                                          ("ikuf/fordeling-papirer",))  # fmt: skip
    school_weeks: float | None = fact("skoleuger", "skoleuger")
    practice_weeks: float | None = fact("praktikuger", "praktikuger")
    wage_cost: float | None = fact("lønudgift", "lønudgift på AMU-pakken i kroner", "lønbilag")
    module_length: float | None = fact("modulets_længde", "akademimodulernes længde i alt")
    module_unit: Unit | None = fact("modulets_enhed", "dage eller ECTS-point")


FundCase: TypeAlias = "Case[FundFacts]"


def self_chosen(case: FundCase) -> Finding:
    """Selvvalgt uddannelse vælges af den ansatte under en af industriens overenskomster (R190).

    Virksomheden betaler ikke løn, kurset er på listen, og der søges før start. Fonden er fra 2007.
    """
    return all_of(
        "Kan IKUF støtte selvvalgt uddannelse?",
        case.among("agreement", "ikuf/overenskomster"),
        case.told("listed"),
        case.told("wages", want=False),
        _before_start(case),
    )


def _before_start(case: FundCase) -> Finding:
    return case.judge("Er der søgt før start?", lambda a, s: a < s, ("applied", "start"))


def agreed(case: FundCase) -> Finding:
    """Aftalt uddannelse: virksomheden betaler løn og søger; den fører til et formelt løft (R191).

    Kræver lokal rammeaftale, et års anciennitet, at retten til selvvalgt byttes, og en plan.
    Forsøg fra 1. september 2017, permanent fra overenskomsten 2020. Ikke før.
    """
    return all_of(
        "Kan IKUF støtte aftalt uddannelse?",
        case.among("agreement", "ikuf/overenskomster"),
        case.told("framework"),
        case.at_least("seniority", "ikuf/anciennitet"),
        case.told("swapped"),
        case.told("plan"),
        case.among("lift", "ikuf/loeft"),
        case.told("wages"),
        _before_start(case),
    )


def dismissed(case: FundCase) -> Finding:
    """Opsagte kan få en ekstra uge med støtte i opsigelsesperioden. Set omkring 2017 (R192)."""
    weeks = case.text("ikuf/opsagt-uger")
    return all_of("Kan den opsagte få ekstra støtte?", case.told("dismissed"),
                  case.holds("ikuf/opsagt-uger"), outcome=f"{weeks} uge ekstra")  # fmt: skip


def apprentice(case: FundCase) -> Finding:
    """Lærlinge med et halvt års anciennitet kan få støtte til uddannelse i fritiden (R192).

    Set omkring 2017.
    """
    return all_of(
        "Kan lærlingen få støtte?",
        case.told("apprentice"),
        case.at_least("seniority", "ikuf/laerling-anciennitet"),
        case.told("leisure"),
    )


def work_sharing(case: FundCase) -> Finding:
    """Under arbejdsfordeling må uddannelse fylde højst halvdelen, mindst halvt på ledige dage.

    Lokalaftale, AR-blanket, kursusplan og kvittering skal være der. Kilden er udateret. (R193)
    """
    papers = case.judge("Er papirerne der?", lambda had, asked: set(asked) <= set(had),
                        ("papers",), ("ikuf/fordeling-papirer",))  # fmt: skip
    return all_of(
        "Kan IKUF støtte under arbejdsfordeling?",
        case.at_most("share", "ikuf/fordeling-hoejst"),
        case.at_least("unemployed_days", "ikuf/fordeling-ledige-dage"),
        papers,
    )


def euv_support(case: FundCase) -> Finding:
    """TMKF støtter EUV1+2 med et beløb pr. skoleuge og pr. praktikuge. Kilden er udateret (R194).

    VEU-godtgørelse og SVU trækkes fra; det er ikke gjort her.
    """
    return case.amount(
        "Støtte før fradrag",
        lambda school, practice, a, b: school * a + practice * b,
        ("school_weeks", "practice_weeks"),
        ("tmkf/skoleuge", "tmkf/praktikuge"),
    )


def package_support(case: FundCase) -> Finding:
    """TMKF dækker op til en andel af lønnen på AMU-pakker, én gang pr. person og pakke (R194).

    Kilden er udateret. VEU-godtgørelse trækkes fra; det er ikke gjort her.
    """
    return case.amount("Højeste løndækning før fradrag", percent_of, ("wage_cost",),
                       ("tmkf/loendaekning",))  # fmt: skip


def academy(case: FundCase) -> Finding:
    """TMKF støtter akademimoduler op til 60 dage eller 60 ECTS-point. Kilden er udateret (R194)."""
    known = case.known("module_unit")
    if not known.yes:
        return known
    in_days = case.facts.module_unit is Unit.DAYS
    return case.at_most("module_length", "tmkf/akademi-dage" if in_days else "tmkf/akademi-ects")


_APPLIED: Final = Decides("den dag, der søges", ("applied",))

RULES: Final = (
    Rule("ikuf-selvvalgt", "Kan IKUF støtte selvvalgt uddannelse?", FundFacts, _APPLIED,
         ("ikuf/ordning", "ikuf/overenskomster"), self_chosen),
    Rule("ikuf-aftalt", "Kan IKUF støtte aftalt uddannelse?", FundFacts, _APPLIED,
         ("ikuf/aftalt", "ikuf/overenskomster", "ikuf/anciennitet", "ikuf/loeft"), agreed),
    Rule("ikuf-opsagt", "Kan en opsagt få ekstra støtte fra IKUF?", FundFacts, _APPLIED,
         ("ikuf/opsagt-uger",), dismissed),
    Rule("ikuf-lærling", "Kan en lærling få støtte fra IKUF?", FundFacts, _APPLIED,
         ("ikuf/laerling-anciennitet",), apprentice),
    Rule("ikuf-arbejdsfordeling", "Kan IKUF støtte under arbejdsfordeling?", FundFacts, _APPLIED,
         ("ikuf/fordeling-hoejst", "ikuf/fordeling-ledige-dage", "ikuf/fordeling-papirer"),
         work_sharing),
    Rule("tmkf-euv", "Hvor meget støtter TMKF EUV1+2?", FundFacts, _APPLIED,
         ("tmkf/skoleuge", "tmkf/praktikuge"), euv_support),
    Rule("tmkf-pakke", "Hvor meget løn dækker TMKF på en AMU-pakke?", FundFacts, _APPLIED,
         ("tmkf/loendaekning",), package_support),
    Rule("tmkf-akademi", "Er akademimodulerne inden for TMKF's loft?", FundFacts, _APPLIED,
         ("tmkf/akademi-dage", "tmkf/akademi-ects"), academy),
)  # fmt: skip
