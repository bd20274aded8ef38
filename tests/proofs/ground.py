"""A council and an ombudsman under their example schemes, so small that every penny and page of theirs can be told; and the digest of all they keep."""

from datetime import date, timedelta
from functools import cache

from django.apps import apps
from django.db import connection

from duly.casework import flow as casework
from duly.casework.correspondence import actions as post
from duly.casework.examples.post import MORNING, as_mail
from duly.casework.submissions import actions as submissions
from duly.casework.submissions.rules import codes
from duly.core.contacts import actions as contacts
from duly.core.directory import actions as directory
from duly.core.record.clock import now, today
from duly.core.record.guards import guard_of
from duly.office.practice.people import appoint
from duly.payments import flow
from duly.payments.banking.actions import adopt_paying_account
from duly.payments.providers.tests.factories import paid_into
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from duly.primitives.actor import SYSTEM, Actor

MONDAY, PAYS_ON = date(2026, 11, 2), date(2026, 11, 13)
WEEK = "2026-W45"

COUNCIL = {
    "providers": "provider,name\nV-1,Quillbank Homecare\nV-2,Tarrowmere Home Support\n",
    "contracts": "contract,provider,title,version,from,to,basis,tolerance_minutes,floor_minutes,match_window_minutes,double_up_percent,"
    "trim_limit,trim_limit_percent,clause\n"
    + "".join(f"C-{n},V-{n},Framework,1,2026-04-01,,ACTUAL_MINUTE,0,0,120,80,10.00,2.00,7.2\n" for n in (1, 2)),
    "rates": "rate_ref,contract,service,from,to,rate\nR-1,C-1,home-care,2026-04-01,,24.00\nR-2,C-2,home-care,2026-04-01,,18.00\n",
    "people": "person,name\nP-1,Fenna Wrenfold\nP-2,Jorrick Velthorpe\nP-3,Delphie Tollivray\n",
    "packages": "line,person,provider,service,contract,from,to\nL-1,P-1,V-1,home-care,C-1,2026-04-01,\nL-2,P-2,V-1,home-care,C-1,2026-04-01,\n"
    "L-3,P-3,V-2,home-care,C-2,2026-04-01,\n",
    "calls": "line,weekday,starts,minutes,carers,from,to\n" + "".join(f"L-{n},Monday,08:00,60,1,2026-04-01,\n" for n in (1, 2, 3)),
    "openings": f"line,paid_to\nL-1,{MONDAY}\nL-2,{MONDAY}\nL-3,{MONDAY}\n",
}
VISITS = "visit_ref,provider,person,service,carer,starts,ends\n" + "".join(
    f"{ref},{provider},{person},home-care,W-{ref},2026-11-02 08:00,2026-11-02 {ends}\n"
    for ref, provider, person, ends in (("1", "V-1", "P-1", "09:00"), ("2", "V-1", "P-2", "15:40"), ("3", "V-2", "P-3", "09:00"))
)
"""As planned, but for P-2's carer, who stayed six hours and forty minutes longer."""
INVOICES = "invoice,line,provider,person,service,week_starting,minutes,rate,amount\n" + "".join(
    f"I-{provider},{n},{provider},{person},home-care,{MONDAY},{minutes},{rate},{amount}\n"
    for n, provider, person, minutes, rate, amount in (
        (1, "V-1", "P-1", 60, "24.00", "24.00"),
        (2, "V-1", "P-2", 460, "24.00", "184.00"),
        (1, "V-2", "P-3", 60, "18.00", "18.00"),
    )
)


def desks() -> dict[str, Actor]:
    """Everybody of both offices, by post, and the account the council pays from."""
    found = appoint(wings=("payments", "casework"))
    adopt_paying_account(name="NORTHMERE COUNCIL", sort_code="000099", account_number="10000099", by=SYSTEM)
    return found


def taken_in(kind: str, text: str, by: Actor, *, name: str = "") -> None:
    """A file that must be accepted."""
    outcome = flow.IMPORTS[kind](name or f"{kind}.csv", text.encode(), "council", by)
    assert outcome.accepted, outcome


def facts_in(people: dict[str, Actor]) -> None:
    """The council's files, and where its providers are paid."""
    for kind, text in COUNCIL.items():
        taken_in(kind, text, people["senior-officer" if kind == "openings" else "payments-officer"])
    for n in (1, 2):
        account = {"sort_code": f"00-00-0{n}", "account_number": f"1234567{n}", "account_name": f"PROVIDER {n}"}
        paid_into(f"V-{n}", **account, by=people["payments-officer"], confirmed_by=people["group-manager"])


def judged_week(people: dict[str, Actor]) -> None:
    """Visits and invoices in, and the week judged: two lines clean and one, of more than £100, held."""
    taken_in("visits", VISITS, people["payments-officer"])
    taken_in("invoices", INVOICES, people["payments-officer"])
    validation.judge([MONDAY], by=people["payments-officer"])


def a_prepared_run(people: dict[str, Actor]) -> str:
    """A run of what is due, drafted and prepared by the Payments Officer."""
    drafted = flow.draft_run(week=MONDAY, category="HC", pay_date=PAYS_ON, by=people["payments-officer"])
    return flow.prepare_run(drafted.run.ref, by=people["payments-officer"]).ref


def the_held_line() -> int:
    """The number of the one line-week that waits for a person."""
    (held,) = judged.exceptions(MONDAY, only_undecided=True)
    return held.assessed_id


def an_item(people: dict[str, Actor], number: int = 0) -> str:
    """An e-mail, registered."""
    arrival = MORNING[number]
    return casework.register_post(
        arrival.name, as_mail(arrival, sent_on=today()), received_on=today(), by=people["executive-assistant"]
    ).ref


def an_entry(people: dict[str, Actor]) -> str:
    """Somebody in the directory, with a telephone number, a role, another who is the same, and a marker."""
    by = people["casework-manager"]
    ref = directory.enter(kind="person", name="Ada Example", by=by).ref
    other = directory.enter(kind="person", name="Adela Exemplar", by=by).ref
    directory.tell(ref, kind="phone", text="01632 960001", starts=today(), by=by)
    directory.give_role(ref, role="adviser", starts=today(), by=by)
    directory.merge(ref, other=other, because="She said so.", by=by)
    ends = today() + timedelta(days=90)
    directory.place_marker(ref, kind="distress", because="A bad week.", owner=by.ref, review_on=ends, lapses_on=ends, by=by)
    return ref


def a_call(people: dict[str, Actor], about: str) -> tuple[str, str]:
    """A call with somebody of the directory, and the task that a promise became."""
    by = people["assistant-casework-manager"]
    promised = [("Ring her back", today() + timedelta(days=2), by.ref)]
    done = contacts.log_call(
        at=now(), about=about, verified="not verified", gist="She asked when.", flags=["distress"], promised=promised, by=by
    )
    return done.ref, done.promises[0]


def an_enquiry(people: dict[str, Actor]) -> str:
    """Something asked of the first-contact desk."""
    by = people["executive-assistant"]
    return contacts.ask(
        asker="The Wexcombe Echo", question="How many complaints are there?", expected="A figure", needed_by=today(), by=by
    ).ref


def a_case(people: dict[str, Actor], number: int = 0) -> str:
    """A case opened from an allocated e-mail."""
    item = an_item(people, number)
    post.triage(
        item,
        way="allocate",
        direct_to="Casework team",
        next_action="Open a case",
        owner=people["casework-manager"].ref,
        by=people["executive-assistant"],
    )
    opened = casework.open_case_from(
        item, title="Delay", complainant="Mrs Ada Example", body="A body", owner=people["investigator"].ref, by=people["casework-manager"]
    )
    return opened.ref


def put_up(people: dict[str, Actor], case: str, *, remedy_pence: int = 50_000, mp_interest: bool = False):
    """A submission put up by the investigator."""
    drafted = submissions.draft(
        case,
        kind="decision",
        ask="Uphold the complaint",
        remedy_pence=remedy_pence,
        mp_interest=mp_interest,
        paragraphs=("What happened.", "What we recommend."),
        by=people["investigator"],
    )
    return submissions.put_up(drafted.ref, by=people["investigator"])


def ready(people: dict[str, Actor], case: str, **said):
    """A submission passed as ready to be signed."""
    seen = put_up(people, case, **said)
    return submissions.pass_as_ready(
        seen.ref, seen_sha256=seen.text.sha256, ticked=codes(seen.kind, today()), by=people["assistant-casework-manager"]
    )


def a_letter(people: dict[str, Actor], case: str) -> str:
    """A letter that tells of a signed decision, filled in and not approved."""
    submission = ready(people, case)
    decision = casework.sign(submission.ref, outcome="agree", seen_sha256=submission.text.sha256, by=people["head-of-casework"])
    letter = casework.make_letter(
        decision.ref,
        template=casework.template_for(decision),
        to_address="ada@post.example",
        fields={"address": "Mrs Ada Example\n1 Example Row", "reasons": "It took too long."},
        by=people["investigator"],
    )
    return letter.ref


def kept_tables() -> tuple[str, ...]:
    """Every table that is kept under a guard, and the record itself."""
    guarded = (
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and guard_of(model) is not None and guard_of(model).kind != "exempt"
    )
    return (*sorted(guarded), "audit.event", "audit.payload")


def everything_kept() -> dict[str, str]:
    """A digest of every row of every kept table, by table: the same while nothing has been written or changed."""
    with connection.cursor() as cursor:
        cursor.execute(_digests())
        return dict(cursor.fetchall())


@cache
def _digests() -> str:
    """One statement, digested where the rows are."""
    rows = "coalesce(string_agg(t::text, E'\n' ORDER BY t::text), '')"
    tables = ((table, ".".join(f'"{part}"' for part in table.split("."))) for table in kept_tables())
    return " UNION ALL ".join(
        f"SELECT '{table}', encode(sha256(convert_to({rows}, 'UTF8')), 'hex') FROM {name} AS t" for table, name in tables
    )
