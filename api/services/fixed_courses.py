"""Use case: the project's ready-made courses, from nothing and for the people there are."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from api import views
from api.services.showing import Shower
from matcher.matching.standing import Standing
from matcher.packages.package import Packager
from matcher.packages.problem import build_problem

if TYPE_CHECKING:
    from api.services.region import Region
    from matcher.facts import CompetencePlan


class CourseTrackView(views.View):
    """Ét forløb: hvad det koster fra bunden, og hvor lidt de fleste mangler."""

    track: str
    need: views.NeedView
    from_nothing: views.PackageView
    ready: int
    in_need: int
    median_days: float | None


def show_tracks(region: Region, tracks: CompetencePlan) -> list[CourseTrackView]:
    """Show each ready-made course as a package.

    Args:
        region: the people.
        tracks: the courses written as needs, one fagområde per track.

    Returns:
        For each course its shortest package for a person with nothing, how many of the region's
        people have all of it, how many can reach it by courses, and their median days.
    """
    shower = Shower(region.taxonomy, region.on)
    areas = {area.id: area.title for area in tracks.areas}
    views_ = []
    for need in tracks.needs:
        packager = Packager(build_problem(need, region.taxonomy, region.on))
        days = [p.days for s in region.standings if (p := packager.best(s)).days is not None]
        lacking = [d for d in days if d]
        views_.append(
            CourseTrackView(
                track=areas[need.area],
                need=shower.need(need, tracks),
                from_nothing=shower.package(packager.best(Standing("ingen", {})), need),
                ready=days.count(0),
                in_need=len(lacking),
                median_days=median(lacking) if lacking else None,
            )
        )
    return views_
