"""Files of a small office, taken in through the corridor, and each thing a file can get wrong."""

from datetime import UTC, date, datetime

import pytest

from duly.core.record.clock import today
from duly.core.record.queries import counted_by_action
from duly.payments.contracts.queries import terms_known
from duly.payments.evidence.models import Visit as StoredVisit
from duly.payments.evidence.queries import Visit, visits_between, visits_of
from duly.payments.flow import IMPORTS
from duly.payments.invoices.queries import Claim, claims_for, invoice
from duly.payments.packages.queries import (
    Call,
    Opening,
    calls_planned,
    commissions_known,
    lines_known,
    names_of,
    openings_seen,
    openings_signed,
)
from duly.payments.providers.queries import provider_names
from duly.payments.rates.queries import rates_known
from duly.payments.tests.ground import MONDAY, an_officer
from duly.payments.validation.freeze import inputs_known
from duly.primitives.period import FOREVER
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db

OFFICE = {
    "providers": "provider,name\nPR-301,Quillbank Homecare\nPR-302,Ostwyn Carers\n",
    "contracts": (
        "contract,provider,version,from,to,basis,tolerance_minutes,floor_minutes,match_window_minutes,double_up_percent,trim_limit,"
        "trim_limit_percent,clause\n"
        "C-4401,PR-301,1,2026-04-01,2026-10-04,ACTUAL_MINUTE,0,0,120,90,5.00,1.00,7.2\n"
        "C-4401,PR-301,2,2026-10-05,,PLANNED_WITHIN,5,15,90,80,10.00,2.00,7.4\n"
        "C-4402,PR-302,1,2026-04-01,,ACTUAL_MINUTE,0,0,120,80,10.00,2.00,7.2\n"
    ),
    "rates": (
        "rate_ref,contract,service,from,to,rate\n"
        "RT-1,C-4401,home-care,2026-04-01,2026-11-01,21.36\nRT-2,C-4401,home-care,2026-11-02,,22.0001\n"
    ),
    "people": "person,name\nP-104801,Fenna Wrenfold\nP-104802,Ansel Tollivray\n",
    "packages": (
        "line,person,provider,service,contract,from,to\n"
        "L-1,P-104801,PR-301,home-care,C-4401,2026-04-01,2026-08-31\nL-1,P-104801,PR-301,home-care,C-4401,2026-10-01,\n"
        "L-2,P-104802,PR-302,home-care,C-4402,2026-04-01,\n"
    ),
    "calls": "line,weekday,starts,minutes,carers,from,to\nL-1,Monday,08:30,45,2,2026-04-01,\nL-2,sun,23:50,30,1,2026-04-01,2026-11-08\n",
    "openings": "line,paid_to\nL-1,2026-10-05\n",
    "visits": (
        "visit_ref,provider,person,service,carer,starts,ends\n"
        "V-1,PR-301,P-104801,home-care,W-1,2026-11-02 08:28,2026-11-02 09:13\n"
        "V-2,PR-301,P-104801,home-care,W-2,2026-10-25 00:30,2026-10-25 03:30\n"
    ),
    "invoices": (
        "invoice,line,provider,person,service,week_starting,minutes,rate,amount\n"
        "INV-1,1,PR-301,P-104801,home-care,2026-11-02,90,22.0001,33.00\nINV-1,2,PR-301,P-104801,home-care,2026-10-26,45,21.36,16.03\n"
    ),
}


def take_in(kind, content, by, source="council"):
    return IMPORTS[kind](f"{kind}.csv", content.encode(), source, by)


@pytest.fixture
def ada():
    return an_officer()


@pytest.fixture
def office(ada):
    for kind, content in OFFICE.items():
        outcome = take_in(kind, content, ada)
        assert outcome.accepted, [f.sentence for f in outcome.faults]
    return ada


def test_an_office_is_taken_in_whole(office):
    assert provider_names() == {"PR-301": "Quillbank Homecare", "PR-302": "Ostwyn Carers"}
    assert [(t.contract_ref, t.version, t.starts, t.ends, t.trim_limit_pence, t.trim_limit_bp) for t in terms_known()] == [
        ("C-4401", 1, date(2026, 4, 1), date(2026, 10, 5), 500, 100),
        ("C-4401", 2, date(2026, 10, 5), FOREVER, 1000, 200),
        ("C-4402", 1, date(2026, 4, 1), FOREVER, 1000, 200),
    ]
    assert [(r.rate_ref, r.starts, r.ends, r.rate_hundredths) for r in rates_known()] == [
        ("RT-1", date(2026, 4, 1), MONDAY, 213_600),
        ("RT-2", MONDAY, FOREVER, 220_001),
    ]
    assert [line.line_ref for line in lines_known()] == ["L-1", "L-2"]
    assert [(c.line_ref, c.starts, c.ends) for c in commissions_known()] == [
        ("L-1", date(2026, 4, 1), date(2026, 9, 1)),
        ("L-1", date(2026, 10, 1), FOREVER),
        ("L-2", date(2026, 4, 1), FOREVER),
    ]
    assert calls_planned(MONDAY, date(2026, 11, 16)) == (
        Call("L-1-20261102-0830", "L-1", MONDAY, 510, 45, 2),
        Call("L-1-20261109-0830", "L-1", date(2026, 11, 9), 510, 45, 2),
        Call("L-2-20261108-2350", "L-2", date(2026, 11, 8), 1430, 30, 1),
    )
    assert names_of(["P-104802"]) == {"P-104802": "Ansel Tollivray"}
    assert openings_signed() == (Opening("L-1", date(2026, 10, 5)),)
    assert openings_seen()[0].signed_by == office.ref
    assert claims_for(MONDAY) == (Claim("INV-1", 1, "PR-301", "P-104801", "home-care", MONDAY, 90, 220_001, 3300, received_on=today()),)
    assert invoice("PR-301", "INV-1").pence == 4903


def test_a_visit_over_the_change_of_clocks_lasts_what_really_passed(office):
    assert visits_between(date(2026, 10, 25), date(2026, 10, 26)) == (
        Visit("V-2", "PR-301", "P-104801", "home-care", "W-2", date(2026, 10, 25), 30, 240),
    )
    assert StoredVisit.objects.get(visit_ref="V-2").starts_at == datetime(2026, 10, 24, 23, 30, tzinfo=UTC)


def test_each_file_is_one_event(office):
    counted = counted_by_action()

    assert counted["import.accepted"] == len(OFFICE)
    assert {code: n for code, n in counted.items() if code.split(".")[0] in ("rate", "terms", "package", "person", "opening")} == {}


WRONG = [
    ("providers", "provider,name\nPR-301,Again\n", "Row 2, column provider: Provider PR-301 is known already."),
    ("providers", "provider,name\nPR-9,A\nPR-9,B\n", "Row 3, column provider: Provider PR-9 stands in row 2 too."),
    (
        "contracts",
        OFFICE["contracts"].splitlines()[0] + "\nC-4401,PR-302,3,2020-01-01,2020-02-01,ACTUAL_MINUTE,0,0,120,90,5.00,1.00,7.2\n",
        "Row 2, column provider: Contract C-4401 is with PR-301. Did you mean PR-301?",
    ),
    (
        "contracts",
        OFFICE["contracts"].splitlines()[0] + "\nC-4401,PR-301,3,2026-10-01,,ACTUAL_MINUTE,0,0,120,90,5.00,1.00,7.2\n",
        "Row 2, column from: These terms of C-4401 overlap version 1, in force 1 April to 4 October 2026.",
    ),
    (
        "contracts",
        OFFICE["contracts"].splitlines()[0] + "\nC-9,PR-301,1,2026-10-01,,ACTUAL_MINUTE,0,0,120,90,5.00,100.01,7.2\n",
        'Row 2, column trim_limit_percent: "100.01" is not a percentage from 0 to 100, such as 2.00.',
    ),
    (
        "rates",
        "rate_ref,contract,service,from,to,rate\nRT-3,C-4401,home-care,2026-10-30,2026-11-01,20.00\n",
        "Row 2, column from: This rate of C-4401 for home-care overlaps RT-1, in force 1 April to 1 November 2026.",
    ),
    (
        "rates",
        "rate_ref,contract,service,from,to,rate\nRT-3,C-4401,sitting,2026-10-30,,20.00\nRT-4,C-4401,sitting,2026-10-01,2026-10-30,20.00\n",
        "Row 3, column from: This rate of C-4401 for sitting overlaps row 2, in force from 30 October 2026.",
    ),
    (
        "rates",
        "rate_ref,contract,service,from,to,rate\nRT-3,C-4410,home-care,2020-01-01,2020-01-31,20.00\n",
        'Row 2, column contract: "C-4410" is not known. Did you mean C-4401?',
    ),
    (
        "rates",
        "rate_ref,contract,service,from,to,rate\nRT-3,C-4402,a,2026-01-02,2026-01-01,20\n",
        "Row 2, column to: The last day is before the first.",
    ),
    ("rates", "rate_ref,contract,service,from,to,rate\nRT-3,C-4402,a,2026-01-02,,0.00\n", "Row 2, column rate: A rate is above nothing."),
    ("people", "person,name\nP-104801,Somebody\n", "Row 2, column person: Person P-104801 is known already."),
    (
        "packages",
        "line,person,provider,service,contract,from,to\nL-3,P-104801,PR-301,sitting,C-4402,2026-04-01,\n",
        "Row 2, column contract: Contract C-4402 is with PR-302.",
    ),
    (
        "packages",
        "line,person,provider,service,contract,from,to\nL-1,P-104802,PR-301,home-care,C-4401,2020-04-01,2020-05-01\n",
        "Row 2, column line: Line L-1 is also for P-104801 PR-301 home-care C-4401.",
    ),
    (
        "packages",
        "line,person,provider,service,contract,from,to\nL-3,P-104801,PR-301,home-care,C-4401,2020-04-01,2020-05-01\n",
        "Row 2, column line: This person, provider and service have a line, L-1.",
    ),
    (
        "packages",
        "line,person,provider,service,contract,from,to\nL-1,P-104801,PR-301,home-care,C-4401,2026-08-31,2026-09-02\n",
        "Row 2, column from: Line L-1 is in force on some of these days by a span already known (1 April to 31 August 2026).",
    ),
    (
        "calls",
        "line,weekday,starts,minutes,carers,from,to\nL-1,Mon,08:30,30,1,2026-11-01,\n",
        "Row 2, column starts: A call already planned has this line's call at this time (from 1 April 2026).",
    ),
    (
        "calls",
        "line,weekday,starts,minutes,carers,from,to\nL-1,Mnday,09:30,30,1,2026-11-01,\n",
        'Row 2, column weekday: "Mnday" is not a day of the week, such as Monday. Did you mean Monday?',
    ),
    ("openings", "line,paid_to\nL-2,2026-10-06\n", "Row 2, column paid_to: A line is settled up to a Monday. Did you mean 2026-10-05?"),
    ("openings", "line,paid_to\nL-1,2026-10-12\n", "Row 2, column line: The opening position of L-1 is known already."),
    (
        "visits",
        OFFICE["visits"].splitlines()[0] + "\nV-3,PR-301,P-104801,home-care,W-1,2026-11-03 08:28,2026-11-04 08:29\n",
        "Row 2, column ends: A visit lasts 24 hours at most.",
    ),
    (
        "visits",
        OFFICE["visits"] + "V-3,PR-301,P-104801,home-care,W-1,2026-11-03 08:28,2026-11-03 08:40\n",
        "Row 2, column visit_ref: This visit was taken in before.",
    ),
    (
        "visits",
        OFFICE["visits"].splitlines()[0] + "\nV-3,PR-302,P-104802,home-care,W-1,2026-11-03 08:28,2026-11-03 08:40\n",
        "Row 2, column provider: This file came from PR-301, and may hold only its visits. Did you mean PR-301?",
    ),
    (
        "invoices",
        OFFICE["invoices"].splitlines()[0] + "\nINV-2,1,PR-301,P-104801,home-care,2026-11-03,60,21.36,21.36\n",
        "Row 2, column week_starting: A week begins on a Monday. Did you mean 2026-11-02?",
    ),
    (
        "visits",
        OFFICE["visits"].splitlines()[0] + ",reason\nV-3,PR-301,P-104801,home-care,W-1,2026-11-03 08:28,2026-11-03 08:48,person\n",
        "Row 2, column reason: Only a cancelled visit has this, and this visit was delivered.",
    ),
    (
        "visits",
        OFFICE["visits"].splitlines()[0] + ",outcome\nV-3,PR-301,P-104801,home-care,W-1,2026-11-03 08:28,2026-11-03 08:48,deliverd\n",
        'Row 2, column outcome: "deliverd" is none of delivered, cancelled, frustrated, missed. Did you mean delivered?',
    ),
    (
        "invoices",
        OFFICE["invoices"].splitlines()[0] + ",vat\nINV-2,1,PR-301,P-104801,home-care,2026-11-02,60,21.36,21.36,-4.27\n",
        "Row 2, column vat: An invoice line is not below nothing; a credit is sent as a credit note.",
    ),
    (
        "invoices",
        OFFICE["invoices"].splitlines()[0] + ",nights\nINV-2,1,PR-301,P-104801,residential,2026-11-02,60,21.36,21.36,7\n",
        "Row 2, column week_starting: A line is for a week or for the nights of a stay, and not for both.",
    ),
    (
        "invoices",
        "invoice,line,provider,person,service,from,to,nights,rate,amount\nINV-2,1,PR-301,P-104801,residential,2026-11-02,2026-11-08,8,700,700\n",
        "Row 2, column nights: There are 7 nights in these dates. Did you mean 7?",
    ),
    (
        "invoices",
        "invoice,line,provider,person,service,rate,amount\nINV-2,1,PR-301,P-104801,residential,700,700\n",
        "Row 2, column week_starting: A line for a week says its week starting.",
    ),
    (
        "invoices",
        OFFICE["invoices"] + "INV-2,1,PR-301,P-104801,home-care,2026-11-02,60,21.36,21.36\n",
        "Row 2, column invoice: This invoice was taken in before.",
    ),
]


@pytest.mark.parametrize(("kind", "content", "says"), WRONG)
def test_a_file_that_is_wrong_is_refused_and_says_where(office, kind, content, says):
    outcome = take_in(kind, content, office, source="PR-301" if kind in ("visits", "invoices") else "council")

    assert not outcome.accepted
    assert outcome.faults[0].sentence == says


def test_visits_that_did_not_happen_or_cannot_be_timed_are_taken_in_as_what_they_are(office):
    heads = "visit_ref,provider,person,service,carer,starts,ends,outcome,source,cancelled_at,reason,person_name\n"
    rows = (
        "V-3,PR-301,P-104801,home-care,W-1,2026-11-03 08:30,,,phone,,,FENNA WRENFOLD\n"
        "V-4,PR-301,P-104801,home-care,W-1,2026-11-03 09:30,2026-11-03 09:10,,manual,,,Fern Wrenfold\n"
        "V-5,PR-301,P-104801,home-care,W-1,2026-11-03 10:30,,Cancelled,,2026-11-02 10:30,person,\n"
        "V-6,PR-301,P-999,home-care,W-1,2026-11-03 11:30,2026-11-03 11:35,frustrated,gps,,,\n"
        "V-7,PR-301,P-104801,home-care,W-1,2026-11-03 12:30,,missed,,,,\n"
    )

    outcome = take_in("visits", heads + rows, office, source="PR-301")

    assert outcome.accepted, [fault.sentence for fault in outcome.faults]
    assert outcome.counts == {
        "visits": 5,
        "without a check-out": 1,
        "ending before they start": 1,
        "cancelled": 1,
        "frustrated": 1,
        "missed": 1,
        "of people not known": 1,
        "under another name": 1,
    }
    made = visits_between(date(2026, 11, 3), date(2026, 11, 4))
    assert [(v.visit_ref, v.minutes, v.outcome, v.source, v.notice_minutes, v.reason, v.times) for v in made] == [
        ("V-3", 0, "delivered", "phone", -1, "", "no check-out"),
        ("V-4", 0, "delivered", "manual", -1, "", "ends before it starts"),
        ("V-5", 0, "cancelled", "", 1440, "person", "ok"),
        ("V-6", 5, "frustrated", "gps", -1, "", "ok"),
        ("V-7", 0, "missed", "", -1, "", "ok"),
    ]
    assert [v.person_check for v in visits_of("P-104801", starts=date(2026, 11, 3), ends=date(2026, 11, 4))] == ["", "name differs", "", ""]


def test_judging_is_given_every_row(office):
    """Visits that were not delivered, claims for people not known, and nights."""
    heads = "visit_ref,provider,person,service,carer,starts,ends,outcome\n"
    visits = "V-3,PR-301,P-104801,home-care,W-1,2026-11-03 08:30,,\nV-7,PR-301,P-104801,home-care,W-1,2026-11-03 12:30,,missed\n"
    lines = (
        "invoice,line,provider,person,service,week_starting,minutes,from,to,nights,rate,amount,vat,person_name\n"
        "INV-2,1,PR-301,P-104801,home-care,2026-11-02,60,,,,21.36,21.38,4.28,Fern Wrenfold\n"
        "INV-2,2,PR-301,P-999,home-care,2026-11-02,60,,,,21.36,21.36,,\n"
        "INV-2,3,PR-301,P-104801,residential,,,2026-11-02,2026-11-08,7,700.00,700.00,,\n"
    )
    assert take_in("visits", heads + visits, office).accepted

    outcome = take_in("invoices", lines, office)

    assert outcome.counts == {
        "invoices": 1,
        "lines": 3,
        "pence claimed": 74_274,
        "lines for stays": 1,
        "lines with a sum that differs": 1,
        "pence VAT": 428,
        "lines of people not known": 1,
        "lines under another name": 1,
    }
    assert [(c.line_no, c.pence, c.vat_pence, c.person_check, c.nights) for c in claims_for(MONDAY) if c.invoice_ref == "INV-2"] == [
        (1, 2138, 428, "name differs", 0),
        (2, 2136, 0, "unknown", 0),
        (3, 70_000, 0, "", 7),
    ]
    frozen = inputs_known([MONDAY])
    assert [v.visit_ref for v in frozen.visits] == ["PR-301/V-1", "PR-301/V-3", "PR-301/V-7"]
    assert [(c.invoice_ref, c.line_no, c.nights) for c in frozen.claims] == [
        ("PR-301/INV-1", 1, 0),
        ("PR-301/INV-2", 1, 0),
        ("PR-301/INV-2", 2, 0),
        ("PR-301/INV-2", 3, 7),
    ]


def test_a_sum_a_penny_away_is_taken_in(office):
    line = "INV-2,1,PR-301,P-104801,home-care,2026-11-02,60,21.36,{}\n"

    outcome = take_in("invoices", OFFICE["invoices"].splitlines()[0] + "\n" + line.format("21.37"), office)

    assert outcome.counts == {"invoices": 1, "lines": 1, "pence claimed": 2137}


@pytest.mark.parametrize("kind", ["visits", "invoices"])
def test_a_file_replayed_is_refused_with_101_though_its_bytes_differ(office, kind):
    assert take_in(kind, OFFICE[kind], office).refusal.code == "101"
    assert take_in(kind, OFFICE[kind] + "\r\n", office).refusal.code == "101"


def test_a_reference_is_a_providers_own(office):
    visits = OFFICE["visits"].replace("PR-301", "PR-302").replace("P-104801", "P-104802")
    invoices = OFFICE["invoices"].replace("PR-301", "PR-302").replace("P-104801", "P-104802")

    assert take_in("visits", visits, office, source="PR-302").accepted
    assert take_in("invoices", invoices, office, source="PR-302").accepted


@pytest.mark.parametrize("kind", OFFICE)
def test_somebody_in_no_such_post_may_take_nothing_in(ada, kind):
    bob = an_officer("bob", may=False)

    with pytest.raises(Refused, match="No post you hold may take in a file of"):
        take_in(kind, OFFICE[kind], bob)
