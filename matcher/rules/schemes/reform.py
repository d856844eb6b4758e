"""The reform of 2026-27, what it ended, its words, and uddannelsesløft (R136, R155, R160-R173)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.credit import Track  # noqa: TC001
from matcher.rules.findings import Finding, Verdict, all_of, any_of, cannot_tell, opposite
from matcher.rules.rule import THE_DAY_ASKED, Decides, Rule
from matcher.rules.schemes.words import Schooling

if TYPE_CHECKING:
    from matcher.rules.asking import Case


@dataclass(frozen=True)
class ReformFacts(Facts):
    """Hvad reglerne om reformen skal vide."""

    scheme: str | None = fact("ordning", "ordningen", "",
                              ("reform/afskaffede", "reform/uafklaret"))  # fmt: skip
    begun: date | None = fact("forløb_begyndt", "den dag, forløbet begyndte", "bevillingen")
    talked: float | None = fact("andel_procent", "andel med samtaler og tilbud i procent")
    exempted: float | None = fact("fritaget_procent", "andel fritaget for tilbud i procent")


@dataclass(frozen=True)
class LiftFacts(Facts):
    """Hvad reglerne om uddannelsesløft skal vide."""

    birth_date: date | None = fact("fødselsdato", "fødselsdato")
    start: date | None = fact("uddannelsesstart", "den dag, uddannelsen begynder")
    on_benefit: bool | None = fact("dagpenge", "modtager dagpenge", "a-kassens oplysning")
    schooling: Schooling | None = fact("uddannelse", "højeste uddannelse", "eksamensbevis")
    unused: float | None = fact("ubrugt_år", "år, uddannelsen har været ubrugt", "CV")
    track: Track | None = fact("spor", "EUV-spor", "skolens realkompetencevurdering")
    programme: str | None = fact("erhvervsuddannelse", "erhvervsuddannelsen",
                                 "positivlisten for uddannelsesløft",
                                 ("uddannelsesloeft/paa-listen",
                                  "uddannelsesloeft/af-listen"))  # fmt: skip
    whole: bool | None = fact("hele_uddannelsen", "hele erhvervsuddannelsen")
    beyond: float | None = fact("efter_dagpenge_procent",
                                "andel efter dagpengeperioden i procent")  # fmt: skip
    step_finished: date | None = fact("trin_afsluttet", "den dag, et tidligere trin blev afsluttet")


ReformCase: TypeAlias = "Case[ReformFacts]"
LiftCase: TypeAlias = "Case[LiftFacts]"


def law(case: ReformCase) -> Finding:
    """Lov nr. 1750 af 29. december 2025 trådte i kraft 1. februar og 1. juli 2026 (R160).

    En ny hovedlov ventes 1. januar 2027; den er forventet lov og afgør intet.
    """
    return all_of("Hvad er i kraft?", case.holds("reform/lov"), outcome=case.text("reform/lov"))


def authority(case: ReformCase) -> Finding:
    """Jobcenteret hedder kommunen i lovene efter reformen; hver kommune har en virksomhedsindgang.

    Jobcenteret til 31. januar 2026, kommunen fra 1. juli 2026, derimellem begge ord. (R161)
    """
    name = "reform/myndighed"
    return all_of("Hvad hedder myndigheden?", case.holds(name), outcome=case.text(name))


def abolished(case: ReformCase) -> Finding:
    """Ja: forløbet kan gøres færdigt. Nej: ordningen er afskaffet for nye forløb (R162).

    Ressourceforløb, revalidering, jobrotation og puljen til uddannelsesløft. Den dag, forløbet
    begyndte, afgør: før 1. februar 2026 må det gøres færdigt, fra 1. juli 2026 kan det ikke
    begynde. Derimellem er den enkelte ordnings dag ikke set.
    """
    listed = case.among("scheme", "reform/afskaffede")
    if listed.no:
        return cannot_tell("Er ordningen afskaffet?", listed.reason,
                           "den enkelte ordnings regler", listed)  # fmt: skip
    before = case.judge("Er forløbet begyndt før afskaffelsen?",
                        lambda begun, first: begun < date.fromisoformat(first),
                        ("begun",), ("reform/afskaffelse-foerst",))  # fmt: skip
    if before.no and listed.yes:
        return _begun_since(case, listed, before)
    # Without the scheme even an early start decides nothing: others have rules of their own.
    return all_of("Må forløbet gøres færdigt?", listed, before) if listed.yes else listed


def _begun_since(case: ReformCase, listed: Finding, before: Finding) -> Finding:
    after = case.judge("Begynder forløbet, når alle dele er i kraft?",
                       lambda begun, last: begun >= date.fromisoformat(last),
                       ("begun",), ("reform/afskaffelse-sidst",))  # fmt: skip
    if after.yes:
        ended = all_of("Er ordningen afskaffet?", listed, after)
        return opposite("Kan forløbet begynde?", ended).giving("afskaffet").after(before)
    reason, needed = "dagen for hver ordning er ikke set", "lov nr. 1750's ikrafttræden"
    return cannot_tell("Er ordningen afskaffet?", reason, needed, listed, before, after)


def target(case: ReformCase) -> Finding:
    """Fra 1. juli 2026 skal mindst 75 % have samtaler og tilbud i de første seks måneder (R163)."""
    return case.at_least("talked", "reform/samtaler-andel")


def exempting(case: ReformCase) -> Finding:
    """Fra 1. juli 2026 kan kommunen fritage op til 25 % for tilbud (R163)."""
    return case.at_most("exempted", "reform/fritages-andel")


def education_order(case: ReformCase) -> Finding:
    """Uddannelsespålæg er bevaret i 2026 og ventes at ophøre 1. januar 2027 (R164)."""
    return case.holds("reform/uddannelsespaalaeg")


def target_groups(case: ReformCase) -> Finding:
    """Antallet af målgrupper ventes at falde fra 13 til 5 (R164)."""
    found = case.amount("Målgrupper", lambda count: count, (), ("reform/maalgrupper",),
                        "målgrupper")  # fmt: skip
    return found.giving(found.outcome)


def unsettled(case: ReformCase) -> Finding:
    """Om seks uger, regional pulje og voksenlærling ændres i 2026-27, er ikke fundet (R165).

    Svaret er derfor altid, at det ikke kan afgøres.
    """
    listed = case.among("scheme", "reform/uafklaret")
    if listed.verdict is Verdict.CANNOT_TELL:
        return listed
    needed = "den gældende LAB og bekendtgørelserne på retsinformation.dk"
    return cannot_tell("Er ordningen ændret?", "det er ikke fundet i vores kilder", needed, listed)


def lift(case: LiftCase) -> Finding:
    """Uddannelsesløft er for dagpengemodtagere fra 30 år uden brugt uddannelse; kræver RKV (R170).

    Ufaglærte og faglærte, hvis uddannelse er ubrugt i fem år. Vurderingen placerer personen på
    EUV1, EUV2 eller EUV3. Set 2021-2024; puljen er afskaffet for nye forløb fra 2026. (R162)
    """
    return all_of(
        "Kan der gives uddannelsesløft?",
        case.told("on_benefit"),
        case.at_least(case.age(), "uddannelsesloeft/alder"),
        any_of(
            "Uddannelse",
            case.among("schooling", "uddannelsesloeft/uddannelser"),
            all_of(
                "Faglært med ubrugt uddannelse",
                case.judge("", lambda value: value is Schooling.SKILLED, ("schooling",)),
                case.at_least("unused", "uddannelsesloeft/ubrugt-aar"),
            ),
        ),
        case.known("track"),
    )


def lift_rate(case: LiftCase) -> Finding:
    """80 % af dagpengesatsen som hovedregel; 110 % til en hel EUD på positivlisten (R171, R172).

    Den høje sats er set i 2021 og er permanent fra 1. januar 2024. Hele listen er ikke i vores
    data: står uddannelsen hverken på eller af, kan det ikke afgøres. (R136)
    """
    listed = case.among("programme", "uddannelsesloeft/paa-listen")
    removed = case.among("programme", "uddannelsesloeft/af-listen")
    if removed.yes:
        return _percent(case, "uddannelsesloeft/sats", removed).after(listed)
    if listed.verdict is Verdict.NOT_CHECKED:
        return listed
    if not listed.yes:
        return cannot_tell("Står uddannelsen på positivlisten?", listed.reason,
                           "positivlisten for uddannelsesløft", listed, removed)  # fmt: skip
    whole = all_of("Hele uddannelsen?", case.holds("uddannelsesloeft/hel-uddannelse"),
                   case.told("whole"))  # fmt: skip
    if not whole.yes:
        return whole
    return _percent(case, "uddannelsesloeft/sats-positivliste", listed, whole).after(removed)


def _percent(case: LiftCase, name: str, *grounds: Finding) -> Finding:
    rate = case.holds(name)
    return all_of("Hvilken sats?", *grounds, rate,
                  outcome=f"{case.text(name)} % af dagpengesatsen")  # fmt: skip


def lift_month(case: LiftCase) -> Finding:
    """Den almindelige ydelse pr. måned under uddannelsesløft i 2023 og 2024 (R155)."""
    return case.amount("Ydelse pr. måned", lambda kroner: kroner, (), ("uddannelsesloeft/maaned",),
                       "kr. pr. måned")  # fmt: skip


def lift_length(case: LiftCase) -> Finding:
    """Uddannelsen skal kunne nås i dagpengeperioden; op til en femtedel kan ligge efter (R173).

    Kilderne er udaterede.
    """
    return case.at_most("beyond", "uddannelsesloeft/efter-perioden")


def lift_next_step(case: LiftCase) -> Finding:
    """Den, der har afsluttet et trin, kan bygge videre efter 18 måneder. Udateret kilde (R173)."""
    return case.waited("step_finished", case.this_day, "uddannelsesloeft/trin-pause")


_START: Final = Decides("den dag, uddannelsen begynder", ("start",))
_LIFT: Final = "uddannelsesloeft/ordning"

RULES: Final = (
    Rule("reform-lov", "Hvad er i kraft af reformen?", ReformFacts, THE_DAY_ASKED,
         ("reform/lov",), law),
    Rule("reform-ord", "Hvad hedder myndigheden?", ReformFacts, THE_DAY_ASKED,
         ("reform/myndighed",), authority),
    Rule("reform-afskaffet", "Kan forløbet begynde eller gøres færdigt?", ReformFacts,
         THE_DAY_ASKED, ("reform/afskaffede", "reform/afskaffelse-foerst",
                         "reform/afskaffelse-sidst"), abolished),
    Rule("reform-samtaler", "Når kommunen målet for samtaler og tilbud?", ReformFacts,
         THE_DAY_ASKED, ("reform/samtaler-andel",), target),
    Rule("reform-fritagelse", "Er andelen af fritagne inden for loftet?", ReformFacts,
         THE_DAY_ASKED, ("reform/fritages-andel",), exempting),
    Rule("uddannelsespålæg", "Gælder reglerne om uddannelsespålæg?", ReformFacts, THE_DAY_ASKED,
         ("reform/uddannelsespaalaeg",), education_order),
    Rule("reform-målgrupper", "Hvor mange målgrupper er der?", ReformFacts, THE_DAY_ASKED,
         ("reform/maalgrupper",), target_groups),
    Rule("reform-uafklaret", "Er ordningen ændret med reformen?", ReformFacts, THE_DAY_ASKED,
         ("reform/uafklaret",), unsettled),
    Rule("uddannelsesløft", "Kan der gives uddannelsesløft?", LiftFacts, _START,
         (_LIFT, "uddannelsesloeft/alder", "uddannelsesloeft/uddannelser",
          "uddannelsesloeft/ubrugt-aar"), lift),
    Rule("uddannelsesløft-sats", "Hvor høj er dagpengesatsen under uddannelsesløft?", LiftFacts,
         _START, (_LIFT, "uddannelsesloeft/paa-listen", "uddannelsesloeft/af-listen",
                  "uddannelsesloeft/hel-uddannelse", "uddannelsesloeft/sats",
                  "uddannelsesloeft/sats-positivliste"), lift_rate),
    Rule("uddannelsesløft-måned", "Hvad er ydelsen pr. måned under uddannelsesløft?", LiftFacts,
         _START, (_LIFT, "uddannelsesloeft/maaned"), lift_month),
    Rule("uddannelsesløft-længde", "Kan uddannelsen nås?", LiftFacts, _START,
         (_LIFT, "uddannelsesloeft/efter-perioden"), lift_length),
    Rule("uddannelsesløft-trin", "Kan der bygges videre på et trin?", LiftFacts, _START,
         (_LIFT, "uddannelsesloeft/trin-pause"), lift_next_step),
)  # fmt: skip
