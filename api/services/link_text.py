"""Use case: competences found in a text, with places, alternatives and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.errors import WrongInputError
from api.intake.cpr import remove_cpr, without_labels
from api.services.reading import text_reader
from api.views import View
from taxonomy.errors import FaultyDataError

if TYPE_CHECKING:
    from taxonomy.linking.mentions import Alternative, LeftOut, Mention, TextKind
    from taxonomy.snapshot import Taxonomy

STATUS: Final = "foreslået"
"""Everything linked stays suggested until a person confirms it."""


class OptionView(View):
    """Another competence the words may mean."""

    competence: str
    label: str
    probability: float


class MentionView(View):
    """One competence found; positions are of characters, from 0."""

    start: int
    end: int
    text: str
    competence: str
    label: str
    probability: float
    status: str
    alternatives: list[OptionView]
    level: int | None
    years: float | None
    expired: int | None
    said: str
    negated: bool
    wished: bool


class LeftOutView(View):
    """A part of the text that names no competence."""

    start: int
    end: int
    text: str
    why: str


class LinkedText(View):
    """A text as read; `esco` is the hash of the imported ESCO, "" where none is."""

    kind: str
    taxonomy: str
    esco: str
    mentions: list[MentionView]
    left_out: list[LeftOutView]
    notices: list[str]


@dataclass(frozen=True)
class _Labels:
    taxonomy: Taxonomy

    def of(self, competence: str) -> str:
        return self.taxonomy.competences[competence].label_da

    def option(self, option: Alternative) -> OptionView:
        label = self.of(option.competence)
        return OptionView(competence=option.competence, label=label, probability=option.probability)


def link_text(text: str, kind: TextKind, taxonomy: Taxonomy) -> LinkedText:
    """Find the competences a text names.

    Args:
        text: at most 200,000 characters.
        kind: whose text it is.
        taxonomy: the competences.

    Returns:
        The text as read; never an id outside the taxonomy.

    Raises:
        WrongInputError: when the text is too long.
    """
    labels, clean = _Labels(taxonomy), remove_cpr(text)
    try:
        reader = text_reader(taxonomy)
        read = reader.read(without_labels(clean), kind)
    except FaultyDataError as error:
        raise WrongInputError(error.faults) from None
    return LinkedText(
        kind=kind.value,
        taxonomy=taxonomy.id,
        esco=reader.esco,
        mentions=[_mention(mention, labels) for mention in read.mentions],
        left_out=[_left_out(part) for part in read.left_out],
        notices=list(clean.notices),
    )


def _mention(found: Mention, labels: _Labels) -> MentionView:
    return MentionView(
        start=found.start,
        end=found.end,
        text=found.text,
        competence=found.competence,
        label=labels.of(found.competence),
        probability=found.probability,
        status=STATUS,
        alternatives=[labels.option(option) for option in found.alternatives],
        level=found.hint.level,
        years=found.hint.years,
        expired=found.hint.expired,
        said=found.hint.words,
        negated=found.negated,
        wished=found.wished,
    )


def _left_out(part: LeftOut) -> LeftOutView:
    return LeftOutView(start=part.start, end=part.end, text=part.text, why=part.why.value)
