"""The risk of cases: assessed with evidence, kept for ever, made due again by what happens, told to the right post, and on the month's agenda untyped."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import IntegrityError, transaction

from duly.casework import flow
from duly.casework.risk import actions, queries
from duly.casework.risk.models import Assessment, Due, Score
from duly.casework.risk.rules.scoring import CODES, changes, level_of
from duly.core.alerts import queries as alerts
from duly.core.calendar import queries as calendar
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.clock import now, today
from duly.core.record.queries import history
from duly.primitives.refusal import Refused
from tests.casework.letters_again import DANGER, a_case, a_letter
from tests.casework.risky import A_MONTH, FROM_MP, MP, assessed

pytestmark = pytest.mark.django_db
CM, HEAD = "casework-manager", "head-of-casework"
NEXT_MONTH = (today().replace(day=1) + timedelta(days=32)).replace(day=1)


@pytest.fixture
def case(office):
    return a_case(office)


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


@pytest.mark.parametrize(
    ("points", "level", "because"),
    [
        ({}, "low", "0 of 18 points, and nothing serious."),
        ({"legal": 1, "press": 1, "safety": 1, "reputation": 1}, "low", "4 of 18 points, and nothing serious."),
        ({"legal": 1, "press": 1, "safety": 1, "reputation": 1, "political": 1}, "medium", "5 of 18 points: 5 or more is medium."),
        ({"legal": 2}, "medium", "Legal: serious (2)."),
        ({"safety": 3}, "high", "Safety of a person: grave (3), and one is enough."),
        ({"safety": 2, "legal": 2, "vulnerability": 2, "reputation": 2}, "medium", "serious (2)."),
        ({"safety": 2, "legal": 2, "vulnerability": 2, "reputation": 2, "press": 1}, "high", "9 of 18 points: 9 or more is high."),
        ({"press": 3}, "high-profile", "Public interest and press: grave (3), so others watch it."),
        ({"safety": 3, "political": 2}, "high-profile", "Members and ministers: serious (2), on a case that is high."),
    ],
)
def test_points_come_to_a_level_by_a_rule_that_says_itself(points, level, because):
    assert level_of(points).level == level
    assert because in " ".join(level_of(points).because)
    assert level_of(points).score == sum(points.values())


def test_what_changed_is_told_dimension_by_dimension_and_the_level_last():
    told = changes({"legal": 1}, {"legal": 1, "safety": 3})

    assert [(one.what, one.was, one.now) for one in told] == [
        ("Safety of a person", "0, none", "3, grave"),
        ("Level", "low, 1", "high, 4"),
    ]
    assert changes({"legal": 1}, {"legal": 1}) == ()


def test_an_assessment_is_kept_with_its_evidence_and_a_later_one_never_overtypes_it(office, case):
    first = assessed(case, office[CM], legal=1)
    second = assessed(case, office[HEAD], legal=1, safety=3)

    assert (first.level, second.level) == ("low", "high")
    kept = queries.of_case(case)
    assert [(one.number, one.level, one.stands) for one in kept] == [(2, "high", True), (1, "low", False)]
    assert {one.dimension: one.evidence for one in kept[1].scores}["legal"] == "What we know of legal."
    assert [one.what for one in queries.since_before(case)] == ["Safety of a person", "Level"]
    assert [one.action for one in history("case risk", case)] == ["risk.assessed", "risk.assessed"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"points": {"safety": 1}}, "points"),
        ({"points": dict.fromkeys(CODES, 0) | {"safety": 4}}, "points"),
        ({"points": dict.fromkeys(CODES, 0) | {"weather": 1}}, "dimension"),
        ({"points": dict.fromkeys(CODES, 0) | {"press": 1}}, "evidence"),
        ({"papers": {"safety": "P-99-00001"}}, "paper"),
        ({"owner": "O-9999"}, "owner"),
        ({"mitigation": " "}, "mitigation"),
        ({"review_on": today}, "review"),
    ],
)
def test_what_cannot_be_an_assessment_is_refused_and_nothing_is_kept(office, case, wrong, code):
    said = {"points": dict.fromkeys(CODES, 0) | {"safety": 2}, "evidence": {"safety": "She fell."}, "papers": {}, "owner": office[CM].ref}
    said |= {"mitigation": "We ring.", "review_on": today() + A_MONTH}

    with pytest.raises(Refused) as refused:
        actions.assess(case, **(said | {name: one() if callable(one) else one for name, one in wrong.items()}), by=office[CM])

    assert refused.value.refusal.code == code
    assert queries.of_case(case) == ()
    with pytest.raises(Refused, match="No post you hold may assess"):
        actions.assess(case, **said, by=office["executive-assistant"])


def test_an_mp_letter_on_a_dormant_case_makes_it_due_alerts_the_right_post_in_time_and_is_on_the_agenda(office, case, monkeypatch):
    assessed(case, office[CM], legal=1)
    later = today() + timedelta(days=120)
    assert queries.dormant(on=later)[0][0] == case, "nothing was done for four months"
    assert queries.for_agenda(NEXT_MONTH + timedelta(days=62)) == ()
    letter = a_letter(office, FROM_MP, sender=MP)
    before = now()

    flow.triage_post(
        letter.ref,
        way="direct",
        direct_to="Parliamentary desk",
        next_action="Acknowledge",
        owner=office["assistant-casework-manager"].ref,
        case_ref=case,
        by=office["executive-assistant"],
    )

    (due,) = queries.dues(case)
    assert (due.trigger, due.source, due.told_post) == ("mp", letter.ref, CM)
    assert due.by_day == calendar.add_working_days(today(), 2).day
    (told,) = [one for one in alerts.alerts(office[CM].ref) if one.name.startswith("risk ")]
    assert (told.urgency, told.acknowledged_at, told.url) == ("now", None, f"/risk/{case}/")
    assert before <= told.raised_at <= now()
    assert queries.register()[0].standing == queries.DUE_AGAIN
    (on_it,) = queries.for_agenda(NEXT_MONTH)
    assert on_it.case.ref == case
    assert f"A letter of a Member of Parliament or a peer ({letter.ref})" in " ".join(on_it.why)
    flow.risk_from_post(letter.ref, by=office[CM])
    assert len(queries.dues(case, stand=False)) == 1, "one letter makes it due once"

    monkeypatch.setattr("duly.casework.flow.risking.today", lambda: due.by_day + timedelta(days=1))
    flow.look_over_risk()
    assert [one.title for one in alerts.alerts(office[HEAD].ref)] == ["Nobody looked at the risk of a case in time"]


@pytest.mark.parametrize(
    ("words", "flag"), [("He said he would burn the house down.", "violence"), ("The children are at risk of harm.", "safeguarding")]
)
def test_somebody_at_risk_and_violence_make_it_due_within_a_working_day(office, case, words, flag):
    assessed(case, office[CM], safety=3)
    letter = a_letter(office, words)

    flow.link_post(case, item_ref=letter.ref, by=office["executive-assistant"])

    (due,) = queries.dues(case)
    assert (due.trigger, due.by_day) == (flag, flow.risking.in_working_days(1))


def test_it_stays_due_until_somebody_assesses_or_confirms_with_a_reason(office, case):
    assessed(case, office[CM], safety=3)
    letter = a_letter(office, DANGER)
    flow.link_post(case, item_ref=letter.ref, by=office["executive-assistant"])
    assert [one.trigger for one in queries.dues(case)] == ["self-harm"]

    with pytest.raises(Refused, match="Say why it is still right"):
        actions.confirm(case, because=" ", review_on=today() + A_MONTH, by=office[CM])
    assert queries.dues(case)
    seen = actions.confirm(case, because="We rang her; the plan holds.", review_on=today() + A_MONTH, by=office[CM])

    assert queries.dues(case) == ()
    assert (seen.number, seen.confirms, seen.level, seen.confirmed_because) == (2, 1, "high", "We rang her; the plan holds.")
    assert seen.points["safety"] == 3
    assert {one.dimension: one.evidence for one in seen.scores}["safety"] == "What we know of safety."
    assert queries.since_before(case) == ()
    with pytest.raises(Refused, match="make the first one"):
        actions.confirm(a_case(office, "Another"), because="Yes.", review_on=today() + A_MONTH, by=office[CM])


def test_silence_and_a_missed_review_make_a_case_due_by_night_and_once(office, case, monkeypatch):
    assessed(case, office[CM], legal=1)
    monkeypatch.setattr("duly.casework.flow.risking.today", lambda: today() + timedelta(days=100))

    made = flow.look_over_risk()

    assert sorted(one.trigger for one in made) == ["dormant", "review-day"]
    assert flow.look_over_risk() == ()


def test_whoever_may_not_see_a_case_is_not_told_of_its_risk(office, case):
    confidentiality.wall(case, officer=office[CM].ref, because="Her sister.", by=office[HEAD])
    letter = a_letter(office, FROM_MP, sender=MP)

    flow.link_post(case, item_ref=letter.ref, by=office["executive-assistant"])

    assert [one for one in alerts.alerts(office[CM].ref) if one.name.startswith("risk ")] == []


def test_what_changed_since_a_readers_last_look_is_marked(office, case):
    assessed(case, office[CM], legal=1)
    me = office[HEAD]
    assert [one.since for one in queries.register(me.ref)] == [queries.NEW]

    actions.look(by=me)
    assert [one.since for one in queries.register(me.ref)] == [queries.SAME]
    assessed(case, office[CM], legal=3)

    assert [one.since for one in queries.register(me.ref)] == [queries.CHANGED]
    assert [one.since for one in queries.register(office[CM].ref)] == [queries.NEW], "a look is one's own"


@pytest.mark.parametrize(
    ("model", "changed", "constraint"),
    [
        (Assessment, {}, "assessments_of_a_case_are_numbered"),
        (Assessment, {"number": 9}, "a_case_has_one_assessment_that_stands"),
        (Assessment, {"level": "dire"}, "an_assessment_has_a_known_level"),
        (Assessment, {"score": 61}, "an_assessment_has_no_more_points_than_there_are"),
        (Assessment, {"owner": ""}, "an_assessment_has_its_owner_and_assessor"),
        (Assessment, {"review_on": today() - A_MONTH}, "an_assessment_is_reviewed_after_it_was_made"),
        (Assessment, {"confirms": 99}, "an_assessment_confirms_an_earlier_one"),
        (Score, {}, "a_dimension_is_scored_once"),
        (Score, {"dimension": "weather"}, "have no dimension weather"),
        (Score, {"dimension": "press", "points": 4}, "a_dimension_has_three_points_at_most"),
        (Due, {}, "one_happening_makes_a_case_due_once"),
        (Due, {"trigger": "rain"}, "No rules of risk know of rain"),
        (Due, {"source": ""}, "what_is_due_says_why_and_who_was_told"),
        (Due, {"by_day": today() - A_MONTH}, "what_is_due_is_due_after_it_happened"),
    ],
)
def test_the_database_refuses(office, case, model, changed, constraint):
    assessed(case, office[CM], legal=1)
    flow.risk_due(case, trigger="press", source="P-1", by=office[CM])
    row = model.objects.first()
    if model is Assessment and changed and "number" not in changed:
        row.case_ref, row.number = "PSO-other", 7
    if model is Due and changed and "source" not in changed:
        row.source = "P-2"
    for name, value in changed.items():
        setattr(row, name, value)
    row.pk = None

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_the_register_the_page_and_the_agenda_are_worked_by_their_forms(at_desk, office, case):
    flow.risk_due(case, trigger="press", source="P-1", by=office[CM])
    client = at_desk(CM)
    assert "Never assessed" in words(client.get("/risk/"))
    typed = {f"{one}_points": "0" for one in CODES} | {"safety_points": "3", "owner": office[CM].ref}
    typed |= {"review_on": (today() + A_MONTH).isoformat(), "mitigation": "We ring her."}

    refused = client.post(f"/risk/{case}/assess/", typed)
    assert "Say what the points of Safety of a person rest on" in words(refused)
    assert "We ring her." in words(refused), "nothing typed is lost"
    assert client.post(f"/risk/{case}/assess/", {}).status_code == 422
    client.post(f"/risk/{case}/assess/", typed | {"safety_evidence": "She wrote that she cannot go on."})
    shown = words(client.get(f"/risk/{case}/"))

    assert "Safety of a person: grave (3), and one is enough." in shown
    assert "She wrote that she cannot go on." in shown
    assert "which this office has not adopted yet" in shown
    client.post(f"/risk/{case}/confirm/", {"because": "We rang.", "review_on": (today() + A_MONTH).isoformat()})
    assert client.get(f"/risk/{case}/?format=json").json()["items"][0]["confirms"] == 1
    assert client.post("/risk/looked/").status_code == 302
    assert "As you saw it" in words(client.get("/risk/"))
    assert client.get("/risk/?format=csv").content.startswith(b"\xef\xbb\xbf")
    assert case in words(client.get("/risk/agenda/"))
    assert case in words(client.get(f"/risk/agenda/?month={NEXT_MONTH:%Y-%m}"))
    assert client.get("/risk/agenda/?format=json").json()["items"][0]["ref"] == case
    assert "Say a month such as" in words(client.get("/risk/agenda/?month=soon"))
    assert "Safety of a person: grave" in words(client.get(f"/cases/{case}/"))
    assert "Nobody has assessed it" in words(client.get(f"/cases/{a_case(office, 'Another')}/"))
    assert client.get("/risk/PSO-99-00001/").status_code == 404


OWN = {
    "dimensions": [
        {"code": "safety", "word": "Safety", "asks": "Could somebody come to harm?", "public": False},
        {"code": "children", "word": "Children", "asks": "Is a child concerned?", "public": True},
    ],
    "medium_from": 2,
    "high_from": 4,
    "triggers": [{"code": "press", "word": "The newspapers", "days": 3, "post": "casework-manager", "flag": "press"}],
    "dormant_days": 30,
    "ladder": [{"code": "inform", "word": "Tell", "asks": "They need know.", "days": 4}],
}


@pytest.fixture
def own(office, case):
    """Rules of the office's own, adopted after a case was assessed by the default ones."""
    assessed(case, office[CM], legal=2)
    return flow.adopt_rule_set("risk", OWN, starts=today(), because="Settled by the board.", by=office[HEAD])


def test_an_office_adopts_rules_of_its_own_and_what_was_assessed_before_reads_as_it_was(office, case, own):
    first = queries.of_case(case)[0]
    second = actions.assess(
        case,
        points={"safety": 1, "children": 1},
        evidence={"safety": "She said so.", "children": "Two of them."},
        papers={},
        owner=office[CM].ref,
        mitigation="We ring.",
        review_on=today() + A_MONTH,
        by=office[CM],
    )

    assert (first.level, first.working.level, [one.dimension for one in first.scores]) == ("medium", "medium", list(CODES))
    assert (second.scale, second.level, second.working.because[0]) == ("adopted 2", "medium", "2 of 6 points: 2 or more is medium.")
    assert second.rules.says == "Scored by rules 2, which this office adopted."
    assert [one.what for one in queries.since_before(case)] == ["Safety", "Legal", "Children"]


def test_what_forces_an_assessment_and_the_ladder_go_by_the_rules_adopted(office, case, own):
    told = flow.risk_due(case, trigger="press", source="The Echo", by=office[CM])
    silent = flow.risk_due(case, trigger="death", source="P-1", by=office[CM])
    put = flow.bring_in(case, rung="inform", asked_of=office[HEAD].ref, asks="Two pages.", by_day=today() + A_MONTH, by=office[CM])
    with pytest.raises(Refused, match="Say which rung: inform"):
        flow.bring_in(case, rung="seek view", asked_of=office[HEAD].ref, asks="What?", by_day=today() + A_MONTH, by=office[CM])

    assert (told.told_post, told.says, silent) == ("casework-manager", "The newspapers (The Echo)", None)
    assert put.acknowledge_by == calendar.add_working_days(today(), 4).day


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"high_from": 2}, "From medium (2) to high (2) points rise, and there are 6 in all"),
        ({"dimensions": []}, "There are from 1 to 20 dimensions, and here 0"),
        ({"dimensions": OWN["dimensions"] * 2}, "The dimension 'safety' is there twice"),
        ({"triggers": [OWN["triggers"][0] | {"post": "the-mayor"}]}, "'press' is told to 'the-mayor', and there is no such post"),
        ({"triggers": [OWN["triggers"][0] | {"flag": "rain"}]}, "'press' is of the flag 'rain', and post has no such flag"),
        ({"triggers": [OWN["triggers"][0] | {"code": "rain", "flag": ""}]}, "Nothing is known of 'rain'"),
        ({"dormant_days": 0}, "Points and days are whole numbers above nought"),
        ({"ladder": [OWN["ladder"][0] | {"code": "shout"}]}, "'shout' is no rung"),
        ({"ladder": []}, "The ladder has no rung"),
        ({"weather": 1}, "Nothing is called 'weather'"),
        ({"dimensions": [OWN["dimensions"][0] | {"word": " "}]}, "In dimension 1 a text is missing or empty"),
    ],
)
def test_rules_that_cannot_be_are_refused_with_what_is_wrong_and_where(office, refused, changed, says):
    refusal = refused(lambda: flow.adopt_rule_set("risk", OWN | changed, starts=today(), because="So.", by=office[HEAD]))

    assert refusal.code == "rules"
    assert says in refusal.because
    assert queries.rules_in_force(on=today()).number == 1


def test_rules_are_taken_away_changed_and_adopted_on_the_page(at_desk, office):
    import json

    from django.core.files.uploadedfile import SimpleUploadedFile

    head = at_desk(HEAD)
    before = words(head.get("/rules/"))
    held = head.get("/rules/risk/?format=json").json() | {"dormant_days": 45}

    def sent(content: bytes, starts: str):
        return head.post("/rules/risk/", {"file": SimpleUploadedFile("r.json", content), "starts": starts, "because": "Sooner."})

    broken, early = sent(b"{", f"{today():%d/%m/%Y}"), sent(json.dumps(held).encode(), "1/1/2020")
    done = sent(json.dumps(held).encode(), f"{today():%d/%m/%Y}")

    assert before.count("Default of the program") == len(flow.RULE_SETS)
    assert "cannot be read as JSON" in words(broken)
    assert "Rules begin today or later" in words(early)
    assert done.status_code == 302
    assert "Adopted by this office" in words(head.get("/rules/risk/"))
    assert "Dormant days" in words(head.get("/rules/risk/"))
    assert at_desk("investigator").post("/rules/risk/", {}).status_code == 422
    assert queries.rules_in_force(on=today()).dormant_days == 45
