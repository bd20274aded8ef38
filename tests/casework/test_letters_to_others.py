"""A letter goes to whoever of a case it is for: the body, its link officer, a representative who may be told; and what a request, a recommendation, a review or an
instruction owes somebody is drafted from what is known."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.correspondence import queries as post
from duly.casework.dispatch import actions, queries
from duly.casework.dispatch.models import Letter
from duly.casework.flow import channels, chasing, complying
from duly.casework.instructions import actions as instructions
from duly.casework.investigation import actions as investigation
from duly.casework.reviews import queries as reviews
from duly.casework.wordings.rules import DISCLOSES, PURPOSES, WRITTEN_TO, wrong_with
from duly.casework.wordings.shipped import SHIPPED
from duly.core.directory import actions as directory
from duly.core.record.clock import today
from tests.casework.letters_again import a_case, proposed
from tests.casework.test_adjudication import find, recommend
from tests.casework.test_investigation import noted
from tests.casework.test_reviews import GROUNDS

pytestmark = pytest.mark.django_db

LONG_AGO = today() - timedelta(days=400)
STREET = "4 Mill Lane\nTarn"


@pytest.fixture
def people(office, case):
    """Ada, her son who speaks for her, the council she complains of and its link officer: parties of the case."""
    by = office["casework-manager"]

    def entered(name, kind="person", **reached):
        return directory.enter(kind=kind, name=name, by=by, **reached).ref

    ada = entered("Mrs Ada Example", email="ada@post.example")
    leo = entered("Mr Leo Example", email="leo@post.example")
    council = entered(case.body, "body", post="Town Hall, Northmere")
    nadia = entered("Ms Nadia Link", email="nadia@council.example")
    directory.give_role(nadia, role="link officer", of=council, starts=LONG_AGO, by=by)
    for ref, role in ((ada, "complainant"), (council, "body")):
        cases.name_party(case.ref, entry_ref=ref, role=role, by=by)
    return {"ada": ada, "leo": leo, "council": council, "nadia": nadia}


@pytest.fixture
def speaks(office, people):
    """Leo speaks for Ada from now on, within a scope."""

    def consent(scope="everything"):
        return directory.give_role(
            people["ada"], role="represented by", of=people["leo"], scope=scope, starts=LONG_AGO, by=office["casework-manager"]
        )

    return consent


def write(office, case, template="enquiry", **said):
    return flow.write_letter(case.ref, template=template, fields={}, by=office["investigator"], **said)


def test_every_standard_letter_that_comes_with_the_program_may_be_put_forward_and_says_whom_it_is_for():
    assert {one.purpose for one in SHIPPED} == set(PURPOSES) == set(DISCLOSES)
    newest = {one.code: one for one in SHIPPED}
    assert {one.code: wrong_with(one) for one in newest.values() if wrong_with(one)} == {}
    assert set(WRITTEN_TO) < set(PURPOSES)


def test_whoever_a_letter_may_be_written_to_is_listed_with_how_they_are_reached(case, people, speaks):
    alone = [(one.name, one.role) for one in queries.addressees(case.ref)]
    speaks()
    found = {one.name: one for one in queries.addressees(case.ref)}

    assert alone == [("Mrs Ada Example", "complainant"), ("Ms Nadia Link", "body"), (case.body, "body")]
    assert (found["Mr Leo Example"].as_what, found["Mr Leo Example"].email) == ("speaks for Mrs Ada Example", "leo@post.example")
    assert found["Ms Nadia Link"].as_what == f"link officer of {case.body}"
    assert found[case.body].address == f"{case.body}\nTown Hall\nNorthmere"


def test_a_case_whose_parties_are_in_no_directory_still_has_its_complainant_and_its_body(office, case):
    assert [(one.to, one.name) for one in queries.addressees(case.ref)] == [("complainant", case.complainant), ("body", case.body)]
    to_body = write(office, case, to="body", channel="post")
    assert (to_body.to_name, to_body.to_ref, to_body.fields["to_whom"]) == (case.body, "", case.body)


def test_an_enquiry_goes_to_the_bodys_link_officer_at_the_address_the_directory_has(office, case, people):
    made = write(office, case)
    assert (made.to_name, made.to_address, made.to_ref) == ("Ms Nadia Link", "nadia@council.example", people["nadia"])
    assert (made.fields["to_whom"], made.fields["complainant"]) == ("Ms Nadia Link", case.complainant)


def test_a_representative_is_written_to_only_while_it_was_agreed_that_they_hear_of_the_case(office, case, people, speaks, refused):
    by = office["casework-manager"]
    assert refused(lambda: write(office, case, "reply", to=people["leo"])).code == "not-of-the-case"

    held = speaks("calls only")
    assert refused(lambda: write(office, case, "reply", to=people["leo"])).code == "no-consent"
    directory.end_role(people["ada"], held=held.roles[0].id, ends=today(), by=by)
    seen = speaks("letters only")
    letter = write(office, case, "reply", to=people["leo"])
    filled = actions.fill_in(
        letter.ref, fields={"words": "We have your papers.", "address": f"Mr Leo Example\n{STREET}"}, by=office["investigator"]
    )
    live = next(one for one in seen.roles if one.scope == "letters only")
    directory.end_role(people["ada"], held=live.id, ends=today(), by=by)
    stopped = refused(lambda: actions.approve(letter.ref, seen_sha256=filled.content_sha256, by=by))

    assert (letter.to_name, letter.to_address) == ("Mr Leo Example", "leo@post.example")
    assert (stopped.code, "speaks for none" in stopped.because) == ("not-of-the-case", True)


def test_the_words_of_a_decision_are_for_who_complained_and_a_copy_of_it_for_everybody_else(office, case, people, decision, refused):
    by = office["investigator"]
    wrong = refused(lambda: flow.make_letter(decision.ref, template="decision-upheld", to=people["council"], fields={}, by=by))
    back = refused(lambda: flow.make_letter(decision.ref, template="decision-copy", to=people["ada"], fields={}, by=by))
    to_ada = flow.make_letter(decision.ref, template="decision-upheld", fields={}, by=by)
    copy = flow.make_letter(decision.ref, template="decision-copy", fields={}, by=by)

    assert (wrong.code, back.code) == ("not-for-them", "not-for-them")
    assert (to_ada.to_ref, copy.to_ref) == (people["ada"], people["nadia"])
    assert copy.fields["court_by"] == to_ada.fields["court_by"] != ""


def test_a_format_that_the_complainant_needs_is_not_asked_of_a_letter_to_the_body(office, case, people, refused):
    directory.tell(people["ada"], kind="format", text="large print", starts=LONG_AGO, by=office["casework-manager"])
    assert refused(lambda: write(office, case, "reply")).code == "wrong-format"
    assert write(office, case, "enquiry").format == ""


def test_telling_one_joint_complainants_representative_is_telling_that_one_alone(office, case, people, speaks, refused):
    by = office["casework-manager"]
    ben = directory.enter(kind="person", name="Mr Ben Example", by=by).ref
    cases.name_party(case.ref, entry_ref=ben, role="complainant", by=by)
    speaks()
    letter = write(office, case, "reply", to=people["leo"])
    filled = actions.fill_in(
        letter.ref, fields={"words": "We uphold it.", "address": f"Mr Leo Example\n{STREET}"}, by=office["investigator"]
    )

    assert refused(lambda: actions.approve(letter.ref, seen_sha256=filled.content_sha256, by=by)).code == "not-agreed"


def test_asking_for_evidence_drafts_the_letter_that_asks_and_the_request_shows_whether_it_went(office, case, people, at_desk, refused):
    issue = investigation.raise_issue(case.ref, words="Nine months.", by=office["investigator"])
    asked = chasing.ask_for_evidence(issue.ref, what="The log of calls", asked_of=case.body, by=office["investigator"])
    stranger = chasing.ask_for_evidence(
        issue.ref, what="The notes", asked_of="Tarn Hospital", address="records@tarn.example", by=office["investigator"]
    )
    (letter,), (other,) = queries.letters(concerns=asked.ref), queries.letters(concerns=stranger.ref)

    assert (letter.to_name, letter.fields["asked"]) == ("Ms Nadia Link", "The log of calls")
    assert (letter.unfilled, letter.fields["address"]) == ((), "Ms Nadia Link\nBy e-mail")
    assert (other.to_name, other.to_address, other.to_ref) == ("Tarn Hospital", "records@tarn.example", "")
    page = at_desk("investigator").get(f"/requests/{asked.ref}/").content.decode()
    assert f"/letters/{letter.ref}/" in page
    again = refused(lambda: flow.draft_owed(asked.ref, by=office["investigator"]))
    actions.drop(letter.ref, because="By telephone instead.", by=office["investigator"])
    assert (again.code, flow.draft_owed(asked.ref, by=office["investigator"]).ref != letter.ref) == ("written", True)


def test_one_letter_tells_a_body_of_everything_recommended_to_it(office, case, people, decision):
    issue = investigation.raise_issue(case.ref, words="Nine months.", by=office["investigator"])
    noted(office, case, issue)
    find(office, issue)
    recommend(office, issue)
    recommend(office, issue, kind="payment", amount_pence=64_000, days=60)
    recommend(office, issue, ours=True, body="Our intake team", action="Change how calls are logged.", days=40)
    followed = complying.follow_case(case.ref, by=office["casework-manager"])
    theirs = sorted(one.ref for one in followed if not one.ours)

    letter = flow.draft_owed(theirs[0], by=office["investigator"])
    assert (letter.to_ref, letter.concerns) == (people["nadia"], theirs)
    assert letter.fields["recommended"].startswith("1. ")
    assert "\n\n2. " in letter.fields["recommended"]
    assert "Change how calls" not in letter.fields["recommended"]


def test_a_review_is_told_by_its_letter_when_that_is_sent_and_not_before(office, case, people, decision, outbox, refused):
    manager = office["casework-manager"]
    review = flow.ask_for_review(
        decision.ref, asker="complainant", asked_by="Mrs Ada Example", received_on=today(), grounds=GROUNDS, by=manager
    )
    letter = flow.draft_owed(f"{review.ref}/1", by=office["investigator"])
    early = refused(lambda: flow.tell_party(review.ref, place=1, on=today(), how="By letter", proof=letter.ref, by=manager))
    strange = refused(lambda: flow.tell_party(review.ref, place=1, on=today(), how="By letter", proof="L-99-00001", by=manager))
    filled = actions.fill_in(
        letter.ref, fields={"address": f"Mrs Ada Example\n{STREET}", "about": "Your request"}, by=office["investigator"]
    )
    actions.approve(letter.ref, seen_sha256=filled.content_sha256, by=manager)
    flow.send_letter(letter.ref, by=office["executive-assistant"])

    told = reviews.review(review.ref).tellings[0]
    assert (early.code, strange.code, letter.to_ref) == ("not-sent", "no-such-letter", people["ada"])
    assert (told.on, told.proof) == (today(), letter.ref)
    assert refused(lambda: flow.draft_owed(f"{review.ref}/9", by=office["investigator"])).code == "no-letter"


def test_the_person_of_an_instruction_is_given_notice_of_it_whole(office, outbox):
    case = a_case(office)
    by, head = office["investigator"], office["head-of-casework"]
    seen = proposed(office, case)
    instructions.authorise(seen.ref, because="The warning was plain.", by=head)

    letter = flow.draft_owed(seen.ref, by=by)
    assert (letter.case_ref, letter.item_ref, letter.about, letter.to_ref) == ("", "", seen.ref, seen.about)
    filled = actions.fill_in(letter.ref, fields={"address": f"{seen.name}\n{STREET}"}, by=by)
    assert filled.unfilled == ()
    assert seen.reasons in filled.text
    assert "tell us" in filled.text


def on_paper(office):
    """A letter that came on paper and was keyed."""
    said = {"channel": "letter", "sender_name": "Mr Sol Paper", "sender_address": "", "subject": "My bins", "addressed_to": "The Ombudsman"}
    return channels.key_in("My bins were not emptied.", **said, received_on=today(), why_late="", by=office["executive-assistant"])


def test_post_that_came_on_paper_is_acknowledged_once_its_print_pack_was_posted(office, outbox, refused):
    by = office["executive-assistant"]
    item = on_paper(office)
    assert refused(lambda: flow.acknowledge(item.ref, by=by)).code == "address"

    letter = flow.acknowledge(item.ref, postal="1 Quay Street, Tarn", by=by)
    waits = dict(post.acknowledged((item.ref,)))
    again = refused(lambda: flow.acknowledge(item.ref, postal="1 Quay Street, Tarn", by=by))
    pack = flow.make_print_pack(by=by)
    actions.note_printed(pack.ref, by=by)
    flow.note_posted(pack.ref, count=1, by=by)

    assert (letter.state, letter.channel, letter.fields["address"]) == ("approved", "post", f"{item.sender}\n1 Quay Street\nTarn")
    assert (waits, again.code) == ({}, "acknowledged")
    assert post.acknowledged((item.ref,))[item.ref][0] == f"{item.sender}, 1 Quay Street, Tarn"


def test_paper_is_sent_on_by_post_with_the_pack_it_went_in_as_its_proof(office, refused):
    by = office["executive-assistant"]
    item = on_paper(office)
    on_it = {"to_name": "Tarn Water", "because": "It is about a water bill.", "by": by}
    assert refused(lambda: flow.forward_by_post(item.ref, postal=" ", **on_it)).code == "address"

    letter = flow.forward_by_post(item.ref, postal="2 Well Road, Tarn", **on_it)
    before, again = post.item(item.ref).state, refused(lambda: flow.forward_by_post(item.ref, postal="2 Well Road", **on_it))
    pack = flow.make_print_pack(by=by)
    actions.note_printed(pack.ref, by=by)
    flow.note_posted(pack.ref, count=1, by=by)
    proof = post.forwarding_of(item.ref)

    assert (before != "forwarded", again.code) == (True, "enclosed")
    assert (post.item(item.ref).state, proof.message_id, proof.to_name) == ("forwarded", pack.ref, "Tarn Water")
    assert proof.sha256 == queries.letter(letter.ref).sent_sha256


def test_a_letter_about_no_case_and_no_post_concerns_something(office, letter):
    with pytest.raises(IntegrityError, match="a_letter_is_about_a_case_or_an_item_of_post"), transaction.atomic():
        Letter.objects.filter(ref=letter.ref).update(version=letter.version + 1, case_ref="", concerns=[])
