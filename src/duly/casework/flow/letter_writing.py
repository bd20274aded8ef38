"""Letters where they cross rooms: what the case and the decision fill in, sending with what goes beside, acknowledging post, scans that were signed."""

from collections.abc import Collection, Mapping
from datetime import date

from duly.casework.cases import queries as case_queries
from duly.casework.decisions import queries as decision_queries
from duly.casework.decisions.queries import DecisionSeen
from duly.casework.decisions.rules import DISCONTINUED, NOT_UPHELD, PARTLY, UPHELD
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch import relay
from duly.casework.dispatch.queries import Addressee, LetterSeen, likeliest
from duly.casework.flow.looking_again import told_by_letter
from duly.casework.wordings import queries as wording_queries
from duly.casework.wordings.rules import COMPLAIN, fields_of
from duly.core.calendar.queries import add_working_days
from duly.core.calendar.rules.deadlines import History
from duly.core.clocks import queries as clocks
from duly.core.documents import queries as documents
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.money import sterling
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused

LETTERS = {PARTLY: "decision-partly-upheld", NOT_UPHELD: "decision-not-upheld", DISCONTINUED: "decision-discontinued"}
ENDED = {
    "not in jurisdiction": "closed-not-in-jurisdiction",
    "not properly made": "closed-not-properly-made",
    "premature": "closed-premature",
    "out of time": "closed-out-of-time",
    "another remedy": "closed-another-remedy",
    "discretion": "closed-discretion",
    "withdrawn": "closed-withdrawn",
    "resolved": "closed-resolved",
}
"""The standard letter of each way in which a case ends with nothing found."""
BY_NAME = ("", "complainant", "body")
"""What chooses somebody whom the case names and the directory does not have."""
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
        | last_day("review_by", "review-request", decision.signed_on)
        | last_day("court_by", "judicial-review", decision.signed_on)
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
        "about": case.title,
        **last_day("review_by", "review-request", case.closed_on or today()),
        **last_day("court_by", "judicial-review", case.closed_on or today()),
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
    to: str = "",
    to_address: str = "",
    fields: Mapping[str, str],
    format: str = "",
    channel: str = "e-mail",
    concerns: Collection[str] = (),
    by: Actor,
) -> LetterSeen:
    """Make the letter that tells of a decision. `to` is one of `addressees`, or nothing for whoever it is likeliest written to; `fields` are those a person gives, beside
    what is known already. Without `to_address` it goes to the e-mail address that the directory has."""
    case_ref = decision_queries.decision(decision_ref).case_ref
    whom = whom_to(case_ref, template, to)
    return letters.make(
        decision_ref=decision_ref,
        template=template,
        **_to(whom, to_address, channel),
        fields=wanted(template, fields_for_letter(decision_ref) | _as_addressed(whom)) | dict(fields),
        format=format,
        channel=channel,
        concerns=concerns,
        by=by,
    )


def write_letter(
    case_ref: str,
    *,
    template: str = "reply",
    to: str = "",
    to_name: str = "",
    to_address: str = "",
    fields: Mapping[str, str],
    format: str = "",
    channel: str = "e-mail",
    on_behalf: str = "",
    concerns: Collection[str] = (),
    by: Actor,
) -> LetterSeen:
    """Draft a letter about a case, for oneself or for a principal's signature (`on_behalf`, a post's code). `to` is one of `addressees`, or nothing for whoever it is
    likeliest written to; `to_name` names instead somebody who is none of them, such as a hospital that holds the notes."""
    whom = Addressee("", to_name.strip(), "", "") if to_name.strip() and not to else whom_to(case_ref, template, to)
    return letters.make(
        case_ref=case_ref,
        template=template,
        **_to(whom, to_address, channel),
        fields=wanted(template, fields_for_reply(case_ref, on_behalf=on_behalf, by=by) | _as_addressed(whom)) | dict(fields),
        format=format,
        channel=channel,
        on_behalf=on_behalf,
        concerns=concerns,
        by=by,
    )


def whom_to(case_ref: str, template: str, to: str = "") -> Addressee:
    """Whom a letter from a standard one is for: who was chosen, else whoever it is likeliest written to. Refused where there is nobody of that reference."""
    found = letter_queries.addressees(case_ref)
    wording = wording_queries.in_use().get(template)
    chosen = next((one for one in found if one.to == to), None) if to else likeliest(found, wording.purpose if wording else "")
    if chosen is None:
        may = "; ".join(f"{one.to} ({one.says})" for one in found)
        says = f"{to} is nobody a letter about {case_ref} goes to." if to else f"Nobody of {case_ref} may be written to with this letter."
        raise Refused(Refusal("not-of-the-case", f"{says} There are: {may}."))
    return chosen


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
    sent = letters.note_sent(ref, message_id=message_id, by=by)
    told_by_letter(sent, by=by)
    return sent


def wanted(template: str, known: Mapping[str, str]) -> dict[str, str]:
    """Of what is known, what a standard letter has a field for."""
    found = wording_queries.in_use().get(template)
    wanted = fields_of(found.template) if found else ()
    return {name: said for name, said in known.items() if name in wanted}


def _of_case(case_ref: str) -> dict[str, str]:
    case = case_queries.case(case_ref)
    return {"case_ref": case.ref, "complainant": case.complainant, "body": case.body}


def _as_addressed(whom: Addressee) -> dict[str, str]:
    """What the addressee answers: how they are greeted, and the envelope. Whoever complains is greeted by their own name, of several each by theirs."""
    greeted = {"to_whom": whom.name} | ({"complainant": whom.name} if whom.role in COMPLAIN else {})
    return greeted | ({"address": whom.address} if whom.address else {})


def _to(whom: Addressee, to_address: str, channel: str) -> dict[str, str]:
    mailed = to_address.strip() or (whom.email if channel == "e-mail" else "")
    known = whom.to not in BY_NAME
    return {"to_name": whom.name, "to_address": mailed, "to_ref": whom.to if known else ""}


def last_day(field: str, code: str, began: date) -> dict[str, str]:
    """A letter's field for the last day a clock's rule gives, as the clock itself would be reckoned; nothing where no such rule is in force."""
    rule = clocks.rule_for(code, began)
    due = clocks.reckon(rule, History(began)).due if rule else None
    return {field: say_day(due)} if due else {}


def _file(name: str, document_ref: str) -> tuple[str, bytes, str]:
    kept = documents.document(document_ref)
    ending = kept.name.rpartition(".")[2]
    return f"{name}.{ending}", documents.content(document_ref), kept.media_type


def _office_of(officer_ref: str) -> str:
    return next((held.office for held in people.posts_held(officer_ref, on=today())), "")
