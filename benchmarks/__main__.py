"""`make bench`: the machine, then each figure with its peer."""

from benchmarks import judging, machine, record, verifying

print("\n".join(machine.described()))
for part in (judging, record, verifying):
    print("\n".join(["", *part.measured()]), flush=True)
