"""Voksenlærling: adult apprentices and the subsidy to their employer (R90-R93)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, all_of, any_of
from matcher.rules.rule import Decides, Rule
from matcher.rules.schemes.words import Schooling, Standing

if TYPE_CHECKING:
    from matcher.rules.asking import Case


@dataclass(frozen=True)
class ApprenticeFacts(Facts):
    """Hvad reglerne om voksenlærlinge skal vide."""

    birth_date: date | None = fact("fødselsdato", "fødselsdato")
    start: date | None = fact("aftalestart", "den dag, uddannelsesaftalen begynder",
                              "uddannelsesaftalen")  # fmt: skip
    wages: bool | None = fact("løn_som_ufaglært", "løn mindst som ufaglært efter overenskomsten",
                              "uddannelsesaftalen")  # fmt: skip
    standing: Standing | None = fact("beskæftigelse", "i arbejde eller ledig")
    schooling: Schooling | None = fact("uddannelse", "højeste uddannelse", "eksamensbevis")
    unused: float | None = fact("ubrugt_år", "år, uddannelsen har været ubrugt", "CV")
    months_unemployed: float | None = fact("ledig_måneder", "måneders ledighed",
                                           "a-kassens opgørelse")  # fmt: skip
    on_list: bool | None = fact("på_positivlisten", "uddannelsen er på STAR's positivliste",
                                "STAR's positivliste på startdagen")  # fmt: skip
    applied: date | None = fact("ansøgt", "den dag, der er søgt")
    last_employed_here: date | None = fact(
        "sidst_ansat_her", "sidste dag ordinært ansat i virksomheden", "ansættelsesbevis"
    )
    never_employed_here: bool | None = fact("aldrig_ansat_her", "aldrig ansat i virksomheden")
    on_benefits: bool | None = fact("på_ydelse", "var på ydelse under ansættelsen")


ApprenticeCase: TypeAlias = "Case[ApprenticeFacts]"


def adult_apprentice(case: ApprenticeCase) -> Finding:
    """Voksenlærling er den, der er fyldt 25 år, når aftalen begynder, med løn som ufaglært (R90).

    Lønnen er mindst den laveste for ufaglærte efter overenskomsten. Set 2020-2022.
    """
    return all_of(
        "Er personen voksenlærling?",
        case.at_least(case.age(), "voksenlaerling/mindstealder"),
        case.holds("voksenlaerling/loen"),
        case.told("wages"),
    )


def subsidy(case: ApprenticeCase) -> Finding:
    """Tilskud pr. time i virksomhedsperioderne; i skoleperioderne refunderer AUB (R90, R91).

    Ledige: ufaglærte, faglærte med forældet uddannelse og faglærte efter nogle måneders ledighed.
    Ufaglærte i arbejde: lavere sats i en begrænset periode og kun på positivlisten. Satser
    2018 og 2020-2022; i 2021-22 et forsøg med kortere ledighed.
    """
    unemployed = all_of("ledig", _is(case, Standing.UNEMPLOYED), _unemployed_group(case))
    if unemployed.yes:
        return _rate(case, unemployed, "voksenlaerling/sats-ledig", "i alle virksomhedsperioder")
    employed = all_of("i arbejde", _is(case, Standing.EMPLOYED), _unskilled(case),
                      case.told("on_list"))  # fmt: skip
    if employed.yes:
        most = case.text("voksenlaerling/periode-beskaeftiget")
        until = f"i op til {most} år" if most else "perioden er ikke kontrolleret"
        return _rate(case, employed, "voksenlaerling/sats-beskaeftiget", until)
    return any_of("Er der tilskud?", unemployed, employed)


def _is(case: ApprenticeCase, standing: Standing) -> Finding:
    return case.judge("", lambda value: value is standing, ("standing",))


def _unskilled(case: ApprenticeCase) -> Finding:
    return case.judge("", lambda value: value is Schooling.UNSKILLED, ("schooling",))


def _unemployed_group(case: ApprenticeCase) -> Finding:
    skilled = case.judge("", lambda value: value is Schooling.SKILLED, ("schooling",))
    return any_of(
        "Er den ledige i kredsen?",
        _unskilled(case),
        all_of("Forældet uddannelse", skilled,
               case.at_least("unused", "voksenlaerling/ubrugt-aar")),
        all_of("Faglært ledig", skilled,
               case.at_least("months_unemployed", "voksenlaerling/ledighed-faglaert")),
    )  # fmt: skip


def _rate(case: ApprenticeCase, group: Finding, law: str, period: str) -> Finding:
    rate = case.amount("Tilskud", lambda kroner: kroner, (), (law,), "kr. pr. time")
    whole = all_of("Hvad er tilskuddet?", group, rate)
    return whole.giving(f"{rate.outcome} {period}", rate.amount) if whole.yes else whole


def in_time(case: ApprenticeCase) -> Finding:
    """Der søges via VITAS senest en måned efter start. Kilderne er udaterede (R92)."""
    found = case.in_time("start", "applied", "voksenlaerling/frist")
    via = f"søges via {case.text('voksenlaerling/kanal')}"
    return found.giving(via) if found.yes else found


def not_employed_here(case: ApprenticeCase) -> Finding:
    """Den ledige må ikke have været ordinært ansat i virksomheden i de seneste seks måneder (R93).

    Undtaget er ansættelse på ydelse. Set i 2021.
    """
    return any_of(
        "Er karensen overholdt?",
        case.told("never_employed_here"),
        case.told("on_benefits"),
        case.waited("last_employed_here", "start", "voksenlaerling/karens"),
    )


_START: Final = Decides("den dag, uddannelsesaftalen begynder", ("start",))

RULES: Final = (
    Rule("voksenlærling", "Er personen voksenlærling?", ApprenticeFacts, _START,
         ("voksenlaerling/ordning", "voksenlaerling/mindstealder", "voksenlaerling/loen"),
         adult_apprentice),
    Rule("voksenlærling-tilskud", "Er der tilskud til arbejdsgiveren?", ApprenticeFacts, _START,
         ("voksenlaerling/ordning", "voksenlaerling/sats-ledig",
          "voksenlaerling/sats-beskaeftiget", "voksenlaerling/periode-beskaeftiget",
          "voksenlaerling/ubrugt-aar", "voksenlaerling/ledighed-faglaert"), subsidy),
    Rule("voksenlærling-frist", "Er tilskuddet søgt i tide?", ApprenticeFacts, _START,
         ("voksenlaerling/frist", "voksenlaerling/kanal"), in_time),
    Rule("voksenlærling-karens", "Er karensen i virksomheden overholdt?", ApprenticeFacts, _START,
         ("voksenlaerling/karens",), not_employed_here),
)  # fmt: skip
