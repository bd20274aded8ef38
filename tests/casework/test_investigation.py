"""The evidence of a case: issue by issue what is known and from where, what is missing, what was asked for and chased until it came."""

import hashlib
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.cases import actions as cases
from duly.casework.flow import chasing
from duly.casework.flow.dating_again import date_again_if_changed, dated_with
from duly.casework.investigation import actions, queries
from duly.casework.investigation.models import Bearing, Gap, Issue, Piece, Request
from duly.core.alerts.queries import alerts
from duly.core.calendar.actions import add_holiday
from duly.core.calendar.queries import is_working_day
from duly.core.calendar.rules import DIVISIONS
from duly.core.chases import actions as chase_actions
from duly.core.chases import queries as chases
from duly.core.clocks import actions as clock_actions
from duly.core.clocks import queries as clocks
from duly.core.record.clock import today
from duly.core.record.queries import history, how_many
from duly.primitives.actor import SYSTEM
from duly.primitives.event import sentence
from tests.casework.test_channels import a_pdf

pytestmark = pytest.mark.django_db
HASH = "a" * 64


@pytest.fixture
def issue(office, case):
    return actions.raise_issue(case.ref, words="It took nine months to decide.", by=office["investigator"])


@pytest.fixture
def piece(office, case, issue):
    return noted(office, case, issue)


@pytest.fixture
def working_day(monkeypatch):
    """A working day on which every date reckoned here has gone by: three weeks and a day after today's own."""
    later = next(day for n in range(60, 70) if is_working_day(day := today() + timedelta(days=n)))

    def come() -> None:
        for module in ("checks", "actions", "queries"):
            monkeypatch.setattr(f"duly.core.chases.{module}.today", lambda: later)

    return come


def noted(office, case, *issues, page: int = 2):
    return actions.note_evidence(
        case.ref,
        source_ref=case.opened_from,
        page=page,
        issue_refs=[one.ref for one in issues],
        shows="The request was opened on 12 March.",
        came_from="The complainant",
        by=office["investigator"],
    )


def asked(office, issue, **said):
    said = {"what": "The log of calls", "asked_of": "Northmere Council", "address": "log@council.example"} | said
    return chasing.ask_for_evidence(issue.ref, **said, by=office["investigator"])


def test_of_each_issue_it_is_seen_what_is_known_from_which_page_with_its_hash_and_what_is_missing(office, case, issue):
    by = office["investigator"]
    second = actions.raise_issue(case.ref, words="Nobody told her why.", by=by)
    assert issue.missing == ("No evidence bears on it yet.",)

    actions.find_gap(issue.ref, words="When it was first looked at.", by=by)
    piece = noted(office, case, issue, second)
    known = queries.issue(issue.ref)
    closed = actions.close_gap(issue.ref, place=1, words="The log says.", by=by)

    paper = queries.pieces(case.ref)[0]
    assert (paper.page, paper.source_ref, len(paper.sha256), paper.issues) == (2, case.opened_from, 64, (issue.ref, second.ref))
    assert (known.known, known.missing) == ((piece,), ("When it was first looked at.",))
    assert (closed.missing, [one.place for one in queries.issues(case.ref)]) == ((), [1, 2])
    assert actions.drop_issue(second.ref, because="She did not complain of it.", by=by).state == "dropped"
    assert [entry.action for entry in history("issue", issue.ref)] == ["issue.raised", "issue.gap-found", "issue.gap-closed"]


def test_what_may_not_be_noted_is_refused_with_its_reason(office, case, issue, refused):
    by, other = office["investigator"], office["executive-assistant"]
    said = {"source_ref": case.opened_from, "page": 1, "issue_refs": [issue.ref], "shows": "It.", "came_from": "Her", "by": by}

    assert refused(lambda: actions.raise_issue(case.ref, words="x", by=other)).code == "scheme-no-row"
    assert refused(lambda: actions.raise_issue("PSO-1", words="x", by=by)).code == "no-case"
    assert refused(lambda: actions.note_evidence(case.ref, **said | {"source_ref": "P-1"}, received_on=today())).code == "not-on-case"
    assert refused(lambda: actions.note_evidence(case.ref, **said | {"issue_refs": []})).code == "no-issue"
    assert refused(lambda: actions.note_evidence(case.ref, **said | {"page": -1})).code == "page"
    assert refused(lambda: actions.close_gap(issue.ref, place=1, words="x", by=by)).code == "no-gap"
    actions.drop_issue(issue.ref, because="Withdrawn.", by=by)
    assert refused(lambda: actions.find_gap(issue.ref, words="x", by=by)).code == "dropped"


def test_what_came_with_a_letter_is_evidence_by_its_page_with_a_hash_of_its_own(office, case, issue, refused):
    by, two = office["investigator"], a_pdf("The call came at nine, and again at ten.", "Nobody answered either of them on that day.")
    made = EmailMessage()
    made["From"], made["Subject"] = "Ada <ada@post.example>", "My papers"
    made.set_content("Please see attached.")
    made.add_attachment(b"Just a note", maintype="text", subtype="plain", filename="note.txt")
    made.add_attachment(two, maintype="application", subtype="pdf", filename="log.pdf")
    letter = flow.register_post("m.eml", made.as_bytes(), received_on=today(), by=office["executive-assistant"])
    flow.read_paper(letter.ref, by=by)
    cases.link_item(case.ref, item_ref=letter.ref, by=office["executive-assistant"])
    said = {"source_ref": letter.ref, "issue_refs": [issue.ref], "shows": "When it rang.", "came_from": "Ada", "by": by}

    piece = actions.note_evidence(case.ref, **said, part=2, page=2)
    fact = actions.date_fact(case.ref, on=today(), words="It rang.", source=piece.ref, by=by)[0]

    assert (piece.part, piece.name, piece.where) == (2, "log.pdf", "attachment 2 (log.pdf), page 2")
    assert piece.sha256 == hashlib.sha256(two).hexdigest() != letter.sha256
    assert (fact.where, history("piece of evidence", piece.ref)[0].sentence.count("page 2 of attachment 2, and")) == (
        "attachment 2, page 2",
        1,
    )
    assert refused(lambda: actions.note_evidence(case.ref, **said, part=3, page=1)).code == "no-part"
    assert refused(lambda: actions.note_evidence(case.ref, **said, part=2, page=3)).because == "log.pdf has 2 pages: there is no page 3."
    assert actions.note_evidence(case.ref, **said, part=1, page=7).page == 7  # nobody knows how many pages a note has before it is printed


def test_an_entry_from_before_attachments_were_cited_reads_as_it_did():
    sealed = {"ref": "EV-1", "case_ref": "PSO-1", "source_ref": "P-1", "page": 3, "issues": ["IS-1"]}
    words = {"shows": "That.", "came_from": "Ada"}

    assert sentence("evidence.noted", sealed, words) == "EV-1 of PSO-1 is P-1, page 3, and bears on IS-1: That. It came from Ada."


def test_the_chronology_is_of_dated_facts_each_with_what_shows_it(office, case, piece, refused):
    by, earlier = office["investigator"], today() - timedelta(days=90)
    actions.date_fact(case.ref, on=today(), words="It was decided.", source=piece.ref, by=by)

    told = actions.date_fact(case.ref, on=earlier, words="It was asked for.", source=piece.ref, by=by)
    left = actions.withdraw_fact(case.ref, number=told[1].number, because="It was another decision.", by=by)

    assert [(one.on, one.words, one.source, one.page) for one in told] == [
        (earlier, "It was asked for.", piece.ref, 2),
        (today(), "It was decided.", piece.ref, 2),
    ]
    assert [one.words for one in left] == ["It was asked for."]
    assert refused(lambda: actions.date_fact(case.ref, on=today(), words="x", source="EV-1", by=by)).code == "no-source"
    assert refused(lambda: actions.withdraw_fact(case.ref, number=told[1].number, because="x", by=by)).code == "gone"


def test_a_request_has_a_clock_and_a_ladder_and_both_stop_when_it_is_received(office, issue, working_day, outbox, refused):
    request, by = asked(office, issue), office["investigator"]
    clock, chase = clocks.clocks(kind="evidence request", about=request.ref)[0], chases.chases(about=[request.ref])[0]
    assert (clock.due, chase.due, clock.rule_code) == (request.due, request.due, "body-enquiry")

    working_day()
    sent = chasing.send_next(chase.ref, by=by)
    part = chasing.answer_request(request.ref, became="partial", on=today(), words="The first half.", by=by)
    still = chases.chase(chase.ref).state
    whole = chasing.answer_request(request.ref, became="received", on=today(), by=by)

    assert [(one.number, one.to) for one in sent.steps] == [(2, "asked")]
    assert b"has not come" in next(outbox.iterdir()).read_bytes()
    assert (part.state, still, whole.state) == ("partly received", "running", "received")
    assert (clocks.clock(clock.ref).state, chases.chase(chase.ref).state) == ("met", "answered")
    assert refused(lambda: chasing.send_next(chase.ref, by=by)).code == "wrong-state"


def test_whoever_is_given_more_time_is_chased_by_the_new_day(office, issue, working_day, outbox, refused, at_desk):
    request, by = asked(office, issue), office["casework-manager"]
    chase = chases.chases(about=[request.ref])[0]
    later = next(
        day for n in range(18, 30) if is_working_day(day := request.due + timedelta(days=n)) and is_working_day(day + timedelta(days=1))
    )

    done = chasing.give_another_day(chase.ref, due=later, because="They asked for three weeks.", by=by)
    desk = at_desk("casework-manager")
    again = desk.post(f"/chasing/{chase.ref}/day/", {"due": (later + timedelta(days=1)).isoformat(), "because": "And a day."})

    assert (done.due, chase.next_on < done.next_on < later) == (later, True)
    assert again.status_code == 302
    assert queries.request(request.ref).due == later + timedelta(days=1)
    assert [one.due for one in clocks.clocks(about=request.ref)] == [later + timedelta(days=1)]
    assert clocks.wrongly_kept() == ()
    assert refused(lambda: chasing.give_another_day(chase.ref, due=today(), because="x", by=by)).code == "in-the-past"


def test_who_may_not_extend_the_clock_is_told_before_and_nothing_is_half_done(office, issue, refused, at_desk):
    request, manager = asked(office, issue), office["casework-manager"]
    chase, clock = chases.chases(about=[request.ref])[0], clocks.clocks(about=request.ref)[0]
    later = next(day for n in range(7, 20) if is_working_day(day := request.due + timedelta(days=n)))
    saturday = next(day for n in range(1, 9) if (day := request.due + timedelta(days=n)).weekday() == 5)

    def give(due, by):
        return refused(lambda: chasing.give_another_day(chase.ref, due=due, because="They asked.", by=by)).code

    before = how_many()
    page = " ".join(at_desk("investigator").get(f"/chasing/?open={chase.ref}").content.decode().split())
    codes = [give(later, office["investigator"]), give(saturday, manager), give(request.due - timedelta(days=1), manager)]
    codes += [give(request.due + timedelta(days=200), manager)]

    assert "aria-disabled" in page.partition("Give them another day")[2].partition("Chase it no longer")[0]
    assert f"{request.ref} and its clock {clock.ref} are due on that day too." in page
    assert codes == [codes[0], "no-such-date", "not-later", codes[3]]
    assert codes[0].startswith("scheme-")
    assert codes[3] in ("no-such-date", "too-much")
    assert (queries.request(request.ref).due, chases.chase(chase.ref).due, how_many()) == (request.due, request.due, before)


def test_a_clock_that_has_run_out_stays_late_while_what_is_chased_has_its_day(office, issue, monkeypatch):
    request, by = asked(office, issue), office["investigator"]
    chase, past = chases.chases(about=[request.ref])[0], request.due + timedelta(days=2)
    monkeypatch.setattr("duly.casework.flow.chasing.today", lambda: past)

    chasing.give_another_day(chase.ref, due=past + timedelta(days=7), because="By telephone.", by=by)

    assert queries.request(request.ref).due == chases.chase(chase.ref).due == past + timedelta(days=7)
    assert clocks.clocks(about=request.ref)[0].due == request.due


def test_a_holiday_announced_late_moves_the_request_and_its_chase_with_their_clock_and_not_what_has_another_day(office, issue):
    by = office["investigator"]
    request, other = asked(office, issue), asked(office, issue)
    actions.give_time(other.ref, due=other.due + timedelta(days=30), because="Asked.", by=by)
    given = chase_actions.give_another_day(
        chases.chases(about=[other.ref])[0].ref, due=other.due + timedelta(days=30), because="Asked.", by=by
    )
    day = next(day for n in range(1, 9) if all(is_working_day(day := today() + timedelta(days=n), division=one) for one in DIVISIONS))
    for division in DIVISIONS:
        add_holiday(division=division, day=day, title="A day of mourning", by=SYSTEM)

    moved = date_again_if_changed()

    clock, chase = clocks.clocks(kind="evidence request", about=request.ref)[0], chases.chases(about=[request.ref])[0]
    assert clock.due > request.due
    assert (queries.request(request.ref).due, chase.due) == (clock.due, clock.due)
    assert chases.chase(given.ref).due == given.due == queries.request(other.ref).due
    assert dated_with(moved)[clock.ref] == (request.ref, chase.ref)
    assert date_again_if_changed() == ()


def test_a_refusal_ends_the_chase_and_an_escalation_stands_as_an_alert_of_the_post(office, issue, working_day, outbox, monkeypatch):
    refusing, late, by = asked(office, issue), asked(office, issue, address=""), office["investigator"]
    chase = chases.chases(about=[late.ref])[0]

    gone = chasing.answer_request(refusing.ref, became="refused", on=today(), words="It is privileged.", by=by)
    working_day()
    chasing.send_next(chase.ref, by=by)
    nxt = next(day for n in range(71, 80) if is_working_day(day := today() + timedelta(days=n)))
    for module in ("checks", "actions", "queries"):
        monkeypatch.setattr(f"duly.core.chases.{module}.today", lambda: nxt)
    escalated = chasing.send_next(chase.ref, by=by)

    assert (gone.state, chases.chases(about=[refusing.ref])[0].state) == ("refused", "ended")
    assert (escalated.steps[-1].kind, escalated.steps[-1].to) == ("escalation", "investigator")
    assert [one.name for one in alerts(by.ref)] == [f"{chase.ref} step 3"]
    assert not outbox.exists()  # no mail address: its words are kept, to be printed


def test_anything_with_a_clock_can_be_chased_and_once_the_clock_is_met_nothing_is_sent(office, case, working_day, refused):
    from duly.casework import flow

    by = office["investigator"]
    clock = flow.clock_on_case(case.ref, rule="formal-advice", began=today(), by=by)
    chase = chasing.chase_clock(clock.ref, what="Advice on costs", asked_of="The legal team", by=by)
    clock_actions.meet(clock.ref, on=today(), by=by)

    working_day()
    done = chasing.send_next(chase.ref, by=by)

    assert (done.state, done.steps) == ("answered", ())
    assert refused(lambda: chasing.chase_clock(clock.ref, what="x", asked_of="y", by=by)).code == "no-date"


def test_what_must_never_be_so_of_evidence_is_refused_by_the_database(office, case, issue, piece):
    request, row, event = asked(office, issue), Issue.objects.get(ref=issue.ref), piece.ref
    gap = actions.find_gap(issue.ref, words="x", by=office["investigator"])
    told = Piece.objects.get(ref=piece.ref).made_by
    kept = {"case_ref": case.ref, "document_ref": "D-1", "page": 0, "received_on": today(), "may_be_disclosed": True, "made_by": told}
    asks = {"issue": row, "case_ref": case.ref, "due": today(), "asked_on": today(), "told_by": told, "version": 1}

    assert (gap.gaps[0].place, event, request.state) == (1, piece.ref, "asked")
    for name, wrong in (
        (
            "one_issue_at_a_place_of_a_case",
            lambda: Issue.objects.create(ref="IS-1", version=1, state="open", case_ref=case.ref, place=1, told_by=told),
        ),
        (
            "an_issue_is_in_a_known_state",
            lambda: Issue.objects.create(ref="IS-1", version=1, state="lost", case_ref=case.ref, place=5, told_by=told),
        ),
        ("an_issue_is_of_a_case", lambda: Issue.objects.create(ref="IS-1", version=1, state="open", case_ref="", place=1, told_by=told)),
        ("evidence_says_from_what", lambda: Piece.objects.create(ref="EV-1", source_ref="P-1", sha256="short", **kept)),
        ("evidence_is_put_to_an_issue_once", lambda: Bearing.objects.create(issue=row, piece=Piece.objects.get(), made_by=told)),
        ("one_gap_at_a_place_of_an_issue", lambda: Gap.objects.create(issue=row, place=1, made_by=told)),
        (
            "a_request_for_evidence_is_in_a_known_state",
            lambda: Request.objects.create(ref="ER-1", state="lost", answered_on=today(), **asks),
        ),
        ("a_request_that_was_answered_says_when", lambda: Request.objects.create(ref="ER-1", state="received", **asks)),
        (
            "evidence_is_not_due_before_it_is_asked_for",
            lambda: Request.objects.create(ref="ER-1", state="asked", **asks | {"due": today() - timedelta(days=1)}),
        ),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            wrong()
