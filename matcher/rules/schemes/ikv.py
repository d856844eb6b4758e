"""IKV, the assessment of prior learning in AMU (R30-R36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, all_of, opposite
from matcher.rules.rule import Decides, Rule
from matcher.rules.schemes.words import Standing  # noqa: TC001

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class Coverage(StrEnum):
    """How much of an AMU target somebody's competences cover."""

    WHOLE = "hele målet"
    PARTS = "dele af målet"
    NOTHING = "intet af målet"


_PROOF: Final = {
    Coverage.WHOLE: "ikv/bevis-helt-maal",
    Coverage.PARTS: "ikv/bevis-dele",
    Coverage.NOTHING: "ikv/plan",
}


@dataclass(frozen=True)
class IkvFacts(Facts):
    """Hvad reglerne om IKV skal vide."""

    start: date | None = fact("ikv_start", "den dag, vurderingen begynder")
    coverage: Coverage | None = fact(
        "dækning", "hvor meget af AMU-målet kompetencerne dækker", "skolens vurdering mod målet"
    )
    documents: bool | None = fact(
        "hjælper_med_dokumentation", "deltageren hjælper med at dokumentere",
        "dokumentation fra deltageren",
    )  # fmt: skip
    days: float | None = fact("ikv_dage", "dage til vurderingen")
    from_abroad: bool | None = fact(
        "kompetencer_fra_udlandet", "flygtning eller indvandrer med kompetencer fra udlandet"
    )
    standing: Standing | None = fact("beskæftigelse", "i arbejde eller ledig")
    promised: bool | None = fact(
        "tilsagn", "kommunen/jobcenteret har bestilt vurderingen", "bestilling fra kommunen"
    )
    approved: bool | None = fact(
        "skolen_godkendt", "skolen er godkendt til FKB'en", "skolens godkendelse"
    )
    clearly_outside: bool | None = fact(
        "klart_ikke_dækket", "kompetencerne er klart uden for målene"
    )
    admitted: bool | None = fact("allerede_optaget", "allerede optaget på AMU-kurset")


IkvCase: TypeAlias = "Case[IkvFacts]"


def outcome(case: IkvCase) -> Finding:
    """AMU-bevis for et helt mål, kompetencebevis for dele, uddannelsesplan for det, der mangler.

    Deltageren skal hjælpe med at dokumentere. Fra 1. august 2007, set til 2023. (R30, R31, R35)
    """
    shown = all_of("Er kompetencerne dokumenteret?", case.holds("ikv/dokumentation"),
                   case.told("documents"))  # fmt: skip
    covered = case.known("coverage")
    ready = all_of("Hvad giver vurderingen?", shown, covered)
    if not ready.yes:
        return ready
    law = _PROOF[case.facts.coverage or Coverage.NOTHING]
    return all_of("Hvad giver vurderingen?", ready, case.holds(law), outcome=case.text(law))


def length(case: IkvCase) -> Finding:
    """IKV tager en halv til fem dage; op til ti for flygtninge og indvandrere.

    Fra 1. august 2007, set til 2023. (R32)
    """
    least = case.at_least("days", "ikv/mindst-dage")
    short = case.at_most("days", "ikv/hoejst-dage")
    if short.yes:
        return all_of("Er længden inden for rammen?", least, short)
    longer = case.at_most("days", "ikv/hoejst-dage-udland")
    abroad = case.told("from_abroad")
    return all_of("Er den lange IKV tilladt?", least, longer, abroad).after(short)


def free(case: IkvCase) -> Finding:
    """IKV er gratis; den ledige skal først have kommunen/jobcenteret til at bestille (R33, R36).

    Set 26. juli 2023.
    """
    must_ask = case.among("standing", "ikv/tilsagn")
    if must_ask.no:
        return case.holds("ikv/gratis").giving("gratis").after(must_ask)
    return all_of("Er vurderingen bestilt?", must_ask, case.told("promised"))


def school(case: IkvCase) -> Finding:
    """Skolen må kun vurdere i FKB'er, den er godkendt til, og før optagelsen på kurset.

    Den kan sige nej, når kompetencerne klart ikke er dækket. Fra 2007, set til 2023. (R34)
    """
    return all_of(
        "Må skolen gennemføre vurderingen?",
        case.holds("ikv/godkendt-skole"),
        case.told("approved"),
        case.told("admitted", want=False),
        opposite("Er kompetencerne inden for målene?", case.told("clearly_outside")),
    )


_START: Final = Decides("den dag, vurderingen begynder", ("start",))

RULES: Final = (
    Rule("ikv-udfald", "Hvad giver IKV'en?", IkvFacts, _START,
         ("ikv/ordning", "ikv/dokumentation", *_PROOF.values()), outcome),
    Rule("ikv-længde", "Er IKV'ens længde inden for rammen?", IkvFacts, _START,
         ("ikv/ordning", "ikv/mindst-dage", "ikv/hoejst-dage", "ikv/hoejst-dage-udland"), length),
    Rule("ikv-betaling", "Er betalingen for IKV på plads?", IkvFacts, _START,
         ("ikv/gratis", "ikv/tilsagn"), free),
    Rule("ikv-skole", "Må skolen gennemføre IKV'en?", IkvFacts, _START,
         ("ikv/godkendt-skole",), school),
)  # fmt: skip
