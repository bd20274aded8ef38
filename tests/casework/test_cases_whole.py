"""What comes next on a case; cases tied, merged and split; papers filed to the wrong one; cases handed over."""

import json
from datetime import timedelta
from random import Random

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.cases import actions, queries
from duly.casework.cases.models import CaseItem
from duly.casework.cases.states import LINKED, MERGED, REGULATOR, steps_left
from duly.casework.correspondence import actions as post
from duly.casework.flow.chasing import chase_clock
from duly.casework.flow.closing import known_of
from duly.cli.main import code_of
from duly.core.alerts.queries import alerts
from duly.core.chases import queries as chased
from duly.core.clocks import actions as stopping
from duly.core.clocks import queries as clocks
from duly.core.clocks.redating import adopt_published
from duly.core.confidentiality import actions as confidentiality
from duly.core.confidentiality.queries import may_see, veiled
from duly.core.record import sight
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.actions import adopt
from duly.core.scheme.rules import Row
from duly.core.tokens.actions import make as make_token
from duly.core.tokens.powers import MAKE
from duly.office.powers import READ_RECORD
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db

WHY = "Both are about one delay."


@pytest.fixture
def another(office, mail):
    """Opens one more case from a letter of its own, with as many more letters as asked for."""

    def opens(n: int, more: int = 0):
        found = [registered(office, mail, f"{n}-{m}") for m in range(more + 1)]
        about = {"title": f"Matter {n}", "complainant": f"Mrs {n}", "body": "Northmere Council", "owner": office["investigator"].ref}
        opened = flow.open_case_from(found[0], by=office["casework-manager"], **about)
        for ref in found[1:]:
            actions.link_item(opened.ref, item_ref=ref, by=office["executive-assistant"])
        return queries.case(opened.ref)

    return opens


def registered(office, mail, name: str) -> str:
    seen = flow.register_post(f"{name}.eml", mail(f"Letter {name}"), received_on=today(), by=office["executive-assistant"])
    owner = office["casework-manager"].ref
    return post.triage(
        seen.ref, way="allocate", direct_to="Casework", next_action="Read it", owner=owner, by=office["executive-assistant"]
    ).ref


def test_a_case_has_a_next_action_from_the_day_it_is_opened_and_the_database_holds_it(office, case, refused):
    opened = queries.case(case.ref)
    planned = actions.plan(case.ref, next_action="Ask the council", due=today(), waiting_on="the council", by=office["investigator"])
    refusal = refused(lambda: actions.plan(case.ref, next_action=" ", by=office["investigator"]))

    assert opened.next_action == "Open a case"
    assert (planned.next_action, planned.due, planned.waiting_on) == ("Ask the council", today(), "the council")
    assert refusal.because == f"Say what comes next on {case.ref}: an open case always has that."
    for field, constraint in (("next_action", "an_open_case_has_a_next_action"), ("owner", "case_says_whose_and_about_whom")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE cases_case SET {field} = '', version = version + 1 WHERE ref = %s", [case.ref])


def test_a_merge_shows_the_papers_of_both_and_undoing_it_restores_each(office, another, refused):
    by, one, two = office["casework-manager"], another(1, more=1), another(2)

    merged = actions.tie(two.ref, other=one.ref, kind=MERGED, because=WHY, by=by)
    shown, open_then = queries.papers(one.ref), {seen.ref for seen in queries.open_cases()}
    refusals = [
        refused(
            lambda: actions.close(
                two.ref, outcome="resolved", principles=["getting it right"], because=WHY, beside=known_of(two.ref, by=by), by=by
            )
        ),
        refused(lambda: actions.tie(one.ref, other=two.ref, kind=MERGED, because=WHY, by=by)),
        refused(lambda: actions.tie(one.ref, other=one.ref, kind=LINKED, because=WHY, by=by)),
    ]
    actions.untie(two.ref, other=one.ref, kind=MERGED, because="They differ.", by=by)

    assert merged.merged_into == one.ref
    assert set(shown) == {*one.items, *two.items}
    assert two.ref not in open_then
    assert [one.code for one in refusals] == ["merged", "merged", "itself"]
    assert (set(queries.papers(one.ref)), set(queries.papers(two.ref))) == (set(one.items), set(two.items))
    assert any("merged into" in entry.sentence for entry in history("case", two.ref))


def test_a_case_split_in_two_and_merged_again_has_the_papers_it_had_and_no_case_is_ever_nobodys(office, another):
    by, whole, chance = office["casework-manager"], another(1, more=4), Random(9)

    parts = [whole.ref]
    for _ in range(3):
        source = queries.case(chance.choice(parts))
        items = tuple(chance.sample(source.items, chance.randint(1, len(source.items))))
        parts.append(actions.split(source.ref, title="A part", items=items, because=WHY, by=by).ref)
    kept = {ref: set(queries.papers(ref)) for ref in parts}
    for part in reversed(parts[1:]):
        actions.tie(part, other=whole.ref, kind=MERGED, because=WHY, by=by)
    together = set(queries.papers(whole.ref))
    for part in chance.sample(parts[1:], 3):
        actions.untie(part, other=whole.ref, kind=MERGED, because="Apart again.", by=by)

    assert together == set(whole.items)
    assert {ref: set(queries.papers(ref)) for ref in parts} == kept
    assert all(seen.owner and seen.next_action for seen in queries.open_cases())
    assert queries.parts_of(whole.ref)


def test_a_clock_that_was_stopped_goes_with_a_split_and_falls_due_on_the_same_day_however_it_was_stopped(office, another):
    by, whole, chance = office["casework-manager"], another(1, more=1), Random(20261123)
    histories = {}
    for stops in (1, 2, 2, 3, 4, 5):  # an odd number of days leaves it stopped
        began = today() - timedelta(days=chance.randint(14, 20))
        one = flow.clock_on_case(whole.ref, rule="sar", began=began, by=by)
        for n, after in enumerate(sorted(chance.sample(range(13), stops))):
            (stopping.restart if n % 2 else stopping.stop)(one.ref, on=began + timedelta(days=after), because="We asked.", by=by)
        histories[one.ref] = clocks.history_of_clock(one.ref)
    was = {ref: clocks.clock(ref) for ref in histories}

    new = flow.split_case(whole.ref, title="Parking", items=whole.items[1:2], because=WHY, clocks_go=dict.fromkeys(was, "goes"), by=by)

    there = clocks.clocks(kind="case", about=new.ref, only_open=True)
    assert sorted(map(as_it_stands, there)) == sorted(map(as_it_stands, was.values()))
    assert sorted(map(str, [clocks.history_of_clock(one.ref).stops for one in there])) == sorted(
        str(one.stops) for one in histories.values()
    )
    assert {clocks.clock(ref).state for ref in was} == {"ended"}


def as_it_stands(clock) -> tuple[str, str, str]:
    return clock.state, clock.began.isoformat(), clock.due.isoformat() if clock.due else ""


def test_a_split_says_of_each_clock_whether_it_stays_goes_or_runs_on_both(office, another, at_desk, refused):
    by, whole = office["casework-manager"], another(1, more=2)
    began = today() - timedelta(days=2)
    stays, goes, both = (flow.clock_on_case(whole.ref, rule=rule, began=began, by=by) for rule in ("foi-review", "foi", "sar"))
    chase = chase_clock(goes.ref, what="The log", asked_of="Northmere Council", by=by)

    def split(**clocks_go):
        said = {one.replace("_", "-"): choice for one, choice in clocks_go.items()}
        return flow.split_case(whole.ref, title="Parking", items=whole.items[1:2], because=WHY, clocks_go=said, by=by)

    wrong = [refused(lambda: split(CK_999999="goes")), refused(lambda: split(**{goes.ref: "burns"}))]
    page = at_desk("casework-manager").get(f"/cases/{whole.ref}/").content.decode()
    form = {"title": "Parking", "items": whole.items[1], "because": WHY, goes.ref: "goes", both.ref: "both"}
    assert at_desk("casework-manager").post(f"/cases/{whole.ref}/split/", form).status_code == 302
    (new,) = queries.parts_of(whole.ref)
    here, there = (clocks.clocks(kind="case", about=ref, only_open=True) for ref in (whole.ref, new))
    stopping.extend(both.ref, added=1, authority="The law", because="It is much.", by=by)
    history_kept = refused(lambda: split(**{both.ref: "goes"}))

    assert [one.code for one in wrong] == ["no-clock", "unknown-choice"]
    assert history_kept.code == "has-a-history"
    assert page.count("It goes with the new case") == 3
    assert {one.ref for one in here} == {stays.ref, both.ref}
    assert {(one.rule_code, one.began, one.due) for one in there} == {(one.rule_code, one.began, one.due) for one in (goes, both)}
    assert [one.about in {seen.ref for seen in there} for one in chased.chases(running=True)] == [True]
    assert chased.chase(chase.ref).state == "ended"
    told = history("case", whole.ref)[-1]
    assert (told.action, told.facts["clocks"]) == ("case.split", [f"{one.ref} {choice}" for one, choice in sorted(((stays, "stays"), (goes, "goes"), (both, "both")), key=lambda pair: (pair[0].due, pair[0].ref))])  # fmt: skip


def test_a_case_is_split_by_command(office, another, capsys):
    whole = another(1, more=1)
    clock = flow.clock_on_case(whole.ref, rule="foi", began=today(), by=office["casework-manager"])
    said = ["--title", "Parking", "--item", whole.items[1], "--because", WHY, "--clock", f"{clock.ref}=goes", "--as", "casework-manager"]

    assert code_of(["cases", "split", whole.ref, *said, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], len(told["clocks there"])) == (queries.parts_of(whole.ref)[0], 1)


def test_the_history_of_a_case_names_no_case_that_is_kept_from_whoever_reads_it(office, another, at_desk):
    by, wrong, right = office["executive-assistant"], another(1, more=1), another(2)
    house = ((READ_RECORD.code, Row("1.1", "executive-assistant", (), "All.")), (MAKE.code, Row("1.2", "executive-assistant", (), "All.")))
    adopt(office="Both offices", number=1, title="House rules", starts=today(), rules=list(house), by=SYSTEM)
    token = {"HTTP_AUTHORIZATION": f"Bearer {make_token(name='a', scopes=('read:casework', 'read:record'), days=9, by=by)[1]}"}
    flow.move_misfiled_paper(wrong.ref, item_ref=wrong.items[1], right=right.ref, because="The names are alike.", by=by)
    moved = next(one for one in history("case", wrong.ref) if one.action == "case.paper-moved")
    pages = [f"/cases/{wrong.ref}/", f"/cases/{wrong.ref}/file/", f"/record/?about={wrong.ref}", f"/record/{moved.event_id}/", "/"]
    pages += [f"/api/v1/cases/{wrong.ref}/file/", f"/api/v1/record/?about={wrong.ref}", f"/api/v1/record/{moved.event_id}/"]

    def asked() -> list[str]:
        return [at_desk("executive-assistant").get(one, **(token if "/api/" in one else {})).content.decode() for one in pages]

    before = asked()
    confidentiality.wall(right.ref, officer=by.ref, because="Her cousin", by=office["casework-manager"])
    after = asked()

    assert [one for one, said in zip(pages, before, strict=True) if right.ref in said] == pages
    assert [one for one, said in zip(pages, after, strict=True) if right.ref in said or wrong.items[1] in said] == []
    assert "It cannot be shown in part" in after[3]
    assert at_desk("executive-assistant").get(f"/record/{moved.event_id}/proof/").status_code == 404
    with sight.seen_as(by.ref):
        assert "[not shown] had been filed to" in veiled([moved])[0].sentence


def test_a_paper_filed_to_the_wrong_case_is_moved_and_dealt_with_as_a_breach_and_stays_known(office, another, refused):
    by, wrong, right = office["executive-assistant"], another(1, more=1), another(2)
    paper = wrong.items[1]
    actions.plan(wrong.ref, next_action="Read the new letter", by=office["investigator"])

    breach = flow.move_misfiled_paper(wrong.ref, item_ref=paper, right=right.ref, because="The names are alike.", by=by)
    first = actions.deal_with(breach.ref, step="taken back", words="The copy was shredded.", by=by)
    twice = refused(lambda: actions.deal_with(breach.ref, step="taken back", words="Again.", by=by))
    opening = refused(lambda: actions.move_paper(wrong.ref, item_ref=wrong.opened_from, right=right.ref, because="x", by=by))

    assert paper not in queries.case(wrong.ref).items
    assert paper in queries.case(right.ref).items
    assert CaseItem.objects.filter(case__ref=wrong.ref, item_ref=paper, superseded_by__isnull=False).exists()
    assert set(breach.seen_by) == {office["investigator"].ref, by.ref}
    assert breach.due == today() + timedelta(days=2)  # the last whole day in 72 hours
    assert (first.done, twice.code, opening.code) == (("taken back",), "done-already", "opened-from-it")
    assert queries.breaches(wrong.ref) == queries.breaches(right.ref) == queries.breaches_about(paper) == (first,)
    told = [one for one in alerts(office["investigator"].ref) if one.title == "A paper was filed to the wrong case"]
    assert {one.url for one in told} == {f"/cases/{wrong.ref}/", f"/cases/{right.ref}/"}
    assert all(breach.ref in one.says for one in told)


def test_cases_are_handed_over_all_or_none_each_with_its_note(office, another, refused):
    by, one, two = office["casework-manager"], another(1), another(2)
    to = office["assistant-casework-manager"].ref

    none = refused(lambda: actions.hand_over({one.ref: "Ask the council.", two.ref: " "}, owner=to, by=by))
    still = queries.case(one.ref).owner
    nobody = refused(lambda: actions.hand_over({one.ref: "x"}, owner="O-none", by=by))
    done = actions.hand_over({one.ref: "Ask the council.", two.ref: "Wait."}, owner=to, by=by)

    assert (none.code, still, nobody.code) == ("no-note", office["investigator"].ref, "not-in-post")
    assert {seen.owner for seen in done} == {to}
    assert "Ask the council." in history("case", one.ref)[-1].sentence


@pytest.mark.parametrize("constraint", ["a_case_is_merged_into_one_other", "a_tie_is_of_a_known_kind"])
def test_the_database_refuses_a_tie_that_cannot_be(office, another, constraint):
    by, one, two, three = office["casework-manager"], another(1), another(2), another(3)
    actions.tie(one.ref, other=two.ref, kind=MERGED, because=WHY, by=by)
    kind = MERGED if "merged" in constraint else "beside"

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_tie (case_id, other_id, kind, made_by) SELECT case_id, %s, %s, made_by FROM cases_tie", [three.ref, kind]
        )


def test_the_page_of_a_case_does_all_of_it_by_forms_and_keeps_what_was_typed_wrongly(office, another, at_desk):
    one, two, three = another(1, more=1), another(2), another(3)
    desk = at_desk("casework-manager")

    def send(ref: str, what: str, **typed):
        return desk.post(f"/cases/{ref}/{what}/", typed)

    unknown = send(one.ref, "tie", kind=MERGED, other="pso-1", because="Alike.")
    answers = [
        send(one.ref, "next", next_action="Ask the council", due=f"{today() - timedelta(days=1):%d/%m/%Y}", waiting_on="the council"),
        send(two.ref, "tie", kind=MERGED, other=one.ref.lower(), because="Alike."),
        send(one.ref, "split", title="Parking", items=one.items[1], because="Two matters."),
        send(one.ref, "misfiled", item=one.items[0], right=three.ref, because="Alike."),
    ]
    page = desk.get(f"/cases/{one.ref}/").content.decode()
    gone = desk.get(f"/cases/{two.ref}/").content.decode()
    undone = send(two.ref, "untie", kind=MERGED, other=one.ref, because="They differ.")

    assert unknown.status_code == 422
    assert "There is no PSO-1." in unknown.content.decode()
    assert "Alike." in unknown.content.decode()
    assert [answer.status_code for answer in answers] == [302, 302, 302, 409]
    assert all(
        words in page for words in ("Ask the council", "waiting on them", "Merged into this one", two.items[0], "Split from this one")
    )
    assert f"Merged into {one.ref}." in gone
    assert undone.status_code == 302


def test_my_work_shows_ones_own_open_cases_and_a_leavers_are_handed_over_with_notes(office, another, at_desk):
    one, two = another(1), another(2)
    actions.plan(one.ref, next_action="Ask the council", due=today() - timedelta(days=1), by=office["investigator"])
    leaver, to = office["investigator"].ref, office["assistant-casework-manager"].ref

    mine = at_desk("investigator").get("/cases/mine/").content.decode()
    late = json.loads(at_desk("investigator").get("/cases/mine/?when=Late&format=json").content)
    theirs = at_desk("casework-manager").get("/cases/mine/").content.decode()
    desk = at_desk("casework-manager")
    looked = desk.get(f"/cases/hand-over/?was={leaver}&owner={to}").content.decode()
    done = desk.post("/cases/hand-over/", {"was": leaver, "owner": to, one.ref: "The council is late.", two.ref: " "})

    assert all(words in mine for words in (one.ref, two.ref, "1 over"))
    assert [row["ref"] for row in late["items"]] == [one.ref]
    assert one.ref not in theirs
    assert "Next: Ask the council" in looked
    assert (done.status_code, queries.case(one.ref).owner, queries.case(two.ref).owner) == (302, to, leaver)


def test_a_paper_moved_out_of_a_restricted_case_is_seen_by_the_people_of_its_right_case(office, another):
    by, wrong, right = office["casework-manager"], another(1, more=1), another(2)
    paper, clerk = wrong.items[1], office["executive-assistant"].ref
    confidentiality.restrict(wrong.ref, officers=(by.ref,), because="It is about a colleague", by=by)

    before = may_see(paper, officer=clerk), _sees(clerk, paper)
    actions.move_paper(wrong.ref, item_ref=paper, right=right.ref, because="The names are alike.", by=by)
    after = may_see(paper, officer=clerk), _sees(clerk, paper)
    first = may_see(wrong.items[0], officer=clerk), _sees(clerk, wrong.items[0])

    assert (before, after, first) == ((False, False), (True, True), (False, False))


def _sees(officer: str, item_ref: str) -> bool:
    """Whether the database by itself shows somebody an item."""
    with sight.seen_as(officer), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM correspondence_item WHERE ref = %s", [item_ref])
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("constraint", "sql"),
    [
        (
            "cases_are_tied_once",
            "INSERT INTO cases_tie (case_id, other_id, kind, made_by) SELECT case_id, other_id, kind, made_by FROM cases_tie",
        ),
        ("a_breach_is_due_after_it_is_found", "UPDATE cases_breach SET due = found_on - 1, version = version + 1"),
        ("a_paper_filed_wrongly_and_no_other_has_its_right_case", "UPDATE cases_breach SET \"right\" = '', version = version + 1"),
        ("a_paper_filed_wrongly_and_no_other_has_its_right_case", "UPDATE cases_breach SET kind = 'lost', version = version + 1"),
        ("a_paper_filed_wrongly_and_no_other_has_its_right_case", "UPDATE cases_breach SET case_id = NULL, version = version + 1"),
        ("a_breach_says_of_which_kind_and_of_what", "UPDATE cases_breach SET about = '', version = version + 1"),
        ("a_breach_says_of_which_kind_and_of_what", "UPDATE cases_breach SET kind = 'stolen', \"right\" = '', version = version + 1"),
        ("a_volume_is_of_a_file_that_was_lost", "UPDATE cases_breach SET volume = 1, version = version + 1"),
        ("a_volume_is_of_a_file_that_was_lost", "UPDATE cases_breach SET kind = 'lost', \"right\" = '', volume = 0, version = version + 1"),
        ("the_risk_of_a_breach_is_judged_in_known_words", "UPDATE cases_breach SET risk = 'some', version = version + 1"),
        (
            "one_case_is_opened_from_an_item",
            "UPDATE cases_case SET opened_from = (SELECT min(opened_from) FROM cases_case), version = version + 1 WHERE split_from = ''",
        ),
    ],
)
def test_the_database_refuses_a_second_tie_a_breach_that_cannot_be_and_a_second_case_of_an_item(office, another, constraint, sql):
    by, one, two = office["casework-manager"], another(1, more=1), another(2)
    actions.tie(two.ref, other=one.ref, kind=LINKED, because=WHY, by=by)
    actions.move_paper(one.ref, item_ref=one.items[1], right=two.ref, because="The names are alike.", by=by)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(("step", "ends"), [("regulator told", "met"), ("regulator need not be told", "ended")])
def test_a_breach_has_its_clock_until_it_is_recorded_what_became_of_the_regulator(office, another, refused, at_desk, step, ends):
    by, wrong, right = office["executive-assistant"], another(1, more=1), another(2)
    adopt_published(by=office["head-of-casework"])
    breach = flow.move_misfiled_paper(wrong.ref, item_ref=wrong.items[1], right=right.ref, because="The names are alike.", by=by)
    (began,) = clocks.clocks(kind="misfiling", about=breach.ref)

    flow.deal_with_breach(breach.ref, step="risk assessed", words="Nobody outside saw it.", risk="unlikely", by=by)
    (still,) = clocks.clocks(kind="misfiling", about=breach.ref)
    without = refused(lambda: flow.deal_with_breach(breach.ref, step=step, words=" ", by=by))
    done = flow.deal_with_breach(breach.ref, step=step, words="By the risk to her.", by=by)
    (after,) = clocks.clocks(kind="misfiling", about=breach.ref)
    other = next(one for one in REGULATOR if one != step)
    again = refused(lambda: flow.deal_with_breach(breach.ref, step=step, words="Again.", by=by))

    assert (began.due, began.state, still.state) == (breach.due, "running", "running")
    assert breach.due == today() + timedelta(days=2)  # found at one minute to midnight, or past it, it is within 72 hours
    assert (without.code, again.code, after.state) == ("no-reason", "done-already", ends)
    assert other not in steps_left(done.done)
    if step == "regulator told":
        assert refused(lambda: flow.deal_with_breach(breach.ref, step=other, words="No.", by=by)).code == "done-already"
    else:  # they are told after all, as the page of the case offers to the end
        while left := steps_left(done.done):
            done = flow.deal_with_breach(breach.ref, step=left[0], words="Done.", by=by)
        assert done.closed
        assert "Keep the step" in at_desk("executive-assistant").get(f"/breaches/{breach.ref}/").text
        flow.deal_with_breach(breach.ref, step=other, words="She was harmed by it.", by=by)
        assert clocks.clocks(kind="misfiling", about=breach.ref)[0].state == "met"
    confidentiality.wall(right.ref, officer=by.ref, because="Her cousin", by=office["casework-manager"])
    with sight.seen_as(by.ref):
        assert clocks.clocks(kind="misfiling", about=breach.ref) == ()
        assert history("misfiling", breach.ref) == ()
