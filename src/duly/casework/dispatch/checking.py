"""Why something may not be done with letters on paper and in other formats: packs, proofs, ink, copies."""

from collections.abc import Sequence
from datetime import date

from duly.casework.dispatch import checks, powers
from duly.casework.dispatch.queries import FormatSeen, InkSeen, LetterSeen, PackSeen, draft_number, formats
from duly.casework.dispatch.rules import ELSEWHERE, PROOFS
from duly.casework.dispatch.states import FORMAT_STEPS, INK_STEPS, PACK_STEPS, FormatState, LetterState
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, first


def why_not_begin_packing(*, by: Actor) -> Refusal | None:
    """What the scheme says of whoever would make a pack."""
    return why_not(powers.SEND, {}, actor=by, on=today())


def why_not_pack(seen: Sequence[LetterSeen], *, because: str = "", by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "no-letters", "no-street", or whatever stands in the way of sending one of them), or None."""
    without = next((one.ref for one in seen if not one.fields.get("address", "").strip()), "")
    released = next((one.ref for one in seen if one.state == LetterState.RELEASED), "")
    return first(
        why_not_begin_packing(by=by),
        None if seen else Refusal("no-letters", "No approved letter waits to go by post."),
        Refusal("packed", f"{released} is in a pack already.") if released else None,
        Refusal("no-street", f"{without} has no postal address.") if without else None,
        *(checks.why_not_send(one, channel="post", because=because, by=by) for one in seen),
    )


def why_not_handle_pack(seen: PackSeen, verb: str, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…") of noting a pack as printed or posted, or None."""
    return first(PACK_STEPS.why_not(verb, seen.state), why_not(powers.SEND, {}, actor=by, on=today()))


def why_not_post(seen: PackSeen, *, count: int, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "count"), or None."""
    says = f"{seen.ref} holds {seen.letters} letter{'' if seen.letters == 1 else 's'} and {count} envelope{' was' if count == 1 else 's were'} counted. Find the difference before it is posted."
    return first(why_not_handle_pack(seen, "post", by=by), None if count == seen.letters else Refusal("count", says))


def why_not_note_delivery(
    seen: LetterSeen, *, how: str, on: date, words: str, content: bytes, by: Actor, follows: bool = False
) -> Refusal | None:
    """The refusal ("not-sent", "scheme-…", "how", "day", "nothing"), or None."""
    sent = seen.sent_on
    wrong = sent is not None and not sent <= on <= today()
    return first(
        _not_sent(seen) if follows else why_not_begin_noting(seen, by=by),
        None if how in PROOFS else Refusal("how", "Say how it is known."),
        Refusal("day", "Choose a day from the one it was sent until today.") if wrong else None,
        None if words.strip() or content else Refusal("nothing", "Type what shows it, such as the tracking number, or hand over its scan."),
    )


def why_not_begin_noting(seen: LetterSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("not-sent", "scheme-…") before anything is typed, or None."""
    return first(_not_sent(seen), why_not(powers.SEND, {}, actor=by, on=today()))


def _not_sent(seen: LetterSeen) -> Refusal | None:
    return None if seen.sent_on else Refusal("not-sent", f"{seen.ref} has not been sent.")


def why_not_print_for_ink(seen: LetterSeen, *, signer: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "unfilled", "signer", "your-own"), or None. `signer` is an officer's reference; the scheme is asked of them."""
    named = signer in people.names()
    return first(
        why_not_begin_ink(seen, by=by),
        None if named else Refusal("signer", "Say who is to sign it."),
        why_not_sign_in_ink(seen, signer) if named else None,
    )


def why_not_begin_ink(seen: LetterSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "unfilled") before a signer is named, or None."""
    draft = seen.state == LetterState.DRAFT
    return first(
        None if draft else Refusal("wrong-state", f"{seen.ref} is {seen.state}: only a draft is printed to be signed."),
        why_not(powers.INK, {}, actor=by, on=today()),
        checks.why_unfilled(seen),
    )


def why_not_sign_in_ink(seen: LetterSeen, signer: str) -> Refusal | None:
    """The refusal of somebody's ink under a letter: the same that their key would meet."""
    who = people.actor(signer, on=today())
    refusal = checks.why_not_begin_approving(seen, by=who)
    return Refusal(refusal.code, f"{who.name}: {refusal.because}") if refusal else None


def why_not_match(seen: LetterSeen, copy: InkSeen, *, mark: str, signed_on: date, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "other-mark", "older", "day", or of the signer) of a scan that bears a mark, or None."""
    newest = draft_number(seen.ref)
    older = f"This is draft {copy.number} of {seen.ref}, and draft {newest} is the newest: print that, and have it signed."
    changed = copy.number != newest or copy.content_sha256 != seen.content_sha256
    other = f"The scan is marked {mark or 'with nothing that could be read'}, and {copy.ref} is marked {copy.mark}."
    return first(
        INK_STEPS.why_not("match", copy.state),
        why_not(powers.INK, {}, actor=by, on=today()),
        None if mark == copy.mark else Refusal("other-mark", other),
        Refusal("older", older) if changed else None,
        Refusal("day", "Choose the day it was signed: today or before.") if signed_on > today() else None,
        why_not_sign_in_ink(seen, copy.signer),
    )


def why_not_order(seen: LetterSeen, *, format: str, supplier: str, due: date, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "format", "had", "supplier", "in-the-past"), or None."""
    return first(
        why_not_begin_ordering(seen, by=by),
        None if format in ELSEWHERE else Refusal("format", f"Choose one of: {', '.join(ELSEWHERE)}."),
        _had(seen, format),
        None if supplier.strip() or format == "large print" else Refusal("supplier", "Say who makes it."),
        Refusal("in-the-past", "The day it is due has gone by: choose today or later.") if due < today() else None,
    )


def why_not_begin_ordering(seen: LetterSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…") before a format is chosen, or None. It is ordered of exactly the letter that is approved."""
    ready = seen.state in (LetterState.APPROVED, LetterState.RELEASED) or (seen.state == LetterState.DRAFT and bool(seen.document_ref))
    return first(
        None if ready else Refusal("wrong-state", f"{seen.ref} is {seen.state}, so there is nothing to have made in another format."),
        why_not(powers.COMMISSION, {}, actor=by, on=today()),
    )


def why_not_receive(copy: FormatSeen, *, content: bytes, in_hand: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "nothing"), or None."""
    return first(
        why_not_handle_format(copy, "receive", by=by),
        None if content or in_hand.strip() else Refusal("nothing", "Hand over the file, or say where the thing is and who has it."),
    )


def why_not_handle_format(copy: FormatSeen, verb: str, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…") of receiving or cancelling, or None."""
    return first(FORMAT_STEPS.why_not(verb, copy.state), why_not(powers.COMMISSION, {}, actor=by, on=today()))


def _had(seen: LetterSeen, format: str) -> Refusal | None:
    number = draft_number(seen.ref)
    same = [
        one for one in formats(letter_ref=seen.ref) if (one.number, one.format) == (number, format) and one.state != FormatState.CANCELLED
    ]
    return Refusal("had", f"{same[0].ref} is draft {number} in {format} already.") if same else None
