"""What the words around a competence say, as a table."""

from __future__ import annotations

import pytest

from taxonomy.linking.cues import CueKind, find_cues, level_from_years

CASES = [
    ("lidt truck", [(CueKind.LEVEL, 1)]),
    ("en smule kran", [(CueKind.LEVEL, 1)]),
    ("rutineret i tegning", [(CueKind.LEVEL, 2)]),
    ("meget erfaren svejser", [(CueKind.LEVEL, 3)]),
    ("ekspert i heidenhain", [(CueKind.LEVEL, 4)]),
    ("5 års erfaring", [(CueKind.YEARS, 5)]),
    ("halvandet år", [(CueKind.YEARS, 1.5)]),
    ("6 måneder", [(CueKind.YEARS, 0.5)]),
    ("truckkort udløbet 2021", [(CueKind.EXPIRED, 2021)]),
    ("udløb den 14/11/2020", [(CueKind.EXPIRED, 2020)]),
    ("udløbet marts 2019", [(CueKind.EXPIRED, 2019)]),
    ("ikke truck", [(CueKind.NEGATION, 0)]),
    ("ikke kun truck", []),
    ("uden problemer", []),
    ("truck er ikke et krav", [(CueKind.NOT_DEMANDED, 0)]),
    ("svejsning behøver du ikke kunne", [(CueKind.NOT_DEMANDED, 0)]),
    ("vil gerne lære robot", [(CueKind.WISH, 0)]),
    ("skal på truckkursus", [(CueKind.WISH, 0)]),
    ("vi tilbyder svejsekursus", [(CueKind.OFFER, 0)]),
    ("svejsning niveau 3", [(CueKind.LEVEL, 3)]),
    ("jeg er 55 år gammel", [(CueKind.AGE, 0)]),
    ("56 år, ledig", [(CueKind.AGE, 56)]),
    ("ikke bange for at svejse", []),
    ("intet imod at køre truck", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "cues"), CASES, ids=[text for text, _ in CASES])
def test_cues(text: str, cues: list[tuple[CueKind, float]]) -> None:
    assert [(cue.kind, cue.value) for cue in find_cues(text)] == cues


@pytest.mark.parametrize(("years", "level"), [(0, 1), (1.9, 1), (2, 2), (4.9, 2), (5, 3), (40, 3)])
def test_years_alone_never_make_an_expert(years: float, level: int) -> None:
    assert level_from_years(years) == level
