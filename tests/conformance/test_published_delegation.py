"""Schemes of delegation that ombudsmen have published, on the office's own powers: each line that speaks of one tried, with where it stands.

1. LGO 2008: the Local Government Ombudsman's schedule of delegation, 2008 (whatdotheyknow.com, request 1468).
2. Handbook: its investigators' handbook on who signs, released with it.
3. Chapter 33: the Local Government and Social Care Ombudsman's staff manual today.
4. Annex: the joint working manual's annex for the Parliamentary and Health Service Ombudsman, powers by step.

The decision table by itself is tried in src/duly/core/scheme/tests/test_published_schemes.py, on functions as the schedules name them.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from duly.casework.cases.powers import CARRY_ON, CLOSE, MOVE
from duly.casework.decisions.powers import SIGN
from duly.casework.investigation.powers import KEEP
from duly.core.people.actions import make_post
from duly.core.scheme.actions import adopt
from duly.core.scheme.powers import ADOPT
from duly.core.scheme.queries import rule_on
from duly.core.scheme.rules import Condition, Row, Suspended, held_back, rule, why_not_a_row
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.power import POWERS, Power

Rules = tuple[tuple[str, Row], ...]
DAY = date(2026, 11, 2)
CASE = {
    "remedy": 50_000,
    "mp asked": False,
    "office": "York",
    "subject": "housing",
    "formal interviews": 0,
    "public interest": False,
    "settled guidance": True,
    "concerns members": False,
    "doubt about stopping": False,
    "fault without injustice": False,
}
TO_SIGN = CASE | {"changes an earlier decision": False, "prepared by you": False, "kind": "decision", "earlier decision was yours": False}
TO_SIGN |= {"stage": "investigation"}
TO_CLOSE = CASE | {"outcome": "discretion", "stage": "assessment", "decided": False, "decided by you": False, "yours": True}
ASKED: dict[str, dict[str, Any]] = {
    SIGN.code: TO_SIGN,
    CLOSE.code: TO_CLOSE,
    MOVE.code: {"step": "investigate"},
    CARRY_ON.code: {},
    KEEP.code: {},
    ADOPT.code: {"proposed by you": False},
}
"""A plain case of each power, which each line changes in one thing."""


def _is(fact: str, value: bool | str) -> Condition:
    return Condition(fact, "is", value)


def _not(fact: str, value: str) -> Condition:
    return Condition(fact, "is not", value)


def _rows(number: str, posts: Mapping[str, str], *, power: Power, conditions: tuple[Condition, ...] = (), says: str) -> Rules:
    return tuple((power.code, Row(f"{number}.{n}", code, conditions, says)) for n, code in enumerate(posts, start=1))


POSTS = {
    "advice-team": "Advice team",
    "coordinator": "Coordinator",
    "investigator": "Investigator",
    "team-leader": "Team leader",
    "assistant-ombudsman": "Assistant Ombudsman",
    "deputy-ombudsman": "Deputy Ombudsman",
    "director": "Director",
    "ombudsman": "Ombudsman",
    "step-1": "Caseworker at step 1",
    "step-2": "Caseworker at step 2",
}
FROM_ASSISTANTS = dict.fromkeys(("assistant-ombudsman", "deputy-ombudsman", "ombudsman"), "")
FROM_INVESTIGATORS = {"investigator": ""} | FROM_ASSISTANTS
FROM_DEPUTIES = dict.fromkeys(("deputy-ombudsman", "ombudsman"), "")

LGO_2008: Rules = (
    *_rows("1", FROM_INVESTIGATORS, power=MOVE, conditions=(_is("step", "investigate"),), says="s26(1): they investigate."),
    (CLOSE.code, Row("2.1", "investigator", (_not("outcome", "premature"),), "All functions except premature, s26(5).")),
    (CLOSE.code, Row("2.2", "assistant-ombudsman", (_not("outcome", "premature"),), "As investigators: it is not among the three more.")),
    (CLOSE.code, Row("2.3", "deputy-ombudsman", (_not("outcome", "premature"),), "Nor among the five more.")),
    (CLOSE.code, Row("2.4", "ombudsman", (), "Every function.")),
    *_rows("3", FROM_ASSISTANTS, power=CARRY_ON, says="s26A(2)(b): a suitable person to act for the dead."),
    (SIGN.code, Row("4.1", "investigator", (_not("kind", "report"),), "All but a report, s30(1).")),
    (SIGN.code, Row("4.2", "assistant-ombudsman", (_not("kind", "report"),), "All but a report, s30(1).")),
    *_rows("4.3", FROM_DEPUTIES, power=SIGN, says="Reports too."),
    (ADOPT.code, Row("5.1", "ombudsman", (), "Delegation itself is the Ombudsman's.")),
)
PLAINLY = (
    _not("kind", "report"),
    _is("settled guidance", True),
    _is("public interest", False),
    _is("concerns members", False),
    _is("doubt about stopping", False),
    _is("fault without injustice", False),
)
IN_COVENTRY = (
    _is("office", "Coventry"),
    _is("mp asked", False),
    Condition("formal interviews", "at most", 0),
    Condition("remedy", "at most", 500_000),
)
_SIGNED_AND_CLOSED: Rules = tuple(
    (power.code, row)
    for power, number, plainly in ((SIGN, "6", PLAINLY), (CLOSE, "7", PLAINLY[1:]))  # a report is signed, and nothing is closed as one
    for row in (
        Row(f"{number}.1", "investigator", (*plainly, _not("office", "Coventry")), "An investigator signs what is plain."),
        Row(f"{number}.2", "investigator", (*plainly, *IN_COVENTRY), "In Coventry, with three conditions more."),
        Row(f"{number}.3", "ombudsman", (), "The Ombudsman signs anything."),
    )
)
HANDBOOK: Rules = (
    *_SIGNED_AND_CLOSED,
    (SIGN.code, Row("6.4", "deputy-ombudsman", (_is("kind", "report"),), "Exceptionally the Deputy signs a report.")),
)
ALL_BUT_REPORTS = ("assistant-ombudsman", "team-leader", "investigator")
CHAPTER_33: Rules = (
    (SIGN.code, Row("8.1", "director", (), "Directors, reports among it.")),
    *((SIGN.code, Row(f"8.{n}", post, (_not("kind", "report"),), "All but reports.")) for n, post in enumerate(ALL_BUT_REPORTS, start=2)),
    *((CLOSE.code, Row(f"9.{n}", post, (), "They close any.")) for n, post in enumerate(("director", *ALL_BUT_REPORTS), start=1)),
    (CLOSE.code, Row("9.5", "coordinator", (_is("outcome", "premature"),), "Coordinators, premature complaints only.")),
)
DECLINED = ("not in jurisdiction", "not properly made", "premature", "out of time", "another remedy", "discretion")
ANNEX: Rules = (
    *_rows("10", {"step-1": "", "step-2": ""}, power=KEEP, says="They obtain information."),
    (CLOSE.code, Row("11.1", "step-2", (Condition("outcome", "one of", DECLINED),), "At step 2 they decline on a ground.")),
    (MOVE.code, Row("11.2", "step-2", (_is("step", "investigate"),), "At step 2 they investigate in principle.")),
)
SCHEMES = {"LGO 2008": LGO_2008, "Handbook": HANDBOOK, "Chapter 33": CHAPTER_33, "Annex": ANNEX}

NO_POWER_HERE = {
    "LGO 2008": (
        *("s26B(3) disapply the rule on writing and time", "s28(3) expenses", "s29(6) fees for advice", "s29(6A) mediator"),
        *("s29(8) contempt", "s30(1B) statement", "s31 series", "s33 consultation", "s33ZA joint working"),
    ),
    "Annex": ("publish anonymised information",),
}
"""Functions of the schedules for which Duly has no power of its own, since nothing in it does just that: no line below speaks of them."""

LINES: tuple[tuple[str, str, str, Power, dict[str, Any], bool], ...] = (
    ("LGO 2008", "investigators investigate, s26(1)", "investigator", MOVE, {}, True),
    ("LGO 2008", "the advice team does not", "advice-team", MOVE, {}, False),
    ("LGO 2008", "investigators discontinue, s24A(7)", "investigator", CLOSE, {}, True),
    ("LGO 2008", "investigators: all except premature, s26(5)", "investigator", CLOSE, {"outcome": "premature"}, False),
    ("LGO 2008", "nor Assistant Ombudsmen", "assistant-ombudsman", CLOSE, {"outcome": "premature"}, False),
    ("LGO 2008", "nor the Deputy", "deputy-ombudsman", CLOSE, {"outcome": "premature"}, False),
    ("LGO 2008", "the Ombudsman", "ombudsman", CLOSE, {"outcome": "premature"}, True),
    ("LGO 2008", "investigators: all except a suitable person, s26A(2)(b)", "investigator", CARRY_ON, {}, False),
    ("LGO 2008", "Assistant Ombudsmen: and a suitable person", "assistant-ombudsman", CARRY_ON, {}, True),
    ("LGO 2008", "investigators: all except a report, s30(1)", "investigator", SIGN, {"kind": "report"}, False),
    ("LGO 2008", "investigators sign what is no report", "investigator", SIGN, {}, True),
    ("LGO 2008", "Assistant Ombudsmen: no report", "assistant-ombudsman", SIGN, {"kind": "report"}, False),
    ("LGO 2008", "the Deputy: and a report", "deputy-ombudsman", SIGN, {"kind": "report"}, True),
    ("LGO 2008", "delegation itself: not the Deputy", "deputy-ombudsman", ADOPT, {}, False),
    ("LGO 2008", "delegation itself: the Ombudsman", "ombudsman", ADOPT, {}, True),
    *(
        ("Handbook", f"{how}: {says}", "investigator", power, change, may)
        for power, how in ((SIGN, "signs"), (CLOSE, "closes"))
        for says, change, may in (
            ("a plain case", {}, True),
            ("not patently consistent with guidance", {"settled guidance": False}, False),
            ("nobody has said whether it is", {"settled guidance": None}, False),
            ("likely public controversy or media interest", {"public interest": True}, False),
            ("concerns members' interests", {"concerns members": True}, False),
            ("doubt about discontinuing", {"doubt about stopping": True}, False),
            ("significant maladministration, no or insufficient injustice", {"fault without injustice": True}, False),
            ("an MP or peer involved, elsewhere", {"mp asked": True}, True),
            ("an MP or peer involved, in Coventry", {"office": "Coventry", "mp asked": True}, False),
            ("a formal council interview, elsewhere", {"formal interviews": 1}, True),
            ("a formal council interview, in Coventry", {"office": "Coventry", "formal interviews": 1}, False),
            ("a settlement over £5,000, elsewhere", {"remedy": 500_001}, True),
            ("a settlement of £5,000, in Coventry", {"office": "Coventry", "remedy": 500_000}, True),
            ("a settlement over £5,000, in Coventry", {"office": "Coventry", "remedy": 500_001}, False),
        )
    ),
    ("Handbook", "reports need the Ombudsman's signature", "ombudsman", SIGN, {"kind": "report"}, True),
    ("Handbook", "no investigator's", "investigator", SIGN, {"kind": "report"}, False),
    ("Handbook", "exceptionally the Deputy's", "deputy-ombudsman", SIGN, {"kind": "report"}, True),
    ("Chapter 33", "directors all, reports among it", "director", SIGN, {"kind": "report"}, True),
    *(("Chapter 33", f"{post}: all but reports", post, SIGN, {"kind": "report"}, False) for post in ALL_BUT_REPORTS),
    *(("Chapter 33", f"{post}: all else", post, SIGN, {}, True) for post in ALL_BUT_REPORTS),
    ("Chapter 33", "coordinators premature only", "coordinator", CLOSE, {"outcome": "premature"}, True),
    ("Chapter 33", "and nothing else", "coordinator", CLOSE, {"outcome": "out of time"}, False),
    ("Chapter 33", "nor sign", "coordinator", SIGN, {}, False),
    ("Annex", "step 1 obtains information", "step-1", KEEP, {}, True),
    ("Annex", "step 1 does not decline", "step-1", CLOSE, {"outcome": "out of time"}, False),
    ("Annex", "step 1 does not investigate in principle", "step-1", MOVE, {}, False),
    *(("Annex", f"step 2 declines: {ground}", "step-2", CLOSE, {"outcome": ground}, True) for ground in DECLINED),
    ("Annex", "step 2 upholds nothing", "step-2", CLOSE, {"outcome": "upheld"}, False),
    ("Annex", "step 2 investigates in principle", "step-2", MOVE, {}, True),
    ("Annex", "delegations follow the team: an investigator of another employer, in none of its teams", "investigator", KEEP, {}, False),
)


def _told(power: Power, change: Mapping[str, Any]) -> dict[str, Any]:
    return ASKED[power.code] | change


def _table(scheme: str, power: Power) -> tuple[Row, ...]:
    return tuple(row for code, row in SCHEMES[scheme] if code == power.code)


@pytest.mark.parametrize(("scheme", "says", "post", "power", "change", "may"), LINES, ids=[f"{one[0]}: {one[1]}" for one in LINES])
def test_each_published_line_rules_on_the_offices_own_power(scheme, says, post, power, change, may):
    ruling = rule(power, _table(scheme, power), _told(power, change), (post,))

    assert ruling.allowed == may, ruling.because
    assert ruling.code in ("allowed", "no-row"), "refused for what the line says, and not because a fact is unknown to the power"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_rule_looks_at_facts_its_power_has(scheme):
    assert [wrong for code, row in SCHEMES[scheme] if (wrong := why_not_a_row(POWERS.get(code), row))] == []


@pytest.mark.parametrize("power", [SIGN, CLOSE], ids=lambda power: power.code)
@pytest.mark.parametrize(
    ("let_back", "subject", "stage", "allowed"),
    [
        ((), "housing", "assessment", False),
        (((_is("subject", "housing"),),), "housing", "investigation", True),
        (((_is("subject", "housing"),),), "planning", "investigation", False),
        (((_is("subject", "housing"),),), None, "investigation", False),
        (((_is("stage", "assessment"),),), "planning", "assessment", True),
        (((_is("stage", "assessment"),),), "planning", "investigation", False),
    ],
)
def test_a_new_starter_signs_and_closes_what_was_given_back_by_subject_and_stage(power, let_back, subject, stage, allowed):
    facts = _told(power, {"subject": subject, "stage": stage})
    ruling = rule(power, _table("Chapter 33", power), facts, ("investigator",))

    assert ruling.allowed
    assert held_back(ruling, Suspended(None, let_back), power, facts).allowed == allowed


@pytest.mark.django_db
def test_adopted_by_an_office_each_scheme_rules_on_every_line_as_it_is_published():
    for code, title in POSTS.items():
        make_post(code=code, title=title, office="Published", wing="casework", by=SYSTEM)
    wrong = []
    for number, (scheme, rules) in enumerate(SCHEMES.items(), start=1):
        on = date(DAY.year, DAY.month, DAY.day + number)
        ref = adopt(office="Published", number=number, title=scheme, starts=on, rules=rules, by=SYSTEM)
        for of, says, post, power, change, may in LINES:
            if of == scheme:
                ruling = rule_on(power, _told(power, change), actor=Actor("OFF-1", "Somebody", (post,)), on=on)
                wrong += [(of, says, ruling.because)] * (ruling.allowed != may or (may and ruling.scheme != ref))

    assert wrong == []
