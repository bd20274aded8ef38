"""No recorded decision lacks authority as at its own date: random schemes, adoptions, absences, stand-ins, suspensions and interests, and people who try to sign.

Beside the rooms stands a plain account of the same happenings, kept in Python, which says for each try whether it should have been let through.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duly.casework import flow
from duly.casework.correspondence import actions as post
from duly.casework.decisions.models import Decision
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.example_scheme import OFFICE, SCHEME
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.rules import Said, codes
from duly.core.people import actions as people
from duly.core.people.queries import actor
from duly.core.record import clock
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme import actions as scheme
from duly.core.scheme.models import Instrument, Rule
from duly.core.scheme.rules import Condition, Row
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused
from tests.faults.sizes import size

pytestmark = pytest.mark.django_db
SIGN = "submissions.sign"
PEOPLE = ("ombudsman", "deputy-ombudsman", "head-of-casework")
ARRANGER = "executive-assistant"
REST = tuple(one for one in SCHEME if one[0] != SIGN)
REMEDIES = (0, 40_000, 60_000)
NAME = "Northmere Council"

conditions = st.lists(
    st.sampled_from(
        (
            Condition("remedy", "at most", 50_000),
            Condition("remedy", "at least", 50_000),
            Condition("mp asked", "is", False),
            Condition("prepared by you", "is", False),
            Condition("office", "is", "Coventry"),
        )
    ),
    max_size=2,
    unique=True,
)
rows = st.lists(st.tuples(st.sampled_from(PEOPLE), conditions), min_size=1, max_size=4)
who = st.sampled_from(PEOPLE)
papers, days = st.integers(0, 2), st.integers(1, 6)


@st.composite
def bursts(draw) -> list[tuple]:
    """A happening, and somebody it bears on who tries to sign soon after."""
    one, other, sign = draw(who), draw(who), ("sign", draw(papers))
    return draw(
        st.sampled_from(
            (
                [("adopt", draw(rows)), ("days", 1), (*sign, one)],
                [("days", draw(days)), (*sign, one)],
                [("stand in", one, other, draw(days)), ("away", one, draw(days)), (*sign, other)],
                [("stand in", one, other, draw(days)), (*sign, other)],
                [("suspend", one, draw(days)), (*sign, one)],
                [("give back", one), (*sign, one)],
                [("interest", one), (*sign, one)],
                [(*sign, one), (*sign, other)],
            )
        )
    )


happenings = st.lists(bursts(), min_size=4, max_size=8).map(lambda many: [one for burst in many for one in burst])


@dataclass
class Account:
    """What has happened, in plain lists: spans are (from, until)."""

    rules: list[tuple[str, list[Condition]]] = field(default_factory=list)
    next_rules: list[tuple[str, list[Condition]]] | None = None
    away: dict[str, list[tuple[date, date]]] = field(default_factory=dict)
    stands_in: list[tuple[str, str, date, date]] = field(default_factory=list)
    suspended: dict[str, tuple[date, date, bool]] = field(default_factory=dict)
    interested: set[str] = field(default_factory=set)

    def may(self, person: str, facts: dict[str, Any], on: date) -> bool:
        """Whether somebody may sign, from first to last."""
        if person in self.interested:
            return False
        posts = {person} | {post for post, by, a, b in self.stands_in if by == person and a <= on < b and self._away(post, on)}
        met = [post for post, needed in self.rules if post in posts and all(self._met(c, facts) for c in needed)]
        if not met or len(met) != len(set(met)):
            return False
        starts, ends, housing = self.suspended.get(person, (on, on, False))
        return not starts <= on < ends or (housing and facts["subject"] == "housing")

    def _away(self, post: str, on: date) -> bool:
        return any(a <= on < b for a, b in self.away.get(post, ()))

    @staticmethod
    def _met(c: Condition, facts: dict[str, Any]) -> bool:
        found = facts[c.fact]
        if found is None:
            return False
        return {"at most": lambda: found <= c.value, "at least": lambda: found >= c.value, "is": lambda: found == c.value}[c.operator]()


@pytest.fixture
def three_papers(office, mail):
    """Three submissions on cases of their own that wait to be signed; of the first somebody said where it is dealt with and what it is about."""
    return [
        _paper(office, mail, remedy, said) for remedy, said in zip(REMEDIES, (Said("Coventry", "housing"), Said(), Said()), strict=True)
    ]


def _paper(office, mail, remedy: int, said: Said):
    by = office["executive-assistant"]
    item = flow.register_post("c.eml", mail(f"Complaint {remedy}"), received_on=today(), by=by)
    post.triage(item.ref, way="allocate", direct_to="Us", next_action="Open", owner=office["casework-manager"].ref, by=by)
    about = {"title": "Delay", "complainant": "Mrs Ada Example", "body": NAME, "owner": office["investigator"].ref}
    case = flow.open_case_from(item.ref, **about, by=office["casework-manager"])
    text = {
        "kind": "decision",
        "ask": "Uphold",
        "remedy_pence": remedy,
        "mp_interest": remedy == REMEDIES[-1],
        "paragraphs": ("One.", "Two."),
    }
    seen = submissions.draft(case.ref, **text, by=office["investigator"])
    submissions.say_circumstances(seen.ref, said=said, by=office["investigator"])
    seen = submissions.put_up(seen.ref, by=office["investigator"])
    ticked = codes("decision")
    return flow.pass_as_ready(
        seen.ref, seen_sha256=seen.text.sha256, ticked=ticked, despite="It is short.", by=office["assistant-casework-manager"]
    )


def _play(plan: list, office: dict[str, Actor], seen: list, at: list[datetime]) -> tuple[int, int]:
    told, signed, refused = Account(), 0, 0
    told.rules = [(row.post, list(row.conditions)) for power, row in SCHEME if power == SIGN]
    waiting = list(seen)
    for what, *said in plan:
        on = at[0].date()
        by = {post: actor(one.ref, on=on) for post, one in office.items()}
        arranger = by[ARRANGER]
        if what == "adopt" and told.next_rules is None:
            new = [(SIGN, Row(f"5.{n}", post, tuple(needed), "Random.")) for n, (post, needed) in enumerate(said[0], start=1)]
            number = Instrument.objects.filter(office=OFFICE).latest("number").number + 1
            scheme.adopt(office=OFFICE, number=number, title="Next", starts=on + timedelta(days=1), rules=[*REST, *new], by=arranger)
            told.next_rules = said[0]
        elif what == "days":
            at[0] += timedelta(days=said[0])
            if told.next_rules is not None:
                told.rules, told.next_rules = told.next_rules, None
        elif what == "away" and not any(b > on for _, b in told.away.get(said[0], ())):
            until = on + timedelta(days=said[1])
            people.note_absence(by[said[0]].ref, starts=on, ends=until, by=arranger)
            told.away.setdefault(said[0], []).append((on, until))
        elif what == "stand in" and said[0] != said[1] and not any(post == said[0] and b > on for post, _, _, b in told.stands_in):
            until = on + timedelta(days=said[2])
            scheme.name_stand_in(said[0], officer_ref=by[said[1]].ref, starts=on, ends=until, because="Random.", by=arranger)
            told.stands_in.append((said[0], said[1], on, until))
        elif what == "suspend" and said[0] not in told.suspended:
            until = on + timedelta(days=said[1])
            scheme.suspend(by[said[0]].ref, power=SIGN, starts=on, ends=until, because="Random.", by=arranger)
            told.suspended[said[0]] = (on, until, False)
        elif what == "give back" and told.suspended.get(said[0], (on, on, True))[1] > on:
            starts, ends, housing = told.suspended[said[0]]
            if not housing:
                scheme.let_back(by[said[0]].ref, power=SIGN, given=[[Condition("subject", "is", "housing")]], by=arranger)
                told.suspended[said[0]] = (starts, ends, True)
        elif what == "interest" and said[0] not in told.interested:
            scheme.declare_interest(about=NAME, because="Random.", by=by[said[0]])
            told.interested.add(said[0])
        elif what == "sign" and waiting:
            paper = waiting[said[0] % len(waiting)]
            should = told.may(said[1], _facts(paper), on)
            try:
                made: Any = flow.sign(paper.ref, outcome="agree", code="upheld", seen_sha256=paper.text.sha256, by=by[said[1]])
                waiting.remove(paper)
                signed += 1
            except Refused as stopped:
                made = stopped.refusal
                refused += 1
            assert isinstance(made, DecisionSeen) == should, (said, made)
    return signed, refused


def _facts(paper) -> dict[str, Any]:
    return {
        "remedy": paper.text.remedy_pence,
        "mp asked": paper.text.mp_interest,
        "prepared by you": False,
        "office": paper.circumstances.office or None,
        "subject": paper.circumstances.subject or None,
        "changes an earlier decision": False,
    }


def test_every_decision_had_authority_on_its_own_day_and_every_refusal_lacked_it(office, three_papers, monkeypatch, record_property):
    counted = [0, 0, 0]
    began = clock.now()
    at = [began]
    monkeypatch.setattr(clock, "now", lambda: at[0])

    @settings(max_examples=size(24, 400), deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(happenings)
    def walk(plan):
        at[0] = began
        try:
            with transaction.atomic():
                signed, refused = _play(plan, office, three_papers, at)
                for one in Decision.objects.all():
                    _as_at_its_own_date(one)
                counted[0], counted[1], counted[2] = counted[0] + signed, counted[1] + refused, counted[2] + 1
                raise _Back
        except _Back:
            pass

    walk()
    assert counted[0] >= 20
    assert counted[1] >= 20
    record_property("counted", f"authority: {counted[0]} decisions and {counted[1]} refusals in {counted[2]} random histories")


class _Back(Exception):
    """Every history begins from the same day."""


def _as_at_its_own_date(one: Decision) -> None:
    """The rule it is stamped with stood in the scheme it is stamped with, in force on its day, for the post it was signed as; the record keeps its rows."""
    stored = Rule.objects.select_related("instrument").get(instrument__ref=one.scheme, number=one.rule, power=SIGN)
    assert stored.post == one.signed_as
    assert one.signed_on in stored.instrument.during
    (made,) = history("decision", one.ref)
    assert made.facts["rule"] == one.rule
    assert any(line.startswith(f"{one.rule} {one.signed_as} (held") for line in made.facts["looked_at"])
