"""Referring a question to lawyers or outside, and what came of it. The hold and the clock that go with it are set by the wing's flow."""

from datetime import date

from duly.casework.reviews import checks
from duly.casework.reviews.events import ReferralAnswered, ReferralClosed, ReferralOpened
from duly.casework.reviews.models import Referral
from duly.casework.reviews.queries import ReferralSeen
from duly.casework.reviews.states import REFERRAL_STEPS, ReferralState
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import stop_if


def refer(
    case_ref: str,
    *,
    kind: str,
    to_whom: str,
    question: str,
    privileged: bool,
    due_on: date,
    about: str = "",
    source: str = "",
    clock_ref: str = "",
    hold_ref: str = "",
    hold_is_ours: bool = False,
    by: Actor,
) -> ReferralSeen:
    """Put a question. A privileged one is kept out of the record, which has its digest; everybody else's copy says that it is privileged."""
    with unit_of_work() as record:
        stop_if(checks.why_not_refer(kind=kind, to_whom=to_whom, question=question, source=source, by=by))
        row = Referral(
            ref=f"RF-{today():%y}-{take_number('reviews_referral_number'):05d}",
            version=1,
            state=ReferralState.OPEN,
            kind=kind,
            case_ref=case_ref,
            about=about,
            source=source,
            to_whom=to_whom.strip(),
            question=question.strip(),
            privileged=privileged,
            opened_by=by.ref,
            opened_on=today(),
            due_on=due_on,
            clock_ref=clock_ref,
            hold_ref=hold_ref,
            hold_is_ours=hold_is_ours,
        )
        row.save(force_insert=True)
        told = ReferralOpened(
            *(row.ref, 1, case_ref, kind, about, source, row.to_whom, "yes" if privileged else "no", due_on, clock_ref, hold_ref),
            question_sha256=sha256_hex(row.question.encode()),
            question="" if privileged else row.question,
        )
        record.write(told, by=by)
    return ReferralSeen.of(row)


def answer(ref: str, *, on: date, answer: str, with_what: str = "", by: Actor) -> ReferralSeen:
    """Enter what was answered; `with_what` is the paper or letter it is in. Another answer takes its place, and both are in the record by their digests."""
    with unit_of_work() as record:
        row = Referral.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_answer(ReferralSeen.of(row), on=on, answer=answer, by=by))
        row.state, row.version = REFERRAL_STEPS.after("answer", row.state), row.version + 1
        row.answer, row.with_what, row.answered_on = answer.strip(), with_what.strip(), on
        row.save(update_fields=["state", "version", "answer", "with_what", "answered_on"])
        kept = "" if row.privileged else row.answer
        papers = "" if row.privileged else row.with_what
        record.write(ReferralAnswered(ref, row.version, on, papers, sha256_hex(row.answer.encode()), kept), by=by)
    return ReferralSeen.of(row)


def close_referral(ref: str, *, because: str, hold_lifted: str = "", by: Actor) -> ReferralSeen:
    """Close a referral; `hold_lifted` is the hold that went with it."""
    with unit_of_work() as record:
        row = Referral.objects.select_for_update().get(ref=ref)
        stop_if(checks.why_not_close_referral(ReferralSeen.of(row), because=because, by=by))
        row.state, row.version = REFERRAL_STEPS.after("close", row.state), row.version + 1
        row.save(update_fields=["state", "version"])
        record.write(ReferralClosed(ref, row.version, hold_lifted, because.strip()), by=by)
    return ReferralSeen.of(row)
