"""Who may close a case, by how it ended and by what is known of it; who did, by which rule; and cases closed among the decisions by staff level."""

import json
from datetime import timedelta
from html import unescape

import pytest

from duly.casework import flow
from duly.casework.cases import queries
from duly.casework.cases.powers import CLOSE
from duly.casework.example_scheme import OFFICE, SCHEME
from duly.casework.flow.closing import known_of
from duly.cli.main import code_of
from duly.core.confidentiality import actions as confidentiality
from duly.core.record.clock import today
from duly.core.record.queries import history
from duly.core.scheme.actions import adopt, declare_interest
from duly.core.scheme.actions import propose as propose_scheme
from duly.core.scheme.rules import Condition, Row
from duly.primitives.actor import SYSTEM

pytestmark = pytest.mark.django_db

SAID = {"outcome": "resolved", "principles": ["putting things right"], "because": "The council said sorry and paid."}


def close(case, office, **said):
    return flow.close_case(case.ref, **SAID | said, by=office["casework-manager"])


def text(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


BY_OUTCOME = (
    (CLOSE.code, Row("9.1", "investigator", (Condition("outcome", "is", "not in jurisdiction"),), "Investigators close what is not ours.")),
    (
        CLOSE.code,
        Row(
            "9.2",
            "casework-manager",
            (Condition("remedy", "at most", 50_000), Condition("mp asked", "is", False)),
            "The manager closes anything small.",
        ),
    ),
    (
        CLOSE.code,
        Row("9.3", "head-of-casework", (Condition("decided by you", "is", False),), "The head closes what somebody else decided."),
    ),
)


@pytest.fixture
def by_outcome(office):
    """A scheme whose rules of closing look at how the case ended, at money, at who asked and at who decided."""
    rest = [one for one in SCHEME if one[0] != CLOSE.code]
    adopt(office=OFFICE, number=15, title="By outcome", starts=today(), rules=[*rest, *BY_OUTCOME], by=SYSTEM)


@pytest.mark.parametrize(
    ("post", "outcome", "says"),
    [
        ("investigator", "not in jurisdiction", ""),
        ("investigator", "discretion", "rule 9.1 needs outcome is not in jurisdiction"),
        ("casework-manager", "discretion", ""),
        ("executive-assistant", "discretion", "No post you hold may close a case. The post of Casework Manager may (rule 9.2)."),
    ],
)
def test_who_may_close_a_case_goes_by_how_it_ended_and_a_refusal_says_who_may(office, case, by_outcome, refused, post, outcome, says):
    def act():
        return flow.close_case(case.ref, **SAID | {"outcome": outcome}, by=office[post])

    if says:
        assert says in refused(act).because
        return
    act()
    seen = queries.closing(case.ref)
    made = history("case", case.ref)[-1].facts

    assert seen is not None
    assert (seen.closed_by, seen.closed_as, seen.scheme) == (office[post].ref, post, made["scheme"])
    assert seen.rule == made["rule"] == {"investigator": "9.1", "casework-manager": "9.2"}[post]
    assert f"outcome: {outcome}" in made["facts"]
    assert any(line.startswith(f"{seen.rule} {post} (held") for line in made["looked_at"])


def test_money_and_who_decided_are_facts_of_a_closing(office, case, ready, by_outcome, refused):
    by, head = office["casework-manager"], {"by": office["head-of-casework"]}
    paper = ready(65_000)
    made = flow.sign(paper.ref, outcome="agree", seen_sha256=paper.text.sha256, by=office["deputy-ombudsman"])
    told = flow.who_may_close(queries.case(case.ref), by=by)

    assert known_of(case.ref, by=by)["remedy"] == 65_000
    assert "remedy at most £500.00" in refused(lambda: close(case, office, outcome="upheld")).because
    assert known_of(case.ref, by=office[made.signed_as])["decided by you"]
    assert told.refusal is not None
    assert {one.posts for one in told.ways} == {("head-of-casework",), ("investigator", "head-of-casework")}
    assert flow.close_case(case.ref, **SAID | {"outcome": "upheld"}, **head).stage == "closed"


def test_the_page_says_who_can_close_it_and_why_not_oneself_and_the_closed_case_by_which_rule(office, case, by_outcome, at_desk):
    clerk = text(at_desk("executive-assistant").get(f"/cases/{case.ref}/"))
    manager = text(at_desk("casework-manager").get(f"/cases/{case.ref}/"))
    closed = text(at_desk("casework-manager").post(f"/cases/{case.ref}/close/", SAID, follow=True))

    assert "Who can close this" in clerk
    assert "Investigator or Casework Manager or Head of Casework" in clerk
    assert "No post you hold may close a case." in clerk
    assert "You may" in manager
    assert "as Casework Manager, by rule 9.2 of" in closed


def test_whoever_declared_an_interest_in_a_case_does_not_close_it(office, case, refused):
    by = office["casework-manager"]
    declare_interest(about=case.complainant, because="My aunt.", by=by)

    assert refused(lambda: close(case, office)).code == "interest"
    assert flow.who_may_close(case, by=by).refusal.code == "interest"
    assert flow.close_case(case.ref, **SAID, by=office["head-of-casework"]).stage == "closed"


@pytest.fixture
def other_case(office, mail):
    """A second complaint, of the investigator's."""
    item = flow.register_post("again.eml", mail("Another"), received_on=today(), by=office["executive-assistant"])
    flow.triage_post(
        item.ref, way="allocate", direct_to="Us", next_action="Open", owner=office["casework-manager"].ref, by=office["executive-assistant"]
    )
    about = {"title": "Too soon", "complainant": "Mr Ben Example", "body": "Southmere Council", "owner": office["investigator"].ref}
    return flow.open_case_from(item.ref, **about, by=office["casework-manager"])


def test_cases_closed_are_among_the_decisions_by_level_and_the_parts_add_up(office, case, decision, other_case, at_desk, capsys):
    close(case, office, outcome="upheld")
    flow.reopen_case(case.ref, because="New papers.", by=office["casework-manager"])
    close(case, office, outcome="upheld")
    flow.close_case(other_case.ref, **SAID | {"outcome": "premature"}, by=office["investigator"])
    desk = at_desk("head-of-casework")

    rows = desk.get("/submissions/by-level/?format=json").json()["items"]
    sheet = desk.get("/submissions/by-level/?format=csv").content.decode("utf-8-sig").splitlines()
    page = text(desk.get("/submissions/by-level/"))
    assert code_of(["box", "by-level", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)

    assert {(one["level"], one["kind"]): (one["decisions"], one["closed"], one["superseded"]) for one in rows} == {
        ("Head of Casework", "decision"): (1, 0, 0),
        ("Casework Manager", "closed as upheld"): (2, 2, 1),
        ("Investigator", "closed as premature"): (1, 1, 0),
    }
    assert all(one["decisions"] == one["agreed"] + one["refused"] + one["closed"] for one in rows)
    assert sum(one["decisions"] for one in rows) == 4 == sum(one["decisions"] for one in said)
    assert len(sheet) == len(rows) + 1
    assert "Closed as premature" in page
    confidentiality.restrict(
        other_case.ref, officers=(office["head-of-casework"].ref,), because="A colleague", by=office["head-of-casework"]
    )
    seen = at_desk("casework-manager").get("/submissions/by-level/?format=json").json()["items"]
    assert "closed as premature" not in {one["kind"] for one in seen}, "nor is one counted to whoever may not see its case"


def propose(office, rules):
    return propose_scheme(
        office=OFFICE, title="Other closers", starts=today() + timedelta(days=1), rules=rules, by=office["head-of-casework"]
    )


def test_a_proposed_scheme_is_looked_at_for_closings_and_what_changes_comes_first(office, case, decision, other_case, at_desk, capsys):
    rest = [one for one in SCHEME if one[0] != CLOSE.code]
    ref = propose(office, [*rest, *BY_OUTCOME]).ref

    now = {row.outcome: row for row in flow.closers()}
    desk = at_desk("casework-manager")
    page = text(desk.get(f"/submissions/closers/?scheme={ref}"))
    assert code_of(["box", "closers", "--scheme", "PS-26-999", "--json"]) != 0
    assert "There is no proposed scheme PS-26-999" in capsys.readouterr().err
    assert code_of(["box", "closers", "--scheme", ref, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    then = desk.get(f"/submissions/closers/?scheme={ref}&format=json").json()["items"]

    assert now["premature"].now == "Casework Manager, Head of Casework, Investigator (their own)"
    assert (now["upheld"].now, now["upheld"].cases, now["upheld"].changes) == ("Casework Manager, Head of Casework", 2, False)
    assert {row["then"] for row in then if row["outcome"] == "premature"} == {"Casework Manager, Head of Casework"}
    assert {row["then"] for row in then if row["outcome"] == "not in jurisdiction"} == {"Investigator, Casework Manager, Head of Casework"}
    assert [row["changes"] for row in then] == sorted((row["changes"] for row in then), reverse=True)
    assert [row["then"] for row in told] == [row["then"] for row in then]
    assert "Ways to end that nobody may give" in page


def test_an_office_whose_scheme_names_nobody_who_may_close_a_case_is_told_so(office, case, at_desk):
    rest = [one for one in SCHEME if one[0] != CLOSE.code]
    before = flow.offices_where_nobody_closes({OFFICE})
    ref = propose(office, rest).ref
    proposal = text(at_desk("casework-manager").get(f"/delegation/proposed/{ref}/"))
    adopt(office=OFFICE, number=17, title="Nobody closes", starts=today(), rules=rest, by=SYSTEM)

    assert (before, flow.offices_where_nobody_closes({OFFICE})) == ((), (OFFICE,))
    assert {row.now for row in flow.closers()} == {"Nobody"}
    assert "Under it nobody could close a case" in proposal
    assert "Who could close open cases" in proposal
    assert f"Nobody of the {OFFICE} can close a case" in text(at_desk("investigator").get("/"))
    assert f"Nobody of the office {OFFICE} can close a case" in text(at_desk("investigator").get("/delegation/"))
