"""What stands in the way of one thing stands in the way of the same done otherwise: by a split, by an emergency opening, on a case that ended."""

from datetime import timedelta

import pytest

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.cases import queries as seen_cases
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as seen_letters
from duly.casework.flow.arriving import cases_for
from duly.core.confidentiality import actions, queries
from duly.core.directory import actions as directory
from duly.core.record.clock import today
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
HEAD, MANAGER, CLERK = "head-of-casework", "casework-manager", "executive-assistant"


def test_a_case_split_from_one_that_is_kept_is_kept_as_it_is_and_has_its_parties(office, case, mail):
    by = office[MANAGER]
    ada = directory.enter(kind="person", name="Mrs Ada Example", by=by).ref
    cases.name_party(case.ref, entry_ref=ada, role="complainant", by=by)
    more = flow.register_post("b.eml", mail("More", "Parking.", "<b@x>"), received_on=today(), by=office[CLERK]).ref
    cases.link_item(case.ref, item_ref=more, by=office[CLERK])
    actions.restrict(case.ref, officers=(office[HEAD].ref, by.ref), because="A colleague", by=office[HEAD])
    actions.wall(case.ref, officer=office[CLERK].ref, because="His sister", by=office[HEAD])
    actions.mark(case.ref, paper=case.ref, mark="privileged", because="Counsel", by=by)

    new = flow.split_case(case.ref, title="Parking", items=(more,), because="Two matters.", by=by)
    kept = queries.access(new.ref)

    assert (kept.restricted, set(kept.named)) == (True, {office[HEAD].ref, by.ref})
    assert [who for who, _ in kept.walls] == [office[CLERK].ref]
    assert [mark for paper, mark, _ in kept.marks if paper == new.ref] == ["privileged"]
    assert not queries.may_see(new.ref, officer=office[CLERK].ref)
    assert seen_cases.parties(new.ref) == (("complainant", ada),)


def test_an_emergency_opening_is_for_hours_and_changes_nothing_of_who_sees_a_case(office, case):
    head, manager = office[HEAD], office[MANAGER]
    actions.restrict(case.ref, officers=(manager.ref,), because="A colleague", by=head)
    actions.break_glass(case.ref, reason="safety", because="She may come to harm tonight", by=head)

    for act in (
        lambda: actions.name(case.ref, officer=head.ref, by=head),
        lambda: actions.lift(case.ref, because="It is no secret", by=head),
        lambda: actions.wall(case.ref, officer=manager.ref, because="His sister", by=head),
    ):
        with pytest.raises(Refused) as stopped:
            act()
        assert stopped.value.refusal.code == "only-opened"
    assert queries.access(case.ref).named == (manager.ref,)


def test_nothing_new_is_put_up_on_a_case_that_ended(office, case, drafted, refused):
    before = drafted()
    flow.close_case(case.ref, outcome="resolved", principles=["getting it right"], because="The council put it right.", by=office[MANAGER])

    assert refused(drafted).code == "closed"
    assert before.state == "draft"


def test_one_letter_that_may_not_go_keeps_no_other_from_going(office, case):
    def written(address: str) -> str:
        made = flow.write_letter(case.ref, to_address="", fields={}, channel="post", on_behalf="ombudsman", by=office["investigator"])
        made = letters.fill_in(made.ref, fields={"address": address, "words": "Thank you."}, by=office["investigator"])
        letters.approve(made.ref, seen_sha256=made.content_sha256, by=office[HEAD])
        return made.ref

    goes, stays = written("Mrs Ada Example\n1 Row"), written("Mr Ben Example\n2 Row")
    ben = directory.enter(kind="person", name="Mr Ben Example", by=office[MANAGER]).ref
    cases.name_party(case.ref, entry_ref=ben, role="complainant", by=office[MANAGER])
    flow.record_death(ben, on=today() - timedelta(days=3), source="His daughter rang", by=office[MANAGER])

    pack = flow.make_print_pack(by=office[CLERK])

    assert [one.letter_ref for one in seen_letters.packed(pack.ref)] == [goes]
    assert [ref for ref, why in flow.staying_from_pack(by=office[CLERK])] == [stays]


def test_a_letter_to_somebody_who_died_is_known_by_their_initial_too(office, case, refused):
    by = office[MANAGER]
    dead = directory.enter(kind="person", name="Mr Wilvin Dunmore", by=by).ref
    cases.name_party(case.ref, entry_ref=dead, role="complainant", by=by)
    made = flow.write_letter(case.ref, to_address="", fields={}, channel="post", on_behalf="ombudsman", by=office["investigator"])
    made = letters.fill_in(made.ref, fields={"address": "Mr W Dunmore\n1 Row", "words": "Thank you."}, by=office["investigator"])
    flow.record_death(dead, on=today() - timedelta(days=3), source="His daughter rang", by=by)

    assert refused(lambda: letters.approve(made.ref, seen_sha256=made.content_sha256, by=office[HEAD])).code == "died"


@pytest.mark.parametrize(
    ("header", "acknowledged"),
    [
        ("Auto-Submitted: auto-replied", False),
        ("Precedence: auto_reply", False),
        ("Content-Type: multipart/report; report-type=delivery-status; boundary=x", False),
        ("Return-Path: <>", False),
        ("Auto-Submitted: no", True),
        ("X-Nothing: 1", True),
    ],
)
def test_a_mail_that_a_program_sent_is_not_acknowledged(office, mail, header, acknowledged):
    content = mail("Out of office", "I am away.", "<away@x>")
    if header.startswith("Content-Type"):
        content = content.replace(b'Content-Type: text/plain; charset="utf-8"', header.encode())
    else:
        content = header.encode() + b"\n" + content
    item = flow.register_post("away.eml", content, received_on=today(), by=office[CLERK])
    refusal = flow.why_not_acknowledge(item.ref, by=office[CLERK])

    assert (refusal is None or refusal.code != "by-a-program") == acknowledged


def test_a_case_is_suggested_as_its_complainants_only_where_they_are_called_as_the_sender_is(office, case, mail):
    strange = mail("Hello", "Dear Ombudsman\n\nPlease ring me.", "<s@x>").replace(
        b"Mrs Ada Example <ada@post.example>", b"A De <x@y.example>"
    )
    same = mail("Hello", "Dear Ombudsman\n\nPlease ring me.", "<t@x>").replace(b"ada@post.example", b"new@y.example")
    items = [flow.register_post(f"{n}.eml", one, received_on=today(), by=office[CLERK]) for n, one in enumerate((strange, same))]
    said = [[one.reason for one in cases_for(item) if "complainant is" in one.reason] for item in items]

    assert said == [[], ["its complainant is Mrs Ada Example"]]
