"""Investigating and adjudicating: issues, gaps, evidence noted and asked for, the chronology, findings and what is recommended."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal

from ninja import Field, Router, Schema

from duly.api.adjudicated import Adjudicated, CaseEvidence, evidence_of, known
from duly.api.asking import offer
from duly.api.doing import Key, SeenIfAny, once, why_not_as_seen
from duly.api.request import LetIn
from duly.api.shapes import Ref, Sent, digest_tag, plain
from duly.api.signing.kinds import WRITES, Amount, Day, MoreWords, Reference, among, mail_address, pence
from duly.casework.adjudication import actions as adjudicating
from duly.casework.adjudication import queries as adjudication
from duly.casework.adjudication.rules import Found
from duly.casework.adjudication.states import KINDS
from duly.casework.flow import chasing
from duly.casework.flow.chasing import RULES
from duly.casework.investigation import actions, queries
from duly.casework.screens.adjudication.pages import as_json
from duly.primitives.refusal import stop_if

router = Router()
KEEPS, FINDS = ("investigation.keep",), ("adjudication.find",)
Sentence = Annotated[str, Field(min_length=1, max_length=2000)]
Place = Annotated[int, Field(ge=1, le=9999)]


class EvidenceKept(Schema):
    """What was made or changed, by its reference, and all that is kept of the case."""

    ref: str
    evidence: CaseEvidence


class Judged(Schema):
    """What was found or recommended, by its reference, and what the case comes to."""

    ref: str
    adjudication: Adjudicated


class NewIssue(Sent):
    """Something to be decided."""

    words: Sentence


class OfIssue(Sent):
    """Something about one issue of the case."""

    issue: Reference


class NewGap(OfIssue):
    """What of it is still to be known."""

    words: Sentence


class CloseGap(NewGap):
    """How what was missing came to be known, or why it need not be."""

    place: Place


class DropIssue(OfIssue):
    """Why it is looked into no longer."""

    because: Sentence


class NewPiece(Sent):
    """What a page of a paper of the case shows, or of what came with it, and on which issues it bears. Page 0 is the whole of it."""

    source_ref: Reference
    page: int = Field(1, ge=0, le=99_999)
    part: int = Field(0, ge=0, le=9_999, description="The number of the attachment it is a page of, from 1; 0 for the paper itself.")
    issues: list[Reference] = Field(min_length=1, max_length=100)
    shows: Sentence
    came_from: str = Field(min_length=1, max_length=200)
    may_be_disclosed: bool = True


class WithdrawEvidence(Sent):
    """A piece of evidence, and why it was noted by mistake."""

    piece: Reference
    because: Sentence


class AskForEvidence(OfIssue):
    """Evidence to be asked for; the clock's rule gives the day."""

    what: Sentence
    asked_of: str = Field(min_length=1, max_length=200)
    address: str = Field("", max_length=320, description="A mail address, where there is one.")
    rule: Literal[RULES] = RULES[0]  # type: ignore[valid-type]  # the clocks it may run by


class RequestAnswered(Sent):
    """What came of a request for evidence."""

    request: Reference
    became: Literal["received", "partial", "refused", "withdrawn"]
    on: Day
    words: str = Field("", max_length=2000)


class NewFact(Sent):
    """Something that happened on a day, and the piece of evidence that shows it."""

    on: Day
    words: Sentence
    source: Reference


class WithdrawFact(Sent):
    """A dated fact, by its number, and why it is taken out."""

    number: int = Field(ge=1, le=2**63 - 1)
    because: Sentence


class NewFinding(OfIssue):
    """What is found on an issue, from the standard to the remedy, with the evidence it rests on."""

    fault: bool
    injustice: bool
    level: int = Field(0, ge=0, le=99)
    remedy: Amount = "0.00"
    loss: Amount = "0.00"
    evidence: list[Reference] = Field(min_length=1, max_length=200)
    standard: Sentence
    happened: Sentence
    why_fault: Sentence
    why_injustice: Sentence
    why_remedy: Sentence
    why_outside: MoreWords


class NewRecommendation(OfIssue):
    """One thing to be done by one day, by whom, and what would prove it."""

    kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]  # the room's
    body: str = Field(min_length=1, max_length=200)
    ours: bool = False
    action: Sentence
    amount: Amount = "0.00"
    due: Day
    proof: Sentence


class WithdrawRecommendation(Sent):
    """A recommendation, and why it is withdrawn."""

    recommendation: Reference
    because: Sentence


def _kept(request: LetIn, ref: str, key: Any, seen: str, act: Callable[[], Any]) -> dict[str, Any]:
    done = _done(request, ref, key, seen, evidence_of, act)
    return {"ref": done, "evidence": evidence_of(ref)}


def _judged(request: LetIn, ref: str, key: Any, seen: str, act: Callable[[], Any]) -> dict[str, Any]:
    done = _done(request, ref, key, seen, as_json, act)
    return {"ref": done, "adjudication": as_json(ref)}


def _done(request: LetIn, ref: str, key: Any, seen: str, told: Callable[[str], Any], act: Callable[[], Any]) -> str:
    """Do something to a case of which this was seen, where that is said. Its ETag is of all that is told of it."""

    def do() -> str:
        if seen:
            stop_if(why_not_as_seen(seen, digest_tag(plain(told(ref)))))
        return str(act())

    known(ref)
    return once(request, key, do)


def _issue(ref: str, issue: str, where: str = "body.issue") -> str:
    return _of_case(issue, (one.ref for one in queries.issues(ref)), where, f"{issue} is no issue of {ref}.")


def _of_case(one: str, there: Iterable[str], where: str, says: str) -> str:
    return among(one, set(there), where, says)


@offer(router, "POST", "/cases/{ref}/investigation/issue/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def raise_issue(request: LetIn, ref: Ref, body: NewIssue, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Add an issue to a case."""
    return _kept(request, ref, key, seen, lambda: actions.raise_issue(ref, words=body.words, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/evidence/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def note_evidence(request: LetIn, ref: Ref, body: NewPiece, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Note what a page of a case's paper shows."""
    issues = [_issue(known(ref), one, f"body.issues.{n}") for n, one in enumerate(body.issues)]
    said = body.model_dump(exclude={"issues"}) | {"issue_refs": issues}
    return _kept(request, ref, key, seen, lambda: actions.note_evidence(ref, **said, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/withdraw-evidence/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def withdraw_evidence(request: LetIn, ref: Ref, body: WithdrawEvidence, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Withdraw a piece of evidence that was noted by mistake. It counts for no issue from then on."""
    there = (one.ref for one in queries.pieces(known(ref)))
    piece = _of_case(body.piece, there, "body.piece", f"{body.piece} is no evidence of {ref}.")
    return _kept(request, ref, key, seen, lambda: actions.withdraw_evidence(ref, piece=piece, because=body.because, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/gap/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def find_gap(request: LetIn, ref: Ref, body: NewGap, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Say what of an issue is still to be known."""
    issue = _issue(known(ref), body.issue)
    return _kept(request, ref, key, seen, lambda: actions.find_gap(issue, words=body.words, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/close/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def close_gap(request: LetIn, ref: Ref, body: CloseGap, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Close a gap: what was missing is known, or need not be."""
    issue = _issue(known(ref), body.issue)
    return _kept(request, ref, key, seen, lambda: actions.close_gap(issue, place=body.place, words=body.words, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/drop/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def drop_issue(request: LetIn, ref: Ref, body: DropIssue, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Look into an issue no longer."""
    issue = _issue(known(ref), body.issue)
    return _kept(request, ref, key, seen, lambda: actions.drop_issue(issue, because=body.because, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/ask/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def ask_for_evidence(request: LetIn, ref: Ref, body: AskForEvidence, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Ask a body or a person for evidence: its clock runs, and it is chased."""
    issue, said = _issue(known(ref), body.issue), body.model_dump(exclude={"issue"})
    mail_address(body.address, "body.address")
    return _kept(request, ref, key, seen, lambda: chasing.ask_for_evidence(issue, **said, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/answer/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def answer_request(request: LetIn, ref: Ref, body: RequestAnswered, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Say what came of a request for evidence."""
    there = (one.ref for one in queries.requests(case_ref=known(ref)))
    asked = _of_case(body.request, there, "body.request", f"{body.request} was not asked for on {ref}.")
    said = body.model_dump(exclude={"request"})
    return _kept(request, ref, key, seen, lambda: chasing.answer_request(asked, **said, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/investigation/fact/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def date_fact(request: LetIn, ref: Ref, body: NewFact, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Put something that happened on a day into the chronology. The answer's `ref` is the case."""

    def act() -> str:
        actions.date_fact(ref, **body.model_dump(), by=request.actor)
        return ref

    return _kept(request, ref, key, seen, act)


@offer(router, "POST", "/cases/{ref}/investigation/withdraw/", gives=EvidenceKept, asks=KEEPS, **WRITES)
def withdraw_fact(request: LetIn, ref: Ref, body: WithdrawFact, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Take something out of the chronology. The answer's `ref` is the case."""

    def act() -> str:
        actions.withdraw_fact(ref, **body.model_dump(), by=request.actor)
        return ref

    return _kept(request, ref, key, seen, act)


@offer(router, "POST", "/cases/{ref}/adjudication/find/", gives=Judged, asks=FINDS, **WRITES)
def find_on_issue(request: LetIn, ref: Ref, body: NewFinding, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Find on an issue, with reasons. What was found before is superseded. The answer's `ref` is the issue."""
    issue = _issue(known(ref), body.issue)
    remedy, loss = pence(body.remedy, "body.remedy"), pence(body.loss, "body.loss")
    found = Found(body.fault, body.injustice, body.level, remedy, loss)
    reasons = body.model_dump(include=set(adjudication.REASONS))
    said: dict[str, Any] = {"found": found, "reasons": reasons, "evidence": body.evidence}
    return _judged(request, ref, key, seen, lambda: adjudicating.find(issue, **said, by=request.actor).issue_ref)


@offer(router, "POST", "/cases/{ref}/adjudication/recommend/", gives=Judged, asks=FINDS, **WRITES)
def recommend(request: LetIn, ref: Ref, body: NewRecommendation, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Recommend one thing on an issue: who does what by when, and what would prove it."""
    issue, amount = _issue(known(ref), body.issue), pence(body.amount, "body.amount")
    said = body.model_dump(exclude={"issue", "amount"}) | {"amount_pence": amount}
    return _judged(request, ref, key, seen, lambda: adjudicating.recommend(issue, **said, by=request.actor).ref)


@offer(router, "POST", "/cases/{ref}/adjudication/withdraw/", gives=Judged, asks=FINDS, **WRITES)
def withdraw_recommendation(request: LetIn, ref: Ref, body: WithdrawRecommendation, key: Key, seen: SeenIfAny) -> dict[str, Any]:
    """Withdraw a recommendation."""
    there = (one.ref for one in adjudication.recommendations(known(ref)))
    says = f"{body.recommendation} was not recommended on {ref}."
    one = _of_case(body.recommendation, there, "body.recommendation", says)
    return _judged(request, ref, key, seen, lambda: adjudicating.withdraw(one, because=body.because, by=request.actor).ref)
