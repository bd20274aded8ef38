"""Post is looked at by the rules of its day, which mark the words; a suggestion is accepted whole; alerts stand until acknowledged, and climb; misses are found."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import actions, queries
from duly.casework.correspondence.models import Adopted, Alerted, Item, Mark, Watched
from duly.casework.correspondence.rules.first import FIRST
from duly.casework.correspondence.rules.ruleset import rule_set
from duly.cli.main import code_of
from duly.core.alerts import actions as alerting
from duly.core.alerts import queries as alerts
from duly.core.confidentiality import actions as confidentiality
from duly.core.people import actions as people
from duly.core.record import clock
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db

WORRYING = "Dear Ombudsman\n\nMy solicitor speaks of judicial review.\n\nI cannot go on with this.\n\nYours"


@pytest.fixture
def arrive(office, mail):
    """Registers a mail that came today."""

    def come(text=WORRYING, subject="My complaint", **more):
        content = mail(subject=subject, text=text, **more)
        return flow.register_post(f"{len(text)}.eml", content, received_on=today(), by=office["executive-assistant"])

    return come


def newer(**changed):
    data = FIRST.as_data()
    return data | {"rules": [*data["rules"], {"code": "eviction", "word": "Eviction", "tone": "amber", "phrases": ["evict*"]}]} | changed


def test_the_marks_keep_the_number_of_the_rules_and_the_very_words(arrive):
    item = arrive()

    assert [(flag.word, flag.page, flag.paragraph, flag.found) for flag in item.flags] == [
        ("Judicial review", 1, 2, "judicial review"),
        ("Distress", 1, 3, "cannot go on"),
    ]
    assert {mark.rules_number for mark in item.marks} == {1}
    assert item.urgent
    assert history("post item", item.ref)[0].facts["rules"] == 1


def test_every_item_has_an_owner_and_a_next_action_from_the_moment_it_is_registered(arrive, office):
    item = arrive()

    assert (item.owner, item.next_action) == (office["executive-assistant"].ref, "Triage it")
    assert queries.without_an_owner() == ()


def test_the_rules_in_force_on_the_day_it_came_are_used_though_newer_ones_are_adopted(arrive, office, refused, monkeypatch):
    head = office["head-of-casework"]
    tomorrow = today() + timedelta(days=1)

    assert refused(lambda: actions.adopt_rules(newer(), starts=today(), because="More", by=head)).code == "starts"
    assert (
        refused(lambda: actions.adopt_rules(newer(), starts=tomorrow, because="More", by=office["executive-assistant"])).code
        == "scheme-no-row"
    )
    assert refused(lambda: actions.adopt_rules({"rules": []}, starts=tomorrow, because="More", by=head)).code == "rules"
    before = arrive("They are evicting me on Friday.")
    assert actions.adopt_rules(newer(), starts=tomorrow, because="Evictions are urgent", by=head) == 2
    assert refused(lambda: actions.adopt_rules(newer(), starts=tomorrow, because="Again", by=head)).code == "starts"

    assert queries.rules_in_force(on=today()).number == 1
    assert queries.rules_in_force(on=tomorrow).number == 2
    assert "eviction" not in {flag.rule for flag in before.flags}
    assert [(seen.ref, {mark.rule for mark in more}) for seen, more in queries.missed(on=tomorrow)] == [(before.ref, {"eviction"})]
    assert queries.missed(on=today()) == ()


def test_what_a_newer_release_notices_is_found_in_older_post_though_its_rules_keep_their_number(arrive, office, monkeypatch):
    before, other = arrive("They are evicting me."), arrive("The bins were not emptied.", subject="Bins")
    monkeypatch.setattr(queries, "FIRST", rule_set(FIRST.number, newer()))

    assert [(seen.ref, [mark.rule for mark in more]) for seen, more in queries.missed(on=today())] == [(before.ref, ["eviction"])]
    assert "eviction" in {flag.rule for flag in actions.flag_again(before.ref, by=office["casework-manager"]).flags}
    assert queries.missed(on=today()) == ()
    assert queries.item(other.ref).flags == other.flags


def test_what_newer_rules_notice_is_added_on_a_persons_word(arrive, office, refused):
    item = arrive("They are evicting me.")
    assert refused(lambda: actions.flag_again(item.ref, by=office["casework-manager"])).code == "nothing-new"
    actions.watch("evicting me", because="A campaign", by=office["casework-manager"])

    again = actions.flag_again(item.ref, by=office["casework-manager"])

    assert [(flag.rule, flag.found) for flag in again.flags] == [("watched", "evicting me")]
    assert queries.missed(on=today()) == ()


def test_a_flag_the_rules_missed_is_kept_as_a_miss_and_a_false_alarm_as_one(arrive, office, refused):
    item, by = arrive(), office["executive-assistant"]

    assert refused(lambda: actions.flag(item.ref, rule="mp", because=" ", by=by)).code == "because"
    assert refused(lambda: actions.flag(item.ref, rule="moon", because="x", by=by)).code == "no-such-flag"
    assert refused(lambda: actions.flag(item.ref, rule="self-harm", because="x", by=by)).code == "flagged-already"
    assert refused(lambda: actions.flag(item.ref, rule="mp", because="x", by=office["investigator"])).code == "scheme-no-row"
    flagged = actions.flag(item.ref, rule="mp", because="The writer's surname is our MP's", by=by)
    assert [flag.place for flag in flagged.flags if flag.by_person] == ["added by hand"]
    assert refused(lambda: actions.unflag(item.ref, rule="press", because="x", by=by)).code == "not-flagged"
    quiet = actions.unflag(item.ref, rule="judicial-review", because="It speaks of a review of bins", by=by)

    assert [flag.rule for flag in quiet.flags] == ["mp", "self-harm"]
    assert queries.misses() == {"judicial-review": (1, 1, 0), "mp": (0, 0, 1), "self-harm": (1, 0, 0)}
    assert [(one.ref, one.rule) for one in queries.false_alarms()] == [(item.ref, "judicial-review")]
    assert queries.triaged_by_rule() == {"": 0}


def test_a_case_is_suggested_by_reference_thread_writer_and_likeness_each_with_its_reason(arrive, case, office):
    named = flow.suggest_for(arrive(f"About {case.ref}, again.", subject="Again").ref)
    assert (named.what.case_ref, named.what.cases[0].reason) == (case.ref, "the letter names it")
    assert named.owner == case.owner

    by_address = flow.suggest_for(arrive("Nothing that names it at all.", subject="Bins").ref)
    assert by_address.what.case_ref == "", "the same writer may write of another thing"
    assert [(one.case_ref, one.sure) for one in by_address.what.cases] == [(case.ref, False)]
    assert "the same address wrote" in by_address.what.cases[0].reason
    assert by_address.owner == office["assistant-casework-manager"].ref


def test_an_answer_to_a_mail_of_a_case_is_of_that_case(office, case, mail):
    first = flow.register_post("one.eml", mail("One", message_id="<1@x.example>"), received_on=today(), by=office["executive-assistant"])
    flow.triage_post(
        first.ref,
        way="allocate",
        direct_to="Team",
        next_action="Read",
        owner=case.owner,
        case_ref=case.ref,
        by=office["executive-assistant"],
    )
    content = mail("Re: One", "Another text altogether.").replace(b"Subject:", b"References: <0@x.example> <1@x.example>\nSubject:", 1)
    content = content.replace(b"ada@post.example", b"other@post.example").replace(b"Ada Example", b"Somebody Else")

    answer = flow.register_post("two.eml", content, received_on=today(), by=office["executive-assistant"])

    assert [(one.case_ref, one.reason, one.sure) for one in flow.suggest_for(answer.ref).what.cases] == [
        (case.ref, f"it answers {first.ref}, which is with it", True)
    ]


def test_a_suggestion_is_accepted_whole_or_not_at_all(arrive, office, refused):
    item = arrive()
    suggested = flow.suggest_for(item.ref)
    said = {
        "way": suggested.what.way,
        "direct_to": suggested.what.direct_to,
        "next_action": suggested.what.next_action,
        "owner": suggested.owner,
        "note": suggested.what.note,
        "as_suggested": True,
    }

    refusal = refused(lambda: flow.triage_post(item.ref, alert_post="astronaut", by=office["executive-assistant"], **said))
    assert refusal.code == "nobody-there"
    assert queries.item(item.ref).state == "registered"
    done = flow.triage_post(item.ref, alert_post=suggested.what.alert, by=office["executive-assistant"], **said)

    assert (done.state, done.direct_to, done.owner) == ("allocated", "Casework team", office["casework-manager"].ref)
    told = alerts.alerts(office["casework-manager"].ref)[0]
    assert (told.urgency, told.url) == ("now", f"/post/{item.ref}/")
    assert told.says.startswith(f"{item.ref}: Judicial review: page 1, paragraph 2. Distress: page 1, paragraph 3.")


def test_the_page_of_an_item_names_the_post_that_was_alerted_in_words(arrive, office, at_desk):
    item = arrive()
    flow.alert_to(item.ref, to_post="head-of-casework", note="Look", by=office["executive-assistant"])

    page = at_desk("casework-manager").get(f"/post/{item.ref}/").content.decode()

    assert f"The head of casework was alerted to {item.ref}" in page
    assert "head-of-casework was" not in page


def test_an_alert_nobody_acknowledges_climbs_and_one_that_is_acknowledged_does_not(arrive, office, monkeypatch):
    ea, cm, head = (office[post] for post in ("executive-assistant", "casework-manager", "head-of-casework"))
    seen, unseen = arrive().ref, arrive("I am a journalist.").ref
    for ref in (seen, unseen):
        flow.alert_to(ref, to_post="casework-manager", note="Look", by=ea)
    alerting.acknowledge([one.id for one in alerts.alerts(cm.ref) if seen in one.name], officer=cm)
    assert flow.escalate() == ()

    later = now() + timedelta(minutes=61)
    monkeypatch.setattr("duly.casework.flow.arriving.now", lambda: later)
    climbed = flow.escalate()

    assert [(one.item_ref, one.to_post, one.level) for one in climbed] == [(unseen, "head-of-casework", 2)]
    assert alerts.alerts(head.ref)[0].title == "Nobody acknowledged an alert to post"
    assert [one.level for one in queries.alerts_to(unseen)] == [2, 1]
    assert clock.now() < later


def test_what_is_urgent_is_told_although_nobody_has_come_to_triage_it_and_once(arrive, office):
    """A letter of Friday evening: the worker looks every minute."""
    cm = office["casework-manager"]
    urgent, plain = arrive("I want to end my life.").ref, arrive("The bins were not collected.").ref

    (told,) = flow.tell_of_the_urgent()

    assert (told.item_ref, told.to_post, told.officers) == (urgent, "casework-manager", (cm.ref,))
    assert "paragraph" in alerts.alerts(cm.ref)[0].says
    assert queries.alerts_to(plain) == ()
    assert flow.tell_of_the_urgent() == ()
    said = {"way": "allocate", "direct_to": "Team", "next_action": "Ring her", "owner": cm.ref, "by": office["executive-assistant"]}
    flow.triage_post(urgent, alert_post="casework-manager", **said)
    assert len(queries.alerts_to(urgent)) == 1  # they were told already


def test_what_a_machine_reads_only_after_the_triage_is_told_and_what_somebody_chose_not_to_tell_is_not(arrive, office):
    by = office["executive-assistant"]
    said = {"way": "allocate", "direct_to": "Team", "next_action": "Read it", "owner": by.ref, "by": by}
    chosen = arrive("I want to end my life, says the song.").ref
    flow.triage_post(chosen, **said)
    scan = flow.register_post("scan.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, received_on=today(), by=by).ref
    flow.triage_post(scan, **said)
    actions.read(scan, pages=["I want to end my life."], how="ocr", by=SYSTEM)

    assert [one.item_ref for one in flow.tell_of_the_urgent()] == [scan]


def test_nobody_is_alerted_to_what_is_kept_from_them_and_the_next_up_the_ladder_is(arrive, office, case):
    head, cm = office["head-of-casework"], office["casework-manager"]
    item = arrive().ref
    flow.link_post(case.ref, item_ref=item, by=office["executive-assistant"])
    confidentiality.wall(case.ref, officer=cm.ref, because="It is about him", by=head)

    told = flow.alert_to(item, to_post="casework-manager", note="Distress: page 1", by=office["executive-assistant"])

    assert (told.to_post, told.officers) == ("head-of-casework", (head.ref,))
    assert alerts.standing(cm.ref) == 0
    alerting.raise_all([alerting.News(cm.ref, f"x {item}", "Look", f"/post/{item}/", now(), words=case.ref)])
    assert alerts.alerts(cm.ref) == ()


def test_the_watch_list_is_kept_by_those_who_may_and_ends_with_a_reason(arrive, office, refused):
    cm = office["casework-manager"]
    for what, code in (("ab", "what"), ("any ~ thing", "what"), ("x" * 101, "what")):
        assert refused(lambda what=what: actions.watch(what, because="x", by=cm)).code == code
    assert refused(lambda: actions.watch("Ada Example", because="", by=cm)).code == "because"
    assert refused(lambda: actions.watch("Ada Example", because="x", by=office["executive-assistant"])).code == "scheme-no-row"
    watched = actions.watch(" Ada  Example ", because="She is in the news", by=cm)
    assert refused(lambda: actions.watch("Ada Example", because="x", by=cm)).code == "watched-already"

    assert [(flag.rule, flag.where) for flag in arrive("Hello.").flags] == [("watched", "sender")]
    actions.end_watch(watched.ref, because="It is over", by=cm)
    assert refused(lambda: actions.end_watch(watched.ref, because="x", by=cm)).code == "not-watched"
    assert arrive("Hello again.").flags == ()


def _refused(constraint, write):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_what_must_never_be_true_of_marks_alerts_watches_and_rules(arrive, office):
    item = Item.objects.get(ref=arrive().ref)
    event = Mark.objects.first().made_by
    mark = {
        "item": item,
        "rule": "x",
        "word": "X",
        "urgent": False,
        "where": "text",
        "page": 1,
        "paragraph": 1,
        "rules_number": 1,
        "made_by": event,
    }
    told = {"item": item, "name": "x", "to_post": "x", "officers": [], "at": now(), "made_by": event}

    _refused("a_mark_covers_words_or_is_a_persons", lambda: Mark.objects.create(**mark, start=3, end=3))
    _refused("a_mark_is_in_a_known_place", lambda: Mark.objects.create(**mark | {"where": "margin"}, start=3, end=4))
    _refused("words_are_marked_once_by_a_rule", lambda: [Mark.objects.create(**mark, start=3, end=n) for n in (4, 5)])
    _refused("an_alert_leaves_time_to_acknowledge_it", lambda: Alerted.objects.create(**told, level=1, due_at=told["at"]))
    _refused("an_alert_is_on_a_step_of_the_ladder", lambda: Alerted.objects.create(**told, level=0, due_at=now() + timedelta(1)))
    watch = {"starts": today(), "made_by": event}
    _refused("what_is_watched_says_why", lambda: Watched.objects.create(ref="W-1", what="x", because="", **watch))
    _refused("a_thing_is_watched_once", lambda: [Watched.objects.create(ref=f"W-{n}", what="x", because="y", **watch) for n in (1, 2)])
    _refused(
        "adopted_rules_come_after_the_first",
        lambda: Adopted.objects.create(number=1, starts=today(), content={}, sha256="", because="", made_by=event),
    )


def test_the_command_triages_as_suggested_with_the_case_that_was_suggested_and_any_other_that_is_said(arrive, case, office, capsys):
    who = ["--as", "executive-assistant", "--json"]
    named, left, other = (arrive(f"About {case.ref}, again.", subject=f"Again {n}").ref for n in range(3))

    assert code_of(["post", "triage", named, *who]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == case.ref
    assert code_of(["post", "triage", left, "--case", "none", *who]) == 0
    assert code_of(["post", "triage", other, "--case", "PSO-2026-99999", *who]) != 0

    assert named in cases.case(case.ref).items
    assert left not in cases.case(case.ref).items
    told = {
        ref: [one.facts["as_suggested"] for one in history("post item", ref) if one.action == "post.triaged"]
        for ref in (named, left, other)
    }
    assert told == {named: ["yes"], left: ["no"], other: []}


def test_a_watched_case_is_noticed_though_its_complainant_writes_without_its_number(office, case, mail):
    manager = office["casework-manager"]
    actions.watch(case.ref, because="The regulator asks.", by=manager)
    quiet = mail(subject="The bins", text="They were not emptied again. Please tell somebody.", message_id="<later@post.example>")
    item = flow.register_post("later.eml", quiet, received_on=today(), by=office["executive-assistant"])

    suggested = flow.suggest_for(item.ref).what
    assert item.marks == ()
    assert (suggested.alert, suggested.note) == ("casework-manager", f"Watched: {case.ref}, which it may be of.")


def test_whoever_watches_a_case_is_alerted_once_when_a_letter_is_put_with_it(office, case, mail):
    manager, clerk = office["casework-manager"], office["executive-assistant"]
    quiet = mail(subject="The bins", text="They were not emptied again.", message_id="<later@post.example>")
    before = flow.register_post("later.eml", quiet, received_on=today(), by=clerk)
    flow.link_post(case.ref, item_ref=before.ref, by=clerk)
    actions.watch(case.ref, because="The regulator asks.", by=manager)
    other = mail(subject="More bins", text="And again.", message_id="<more@post.example>")
    item = flow.register_post("more.eml", other, received_on=today(), by=clerk)
    flow.link_post(case.ref, item_ref=item.ref, by=clerk)
    flow.tell_of_the_watched(item.ref, case.ref)

    (alert,) = queries.alerts_to(item.ref)
    assert (alert.to_post, queries.alerts_to(before.ref)) == ("casework-manager", ())


def test_a_case_nobody_watches_alerts_nobody(office, case, mail):
    quiet = mail(subject="The bins", text="They were not emptied again.", message_id="<later@post.example>")
    item = flow.register_post("later.eml", quiet, received_on=today(), by=office["executive-assistant"])
    flow.link_post(case.ref, item_ref=item.ref, by=office["executive-assistant"])
    assert queries.alerts_to(item.ref) == ()


def test_of_two_who_hold_a_post_only_whoever_may_see_the_item_is_told(office, case):
    second = people.add_officer(username="second", name="Noa Second", email="second@pso.example", password=None, by=SYSTEM)
    people.give_post(second, post="casework-manager", starts=today(), by=SYSTEM)
    walled = office["casework-manager"].ref
    confidentiality.wall(case.ref, officer=walled, because="Her brother.", by=office["head-of-casework"])

    told = flow.alert_to(case.opened_from, to_post="casework-manager", note="Look.", by=SYSTEM)

    assert told.officers == (second,)
    assert queries.alerts_to(case.opened_from)[0].officers == (second,)
