"""AMU: who pays what, how to sign up, what is given as proof (R40-R50)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, Verdict, all_of, any_of, opposite
from matcher.rules.rule import Decides, Rule
from matcher.rules.schemes.words import Schooling, Standing  # noqa: TC001

if TYPE_CHECKING:
    from matcher.rules.asking import Case


@dataclass(frozen=True)
class AmuFacts(Facts):
    """Hvad reglerne om AMU skal vide."""

    start: date | None = fact("kursusstart", "den dag, kurset begynder")
    days: float | None = fact("kursusdage", "kursusdage")
    hours: float | None = fact("kursustimer", "kursustimer")
    schooling: Schooling | None = fact("uddannelse", "højeste uddannelse", "eksamensbevis")
    unused: float | None = fact(
        "ubrugt_år", "år, uddannelsen har været ubrugt", "CV eller erklæring om beskæftigelse"
    )
    level: int | None = fact("dun_niveau", "DUN-niveau")
    certificate_course: bool | None = fact("certifikatkursus", "kurset er et certifikatkursus")
    area: str | None = fact("kursusområde", "kursets område", "", ("amu/gratis",))
    supplement: float | None = fact("tillæg_pr_uge", "tillægspris pr. uge", "skolens holdoversigt")
    passed: bool | None = fact("prøve_bestået", "prøven er bestået")
    standing: Standing | None = fact("beskæftigelse", "i arbejde eller ledig")


OTHER_AREA: Final = "andet"
"""An area that none of our sources has ever named as free."""

AmuCase: TypeAlias = "Case[AmuFacts]"


def target_group(case: AmuCase) -> Finding:
    """I målgruppen er uddannede til og med EUD og den, hvis videregående uddannelse er ubrugt.

    Ubrugt betyder ikke brugt i de seneste år. September 2020 til udgangen af 2021 kunne alle tage
    certifikatkurser til lav pris. Set fra 2016 til 2024. (R40, R45)
    """
    certificate = all_of("Midlertidig adgang til certifikatkurser",
                         case.holds("amu/certifikatkurser-alle"),
                         case.told("certificate_course"))  # fmt: skip
    return any_of(
        "Er personen i AMU's målgruppe?",
        case.among("schooling", "amu/maalgruppe"),
        case.at_least("unused", "amu/ubrugt-aar"),
        certificate,
    )


def price(case: AmuCase) -> Finding:
    """Ja: deltagerbetaling. Nej: fuld pris, det vil sige taxametertilskud og almindelig betaling.

    Nogle områder er gratis for målgruppen, så området skal oplyses. Taksten er pr. dag; i år med
    flere takster siges spændet. Kendte takster 2016-2026 med huller. (R40, R41, R42, R44, R45)
    """
    inside = target_group(case)
    if inside.no:
        return inside.giving(_full_price(case))
    if not inside.yes:
        return inside
    free = case.among("area", "amu/gratis")
    if free.yes:
        return all_of("Hvad koster kurset?", inside, free).giving("gratis", 0)
    if not free.no and case.facts.area != OTHER_AREA:
        known = case.known("area")  # it may be one of the free ones, and then no rate is right
        return free if known.yes else known
    return _fee(case, inside).after(free) if free.no else _fee(case, inside)


def _fee(case: AmuCase, inside: Finding) -> Finding:
    rate = case.amount("Deltagerbetaling", lambda days, daily: days * daily, ("days",),
                       ("amu/deltagerbetaling",))  # fmt: skip
    if rate.yes:
        return all_of("Hvad koster kurset?", inside, rate).giving(rate.outcome, rate.amount)
    low, high = case.text("amu/deltagerbetaling-lav"), case.text("amu/deltagerbetaling-hoej")
    if not low:
        return all_of("Hvad koster kurset?", inside, rate)
    both = case.judge("Deltagerbetaling", lambda *_: True, (),
                      ("amu/deltagerbetaling-lav", "amu/deltagerbetaling-hoej"))  # fmt: skip
    between = f"mellem {low} og {high} kr. pr. dag efter kurset"
    return all_of("Hvad koster kurset?", inside, both, outcome=between)


def _full_price(case: AmuCase) -> str:
    low, high = case.text("amu/fuld-pris-lav"), case.text("amu/fuld-pris-hoej")
    seen = f"; set {low}-{high} kr. pr. dag" if low else "; beløbet er ikke i vores kilder"
    return f"fuld pris{seen}"


def level(case: AmuCase) -> Finding:
    """Til og med DUN-niveau 4 er i målgruppen; højere er uden for. Set i 2024 (R50)."""
    return case.at_most("level", "amu/dun-hoejst")


def supplement(case: AmuCase) -> Finding:
    """Skolen kan lægge en tillægspris på, men højst så meget pr. uge. Set 2020-2024 (R43, R42)."""
    return case.at_most("supplement", "amu/tillaeg-hoejst")


def proof(case: AmuCase) -> Finding:
    """Bestået prøve giver AMU-bevis; ellers gives deltagerbevis. Set i 2020 (R46)."""
    passed = case.told("passed")
    if passed.verdict is Verdict.CANNOT_TELL:
        return passed
    law = "amu/bevis-bestaaet" if passed.yes else "amu/bevis-ellers"
    return all_of("Hvilket bevis?", case.holds(law), outcome=case.text(law))


def sign_up(case: AmuCase) -> Finding:
    """Den, der er i arbejde, melder sig selv til; den ledige går gennem kommunen eller a-kassen.

    Tilmeldingen skiftede sted omkring 2021-22. (R49)
    """
    barred = case.among("standing", "amu/ikke-selvtilmelding")
    may = opposite("Må personen selv melde sig til?", barred)
    if may.yes:
        return may.giving(f"tilmelding på {case.text('amu/tilmeldingssted')}")
    return may.giving("gennem kommunen/jobcenteret eller a-kassen") if may.no else may


def place(case: AmuCase) -> Finding:
    """Portalen var efteruddannelse.dk; fra omkring 2022 er den voksenuddannelse.dk (R49)."""
    law = "amu/tilmeldingssted"
    return all_of("Hvor melder man sig til?", case.holds(law), outcome=case.text(law))


def no_show(case: AmuCase) -> Finding:
    """Virksomheden betaler for udeblivelse efter kursets timer. Skolernes praksis i 2022 (R47)."""
    return case.by_scale("hours", "amu/udeblivelse")


def late_cancelling(case: AmuCase) -> Finding:
    """Virksomheden betaler for afmelding under en uge før. Skolernes praksis i 2022 (R47)."""
    return case.by_scale("hours", "amu/sen-afmelding")


_START: Final = Decides("den dag, kurset begynder", ("start",))
_GROUP: Final = ("amu/maalgruppe", "amu/ubrugt-aar", "amu/certifikatkurser-alle")

RULES: Final = (
    Rule("amu-målgruppe", "Er personen i AMU's målgruppe?", AmuFacts, _START, _GROUP,
         target_group),
    Rule("amu-pris", "Hvad koster AMU-kurset for personen?", AmuFacts, _START,
         (*_GROUP, "amu/gratis", "amu/deltagerbetaling", "amu/deltagerbetaling-lav",
          "amu/deltagerbetaling-hoej", "amu/fuld-pris-lav", "amu/fuld-pris-hoej"), price),
    Rule("amu-dun", "Er DUN-niveauet i målgruppen?", AmuFacts, _START, ("amu/dun-hoejst",), level),
    Rule("amu-tillæg", "Er tillægsprisen inden for loftet?", AmuFacts, _START,
         ("amu/tillaeg-hoejst",), supplement),
    Rule("amu-bevis", "Hvilket bevis giver AMU-kurset?", AmuFacts, _START,
         ("amu/bevis-bestaaet", "amu/bevis-ellers"), proof),
    Rule("amu-tilmelding", "Må personen selv melde sig til?", AmuFacts, _START,
         ("amu/ikke-selvtilmelding", "amu/tilmeldingssted"), sign_up),
    Rule("amu-portal", "Hvor melder man sig til AMU?", AmuFacts, _START,
         ("amu/tilmeldingssted",), place),
    Rule("amu-udeblivelse", "Hvad koster udeblivelse?", AmuFacts, _START,
         ("amu/udeblivelse",), no_show),
    Rule("amu-afmelding", "Hvad koster sen afmelding?", AmuFacts, _START,
         ("amu/sen-afmelding",), late_cancelling),
)  # fmt: skip
