"""Names win over the reader; what the reader finds is suggested, and no word goes unsaid."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

import pytest

from api.intake.importing.findings import Found, Note, WhyNot
from api.intake.importing.words import NoWord, Word, WordReader
from taxonomy.linking.mentions import (
    Alternative,
    Hint,
    LeftOut,
    LeftOutWhy,
    Mention,
    ReadText,
    TextKind,
)
from tests.api.intake.reading import TAXONOMY

FOUND: dict[str, dict[str, object]] = {
    "truck": {"competence": "gaffeltruck-koersel", "probability": 0.81,
              "alternatives": (Alternative("gaffeltruck-b", 0.15),)},
    "ikke kran": {"competence": "kranbasis", "probability": 0.9, "negated": True},
    "lære robot": {"competence": "industrirobot-betjening", "probability": 0.9, "wished": True},
    "svejset en del": {"competence": "mag-svejsning", "probability": 0.6,
                       "hint": Hint(years=4.0, words="en del")},
    "lidt måling": {"competence": "maaleteknik", "probability": 0.7, "hint": Hint(1, words="lidt")},
    "kunne slet ikke måle": {"competence": "maaleteknik", "probability": 0.7, "hint": Hint(0)},
    "truckbevis": {"competence": "gaffeltruck-b", "probability": 0.95, "hint": Hint(expired=2021)},
    "omhyggelig": {"competence": "omhu", "probability": 0.9},
    "drejning": {"competence": "fanuc", "probability": 0.5},
}  # fmt: skip


@dataclass
class PlantedReader:
    """A reader that finds the words planted in it and leaves out praise."""

    asked: list[str] = field(default_factory=list)

    def read(self, text: str, kind: TextKind) -> ReadText:
        """What is planted in a text."""
        assert kind is TextKind.PERSON
        self.asked.append(text)
        mentions = [
            Mention(at.start(), at.end(), at[0], **fields)  # type: ignore[arg-type]
            for words, fields in FOUND.items()
            for at in re.finditer(rf"\b{words}\b", text)
        ]
        praise = [LeftOut(at.start(), at.end(), at[0], LeftOutWhy.PRAISE)
                  for at in re.finditer("vi er gode", text)]  # fmt: skip
        return ReadText(kind, tuple(sorted(mentions, key=lambda m: m.start)), tuple(praise))


def read(cell: str) -> tuple[Word | NoWord, ...]:
    return WordReader(TAXONOMY, PlantedReader()).read(cell)


def test_what_the_reader_finds_is_suggested_with_its_probability_and_alternatives() -> None:
    (word,) = read("har kørt truck i tre vintre")
    assert isinstance(word, Word)
    assert (word.competence, word.found, word.suggested) == (
        "gaffeltruck-koersel", Found.TEXT, True
    )  # fmt: skip
    assert (word.probability, word.alternatives[0].competence) == (0.81, "gaffeltruck-b")


@pytest.mark.parametrize(
    ("cell", "level", "months", "notes"),
    [("har kørt truck", 1, None, (Note.NO_LEVEL,)), ("svejset en del", 2, 48, (Note.BY_LENGTH,)),
     ("lidt måling", 1, None, ()), ("truckbevis", 1, None, (Note.YEAR_ONLY,)),
     ("har kørt truck 6 mdr.", 1, 6, (Note.BY_LENGTH,))],
)  # fmt: skip
def test_the_level_is_told_guessed_from_years_or_lowest(
    cell: str, level: int, months: int | None, notes: tuple[Note, ...]
) -> None:
    (word,) = read(cell)
    assert isinstance(word, Word)
    assert (word.level, word.months, word.notes, word.suggested) == (level, months, notes, True)


def test_an_expired_proof_has_a_day() -> None:
    (word,) = read("truckbevis")
    assert isinstance(word, Word)
    assert word.expires == date(2021, 1, 1)


def test_a_proof_that_ran_out_the_year_it_was_given_did_not_run_out_before() -> None:
    (word,) = read("truckbevis 1/5-2021")
    assert isinstance(word, Word)
    assert word.shown == word.expires == date(2021, 5, 1)


@pytest.mark.parametrize(
    ("cell", "why"),
    [("ikke kran", WhyNot.NEGATED), ("kunne slet ikke måle", WhyNot.NEGATED),
     ("vil gerne lære robot", WhyNot.WISHED), ("omhyggelig", WhyNot.TRAIT),
     ("vi er gode", WhyNot.LEFT_OUT), ("stenhugning", WhyNot.NO_MATCH),
     ("fleksibilitet", WhyNot.TRAIT)],
)  # fmt: skip
def test_wishes_denials_traits_and_the_unknown_are_told_and_are_no_evidence(
    cell: str, why: WhyNot
) -> None:
    (word,) = read(cell)
    assert isinstance(word, NoWord)
    assert word.why is why


def test_a_name_wins_over_the_reader_and_is_sure_when_the_level_is_told() -> None:
    words = read("CNC-drejning: rutineret; har kørt truck, CNC drejning")
    assert [(w.competence, w.found, w.suggested) for w in words if isinstance(w, Word)] == [
        ("cnc-drejning", Found.NAME, False),
        ("gaffeltruck-koersel", Found.TEXT, True),
        ("cnc-drejning", Found.NAME, True),
    ]


def test_the_reader_sees_the_whole_cell_once_and_only_when_needed() -> None:
    reader = PlantedReader()
    words = WordReader(TAXONOMY, reader)
    for _ in range(2):
        words.read("CNC-drejning, tig")
        words.read("tig, ikke kran, stenhugning")
    assert reader.asked == ["tig, ikke kran, stenhugning"]


def test_every_thing_in_a_cell_is_answered() -> None:
    words = read("tig: 1, kørt truck; stenhugning\nvi er gode • ikke kran")
    assert [w.text for w in words] == [
        "tig: 1", "truck", "stenhugning", "vi er gode", "ikke kran"
    ]  # fmt: skip


def test_an_ambiguous_name_is_left_to_the_reader() -> None:
    reader = PlantedReader()
    WordReader(TAXONOMY, reader).read("drejebænk")
    assert reader.asked == ["drejebænk"]
