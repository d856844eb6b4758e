"""Values as Danes write them: numbers, dates, lists."""

from __future__ import annotations

from datetime import date
from typing import Final

OERE: Final = 2
WHOLE: Final = 100
_WORDS: Final = {True: "ja", False: "nej", None: "ikke oplyst"}
_ONE: Final = {"dage": "dag", "uger": "uge", "måneder": "måned", "timer": "time",
               "gange": "gang", "grupper": "gruppe"}  # fmt: skip


def oere(amount: float) -> float:
    """Kroner rounded to whole øre.

    >>> oere(119.05 * 37)
    4404.85
    """
    return round(amount, OERE)


def counted(value: float, unit: str) -> str:
    """A number with its unit, in the singular where there is one of it.

    >>> counted(1.0, "dage"), counted(1.5, "dage"), counted(4405.0, "kr."), counted(176.4, "kr.")
    ('1 dag', '1,5 dage', '4.405 kr.', '176,40 kr.')
    """
    if unit.startswith("kr.") and not float(value).is_integer():
        return f"{_with_point(f'{value:,.2f}')} {unit}"
    return f"{number(value)} {_ONE.get(unit, unit) if value == 1 else unit}"


def percent_of(amount: float, percent: float) -> float:
    """A share of an amount.

    >>> percent_of(1250, 80)
    1000.0
    """
    return amount * percent / WHOLE


def number(value: float) -> str:
    """A number with comma and points, and no more decimals than it has.

    >>> number(4460.0), number(119.5), number(0.95)
    ('4.460', '119,5', '0,95')
    """
    return _with_point(f"{value:,.2f}".rstrip("0").rstrip("."))


def _with_point(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))


def show(value: object, unit: str = "") -> str:
    """Any value of a fact or a parameter as text; years and other counts have no points.

    >>> show(True), show(date(2026, 2, 1)), show(("EUV1", "EUV2")), show(2018.0, "årstal")
    ('ja', '01.02.2026', 'EUV1, EUV2', '2018')
    """
    if value is None or isinstance(value, bool):
        return _WORDS[value]
    if isinstance(value, int) or (isinstance(value, float) and unit == "årstal"):
        return f"{value:.0f}"
    if isinstance(value, float):
        return number(value)
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "ingen"
    steps = getattr(value, "steps", None)
    return "; ".join(f"over {number(b)}: {show(v)}" for b, v in steps) if steps else str(value)


def in_percent(part: float, whole: float) -> float:
    """A part as percent of the whole.

    >>> in_percent(3.5, 35)
    10.0
    """
    return part * WHOLE / whole
