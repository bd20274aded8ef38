"""Schemes that ombudsmen have published, as decision tables: each row tried where it allows and where it refuses. Facts only, with where they stand.

1. The Local Government Ombudsman's schedule of delegation, 2008, released on request (whatdotheyknow.com, request 1468).
2. Its investigators' handbook on who signs, released with it: an investigator may not sign in certain circumstances, and in Coventry in more of them.
3. The Local Government and Social Care Ombudsman's staff manual, chapter 33: directors, all; assistant ombudsmen, team leaders and investigators, all
   but reports; coordinators, premature complaints; a new starter's delegation suspended, then given back by subject, stage or otherwise.
4. The joint working manual's annex for the Parliamentary and Health Service Ombudsman: who may, by step. Of its rows only those whose
   post is known here are tried: general authority to publish anonymised information; delegations follow the team, not the employer.
"""

import pytest

from duly.core.scheme.rules import Condition, Row, Suspended, held_back, lets, rule
from duly.primitives.power import Power

FUNCTION = Power("test.exercise", "exercise this function", (("function", "word"),))
PREMATURE, REPORT, SUITABLE, EXPENSES, ADVICE, MEDIATOR = "s26(5)", "s30(1)", "s26A(2)(b)", "s28(3)", "s29(6)", "s29(6A)"
CONTEMPT, STATEMENT, FURTHER, CONSULT, JOINT, DELEGATE = "s29(8)", "s30(1B)", "s31", "s33", "s33ZA", "delegation"
DISAPPLY, INVESTIGATE, DISCONTINUE = "s26B(3)", "s26(1)", "s24A(7)"
RESERVED = (PREMATURE, REPORT, SUITABLE, EXPENSES, ADVICE, MEDIATOR, CONTEMPT, STATEMENT, FURTHER, CONSULT, JOINT, DELEGATE)
TO_ASSISTANTS = (SUITABLE, EXPENSES, CONSULT)
TO_DEPUTIES = (*TO_ASSISTANTS, ADVICE, MEDIATOR, REPORT, STATEMENT, JOINT)


def _all_but(*functions: str) -> tuple[Condition, ...]:
    return tuple(Condition("function", "is not", one) for one in functions)


SCHEDULE_2008 = (
    Row("1", "advice-team", (Condition("function", "is", DISAPPLY),), "The advice team may disapply the rule on writing and time."),
    Row("2", "investigator", _all_but(*RESERVED), "Investigators exercise all functions but those reserved."),
    Row("3", "assistant-ombudsman", _all_but(*(f for f in RESERVED if f not in TO_ASSISTANTS)), "Assistant Ombudsmen exercise three more."),
    Row("4", "deputy-ombudsman", _all_but(*(f for f in RESERVED if f not in TO_DEPUTIES)), "Deputies exercise five more."),
    Row("5", "ombudsman", (), "The Ombudsman exercises every function."),
)
EVERY_FUNCTION = (*RESERVED, DISAPPLY, INVESTIGATE, DISCONTINUE)
MAY_2008 = {
    "advice-team": {DISAPPLY},
    "investigator": {DISAPPLY, INVESTIGATE, DISCONTINUE},
    "assistant-ombudsman": {DISAPPLY, INVESTIGATE, DISCONTINUE, SUITABLE, EXPENSES, CONSULT},
    "deputy-ombudsman": {DISAPPLY, INVESTIGATE, DISCONTINUE, SUITABLE, EXPENSES, CONSULT, ADVICE, MEDIATOR, REPORT, STATEMENT, JOINT},
    "ombudsman": set(EVERY_FUNCTION),
}


@pytest.mark.parametrize("post", MAY_2008)
def test_each_post_of_the_2008_schedule_may_what_it_says_and_no_other_function(post):
    may = {function for function in EVERY_FUNCTION if rule(FUNCTION, SCHEDULE_2008, {"function": function}, (post,)).allowed}

    assert may == MAY_2008[post]


SIGN = Power(
    "test.sign",
    "sign this decision",
    (
        ("kind", "word"),
        ("office", "word"),
        ("remedy", "pence"),
        ("mp asked", "yes/no"),
        ("formal interviews", "number"),
        ("settled guidance", "yes/no"),
        ("public interest", "yes/no"),
        ("concerns members", "yes/no"),
        ("doubt about stopping", "yes/no"),
        ("fault without injustice", "yes/no"),
    ),
    unsaid=("office", "formal interviews", "settled guidance"),
)


def _is(fact: str, value: bool | str) -> Condition:
    return Condition(fact, "is", value)


EVERYWHERE = (
    Condition("kind", "is not", "report"),
    _is("settled guidance", True),
    _is("public interest", False),
    _is("concerns members", False),
    _is("doubt about stopping", False),
    _is("fault without injustice", False),
)
HANDBOOK = (
    Row("H1", "investigator", (*EVERYWHERE, Condition("office", "is not", "Coventry")), "An investigator signs what is plain."),
    Row(
        "H2",
        "investigator",
        (
            *EVERYWHERE,
            _is("office", "Coventry"),
            _is("mp asked", False),
            Condition("formal interviews", "at most", 0),
            Condition("remedy", "at most", 500_000),
        ),
        "In Coventry not where an MP or peer is involved, fieldwork was significant, or the settlement is over £5,000.",
    ),
    Row("H3", "ombudsman", (), "Reports need the Ombudsman's signature."),
    Row("H4", "deputy-ombudsman", (_is("kind", "report"),), "Exceptionally the Deputy's."),
)
PLAIN = {
    "kind": "decision",
    "office": "York",
    "remedy": 500_000,
    "mp asked": False,
    "formal interviews": 0,
    "settled guidance": True,
    "public interest": False,
    "concerns members": False,
    "doubt about stopping": False,
    "fault without injustice": False,
}
COVENTRY = PLAIN | {"office": "Coventry"}


@pytest.mark.parametrize(
    ("facts", "allowed"),
    [
        (PLAIN, "H1"),
        (PLAIN | {"settled guidance": False}, ""),
        (PLAIN | {"settled guidance": None}, ""),
        (PLAIN | {"office": None}, ""),
        (PLAIN | {"public interest": True}, ""),
        (PLAIN | {"concerns members": True}, ""),
        (PLAIN | {"doubt about stopping": True}, ""),
        (PLAIN | {"fault without injustice": True}, ""),
        (PLAIN | {"kind": "report"}, ""),
        (PLAIN | {"mp asked": True}, "H1"),
        (PLAIN | {"formal interviews": 1}, "H1"),
        (PLAIN | {"remedy": 500_001}, "H1"),
        (COVENTRY, "H2"),
        (COVENTRY | {"mp asked": True}, ""),
        (COVENTRY | {"formal interviews": 1}, ""),
        (COVENTRY | {"remedy": 500_001}, ""),
        (COVENTRY | {"settled guidance": False}, ""),
    ],
)
def test_the_handbooks_conditions_hold_and_three_of_them_in_coventry_only(facts, allowed):
    assert rule(SIGN, HANDBOOK, facts, ("investigator",)).rule == allowed


@pytest.mark.parametrize(("post", "kind", "allowed"), [("ombudsman", "report", "H3"), ("deputy-ombudsman", "report", "H4")])
def test_a_report_is_signed_by_the_ombudsman_or_exceptionally_the_deputy(post, kind, allowed):
    assert rule(SIGN, HANDBOOK, PLAIN | {"kind": kind}, (post,)).rule == allowed
    assert not rule(SIGN, HANDBOOK, PLAIN | {"kind": kind}, ("investigator",)).allowed
    assert rule(SIGN, HANDBOOK, PLAIN, ("deputy-ombudsman",)).rule == ""


def test_the_least_change_in_coventry_names_the_one_thing_that_stands_in_the_way():
    ruling = rule(SIGN, HANDBOOK, COVENTRY | {"remedy": 500_001}, ("investigator",))

    assert ruling.least_change is not None
    assert ruling.least_change.says == "It would be allowed with remedy at most £5,000.00 (rule H2)."


CHAPTER_33 = (
    Row("33.1", "director", (), "Directors have all delegation, reports among it."),
    *(
        Row(f"33.{n}", post, (Condition("kind", "is not", "report"),), "All but reports.")
        for n, post in enumerate(("assistant-ombudsman", "team-leader", "investigator"), start=2)
    ),
    Row("33.5", "coordinator", (_is("kind", "premature"),), "Coordinators close premature complaints only."),
)
DECIDE = Power("test.decide", "decide this", (("kind", "word"), ("subject", "word"), ("stage", "word")), unsaid=("subject", "stage"))


@pytest.mark.parametrize(
    ("post", "kinds"),
    [
        ("director", {"premature", "decision", "report"}),
        ("assistant-ombudsman", {"premature", "decision"}),
        ("team-leader", {"premature", "decision"}),
        ("investigator", {"premature", "decision"}),
        ("coordinator", {"premature"}),
        ("hr-adviser", set()),
    ],
)
def test_each_post_of_chapter_33_may_what_it_says(post, kinds):
    asked = {kind: {"kind": kind, "subject": None, "stage": None} for kind in ("premature", "decision", "report")}

    assert {kind for kind, facts in asked.items() if rule(DECIDE, CHAPTER_33, facts, (post,)).allowed} == kinds


@pytest.mark.parametrize(
    ("let_back", "subject", "stage", "allowed"),
    [
        ((), "housing", "assessment", False),
        (((_is("subject", "housing"),),), "housing", "investigation", True),
        (((_is("subject", "housing"),),), "planning", "investigation", False),
        (((_is("subject", "housing"),),), None, "investigation", False),
        (((_is("subject", "housing"), _is("stage", "assessment")),), "housing", "investigation", False),
        (((_is("subject", "housing"),), (_is("stage", "assessment"),)), "planning", "assessment", True),
    ],
)
def test_a_new_starters_delegation_is_suspended_and_given_back_by_subject_and_stage(let_back, subject, stage, allowed):
    facts = {"kind": "decision", "subject": subject, "stage": stage}
    ruling = rule(DECIDE, CHAPTER_33, facts, ("investigator",))

    limited = held_back(ruling, Suspended(None, let_back), DECIDE, facts)

    assert ruling.allowed
    assert limited.allowed == allowed == lets(Suspended(None, let_back), facts)
    assert limited.code == ("allowed" if allowed else "suspended")
    if let_back and not allowed:
        assert "It has been given back with" in limited.because


def test_what_was_given_back_gives_nobody_what_the_scheme_does_not():
    facts = {"kind": "report", "subject": "housing", "stage": None}

    limited = held_back(rule(DECIDE, CHAPTER_33, facts, ("investigator",)), Suspended(None, ((_is("subject", "housing"),),)), DECIDE, facts)

    assert limited.code == "no-row"


JOINT_WORKING = (
    Row("J1", "caseworker-at-step-1", (Condition("function", "one of", ("obtain information", "publish anonymised")),), "At step 1."),
    Row(
        "J2",
        "caseworker-at-step-2",
        (Condition("function", "one of", ("obtain information", "decline", "investigate in principle", "publish anonymised")),),
        "At step 2.",
    ),
)
"""The annex's powers by step, as far as its rows are told in the source here: the post is the team's at that step, whoever employs the person."""


@pytest.mark.parametrize(
    ("post", "function", "allowed"),
    [
        ("caseworker-at-step-1", "obtain information", True),
        ("caseworker-at-step-1", "decline", False),
        ("caseworker-at-step-2", "decline", True),
        ("caseworker-at-step-2", "investigate in principle", True),
        ("caseworker-at-step-1", "publish anonymised", True),
        ("seconded-but-in-no-team", "obtain information", False),
    ],
)
def test_in_joint_working_delegation_follows_the_team_and_step(post, function, allowed):
    assert rule(FUNCTION, JOINT_WORKING, {"function": function}, (post,)).allowed == allowed
