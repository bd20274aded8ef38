"""An office adopts its own rules of submissions: what is done from a day on goes by them, and what was done before keeps those it was done by."""

import html
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.example_scheme import OFFICE
from duly.casework.submissions import actions, queries
from duly.casework.submissions.models import LaidDown, ReadySheet
from duly.casework.submissions.rules import Point
from duly.core.people.actions import make_post
from duly.core.record.clock import today
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db


def words(answer):
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(answer.content.decode())).split())


HEAD, ACM = "head-of-casework", "assistant-casework-manager"


@pytest.fixture
def adopt(office):
    """Adopts rules of a kind from today: those in force, with something in them changed."""

    def change(kind, **said):
        content = dict(flow.rule_set_today(kind).content) | said
        return flow.adopt_rule_set(kind, content, starts=today(), because="Settled by the office.", by=office[HEAD])

    return change


def ask_also(**of):
    """Checklists whose lists of some kinds hold one thing only."""
    lists = dict(flow.rule_set_today("checklists").content["checklists"])
    return lists | {kind: [{"code": "all", "says": says}] for kind, says in of.items()}


def test_a_paper_is_passed_by_the_checklist_adopted_and_one_passed_before_keeps_its_own(office, ready, drafted, adopt, refused, at_desk):
    before = ready()
    number = adopt("checklists", checklists=ask_also(decision="The whole of it was read twice"))
    seen = actions.put_up(drafted().ref, by=office["investigator"])
    said = {"seen_sha256": seen.text.sha256, "despite": "It is short.", "by": office[ACM]}

    refusal = refused(lambda: flow.pass_as_ready(seen.ref, ticked=("fair", "follows", "remedy"), **said))
    shown = words(at_desk(ACM).get(f"/submissions/{seen.ref}/"))
    after = flow.pass_as_ready(seen.ref, ticked=("all",), **said)

    assert (number, refusal.code, refusal.because.endswith("The whole of it was read twice.")) == (2, "checklist", True)
    assert "The whole of it was read twice" in shown
    assert (before.ticked_by, after.ticked_by) == (1, 2)
    assert "The findings follow from the evidence" in words(at_desk(ACM).get(f"/submissions/{before.ref}/"))
    assert queries.submission(after.ref).ticked == ("all",)
    assert sorted(ReadySheet.objects.values_list("rules", "checklist__year")) == [(1, 2026), (2, today().year)]


OWN_REASONS = [
    {"code": "sums", "says": "The sums are wrong", "who": "casework-manager", "days": 3},
    {"code": "clarity", "says": "Cannot be followed", "who": "author", "days": 10},
]


def test_a_paper_is_returned_for_the_reasons_adopted_to_whom_they_name_and_one_returned_before_keeps_its_words(
    office, drafted, adopt, refused, at_desk
):
    def put_up():
        return actions.put_up(drafted().ref, by=office["investigator"]).ref

    def back(ref, *points):
        return actions.send_back(ref, points=points, by=office[ACM])

    old = back(put_up(), Point("clarity", "Say it again"))
    adopt("returns", reasons=OWN_REASONS)
    another = put_up()
    refusal = refused(lambda: back(another, Point("evidence", "Cite it")))
    new = back(another, Point("sums", "Add up"), Point("clarity", "Say it", office[HEAD].ref, today()))
    shown = words(at_desk(ACM).get(f"/submissions/{old.ref}/"))

    assert (old.returns[0].who_fixes, old.returns[0].fix_by) == (office["investigator"].ref, today() + timedelta(days=7))
    assert refusal.because == "Choose the reason it is returned for: The sums are wrong; Cannot be followed."
    assert [(one.who_fixes, one.fix_by, one.rules) for one in new.returns[0].points] == [
        (office["casework-manager"].ref, today() + timedelta(days=3), 2),
        (office[HEAD].ref, today(), 2),
    ]
    assert "not clear enough to decide on" in shown
    assert "cannot be followed" not in shown
    assert queries.every_reason()["clarity"] == "Cannot be followed"
    assert queries.every_reason()["evidence"] == "Evidence is missing or not cited"
    assert refused(lambda: actions.put_up(new.ref, by=office["investigator"])).because.startswith("Version 1 was returned (the sums are")


def test_whoever_signs_sends_back_for_the_last_reason_where_they_choose_none_and_a_vacant_posts_are_the_authors(office, ready, adopt):
    make_post(code="sums-clerk", title="Clerk of sums", office=OFFICE, wing="casework", by=SYSTEM)
    adopt("returns", reasons=[OWN_REASONS[1], OWN_REASONS[0] | {"who": "sums-clerk"}])
    seen = ready()

    back = flow.answer_from_box(seen.ref, answer="amend", seen_sha256=seen.text.sha256, because="Add up.", by=office[HEAD]).returns[0]

    assert (back.reason, back.rules, back.who_fixes, back.fix_by) == ("sums", 2, office["investigator"].ref, today() + timedelta(days=3))


def test_papers_are_read_by_the_limits_adopted_and_one_that_was_passed_by_those_it_was_passed_by(office, ready, drafted, adopt):
    def levels(ref):
        return {one.code: one.level for one in flow.right_first_time(queries.submission(ref))}

    passed, open_ = ready(), drafted()
    before = levels(passed.ref)
    adopt("checking", shown_to_both_sides=["decision"], words_per_minute=1, minutes_per_page=60)
    row = next(one for one in flow.board() if one.ref == passed.ref)

    assert before["heard"] == levels(passed.ref)["heard"] == "passes"
    assert levels(open_.ref)["heard"] == "fails"
    assert queries.submission(passed.ref).read_by == 1
    assert row.minutes == len(["Uphold", "the", "complaint", "What", "happened.", "What", "we", "recommend."])


def test_a_paper_is_weighed_by_the_weights_in_force_when_it_was_written_and_is_for_the_posts_they_name(office, drafted, adopt, refused):
    old = actions.put_up(drafted(remedy_pence=60_000).ref, by=office["investigator"])
    heavy = [{"when": "remedy over", "of": 0, "points": 7, "says": "any remedy"}]
    adopt("weights", adds=heavy, routes=[{"from": 0, "post": "casework-manager"}, {"from": 7, "post": "head-of-casework"}])
    new = drafted(remedy_pence=1)
    said = {"because": "They know it.", "by": office[ACM]}

    assert (old.complexity.score, old.complexity.post, old.complexity.reasons) == (2, ACM, ("a remedy over £500 (+2)",))
    assert (new.complexity.score, new.complexity.post, new.complexity.reasons) == (7, HEAD, ("any remedy (+7)",))
    assert {one.ref: one.complexity for one in queries.in_short()} == {old.ref: old.complexity, new.ref: new.complexity}
    assert refused(lambda: actions.route(old.ref, post="executive-assistant", **said)).code == "no-post"
    assert actions.route(old.ref, post=HEAD, **said).routed == (HEAD, "They know it.")


def test_only_whom_the_scheme_names_adopts_and_nothing_is_adopted_for_the_past_or_without_a_reason(office, refused):
    content = flow.rule_set_today("checklists").content

    def adopted(by=HEAD, starts=None, because="So."):
        return flow.adopt_rule_set("checklists", content, starts=starts or today(), because=because, by=office[by])

    assert refused(lambda: adopted("investigator")).code == "scheme-no-row"
    assert refused(lambda: adopted(starts=today() - timedelta(days=1))).code == "past"
    assert refused(lambda: adopted(because=" ")).code == "no-reason"
    assert not LaidDown.objects.exists()
    assert (adopted(starts=today() + timedelta(days=30)), adopted(starts=today() + timedelta(days=60))) == (2, 3)
    assert [queries.rules_in_force("checklists", on=today() + timedelta(days=n)).number for n in (0, 29, 30, 60)] == [1, 1, 2, 3]
    assert queries.every_rules("checklists").keys() == {1, 2, 3}


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({}, "rules_of_submissions_have_their_number"),
        ({"number": 1}, "the_first_rules_of_submissions_are_ours"),
        ({"number": 9, "kind": "weather"}, "rules_of_submissions_are_of_a_known_kind"),
    ],
)
def test_the_database_refuses(adopt, changed, constraint):
    adopt("checklists")
    row = LaidDown.objects.get()
    for name, value in changed.items():
        setattr(row, name, value)
    row.pk = None

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)
