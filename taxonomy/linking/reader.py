"""From running text to competences of the taxonomy: where, which, how sure, and said how."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from taxonomy.concepts import CompetenceKind
from taxonomy.errors import Fault, FaultyDataError
from taxonomy.linking.chunks import Piece, pieces, sentences
from taxonomy.linking.cues import Cue, find_cues
from taxonomy.linking.linker import Link, PhraseLinker
from taxonomy.linking.mentions import Hint, LeftOut, Mention, ReadText, TextKind
from taxonomy.linking.phrase_model import load_phrase_model
from taxonomy.linking.phrases import PhraseIndex
from taxonomy.linking.scopes import Run, Said, what_is_said
from taxonomy.linking.wordings import read_wordings, with_esco
from taxonomy.linking.words import EDGE, STOP, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from taxonomy.linking.words import Token
    from taxonomy.snapshot import Taxonomy
    from taxonomy.sources.esco_store import EscoStore

MAX_TEXT: Final = 200_000
MODEL: Final = "phrases.json"
_MOST_PIECES: Final = 3
_PRONOUN: Final = "mig"
"""In small letters it is the person; in capitals it is the welding process."""
_MOST_WORDS: Final = 12
_SURE, _LEAST, _SURE_OF_FEW, _FEW = 0.4, 0.25, 0.6, 3


def phrase_linker(taxonomy: Taxonomy, root: Path, store: EscoStore | None = None) -> PhraseLinker:
    """The linker that came with the product.

    Args:
        taxonomy: the competences.
        root: a folder laid out as `data/`.
        store: ESCO as imported, whose names for our competences are then known too.

    Returns:
        A linker; building it takes a few seconds.

    Raises:
        FaultyDataError: when wordings or model cannot be read.
    """
    wordings = read_wordings(root, taxonomy)
    index = PhraseIndex(taxonomy, with_esco(wordings, taxonomy, store) if store else wordings)
    return PhraseLinker(index, load_phrase_model(root / "models" / MODEL))


class TextReader:
    """Reads texts against one taxonomy; built once, used for many texts."""

    def __init__(self, taxonomy: Taxonomy, linker: PhraseLinker, esco: str = "") -> None:
        """Take a linker of this taxonomy, and the hash of the ESCO it knows, if any."""
        self.esco = esco
        self._kinds = {c.id: c.kind for c in taxonomy.competences.values()}
        self._linker = linker

    def read(self, text: str, kind: TextKind) -> ReadText:
        """Find the competences a text names.

        Args:
            text: at most 200,000 characters.
            kind: whose text it is.

        Returns:
            The mentions by position, and what was left out.

        Raises:
            FaultyDataError: when the text is longer.
        """
        if len(text) > MAX_TEXT:
            problem = f"teksten er på {len(text)} tegn, højst {MAX_TEXT} kan læses"
            raise FaultyDataError([Fault("teksten", 0, "", "", problem, "Del den i flere")])
        parts = [_Part.of(text, sentence) for sentence in sentences(text)]
        asked = list(dict.fromkeys(words for part in parts for words in part.wanted.values()))
        links = dict(zip(asked, self._linker.link(asked), strict=True))
        mentions: list[Mention] = []
        left_out: list[LeftOut] = []
        for part in parts:
            found = self._mentions(text, kind, part, links)
            mentions += found
            left_out += [] if found else [self._left_out(text, part.sentence)]
        return ReadText(kind, tuple(mentions), tuple(left_out))

    def _mentions(
        self, text: str, kind: TextKind, part: _Part, links: Mapping[str, Link]
    ) -> list[Mention]:
        chosen = part.best(links)
        runs = [Run(first, last, link is not None) for first, last, link in chosen]
        said = what_is_said(text, part.pieces, runs, part.cues, kind)
        return [
            self._mention(text, part.span(first, last), link, what)
            for (first, last, link), what in zip(chosen, said, strict=True)
            if link is not None
        ]

    def _mention(self, text: str, span: tuple[int, int], link: Link, said: Said) -> Mention:
        start, end = span
        first, *others = link.ranked
        hint = said.hint
        if self._kinds[first.competence] is CompetenceKind.CERTIFICATE and hint.level:
            hint = Hint(None, hint.years, hint.expired, hint.words)
        return Mention(
            start, end, text[start:end], first.competence, first.probability, tuple(others), hint,
            negated=said.negated, wished=said.wished,
        )  # fmt: skip

    def _left_out(self, text: str, sentence: Piece) -> LeftOut:
        words = text[sentence.start : sentence.end]
        return LeftOut(sentence.start, sentence.end, words, self._linker.why_silent(words))


@dataclass(frozen=True)
class _Part:
    """A sentence with its pieces, their words and every run of pieces that may be one mention."""

    sentence: Piece
    pieces: Sequence[Piece]
    cues: Sequence[Cue]
    telling: Sequence[Sequence[Token]]
    spoken: Sequence[Sequence[Token]]
    wanted: Mapping[tuple[int, int], str]

    @classmethod
    def of(cls, text: str, sentence: Piece) -> _Part:
        found = pieces(text, sentence)
        told = text[sentence.start : sentence.end]
        cues = [
            Cue(cue.start + sentence.start, cue.end + sentence.start, cue.kind, cue.value)
            for cue in find_cues(told)
        ]
        telling = [_left(text, piece, cues, STOP) for piece in found]
        spoken = [_left(text, piece, cues, EDGE) for piece in found]
        runs = _runs([len(words) for words in telling])
        wanted = {(first, last): text[found[first].start : found[last].end] for first, last in runs}
        return cls(sentence, found, cues, telling, spoken, wanted)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """From the first to the last telling word of a run."""
        words = [token for at in range(first, last + 1) for token in self.spoken[at]]
        return words[0].start, words[-1].end

    def best(self, links: Mapping[str, Link]) -> list[tuple[int, int, Link | None]]:
        """Runs that together say most: each counts the root of its words times its probability.

        The root makes two sure pieces worth more than the one they could be read as together.
        """
        best: list[tuple[float, list[tuple[int, int, Link | None]]]] = [(0.0, [])]
        for end in range(len(self.pieces)):
            value, chosen = best[end]
            options = [(value, [*chosen, (end, end, None)])]
            for start in range(max(0, end - _MOST_PIECES + 1), end + 1):
                link = links.get(self.wanted.get((start, end), ""))
                if link and _worth_telling(link):
                    before, runs = best[start]
                    many = sum(len(self.telling[at]) for at in range(start, end + 1))
                    gain = math.sqrt(many) * link.ranked[0].probability
                    options.append((before + gain, [*runs, (start, end, link)]))
            best.append(max(options, key=lambda option: option[0]))
        return best[-1][1]


def _worth_telling(link: Link) -> bool:
    """Sure of one, or sure that it is one of a few that a person can choose among."""
    first = [option.probability for option in link.ranked[:_FEW]]
    sure = first and (first[0] >= _SURE or (first[0] >= _LEAST and sum(first) >= _SURE_OF_FEW))
    return link.matched and bool(sure)


def _left(text: str, piece: Piece, cues: Sequence[Cue], without: AbstractSet[str]) -> list[Token]:
    """Words of a piece beside its cues, with positions in the whole text."""
    found = tokens(text[piece.start : piece.end])
    moved = [type(t)(t.text, t.start + piece.start, t.end + piece.start) for t in found]
    return [
        token
        for token in moved
        if token.text not in without
        and (token.text != _PRONOUN or text[token.start : token.end] != _PRONOUN)
        and not any(cue.start <= token.start < cue.end for cue in cues)
    ]


def _runs(lengths: Sequence[int]) -> Iterator[tuple[int, int]]:
    for first in range(len(lengths)):
        for last in range(first, min(first + _MOST_PIECES, len(lengths))):
            many = sum(lengths[first : last + 1])
            if lengths[first] and lengths[last] and (first == last or many <= _MOST_WORDS):
                yield first, last
