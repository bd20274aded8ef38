"""The letters that something said elsewhere owes somebody: a request its body, a recommendation the body it is made to, a review whoever is to be told, an instruction its
person. Each is drafted from what is known already, once, and is approved and sent as any letter."""

from collections.abc import Sequence

from duly.casework.cases import queries as cases
from duly.casework.cases.queries import CaseSeen
from duly.casework.compliance import queries as compliance
from duly.casework.compliance.queries import FollowedSeen
from duly.casework.decisions import queries as decisions
from duly.casework.dispatch import actions as letters
from duly.casework.dispatch import queries as letter_queries
from duly.casework.dispatch.checks import why_not_begin_making
from duly.casework.dispatch.queries import Addressee, LetterSeen
from duly.casework.flow.letter_writing import ENDED, last_day, wanted, whom_to, write_letter
from duly.casework.instructions import queries as instructions
from duly.casework.instructions.queries import InstructionSeen
from duly.casework.investigation import queries as investigation
from duly.casework.investigation.queries import RequestSeen
from duly.casework.reviews import queries as reviews
from duly.casework.reviews.queries import ReviewSeen, TellingSeen
from duly.casework.wordings.rules import BODY
from duly.core.calendar.queries import add_working_days
from duly.core.chases import queries as chased
from duly.core.clocks import queries as clocks
from duly.core.directory import queries as directory
from duly.core.people import queries as people
from duly.core.record.clock import today
from duly.primitives.actor import Actor
from duly.primitives.period import say_day
from duly.primitives.refusal import Refusal, Refused, stop_if

BY_MAIL = "By e-mail"
"""What stands on a letter under the name where it goes by e-mail and no postal address is known."""
REQUEST, FOLLOWED, REVIEW, INSTRUCTION, CASE = "ER-", "CP-", "RV-", "SI-", "PSO-"
SOON = 20
"""Working days in which whoever took a complaint back, or had it put right, may say that it is not so."""


def letter_of(concern: str) -> LetterSeen | None:
    """The letter that tells of something: the newest that was not dropped, or None."""
    return next((one for one in letter_queries.letters(concerns=concern) if one.state != "dropped"), None)


def draft_owed(concern: str, *, by: Actor) -> LetterSeen:
    """Draft the letter that something owes: a request for evidence (ER-…), a recommendation that is followed (CP-…), a line of who is told of a review (RV-…/2), a standing
    instruction that is authorised (SI-…), a case that ended with nothing found (PSO-…). Refused: "written" where one tells of it already, "no-letter" where nothing of that reference owes one."""
    written = letter_of(concern)
    if written:
        raise Refused(
            Refusal("written", f"{written.ref} tells of {concern} already: it is {written.state}. Drop it first, to write another.")
        )
    found = next((draft for start, draft in DRAFTS.items() if concern.startswith(start)), None)
    if found is None:
        owes = "a request for evidence, a recommendation that is followed, somebody to be told of a review, a standing instruction, or a case that was closed"
        raise Refused(Refusal("no-letter", f"{concern or 'Nothing'} owes no letter: name {owes}."))
    return found(concern, by)


def drafted_if_may(concerns: Sequence[str], *, by: Actor) -> tuple[LetterSeen, ...]:
    """The letters of several, drafted where whoever acts may make letters; where they may not, none: somebody else drafts them from the page."""
    if why_not_begin_making("", by=by):
        return ()
    return tuple(draft_owed(one, by=by) for one in concerns if letter_of(one) is None)


def _of_request(ref: str, by: Actor) -> LetterSeen:
    seen: RequestSeen = _there(investigation.request, ref)
    stop_if(None if seen.waiting else Refusal("no-letter", f"{ref} is {seen.state}, so nothing is asked for any more."))
    said = {"asked": seen.what, "needed_by": say_day(seen.due)}
    return _written(seen.case_ref, "request-for-evidence", seen.asked_of, seen.address, said, [ref], by)


def _of_followed(ref: str, by: Actor) -> LetterSeen:
    """One letter to a body tells of everything that is recommended to it on the case and no letter tells of yet."""
    seen: FollowedSeen = _there(compliance.followed, ref)
    reminded = next((one.address for one in chased.chases(about=[ref], running=True)), "")
    stop_if(Refusal("no-letter", f"{ref} is for our own service: nobody else is written to.") if seen.ours else None)
    every = [one for one in compliance.every(case_ref=seen.case_ref) if (one.body, one.ours) == (seen.body, False)]
    told = [one for one in sorted(every, key=lambda one: one.ref) if one.open and (one.ref == ref or letter_of(one.ref) is None)]
    lines = [
        f"{n}. {one.action.rstrip('.')}, by {say_day(one.due)}. What would show it: {one.proof}" for n, one in enumerate(told, start=1)
    ]
    said = {"recommended": "\n\n".join(lines)}
    return _written(seen.case_ref, "recommendation", seen.body, reminded, said, [one.ref for one in told], by)


def _of_telling(concern: str, by: Actor) -> LetterSeen:
    ref, _, place = concern.partition("/")
    seen: ReviewSeen = _there(reviews.review, ref)
    one = next((one for one in seen.tellings if str(one.place) == place), None)
    if one is None or one.on is not None:
        says = "was told already" if one else "is nobody to be told; the review's page lists who is"
        raise Refused(Refusal("no-letter", f"{place or concern} of {ref} {says}."))
    template, said = _told(seen, one)
    role = {"representative": "representative", "body": BODY}.get(one.party, "complainant")
    may = [who for who in letter_queries.addressees(seen.case_ref) if who.role == role and not who.why_not]
    to = next((who for who in may if one.party == seen.asker and who.to == seen.asked_ref), may[0] if may else None)
    return _addressed(seen.case_ref, template, to, "" if to else seen.asked_by, "", said, [concern], by)


def _told(seen: ReviewSeen, one: TellingSeen) -> tuple[str, dict[str, str]]:
    """Which standard letter tells somebody of a review, and what it says."""
    signed_on = decisions.decision(seen.decision_ref).signed_on
    court = last_day("court_by", "judicial-review", signed_on)
    if one.kind == "answer" and seen.reason:
        return "review-refused", court | {"reasons": seen.because}
    if one.kind == "answer":
        return "review-answered", court | {"found": seen.conclusion}
    if one.kind == "acknowledgement" and seen.state not in ("asked", "refused"):
        running = clocks.clocks(kind="decision", about=seen.decision_ref, rule="review-answer", only_open=True)
        answer = {"answer_by": say_day(running[0].due)} if running and running[0].due else {}
        return "review-accepted", {"next_step": one.what} | answer
    return "reply", {"words": one.what}


def _of_instruction(ref: str, by: Actor) -> LetterSeen:
    """Its person is written to, about no case: what it says, why, until when, and that they may object."""
    seen: InstructionSeen = _there(instructions.instruction, ref)
    stop_if(
        None if seen.state == "authorised" else Refusal("no-letter", f"{ref} is {seen.state}: its person is told once it is authorised.")
    )
    held = next(iter(people.posts_held(by.ref, on=today())), None)
    mailed, postal = (directory.in_force(seen.about, kind, on=today()) for kind in ("email", "post"))
    said = {
        "office": held.office if held else "",
        "dated": say_day(today()),
        "signed_by": by.name,
        "signed_as": held.title if held else "",
        "case_ref": ref,
        "to_whom": seen.name,
        "handled": f"{seen.says}. It holds for {seen.scope}.",
        "reasons": seen.reasons,
        "until": say_day(seen.expires_on),
    }
    if postal or mailed:
        said["address"] = f"{seen.name}\n{letter_queries.in_lines(postal) if postal else BY_MAIL}"
    return letters.make(
        template="instruction-notice",
        to_name=seen.name,
        to_address=mailed,
        to_ref=seen.about,
        fields=said,
        channel="e-mail" if mailed else "post",
        concerns=[ref],
        by=by,
    )


def _of_ending(ref: str, by: Actor) -> LetterSeen:
    """Whoever complained is told how the case ended, where nothing was found: a decision has its own letter."""
    case: CaseSeen = _there(cases.case, ref)
    if case.outcome not in ENDED or case.taken_over:
        how = f"ended as {case.outcome}" if case.outcome else "is not closed"
        raise Refused(Refusal("no-letter", f"{ref} {how}: a letter of this kind tells of a case closed as {', '.join(ENDED)}."))
    seen = cases.closing(ref)
    said = {"reasons": seen.because if seen else "", "answer_by": say_day(add_working_days(today(), SOON).day)}
    template = ENDED[case.outcome]
    return _addressed(ref, template, whom_to(ref, template), "", "", wanted(template, said), [ref], by)


def _written(case_ref: str, template: str, name: str, address: str, said: dict[str, str], concerns: list[str], by: Actor) -> LetterSeen:
    """A letter to whoever was named in words: of the case where somebody there is called so, the body's link officer where the body is, else by the name alone."""
    whom = letter_queries.addressees(case_ref)
    body = cases.case(case_ref).body
    to = next((one for one in whom if one.role == BODY and not one.why_not), None) if _same(name, body) else None
    to = to or next((one for one in whom if _same(one.name, name) and not one.why_not), None)
    return _addressed(case_ref, template, to, name, address, said, concerns, by)


def _addressed(
    case_ref: str, template: str, to: Addressee | None, name: str, address: str, said: dict[str, str], concerns: list[str], by: Actor
) -> LetterSeen:
    mailed = bool(address or (to and to.email))
    if mailed and not (to and to.address):
        said = {"address": f"{to.name if to else name}\n{BY_MAIL}"} | said
    return write_letter(
        case_ref,
        template=template,
        to=to.to if to else "",
        to_name="" if to else name,
        to_address=address,
        fields=said,
        channel="e-mail" if mailed else "post",
        concerns=concerns,
        by=by,
    )


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def _there(find, ref: str):  # type: ignore[no-untyped-def]  # each room's own query and what it gives
    from django.core.exceptions import ObjectDoesNotExist

    try:
        return find(ref)
    except ObjectDoesNotExist:
        raise Refused(Refusal("no-letter", f"There is no {ref}.")) from None


DRAFTS = {REQUEST: _of_request, FOLLOWED: _of_followed, REVIEW: _of_telling, INSTRUCTION: _of_instruction, CASE: _of_ending}
