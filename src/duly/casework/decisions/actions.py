"""Deciding."""

from duly.casework.decisions import checks
from duly.casework.decisions.events import DecisionMade
from duly.casework.decisions.models import Decision
from duly.casework.decisions.queries import DecisionSeen, facts_of, ruling_on, standing
from duly.casework.decisions.rules import in_words, looked_at
from duly.casework.submissions.queries import submission_held
from duly.core.record.actions import take_number, unit_of_work
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.refusal import stop_if


def decide(submission_ref: str, *, outcome: str, seen_sha256: str, because: str = "", on_behalf: str = "", by: Actor) -> DecisionSeen:
    """Decide on exactly the text that was seen: `outcome` is "agree" or "refuse", `seen_sha256` the digest shown on the page.

    The scheme is asked as it stands today, and what it said is kept in the record. The case's standing decision of this kind is superseded.
    """
    with unit_of_work() as record:
        seen = submission_held(submission_ref)
        stop_if(checks.why_not_decide(seen, outcome=outcome, seen_sha256=seen_sha256, because=because, by=by))
        facts, ruling = facts_of(seen, by=by), ruling_on(seen, by=by, on=today())
        before = standing(seen.case_ref, seen.kind)
        row = Decision(
            ref=f"DN-{today():%y}-{take_number('decisions_decision_number'):05d}",
            version=1,
            submission_ref=submission_ref,
            case_ref=seen.case_ref,
            kind=seen.kind,
            outcome=outcome,
            because=because.strip(),
            remedy_pence=seen.text.remedy_pence,
            seen_sha256=seen_sha256,
            signed_by=by.ref,
            signed_as=next(row.post for row in ruling.rows if row.number == ruling.rule),
            on_behalf=on_behalf,
            signed_on=today(),
            rule=ruling.rule,
            scheme=ruling.scheme,
            supersedes=before.ref if before else "",
        )
        row.save(force_insert=True)
        record.write(
            DecisionMade(
                ref=row.ref,
                version=1,
                submission_ref=row.submission_ref,
                case_ref=row.case_ref,
                outcome=outcome,
                remedy_pence=row.remedy_pence,
                seen_sha256=seen_sha256,
                rule=row.rule,
                scheme=row.scheme,
                facts=in_words(facts),
                looked_at=looked_at(ruling.rows),
                signed_as=row.signed_as,
                on_behalf=on_behalf,
                supersedes=row.supersedes,
                because=row.because,
            ),
            by=by,
        )
    return DecisionSeen.of(row)
