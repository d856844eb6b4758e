"""Packages that can be attended: on real dates, with seats, travel and the days people have."""
