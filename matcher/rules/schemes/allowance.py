"""VEU-godtgørelse, transport, lodging and the dagpenge rates (R51, R60-R65, R150-R154)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.findings import Finding, Verdict, all_of, any_of, cannot_tell, opposite
from matcher.rules.rule import THE_DAY_ASKED, Decides, Rule
from matcher.rules.schemes.words import Schooling  # noqa: TC001

if TYPE_CHECKING:
    from matcher.rules.asking import Case


class Work(StrEnum):
    """How somebody works, as far as VEU-godtgørelse asks."""

    EMPLOYEE = "lønmodtager"
    SELF_EMPLOYED = "selvstændig"
    UNEMPLOYED = "ledig"


class Subsidy(StrEnum):
    """A wage subsidy the firm gets."""

    NONE = "ingen"
    FLEX = "fleksjob"
    OTHER = "andet løntilskud"


@dataclass(frozen=True)
class AllowanceFacts(Facts):
    """Hvad reglerne om VEU-godtgørelse skal vide."""

    applied: date | None = fact("ansøgt", "den dag, der er søgt")
    start: date | None = fact("kursusstart", "den dag, kurset begynder")
    end: date | None = fact("kursusslut", "den dag, kurset slutter")
    work: Work | None = fact("arbejde", "lønmodtager, selvstændig eller ledig")
    in_working_time: bool | None = fact("i_arbejdstiden", "undervisning i arbejdstiden")
    in_denmark: bool | None = fact("firma_med_cvr", "ansat i Danmark i et firma med CVR-nummer")
    working_days: int | None = fact("dage_i_arbejde", "dage i arbejde omkring kurset", "lønsedler")
    schooling: Schooling | None = fact("uddannelse", "højeste uddannelse", "eksamensbevis")
    unused: float | None = fact(
        "ubrugt_år", "år, uddannelsen har været ubrugt", "CV eller erklæring om beskæftigelse"
    )
    public_support: bool | None = fact("offentlig_støtte", "anden offentlig støtte")
    apprentice: bool | None = fact("uddannelsesaftale", "kurset er led i en uddannelsesaftale")
    subsidy: Subsidy | None = fact("løntilskud", "løntilskud til firmaet")
    course: str | None = fact("kursustype", "kursets type", "", ("veu/kurser",))
    hours: float | None = fact("timer_pr_uge", "kursustimer pr. uge, der er deltaget i")
    weeks: float | None = fact("uger", "uger på kurset")
    wages_paid: bool | None = fact("løn_under_kurset", "arbejdsgiveren betaler løn under kurset")


@dataclass(frozen=True)
class TravelFacts(Facts):
    """Hvad reglerne om befordring og kost og logi skal vide."""

    start: date | None = fact("kursusstart", "den dag, kurset begynder")
    km_a_day: float | None = fact("km_pr_dag", "kilometer frem og tilbage pr. dag")
    days: float | None = fact("kursusdage", "kursusdage")
    teaching: str | None = fact("undervisningsform", "undervisningens form", "",
                                ("transport/undtaget",))  # fmt: skip
    one_way: float | None = fact("km_en_vej", "kilometer én vej mellem hjem og skole")


@dataclass(frozen=True)
class BenefitFacts(Facts):
    """Hvad dagpengereglerne skal vide."""

    used_hours: float | None = fact("brugte_timer", "brugte dagpengetimer", "a-kassens opgørelse")
    right_from: date | None = fact("ret_fra", "den dag, dagpengeretten begyndte",
                                   "a-kassens opgørelse")  # fmt: skip


AllowanceCase: TypeAlias = "Case[AllowanceFacts]"
TravelCase: TypeAlias = "Case[TravelFacts]"
BenefitCase: TypeAlias = "Case[BenefitFacts]"


def entitled(case: AllowanceCase) -> Finding:
    """Lønmodtagere og selvstændige får VEU-godtgørelse for undervisning i arbejdstiden.

    De skal være ansat i Danmark i et firma med CVR-nummer og i arbejde nogle dage omkring kurset,
    højst have en EUD eller en længere uddannelse, der er ubrugt, ikke have anden støtte og som
    regel ikke være under uddannelsesaftale; firmaet må ikke få andet løntilskud end til fleksjob.
    Betingelserne er set på en side med satserne for 2020 og 2021. (R62, R65)
    """
    return all_of(
        "Er der ret til VEU-godtgørelse?",
        case.among("work", "veu/beskaeftigelse"),
        case.among("course", "veu/kurser"),
        case.told("in_working_time"),
        case.told("in_denmark"),
        case.at_least("working_days", "veu/arbejdsdage"),
        _schooling(case),
        case.told("public_support", want=False),
        _not_apprentice(case),
        _no_other_subsidy(case),
    )


def _schooling(case: AllowanceCase) -> Finding:
    return any_of(
        "Er uddannelsen inden for grænsen?",
        case.among("schooling", "veu/maalgruppe"),
        case.at_least("unused", "veu/ubrugt-aar"),
    )


def _not_apprentice(case: AllowanceCase) -> Finding:
    # The source says "as a rule"; the exceptions are not in it.
    free = case.told("apprentice", want=False)
    if free.no:
        return cannot_tell(free.question, free.reason, "AUB's undtagelser for aftaler", free)
    return free


def _no_other_subsidy(case: AllowanceCase) -> Finding:
    return any_of(
        "Er der intet andet løntilskud?",
        case.judge("", lambda subsidy: subsidy == Subsidy.NONE, ("subsidy",)),
        case.among("subsidy", "veu/tilladt-tilskud"),
    )


def weekly_rate(case: AllowanceCase) -> Finding:
    """Satsen for en hel uge. Kendt 2018-2021, 2023 og 2024 (R61, R152).

    En ansøgning eller et kursus fra 2017 beholder den gamle sats, så der afgør den tidligste af
    de to dage (R153). For andre årsskifter siger kilderne ikke, hvilken dag der afgør; giver de to
    dage hver sin sats, kan det ikke afgøres. Satserne for 2023 og 2024 er mindre sikre.
    """
    return case.amount("VEU-godtgørelse pr. uge", lambda rate: rate, (), ("veu/sats-uge",),
                       "kr. pr. uge")  # fmt: skip


def daily_rate(case: AllowanceCase) -> Finding:
    """Satsen pr. dag, som den blev sagt i 2016: 80 % af højeste dagpenge (R61, R153)."""
    return case.amount("VEU-godtgørelse pr. dag", lambda rate: rate, (), ("veu/sats-dag",),
                       "kr. pr. dag")  # fmt: skip


def share(case: AllowanceCase) -> Finding:
    """Satsen er en andel af højeste dagpenge: 80 % før 2018, 100 % fra 1. januar 2018 (R60, R153).

    Den høje andel gælder, når kurset er både søgt og begyndt fra den dag.
    """
    found = case.holds("veu/andel")
    return found.giving(f"{case.text('veu/andel')} % af højeste dagpenge") if found.yes else found


def amount(case: AllowanceCase) -> Finding:
    """Timer, der er deltaget i, højst 37 om ugen, gange timesatsen. Kendt 2020-2021 (R61, R62)."""
    return case.amount(
        "VEU-godtgørelse for kurset",
        lambda hours, weeks, most, rate: min(hours, most) * weeks * rate,
        ("hours", "weeks"),
        ("veu/uge-timer", "veu/sats-time"),
    )


def payee(case: AllowanceCase) -> Finding:
    """AUB udbetaler til arbejdsgiveren, når den betaler løn; ellers til deltageren (R63)."""
    paid = case.told("wages_paid")
    if paid.verdict is Verdict.CANNOT_TELL:
        return paid
    to = "til arbejdsgiveren" if paid.yes else "til deltageren"
    return all_of("Hvem får VEU-godtgørelsen?", case.holds("veu/udbetaling"), outcome=to)


def in_time(case: AllowanceCase) -> Finding:
    """Der søges sammen med tilmeldingen og senest nogle uger efter kurset (R63)."""
    return case.in_time("end", "applied", "veu/frist")


def travel(case: TravelCase) -> Finding:
    """Befordring støttes for den del af dagens vej, der ligger over 24 km.

    Ikke til fjernundervisning eller undervisning på arbejdspladsen. Satser 2020-2021.
    (R64, R152a)
    """
    present = opposite("Er det undervisning, man rejser til?",
                       case.among("teaching", "transport/undtaget"))  # fmt: skip
    far = case.above("km_a_day", "transport/bundgraense")
    paid = case.amount(
        "Befordringstilskud",
        lambda km, days, free, rate: max(km - free, 0) * days * rate,
        ("km_a_day", "days"),
        ("transport/bundgraense", "transport/sats"),
    )
    whole = all_of("Er der befordringstilskud?", present, far, paid)
    return whole.giving(paid.outcome, paid.amount) if whole.yes else whole


def lodging(case: TravelCase) -> Finding:
    """Kost og logi, når vejen er over 60 km én vej eller over 120 km frem og tilbage (R51).

    En side fra 2024 siger over 120 km og højst 500 kr. pr. overnatning; de andre er udaterede.
    """
    right = any_of(
        "Er der ret til kost og logi?",
        case.above("one_way", "kost/afstand-en-vej"),
        case.above("km_a_day", "kost/afstand-tur-retur"),
    )
    most = case.text("kost/hoejst")
    return right.giving(f"højst {most} kr. pr. overnatning") if right.yes and most else right


def highest_benefit(case: BenefitCase) -> Finding:
    """Højeste dagpenge for fuldtidsforsikrede pr. måned, 2018-2025 med huller (R150)."""
    return case.amount("Højeste dagpenge", lambda rate: rate, (), ("dagpenge/hoejeste-maaned",),
                       "kr. pr. måned")  # fmt: skip


def hourly_benefit(case: BenefitCase) -> Finding:
    """Månedssatsen delt med månedens timer; svarer til VEU-timesatsen. Kendt 2021 (R150, R151)."""
    return case.amount("Højeste dagpenge pr. time", lambda month, hours: month / hours, (),
                       ("dagpenge/hoejeste-maaned", "dagpenge/maanedstimer"),
                       "kr. pr. time")  # fmt: skip


def benefit_left(case: BenefitCase) -> Finding:
    """Dagpengeretten er 3.848 timer, der bruges inden for tre år. Set 2023-2024 (R154)."""
    left = case.judge("Er der timer tilbage?", lambda used, all_: used < all_, ("used_hours",),
                      ("dagpenge/ret-timer",))  # fmt: skip
    in_period = case.in_time("right_from", case.this_day, "dagpenge/ret-periode")
    return all_of("Er der dagpengeret tilbage?", left, in_period)


_TRANSITION: Final = "veu/overgang"
_EITHER: Final = Decides(
    "ansøgning og kursusstart, når de giver det samme; under overgangsreglen den tidligste",
    ("applied", "start"), _TRANSITION,
    "en kilde til, om ansøgningen eller kursusstarten afgør",
)  # fmt: skip
_START: Final = Decides("den dag, kurset begynder", ("start",))
_CONDITIONS: Final = (
    "veu/beskaeftigelse", "veu/kurser", "veu/arbejdsdage", "veu/maalgruppe", "veu/ubrugt-aar",
    "veu/tilladt-tilskud",
)  # fmt: skip

RULES: Final = (
    Rule("veu-ret", "Er der ret til VEU-godtgørelse?", AllowanceFacts, _EITHER,
         ("veu/ordning", *_CONDITIONS, _TRANSITION), entitled),
    Rule("veu-uge", "Hvad er VEU-godtgørelsen pr. uge?", AllowanceFacts, _EITHER,
         ("veu/ordning", "veu/sats-uge", _TRANSITION), weekly_rate),
    Rule("veu-dag", "Hvad er VEU-godtgørelsen pr. dag?", AllowanceFacts, _EITHER,
         ("veu/ordning", "veu/sats-dag", _TRANSITION), daily_rate),
    Rule("veu-andel", "Hvor stor en del af dagpengene er VEU-godtgørelsen?", AllowanceFacts,
         _EITHER, ("veu/andel", _TRANSITION), share),
    Rule("veu-beløb", "Hvor meget er VEU-godtgørelsen for kurset?", AllowanceFacts, _EITHER,
         ("veu/ordning", "veu/uge-timer", "veu/sats-time", _TRANSITION), amount),
    Rule("veu-udbetaling", "Hvem får VEU-godtgørelsen udbetalt?", AllowanceFacts, _EITHER,
         ("veu/udbetaling", _TRANSITION), payee),
    Rule("veu-frist", "Er VEU-godtgørelsen søgt i tide?", AllowanceFacts,
         Decides("den dag, kurset slutter", ("end",)), ("veu/frist",), in_time),
    Rule("befordring", "Er der befordringstilskud?", TravelFacts, _START,
         ("transport/undtaget", "transport/bundgraense", "transport/sats"), travel),
    Rule("kost-og-logi", "Er der ret til kost og logi?", TravelFacts, _START,
         ("kost/afstand-en-vej", "kost/afstand-tur-retur", "kost/hoejst"), lodging),
    Rule("dagpenge-sats", "Hvad er højeste dagpenge pr. måned?", BenefitFacts, THE_DAY_ASKED,
         ("dagpenge/hoejeste-maaned",), highest_benefit),
    Rule("dagpenge-time", "Hvad er højeste dagpenge pr. time?", BenefitFacts, THE_DAY_ASKED,
         ("dagpenge/hoejeste-maaned", "dagpenge/maanedstimer"), hourly_benefit),
    Rule("dagpenge-ret", "Er der dagpengeret tilbage?", BenefitFacts, THE_DAY_ASKED,
         ("dagpenge/ret-timer", "dagpenge/ret-periode"), benefit_left),
)  # fmt: skip
