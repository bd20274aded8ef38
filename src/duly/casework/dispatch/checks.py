"""Why something may not be done with a letter, from making it to sending it."""

from collections.abc import Collection, Mapping

from duly.casework.cases import queries as cases
from duly.casework.decisions.queries import superseded_by
from duly.casework.dispatch import powers
from duly.casework.dispatch.addressing import why_not_for_them as why_not_for_them
from duly.casework.dispatch.addressing import why_not_to_them as why_not_to_them
from duly.casework.dispatch.queries import FormatSeen, LetterSeen, beside, formats, pack_of, written_of
from duly.casework.dispatch.rules import CHANNELS, FORMATS
from duly.casework.dispatch.states import STEPS, FormatState, LetterState
from duly.casework.wordings.checks import why_not_begin_from
from duly.casework.wordings.queries import in_use
from duly.casework.wordings.rules import COMPLAIN, OPTIONAL, Template, fields_of, where_to_fill
from duly.core.confidentiality.queries import marks_on
from duly.core.directory import queries as directory
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.core.scheme.queries import why_not
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, first

STAY_WITH_US = ("privileged", "do not disclose")
"""Marks by which a letter is not sent. One written without prejudice is made to be sent."""


def why_not_make(
    *,
    case_ref: str,
    decision_ref: str,
    template: str,
    to_address: str,
    to_ref: str = "",
    fields: Mapping[str, str],
    format: str = "",
    channel: str = "e-mail",
    left_out: Collection[str] = (),
    concerns: Collection[str] = (),
    by: Actor,
) -> Refusal | None:
    """The refusal ("scheme-…", "superseded", "merged", "template", "expired", "channel", "address", "not-of-the-case", "not-for-them", "no-consent", "unknown-field",
    "not-optional", "wrong-format"), or None.

    Of a case that is merged into another only what was begun there is still told: a decision made there, or what the letter `concerns`.
    """
    found = in_use().get(template)
    return first(
        why_not_begin_making(decision_ref, by=by),
        None if decision_ref or concerns else cases.why_elsewhere(case_ref),
        why_not_begin_from(template, on=today()),
        why_not_for_them(case_ref, to_ref, purpose=found.template.purpose) if found else None,
        None if channel in CHANNELS else Refusal("channel", f"A letter goes by one of: {', '.join(CHANNELS)}."),
        None if channel == "post" or _an_address(to_address) else Refusal("address", f"{to_address!r} is not an e-mail address."),
        _unknown_field(found.template, fields) if found else None,
        _not_optional(found.template, left_out) if found else None,
        None if format in FORMATS else Refusal("wrong-format", f"A letter is made here as a standard letter or in {FORMATS[1]}."),
        why_not_in_this_format(case_ref, format, to_ref=to_ref),
    )


def why_not_in_this_format(
    case_ref: str,
    format: str,
    *,
    to_ref: str = "",
    with_it: Collection[str] = (),
    sending: bool = False,
    waits: Collection[FormatSeen] = (),
) -> Refusal | None:
    """The refusal "wrong-format", or "not-received" where that was ordered and is waited for, of a letter that whoever it is addressed to could not use, by what the directory knows they need today. Of one addressed by name alone
    the complainants of the case are asked.

    What is made elsewhere is ordered of the letter as approved, so only sending waits for it. `with_it` are the formats that go with the letter,
    `waits` what was ordered of it and has not come.
    """
    read_by = [to_ref] if to_ref else [ref for role, ref in cases.parties(case_ref) if role in COMPLAIN]
    return first(*(_format_of(ref, format, with_it, sending, waits) for ref in read_by))


def why_not_begin_making(decision_ref: str, *, by: Actor) -> Refusal | None:
    """What stands in the way before anything is chosen: the scheme, and a later decision."""
    return first(why_not(powers.MAKE, {}, actor=by, on=today()), _superseded(decision_ref, "make the letter from that."))


def why_not_fill(seen: LetterSeen, *, fields: Mapping[str, str], left_out: Collection[str] = (), by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "unknown-field", "not-optional"), or None."""
    return first(
        STEPS.why_not("fill in", seen.state),
        why_not(powers.MAKE, {}, actor=by, on=today()),
        _unknown_field(seen.made_from, fields),
        _not_optional(seen.made_from, left_out),
    )


def why_not_take_up(seen: LetterSeen, *, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "template", "expired", "newest") of moving a draft to the wording in use, or None."""
    found = in_use().get(seen.template)
    newest = found is not None and found.number == seen.template_version
    return first(
        why_not_fill(seen, fields={}, by=by),
        why_not_begin_from(seen.template, on=today()),
        Refusal("newest", f"{seen.ref} is made from the version in use already.") if newest else None,
    )


def why_not_comment(seen: LetterSeen, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-words"), or None. Whoever may make, approve or sign letters may say what they think of a draft."""
    open_ = seen.state in (LetterState.DRAFT, LetterState.RETURNED)
    ways = (why_not(powers.MAKE, {}, actor=by, on=today()), why_not_sign(seen, by=by, own=False))
    return first(
        None if open_ else Refusal("wrong-state", f"{seen.ref} is {seen.state}: comments are on drafts."),
        None if None in ways else ways[0],
        None if words.strip() else Refusal("no-words", "Say what you think of it."),
    )


def why_not_drop(seen: LetterSeen, *, because: str, by: Actor, follows: bool = False) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "no-reason"), or None. Whoever may make, approve or sign letters may drop one that was not handed over."""
    ways = (why_not(powers.MAKE, {}, actor=by, on=today()), why_not_sign(seen, by=by, own=by.ref == seen.prepared_by))
    return first(
        STEPS.why_not("drop", seen.state),
        None if follows or None in ways else ways[0],
        None if because.strip() else Refusal("no-reason", "Say why it will not be sent."),
    )


def why_not_return(seen: LetterSeen, *, words: str, by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "your-own", "scheme-…", "no-words"), or None."""
    own = by.ref == seen.prepared_by
    return first(
        STEPS.why_not("return", seen.state),
        Refusal("your-own", "You made this letter: write it again instead of returning it.") if own else None,
        why_not_sign(seen, by=by, own=own),
        None if words.strip() else Refusal("no-words", "Say what is to be changed."),
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
    """What stands in the way before it is read: its state, holes in it, whose it is, the scheme, and an interest declared in its case."""
    own = by.ref == seen.prepared_by
    return first(
        STEPS.why_not("approve", seen.state),
        why_unfilled(seen),
        why_not_in_this_format(seen.case_ref, seen.format, to_ref=seen.to_ref, with_it=[one.format for one in beside(seen)]),
        why_not_to_them(seen.case_ref, seen.to_name, seen.to_address, seen.fields, to_ref=seen.to_ref, purpose=seen.made_from.purpose),
        Refusal("your-own", "You made this letter, so someone else must approve it.") if own else None,
        why_not_sign(seen, by=by, own=own),
        cases.why_not_impartial(seen.case_ref, by=by, must="approve it"),
    )


def why_not_sign(seen: LetterSeen, *, by: Actor, own: bool) -> Refusal | None:
    """What the scheme says of whoever would approve a letter; of one signed for a principal, of whoever would sign on their behalf."""
    if seen.on_behalf:
        return why_not(powers.SIGN_FOR, {"principal": seen.on_behalf, "prepared by you": own}, actor=by, on=today())
    return why_not(powers.APPROVE, {"prepared by you": own}, actor=by, on=today())


def why_not_send(seen: LetterSeen, *, channel: str = "e-mail", because: str = "", by: Actor) -> Refusal | None:
    """The refusal ("wrong-state", "scheme-…", "marked", "case-marked", "other-channel", "superseded", "wrong-format", "not-received", "died", "not-agreed",
    "not-as-approved"), or None."""
    pack = pack_of(seen.ref) if seen.channel == "post" else ""
    elsewhere = f"{seen.ref} goes by {seen.channel}" + (f": it is in {pack}." if pack else ".")
    return first(
        STEPS.why_not("send", seen.state),
        why_not(powers.SEND, {}, actor=by, on=today()),
        _marked(seen.ref),
        _case_marked(seen, because),
        None if channel == seen.channel else Refusal("other-channel", elsewhere),
        _superseded(seen.decision_ref, "so this letter no longer says what was decided."),
        _not_as_read(seen),
        why_not_to_them(seen.case_ref, seen.to_name, seen.to_address, seen.fields, to_ref=seen.to_ref, purpose=seen.made_from.purpose),
        _not_as_approved(seen),
    )


def why_not_acknowledge(item_ref: str, *, to_address: str, channel: str = "e-mail", by: Actor) -> Refusal | None:
    """The refusal ("scheme-…", "acknowledged", "address", "template", "expired") of acknowledging an item of post in the standard words, or None.

    This is the one place that is asked, by the page and by the action: a standing instruction that post is not acknowledged is asked here.
    """
    made = written_of(item_ref, "acknowledgement")
    waits = " It waits for a print pack." if made and made.channel == "post" and not made.sent_on else ""
    return first(
        why_not(powers.ACKNOWLEDGE, {}, actor=by, on=today()),
        Refusal("acknowledged", f"It was acknowledged already, by {made.ref}.{waits}") if made else None,
        None
        if channel == "post" or _an_address(to_address)
        else Refusal(
            "address", "It came from no e-mail address: give the postal address of whoever wrote, and it is acknowledged by post."
        ),
        why_not_begin_from("acknowledgement", on=today()),
    )


def why_not_enclose(item_ref: str, *, by: Actor) -> Refusal | None:
    """The refusal ("enclosed", "template", "expired") of the letter under which an item of post goes on by post, or None. Whether it may go on at all the post's room says."""
    made = written_of(item_ref, "forwarding")
    return first(
        Refusal("enclosed", f"{made.ref} goes with it already: it is {made.state}, and waits for a print pack.") if made else None,
        why_not_begin_from("forwarding", on=today()),
    )


def why_unfilled(seen: LetterSeen) -> Refusal | None:
    """The refusal "unfilled", naming the merge fields that are empty and where what is missing is known, or None."""
    if not seen.unfilled:
        return None
    return Refusal("unfilled", f"Still to be filled in: {', '.join(where_to_fill(name) for name in seen.unfilled)}.")


def _not_as_read(seen: LetterSeen) -> Refusal | None:
    goes, waits = [one.format for one in beside(seen)], [one for one in formats(letter_ref=seen.ref) if one.state == FormatState.ORDERED]
    return why_not_in_this_format(seen.case_ref, seen.format, to_ref=seen.to_ref, with_it=goes, sending=True, waits=waits)


def _format_of(ref: str, format: str, with_it: Collection[str], sending: bool, waits: Collection[FormatSeen]) -> Refusal | None:
    needed = directory.in_force(ref, "format", on=today()) if directory.exists(ref) else ""
    if needed in with_it or (needed not in FORMATS and not sending):
        return None
    refusal = directory.why_not_format(ref, format)
    if refusal is None or needed in FORMATS:
        return refusal
    who = directory.names([ref])[ref]
    if ordered := next((one for one in waits if one.format == needed), None):
        when = f"{'was' if ordered.due < today() else 'is'} due on {say_day(ordered.due)}"
        says = (
            f"{ordered.ref}, this letter in {needed} for {who}, was ordered from {ordered.supplier} and has not been received: it {when}."
        )
        return Refusal("not-received", f"{says} Both are sent together.")
    return Refusal("wrong-format", f"{who} needs letters in {needed}: order this letter in {needed}, and both are sent together.")


def _marked(ref: str) -> Refusal | None:
    """The letter's own marks. Of a case that is marked as a whole a letter goes with a reason."""
    mark = next((one for one in marks_on(ref) if one in STAY_WITH_US), "")
    return Refusal("marked", f"{ref} is marked {mark}: it is not sent unless the mark is taken off.") if mark else None


def mark_of_case(seen: LetterSeen) -> str:
    """The mark by which a letter about this case is sent only with a reason: that of the case as a whole. Empty where none stands."""
    return next((one for one in marks_on(seen.case_ref) if one in STAY_WITH_US), "") if seen.case_ref else ""


def _case_marked(seen: LetterSeen, because: str) -> Refusal | None:
    mark = "" if because.strip() else mark_of_case(seen)
    says = f"{seen.case_ref} is marked {mark} as a whole: say why {seen.ref} is sent all the same, or take the mark off the case."
    return Refusal("case-marked", says) if mark else None


def _superseded(decision_ref: str, so: str) -> Refusal | None:
    later = superseded_by(decision_ref) if decision_ref else ""
    if not later:
        return None
    return Refusal("superseded", f"{decision_ref} was superseded by {later}{': ' if so.startswith('make') else ', '}{so}")


def _an_address(text: str) -> bool:
    """Good enough to hand over: one @ with something on each side, and nothing that could begin another header."""
    name, at, host = text.partition("@")
    return bool(at and name and host) and "@" not in host and not any(c.isspace() or ord(c) < 32 or c in ",;<>" for c in text)


def _unknown_field(template: Template, fields: Mapping[str, str]) -> Refusal | None:
    unknown = sorted(set(fields) - set(fields_of(template)))
    return Refusal("unknown-field", f"{template.title} has no field called {unknown[0]}.") if unknown else None


def _not_optional(template: Template, left_out: Collection[str]) -> Refusal | None:
    optional = {one.name for one in template.paragraphs if one.kind == OPTIONAL}
    wrong = sorted(set(left_out) - optional)
    return Refusal("not-optional", f"The paragraph on {wrong[0]} stands in every such letter and cannot be left out.") if wrong else None


def _not_as_approved(seen: LetterSeen) -> Refusal | None:
    kept = documents.document(seen.document_ref) if seen.document_ref else None
    if kept is not None and kept.sha256 == seen.approved_sha256:
        return None
    return Refusal("not-as-approved", f"The bytes of {seen.ref} are not those that were approved, so it is not sent.")
