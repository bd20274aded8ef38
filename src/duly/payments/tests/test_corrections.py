"""A corrected file replaces what its providers told of its weeks, after a look at what changes; a wrong import is undone, and nothing is deleted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from duly.core.intake.queries import import_seen
from duly.core.record.queries import how_many
from duly.payments import flow
from duly.payments.evidence.models import Visit as StoredVisit
from duly.payments.evidence.queries import visits_between
from duly.payments.flow.correcting import why_not_undo_kind
from duly.payments.invoices.models import Invoice
from duly.payments.invoices.queries import claims_between
from duly.payments.tests.ground import MONDAY, a_contract, a_line, an_officer
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)
VISITS = "visit_ref,provider,person,service,carer,starts,ends\n"
V1 = "V-1,V-1,P-104882,home-care,W-1,2026-11-02 08:30,2026-11-02 09:00\n"
V2 = "V-2,V-1,P-104882,home-care,W-1,2026-11-03 08:30,2026-11-03 09:00\n"
V3 = "V-3,V-1,P-104882,home-care,W-1,2026-11-10 08:30,2026-11-10 09:00\n"
INVOICES = "invoice,line,provider,person,service,week_starting,minutes,rate,amount\n"
I1 = "INV-1,1,V-1,P-104882,home-care,2026-11-02,60,21.36,21.36\n"
I2 = "INV-1,2,V-1,P-104882,sitting,2026-11-02,60,20.00,20.00\n"
I3 = "INV-2,1,V-1,P-104882,home-care,2026-11-09,30,21.36,10.68\n"
OTHERS = "INV-1,1,V-2,P-104882,home-care,2026-11-02,60,21.36,21.36\n"


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    a_contract(officer, provider_ref="V-2", contract_ref="C-2")
    a_line(officer)
    return officer


def sent(kind, content, by, source="V-1"):
    outcome = flow.IMPORTS[kind](f"{kind}.csv", content.encode(), source, by)
    assert outcome.accepted, [fault.sentence for fault in outcome.faults]
    return outcome


def previewed(kind, content, by, **more):
    return flow.preview_import(kind, name=f"{kind}.csv", content=content.encode(), source="V-1", by=by, **more)


def replaced(kind, content, by, **more):
    return flow.replace_import(kind, name=f"{kind}.csv", content=content.encode(), source="V-1", by=by, **more)


def known_visits():
    return [(v.visit_ref, v.minutes) for v in visits_between(MONDAY, NEXT + timedelta(days=7))]


def known_claims():
    return [(c.provider_ref, c.invoice_ref, c.line_no, c.pence) for c in claims_between(MONDAY, NEXT)]


def test_a_preview_shows_rows_new_gone_and_changed_field_by_field_and_writes_nothing(ada):
    sent("visits", VISITS + V1 + V2 + V3, ada)
    before = how_many()

    seen = previewed("visits", VISITS + V1.replace("09:00", "09:15") + V2.replace("V-2,", "V-9,"), ada).changes

    assert [(row.what, row.called, row.fields) for row in seen.rows if row.what == "changed"] == [
        ("changed", "visit V-1", (("ends", "2026-11-02 09:00 GMT", "2026-11-02 09:15 GMT"),))
    ]
    assert [(row.what, row.called) for row in seen.rows] == [("changed", "visit V-1"), ("gone", "visit V-2"), ("new", "visit V-9")]
    assert how_many() == before
    assert known_visits() == [("V-1", 30), ("V-2", 30), ("V-3", 30)]


def test_a_file_that_replaces_reaches_its_providers_weeks_and_no_further(ada):
    first = sent("visits", VISITS + V1 + V2 + V3, ada)
    sent("visits", (VISITS + V1 + V2).replace(",V-1,P", ",V-2,P"), ada, source="V-2")

    outcome = replaced("visits", VISITS + V1.replace("09:00", "09:15"), ada)

    assert {what: outcome.counts[what] for what in ("new", "changed", "gone", "the same")} == {
        "new": 0,
        "changed": 1,
        "gone": 1,
        "the same": 0,
    }
    assert known_visits() == [("V-1", 45), ("V-3", 30), ("V-1", 30), ("V-2", 30)]
    assert StoredVisit.objects.filter(import_ref=first.ref).count() == 3  # nothing is deleted
    assert StoredVisit.objects.get(import_ref=first.ref, visit_ref="V-3").superseded_by is None


def test_what_was_looked_at_is_what_is_done_or_nothing(ada):
    sent("visits", VISITS + V1, ada)
    corrected = VISITS + V1.replace("09:00", "09:15")
    agreed = previewed("visits", corrected, ada).changes.digest
    sent("visits", VISITS + V2, ada)

    outcome = replaced("visits", corrected, ada, agreed=agreed)

    assert outcome.refusal.code == "changed-since"
    assert known_visits() == [("V-1", 30), ("V-2", 30)]
    assert replaced("visits", corrected, ada, agreed=previewed("visits", corrected, ada).changes.digest).accepted


def test_a_visit_moved_to_another_week_is_the_same_visit(ada):
    sent("visits", VISITS + V3, ada)

    outcome = replaced("visits", VISITS + V3.replace("2026-11-10", "2026-11-03"), ada)

    assert outcome.counts["changed"] == 1
    assert known_visits() == [("V-3", 30)]


def test_invoices_are_previewed_line_by_line_with_their_money_and_replaced_whole(ada):
    sent("invoices", INVOICES + I1 + I2 + I3, ada)
    sent("invoices", INVOICES + OTHERS, ada, source="V-2")
    corrected = INVOICES + I1.replace("60,21.36,21.36", "90,21.36,32.04")

    seen = previewed("invoices", corrected, ada).changes
    outcome = replaced("invoices", corrected, ada, agreed=seen.digest)

    assert [(row.what, row.called, row.pence_before, row.pence_after) for row in seen.rows] == [
        ("changed", "INV-1 line 1", 2136, 3204),
        ("gone", "INV-1 line 2", 2000, 0),
    ]
    assert seen.rows[0].fields == (("minutes", "60", "90"), ("amount", "21.36", "32.04"))
    assert (outcome.counts["pence claimed before"], outcome.counts["pence claimed after"]) == (4136, 3204)
    assert known_claims() == [("V-1", "INV-1", 1, 3204), ("V-1", "INV-2", 1, 1068), ("V-2", "INV-1", 1, 2136)]


def test_an_invoice_of_the_same_weeks_that_a_corrected_file_leaves_out_is_gone(ada):
    sent("invoices", INVOICES + I1, ada)
    sent("invoices", INVOICES + I2.replace("INV-1", "INV-5"), ada)

    assert replaced("invoices", INVOICES + I1, ada).refusal.code == "101"  # the same bytes

    outcome = replaced("invoices", INVOICES + I1 + "\n", ada)

    assert (outcome.counts["lines gone"], outcome.counts["lines the same"], outcome.counts["lines"]) == (1, 1, 0)
    assert known_claims() == [("V-1", "INV-1", 1, 2136)]


@pytest.mark.parametrize(
    ("kind", "content", "known"), [("visits", VISITS + V1 + V2, known_visits), ("invoices", INVOICES + I1 + I3, known_claims)]
)
def test_a_wrong_import_is_undone_says_who_and_why_and_may_come_again(ada, kind, content, known):
    outcome = sent(kind, content, ada)
    told = known()

    undone = flow.undo_import(outcome.ref, because="Another provider's file.", by=ada)

    assert (undone.taken_back, undone.restored) == (2, 0)
    assert known() == []
    seen = import_seen(outcome.ref)
    assert (seen.undone_by, seen.undone_event is not None) == (ada.ref, True)
    with pytest.raises(Refused, match=f"{outcome.ref} was already undone on"):
        flow.undo_import(outcome.ref, because="Again.", by=ada)
    sent(kind, content, ada)
    assert known() == told


@pytest.mark.parametrize(
    ("kind", "content", "other", "known"),
    [
        ("visits", VISITS + V1 + V2, VISITS + V1.replace("09:00", "09:15"), known_visits),
        ("invoices", INVOICES + I1 + I2, INVOICES + I1.replace("60,21.36,21.36", "90,21.36,32.04"), known_claims),
    ],
)
def test_undoing_a_replacement_makes_known_again_what_it_took_away(ada, kind, content, other, known):
    first = sent(kind, content, ada)
    told = known()
    second = replaced(kind, other, ada)
    with pytest.raises(Refused, match=f"{second.ref} replaced some of what {first.ref} told. Undo that first."):
        flow.undo_import(first.ref, because="Wrong.", by=ada)

    undone = flow.undo_import(second.ref, because="The first was right.", by=ada)

    assert (undone.taken_back, undone.restored) == (1, 2)
    assert known() == told
    flow.undo_import(first.ref, because="That one was wrong too.", by=ada)
    assert known() == []


def test_an_undo_that_a_later_import_stands_in_the_way_of_is_refused(ada):
    sent("visits", VISITS + V1 + V2, ada)
    second = replaced("visits", VISITS + V1, ada)
    sent("visits", VISITS + V2.replace("09:00", "09:01"), ada)

    with pytest.raises(Refused, match=f"A later import told anew what {second.ref} had taken away"):
        flow.undo_import(second.ref, because="Wrong.", by=ada)

    assert known_visits() == [("V-1", 30), ("V-2", 31)]


def test_what_cannot_be_undone_says_why(ada):
    refused = flow.IMPORTS["visits"]("visits.csv", b"visit_ref\n", "V-1", ada)
    visits = sent("visits", VISITS + V1, ada)

    answered = replace(import_seen(visits.ref), kind="bank-answers")
    assert "What a bank answered is not undone" in why_not_undo_kind(answered).because
    assert why_not_undo_kind(import_seen(visits.ref)) is None
    with pytest.raises(Refused, match="was refused: nothing of it was kept"):
        flow.undo_import(refused.ref, because="Wrong.", by=ada)
    with pytest.raises(Refused, match="Say why the import is undone"):
        flow.undo_import(visits.ref, because=" ", by=ada)
    with pytest.raises(Refused, match="No post you hold may take in a file of"):
        flow.undo_import(visits.ref, because="Wrong.", by=an_officer("bob", may=False))
    with pytest.raises(Refused, match="What a bank answered is not replaced"):
        previewed("bank-answers", "provider,name\n", ada)
    assert Invoice.objects.count() == 0
