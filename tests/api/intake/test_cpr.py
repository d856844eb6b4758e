"""CPR numbers leave every text, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.cpr import remove_cpr
from taxonomy.errors import holds_cpr

NUMBERS = ["010190-1234", "0101901234", "010190 1234", "01.01.90-1234", "01-01-90 1234",
           "070761-4285", "610190-1234", "101901234", "０１０１９０-１２３４",
           "0101\u200b901234", "010190 - 1234", "010190–1234"]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("around", ["{}", "ring til {}, helst i dag", "({})", "a{}b", "{} {}"])
def test_numbers_are_taken_out_whether_or_not_they_fulfil_modulus_11(
    number: str, around: str
) -> None:
    text = around.format(number, number)
    clean = remove_cpr(text)
    assert not holds_cpr(clean.text)
    assert [text[a:b] for a, b in clean.removed] == [number] * len(clean.removed)
    assert len(clean.removed) == around.count("{}")


@pytest.mark.parametrize(
    "text", ["", "12345678", "45231", "31-12-2024", "2024-05-31", "1/2-2021", "kursus 43986, 2019",
             "CVR 00000019", "5 år, 24 måneder", "320190-1234"],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    assert remove_cpr(text).text == text
    assert not remove_cpr(text).removed


@given(st.text(alphabet="0123456789 -./\u200b１ax", max_size=40))
def test_nothing_that_may_be_a_number_is_left(text: str) -> None:
    clean = remove_cpr(text)
    assert not holds_cpr(clean.text)
    assert bool(clean.removed) == (clean.text != text)
