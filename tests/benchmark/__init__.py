"""What ``make bench`` measures, and beside what. ``tests/bench.py`` runs it, chapter by chapter.

The process that measures stays small and imports nothing of Masthead: the peak memory that the system reports for
a child is never less than that of the process that started it, here some 23 MB. What needs Masthead runs on its own
and answers in JSON: :mod:`benchmark.stage`, :mod:`benchmark.shelf` and :mod:`benchmark.records` write what is worked
on, :mod:`benchmark.warm`, :mod:`benchmark.renders`, :mod:`benchmark.weighing`, :mod:`benchmark.passes`,
:mod:`benchmark.ways` and :mod:`benchmark.importing` measure. Bare WeasyPrint has a process without Masthead:
:mod:`benchmark.bare`.
"""
