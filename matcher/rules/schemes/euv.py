"""EUV and the assessment of prior learning before it (R1-R13, R130-R137)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003
from typing import TYPE_CHECKING, Final, TypeAlias

from matcher.rules.asking import Facts, fact
from matcher.rules.credit import Track
from matcher.rules.findings import Finding, Verdict, all_of, any_of, cannot_tell, opposite
from matcher.rules.rule import THE_DAY_ASKED, Decides, Rule
from matcher.rules.schemes.words import Schooling, Standing  # noqa: TC001
from taxonomy.danish import show

if TYPE_CHECKING:
    from matcher.rules.asking import Case


@dataclass(frozen=True)
class EuvFacts(Facts):
    """Hvad EUV-reglerne skal vide."""

    birth_date: date | None = fact("fødselsdato", "fødselsdato")
    start: date | None = fact("uddannelsesstart", "den dag, uddannelsen begynder")
    rkv_done: bool | None = fact(
        "rkv_gennemført", "realkompetencevurdering gennemført", "skolens realkompetencevurdering"
    )
    months: int | None = fact(
        "relevant_erfaring_måneder",
        "måneders relevant erfaring efter bilag 1, skema 1",
        "skolens vurdering af erfaringen efter uddannelsens bilag 1, skema 1",
    )
    earlier_education: bool | None = fact(
        "tidligere_uddannelse", "tidligere uddannelse, der kan bruges", "kopi af uddannelsesbevis"
    )
    partly: bool | None = fact(
        "noget_relevant_erfaring",
        "noget relevant erfaring",
        "skolens vurdering efter uddannelsens bilag 1, skema 1 og 2",
    )
    track: Track | None = fact("spor", "EUV-spor", "skolens realkompetencevurdering")
    basic_weeks: float | None = fact("gf2_uger", "uger på grundforløb 2")
    training_months: int | None = fact("oplæring_måneder", "måneders oplæring i virksomhed")
    agreement: bool | None = fact("uddannelsesaftale", "uddannelsesaftale", "uddannelsesaftalen")
    school_training: bool | None = fact("skoleoplæring", "plads i skoleoplæring")
    rkv_days: float | None = fact("rkv_dage", "dage til realkompetencevurdering")
    way: str | None = fact("vej_til_rkv", "vejen til realkompetencevurdering", "",
                           ("euv/rkv-veje",))  # fmt: skip
    credit: str | None = fact("afkortning", "afkortningens art", "",
                              ("euv/afkortning-pligt", "euv/afkortning-ret"))  # fmt: skip
    shortened: float | None = fact(
        "standardafkortning_procent", "standardafkortning af skoleundervisningen i procent",
        "uddannelsesordningen fra det faglige udvalg",
    )  # fmt: skip
    standing: Standing | None = fact("beskæftigelse", "i arbejde eller ledig")
    payment_promised: bool | None = fact(
        "tilsagn_om_betaling", "tilsagn om betaling", "tilsagn fra kommunen/jobcenteret"
    )
    schooling: Schooling | None = fact("uddannelse", "højeste uddannelse")
    on_benefit: bool | None = fact("dagpenge", "modtager dagpenge")
    assessed: date | None = fact("vurderet_dato", "dagen for skolens vurdering")
    merit_stated: date | None = fact(
        "merit_dato", "dagen for meritvurderingen", "meritvurdering fra en godkendt skole"
    )
    signed: date | None = fact("aftale_underskrevet", "dagen, aftalen underskrives")
    papers: tuple[str, ...] | None = fact("papirer", "afleverede papirer", "",
                                          ("euv/rkv-papirer",))  # fmt: skip
    plan_issued: date | None = fact("gvu_plan_udstedt", "dagen, GVU-planen er udstedt")
    told_on: date | None = fact("afgørelse_dato", "dagen, skolen gav sin afgørelse", "afgørelsen")
    complained: date | None = fact("klage_dato", "dagen, klagen nåede skolen", "klagen")
    upheld: date | None = fact(
        "fastholdt_dato", "dagen, skolen fastholdt sin afgørelse", "skolens svar på klagen"
    )
    commented: date | None = fact("bemærkninger_dato", "dagen, bemærkningerne blev sendt")
    merit_from: str | None = fact("merit_fra", "det, der søges merit for", "",
                                  ("euv/merit-kilder",))  # fmt: skip


EuvCase: TypeAlias = "Case[EuvFacts]"


def adult_route(case: EuvCase) -> Finding:
    """Den, der er fyldt mindstealderen ved uddannelsens start, går EUV-vejen.

    Vejen begynder med en realkompetencevurdering. Set i kilder fra 2020 til skoleskemaet fra 2025.
    Yngre får en kompetencevurdering på skolen. (R1, R12)
    """
    found = case.at_least(case.age(), "euv/mindstealder")
    return found.giving("EUV, der begynder med realkompetencevurdering") if found.yes else found


def track(case: EuvCase) -> Finding:
    """Relevant erfaring afgør sporet, når alderen er nået og vurderingen er lavet.

    EUV1: nok relevant erfaring efter uddannelsens bilag 1. EUV2: noget relevant erfaring eller
    en tidligere uddannelse. EUV3: ingen af delene. Kilder fra 2020 til 2025. (R6, R7, R8, R111)
    """
    ready = all_of(
        "Kan sporet afgøres?",
        case.at_least(case.age(), "euv/mindstealder"),
        case.told("rkv_done"),
    )
    return _track_by_experience(case, ready) if ready.yes else ready


def _track_by_experience(case: EuvCase, ready: Finding) -> Finding:
    enough = case.at_least("months", "euv/erfaring-euv1")
    if not enough.no:
        return all_of("Hvilket spor?", ready, enough, outcome=Track.EUV1)
    some = case.judge("Er der noget relevant erfaring?", lambda months: months > 0, ("months",))
    told = () if case.facts.partly is None else (case.told("partly"),)
    either = any_of("Er der noget at bygge på?", some, *told, case.told("earlier_education"))
    if either.no:
        neither = opposite("Er der intet at bygge på?", either)
        return neither.giving(Track.EUV3).after(ready, enough)
    return (either.giving(Track.EUV2) if either.yes else either).after(ready, enough)


def assessment_length(case: EuvCase) -> Finding:
    """Vurderingen tager fra en halv til ti dage. Set 1. oktober 2020 (R2)."""
    return all_of(
        "Er længden inden for rammen?",
        case.at_least("rkv_days", "euv/rkv-mindst-dage"),
        case.at_most("rkv_days", "euv/rkv-hoejst-dage"),
    )


def way_to_assessment(case: EuvCase) -> Finding:
    """Vurderingen fås ved ansøgning, som enkeltfag før optagelse eller ved oplæringens start.

    Kilden er udateret, fra 2022 eller senere. (R3)
    """
    return case.among("way", "euv/rkv-veje")


def credit_duty(case: EuvCase) -> Finding:
    """Ja: eleven skal tage imod afkortningen. Nej: den er en ret, eleven kan takke nej til.

    Standardafkortning og afkortning efter bilag 1 skal tages; den individuelle er en ret. Siger
    eleven nej, tilbyder skolen andet relevant. Kilden er fra 2022 eller senere. (R5, R135)
    """
    duty = case.among("credit", "euv/afkortning-pligt")
    if duty.yes:
        return duty.giving("pligt")
    right = case.among("credit", "euv/afkortning-ret")
    if right.yes:
        return opposite("Er det en pligt?", right).giving("ret").after(duty)
    if right.no:
        needed = "skolens afgørelse om afkortningen"
        return cannot_tell("Pligt eller ret?", right.reason, needed, duty, right)
    return all_of("Pligt eller ret?", duty, right)


def standard_credit(case: EuvCase) -> Finding:
    """EUV1 og EUV2 har et hovedforløb, hvis skoledel er afkortet med en fast mindste andel.

    Andelen udmøntes af det faglige udvalg. Kilder fra 2020 til 2025. (R5, R6, R134)
    """
    return all_of(
        "Er standardafkortningen stor nok?",
        case.among("track", "euv/spor-med-standardafkortning"),
        case.at_least("shortened", "euv/standardafkortning"),
    )


def course_parts(case: EuvCase) -> Finding:
    """Grundforløb 2 og oplæring må ikke være længere, end sporet tillader.

    EUV1 har ingen af delene; EUV2 har et loft over oplæringen; EUV2 og EUV3 har et loft over
    grundforløb 2. Kilder fra 2020 til 2025. (R6, R7, R8)
    """
    return all_of("Holder forløbet sig inden for sporet?", _basic(case), _training(case))


def _basic(case: EuvCase) -> Finding:
    allowed = case.among("track", "euv/spor-med-gf2")
    if allowed.no:
        none = case.judge("Er der intet grundforløb 2?", lambda w: w == 0, ("basic_weeks",))
        return none.after(allowed)
    return all_of("Grundforløb 2", allowed, case.at_most("basic_weeks", "euv/gf2-hoejst"))


def _training(case: EuvCase) -> Finding:
    without = case.among("track", "euv/spor-uden-oplaering")
    if without.yes:
        none = case.judge("Er der ingen oplæring?", lambda m: m == 0, ("training_months",))
        return none.after(without)
    limited = case.judge("Er oplæringen begrænset?", lambda t: t == Track.EUV2, ("track",))
    if limited.yes:
        return case.at_most("training_months", "euv/oplaering-hoejst-euv2").after(limited)
    return opposite("Må der være oplæring?", without).after(limited)


def agreement_needed(case: EuvCase) -> Finding:
    """Ja: der skal en aftale eller skoleoplæring til efter grundforløbet. Set i 2018.

    Det gælder EUV2 og EUV3; på EUV1 er aftalen frivillig. (R131, R133)
    """
    needed = case.among("track", "euv/aftale-efter-grundforloeb")
    if not needed.yes:
        return all_of("Skal der en aftale til?", needed)
    place = any_of("Er der en plads?", case.told("agreement"), case.told("school_training"))
    got = {Verdict.YES: "pladsen er fundet", Verdict.NO: "pladsen mangler"}
    return needed.giving(got.get(place.verdict, "det er ikke oplyst, om pladsen er fundet"))


def voluntary_agreement(case: EuvCase) -> Finding:
    """En EUV1-elev må gerne indgå en uddannelsesaftale. Kilden er udateret (R133)."""
    return case.among("track", "euv/aftale-frivillig")


def assessment_free(case: EuvCase) -> Finding:
    """Gratis for den, der er i arbejde; den ledige skal først have tilsagn om betaling.

    Kilden er udateret. (R10)
    """
    must_ask = case.among("standing", "euv/rkv-tilsagn")
    if not must_ask.yes:
        return opposite("Er vurderingen gratis uden tilsagn?", must_ask)
    return all_of("Er betalingen på plads?", must_ask, case.told("payment_promised"))


def unemployed_right(case: EuvCase) -> Finding:
    """Ufaglærte ledige på dagpenge over aldersgrænsen har som udgangspunkt ret til en vurdering.

    Den aftales med kommunen/jobcenteret. Kilden er udateret. (R11)
    """
    return all_of(
        "Har den ledige ret til realkompetencevurdering?",
        case.judge("", lambda s: s == "ledig", ("standing",)),
        case.told("on_benefit"),
        case.among("schooling", "euv/rkv-ledig-uddannelse"),
        case.above(case.age(), "euv/rkv-ledig-alder"),
    )


def young_assessed(case: EuvCase) -> Finding:
    """Elever under EUV-alderen vurderes af skolen inden for de første uger.

    Kilder fra 2022 og 2023. (R12)
    """
    young = opposite("Er eleven under EUV-alderen?",
                     case.at_least(case.age(), "euv/mindstealder"))  # fmt: skip
    in_time = case.in_time("start", "assessed", "euv/vurdering-frist-unge")
    return all_of("Er den unge vurderet i tide?", young, in_time)


def merit_before_agreement(case: EuvCase) -> Finding:
    """Meritvurderingen skal foreligge, før uddannelsesaftalen underskrives.

    Kilden er transportområdets og udateret. (R13)
    """
    return all_of(
        "Foreligger meritvurderingen i tide?",
        case.holds("euv/merit-foer-aftale"),
        case.judge("Er den lavet først?", lambda m, s: m <= s, ("merit_stated", "signed")),
    )


def papers_ready(case: EuvCase) -> Finding:
    """Skolen beder om CV, beviser og dokumentation for ansættelser. Praksis, ikke lov (R9)."""
    found = case.judge("", lambda had, asked: set(asked) <= set(had), ("papers",),
                       ("euv/rkv-papirer",))  # fmt: skip
    if not found.no:
        return found
    lacking = tuple(p for p in case.value("euv/rkv-papirer") if p not in (case.facts.papers or ()))
    return found.giving(f"mangler: {show(lacking)}")


def gvu_plan(case: EuvCase) -> Finding:
    """EUV1 afløste GVU; en GVU-plan gælder i et fast antal år fra udstedelsen. Set i 2018 (R132).

    Det er den dag, der spørges om, planen skal være gyldig.
    """
    return all_of(
        "Er GVU-planen gyldig?",
        case.judge(
            "Er den udstedt?", lambda issued, on: issued <= on, ("plan_issued", case.this_day)
        ),
        case.in_time("plan_issued", case.this_day, "euv/gvu-gyldighed"),
    )


def complaint_in_time(case: EuvCase) -> Finding:
    """En klage over vurderingen skal nå skolen inden for en frist; ministeriet afgør den.

    Set i et skoleskema fra 2025, der henviser til en bekendtgørelse fra 2021. (R117)
    """
    found = case.in_time("told_on", "complained", "euv/klage-frist")
    return found.giving(case.text("euv/klage-modtager")) if found.yes else found


def comment_in_time(case: EuvCase) -> Finding:
    """Fastholder skolen sin afgørelse, har eleven en frist til bemærkninger, før den sendes videre.

    Set i et skoleskema fra 2025. (R117)
    """
    return case.in_time("upheld", "commented", "euv/klage-bemaerkninger")


def merit_source(case: EuvCase) -> Finding:
    """Kørekort, AMU, anden uddannelse, erfaring og fritidskompetencer kan give merit.

    Skolen vurderer; kilden er udateret. Andet kan vi ikke afgøre. (R137)
    """
    known = case.among("merit_from", "euv/merit-kilder")
    if not known.no:
        return known
    return cannot_tell(known.question, known.reason, "skolens meritvurdering", known)


_START: Final = Decides("den dag, uddannelsen begynder", ("start",))
_TOLD: Final = Decides("den dag, skolen gav sin afgørelse", ("told_on",))
_UPHELD: Final = Decides("den dag, skolen fastholdt sin afgørelse", ("upheld",))
_SIGNED: Final = Decides("den dag, aftalen underskrives", ("signed",))

RULES: Final = (
    Rule("euv-vej", "Går personen EUV-vejen?", EuvFacts, _START,
         ("euv/ordning", "euv/mindstealder"), adult_route, ("R12",)),
    Rule("euv-spor", "Hvilket EUV-spor?", EuvFacts, _START,
         ("euv/ordning", "euv/mindstealder", "euv/erfaring-euv1"), track),
    Rule("rkv-længde", "Er realkompetencevurderingens længde inden for rammen?", EuvFacts, _START,
         ("euv/rkv-mindst-dage", "euv/rkv-hoejst-dage"), assessment_length),
    Rule("rkv-vej", "Kan realkompetencevurderingen fås på denne måde?", EuvFacts, _START,
         ("euv/rkv-veje",), way_to_assessment),
    Rule("euv-afkortning", "Skal eleven tage imod afkortningen?", EuvFacts, _START,
         ("euv/afkortning-pligt", "euv/afkortning-ret"), credit_duty),
    Rule("euv-standardafkortning", "Er standardafkortningen stor nok?", EuvFacts, _START,
         ("euv/standardafkortning", "euv/spor-med-standardafkortning"), standard_credit),
    Rule("euv-forløb", "Holder grundforløb og oplæring sig inden for sporet?", EuvFacts, _START,
         ("euv/ordning", "euv/spor-med-gf2", "euv/gf2-hoejst", "euv/spor-uden-oplaering",
          "euv/oplaering-hoejst-euv2"), course_parts),
    Rule("euv-aftale", "Skal der en uddannelsesaftale til efter grundforløbet?", EuvFacts, _START,
         ("euv/aftale-efter-grundforloeb",), agreement_needed),
    Rule("euv1-aftale", "Må eleven indgå en frivillig uddannelsesaftale?", EuvFacts, _START,
         ("euv/aftale-frivillig",), voluntary_agreement),
    Rule("rkv-betaling", "Er betalingen for realkompetencevurderingen på plads?", EuvFacts,
         _START, ("euv/rkv-tilsagn",), assessment_free),
    Rule("rkv-ledig", "Har den ledige ret til realkompetencevurdering?", EuvFacts,
         THE_DAY_ASKED, ("euv/rkv-ledig-uddannelse", "euv/rkv-ledig-alder"),
         unemployed_right),
    Rule("vurdering-unge", "Er eleven under EUV-alderen vurderet i tide?", EuvFacts, _START,
         ("euv/vurdering-frist-unge", "euv/mindstealder"), young_assessed),
    Rule("merit-før-aftale", "Foreligger meritvurderingen før aftalen?", EuvFacts, _SIGNED,
         ("euv/merit-foer-aftale",), merit_before_agreement),
    Rule("rkv-papirer", "Er papirerne til realkompetencevurderingen klar?", EuvFacts,
         THE_DAY_ASKED, ("euv/rkv-papirer",), papers_ready),
    Rule("gvu-plan", "Er GVU-planen gyldig?", EuvFacts, THE_DAY_ASKED,
         ("euv/gvu-gyldighed",), gvu_plan),
    Rule("rkv-klage", "Er der klaget over realkompetencevurderingen i tide?", EuvFacts, _TOLD,
         ("euv/klage-frist", "euv/klage-modtager"), complaint_in_time),
    Rule("rkv-klage-bemærkninger", "Er bemærkningerne til klagen sendt i tide?", EuvFacts,
         _UPHELD, ("euv/klage-bemaerkninger",), comment_in_time),
    Rule("merit-kilde", "Kan det give merit?", EuvFacts, THE_DAY_ASKED,
         ("euv/merit-kilder",), merit_source),
)  # fmt: skip
