"""A council and an ombudsman under their example schemes, so small that every penny and page of theirs can be told; and the digest of all they keep."""

from datetime import date, timedelta
from functools import cache

from django.apps import apps
from django.db import connection

from duly.casework import flow as casework
from duly.casework.adjudication import actions as adjudicating
from duly.casework.advice import actions as advice
from duly.casework.cases import queries as cases
from duly.casework.correspondence import actions as post
from duly.casework.examples.post import MORNING, as_mail
from duly.casework.flow import chasing
from duly.casework.instructions import actions as instructions
from duly.casework.investigation import actions as investigation
from duly.casework.reviews import actions as reviews
from duly.casework.risk import actions as risk
from duly.casework.risk.rules.scoring import CODES
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


def an_instruction(people: dict[str, Actor], about: str, case: str, *, step: str = "proposed") -> str:
    """A standing instruction about calls, proposed by an assistant; authorised, or in force, if asked for."""
    proposer, manager = people["assistant-casework-manager"], people["casework-manager"]
    seen = instructions.propose(
        about=about, kind="call limit", case_refs=(case,), channels=("phone",), reader=proposer.ref, calls_a_week=2, reasons="Daily calls.",
        adjustments="None are needed.", warning="By letter.", must_read="Danger.", review_on=today() + timedelta(days=90),
        expires_on=today() + timedelta(days=180), by=proposer,
    )  # fmt: skip
    if step != "proposed":
        instructions.authorise(seen.ref, by=manager)
    if step == "in force":
        instructions.put_in_force(seen.ref, notified_on=today(), starts=today(), how="By letter.", by=manager)
    return seen.ref


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


def an_issue(people: dict[str, Actor], case: str) -> str:
    """An issue of a case, with a page that bears on it and evidence asked for, which is chased."""
    by = people["investigator"]
    ref = investigation.raise_issue(case, words="It took too long.", by=by).ref
    paper = {"source_ref": cases.case(case).opened_from, "page": 1, "issue_refs": [ref]}
    investigation.note_evidence(case, **paper, shows="When it was asked for.", came_from="The complainant", by=by)
    chasing.ask_for_evidence(ref, what="The log", asked_of="A body", by=by)
    return ref


def a_recommendation(people: dict[str, Actor], case: str, issue: str) -> str:
    """A payment recommended on an issue that is upheld. Gives its reference."""
    by = people["investigator"]
    found = adjudicating.Found(fault=True, injustice=True, level=3, remedy_pence=60_000, loss_pence=0)
    reasons = dict.fromkeys(adjudicating.REASONS, "Because it is so.")
    evidence = [one.ref for one in investigation.queries.pieces(case)]
    adjudicating.find(issue, found=found, reasons=reasons, evidence=evidence, by=by)
    said = {"body": "A body", "action": "Pay her.", "proof": "A receipt.", "due": today() + timedelta(days=28)}
    return adjudicating.recommend(issue, kind="payment", amount_pence=60_000, **said, by=by).ref


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
    return casework.pass_as_ready(
        seen.ref,
        seen_sha256=seen.text.sha256,
        ticked=codes(seen.kind),
        despite="It is short.",
        by=people["assistant-casework-manager"],
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


def a_review(people: dict[str, Actor], number: int, *, until: str = "ask", route: str = "resolve"):
    """A review of a decision the Ombudsman signed, taken as far as asked: "ask", "accept", "assign", "find" or "conclude"."""
    submission = ready(people, a_case(people, number), remedy_pence=500_000)
    decision = casework.sign(submission.ref, outcome="agree", seen_sha256=submission.text.sha256, by=people["ombudsman"])
    by = people["casework-manager"]
    seen = casework.ask_for_review(
        decision.ref, asker="complainant", asked_by="Mrs Ada Example", received_on=today(), grounds=(("facts", "We answered."),), by=by
    )
    steps = (
        ("accept", lambda: casework.accept_review(seen.ref, valid=("ours", "says-why", "not-done"), because="Fair.", by=by)),
        ("assign", lambda: reviews.assign(seen.ref, reviewer=by.ref, by=by)),
        ("find", lambda: reviews.find(seen.ref, place=1, finding="both", reasons="The log.", by=by)),
        ("conclude", lambda: reviews.conclude(seen.ref, route=route, because="As found.", by=by)),
    )
    for name, step in steps:
        if until == "ask":
            break
        seen = step()
        if name == until:
            break
    return seen


def a_referral(people: dict[str, Actor], case: str) -> str:
    """A privileged question to the lawyers about a case."""
    said = {"kind": "legal view", "to_whom": "The Legal Team", "question": "May it stand?", "privileged": True, "due_on": today()}
    return casework.refer_question(case, **said, by=people["head-of-casework"]).ref


def an_advice(people: dict[str, Actor], case: str, *, answered: bool = True) -> str:
    """A question of Operations about a case, answered unless said."""
    by = people["casework-manager"]
    seen = advice.ask(way="given", about=case, asker="Investigations", question="May we wait?", subjects=["time limits"], by=by)
    return advice.answer(seen.ref, answer="You may.", answerer="The Casework Manager", by=by).ref if answered else seen.ref


def a_breach(people: dict[str, Actor], case: str) -> str:
    """A paper of a case that was lost."""
    said = {"because": "It was left on a train.", "whose": "The complainant's", "found_on": today()}
    return casework.note_breach(case, kind="lost", **said, by=people["executive-assistant"]).ref


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


def a_risk(people: dict[str, Actor], case: str) -> None:
    """An assessment of a case's risk."""
    by = people["casework-manager"]
    said = {"evidence": {"safety": "She fell."}, "papers": {}, "owner": by.ref, "mitigation": "We ring.", "by": by}
    risk.assess(case, points=dict.fromkeys(CODES, 0) | {"safety": 2}, review_on=today() + timedelta(days=28), **said)


def brought_in(people: dict[str, Actor], case: str) -> tuple[str, str]:
    """The Head of Casework asked for a decision by the Casework Manager, and work commissioned from the investigator."""
    by, week = people["casework-manager"], today() + timedelta(days=7)
    asked = risk.ask(
        case, rung="seek decision", asked_of=people["head-of-casework"].ref, asks="May we?", by_day=week, acknowledge_by=today(), by=by
    )
    said = {"owner": people["investigator"].ref, "terms": "Read the file.", "due_on": week}
    return asked.ref, risk.commission(case, **said, by=people["head-of-casework"]).ref
