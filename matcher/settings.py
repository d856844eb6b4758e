"""Settings as values: stored with every result, so that it can be replayed."""

from __future__ import annotations

from dataclasses import dataclass

from taxonomy.ids import content_hash


@dataclass(frozen=True)
class MatchSettings:
    """What the matcher's judgements rest on. All of it is our proposal, none of it is law.

    Attributes:
        hard_points: points for hard demands and groups together.
        advantage_points: points for advantages; added to `hard_points` when there are none.
        evidence_points: points for how well the demanded competences are documented.
        fresh_years: years a skill counts in full after it was last shown.
        stale_credit: least share of its points that something shown too long ago, expired or
            foreign and unassessed keeps, 0 to 1.
        stale_level_drop: levels a skill is taken down by for every `fresh_years` since it was
            last shown, for gaps, points and packages alike; an expired or unassessed foreign
            certificate counts as not held.
        strengths: (evidence kind, judge) to documentation strength, 0 to 1.
        suggested_factor: what the strength of suggested evidence is multiplied by, 0 to 1.
        long_job_months: months from which a job counts as `long_job_bonus` stronger.
        tie_seed: seed of the order within ties, so that neither id nor name decides it.
        missing_shown: how many missing data each result names.
    """

    hard_points: float = 80.0
    advantage_points: float = 10.0
    evidence_points: float = 10.0
    fresh_years: int = 5
    stale_credit: float = 0.5
    stale_level_drop: int = 1
    strengths: tuple[tuple[str, float], ...] = (
        ("test", 1.0),
        ("rkv", 1.0),
        ("certificate", 1.0),
        ("education", 0.9),
        ("job", 0.8),
        ("course", 0.6),
        ("statement", 0.3),
    )
    judge_factors: tuple[tuple[str, float], ...] = (
        ("authority", 1.0),
        ("school", 1.0),
        ("employer", 0.9),
        ("self", 0.7),
    )
    suggested_factor: float = 0.5
    long_job_months: int = 24
    long_job_bonus: float = 0.2
    tie_seed: int = 2026
    missing_shown: int = 3

    @property
    def hash(self) -> str:
        """Content hash, stored with results."""
        return content_hash((self,))


DEFAULT_SETTINGS = MatchSettings()
