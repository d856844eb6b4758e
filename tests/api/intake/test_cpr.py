"""CPR numbers leave a text, whatever they are written like, and other numbers stay."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.intake.cpr import MARK, passes_modulus, remove_cpr
from taxonomy.errors import holds_cpr, shorten

FORMS = (
    "{d}-{s}", "{d}{s}", "{d} {s}", "{d} - {s}", "{d}–{s}", "{d}—{s}", "{d}.{s}", "{d}-\n{s}",
    "{d}\n{s}", "{d}-\n    {s}", "cpr:{d}{s}", "x{d}-{s}y", "({d}-{s})", "{dd}.{mm}.{yy}-{s}",
    "{dd}-{mm}-{yy}-{s}", "{dd}/{mm}/{yy} {s}", "{dd} {mm} {yy} {s}", "{dd}{mm}19{yy}-{s}",
    "{d}\u2011{s}", "{d}\u00a0-\u00a0{s}", "{d}\u200b-{s}",
)  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
days = st.dates(min_value=date(1900, 1, 1), max_value=date(1999, 12, 31))
serials = st.from_regex(r"[0-9]{4}", fullmatch=True).filter(lambda s: s[:2] not in {"19", "20"})


def parts(day: date, serial: str) -> dict[str, str]:
    return {"d": f"{day:%d%m%y}", "s": serial, "dd": f"{day:%d}", "mm": f"{day:%m}",
            "yy": f"{day:%y}"}  # fmt: skip


@given(days, serials, st.sampled_from(FORMS), st.sampled_from(("", "Født ", "Æ ø\n", "👷 ")))
def test_every_way_of_writing_is_removed_in_place(
    day: date, serial: str, form: str, before: str
) -> None:
    text = before + form.format(**parts(day, serial)) + " smed"
    clean = remove_cpr(text)
    assert len(clean.text) == len(text)
    assert not any(c.isdecimal() for c in clean.text)
    assert len(clean.removed) == 1
    start, end = clean.removed[0]
    assert text[start].isdecimal()
    assert text[end - 1] == serial[-1]
    outside = [n for n in range(len(text)) if not start <= n < end]
    assert [clean.text[n] for n in outside] == [text[n] for n in outside]
    assert not holds_cpr(clean.text)


@given(days, serials)
def test_full_width_digits_and_spread_ones_are_numbers_too(day: date, serial: str) -> None:
    number = f"{day:%d%m%y}-{serial}"
    spread = " ".join(number.replace("-", ""))
    for text in (number.translate(FULL_WIDTH), spread):
        clean = remove_cpr(text)
        assert len(clean.removed) == 1
        assert not any(c.isdecimal() for c in clean.text)


@given(days, serials)
def test_modulus_is_counted_by_a_second_method(day: date, serial: str) -> None:
    number = f"{day:%d%m%y}{serial}"
    total = 0
    for place, digit in enumerate(reversed(number)):
        weight = place + 1 if place < 7 else place - 5
        total += weight * int(digit)
    assert passes_modulus(number) is (total % 11 == 0)
    assert remove_cpr(number).failing_modulus == (total % 11 != 0)


@pytest.mark.parametrize(
    "text",
    [
        "CVR 00000019", "ring 11 22 33 44", "+45 11223344", "AMU 45113", "ordre 9912345678",
        "2015-2020", "01.03.2015-2018", "01.03.2015 - 31.12.2018", "EN ISO 9606-1", "3512015555",
        "konto 12345678901", "0000112222", "001122334455", "1.234.567.890", "48 timer 37 uger 2026",
        "ISBN 9788700000000", "01-13-90-1234", "32-01-90-1234",
    ],
)  # fmt: skip
def test_other_numbers_stay(text: str) -> None:
    clean = remove_cpr(text)
    assert clean.text == text
    assert clean.removed == ()
    assert clean.notices == ()


def test_replacement_numbers_for_people_without_a_number_are_removed() -> None:
    assert remove_cpr("erstatning 610190-1234").removed == ((11, 22),)


@given(st.text(alphabet=st.sampled_from("0123456789 -.\n/–cprx"), max_size=60))
def test_what_is_removed_is_what_every_message_hides(text: str) -> None:
    clean = remove_cpr(text)
    assert len(clean.text) == len(text)
    assert clean.text.count(MARK) == sum(text[s:e].count(d) for s, e in clean.removed for d in set(
        text[s:e]) if d.isdecimal())  # fmt: skip
    assert remove_cpr(clean.text).removed == ()
    if clean.removed:
        first = text[slice(*clean.removed[0])]
        assert first not in shorten(text, 400)


def test_the_notice_counts_and_never_tells() -> None:
    (notice,) = remove_cpr("070761-4285 og 070761-4286").notices
    assert "2 CPR-numre" in notice
    assert "1 opfylder ikke modulus 11" in notice
    assert "0707" not in notice
