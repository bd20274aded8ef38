"""Taking a file in, whole or not at all."""

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from hypothesis import HealthCheck, given, settings

from duly.core.documents import queries as documents
from duly.core.documents.models import Document
from duly.core.intake import columns, queries
from duly.core.intake.actions import take_in, take_in_parsed
from duly.core.intake.columns import Column
from duly.core.intake.models import Import, ImportFault
from duly.core.intake.reading import Fault, Row
from duly.core.intake.tests.test_reading import mutated
from duly.core.record.actions import new_event_id, unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import history
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refusal, Refused

pytestmark = pytest.mark.django_db
COLUMNS = (Column("name", columns.text(20)), Column("rate", columns.rate))
GOOD = b"name,rate\nada,21.36\nben,18.00\n"


class Shelf:
    """Keeps rows where a test can see them."""

    def __init__(self) -> None:
        self.kept: list[tuple] = []

    def __call__(self, seen, rows, event):
        self.kept.append((seen, rows, event))
        return {"rates": len(rows)}


def bring(content=GOOD, *, name="rates.csv", check=lambda rows: (), keep=None, kind="rates"):
    return take_in(kind=kind, name=name, content=content, source="upload", by=SYSTEM, columns=COLUMNS, check=check, keep=keep or Shelf())


def test_a_good_file_is_taken_in_whole():
    shelf = Shelf()

    outcome = bring(keep=shelf)

    ((seen, rows, event),) = shelf.kept
    assert (outcome.accepted, outcome.rows, outcome.counts) == (True, 2, {"rates": 2})
    assert [row.values["rate"] for row in rows] == [213600, 180000]
    assert queries.event_of(outcome.ref) == event
    assert queries.import_seen(outcome.ref).counts == {"rates": 2}
    assert documents.content(seen.document) == GOOD
    assert [entry.sentence for entry in history("import", outcome.ref)] == [
        f"Import {outcome.ref} of rates was accepted: rates.csv, 2 rows."
    ]


def test_a_file_with_faults_is_refused_whole_and_its_faults_are_kept():
    shelf = Shelf()

    outcome = bring(b'name,rate\nada,21.36\nben,"18,00"\n', keep=shelf)

    assert shelf.kept == []
    assert outcome.refusal == Refusal("faults", "Nothing was kept: one thing is to be mended in the file.")
    assert [fault.sentence for fault in queries.faults_of(outcome.ref)] == [
        'Row 3, column rate: "18,00" is not a rate in pounds an hour, such as 21.36. Did you mean 18.00?'
    ]
    assert queries.faults_of(outcome.ref) == outcome.faults
    assert queries.import_seen(outcome.ref).document != ""


def test_rows_that_read_well_are_checked_though_another_does_not_where_none_leans_on_another():
    def on_ada(rows):
        return [Fault(row.number, "name", row.values["name"], "Not her.") for row in rows if row.values["name"] == "ada"]

    def bring_wrong(**more):
        content = b"name,rate\nben,many\nada,21.36\nada,few\n"
        return take_in(
            kind="rates", name="r.csv", content=content, source="upload", by=SYSTEM, columns=COLUMNS, check=on_ada, keep=Shelf(), **more
        )

    assert [(fault.row, fault.column) for fault in bring_wrong(row_by_row=True).faults] == [(2, "rate"), (3, "name"), (4, "rate")]
    assert [(fault.row, fault.column) for fault in bring_wrong().faults] == [(2, "rate"), (4, "rate")]


def test_what_the_check_finds_refuses_the_file():
    outcome = bring(check=lambda rows: [Fault(row.number, "name", row.values["name"], "Nobody is called that.") for row in rows])

    assert not outcome.accepted
    assert [fault.row for fault in queries.faults_of(outcome.ref)] == [2, 3]


def test_the_same_bytes_are_taken_in_once_for_a_kind():
    first = bring()

    again = bring(name="another name.csv")

    assert again.refusal.code == "101"
    assert f"already taken in, as {first.ref} on " in again.refusal.because
    assert bring(kind="packages").accepted


def test_a_refused_file_can_be_sent_again():
    refused = bring(check=lambda rows: [Fault(2, "", "", "Not today.")])

    assert not refused.accepted
    assert bring().accepted


def test_a_refusal_while_keeping_undoes_everything():
    def keep(seen, rows, event):
        raise Refused(Refusal("no-room", "There is no room."))

    outcome = bring(keep=keep)

    assert outcome.refusal == Refusal("no-room", "There is no room.")
    assert queries.imports(accepted=True) == ()
    assert [seen.refusal.code for seen in queries.imports()] == ["no-room"]


def test_a_mistake_while_keeping_leaves_nothing():
    def keep(seen, rows, event):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        bring(keep=keep)

    assert not Import.objects.exists()
    assert not Document.objects.exists()


def test_a_file_whose_kind_is_not_kept_is_refused_and_its_bytes_with_it():
    outcome = bring(b"%PDF-1.7", name="rates.csv")

    assert not outcome.accepted
    assert queries.import_seen(outcome.ref).document == ""
    assert not Document.objects.exists()


def test_a_file_that_its_caller_has_read_goes_through_the_same_frame():
    shelf = Shelf()
    given_ = {"kind": "rota", "name": "rota.json", "content": b"{}", "source": "portal", "by": SYSTEM, "check": lambda rows: ()}

    refused = take_in_parsed(**given_, rows=(), faults=[Fault(0, "", "", "It holds no visits.")], keep=shelf)
    accepted = take_in_parsed(**given_, rows=[Row(1, {"visit": "V-1"})], faults=(), keep=shelf)

    assert (refused.accepted, accepted.accepted) == (False, True)
    assert accepted.counts == {"rates": 1}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=mutated())
def test_a_mutilated_file_is_taken_in_whole_or_refused_whole(content):
    shelf = Shelf()
    with transaction.atomic():
        outcome = take_in(
            kind="mutilated", name="x.csv", content=content, source="test", by=SYSTEM, columns=COLUMNS, check=lambda rows: (), keep=shelf
        )

        assert outcome.accepted == bool(shelf.kept)
        assert outcome.accepted or outcome.refusal
        transaction.set_rollback(True)


def an_import(**changed) -> Import:
    values = {
        "ref": "IM-9",
        "version": 1,
        "kind": "rates",
        "name": "x",
        "source": "x",
        "sha256": "0" * 64,
        "document": "D-1",
        "accepted": True,
        "rows": 1,
        "at": now(),
        "by": "x",
        "event": new_event_id(),
    }
    return Import.objects.create(**values | changed)


@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("import_refused_has_its_reason", {"accepted": False}),
        ("import_refused_has_its_reason", {"refusal_code": "faults"}),
        ("import_accepted_has_its_document", {"document": ""}),
        ("import_hash_is_sha256", {"sha256": "x"}),
        ("import_undone_was_accepted_and_has_its_who_and_when", {"undone_by": "O-1"}),
        ("import_undone_was_accepted_and_has_its_who_and_when", {"undone_event": new_event_id(), "undone_by": "O-1"}),
        ("import_undone_was_accepted_and_has_its_who_and_when", {"undone_event": new_event_id(), "undone_at": now()}),
    ],
)
def test_the_database_refuses_an_import_that_contradicts_itself(constraint, wrong):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        an_import(**wrong)


def test_the_database_refuses_the_same_bytes_accepted_twice():
    with pytest.raises(IntegrityError, match="import_accepted_once_for_the_same_bytes"), transaction.atomic():
        an_import()
        an_import(ref="IM-10")


def test_the_database_refuses_two_faults_at_one_place():
    outcome = bring(b"name,rate\nada,x\n")
    fault = ImportFault.objects.get(of__ref=outcome.ref)

    with pytest.raises(IntegrityError, match="one_import_fault_at_a_position"), transaction.atomic():
        ImportFault.objects.create(of=fault.of, position=fault.position, row=1, says="x", made_by=fault.made_by)


def test_an_import_without_its_event_is_refused():
    with pytest.raises(Refused) as refused, unit_of_work():
        an_import()

    assert refused.value.refusal.code == "no-silent-write"


def test_a_number_larger_than_can_be_kept_refuses_the_file():
    def keep(seen, rows, event):
        with connection.cursor() as cursor:
            cursor.execute("SELECT (2::bigint ^ 40)::bigint::integer")

    outcome = bring(keep=keep)

    assert (outcome.accepted, outcome.refusal.code) == (False, "does-not-fit")
