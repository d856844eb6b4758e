"""Measurements, each as a ratio to a baseline in the same run; no test asserts on a clock."""
