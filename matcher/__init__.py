"""What follows for people and plans: gaps, scores, rankings, packages. Pure: no clock, no files."""
