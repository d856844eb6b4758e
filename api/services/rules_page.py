"""Use case: the page about the rules, written from the register itself."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from api.services.explain_rules import ends, show_rule
from matcher.rules.registry import RULES

if TYPE_CHECKING:
    from api.services.explain_rules import RuleView
    from matcher.rules.rule import Rule
    from taxonomy.snapshot import Taxonomy

TITLES: Final = {
    "euv": "EUV og realkompetencevurdering",
    "admission": "Adgang med 02",
    "fvu": "FVU og AVU på vej til 02",
    "ikv": "IKV i AMU",
    "amu": "AMU",
    "allowance": "VEU-godtgørelse, befordring og dagpenge",
    "six_weeks": "Seks ugers jobrettet uddannelse",
    "regional_pool": "Den regionale uddannelsespulje",
    "apprentice": "Voksenlærlinge",
    "funds": "Kompetencefonde",
    "certificates": "Certifikater",
    "reform": "Reformen 2026-27 og uddannelsesløft",
}
_INTRO: Final = """# Regler

Siden er skrevet af `kompetencematch rules list --markdown`; en test holder den ved lige.

Hver regel svarer ja, nej, kan ikke afgøres (og hvad der mangler), gælder ikke eller ikke
kontrolleret. **Hjemmel** er lov og paragraf, hvor vores kilder nævner dem; «ikke set» betyder, at
de ikke gør. **Værdierne løber ud** er den dag, den første af reglens værdier løber ud for
kontrol, og den dag, den sidste gør; hver for sig står de i `rules explain REGEL`. Når en værdi,
svaret hviler på, er løbet ud, svarer reglen «ikke kontrolleret», indtil nogen har set efter og
flyttet dagen i `data/rules/`. **forslag** betyder, at kilden er udateret eller ligger mellem to
kilder, og at dagene er vores skøn; en sådan værdi har højst middel sikkerhed. **Fakta** er vores
numre på de oplysninger i kilderne, værdierne hviler på.
Spørg med `kompetencematch rules explain REGEL --facts FIL --on DATO`.
"""
_HEAD: Final = "| Regel | Spørgsmål | Dagen, der afgør | Hjemmel | Værdierne løber ud | Fakta |"


def rules_page(taxonomy: Taxonomy) -> str:
    """The page in Markdown.

    Args:
        taxonomy: with the dated parameters.

    Returns:
        One table for each family of rules, and each rule in words.
    """
    parts = [_INTRO]
    for family, rules in groupby(RULES.values(), key=_family):
        views = [show_rule(taxonomy, rule.name) for rule in rules]
        parts.append(f"## {TITLES[family]}\n")
        parts.append("\n".join([_HEAD, "|---|---|---|---|---|---|", *map(_row, views)]) + "\n")
        parts.append("\n".join(f"- **{view.name}**: {view.words_da}" for view in views) + "\n")
    return "\n".join(parts)


def _family(rule: Rule) -> str:
    return rule.find.__module__.rpartition(".")[2]


def _row(view: RuleView) -> str:
    until = ends(view) + (" (forslag)" if view.proposed else "")
    cells = (f"`{view.name}`", view.title_da, view.decides_da, view.legal_basis or "ikke set",
             until, ", ".join(view.facts))  # fmt: skip
    return f"| {' | '.join(cells)} |"
