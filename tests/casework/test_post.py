"""Post is registered once, kept as it came, and never left without an owner and a next action."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.correspondence import actions, queries
from duly.casework.correspondence.models import Item
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.machine import disk
from duly.primitives.digest import sha256_hex

pytestmark = pytest.mark.django_db


def test_post_is_kept_as_it_came_with_its_hash_and_both_dates(office, mail):
    content = mail("About my bins")

    item = flow.register_post("bins.eml", content, received_on=today(), by=office["executive-assistant"])

    assert documents.content(item.document_ref) == content
    assert item.sha256 == sha256_hex(content)
    assert (item.received_on, item.logged_on, item.late) == (today(), today(), False)
    assert (item.sender, item.subject, item.state) == ("Mrs Ada Example", "About my bins", "registered")
    assert history("post item", item.ref)[0].facts["sha256"] == item.sha256


def test_the_same_bytes_are_registered_once_and_the_refusal_names_the_first(office, mail, refused):
    first = flow.register_post("a.eml", mail(), received_on=today(), by=office["executive-assistant"])

    refusal = refused(lambda: flow.register_post("b.eml", mail(), received_on=today(), by=office["executive-assistant"]))

    assert refusal.code == "already-registered"
    assert refusal.because.startswith(f"This file is already registered as {first.ref}, logged on ")


def test_while_the_disk_is_nearly_full_no_post_is_registered_and_none_kept(office, mail, refused, monkeypatch):
    content, register = mail("About my bins"), {"received_on": today(), "by": office["executive-assistant"]}
    monkeypatch.setattr(disk, "free", lambda home: disk.Space(14 * 10**9, 100 * 10**9))

    refusal = refused(lambda: flow.register_post("bins.eml", content, **register))

    assert (refusal.code, queries.registered_as(sha256_hex(content))) == ("no-room", None)
    assert refusal.because.startswith("The disk has 14 % of its room left.")
    monkeypatch.setattr(disk, "free", lambda home: disk.Space(15 * 10**9, 100 * 10**9))
    assert flow.register_post("bins.eml", content, **register).state == "registered"


def test_the_same_message_in_other_bytes_is_registered_beside_the_first_and_each_names_the_other(office, mail, case):
    first = flow.register_post("a.eml", mail("One", message_id="<1@x.example>"), received_on=today(), by=office["executive-assistant"])
    cases.link_item(case.ref, item_ref=first.ref, by=office["executive-assistant"])

    again = flow.register_post(
        "b.eml", mail("One, forwarded", message_id="<1@x.example>"), received_on=today(), by=office["executive-assistant"]
    )

    assert queries.same_message(again.ref) == (first.ref,)
    assert queries.letter(again.ref).faults == (f"Same Message-ID as {first.ref}, other bytes. Compare them: it may be another letter.",)
    assert again.ref in queries.letter(first.ref).faults[0]
    perhaps = next(one for one in flow.suggest_for(again.ref).what.cases if one.case_ref == case.ref)
    assert not perhaps.sure, "whoever writes a mail writes its Message-ID"


def test_post_logged_late_says_why(office, mail, refused):
    long_ago = today() - timedelta(days=20)

    refusal = refused(lambda: flow.register_post("a.eml", mail(), received_on=long_ago, by=office["executive-assistant"]))
    item = flow.register_post("a.eml", mail(), received_on=long_ago, why_late="Found in a drawer", by=office["executive-assistant"])

    assert refusal.code == "why-late"
    assert (item.late, item.why_late) == (True, "Found in a drawer")


def test_post_from_tomorrow_is_refused(office, mail, refused):
    tomorrow = today() + timedelta(days=1)
    assert refused(lambda: flow.register_post("a.eml", mail(), received_on=tomorrow, by=office["executive-assistant"])).code == "not-yet"


def test_an_investigator_does_not_register_post(office, mail, refused):
    assert refused(lambda: flow.register_post("a.eml", mail(), received_on=today(), by=office["investigator"])).code == "scheme-no-row"


@pytest.mark.parametrize(("gap", "code"), [("owner", "no-owner"), ("next_action", "no-next-action"), ("direct_to", "no-destination")])
def test_no_item_is_triaged_without_an_owner_a_next_action_and_a_destination(office, mail, refused, gap, code):
    item = flow.register_post("a.eml", mail(), received_on=today(), by=office["executive-assistant"])
    said = {"owner": office["investigator"].ref, "next_action": "Ring back", "direct_to": "Casework team"} | {gap: "  "}

    assert refused(lambda: actions.triage(item.ref, by=office["executive-assistant"], **said)).code == code


def test_triage_is_done_once_and_what_is_held_can_be_triaged_again(office, mail, refused):
    item = flow.register_post("a.eml", mail(), received_on=today(), by=office["executive-assistant"])
    said = {
        "owner": office["investigator"].ref,
        "next_action": "Ring back",
        "direct_to": "Casework team",
        "by": office["executive-assistant"],
    }

    assert actions.triage(item.ref, way="hold", **said).state == "held"
    assert actions.triage(item.ref, way="direct", **said).state == "directed"
    refusal = refused(lambda: actions.triage(item.ref, way="direct", **said))

    assert refusal.because == "Can direct only when registered or held; this is directed."
    assert (
        actions.close(item.ref, outcome="reply", principles=["customer focus"], because="Answered", by=office["executive-assistant"]).state
        == "closed"
    )


def test_what_is_worth_noticing_is_noticed_where_it_is_said(office, mail):
    text = "Dear Ombudsman\n\nMy solicitor speaks of judicial review of PSO-2026-00001.\n\nI cannot go on with this."

    item = flow.register_post("a.eml", mail(text=text), received_on=today(), by=office["executive-assistant"])

    assert [(flag.word, flag.paragraph) for flag in item.flags] == [("Judicial review", 2), ("Distress", 3)]
    assert item.case_refs == ("PSO-2026-00001",)


def test_a_scan_is_registered_and_read_by_eye(office):
    pdf = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"

    item = flow.register_post("scan.pdf", pdf, received_on=today(), by=office["executive-assistant"])

    assert (item.channel, item.subject, queries.letter(item.ref).text) == ("letter", "scan.pdf", "")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"owner": ""}, "post_has_an_owner_and_a_next_action"),
        ({"next_action": ""}, "post_has_an_owner_and_a_next_action"),
        ({"late": True, "why_late": ""}, "late_post_says_why"),
        ({"logged_on": today() - timedelta(days=9)}, "post_is_not_logged_before_it_is_received"),
        ({"channel": "pigeon"}, "post_comes_by_a_known_channel"),
        ({"state": "lost"}, "post_item_is_in_a_known_state"),
    ],
)
def test_the_database_refuses_what_must_never_be_true_of_post(item, change, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Item.objects.filter(ref=item.ref).update(version=item.version + 1, **change)


def test_the_database_holds_post_to_once(office, mail):
    one = flow.register_post("a.eml", mail("A", message_id="<a@x.example>"), received_on=today(), by=office["executive-assistant"])
    flow.register_post("b.eml", mail("B", message_id="<b@x.example>"), received_on=today(), by=office["executive-assistant"])

    with pytest.raises(IntegrityError, match="registered_once_by_its_bytes"), transaction.atomic():
        Item.objects.exclude(ref=one.ref).update(version=2, sha256=one.sha256)


def test_post_changed_without_a_word_in_the_record_is_refused(item):
    with pytest.raises(IntegrityError, match="Nothing was recorded"), transaction.atomic():
        Item.objects.filter(ref=item.ref).update(version=item.version + 1, owner="O-9999")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
