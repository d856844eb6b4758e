"""What the plan costs and who may pay; an amount never stands without its source's mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matcher.plans.document import Block, Paragraph, Section, Table
from matcher.plans.voice import PAYERS, VERDICTS_EN
from taxonomy.danish import counted, show

if TYPE_CHECKING:
    from matcher.plans.plan import Economy, EducationPlan
    from matcher.plans.voice import Voice


def economy(plan: EducationPlan, voice: Voice) -> Section:
    """Costs, then who may pay under which rule on which day."""
    money = plan.economy
    blocks: list[Block] = []
    if money.costs:
        blocks += [_costs(money, voice), Paragraph(total(money, voice))]
    if money.funding:
        blocks.append(_funding(money, voice))
    if money.left_out_da and voice.danish:
        blocks.append(Paragraph(money.left_out_da, note=True))
    return Section(voice.say("Økonomi", "Costs and funding"), tuple(blocks))


def _costs(money: Economy, voice: Voice) -> Table:
    title = voice.say("Hvad det koster", "What it costs")
    header = voice.say("Hvad|Pris|Dag, der afgør", "What|Price|Deciding day").split("|")
    rows = tuple(
        (
            voice.say(cost.title_da, cost.title_en),
            cost.text_da + voice.marks(cost.citations),
            show(cost.on),
        )
        for cost in money.costs
    )
    note = voice.say(
        "Prisen er deltagerbetalingen. Tillægspris, transport, kost og logi er ikke med.",
        "The price is the participant's fee; supplements, travel and lodging are not in it.",
    )
    return Table(title, tuple(header), rows, note=note)


def total(money: Economy, voice: Voice) -> str:
    """The sum of what is known, said to be partial when something is not.

    Args:
        money: with its costs.
        voice: numbers the sources.

    Returns:
        One or two sentences.
    """
    known = [cost for cost in money.costs if cost.kroner is not None]
    if not known:
        return voice.say(
            "Ingen af priserne kan afgøres nu.", "None of the prices can be stated yet."
        )
    amount = counted(money.known, "kr.") + sum_marks(money, voice)
    if money.provided:
        amount += voice.say(
            ", hvis personen er i AMU's målgruppe", ", if the person is in the AMU target group"
        )
    if not money.partial:
        return voice.say(f"I alt: {amount}.", f"Total: {amount}.")
    told, everything = len(known), len(money.costs)
    return voice.say(
        f"Delvis sum for {told} af {everything} kurser: {amount}. Resten kan ikke afgøres nu.",
        f"Partial sum for {told} of {everything} courses: {amount}. The rest cannot be stated yet.",
    )


def sum_marks(money: Economy, voice: Voice) -> str:
    """The marks of every source the sum rests on."""
    known = (cost for cost in money.costs if cost.kroner is not None)
    return voice.marks(citation for cost in known for citation in cost.citations)


def _funding(money: Economy, voice: Voice) -> Table:
    title = voice.say("Hvem kan betale", "Who may pay")
    header = voice.say("Hvem|Ordning|Svar|Beløb eller begrundelse|Dag, der afgør",
                       "Who|Scheme|Answer|Amount or reason|Deciding day").split("|")  # fmt: skip
    rows = tuple(
        (voice.of(PAYERS[line.payer]), line.title_da,
         voice.say(line.verdict_da, VERDICTS_EN[line.verdict_da]),
         line.text_da + voice.marks(line.citations), show(line.on))
        for line in money.funding
    )  # fmt: skip
    return Table(title, tuple(header), rows)
