"""Standing instructions in an office: who may make them, what they change when a letter comes, how it is read, and what never changes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.correspondence import queries as items
from duly.casework.correspondence.models import Acknowledged
from duly.casework.flow.acknowledging import why_not_acknowledge
from duly.casework.flow.reading import compared, lapse_instructions, standing_on, under_instructions
from duly.casework.instructions import actions, queries
from duly.casework.instructions.models import Instruction, Point, Reading
from duly.casework.instructions.rules.reading import PointSaid
from duly.core.alerts.queries import alerts
from duly.core.confidentiality import actions as keeping
from duly.core.confidentiality.queries import NOT_SHOWN
from duly.core.record import clock, sight
from duly.core.record.clock import today
from duly.core.work import queries as tasks
from duly.office.alerts.raising import look
from duly.primitives.refusal import Refused
from tests.casework.letters_again import AGAIN, DANGER, FIRST, a_case, a_letter, in_force, proposed, said_of

pytestmark = pytest.mark.django_db

DAY, MONTH = timedelta(days=1), timedelta(days=28)


def refused(code, do, *told, **said):
    with pytest.raises(Refused) as stopped, transaction.atomic():
        do(*told, **said)
    assert stopped.value.refusal.code == code


@pytest.fixture
def case(office):
    return a_case(office)


def test_an_instruction_is_proposed_authorised_by_another_told_and_only_then_in_force(office, case):
    seen = proposed(office, case)
    acm, cm, head = (office[post] for post in ("assistant-casework-manager", "casework-manager", "head-of-casework"))
    refused("wrong-state", actions.put_in_force, seen.ref, notified_on=today(), starts=today(), how="L-1", by=cm)
    refused("your-own", actions.authorise, seen.ref, by=acm)
    refused("scheme-no-row", actions.authorise, seen.ref, by=cm)  # none that leaves letters unanswered
    authorised = actions.authorise(seen.ref, because="The warning was plain.", by=head)

    assert (authorised.state, authorised.authorised_by, authorised.rule) == ("authorised", head.ref, "33.4")
    assert authorised.scheme
    refused("notified", actions.put_in_force, seen.ref, notified_on=today() - DAY, starts=today(), how="L-1", by=cm)
    refused("starts", actions.put_in_force, seen.ref, notified_on=today(), starts=today() - DAY, how="L-1", by=cm)
    refused("because", actions.put_in_force, seen.ref, notified_on=today(), starts=today(), how=" ", by=cm)
    assert actions.put_in_force(seen.ref, notified_on=today(), starts=today(), how="By letter.", by=cm).standing == "in force"
    (task,) = tasks.tasks(about=[seen.ref])
    assert (task.owner, task.due) == (head.ref, seen.review_on)
    refused("scheme-no-row", actions.review, seen.ref, review_on=today() + 500 * DAY, expires_on=today() + 600 * DAY, because="x", by=head)
    later = actions.review(seen.ref, review_on=today() + 2 * MONTH, expires_on=today() + 9 * MONTH, because="Nothing has changed.", by=head)
    assert (later.review_on, [one.due for one in tasks.tasks(about=[seen.ref])]) == (today() + 2 * MONTH, [today() + 2 * MONTH])
    refused("because", actions.lift, seen.ref, because="", by=head)
    assert actions.lift(seen.ref, because="She has stopped.", by=head).state == "lifted"
    assert tasks.tasks(about=[seen.ref]) == ()
    refused("wrong-state", actions.lift, seen.ref, because="Again.", by=head)


def test_nobody_behind_a_wall_sees_an_instruction_of_that_case_alone(office, case):
    alone, wider = proposed(office, case).ref, proposed(office, case, matter="Anything of the bins.").ref
    manager, head = office["casework-manager"], office["head-of-casework"]
    keeping.wall(case, officer=manager.ref, because="Her sister complains.", by=head)

    def seen(who) -> list[str]:
        with sight.seen_as(who.ref):
            return [one.ref for one in queries.instructions(live=True)]

    assert (sorted(seen(head)), seen(manager)) == (sorted([alone, wider]), [wider])
    with sight.seen_as(manager.ref):
        assert queries.instruction(wider).case_refs == (NOT_SHOWN,)
        assert not Instruction._base_manager.filter(ref=alone).exists(), "the database stands behind"
        assert "confidentiality_wall" in str(Instruction.objects.all().query), "the queries keep it, and not the database alone"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"case_refs": (), "matter": " "}, "scope"),
        ({"case_refs": ("PSO-1999-00001",)}, "scope"),
        ({"about": "DIR-99999"}, "who"),
        ({"channels": ("owl",)}, "channel"),
        ({"reader": "nobody"}, "reader"),
        ({"reasons": ""}, "reasons"),
        ({"adjustments": " "}, "adjustments"),
        ({"warning": ""}, "warning"),
        ({"must_read": ""}, "must-read"),
        ({"kind": "named officer"}, "named-officer"),
        ({"kind": "call limit"}, "calls"),
        ({"review_on": today}, "review"),
        ({"expires_on": today() + DAY}, "review"),
    ],
)
def test_an_instruction_says_everything_that_it_must(office, case, said, code):
    refused(code, proposed, office, case, **{name: value() if callable(value) else value for name, value in said.items()})


def test_a_letter_in_scope_is_read_and_not_acknowledged_and_one_that_says_more_is(office, case, outbox):
    first = a_letter(office, FIRST, case=case)
    ref = in_force(office, case).ref
    again = a_letter(office, AGAIN, case=case)
    by, ea = office["assistant-casework-manager"], office["executive-assistant"]

    assert flow.suggest_for(again.ref).what.next_action == f"Read it under {ref}: nothing is acknowledged"
    assert why_not_acknowledge(again, by=ea).code == "instruction"
    quiet = {"way": "no reply", "direct_to": "", "next_action": "None", "owner": by.ref, "by": by}
    refused("instruction-unread", flow.triage_post, again.ref, **quiet)
    beside = compared(standing_on(again))
    assert [one.words for one in beside.sentences if one.is_new] == ["A nurse saw it on 4 May 2026."]
    assert next(one for one in beside.sentences if "rail" in one.words).earlier == first.ref

    read = flow.read_letter(again.ref, said_of(beside, "new evidence"), within=True, by=by)
    assert (read.outcome, read.instruction, read.verdict) == ("answer it", ref, "holds")
    assert not standing_on(again).holding
    refused("instruction-does-not-hold", flow.triage_post, again.ref, **quiet)
    assert (sent := flow.acknowledge(again.ref, by=ea)).state == "sent"
    assert next(path.name for path in outbox.iterdir()).startswith(sent.ref)
    refused("acknowledged", flow.acknowledge, again.ref, by=ea)


def test_a_letter_read_with_nothing_new_is_left_without_reply(office, case, outbox):
    a_letter(office, FIRST, case=case)
    ref = in_force(office, case).ref
    again = a_letter(office, "The rail was never put back.\n\nYours", case=case)
    by = office["assistant-casework-manager"]
    read = flow.read_letter(again.ref, said_of(compared(standing_on(again)), "last words"), within=True, by=by)

    assert read.outcome == "nothing new"
    assert flow.suggest_for(again.ref).what.way == "no reply"
    assert flow.triage_post(again.ref, way="no reply", direct_to="", next_action="None", owner=by.ref, by=by).state == "no reply"
    assert queries.read_under(ref)[0].item_ref == again.ref
    refused("instruction", flow.acknowledge, again.ref, by=office["executive-assistant"])
    assert not outbox.exists()


def test_it_never_holds_outside_its_scope_expired_unreviewed_or_beside_danger(office, case, monkeypatch):
    in_force(office, case)
    inside = a_letter(office, FIRST, case=case)
    another = a_case(office, title="Another matter")
    other = a_letter(office, FIRST + " More.", case=another)
    nowhere = a_letter(office, FIRST + " Now.")
    both = a_letter(office, f"{FIRST} I wrote of {case} and {another}.", case=case)
    danger = a_letter(office, DANGER, case=case)
    stranger = a_letter(office, FIRST + " Me.", case=case, sender="Mrs Ada Example <another@post.example>")

    def why(item):
        return standing_on(items.item(item.ref)).first.code

    assert [why(one) for one in (inside, other, nowhere, both, danger, stranger)] == [
        *("holds", "other-case", "no-case", "other-case", "breaks-through", "writer")
    ]
    assert [place for _, place in standing_on(danger).breaks] == ["page 1, paragraph 1"]
    assert set(under_instructions([inside, stranger])) == {inside.ref, stranger.ref}, "both are told of; one only by name"
    day = today()
    for days, code in ((27, "holds"), (28, "holds"), (29, "unreviewed"), (400, "expired")):
        monkeypatch.setattr(clock, "today", lambda days=days: day + timedelta(days=days))
        monkeypatch.setattr("duly.casework.flow.reading.today", clock.today)
        assert why(inside) == code
        assert (why_not_acknowledge(inside, by=office["executive-assistant"]) is not None) == (code == "holds")


@pytest.mark.parametrize(
    "says",
    [
        "I have the tablets ready.",
        "I said my goodbyes to the kids last night.",
        "He hit Mum again on Sunday.",
        "My brother passed on in June.",
    ],
)
def test_danger_and_death_said_in_other_words_break_through_and_danger_is_told_at_once(office, case, says):
    in_force(office, case)
    letter = a_letter(office, f"{FIRST} {says}", case=case)

    told = flow.tell_of_the_urgent()

    assert standing_on(letter).first.code == "breaks-through"
    assert why_not_acknowledge(letter, by=office["executive-assistant"]) is None
    assert [one.to_post for one in told] == ([] if "brother" in says else ["casework-manager"])


def test_a_review_that_is_due_is_chased_and_one_missed_lapses_by_itself(office, case):
    seen = in_force(office, case)
    head = office["head-of-casework"]
    look(head.ref, ("casework",))
    (news,) = [one for one in alerts(head.ref) if one.url == f"/instructions/{seen.ref}/"]
    assert "unless you do" in news.says
    assert lapse_instructions() == ()
    with pytest.MonkeyPatch.context() as patched:
        for module in ("casework.instructions.queries", "casework.instructions.actions", "office.alerts.raising"):
            patched.setattr(f"duly.{module}.today", lambda: seen.review_on + DAY)
        assert lapse_instructions() == (seen.ref,)
        assert queries.instruction(seen.ref).state == "lapsed"
        assert lapse_instructions() == ()


def test_a_reading_is_whole_its_repeats_say_where_they_were_answered_and_it_may_be_made_again(office, case):
    in_force(office, case)
    again = a_letter(office, AGAIN, case=case)
    by = office["assistant-casework-manager"]
    every = len(compared(standing_on(again)).sentences)
    refused("points", flow.read_letter, again.ref, [PointSaid(1, every - 1, "new point")], within=True, by=by)
    refused("points", flow.read_letter, again.ref, [PointSaid(1, every, "repeated")], within=True, by=by)
    refused("points", flow.read_letter, again.ref, [PointSaid(1, every, "repeated", answered_in="L-26-99999")], within=True, by=by)
    refused("who", flow.read_letter, again.ref, [PointSaid(1, every, "new point")], within=True, about="DIR-99999", by=by)
    refused("scheme-no-row", flow.read_letter, again.ref, [PointSaid(1, every, "new point")], within=True, by=office["ombudsman"])
    flow.read_letter(again.ref, [PointSaid(1, every, "last words")], within=True, by=by)
    assert flow.read_letter(again.ref, [PointSaid(1, every, "last words")], within=False, by=by).outcome == "not within"
    assert Reading.objects.filter(item_ref=again.ref, superseded_by__isnull=True).count() == 1
    assert standing_on(again).first.code == "not-within"


@pytest.mark.parametrize(
    ("model", "changed", "constraint"),
    [
        (Instruction, {"state": "asleep"}, "an_instruction_is_in_a_known_state"),
        (Instruction, {"kind": "shouting"}, "an_instruction_is_of_a_known_kind"),
        (Instruction, {"case_refs": [], "by_matter": False}, "an_instruction_has_a_scope"),
        (Instruction, {"reader": ""}, "an_instruction_says_of_whom_and_who_reads"),
        (Instruction, {"kind": "named officer"}, "an_instruction_says_which_officer_or_how_many_calls"),
        (Instruction, {"kind": "call limit"}, "an_instruction_says_which_officer_or_how_many_calls"),
        (Instruction, {"review_on": today() + 99 * MONTH}, "an_instruction_is_reviewed_before_it_ends"),
        (Instruction, {"authorised_by": "="}, "an_instruction_is_not_authorised_by_who_proposed"),
        (Instruction, {"scheme": ""}, "an_instruction_past_proposing_has_its_authority"),
        (Instruction, {"notified_on": None}, "an_instruction_in_force_was_told_to_its_person"),
        (Instruction, {"ended_on": today() - 2 * DAY}, "an_instruction_that_ended_says_when"),
        (Reading, {"outcome": "bored"}, "a_reading_has_a_known_outcome"),
        (Reading, {"read_by": ""}, "a_letter_was_read_by_somebody"),
        (Reading, {}, "a_letter_has_one_reading_that_stands"),
        (Point, {"kind": "rant"}, "a_point_is_of_a_known_kind"),
        (Point, {"kind": "repeated"}, "a_repeated_point_says_where_it_was_answered"),
        (Point, {"answered_in": "L-1"}, "a_repeated_point_says_where_it_was_answered"),
        (Point, {"first": 9, "last": 8}, "a_point_is_of_sentences_in_order"),
        (Point, {}, "a_sentence_begins_one_point"),
        (Acknowledged, {"to_address": ""}, "an_acknowledgement_is_proved"),
    ],
)
def test_the_database_refuses(office, case, outbox, model, changed, constraint):
    in_force(office, case)
    again = a_letter(office, AGAIN, case=case)
    flow.read_letter(again.ref, said_of(compared(standing_on(again)), "new point"), within=True, by=office["executive-assistant"])
    if model is Acknowledged:
        flow.acknowledge(again.ref, by=office["executive-assistant"])
    row = model.objects.first()
    if constraint not in ("a_letter_has_one_reading_that_stands", "a_sentence_begins_one_point"):
        row.ref = "SI-other" if model is Instruction else ""
        if model is Reading:
            row.item_ref = "P-other"
        if model is Point:
            row.first, row.last = 98, 99
    for name, value in changed.items():
        setattr(row, name, row.proposed_by if value == "=" else value)
    row.pk = None

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_the_words_of_an_instruction_stand_only_in_its_event(office, case):
    seen = in_force(office, case)
    kept = [str(value) for one in Instruction.objects.values() for value in one.values()]
    assert seen.reasons == "Forty letters since March, each the same."
    assert not any("Forty" in value for value in kept)
