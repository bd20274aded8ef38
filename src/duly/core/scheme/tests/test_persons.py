"""What bears on one person: a stand-in counts only while everybody in the post is away, a suspension holds back, and dates bound both."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from duly.core.people import actions as people
from duly.core.people.models import Absence, Officer
from duly.core.people.queries import absences, actor
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme import actions, powers, queries
from duly.core.scheme.models import Interest, Proposal, StandIn, Suspension
from duly.core.scheme.rules import Condition, Row, posts_that_may, what_differs
from duly.primitives.actor import SYSTEM
from duly.primitives.power import Power
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
SIGN = Power("test.sign-a-paper", "sign a paper", (("remedy", "pence"), ("subject", "word")), unsaid=("subject",))
FACTS = {"remedy": 100, "subject": None}
DAY = timedelta(days=1)
RULES = (
    (SIGN.code, Row("1", "chief", (), "The Chief signs.")),
    (SIGN.code, Row("2", "clerk", (Condition("remedy", "at most", 50),), "A clerk signs small ones.")),
    (powers.ARRANGE.code, Row("3", "clerk", (Condition("for yourself", "is", False),), "Clerks arrange.")),
    (powers.PROPOSE.code, Row("4", "clerk", (), "Clerks propose.")),
    (powers.ADOPT.code, Row("5", "chief", (Condition("proposed by you", "is", False),), "The Chief adopts.")),
)


@pytest.fixture
def office(db):
    """A chief, a second chief who is one from next week, a clerk and a deputy, and a scheme since yesterday."""
    for code in ("chief", "clerk", "deputy"):
        people.make_post(code=code, title=code.title(), office="Office", wing="casework", by=SYSTEM)
    who = {}
    for name in ("chief", "clerk", "deputy"):
        who[name] = people.add_officer(username=name, name=f"The {name}", email=f"{name}@o.example", password=None, by=SYSTEM)
        people.give_post(who[name], post=name, starts=today() - 30 * DAY, by=SYSTEM)
    actions.adopt(office="Office", number=1, title="Scheme", starts=today() - DAY, rules=RULES, by=SYSTEM)
    return {name: actor(ref, on=today()) for name, ref in who.items()}


def _may(who, *, on=None, facts=FACTS):
    return queries.rule_on(SIGN, facts, actor=who, on=on or today())


def _why(action) -> str:
    with pytest.raises(Refused) as stopped:
        action()
    return stopped.value.refusal.code


def test_a_stand_in_counts_on_days_when_everybody_in_the_post_is_away_and_the_ruling_says_for_whom(office):
    deputy, ends = office["deputy"], today() + 10 * DAY
    actions.name_stand_in("chief", officer_ref=deputy.ref, starts=today(), ends=ends, because="Agreed.", by=office["clerk"])
    assert not _may(deputy).allowed

    people.note_absence(office["chief"].ref, starts=today(), ends=today() + 3 * DAY, by=office["clerk"])

    ruling = _may(deputy)
    assert (ruling.allowed, ruling.rule, ruling.post, ruling.stands_in_for) == (True, "1", "chief", "The chief")
    assert ruling.because == "Rule 1: The Chief signs. You stand in for The chief, who is away."
    assert not _may(deputy, on=today() + 3 * DAY).allowed
    assert not _may(office["clerk"]).allowed
    assert queries.standing_for(deputy.ref, on=today()) == {"chief": "The chief"}
    assert queries.holds_any([SIGN], actor=deputy, on=today())
    (seen,) = queries.stand_ins(since=today())
    assert seen.counts
    (absence,) = absences(since=today())
    people.end_absence(absence.number, ends=today(), by=office["clerk"])
    assert not _may(deputy).allowed
    actions.end_stand_in(seen.number, by=office["clerk"])
    assert queries.stand_ins(since=today()) == ()
    assert [one.action for one in history("stand-in", "chief")] == ["stand-in.named", "stand-in.ended"]


def test_two_who_hold_a_post_are_stood_in_for_only_when_both_are_away(office):
    people.give_post(office["clerk"].ref, post="chief", starts=today(), by=SYSTEM)
    actions.name_stand_in("chief", officer_ref=office["deputy"].ref, starts=today(), ends=today() + DAY, because="So.", by=office["clerk"])
    people.note_absence(office["chief"].ref, starts=today(), ends=today() + DAY, by=SYSTEM)
    assert not _may(office["deputy"]).allowed

    people.note_absence(office["clerk"].ref, starts=today(), ends=today() + DAY, by=SYSTEM)

    assert _may(office["deputy"]).allowed


def test_a_suspension_holds_back_what_the_scheme_allows_until_it_is_given_back_or_over(office):
    chief = office["chief"]
    actions.suspend(chief.ref, power=SIGN.code, starts=today(), ends=today() + 5 * DAY, because="New.", by=office["clerk"])
    refused = _may(chief)
    assert (refused.code, refused.rule) == ("suspended", "")
    assert refused.because.endswith("None of it has been given back.")
    assert _may(chief, on=today() + 5 * DAY).allowed

    actions.let_back(chief.ref, power=SIGN.code, given=[[Condition("subject", "is", "housing")]], by=office["clerk"])

    assert _may(chief, facts=FACTS | {"subject": "housing"}).allowed
    assert "It has been given back with subject is housing." in _may(chief).because
    assert (
        _why(lambda: actions.let_back(chief.ref, power=SIGN.code, given=[[Condition("colour", "is", "red")]], by=office["clerk"]))
        == "bad-rule"
    )
    actions.restore(chief.ref, power=SIGN.code, by=office["clerk"])
    assert _may(chief).allowed
    assert _why(lambda: actions.restore(chief.ref, power=SIGN.code, by=office["clerk"])) == "not-suspended"


def test_nobody_arranges_their_own_authority_nor_for_days_that_are_gone(office):
    clerk, chief = office["clerk"], office["chief"]

    def name(ref, by, starts=None):
        starts = starts or today()
        return lambda: actions.name_stand_in("chief", officer_ref=ref, starts=starts, ends=today() + DAY, because="So.", by=by)

    assert _why(name(clerk.ref, clerk)) == "scheme-no-row"
    assert _why(name(office["deputy"].ref, chief)) == "scheme-no-row"
    assert _why(name(office["deputy"].ref, clerk, today() - DAY)) == "past"
    assert _why(name(chief.ref, clerk)) == "holds-it"
    assert _why(name("O-9999", clerk)) == "nobody"
    name(office["deputy"].ref, clerk)()
    assert _why(name(office["deputy"].ref, clerk)) == "overlaps"
    assert _why(lambda: actions.restore(clerk.ref, power=SIGN.code, by=clerk)) == "scheme-no-row"


def test_an_interest_stands_until_somebody_else_says_it_is_no_more(office):
    actions.declare_interest(about="Northmere Council", because="My brother works there.", by=office["chief"])

    assert [one.about for one in queries.interests(on=today(), officer_ref=office["chief"].ref)] == ["Northmere Council"]
    assert queries.interests(on=today(), officer_ref=office["clerk"].ref) == ()
    assert _why(lambda: actions.declare_interest(about="Northmere Council", because="Again.", by=office["chief"])) == "declared"
    (one,) = queries.interests(on=today())
    assert _why(lambda: actions.withdraw_interest(one.number, by=office["chief"])) == "scheme-no-row"
    actions.withdraw_interest(one.number, by=office["clerk"])
    assert queries.interests(on=today()) == ()


def test_a_proposed_scheme_rules_nothing_until_somebody_else_adopts_it(office):
    rules = [(SIGN.code, Row("1", "clerk", (), "Clerks sign.")), *RULES[2:]]
    seen = actions.propose(office="Office", title="Scheme", starts=today() + DAY, rules=rules, by=office["clerk"])

    assert (seen.number, seen.rules[0][1].post) == (2, "clerk")
    assert not _may(office["clerk"], on=today() + DAY).allowed
    assert _why(lambda: actions.adopt_proposed(seen.ref, by=office["clerk"])) == "scheme-no-row"
    before = queries.instruments(on=today())[0].rules
    assert [(one.number, one.how) for one in what_differs(before, seen.rules)] == [("1", "other"), ("2", "gone")]
    assert posts_that_may(SIGN, [row for code, row in seen.rules if code == SIGN.code], FACTS) == ("clerk",)
    assert actions.adopt_proposed(seen.ref, by=office["chief"]) == "office-2"
    assert _may(office["clerk"], on=today() + DAY).allowed
    assert not _may(office["clerk"]).allowed
    assert _why(lambda: actions.adopt_proposed(seen.ref, by=office["chief"])) == "settled"
    assert _why(lambda: actions.propose(office="Office", title="", starts=today(), rules=rules, by=office["clerk"])) == "past"
    later = actions.propose(office="Office", title="", starts=today() + 2 * DAY, rules=rules, by=office["clerk"])
    assert actions.withdraw(later.ref, by=office["clerk"]).state == "withdrawn"


@pytest.mark.parametrize(
    ("name", "make"),
    [
        (
            "one_absence_at_a_time_for_one_person",
            lambda during, **o: Absence.objects.create(officer=Officer.objects.first(), during=during, **o),
        ),
        (
            "one_suspension_of_a_power_at_a_time_for_one_person",
            lambda during, **o: Suspension.objects.create(officer_ref="O-1", power="p", because="x", during=during, **o),
        ),
        (
            "one_stand_in_for_a_post_at_a_time",
            lambda during, **o: StandIn.objects.create(post="p", officer_ref="O-1", because="x", during=during, **o),
        ),
        (
            "one_interest_in_a_thing_at_a_time_for_one_person",
            lambda during, **o: Interest.objects.create(officer_ref="O-1", about="x", because="x", during=during, **o),
        ),
    ],
)
def test_the_database_refuses_two_at_once(office, name, make):
    made_by = "00000000-0000-4000-8000-000000000001"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(DateRange(today(), today() + 5 * DAY), made_by=made_by)
        make(DateRange(today() + DAY, today() + 9 * DAY), made_by=made_by)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("suspension_says_why", lambda **o: Suspension.objects.create(officer_ref="O-1", power="p", because="", **o)),
        ("stand_in_says_why", lambda **o: StandIn.objects.create(post="p", officer_ref="O-1", because="", **o)),
        ("interest_says_in_what_and_why", lambda **o: Interest.objects.create(officer_ref="O-1", about="", because="x", **o)),
        (
            "absence_has_a_first_and_a_last_day",
            lambda **o: Absence.objects.create(officer=Officer.objects.first(), **o | {"during": DateRange(today(), None)}),
        ),
    ],
)
def test_the_database_wants_a_reason_and_both_days(office, name, make):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make(during=DateRange(today(), today() + DAY), made_by="00000000-0000-4000-8000-000000000001")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("proposed_scheme_is_in_a_known_state", {"state": "burnt"}),
        ("proposed_scheme_is_in_a_known_state", {"state": "adopted"}),
        ("nobody_adopts_a_scheme_they_proposed", {"state": "adopted", "settled_by": "O-1"}),
    ],
)
def test_the_database_knows_the_states_of_a_proposed_scheme(office, name, said):
    usual = {
        "version": 1,
        "office": "o",
        "number": 2,
        "title": "",
        "rules": [],
        "proposed_by": "O-1",
        "starts": today(),
        "proposed_on": today(),
    }
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Proposal.objects.create(ref="PS-x", **usual | said)


def test_nobody_arranges_authority_of_an_office_they_hold_no_post_of_nor_stands_in_there(office):
    people.make_post(code="mayor", title="Mayor", office="Other", wing="payments", by=SYSTEM)
    ref = people.add_officer(username="mayor", name="The mayor", email="m@o.example", password=None, by=SYSTEM)
    people.give_post(ref, post="mayor", starts=today() - 30 * DAY, by=SYSTEM)
    theirs = (
        (powers.ARRANGE.code, Row("3", "mayor", (Condition("for yourself", "is", False),), "The Mayor arranges.")),
        (powers.PROPOSE.code, Row("4", "mayor", (), "The Mayor proposes.")),
        (powers.ADOPT.code, Row("5", "mayor", (Condition("proposed by you", "is", False),), "The Mayor adopts.")),
    )
    actions.adopt(office="Other", number=1, title="Scheme", starts=today() - DAY, rules=theirs, by=SYSTEM)
    mayor, ends = actor(ref, on=today()), today() + 10 * DAY
    seen = actions.propose(office="Office", title="Scheme", starts=today() + DAY, rules=RULES, by=office["clerk"])

    def stands_in(who: str, by):
        return lambda: actions.name_stand_in("chief", officer_ref=who, starts=today(), ends=ends, because="So.", by=by)

    codes = [
        _why(stands_in(office["deputy"].ref, mayor)),
        _why(stands_in(ref, office["clerk"])),
        _why(lambda: actions.suspend(office["chief"].ref, power=SIGN.code, starts=today(), ends=ends, because="So.", by=mayor)),
        _why(lambda: actions.propose(office="Office", title="Mine", starts=today() + DAY, rules=RULES, by=mayor)),
        _why(lambda: actions.adopt_proposed(seen.ref, by=mayor)),
    ]
    assert codes == ["another-office"] * 5
