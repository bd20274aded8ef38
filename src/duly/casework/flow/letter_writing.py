"""Letters where they cross rooms: what the case and the decision fill in, sending with what goes beside, acknowledging post, scans that were signed."""

from collections.abc import Mapping
from datetime import date

from duly.casework.cases import queries as case_queries
from duly.casework.correspondence import actions as post
from duly.casework.correspondence import queries as post_queries
from duly.casework.decisions import queries as decision_queries
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.decisions.rules import DISCONTINUED, NOT_UPHELD, PARTLY, UPHELD
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch import relay
from duly.casework.dispatch.checks import why_not_acknowledge as _why_not_acknowledge
from duly.casework.dispatch.queries import LetterSeen
from duly.casework.flow.acknowledging import why_not_acknowledge as _not_of_this_item
from duly.casework.wordings import queries as wording_queries
from duly.casework.wordings.rules import fields_of
from duly.core.calendar.queries import add_working_days
from duly.core.calendar.rules.deadlines import History
from duly.core.clocks import queries as clocks
from duly.core.directory import queries as directory
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, first, stop_if

LETTERS = {PARTLY: "decision-partly-upheld", NOT_UPHELD: "decision-not-upheld", DISCONTINUED: "decision-discontinued"}
REMEDY_WORKING_DAYS = 20
"""Working days a body is given to pay a remedy."""


def fields_for_letter(decision_ref: str) -> dict[str, str]:
    """Merge fields that the case and the decision already answer. Our reasons are a person's to give, and the address where the directory has none."""
    decision = decision_queries.decision(decision_ref)
    case = case_queries.case(decision.case_ref)
    signed_as = people.post_titles().get(decision.signed_as, decision.signed_as)
    known = (
        _of_case(case.ref)
        | {
            "office": _office_of(decision.signed_by),
            "dated": say_day(decision.signed_on),
            "signed_by": people.names().get(decision.signed_by, decision.signed_by),
            "signed_as": f"{signed_as}, for {decision.on_behalf}" if decision.on_behalf else signed_as,
        }
        | _last_day("review_by", "review-request", decision.signed_on)
        | _last_day("court_by", "judicial-review", decision.signed_on)
    )
    if decision.remedy_pence:
        known["remedy"] = f"{sterling(decision.remedy_pence)}"
        known["remedy_by"] = say_day(add_working_days(decision.signed_on, REMEDY_WORKING_DAYS).day)
    return known


def fields_for_reply(case_ref: str, *, on_behalf: str, by: Actor) -> dict[str, str]:
    """Merge fields of a letter about a case: signed by whoever holds the principal's post, or by whoever writes it."""
    holder = next((held for held in people.everyone_in_post(on=today()) if held.code == on_behalf), None) if on_behalf else None
    mine = next(iter(people.posts_held(by.ref, on=today())), None)
    case = case_queries.case(case_ref)
    return _of_case(case_ref) | {
        "office": holder.office if holder else mine.office if mine else "",
        "dated": say_day(today()),
        "signed_by": holder.officer_name if holder else by.name,
        "signed_as": holder.title if holder else mine.title if mine else "",
        "to_whom": case.complainant,
        "about": case.title,
    }


def template_for(decision: DecisionSeen) -> str:
    """The standard letter that suits a decision, by what it counted as when it was made; none where it says nothing of a complaint."""
    if decision.code == UPHELD:
        return "decision-upheld" if decision.remedy_pence else "decision-upheld-no-payment"
    return LETTERS.get(decision.code, "")


def make_letter(
    decision_ref: str,
    *,
    template: str,
    to_address: str,
    fields: Mapping[str, str],
    format: str = "",
    channel: str = "e-mail",
    by: Actor,
) -> LetterSeen:
    """Make the letter that tells of a decision. `fields` are those a person gives, beside what is known already."""
    case = case_queries.case(decision_queries.decision(decision_ref).case_ref)
    known = _wanted(template, fields_for_letter(decision_ref))
    return letters.make(
        decision_ref=decision_ref,
        template=template,
        to_name=case.complainant,
        to_address=to_address,
        fields=known | dict(fields),
        format=format,
        channel=channel,
        by=by,
    )


def write_letter(
    case_ref: str,
    *,
    template: str = "reply",
    to_address: str,
    fields: Mapping[str, str],
    format: str = "",
    channel: str = "e-mail",
    on_behalf: str = "",
    by: Actor,
) -> LetterSeen:
    """Draft a letter about a case, for oneself or for a principal's signature (`on_behalf`, a post's code)."""
    case = case_queries.case(case_ref)
    known = _wanted(template, fields_for_reply(case_ref, on_behalf=on_behalf, by=by))
    return letters.make(
        case_ref=case_ref,
        template=template,
        to_name=case.complainant,
        to_address=to_address,
        fields=known | dict(fields),
        format=format,
        channel=channel,
        on_behalf=on_behalf,
        by=by,
    )


def send_letter(ref: str, *, because: str = "", by: Actor) -> LetterSeen:
    """Send exactly the bytes that were approved, or the scan that was signed in ink, and with them the same letter in every other format that was made.

    When the relay will not take them, the letter stays released and may be sent again. `because` is why it goes though its case is marked as a whole.
    """
    letter = letters.release(ref, because=because, by=by)
    ink = letter_queries.signed_copy(ref)
    content = documents.content(letter.document_ref)
    beside = [_file(f"{ref} in {one.format}", one.document_ref) for one in letter_queries.beside(letter) if one.document_ref]
    if ink is not None:
        scan = _file(f"{ref} signed", ink.scan_ref)
        content, beside = (scan[1], beside) if scan[2] == "application/pdf" else (content, [scan, *beside])
    try:
        message_id = relay.hand_over(letter, content, beside=beside)
    except relay.COULD_NOT_SEND as error:
        words = f"{ref} is released but was not sent: the mail relay did not take it ({type(error).__name__}). It can be sent again."
        raise Refused(Refusal("relay", words)) from error
    return letters.note_sent(ref, message_id=message_id, by=by)


def why_not_acknowledge(item_ref: str, *, by: Actor) -> Refusal | None:
    """Why an item of post would not be acknowledged in the standard words, or None: what the page greys its button by."""
    item = post_queries.item(item_ref)
    return first(_not_of_this_item(item, by=by), _why_not_acknowledge(item_ref, to_address=item.sender_address, by=by))


def acknowledge(item_ref: str, *, by: Actor) -> LetterSeen:
    """Acknowledge an item of post in the standard words, send it to the address it came from, and keep with the item that this was done.

    Nothing is acknowledged while a standing instruction holds for it, nor twice.
    """
    item = post_queries.item(item_ref)
    stop_if(_not_of_this_item(item, by=by))
    held = next(iter(people.posts_held(by.ref, on=today())), None)
    case = next(iter(case_queries.of_item(item_ref)), None)
    made = letters.acknowledge(
        item_ref,
        case_ref=case.ref if case else "",
        to_name=item.sender,
        to_address=item.sender_address,
        fields={
            "office": held.office if held else "",
            "dated": say_day(today()),
            "address": item.sender_address,
            "signed_by": by.name,
            "signed_as": held.title if held else "",
            "case_ref": case.ref if case else item_ref,
            "to_whom": item.sender,
            "about": item.subject or "your letter",
            "received": say_day(item.received_on),
        }
        | _last_day("answer_by", "post-answer", item.received_on),
        by=by,
    )
    sent = send_letter(made.ref, by=by)
    proof = {"document_ref": sent.document_ref, "sha256": sent.sent_sha256, "message_id": sent.message_id}
    post.acknowledge(item_ref, to_address=sent.to_address, **proof, by=by)
    return sent


def _wanted(template: str, known: Mapping[str, str]) -> dict[str, str]:
    found = wording_queries.in_use().get(template)
    wanted = fields_of(found.template) if found else ()
    return {name: said for name, said in known.items() if name in wanted}


def _of_case(case_ref: str) -> dict[str, str]:
    """What the case answers, and the postal address that the directory has of its complainant."""
    case = case_queries.case(case_ref)
    complainants = (ref for role, ref in case_queries.parties(case_ref) if role in ("complainant", "aggrieved"))
    address = next((found for ref in complainants if (found := directory.in_force(ref, "post", on=today()))), "")
    known = {"case_ref": case.ref, "complainant": case.complainant, "body": case.body}
    return known | ({"address": f"{case.complainant}\n{_in_lines(address)}"} if address else {})


def _last_day(field: str, code: str, began: date) -> dict[str, str]:
    """A letter's field for the last day a clock's rule gives, as the clock itself would be reckoned; nothing where no such rule is in force."""
    rule = clocks.rule_for(code, began)
    due = clocks.reckon(rule, History(began)).due if rule else None
    return {field: say_day(due)} if due else {}


def _in_lines(address: str) -> str:
    return address if "\n" in address else "\n".join(part.strip() for part in address.split(","))


def _file(name: str, document_ref: str) -> tuple[str, bytes, str]:
    kept = documents.document(document_ref)
    ending = kept.name.rpartition(".")[2]
    return f"{name}.{ending}", documents.content(document_ref), kept.media_type


def _office_of(officer_ref: str) -> str:
    return next((held.office for held in people.posts_held(officer_ref, on=today())), "")
