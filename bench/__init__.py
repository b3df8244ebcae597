"""Benchmarks: each prints its figure, its floor or its peer from the same run, and the ratio."""
