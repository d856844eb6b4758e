"""From a free text of needs to a draft of a plan: who, how many, by when, and what for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from api.intake.cpr import remove_cpr
from api.intake.cv_levels import years_level
from api.intake.cv_words import placed
from api.intake.plan_dates import deadlines_in
from api.intake.plan_draft import Asked, NeedDraft, Part, PlanDraft, fitting, gathered, settle
from api.intake.plan_flags import flagged_spans, flags_in
from api.intake.plan_sentences import (
    Mode,
    Opening,
    about_firm,
    area_of,
    asks,
    beside_needs,
    heading_mode,
    importance_of,
    is_cued,
    modes,
    openings,
    sentences,
)
from api.intake.plan_words import readable
from taxonomy.concepts import Attainment, CompetenceKind, LineKind
from taxonomy.linking.mentions import LEFT_OUT_DA, LeftOutWhy, TextKind

if TYPE_CHECKING:
    from datetime import date

    from api.intake.cv import CvTools
    from taxonomy.linking.mentions import LeftOut, Mention, ReadText
    from taxonomy.snapshot import Taxonomy

SURE_ENOUGH: Final = 0.5
"""Below this a demand is shown as a «måske» and is no part of the plan."""
_SURE_OF_NEED: Final = 0.9
MAX_SHOWN: Final = 300
MAX_UNREAD: Final = 80
_EITHER: Final = re.compile(
    r"\s*,?\s*(?:eller|or|og/eller|alternativt)\s*(?:med\s+)?", re.IGNORECASE
)
_CVR: Final = re.compile(
    r"\bcvr(?:[- ]?(?:nr|nummer))?\.?[: ]*(\d{8}|\d\d(?: \d\d){3})\b", re.IGNORECASE
)
_COMPANY: Final = re.compile(
    r"(?:^|\n)\s*(?:virksomhed|firma|company)\s*:\s*([^\n]{2,80})", re.IGNORECASE
)
_NOTHING: Final = "nævner hverken stilling eller kompetence"
_FIRM: Final = "om virksomheden selv"
_OFFER: Final = "under en overskrift om tilbud eller vilkår"


def read_plan_text(text: str, tools: CvTools, on: date) -> PlanDraft:
    """Read a free text of needs.

    Args:
        text: as a company writes it.
        tools: taxonomy, reader of competences, finder of titles.
        on: the day it is read; a deadline without a year is the next such day.

    Returns:
        Needs with what they ask for, and every sentence with what was read from it.
    """
    clean = remove_cpr(text)
    read = tools.reader.read(readable(clean.text, on), TextKind.PLAN)
    draft = draft_of(clean.text, read, tools, on)
    return replace(draft, notices=(*clean.notices, *draft.notices))


def draft_of(text: str, read: ReadText, tools: CvTools, on: date) -> PlanDraft:
    """Sort what a reader found in a text of needs.

    Args:
        text: without CPR numbers.
        read: the mentions in it.
        tools: taxonomy and finder of titles.
        on: the day it is read.

    Returns:
        The draft.
    """
    reading = _Reading(text, read, tools, on)
    for start, end in sentences(text):
        reading.sentence(start, end)
    needs, notices = [], []
    for need in reading.needs:
        settled, notice = settle(
            replace(need, asked=gathered(need.asked, tools.taxonomy)), tools.taxonomy
        )
        needs.append(settled)
        notices += [notice] if notice else []
    cvr, company = _CVR.search(text), _COMPANY.search(text)
    return PlanDraft(
        tuple(needs),
        tuple(reading.parts),
        company[1].strip() if company else "",
        cvr[1].replace(" ", "") if cvr else "",
        tuple(notices),
    )


class _Reading:
    """A text on the way to a draft, sentence by sentence."""

    def __init__(self, text: str, read: ReadText, tools: CvTools, on: date) -> None:
        self.needs: list[NeedDraft] = []
        self.parts: list[Part] = []
        self._text, self._tools, self._on = text, tools, on
        mentions = sorted(placed(read.mentions, text), key=lambda m: m.start)
        self._mentions, self._starts = mentions, [m.start for m in mentions]
        self._left_out = sorted(read.left_out, key=lambda part: part.start)
        self._left_starts = [part.start for part in self._left_out]
        self._mode, self._area, self._latest = Mode.MUST, "", 0
        self._line, self._at, self._end = 1, 0, 0

    def sentence(self, start: int, end: int) -> None:
        """Read one sentence."""
        sentence = self._text[start:end]
        self._line += self._text.count("\n", self._at, start)
        self._at = start
        part = Part(f"linje {self._line}", sentence[:MAX_SHOWN], flags=flags_in(sentence))
        gap = self._text[self._end : start]
        if self._mode is Mode.OFFER and (gap.count("\n") > 1 or is_cued(sentence)):
            self._mode = Mode.MUST
        self._end = end
        why = self._passed_over(sentence)
        if why:
            self.parts.append(replace(part, left_out=why))
            return
        opened = openings(sentence, self._tools.titles)
        found = self._mentioned(sentence, start, end, opened)
        firm = not opened and about_firm(sentence)
        mentions = [m for m in found if m.negated or (m.probability >= SURE_ENOUGH and not firm)]
        held = [m for m in mentions if not m.negated]
        if opened and not opened[0].title:
            opened = (replace(opened[0], title=self._unnamed(held[0]).title),) if held else ()
        elif not opened and not self.needs and held and _opens(sentence, held):
            opened = (self._unnamed(held[0]),)
        first = len(self.needs)
        self._open(opened, sentence)
        asked = self._ask(sentence, mentions, opened, first)
        days = deadlines_in(sentence, self._on) if self.needs else ()
        importance = importance_of(sentence) if self.needs else None
        told = bool(opened or asked or days or importance)
        self.parts.append(
            replace(
                part,
                need=len(self.needs) - 1 if told else None,
                opens=tuple(range(first, len(self.needs))),
                asked=asked,
                by=days[0].day if days else None,
                importance=importance,
                left_out=_FIRM * (firm and not told) or self._why(start, end, mentions, told=told),
                unread=self._unread(start, end) if told else (),
                unsure=self._unsure(sentence, [m for m in found if m not in mentions]),
            )
        )

    def _passed_over(self, sentence: str) -> str:
        """Why a sentence is not read for needs: headings, offers, the company itself."""
        mode, area = heading_mode(sentence), area_of(sentence)
        if mode or area:
            self._mode, self._area = mode or Mode.MUST, area or self._area
            return "overskrift"
        if _COMPANY.fullmatch(sentence) or _CVR.fullmatch(sentence):
            return "virksomheden selv"
        return _OFFER if self._mode is Mode.OFFER else beside_needs(sentence)

    def _unnamed(self, mention: Mention) -> Opening:
        """A need without a title, named by the first thing it asks for."""
        label = self._tools.taxonomy.competences[mention.competence].label_da
        return Opening(0, 0, label[:1].upper() + label[1:], 1, None)

    def _open(self, opened: tuple[Opening, ...], sentence: str) -> None:
        days, importance = deadlines_in(sentence, self._on), importance_of(sentence)
        if opened:
            self._mode, self._latest = Mode.MUST, len(self.needs)
        for n, opening in enumerate(opened):
            stop = opened[n + 1].start if n + 1 < len(opened) else len(sentence)
            own = [d for d in days if opening.start <= d.start < stop] or list(days)
            self.needs.append(
                NeedDraft(
                    title=opening.title or "Uden titel",
                    area=self._area,
                    profiles=opening.named.profiles if opening.named else (),
                    around=sentence[opening.end : stop],
                    headcount=opening.headcount,
                    by=own[0].day if own else None,
                )
            )
        for at in range(self._latest, len(self.needs)):
            need = self.needs[at]
            by = need.by or (days[0].day if days else None)
            self.needs[at] = replace(need, by=by, importance=importance or need.importance)

    def _mentioned(
        self, sentence: str, start: int, end: int, opened: tuple[Opening, ...]
    ) -> list[Mention]:
        """What is asked for in a sentence; its places counted from the sentence's start."""
        titles = [(o.named.start, o.named.end) for o in opened if o.named and _sure(o)]
        taken = (*flagged_spans(sentence), *titles)
        there = self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        moved = [replace(m, start=m.start - start, end=m.end - start) for m in there]
        return [m for m in moved if not any(a < m.end and m.start < b for a, b in taken)]

    def _ask(
        self, sentence: str, mentions: list[Mention], opened: tuple[Opening, ...], first: int
    ) -> tuple[Asked, ...]:
        """Put the demands of a sentence under the needs they stand under."""
        held = [m for m in mentions if not m.negated]
        asked = demands(sentence, held, self._mode, self._tools.taxonomy) if self.needs else []
        for start, one in asked:
            before = [n for n, opening in enumerate(opened) if opening.start <= start]
            here = [first + before[-1]] if before else range(self._latest, len(self.needs))
            for target in here:
                need = self.needs[target]
                self.needs[target] = replace(need, asked=(*need.asked, one))
        return gathered((one for _, one in asked), self._tools.taxonomy)

    def _unsure(self, sentence: str, mentions: list[Mention]) -> tuple[Asked, ...]:
        """What may be meant, beside what is asked for."""
        may = demands(sentence, mentions, self._mode, self._tools.taxonomy)
        return gathered((one for _, one in may), self._tools.taxonomy)

    def _left(self, start: int, end: int) -> list[LeftOut]:
        upto = bisect_left(self._left_starts, end)
        begin = max(0, bisect_left(self._left_starts, start) - 1)
        return [part for part in self._left_out[begin:upto] if part.end > start]

    def _why(self, start: int, end: int, mentions: list[Mention], *, told: bool) -> str:
        denied = ", ".join(m.text for m in mentions if m.negated)
        if denied:
            return f"ikke krævet: {denied}"
        if told:
            return ""
        reasons = [_reason(part.why) for part in self._left(start, end)]
        return next(filter(None, reasons), _NOTHING)

    def _unread(self, start: int, end: int) -> tuple[str, ...]:
        """Parts of a sentence that name no known competence, so that nobody thinks they did."""
        parts = [p for p in self._left(start, end) if p.why is LeftOutWhy.NO_MATCH]
        return tuple(p.text.strip()[:MAX_UNREAD] for p in parts if p.text.strip())


def _opens(sentence: str, held: list[Mention]) -> bool:
    """Whether words without a job's title are a need: something is asked for, or all is sure."""
    return asks(sentence) or held[0].probability >= _SURE_OF_NEED


def _sure(opening: Opening) -> bool:
    return opening.named is not None and len(opening.named.profiles) == 1


def demands(
    sentence: str, mentions: list[Mention], default: Mode, taxonomy: Taxonomy
) -> list[tuple[int, Asked]]:
    """Demands and advantages, alternatives joined by «eller» together.

    Args:
        sentence: a sentence or a cell.
        mentions: found in it, with places counted from its start.
        default: what they are until the sentence says otherwise.
        taxonomy: the competences.

    Returns:
        Each with the place of its first word.
    """
    parts = modes(sentence, default)
    groups: list[list[Mention]] = []
    for m in mentions:
        either = groups and _EITHER.fullmatch(sentence, groups[-1][-1].end, m.start)
        if either and m.competence not in {x.competence for x in groups[-1]}:
            groups[-1].append(m)
        else:
            groups.append([m])
    return [(group[0].start, _one(sentence, group, parts, taxonomy)) for group in groups]


def _one(
    sentence: str,
    group: list[Mention],
    parts: tuple[tuple[int, int, Mode], ...],
    taxonomy: Taxonomy,
) -> Asked:
    mode = next((mode for a, b, mode in parts if a <= group[0].start < b), Mode.MUST)
    plus = mode is Mode.ADVANTAGE or any(m.wished for m in group)
    kind = LineKind.ADVANTAGE if plus else LineKind.MUST
    options = tuple(Attainment(m.competence, told_level(m, taxonomy)) for m in group)
    if len(options) > 1 and not plus:
        kind = LineKind.ONE_OF
    elif plus:
        options = options[:1]
    text = sentence[group[0].start : group[-1].end]
    told = any(m.hint.level or m.hint.years is not None for m in group)
    sure = min(m.probability for m in group)
    asked = Asked(kind, options, text, sure, suggested=True, level_told=told)
    return fitting(asked, taxonomy)


def told_level(mention: Mention, taxonomy: Taxonomy) -> int:
    """The level a demand's words tell, the lowest one when they tell none."""
    if taxonomy.competences[mention.competence].kind is CompetenceKind.CERTIFICATE:
        return 1
    hint = mention.hint
    by_years = years_level(round(hint.years * 12)) if hint.years is not None else None
    return hint.level or by_years or 1


def _reason(why: LeftOutWhy) -> str:
    """The reason in words; "" where the part simply says nothing of the field."""
    silent = why in {LeftOutWhy.FILLER, LeftOutWhy.NO_MATCH}
    return "" if silent else LEFT_OUT_DA[why]
