"""What ``make bench`` measures, and beside what. ``tests/bench.py`` runs it.

The process that measures stays small and imports nothing of Masthead: the peak memory that the system reports for
a child is never less than that of the process that started it. What needs Masthead runs on its own
(:mod:`benchmark.stage`, :mod:`benchmark.warm`).
"""
