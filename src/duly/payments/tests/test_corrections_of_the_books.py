"""Files of rates, lines, calls and what is learnt of people are replaced and undone as evidence is: superseded, never deleted, never what somebody decided."""

from datetime import date

import pytest

from duly.core.people.queries import actor
from duly.core.record.queries import how_many, newest
from duly.payments import flow
from duly.payments.packages import actions as packages
from duly.payments.packages import queries as known
from duly.payments.packages.models import CallPattern, Commission, PackageLine
from duly.payments.rates import actions as rates
from duly.payments.rates.models import Rate
from duly.payments.rates.queries import batch, rate, rates_of
from duly.payments.rates.rules import Rate as RateTold
from duly.payments.tests.ground import APRIL, MONDAY, a_contract, a_line, an_officer
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
RATES = "rate_ref,contract,service,from,to,rate\n"
R1 = "R-1,C-1,home-care,2026-04-01,,20.00\n"
R2 = "R-2,C-1,sitting,2026-04-01,,15.00\n"
LINES = "line,person,provider,service,contract,from,to\n"
L2 = "L-2,P-104882,V-1,sitting,C-1,2026-04-01,\n"
CALLS = "line,weekday,starts,minutes,carers,from,to\n"
C1 = "L-1,Monday,08:30,30,1,2026-04-01,\n"
C2 = "L-1,Friday,08:30,45,1,2026-04-01,\n"
KNOWN = {
    "rates": lambda: [(r.rate_ref, r.service, r.rate_hundredths, r.starts, r.ends) for r in rates_of("C-1")],
    "people": lambda: known.names_of(known.people_known()),
    "packages": lambda: (known.lines_known(), known.commissions_known()),
    "calls": known.patterns_known,
    "openings": known.openings_signed,
    "interruptions": known.interruptions_known,
    "deaths": known.deaths_known,
    "fundings": known.fundings_known,
}
FILES = {
    "rates": (RATES + R1 + R2, RATES + R1.replace("20.00", "21.00") + R2),
    "people": ("person,name\nP-9,Ada Thorn\n", "person,name\nP-9,Ada Thorne\n"),
    "packages": (LINES + L2, LINES + L2.replace("2026-04-01", "2026-05-01")),
    "calls": (CALLS + C1 + C2, CALLS + C1.replace("30,1", "60,2")),
    "openings": ("line,paid_to\nL-1,2026-11-02\n", "line,paid_to\nL-1,2026-11-09\n"),
    "interruptions": (
        "person,kind,from,to,told_on\nP-104882,hospital,2026-11-02,,2026-11-03\n",
        "person,kind,from,to,told_on\nP-104882,hospital,2026-11-02,2026-11-08,2026-11-03\n",
    ),
    "deaths": ("person,died\nP-104882,2026-11-02\n", "person,died\nP-104882,2026-11-03\n"),
    "fundings": (
        "person,kind,weekly,collected_by,from,to\nP-104882,fnc,100.00,nhs,2026-11-02,\n",
        "person,kind,weekly,collected_by,from,to\nP-104882,fnc,110.00,nhs,2026-11-02,\n",
    ),
}


@pytest.fixture
def ada():
    officer = an_officer()
    a_contract(officer)
    a_line(officer)
    return officer


@pytest.fixture
def bea():
    """Somebody else in the same post."""
    from duly.core.people.actions import add_officer, give_post
    from duly.primitives.actor import SYSTEM

    ref = add_officer(username="bea", name="Bea", email="bea@example.org", password=None, by=SYSTEM)
    give_post(ref, post="payments-officer", starts=date(2020, 1, 1), by=SYSTEM)
    return actor(ref, on=MONDAY)


def sent(kind, content, by):
    outcome = flow.IMPORTS[kind](f"{kind}.csv", content.encode(), "council", by)
    assert outcome.accepted, [fault.sentence for fault in outcome.faults] or outcome.refusal
    return outcome


def previewed(kind, content, by):
    return flow.preview_import(kind, name=f"{kind}.csv", content=content.encode(), source="council", by=by)


def replaced(kind, content, by, **more):
    return flow.replace_import(kind, name=f"{kind}.csv", content=content.encode(), source="council", by=by, **more)


def refused(ref, by) -> str:
    with pytest.raises(Refused) as caught:
        flow.undo_import(ref, because="A mistake.", by=by)
    assert caught.value.refusal.code == "stood-upon"
    return caught.value.refusal.because


@pytest.mark.parametrize("kind", FILES)
def test_a_corrected_file_is_looked_at_replaces_and_is_undone_step_by_step(ada, kind):
    nothing = KNOWN[kind]()
    first = sent(kind, FILES[kind][0], ada)
    told, events = KNOWN[kind](), how_many()

    assert previewed(kind, FILES[kind][0] + "\n", ada).changes.rows == ()
    looked_at = previewed(kind, FILES[kind][1], ada).changes
    assert looked_at.count("changed") or looked_at.count("new")
    assert (KNOWN[kind](), how_many()) == (told, events)

    second = replaced(kind, FILES[kind][1], ada, agreed=looked_at.digest)
    assert second.accepted, second.faults
    assert second.counts["the same"] == looked_at.same
    assert KNOWN[kind]() not in (told, nothing)

    assert f"{second.ref} replaced some of what {first.ref} told." in refused(first.ref, ada)
    flow.undo_import(second.ref, because="The wrong month.", by=ada)
    assert KNOWN[kind]() == told
    flow.undo_import(first.ref, because="The wrong council.", by=ada)
    assert KNOWN[kind]() == nothing
    assert "The wrong council." in newest(limit=1)[0].sentence
    assert sent(kind, FILES[kind][0], ada).accepted  # the same bytes may come again
    assert KNOWN[kind]() == told


@pytest.mark.parametrize("kind", FILES)
def test_what_was_looked_at_is_what_is_done_or_nothing(ada, kind):
    sent(kind, FILES[kind][0], ada)
    told = KNOWN[kind]()

    outcome = replaced(kind, FILES[kind][1], ada, agreed="0" * 64)

    assert outcome.refusal.code == "changed-since"
    assert KNOWN[kind]() == told


def test_a_file_reaches_its_own_days_and_what_was_before_and_after_stays(ada):
    sent("rates", RATES + R1 + R2, ada)
    sent("calls", CALLS + C1 + C2, ada)

    of_rates = replaced("rates", RATES + "R-3,C-1,home-care,2026-11-02,2026-11-29,22.00\n", ada)
    of_calls = replaced("calls", CALLS + "L-1,Monday,08:30,60,1,2026-11-02,\n", ada)

    assert of_rates.accepted, of_rates.faults
    home = [(r.rate_hundredths, r.starts, r.ends.year) for r in rates_of("C-1") if r.service == "home-care"]
    assert home == [(200_000, APRIL, 2026), (220_000, MONDAY, 2026), (200_000, date(2026, 11, 30), 9999)]
    assert [r.rate_hundredths for r in rates_of("C-1") if r.service == "sitting"] == [150_000]
    assert (of_calls.counts["new"], of_calls.counts["changed"], of_calls.counts["gone"]) == (1, 2, 0)
    assert [(p.weekday, p.minutes, p.starts, p.ends) for p in known.patterns_known()] == [
        (0, 30, APRIL, MONDAY),
        (0, 60, MONDAY, date.max),
        (4, 45, APRIL, MONDAY),
    ]
    assert Rate.objects.filter(superseded_by__isnull=False).count() == 1  # nothing is deleted
    assert CallPattern.objects.filter(superseded_by__isnull=False).count() == 2


def test_what_somebody_decided_is_not_a_files_to_replace(ada):
    sent("rates", RATES + R1, ada)
    rates.set_rate("C-1", service="home-care", rate_hundredths=210_000, starts=MONDAY, because="Uplift.", by=ada)
    before = KNOWN["rates"](), KNOWN["packages"]()

    of_rates = replaced("rates", RATES + R1.replace("20.00", "19.00"), ada)
    of_lines = replaced("packages", LINES + "L-1,P-104882,V-1,home-care,C-1,2026-05-01,\n", ada)

    assert of_rates.faults[0].says.endswith("was set or put forward by somebody, and is not a file's to replace.")
    assert "by what somebody decided, which a file does not replace" in of_lines.faults[0].says
    assert (KNOWN["rates"](), KNOWN["packages"]()) == before


def test_what_was_decided_since_stands_on_an_import(ada):
    of_rates, of_lines = sent("rates", RATES + R1, ada), sent("packages", LINES + L2, ada)
    rates.set_rate("C-1", service="home-care", rate_hundredths=210_000, starts=MONDAY, because="Uplift.", by=ada)
    packages.end_line("L-2", ends=MONDAY, by=ada)

    assert "was decided otherwise since (The rate of contract C-1 for home-care was set" in refused(of_rates.ref, ada)
    assert "(Line L-2 ends: 2 November 2026 is the first day it is not in force)" in refused(of_lines.ref, ada)


def test_what_stands_on_lines_and_people_is_undone_first(ada):
    people = sent("people", "person,name\nP-9,Ada Thorn\n", ada)
    lines = sent("packages", LINES + L2.replace("P-104882", "P-9"), ada)
    calls = sent("calls", CALLS + C1.replace("L-1", "L-2"), ada)
    death = sent("deaths", "person,died\nP-9,2026-11-02\n", ada)

    assert f"Calls of L-2, a line that {lines.ref} told, was said since by {calls.ref}." in refused(lines.ref, ada)
    assert f"P-9, whom {people.ref} entered, has line L-2." in refused(people.ref, ada)
    flow.undo_import(calls.ref, because="Wrong.", by=ada)
    flow.undo_import(lines.ref, because="Wrong.", by=ada)
    assert f"A death of P-9, whom {people.ref} entered, is known." in refused(people.ref, ada)
    flow.undo_import(death.ref, because="Wrong.", by=ada)
    flow.undo_import(people.ref, because="Wrong.", by=ada)

    assert list(known.people_known()) == ["P-104882"]
    assert [line.line_ref for line in known.lines_known()] == ["L-1"]
    assert PackageLine.objects.count() == 2


def test_a_line_that_was_told_wrongly_may_be_told_anew_but_not_one_that_was_paid(ada, monkeypatch):
    sent("people", "person,name\nP-9,Ada Thorn\n", ada)
    wrong = sent("packages", LINES + L2, ada)
    assert "Line L-2 is also for" in replaced("packages", LINES + L2.replace("P-104882", "P-9"), ada).faults[0].says

    flow.undo_import(wrong.ref, because="Another person's.", by=ada)
    right = sent("packages", LINES + L2.replace("P-104882", "P-9"), ada)
    assert known.line("L-2").person_ref == "P-9"

    monkeypatch.setattr("duly.payments.flow.correcting.paid_by_reference", lambda: {"L-2/2026-11-02": 2136})
    flow.undo_import(right.ref, because="Never agreed.", by=ada)
    assert known.line("L-2") is not None  # judged again, its weeks are to be recovered
    assert known.commissions_of("L-2") == ()


def _uplift(pounds: int, starts=MONDAY) -> list[RateTold]:
    return [RateTold("", "C-1", "home-care", starts, date.max, pounds * 10_000)]


def test_a_batch_is_taken_back_as_new_knowledge_and_what_it_replaced_is_known_again(ada, bea):
    sent("rates", RATES + R1, ada)
    before = KNOWN["rates"]()
    one = rates.put_forward("Uplift", _uplift(21), by=ada)
    rates.adopt(one.ref, by=bea)
    assert KNOWN["rates"]() != before

    with pytest.raises(Refused, match="Say why"):
        rates.take_back(one.ref, because=" ", by=bea)
    taken = rates.take_back(one.ref, because="The wrong year.", by=bea)

    assert (taken.state, KNOWN["rates"]()) == ("taken back", before)
    assert rate("R-1").ends == date.max
    assert "The wrong year." in newest(limit=1)[0].sentence
    with pytest.raises(Refused, match="Can take back only when adopted"):
        rates.take_back(one.ref, because="Again.", by=bea)


def test_rates_adopted_in_a_batch_that_a_later_batch_depends_on_are_not_undone(ada, bea):
    sent("rates", RATES + R1, ada)
    outcome, first = flow.put_rates_forward("up.csv", (RATES + "R-7,C-1,home-care,2026-11-02,,21.00\n").encode(), "council", ada)
    rates.adopt(first, by=bea)
    second = rates.put_forward("Next", _uplift(22, date(2026, 12, 7)), by=ada)
    rates.adopt(second.ref, by=bea)

    says = refused(outcome.ref, bea)
    assert f"Rates were set since in the place of some of {first}, such as R-7 (Batch {second.ref} was adopted" in says
    rates.take_back(second.ref, because="Too soon.", by=bea)
    undone = flow.undo_import(outcome.ref, because="Too soon, too.", by=bea)

    assert (undone.taken_back, undone.restored) == (2, 1)  # R-7, and what was left of R-1
    assert batch(first).state == "taken back"
    assert [(r.rate_ref, r.ends) for r in rates_of("C-1")] == [("R-1", date.max)]


def test_a_file_of_rates_that_waits_is_withdrawn_when_its_import_is_undone(ada):
    outcome, waiting = flow.put_rates_forward("up.csv", (RATES + R1).encode(), "council", ada)

    assert flow.undo_import(outcome.ref, because="The draft.", by=ada).taken_back == 1

    assert batch(waiting).state == "withdrawn"
    assert rates_of("C-1") == ()


def test_commissions_put_forward_in_a_file_are_replaced_until_somebody_approves_them(ada, bea):
    heading = LINES.replace("to\n", "to,approved\n")
    first = sent("packages", heading + L2.replace("\n", "no\n").replace(",no", ",,no"), ada)
    packages.approve_line("L-2", starts=APRIL, by=bea)

    wrong = replaced("packages", heading + "L-2,P-104882,V-1,sitting,C-1,2026-05-01,,yes\n", ada)

    assert "what somebody decided" in wrong.faults[0].says
    assert "was approved" in refused(first.ref, ada)
    assert Commission.objects.filter(superseded_by__isnull=True, approved_by="").count() == 1  # L-1's own
