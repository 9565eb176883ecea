"""Every benchmark, one after the other: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import against_quantulum, answer, generate, learners, parse, progress, quantities

for benchmark in (parse, quantities, against_quantulum, generate, answer, progress, learners):
    print(f"\n{benchmark.__name__.partition('.')[2]}", flush=True)
    benchmark.main()
