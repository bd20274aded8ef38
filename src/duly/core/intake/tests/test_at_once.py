"""Two people send the same file at the same moment."""

import threading

from django.db import connection

from duly.core.intake import columns, queries
from duly.core.intake.actions import Outcome, take_in
from duly.core.intake.columns import Column
from duly.primitives.actor import SYSTEM


def test_of_two_at_once_one_is_taken_in_and_the_other_refused(commits):
    together = threading.Barrier(4)
    outcomes: list[Outcome] = []

    def bring() -> None:
        together.wait()
        try:
            outcomes.append(
                take_in(
                    kind="rates",
                    name="rates.csv",
                    content=b"rate\n21.36\n",
                    source="upload",
                    by=SYSTEM,
                    columns=[Column("rate", columns.rate)],
                    check=lambda rows: (),
                    keep=lambda seen, rows, event: {"rates": len(rows)},
                )
            )
        finally:
            connection.close()

    people = [threading.Thread(target=bring) for _ in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()

    assert sorted(outcome.accepted for outcome in outcomes) == [False, False, False, True]
    assert {outcome.refusal.code for outcome in outcomes if outcome.refusal} == {"101"}
    assert len(queries.imports(accepted=True)) == 1
