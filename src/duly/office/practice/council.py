"""The invented council's weeks, done through the same actions a person uses: files taken in, judged, decided, and paid by three people.

Every week but the newest is decided, paid, and its bank file handed over, and the providers are told of the week just paid; in the newest a few
exceptions are left to decide.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from duly.core.calendar.actions import add_holiday
from duly.core.record.clock import today
from duly.office.practice.invented import Council, Size, invented
from duly.office.practice.invented.files import Sent, background, batches, sent_for
from duly.office.practice.invented.ground import HOLIDAY, HOLIDAY_NAME
from duly.payments import flow
from duly.payments.banking import actions as bank
from duly.payments.banking import queries as banking
from duly.payments.contracts import actions as contracts
from duly.payments.providers import actions as providers
from duly.payments.runs import queries as runs
from duly.payments.screens.exceptions.words import USUAL_REASON
from duly.payments.validation import actions as validation
from duly.payments.validation import queries as judged
from duly.primitives.actor import SYSTEM, Actor
from duly.primitives.period import week_name
from duly.primitives.refusal import Refused

CATEGORY = "HC"
PAID_AFTER = timedelta(days=11)
"""From a week's Monday to the Friday of the week after."""
CONTRACTS_BEGAN = date(2024, 4, 1)
SIGNS = {"openings": "senior-officer"}
"""Kinds of file that a Payments Officer may not take in; the post that may."""
LEFT_UNDECIDED = 6
"""Exceptions left for whoever tries the practice copy to decide."""
DELIVERED_EVERY, HELD_EVERY = 4, 9
"""One held line-week in so many is paid as delivered, or held for the provider to answer; the others are paid as entitled."""

Desks = Mapping[str, Actor]
Say = Callable[[str], None]


def work(size: Size, desks: Desks, *, say: Say, seal: Callable[[], object] | None) -> None:
    """Take in everything the council and its providers send, week after week, and pay it. `seal` has the record witnessed, so that files go."""
    council = invented(size)
    say(
        f"Taking in the council's own files: {len(council.providers)} providers, {len(council.people):,} people, {len(council.lines):,} lines …"
    )
    add_holiday(division="england-and-wales", day=HOLIDAY, title=HOLIDAY_NAME, by=SYSTEM)
    for sent in background(council):
        _take_in(sent, desks[SIGNS.get(sent.kind, "payments-officer")])
    _embargo(council, desks)
    say(f"Putting forward and adopting the rate book: {sum(map(len, council.book)):,} rates in {len(council.book)} yearly versions …")
    for sent in batches(council):
        _put_forward(sent, desks)
    _set_payees(council, desks)
    for number, week in enumerate(council.weeks, start=1):
        newest, just_paid = week == council.weeks[-1], week == council.weeks[-2]
        say(f"Week {number} of {len(council.weeks)}, {week_name(week)}: taking in visits and invoices …")
        for sent in sent_for(council, week):
            _take_in(sent, desks["payments-officer"])
        say(f"Week {number} of {len(council.weeks)}, {week_name(week)}: judging, deciding what was held, and paying, by three people …")
        validation.judge([week], by=desks["payments-officer"])
        _decide(week, desks, leave=LEFT_UNDECIDED if newest else 0)
        _pay(week, desks, tell=just_paid)
    for week in council.ahead:
        say(f"Judging what was claimed for {week_name(week)}, which has not come …")
        validation.judge([week], by=desks["payments-officer"])
    if seal is not None:
        say("Having the record witnessed, and handing over the bank files of the weeks before …")
        seal()
        for file in sorted(banking.files(), key=lambda f: f.serial)[:-1]:
            bank.hand_over(file.ref, by=desks["finance-releaser"])


def _take_in(sent: Sent, by: Actor) -> None:
    outcome = flow.IMPORTS[sent.kind](sent.name, sent.content, sent.source, by)
    if outcome.accepted == sent.refused:
        because = outcome.refusal.because if outcome.refusal else "It was sent before, and taken in again."
        raise RuntimeError(
            f"The practice copy's {sent.name} of {sent.source}: {because} {'; '.join(f.sentence for f in outcome.faults[:3])}"
        )


def _embargo(council: Council, desks: Desks) -> None:
    """Place embargoes that lay on contracts for some days, and have somebody else lift them."""
    for ref, starts, lifted in council.embargoes():
        contracts.place_embargo(ref, starts=starts, because="An inspection found nobody in charge.", by=desks["senior-officer"])
        contracts.lift_embargo(ref, lifted=lifted, because="Somebody is in charge again.", by=desks["group-manager"])


def _put_forward(sent: Sent, desks: Desks) -> None:
    """Put rates forward, and have the Group Manager adopt them; but for those that wait, and for those that nobody can: these are withdrawn."""
    outcome, batch = flow.put_rates_forward(sent.name, sent.content, sent.source, desks["payments-officer"])
    if not outcome.accepted:
        raise RuntimeError(f"The practice copy's {sent.name}: {'; '.join(f.sentence for f in outcome.faults[:3])}")
    if sent.waits:
        return
    try:
        flow.adopt_rates(batch, by=desks["group-manager"])
    except Refused as refused:
        if not sent.refused:
            raise
        flow.withdraw_rates(batch, because=refused.refusal.because, by=desks["payments-officer"])
        return
    if sent.refused:
        raise RuntimeError(f"The practice copy's {sent.name} was adopted, though two of its rates answer for one call.")


def _set_payees(council: Council, desks: Desks) -> None:
    """Accounts that no bank has: sort codes beginning 00 are not in use."""
    bank.adopt_paying_account(name="NORTHMERE COUNCIL", sort_code="000099", account_number="10000099", by=SYSTEM)
    for number, provider in enumerate(council.providers, start=1):
        account = {"sort_code": f"00-00-{number:02d}", "account_number": f"{10000000 + number}"}
        change = providers.propose_payee(
            provider.ref,
            **account,
            account_name=provider.name.upper()[:18].strip(),
            came_by="letter",
            asked_by="Their finance office, with the signed contract",
            received_on=today(),
            by=desks["payments-officer"],
        )
        providers.record_call(
            change.ref,
            number=f"01632 960{number:03d}",
            number_from="The contract, page 1",
            known_since=CONTRACTS_BEGAN,
            spoke_to="Their managing director",
            called_on=today(),
            by=desks["payments-officer"],
        )
        providers.confirm_payee(change.ref, **account, by=desks["group-manager"])


def _decide(week: date, desks: Desks, *, leave: int) -> None:
    """Decide what was held but for a few of all sizes: the officer what the scheme lets them, the Group Manager what is more."""
    held = judged.exceptions(week, only_undecided=True)
    every = max(1, len(held) // leave) if leave else 0
    left = {one.assessed_id for one in held[every - 1 :: every][:leave]} if leave else set()
    for number, exception in enumerate((one for one in held if one.assessed_id not in left), start=1):
        choice, reason = "pay_entitled", next((USUAL_REASON[code] for code in exception.codes if code in USUAL_REASON), "11")
        if not leave and number % HELD_EVERY == 0:
            choice, reason = "hold", "51"
        elif not leave and number % DELIVERED_EVERY == 0:
            choice, reason = "pay_delivered", "22"
        for post in ("payments-officer", "group-manager"):
            try:
                validation.decide(exception.assessed_id, choice=choice, reason_code=reason, by=desks[post])
                break
            except Refused:
                continue


def _pay(week: date, desks: Desks, *, tell: bool) -> None:
    """Draft, prepare, approve and release the week's run, by three people; and, to `tell`, send every provider in it a remittance."""
    drafted = flow.draft_run(week=week, category=CATEGORY, pay_date=week + PAID_AFTER, by=desks["payments-officer"])
    run = flow.prepare_run(drafted.run.ref, by=desks["payments-officer"])
    run = flow.approve_run(run.ref, seen_sha256=run.content_sha256, by=desks["senior-officer"])
    flow.issue_run(run.ref, by=desks["finance-releaser"])
    if tell:
        for payment in runs.payments(run.ref):
            flow.make_remittance(run.ref, payment.provider_ref, by=desks["payments-officer"])
