"""`make bench`: the machine, then each figure with its peer."""

from benchmarks import imports, judging, machine, rates, record, verifying

print("\n".join(machine.described()))
for part in (imports, judging, rates, record, verifying):
    print("\n".join(["", *part.measured()]), flush=True)
