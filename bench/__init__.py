"""Benchmarks: ratios against others in the same run, answers compared first."""
