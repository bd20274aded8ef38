"""Breaches of personal data besides a misfiled paper: noted of a case, a letter, a post item or a volume, dealt with step by step, listed, and kept behind walls."""

import json
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection

from duly.casework import flow
from duly.casework.cases import queries
from duly.casework.cases.states import NOTED_KINDS
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as dispatch
from duly.casework.files import actions as files
from duly.cli.main import code_of
from duly.core.alerts.queries import alerts
from duly.core.clocks import queries as clocks
from duly.core.clocks.redating import adopt_published
from duly.core.confidentiality import actions as confidentiality
from duly.core.confidentiality import queries as confidentiality_queries
from duly.core.record import sight
from duly.core.record.clock import today
from duly.core.record.queries import history
from tests.proofs import ground

pytestmark = pytest.mark.django_db
CLERK, MANAGER, HEAD = "executive-assistant", "casework-manager", "head-of-casework"
SAID = {"because": "Two envelopes were swapped.", "whose": "Mrs Example's, and her son's"}


@pytest.fixture
def case(office) -> str:
    return ground.a_case(office, 1)


@pytest.fixture
def note(office):
    """Notes a breach as the clerk does, known of since today unless said."""
    return lambda about, **said: flow.note_breach(about, **({"kind": "lost", "found_on": today()} | SAID | said), by=office[CLERK])


@pytest.fixture
def does(office):
    """Does a step of a breach."""
    return lambda ref, step, **said: flow.deal_with_breach(ref, step=step, words="As it was.", **said, by=office[CLERK])


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def sent(office, case: str) -> str:
    """A letter on the case that went out."""
    ref = ground.a_letter(office, case)
    letters.approve(ref, seen_sha256=dispatch.letter(ref).content_sha256, by=office[MANAGER])
    flow.send_letter(ref, because="", by=office[CLERK])
    return ref


@pytest.mark.parametrize("kind", sorted(NOTED_KINDS))
def test_a_breach_of_every_kind_is_noted_on_a_case_with_its_own_clock_and_its_owner_is_told(office, case, note, kind):
    adopt_published(by=office[HEAD])

    seen = note(case, kind=kind, found_on=today() - timedelta(days=1))
    (clock,) = clocks.clocks(kind="misfiling", about=seen.ref)
    begun = history("misfiling", seen.ref)[0]

    assert (seen.kind, seen.about, seen.case, seen.done) == (kind, case, case, ())
    assert seen.due == today() + timedelta(days=1)  # the last whole day in 72 hours of the day it was known, not of the day it was noted
    assert (clock.began, clock.due, clock.state) == (seen.found_on, seen.due, "running")
    assert queries.breaches(case) == (seen,)
    assert SAID["because"] in begun.sentence
    assert [one.url for one in alerts(queries.case(case).owner) if one.title == "A breach of personal data was noted"] == [
        f"/cases/{case}/"
    ]


def test_what_cannot_be_noted_is_refused_with_what_to_do(office, case, note, refused):
    letter = ground.a_letter(office, case)
    item = queries.case(case).opened_from

    assert refused(lambda: note(case, found_on=today() + timedelta(days=1))).code == "not-yet"
    assert refused(lambda: note(case, kind="filed wrongly")).code == "unknown-kind"
    assert refused(lambda: note(case, because=" ")).code == "no-reason"
    assert refused(lambda: note(case, whose=" ")).code == "nobody-named"
    assert refused(lambda: note(case, volume=1)).code == "no-volume"
    assert refused(lambda: note(case, kind="otherwise", volume=1)).code == "no-volume"
    assert refused(lambda: note(letter, kind="sent wrongly")).code == "not-of-it"  # it has not gone out
    assert refused(lambda: note(item, kind="sent on wrongly")).code == "not-of-it"  # it was not sent on
    assert refused(lambda: flow.note_breach(case, kind="lost", found_on=today(), **SAID, by=office["investigator"])).code.startswith(
        "scheme"
    )
    with pytest.raises(ObjectDoesNotExist):
        note("L-26-99999")
    assert queries.breaches() == ()


def test_a_breach_of_a_letter_that_went_is_noted_from_its_page_and_shown_there_and_on_its_case(office, case, at_desk, outbox):
    letter, desk = sent(office, case), at_desk(CLERK)

    offered = desk.get(f"/letters/{letter}/").text
    form = desk.get(f"/breaches/new/?about={letter}&kind=sent+wrongly").text
    made = desk.post("/breaches/new/", {"about": letter, "kind": "sent wrongly", "found_on": f"{today():%d/%m/%Y}"} | SAID)
    (seen,) = queries.breaches(case)

    assert f"/breaches/new/?about={letter}&amp;kind=sent+wrongly" in offered
    assert 'value="sent wrongly" selected' in form
    assert (made.status_code, made["Location"]) == (302, f"/breaches/{seen.ref}/")
    assert (seen.about, seen.case) == (letter, case)
    assert seen.ref in desk.get(f"/letters/{letter}/").text
    assert seen.ref in desk.get(f"/cases/{case}/").text
    assert SAID["because"] in text(desk.get(made["Location"]))


def test_a_breach_of_post_sent_on_to_the_wrong_body_is_its_owners_while_it_is_of_no_case(office, item, note, at_desk, outbox):
    by = office[CLERK]
    assert flow.breach_of(item.ref).kinds == ("lost", "otherwise")
    flow.forward_post(item.ref, to_name="The wrong council", to_address="post@council.example", because="It is theirs.", by=by)

    seen = note(item.ref, kind="sent on wrongly")

    assert (seen.about, seen.case) == (item.ref, "")
    assert seen.ref in at_desk(CLERK).get(f"/post/{item.ref}/").text
    assert queries.breaches_about(item.ref) == (seen,)


def test_a_lost_volume_is_noted_of_the_paper_file_and_stands_there_until_it_turns_up(office, case, note, does, at_desk):
    files.move(case, way="store", where="Shelf 4", moved_on=today(), by=office[CLERK])
    desk = at_desk(CLERK)

    before = desk.get(f"/cases/{case}/file/").text
    seen = note(case, volume=1)
    meanwhile = desk.get(f"/cases/{case}/file/").text
    does(seen.ref, "cannot be taken back")
    still = desk.get(f"/cases/{case}/file/").text
    found = does(seen.ref, "taken back")
    after = desk.get(f"/cases/{case}/file/").text

    offer = f"/breaches/new/?about={case}&amp;kind=lost&amp;volume=1"
    assert (offer in before, offer in meanwhile, offer in still, offer in after) == (True, False, False, True)
    assert "volume 1 of the paper file" in seen.what
    assert found.done == ("cannot be taken back", "taken back")  # after all


def test_who_need_be_told_hangs_on_the_risk_and_it_is_closed_when_all_is_settled(case, note, does, refused):
    seen = note(case)

    unjudged = refused(lambda: does(seen.ref, "people need not be told"))
    unsaid = refused(lambda: does(seen.ref, "risk assessed"))
    elsewhere = refused(lambda: does(seen.ref, "taken back", risk="high"))
    does(seen.ref, "risk assessed", risk="high")
    at_risk = refused(lambda: does(seen.ref, "regulator need not be told"))
    early = refused(lambda: does(seen.ref, "closed"))
    does(seen.ref, "risk assessed", risk="unlikely")  # it was judged again
    for step in ("cannot be taken back", "people need not be told", "regulator need not be told", "lesson recorded"):
        does(seen.ref, step)
    does(seen.ref, "risk assessed", risk="risk")
    not_told = refused(lambda: does(seen.ref, "closed"))
    does(seen.ref, "regulator told")
    closed = does(seen.ref, "closed")
    people = does(seen.ref, "people told")  # after all, once it is closed
    again = refused(lambda: does(seen.ref, "risk assessed", risk="high"))

    assert [one.code for one in (unjudged, unsaid, elsewhere, at_risk, early)] == [
        "not-judged",
        "no-risk",
        "no-risk",
        "at-risk",
        "steps-left",
    ]
    assert "lesson recorded" in early.because
    assert (not_told.code, closed.closed, people.done[-1], again.code) == ("at-risk", True, "people told", "done-already")
    assert [one.sentence.split(": ")[1] for one in history("misfiling", seen.ref)[1:3]] == [
        "risk assessed (high). As it was.",
        "risk assessed (unlikely). As it was.",
    ]


@pytest.mark.parametrize("kind", sorted(NOTED_KINDS))
def test_the_regulator_is_told_after_all_of_a_breach_of_every_kind(office, case, note, does, kind):
    adopt_published(by=office[HEAD])
    seen = note(case, kind=kind, found_on=today() - timedelta(days=5))

    does(seen.ref, "risk assessed", risk="unlikely")
    does(seen.ref, "regulator need not be told")
    ended = clocks.clocks(kind="misfiling", about=seen.ref)[0].state
    told = does(seen.ref, "regulator told")

    assert (ended, clocks.clocks(kind="misfiling", about=seen.ref)[0].state) == ("ended", "missed")  # late: its day has gone by
    assert told.done[-1] == "regulator told"


def test_breaches_are_listed_at_one_address_with_csv_and_json_and_by_a_command(office, case, note, does, at_desk, capsys):
    lost, opened = note(case), note(case, kind="opened without need", found_on=today() - timedelta(days=9))
    does(lost.ref, "regulator told")
    desk = at_desk("investigator")

    page = text(desk.get("/breaches/"))
    rows = {one["ref"]: one for one in desk.get("/breaches/?format=json").json()["items"]}
    waiting = desk.get("/breaches/?format=json&regulator=not+yet+said").json()["items"]
    file = desk.get("/breaches/?format=csv").content.decode()
    code_of(["breaches", "list", "--case", case, "--json"])
    listed = json.loads(capsys.readouterr().out)
    code_of(["breaches", "show", opened.ref, "--json"])
    shown = json.loads(capsys.readouterr().out)

    assert lost.ref in page
    assert opened.ref in page
    assert (rows[lost.ref]["regulator"], rows[opened.ref]["regulator"]) == ("told", "not yet said")
    assert [one["ref"] for one in waiting] == [opened.ref]
    assert file.count("BR-") == 2
    assert SAID["whose"] not in file  # whose data it was is on the page of the breach alone
    assert {one["ref"] for one in listed} == {lost.ref, opened.ref}
    assert shown["whose data"] == SAID["whose"]


def test_a_breach_is_seen_by_whoever_sees_its_case_and_by_nobody_else(office, case, note, at_desk):
    item = queries.case(case).opened_from
    of_case, of_post = note(case), note(item)
    clerk = office[CLERK]
    confidentiality.restrict(case, officers=(office[MANAGER].ref,), because="It is about a colleague", by=office[MANAGER])
    addresses = [f"/breaches/{one.ref}/" for one in (of_case, of_post)]

    kept = [at_desk(CLERK).get(one).status_code for one in addresses]
    named = [at_desk(MANAGER).get(one).status_code for one in addresses]
    with sight.seen_as(clerk.ref), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_breach")
        by_itself = cursor.fetchone()[0]
        told = history("misfiling", of_post.ref)

    assert (kept, named, by_itself, told) == ([404, 404], [200, 200], 0, ())
    assert at_desk(CLERK).post(f"{addresses[0]}step/", {"step": "taken back", "words": "Found."}).status_code == 404
    assert at_desk(CLERK).post("/breaches/new/", {"about": case, "kind": "lost", "found_on": "9/11/2026"} | SAID).status_code == 422
    assert "BR-" not in at_desk(CLERK).get("/breaches/?format=csv").content.decode()


def test_an_opening_that_was_not_upheld_leads_to_noting_a_breach_of_the_case(office, case, note, at_desk):
    confidentiality.restrict(case, officers=(office[HEAD].ref, office[CLERK].ref), because="It is about a colleague", by=office[HEAD])
    flow.break_glass(case, reason="safety", because="I thought somebody was in danger.", by=office[MANAGER])
    (opening,) = confidentiality_queries.openings()
    confidentiality.review(opening.id, finding="not justified", because="There was no danger.", by=office[HEAD])

    offered = at_desk(HEAD).get("/restricted/").text
    seen = flow.note_breach(case, kind="opened without need", found_on=today(), **SAID, by=office[CLERK])
    after = at_desk(HEAD).get("/restricted/").text

    assert f"/breaches/new/?about={case}&amp;kind=opened+without+need" in offered
    assert f"/breaches/{seen.ref}/" in after


def test_a_reference_that_names_nothing_is_asked_for_again_and_what_was_typed_stays(office, case, at_desk):
    desk = at_desk(CLERK)

    asked = desk.get("/breaches/new/").text
    nothing = desk.get("/breaches/new/?about=pso-1")
    unsaid = desk.post("/breaches/new/", {"about": case, "kind": "lost", "because": "Left on a train", "found_on": f"{today():%d/%m/%Y}"})

    assert "What it is of" in asked
    assert nothing.status_code == 422
    assert "There is no PSO-1." in text(nothing)
    assert unsaid.status_code == 422
    assert "Left on a train" in text(unsaid)
