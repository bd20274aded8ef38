"""Why something may not be done with a letter."""

from collections.abc import Mapping

from duly.casework.cases import queries as cases
from duly.casework.decisions.queries import DecisionSeen, superseded_by
from duly.casework.dispatch import powers
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.dispatch.rules import FIELD_WORDS, FORMATS, TEMPLATES, fields_of
from duly.casework.dispatch.states import STEPS
from duly.core.directory import queries as directory
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_make(
    decision: DecisionSeen, *, template: str, to_address: str, fields: Mapping[str, str], format: str = "", by: Actor
) -> Refusal | None:
    """The refusal ("scheme-…", "superseded", "template", "address", "unknown-field", "wrong-format"), or None."""
    return first(
        why_not_begin_making(decision, by=by),
        None if template in TEMPLATES else Refusal("template", "Choose the standard letter to make it from."),
        None if _an_address(to_address) else Refusal("address", f"{to_address!r} is not an e-mail address."),
        _unknown_field(template, fields),
        None if format in FORMATS else Refusal("wrong-format", f"A letter is made here as a standard letter or in {FORMATS[1]}."),
        why_not_in_this_format(decision.case_ref, format),
    )


def why_not_in_this_format(case_ref: str, format: str) -> Refusal | None:
    """The refusal "wrong-format" of a letter that a complainant of the case could not use, by what the directory knows they need today."""
    complainants = (ref for role, ref in cases.parties(case_ref) if role in ("complainant", "aggrieved"))
    return first(*(directory.why_not_format(ref, format) for ref in complainants))


def why_not_begin_making(decision: DecisionSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way before anything is chosen: the scheme, and a later decision."""
    later = superseded_by(decision.ref)
    return first(
        why_not(powers.MAKE, {}, actor=by, on=today()),
        Refusal("superseded", f"{decision.ref} was superseded by {later}: make the letter from that.") if later else None,
    )


def why_not_fill(seen: LetterSeen, *, fields: Mapping[str, str], by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "unknown-field"), or None."""
    return first(
        STEPS.why_not("fill in", seen.state),
        why_not(powers.MAKE, {}, actor=by, on=today()),
        _unknown_field(seen.template, fields),
    )


def why_not_approve(seen: LetterSeen, *, seen_sha256: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "unfilled", "not-what-you-saw", "your-own", "scheme-…"), or None."""
    return first(
        why_not_begin_approving(seen, by=by),
        None
        if seen_sha256 == seen.content_sha256
        else Refusal("not-what-you-saw", f"{seen.ref} has changed since you were shown it. Read it again."),
    )


def why_not_begin_approving(seen: LetterSeen, *, by: Actor) -> Refusal | None:
    """What stands in the way before it is read: its state, holes in it, whose it is, and the scheme."""
    own = by.ref == seen.prepared_by
    return first(
        STEPS.why_not("approve", seen.state),
        why_unfilled(seen),
        why_not_in_this_format(seen.case_ref, seen.format),
        Refusal("your-own", "You made this letter, so someone else must approve it.") if own else None,
        why_not(powers.APPROVE, {"prepared by you": own}, actor=by, on=today()),
    )


def why_not_send(seen: LetterSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "not-as-approved", "superseded"), or None."""
    later = superseded_by(seen.decision_ref)
    return first(
        STEPS.why_not("send", seen.state),
        why_not(powers.SEND, {}, actor=by, on=today()),
        Refusal("superseded", f"{seen.decision_ref} was superseded by {later}, so this letter no longer says what was decided.")
        if later
        else None,
        why_not_in_this_format(seen.case_ref, seen.format),
        _not_as_approved(seen),
    )


def _an_address(text: str) -> bool:
    """Good enough to hand over: one @ with something on each side, and nothing that could begin another header."""
    name, at, host = text.partition("@")
    return bool(at and name and host) and "@" not in host and not any(c.isspace() or ord(c) < 32 or c in ",;<>" for c in text)


def _unknown_field(template: str, fields: Mapping[str, str]) -> Refusal | None:
    unknown = sorted(set(fields) - set(fields_of(TEMPLATES[template]))) if template in TEMPLATES else []
    return Refusal("unknown-field", f"{TEMPLATES[template].title} has no field called {unknown[0]}.") if unknown else None


def why_unfilled(seen: LetterSeen) -> Refusal | None:
    """The refusal "unfilled", naming the merge fields that are empty, or None."""
    if not seen.unfilled:
        return None
    return Refusal("unfilled", f"Still to be filled in: {', '.join(FIELD_WORDS.get(name, name).lower() for name in seen.unfilled)}.")


def _not_as_approved(seen: LetterSeen) -> Refusal | None:
    kept = documents.document(seen.document_ref) if seen.document_ref else None
    if kept is not None and kept.sha256 == seen.approved_sha256:
        return None
    return Refusal("not-as-approved", f"The bytes of {seen.ref} are not those that were approved, so it is not sent.")
