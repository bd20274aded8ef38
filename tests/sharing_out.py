"""How the files of tests are shared out among processes: what shares something dear stays together, and the dearest begin first, so that none is left
over at the end while the other processes wait. With many processes files go one by one."""

from typing import Any

from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/journeys/", "tests/faults_of_machine/")
"""A practice copy played once, an installation set up once: for each process that has one of these files."""

DEAREST = (
    "tests/journeys/",
    "tests/faults_of_machine/",
    "tests/proofs/test_invariants.py",
    "tests/faults/test_killed_at_every_step.py",
    "tests/faults/test_any_order_of_acts.py",
    "tests/tampering/test_random_damage.py",
    "tests/engine/test_histories.py",
    "tests/council/",
    "tests/proofs/",
    "tests/faults/",
    "tests/tampering/",
    "tests/engine/",
    "src/duly/payments/validation/carried/",
    "src/duly/payments/validation/",
    "src/duly/payments/screens/",
    "src/duly/cli/",
    "tests/files/",
)
"""In the order in which they begin; the others after them, those with the most tests first. A file at the end has few tests and is soon done."""

FEW = 3
"""With more processes than these, sharing would keep one of them busy after all the others are done."""


class DearestFirst(LoadFileScheduling):
    """xdist's own way of giving whole files to whoever is free, but for what is a whole and which is first."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return next((folder for folder in TOGETHER if self.numnodes <= FEW and file.startswith(folder)), file)

    def _assign_work_unit(self, node: Any) -> None:
        self.workqueue.move_to_end(min(self.workqueue, key=self._place), last=False)
        super()._assign_work_unit(node)

    def _place(self, scope: str) -> tuple[int, int]:
        """Where a file stands: the dearest as they are named, the others by how many tests they have."""
        named = (n for n, begins in enumerate(DEAREST) if scope.startswith(begins))
        return next(named, len(DEAREST)), -len(self.workqueue[scope])
