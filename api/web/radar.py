"""The «kompetencespind»: required and held levels as two closed lines around one centre."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from api.web.contexts import Axis, Point, Radar
from api.web.words import ON_OR_OFF
from taxonomy.concepts import MAX_LEVEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from api.views import ComparisonView

RADIUS: Final = 100.0
LABEL_RADIUS: Final = 113.0
FEWEST_AXES: Final = 3
"""With fewer axes there is no surface to see."""


def radar(comparisons: Sequence[ComparisonView]) -> Radar | None:
    """Draw levels around a centre.

    Args:
        comparisons: one axis each, the first one upwards, then clockwise.

    Returns:
        The picture's points around (0, 0); None with fewer than three requirements.
    """
    count = len(comparisons)
    if count < FEWEST_AXES:
        return None
    required = [_share(c.option.level, c) for c in comparisons]
    held = [_share(c.level, c) for c in comparisons]
    return Radar(
        words=f"Kompetencespind med {count} krav; tallene står i tabellen",
        rings=tuple(_line([ring / MAX_LEVEL] * count) for ring in range(1, MAX_LEVEL + 1)),
        axes=tuple(
            Axis(
                number=i + 1,
                end=_point(i, count, RADIUS),
                label=_point(i, count, LABEL_RADIUS),
                held=_point(i, count, RADIUS * held[i]),
                current=c.status not in {"expired", "unassessed"},
            )
            for i, c in enumerate(comparisons)
        ),
        required=_line(required),
        held=_line(held),
    )


def _share(level: int, view: ComparisonView) -> float:
    """The distance from the centre; what is only held or not held goes all the way out."""
    return float(level > 0) if view.option.kind in ON_OR_OFF else level / MAX_LEVEL


def _line(shares: Sequence[float]) -> str:
    points = (_point(i, len(shares), RADIUS * share) for i, share in enumerate(shares))
    return " ".join(f"{p.x},{p.y}" for p in points)


def _point(place: int, count: int, distance: float) -> Point:
    angle = 2 * pi * place / count
    return Point(round(distance * sin(angle), 1), round(-distance * cos(angle), 1))
