"""A complaint that is withdrawn and taken up again, a complainant who dies and who carries on, and complainants who complain together."""

import json
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.states import TAKE_BACK_DAYS
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch.checks import why_not_to_them
from duly.casework.flow.chasing import chase_clock
from duly.casework.submissions import actions as submissions
from duly.casework.wordings.rules import DISCLOSES, PURPOSES
from duly.core.alerts import queries as alerts
from duly.core.chases import queries as chased
from duly.core.clocks import queries as clocks
from duly.core.directory import actions as entries
from duly.core.directory import queries as directory
from duly.core.record.clock import today
from duly.core.record.queries import history

pytestmark = pytest.mark.django_db

WHY = "She wrote so herself."


@pytest.fixture
def ada(office, case):
    """The complainant of the case, in the directory and named."""
    seen = entries.enter(kind="person", name="Mrs Ada Example", email="ada@post.example", by=office["casework-manager"])
    actions.name_party(case.ref, entry_ref=seen.ref, role="complainant", by=office["casework-manager"])
    return seen.ref


@pytest.fixture
def ben(office, case, ada):
    """Somebody who complains with her."""
    seen = entries.enter(kind="person", name="Mr Ben Other", by=office["casework-manager"])
    actions.name_party(case.ref, entry_ref=seen.ref, role="complainant", by=office["casework-manager"])
    return seen.ref


def withdraw(case, who, office, **said):
    given = {"how": "letter", "received_on": today(), "because": WHY} | said
    return flow.withdraw_complaint(case.ref, who=who, by=office["casework-manager"], **given)


def test_a_withdrawn_complaint_ends_its_clocks_and_chases_and_taken_back_they_run_as_they_ran(office, case, ada, refused):
    by = office["casework-manager"]
    clock = flow.clock_on_case(case.ref, rule="foi", began=today() - timedelta(days=2), by=by)
    chase_clock(clock.ref, what="The answer", asked_of="Northmere Council", by=by)

    withdraw(case, ada, office)
    seen, then = queries.withdrawal(case.ref), clocks.clock(clock.ref)
    again = refused(lambda: withdraw(case, ada, office))
    planned = queries.case(case.ref)
    flow.take_back_withdrawal(case.ref, because="He changed his mind.", by=by)
    running, chases = clocks.clocks(about=case.ref, only_open=True), chased.chases(running=True)

    assert (seen.who, seen.back_by, again.code) == (ada, today() + timedelta(days=TAKE_BACK_DAYS), "withdrawn")
    assert len(seen.settled) == 2
    assert (then.state, planned.due, planned.stage) == ("ended", seen.back_by, "assessment")
    assert queries.withdrawal(case.ref) is None
    assert [(one.rule_code, one.began, one.due) for one in running] == [(clock.rule_code, clock.began, clock.due)]
    assert [(one.about, one.what) for one in chases] == [(running[0].ref, "The answer")]
    assert any("He changed his mind." in one.sentence for one in history("case", case.ref))


def test_a_submission_of_a_withdrawn_complaint_stays_and_nobody_puts_it_up_or_signs_it(office, case, ada, drafted, ready, refused):
    draft, waits = drafted(), ready()

    withdraw(case, ada, office)
    up = refused(lambda: submissions.put_up(draft.ref, by=office["investigator"]))
    signed = refused(lambda: flow.sign(waits.ref, outcome="agree", seen_sha256=waits.text.sha256, by=office["head-of-casework"]))
    flow.take_back_withdrawal(case.ref, because="He changed his mind.", by=office["casework-manager"])
    put_up = submissions.put_up(draft.ref, by=office["investigator"])

    assert (up.code, signed.code, put_up.state) == ("withdrawn", "withdrawn", "put up")


def test_a_withdrawal_in_part_names_its_issues_and_leaves_the_rest_going_on(office, case, ada, drafted, refused):
    from duly.casework.investigation import actions as investigation
    from duly.casework.investigation.queries import issues

    issue = investigation.raise_issue(case.ref, words="The delay", by=office["investigator"])
    investigation.raise_issue(case.ref, words="The manner", by=office["investigator"])

    strange = refused(lambda: withdraw(case, ada, office, issues=("IS-99-00001",)))
    withdraw(case, ada, office, issues=(issue.ref,))

    assert strange.code == "unknown-issue"
    assert queries.withdrawal(case.ref).issues == (issue.ref,)
    assert [one.words for one in issues(case.ref, dropped=False)] == ["The manner"]
    flow.take_back_withdrawal(case.ref, because="She does complain of it.", by=office["casework-manager"])
    assert len(issues(case.ref, dropped=False)) == 2
    assert submissions.put_up(drafted().ref, by=office["investigator"]).state == "put up"


def test_a_withdrawal_is_refused_of_a_stranger_and_not_taken_back_when_it_is_too_late(office, case, ada, refused, monkeypatch):
    stranger = entries.enter(kind="person", name="Mr Nobody", by=office["casework-manager"]).ref

    refusals = [
        refused(lambda: withdraw(case, stranger, office)),
        refused(lambda: withdraw(case, ada, office, received_on=today() + timedelta(days=1))),
        refused(lambda: withdraw(case, ada, office, how="pigeon")),
        refused(lambda: withdraw(case, ada, office, because=" ")),
        refused(lambda: flow.take_back_withdrawal(case.ref, because=WHY, by=office["casework-manager"])),
    ]
    long_ago = today() - timedelta(days=TAKE_BACK_DAYS + 1)
    assert refused(lambda: withdraw(case, ada, office, received_on=long_ago)).code == "before-the-case"
    monkeypatch.setattr("duly.casework.cases.standing._began", lambda case: long_ago)
    withdraw(case, ada, office, received_on=long_ago)
    late = refused(lambda: flow.take_back_withdrawal(case.ref, because=WHY, by=office["casework-manager"]))

    assert [one.code for one in refusals] == ["not-a-complainant", "in-the-future", "how", "no-reason", "not-withdrawn"]
    assert late.code == "too-late"


def test_no_letter_goes_to_somebody_who_died_and_the_refusal_says_to_whom_one_may(office, case, ada, letter, refused):
    by = office["casework-manager"]
    daughter = entries.enter(kind="person", name="Ms Cleo Example", by=by).ref

    flow.record_death(ada, on=today() - timedelta(days=3), source="Her daughter rang", by=by)
    held = flow.held_letters(case.ref)
    first = refused(lambda: letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=by))
    flow.carry_on(case.ref, died=ada, who=daughter, as_what="family member", starts=today(), because="She cared for her.", by=by)
    then = refused(lambda: letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=by))

    assert [one.ref for one, _ in held] == [letter.ref]
    assert first.code == then.code == "died"
    assert first.because.endswith("Decide first who may carry the complaint on.")
    assert then.because.endswith(f"Write to Ms Cleo Example ({daughter}), family member.")
    assert any("A party to a case of yours has died" in one.title for one in alerts.alerts(office["investigator"].ref))


def test_a_death_is_told_once_and_undone_where_it_was_a_mistake(office, ada, refused):
    by = office["casework-manager"]
    body = entries.enter(kind="body", name="Northmere Council", by=by).ref
    twin = entries.enter(kind="person", name="Ada Exemplar", by=by).ref
    entries.merge(ada, other=twin, because="One person.", by=by)

    flow.record_death(twin, on=today(), source="The registrar", by=by)
    refusals = [
        refused(lambda: flow.record_death(ada, on=today(), source="Another", by=by)),
        refused(lambda: flow.record_death(body, on=today(), source="Another", by=by)),
    ]
    known = directory.died([ada, twin])
    entries.undo_death(ada, because="Another Ada.", by=by)

    assert [one.code for one in refusals] == ["said-already", "not-a-person"]
    assert {one.source for one in known.values()} == {"The registrar"}
    assert len(known) == 2
    assert directory.died([ada]) == {}


def test_who_may_carry_on_is_a_decision_with_reasons_and_evidence_and_carries_the_consent(office, case, item, ada, refused):
    by = office["casework-manager"]
    son, other = (entries.enter(kind="person", name=name, by=by).ref for name in ("Mr Dan Example", "Ms Eve Example"))

    def decide(who=son, as_what="personal representative", evidence=item.ref, because="He has the grant.", by=by, starts=None):
        said = {"died": ada, "who": who, "as_what": as_what, "evidence": evidence, "starts": starts or today()}
        return flow.carry_on(case.ref, **said, because=because, by=by)

    living = refused(decide)
    flow.record_death(ada, on=today() - timedelta(days=3), source="A letter", by=by)
    refusals = [
        refused(lambda: decide(evidence="")),
        refused(lambda: decide(because=" ")),
        refused(lambda: decide(as_what="nobody")),
        refused(lambda: decide(starts=today() - timedelta(days=9))),
        refused(lambda: decide(by=office["investigator"])),
    ]
    decide()
    consent = [(one.role, one.of, one.scope) for one in directory.entry(ada).roles if one.holds(today())]
    decide(who=other, as_what="family member", evidence="")
    after = [one.of for one in directory.entry(ada).roles if one.holds(today())]
    decide(who="", as_what="nobody", evidence="", because="Nobody is suitable.")

    assert living.code == "not-dead"
    assert [one.code for one in refusals] == ["no-evidence", "no-reason", "who", "before-the-death", "scheme-no-row"]
    assert consent == [("represented by", son, "one complaint")]
    assert after == [other]
    assert [(one.who, one.because) for one in queries.carried_on(case.ref)] == [("", "Nobody is suitable.")]
    assert [ref for role, ref in queries.parties(case.ref) if role == "representative"] == []


@pytest.mark.parametrize("authority", [False, True])
def test_joint_complainants_each_agree_to_withdrawing_closing_and_disclosing_unless_one_may_decide_for_both(
    office, case, ada, ben, refused, authority
):
    by = office["casework-manager"]

    def close(outcome):
        return flow.close_case(case.ref, outcome=outcome, principles=["getting it right"], because="It is over.", by=by)

    before = [
        refused(lambda: withdraw(case, ada, office)),
        refused(lambda: close("resolved")),
    ]
    for to in ("withdrawing", "closing"):
        actions.agree(case.ref, entry_ref=ben, to=to, given_to=ada if authority else "", because="He rang.", by=by)
    half = refused(lambda: close("resolved"))
    actions.agree(case.ref, entry_ref=ada, to="closing", because="She rang.", by=by)
    twice = refused(lambda: actions.agree(case.ref, entry_ref=ada, to="closing", because="She rang.", by=by))
    withdraw(case, ada, office)
    actions.end_agreement(case.ref, entry_ref=ada, to="closing", because="She rang again.", by=by)

    assert [one.code for one in before] == ["not-agreed", "not-agreed"]
    assert "Mr Ben Other" in before[0].because
    assert (half.code, twice.code) == ("not-agreed", "agreed-already")
    assert refused(lambda: close("resolved")).because == f"{case.ref} was withdrawn: that is how it ended."
    assert close("withdrawn").stage == "closed"


def test_what_is_told_to_one_joint_complainant_alone_waits_for_the_others_agreement(office, case, ada, ben, letter, refused):
    by = office["casework-manager"]

    alone = refused(lambda: letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=by))
    actions.agree(case.ref, entry_ref=ben, to="disclosing", because="He wrote.", by=by)

    assert alone.code == "not-agreed"
    assert {one for one in PURPOSES if not DISCLOSES[one]} == {"acknowledgement", "notice of instruction", "forwarding"}
    assert letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=by).state == "approved"


def test_a_letter_that_discloses_nothing_goes_to_one_joint_complainant_alone_and_to_nobody_who_died(office, case, ada, ben):
    to_ada = (case.ref, "Mrs Ada Example", "ada@post.example", {})

    said = [why_not_to_them(*to_ada, purpose=one) for one in ("acknowledgement", "reply", "decision upheld")]
    flow.record_death(ada, on=today(), source="A letter", by=office["casework-manager"])
    dead = why_not_to_them(*to_ada, purpose="acknowledgement")

    assert said[0] is None
    assert [one.code for one in said[1:]] == ["not-agreed", "not-agreed"]
    assert dead.code == "died"


def test_words_of_our_own_count_as_telling_of_the_case_whatever_they_say_and_an_answer_of_no_case_does_not(office, case, ada, ben, refused):
    hours = {"about": "Our hours", "words": "We are open from nine until five.", "address": "Mrs Ada Example\n1 Example Row"}

    letter = flow.write_letter(case.ref, fields=hours, to_address="ada@post.example", by=office["investigator"])
    held = refused(lambda: letters.approve(letter.ref, seen_sha256=letter.content_sha256, by=office["casework-manager"]))

    assert held.code == "not-agreed"
    assert "keep their agreement" in held.because
    assert why_not_to_them("", "Mrs Ada Example", "ada@post.example", {}, purpose="reply") is None


@pytest.mark.parametrize(
    ("constraint", "sql"),
    [
        ("a_complaint_is_withdrawn_once", "INSERT INTO cases_withdrawal (case_id, who, how, received_on, back_by, issues, settled, made_by) SELECT case_id, who, how, received_on, back_by, issues, settled, made_by FROM cases_withdrawal"),
        ("a_withdrawal_says_by_whom_and_how", "INSERT INTO cases_withdrawal (case_id, who, how, received_on, back_by, issues, settled, made_by) SELECT case_id, '', how, received_on, back_by, issues, settled, made_by FROM cases_withdrawal"),
        ("a_withdrawal_is_taken_back_after_it_came", "INSERT INTO cases_withdrawal (case_id, who, how, received_on, back_by, issues, settled, made_by) SELECT case_id, who, how, received_on, received_on - 1, issues, settled, made_by FROM cases_withdrawal"),
        ("a_party_agrees_to_a_matter_once", 'INSERT INTO cases_agreement (case_id, entry_ref, "to", given_to, made_by) SELECT case_id, entry_ref, "to", given_to, made_by FROM cases_agreement'),
        ("an_agreement_is_to_a_known_matter", "INSERT INTO cases_agreement (case_id, entry_ref, \"to\", given_to, made_by) SELECT case_id, entry_ref, 'tea', given_to, made_by FROM cases_agreement"),
        ("nobody_gives_authority_to_themselves", "INSERT INTO cases_agreement (case_id, entry_ref, \"to\", given_to, made_by) SELECT case_id, entry_ref, 'closing', entry_ref, made_by FROM cases_agreement"),
        ("it_is_decided_once_who_carries_on", "INSERT INTO cases_carryingon (case_id, died, who, as_what, evidence, starts, made_by) SELECT case_id, died, who, as_what, evidence, starts, made_by FROM cases_carryingon"),
        ("whoever_carries_on_is_named", "INSERT INTO cases_carryingon (case_id, died, who, as_what, evidence, starts, made_by) SELECT case_id, 'x', 'y', as_what, evidence, starts, made_by FROM cases_carryingon"),
        ("a_personal_representative_shows_the_grant", "INSERT INTO cases_carryingon (case_id, died, who, as_what, evidence, starts, made_by) SELECT case_id, 'x', 'y', 'personal representative', '', starts, made_by FROM cases_carryingon"),
        ("a_death_is_told_once", 'INSERT INTO directory_death (entry_id, "on", made_by) SELECT entry_id, "on", made_by FROM directory_death'),
    ],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(office, case, ada, ben, constraint, sql):
    by = office["casework-manager"]
    actions.agree(case.ref, entry_ref=ben, to="withdrawing", because="He rang.", by=by)
    withdraw(case, ada, office)
    flow.record_death(ada, on=today(), source="A letter", by=by)
    actions.carry_on(case.ref, died=ada, who="", as_what="nobody", starts=today(), because="Nobody asked.", by=by)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_page_takes_in_a_withdrawal_a_death_and_agreements_and_shows_them_first(office, case, ada, ben, letter, at_desk):
    desk, day = at_desk("casework-manager"), f"{today():%d/%m/%Y}"

    def send(where: str, **typed):
        return desk.post(f"/{where}/", typed).status_code

    before = desk.get(f"/cases/{case.ref}/").content.decode()
    answers = [
        send(f"cases/{case.ref}/withdraw", who=ada, how="letter", received_on=day, because="She wrote."),
        send(f"cases/{case.ref}/withdraw", who=ada, how="letter", received_on="soon", because="She wrote."),
        send(f"cases/{case.ref}/agree", entry_ref=ben, to="withdrawing", because="He rang.", way="keep"),
        send(f"cases/{case.ref}/withdraw", who=ada, how="letter", received_on=day, because="She wrote."),
    ]
    withdrawn = desk.get(f"/cases/{case.ref}/").content.decode()
    answers += [
        send(f"cases/{case.ref}/withdraw/back", because="She changed her mind."),
        send(f"cases/{case.ref}/agree", entry_ref=ben, to="withdrawing", because="He rang.", way="end"),
        send(f"directory/{ada}/died", died_on=day, source="Her daughter rang", way="died"),
    ]
    dead = desk.get(f"/cases/{case.ref}/").content.decode()
    entry = desk.get(f"/directory/{ada}/").content.decode()
    decided = send(
        f"cases/{case.ref}/carry-on", died=ada, as_what="family member", who=ben.lower(), starts=day, because="He cared for her."
    )
    carried = desk.get(f"/cases/{case.ref}/").content.decode()
    undone = send(f"directory/{ada}/died", because="Another Ada.", way="undo")

    assert answers == [409, 422, 302, 302, 302, 302, 302]
    assert "Joint complainants:" in before
    assert "Not agreed" in before
    assert "The complaint is withdrawn; it may be taken back until" in withdrawn
    assert all(words in dead for words in ("A complainant has died:", "To be decided", letter.ref, "Her daughter rang"))
    assert "They have died:" in entry
    assert (decided, undone) == (302, 302)
    assert "Mr Ben Other, family member" in carried


def test_the_command_and_the_api_do_and_say_the_same(office, case, ada, client, monkeypatch):
    from typer.testing import CliRunner

    from duly.cli import cases as command
    from duly.core.scheme.actions import adopt
    from duly.core.scheme.rules import Row
    from duly.core.tokens.actions import make
    from duly.core.tokens.powers import MAKE
    from duly.primitives.actor import SYSTEM

    monkeypatch.setattr(command, "open_office", nullcontext)
    adopt(
        office="Tokens",
        number=1,
        title="Tokens",
        starts=today(),
        rules=[(MAKE.code, Row("1.1", "casework-manager", (), "All."))],
        by=SYSTEM,
    )
    token = make(name="work", scopes=("read:casework",), days=9, by=office["casework-manager"])[1]

    def say(*words: str) -> str:
        got = CliRunner().invoke(
            command.app, [*words, "--as", "casework-manager"] if words[0] != "list" else list(words), standalone_mode=False
        )
        assert got.exception is None, got.exception
        return got.output

    said = say("withdraw", case.ref, "--who", ada, "--how", "letter", "--on", today().isoformat(), "--because", "She wrote.", "--json")
    told = client.get(f"/api/v1/cases/{case.ref}/standing/", headers={"Authorization": f"Bearer {token}"}).json()
    back = say("take-back", case.ref, "--because", "She changed her mind.", "--json")
    died = say("death", ada, "--on", today().isoformat(), "--source", "A letter", "--json")
    listed, mine = json.loads(say("list", "--json")), say("mine", "--json")
    work = client.get("/api/v1/cases/work/", headers={"Authorization": f"Bearer {token}"}).json()

    assert case.ref in said
    assert (told["withdrawn"]["who"], told["complainants"][0]["ref"]) == (ada, ada)
    assert (case.ref in back, ada in died) == (True, True)
    assert case.ref in json.dumps(listed)
    assert case.ref not in mine
    assert [row["ref"] for row in work["items"]] == [case.ref]
