"""A run as it is shown wherever runs are: package, new plan, and seats for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.views.calendar import RunView

if TYPE_CHECKING:
    from api.services.calendar import RunCalendar
    from api.services.showing import Shower
    from matcher.packages.calendar.problem import Availability, Run


def run_view(run: Run, who: Availability, calendar: RunCalendar, shower: Shower) -> RunView:
    """A run with its course, how far it is for one person, and where its price is told."""
    return RunView(
        id=run.id,
        module=shower.module(run.module),
        days=list(run.days),
        form=run.form,
        place=run.place,
        km=who.distances.get(run.place) if run.place else 0.0,
        seats=run.seats,
        kroner=run.cost,
        price_source_da="" if run.cost is None else calendar.price_source_da,
        cancel_chance=run.chance,
    )
