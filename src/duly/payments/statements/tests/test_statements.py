"""A statement ties out to the penny, says whose move it is, is the same for ever at its entry, and is held against the provider's own figure."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duly.core.log.queries import newest_entry
from duly.core.log.tests.sealing import seal_now
from duly.core.record.clock import today
from duly.payments.ledger.tests.factories import posted
from duly.payments.statements import checks, queries, taking_away, told, unpaid
from duly.payments.statements.actions import tell_figure
from duly.payments.statements.figures import Said, reconciled
from duly.payments.statements.models import TheirFigure
from duly.payments.statements.parts import OVER, STATES, Account, Billed, Care, InRun, Judged, Sent, by_week, groups, pieces_of
from duly.payments.tests.ground import MONDAY
from duly.payments.validation import queries as judged
from duly.payments.validation.actions import decide, judge
from duly.payments.validation.tests.ground import a_commissioned_line, claimed, officers, visited
from duly.primitives.refusal import Refused

WEEK = timedelta(days=7)
REFERENCE = f"L-1/{MONDAY.isoformat()}"
pence = st.integers(0, 500_000)
standings = st.one_of(
    st.builds(lambda payable: ("payable", payable, "", "", ""), pence),
    st.builds(
        lambda choice, reason: ("held", 0, "", choice, reason), st.sampled_from(("", "hold")), st.sampled_from(("", "51", "52", "90"))
    ),
    st.sampled_from([("blocked", 0, "", "", ""), ("refused", 0, "no-opening", "", ""), ("refused", 0, "before-opening", "", "")]),
)


@st.composite
def accounts(draw):
    """Any account: cares judged or not, invoiced as judged or otherwise since, paid too little, enough or too much."""
    judged_of, billed, paid, runs = {}, {}, {}, {}
    for n in range(draw(st.integers(0, 12))):
        care = Care("V-1", f"P-{draw(st.integers(1, 4))}", "home-care", MONDAY - WEEK * n)
        asked = draw(pence)
        if draw(st.integers(0, 9)):
            how, payable, reason, choice, reason_code = draw(standings)
            judged_of[care] = Judged("L-1", "J-1", asked, min(asked, payable), how, (), reason, choice, reason_code, MONDAY)
            paid[care] = draw(st.one_of(st.just(0), st.just(min(asked, payable)), pence))
            runs[care] = InRun("HC-1", MONDAY + WEEK, draw(st.sampled_from(("draft", "approved"))))
        extra = draw(st.one_of(st.just(0), st.just(0), pence))
        refs = draw(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=2, unique=True))
        billed[care] = tuple(Billed(ref, MONDAY, part) for ref, part in zip(refs, (asked, extra), strict=False))
    pieces = pieces_of(judged_of, billed, paid, runs)
    sent = tuple(Sent("HC-1", MONDAY + timedelta(days=draw(st.integers(0, 20))), one) for one in paid.values() if one)
    invoiced = sum(bill.pence for bills in billed.values() for bill in bills)
    return Account("provider", "V-1", "Quillbank", 7, None, MONDAY + WEEK, pieces, invoiced, sum(paid.values()), date(2026, 4, 1), 0, sent)


@settings(deadline=None)
@given(accounts())
def test_every_sum_of_a_statement_ties_out(account):
    assert account.ties_out, [piece for piece in account.pieces if not piece.ties_out]
    assert account.invoiced == account.paid + account.unpaid + account.not_payable + account.settled_before
    assert account.unpaid == sum(part.pence for part in told.parts(account)) + account.unpaid_in(OVER) == account.unpaid_in(*STATES)
    assert account.unpaid == sum(one.pence for one in unpaid.whys(account)) == sum(one.pence for one in groups(account.pieces))
    assert account.not_payable == sum(amount for _, _, amount in unpaid.why_not_payable(account))
    assert account.invoiced == sum(row.pence for row in taking_away.rows(account)) == sum(week.invoiced for week in by_week(account.pieces))
    assert all(part.pence > 0 for part in told.parts(account) if part.code != "with-us")
    assert max(map(len, taking_away.as_text(queries.Statement(account)).splitlines())) <= 78


@settings(deadline=None)
@given(accounts(), pence, st.dictionaries(st.sampled_from("ABCDE"), pence, max_size=5))
def test_their_figure_and_ours_meet_line_by_line_or_the_rest_is_said_not_to_be_explained(account, alone, listed):
    for said in (
        Said(alone, MONDAY, "e-mail"),
        Said(account.unpaid, MONDAY, "e-mail"),
        Said(account.unpaid + account.not_payable, MONDAY, "e-mail"),
        Said(sum(listed.values()), MONDAY, "e-mail", tuple(listed.items())),
    ):
        found = reconciled(said, account)
        words = taking_away.verdict(queries.Statement(account, said, "", found))

        assert found.ties_out
        assert ("NOT explained" in words) is bool(found.unexplained)
        assert all(step.pence for step in found.steps)
    assert not reconciled(Said(account.unpaid + account.not_payable, MONDAY, "letter"), account).unexplained


def piece(ref, *, asked, payable, paid):
    care = Care("V-1", "P-1", "home-care", MONDAY + WEEK * ord(ref))
    return care, Judged("L-1", "J-1", asked, payable, "payable"), (Billed(ref, MONDAY, asked),), paid


def an_account(*lines):
    cares = [piece(*line[:1], asked=line[1], payable=line[2], paid=line[3]) for line in lines]
    pieces = pieces_of({c: j for c, j, _, _ in cares}, {c: b for c, _, b, _ in cares}, {c: p for c, _, _, p in cares}, {})
    asked, paid = sum(line[1] for line in lines), sum(line[3] for line in lines)
    return Account("provider", "V-1", "Quillbank", 7, None, MONDAY, pieces, asked, paid, MONDAY, 0, (Sent("HC-1", MONDAY + WEEK, paid),))


def test_a_difference_is_explained_by_what_was_refused_what_was_paid_since_and_what_never_came():
    account = an_account(("A", 1000, 900, 900), ("B", 500, 500, 0), ("C", 700, 600, 0))
    whole = reconciled(Said(2200, MONDAY, "e-mail"), account)
    listed = reconciled(Said(2220, MONDAY, "e-mail", (("A", 1000), ("C", 700), ("D", 520))), account)
    wrong = reconciled(Said(1101, MONDAY, "e-mail", (("B", 501), ("C", 600))), account)

    assert [(step.words, step.pence) for step in whole.steps] == [
        ("Less not payable, with a reason, 2 lines", -200),
        ("Less paid since 2 November", -900),
    ]
    assert [(step.words, step.pence) for step in listed.steps] == [
        ("A: not payable, with a reason", -100),
        ("A: paid", -900),
        ("B: unpaid here, and not on their list", 500),
        ("C: not payable, with a reason", -100),
        ("D: no such invoice has come to us", -520),
    ]
    assert listed.ours == 1100
    assert not listed.unexplained
    assert [step.words for step in wrong.unexplained] == ["B: a difference that nothing here explains"]


@pytest.fixture
def council(commits):
    ada, bea = officers()
    a_commissioned_line(ada)
    return ada, bea


def sealed() -> int:
    seal_now()
    return newest_entry()


def parts_of(statement) -> dict[str, int]:
    return {part.code: part.pence for part in told.parts(statement.account)}


def test_a_statement_follows_a_week_and_every_entry_of_it_stays_the_same_for_ever(council):
    ada, bea = council
    claimed("I1", minutes=45)
    came = sealed()
    visited("V1", minutes=45)
    judge([MONDAY], by=ada)
    held = sealed()
    (exception,) = judged.exceptions(MONDAY)
    decide(exception.assessed_id, choice="hold", reason_code="51", by=bea)
    asked = sealed()
    decide(exception.assessed_id, choice="pay_entitled", reason_code="11", by=bea)
    due = sealed()
    with pytest.raises(Refused) as refused:
        tell_figure("V-1", pence=1602, said_on=today(), said_by=" ", came_by="e-mail", by=ada)
    assert refused.value.refusal.code == "nobody"
    tell_figure("V-1", pence=1602, said_on=today(), said_by="K Renner, finance", came_by="e-mail", lines=(("I1", 1602),), by=ada)
    tell_figure("V-1", pence=1602, said_on=today(), said_by="K Renner, finance", came_by="telephone", by=ada)
    figured = sealed()
    told_then = {entry: taking_away.as_text(queries.of_provider("V-1", as_at=entry)) for entry in (came, held, asked, due, figured)}
    posted("issue:file:901", (REFERENCE, 1068))
    paid = sealed()

    assert {entry: taking_away.as_text(queries.of_provider("V-1", as_at=entry)) for entry in told_then} == told_then
    wanted = [(came, {"with-us": 1602}), (held, {"with-us": 1602}), (asked, {"provider": 1602}), (due, {"due": 1068}), (paid, {})]
    for entry, parts in wanted:
        statement = queries.of_provider("V-1", as_at=entry)
        assert (parts_of(statement), statement.account.ties_out) == (parts, True), entry
        assert parts_of(queries.of_person("P-104882", as_at=entry)) == parts
    assert queries.of_provider("V-1", as_at=due).said is None
    now = queries.of_provider("V-1", as_at=figured)
    assert "K Renner, finance said for V-1, by telephone" in now.said_in
    assert "K Renner" not in told_then[figured] + str(taking_away.as_values(now)), "who said it stays here"
    assert taking_away.verdict(now) == "Difference explained in full: £5.34."
    assert queries.of_provider("V-1").account.paid == 1068
    assert TheirFigure.objects.count() == 2
    assert queries.of_provider("V-1", as_at=-1).account.pieces == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"provider_ref": "V-9"}, "no-provider"),
        ({"pence": -1}, "below-nothing"),
        ({"pence": 10**15}, "below-nothing"),
        ({"said_on": date(2999, 1, 1)}, "not-yet"),
        ({"came_by": "pigeon"}, "how"),
        ({"lines": (("A", 1), ("A", 1))}, "twice"),
        ({"lines": (("A", 1),)}, "list-differs"),
        ({"lines": tuple((str(n), 1) for n in range(501))}, "too-many"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_what_to_do(wrong, code):
    ada, bea = officers()
    a_commissioned_line(ada)
    right = {
        "provider_ref": "V-1",
        "pence": 2,
        "said_on": today(),
        "said_by": "K Renner",
        "came_by": "letter",
        "lines": (("A", 1), ("B", 1)),
    }

    assert checks.why_not_tell(**right, by=ada) is None
    assert checks.why_not_tell(**right, by=bea).code.startswith("scheme")
    assert checks.why_not_tell(**(right | wrong), by=ada).code == code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "wrong"),
    [
        ("a_provider_has_one_figure_at_a_time", {}),
        ("a_figure_of_what_is_unpaid_is_nothing_or_more", {"pence": -1}),
        ("a_figure_came_one_of_five_ways", {"came_by": "pigeon"}),
        ("a_figure_is_a_providers", {"provider_ref": ""}),
    ],
)
def test_the_database_refuses_a_figure_that_cannot_be(constraint, wrong):
    from duly.core.record.actions import unit_of_work
    from duly.payments.statements.events import FigureTold

    ada, _ = officers()
    a_commissioned_line(ada)
    tell_figure("V-1", pence=1, said_on=today(), said_by="K", came_by="letter", by=ada)
    row = {"provider_ref": "V-1", "pence": 1, "said_on": today(), "came_by": "letter", "lines": []} | wrong

    with pytest.raises(Refused) as refused, unit_of_work() as record:
        ref = row["provider_ref"] or "none"
        event = record.write(FigureTold(ref, 2 if ref == "V-1" else 1, 1, today(), "letter", 0, (), "K"), by=ada)
        TheirFigure.objects.create(**row, made_by=event)

    assert refused.value.refusal.code.replace("-", "_") == constraint
