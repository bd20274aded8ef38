"""The evidence of cases and what is chased, for programs."""

from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref, digest_tag, plain
from duly.casework.cases import queries as cases
from duly.casework.compliance import queries as compliance
from duly.casework.correspondence.powers import READ
from duly.casework.investigation import queries as investigation
from duly.casework.screens.adjudication.pages import as_json
from duly.casework.screens.adjudication.presenters import BODIES, COMPLIANCE, rows_of
from duly.casework.screens.investigation.presenters import CHASES, chase_rows, matrix
from duly.core.chases import queries as chases
from duly.core.people import queries as people

router = Router()
SCOPE, TAG = "read:casework", "Casework"


def _chases(request: LetIn, asked: Any) -> Any:
    return chase_rows(chases.chases(), people.names())


offer_list(
    router,
    "/chasing/",
    CHASES,
    _chases,
    name="list_chases",
    says="Everything that is chased, and the next step of each.",
    tag=TAG,
    scope=SCOPE,
    sees=READ,
)


def _compliance(request: LetIn, asked: Any) -> Any:
    return rows_of(compliance.every())


def _bodies(request: LetIn, asked: Any) -> Any:
    return compliance.by_body(known=asked.known)


_SAYS = "Every recommendation that is followed, the first due first."
offer_list(router, "/compliance/", COMPLIANCE, _compliance, name="list_compliance", says=_SAYS, tag=TAG, scope=SCOPE, sees=READ)
_SAYS = "What each body's compliance comes to, and our own."
_KNOWN: dict[str, Any] = {"known": (date | None, Field(None, description="As known at the end of this day; today where none is named."))}
offer_list(
    router, "/compliance/bodies/", BODIES, _bodies, name="list_compliance_by_body", says=_SAYS, tag=TAG, scope=SCOPE, sees=READ, own=_KNOWN
)


class FindingTold(Schema):
    """What was found on an issue, with its reasons. Money is pounds and pence as text."""

    issue_ref: str
    outcome: str
    fault: bool
    injustice: bool
    level: int
    remedy: str
    loss: str
    outside: bool
    scale: int
    evidence: list[str]
    found_on: date
    standard: str
    happened: str
    why_fault: str
    why_injustice: str
    why_remedy: str
    why_outside: str


class RecommendationTold(Schema):
    """Something to be done, by whom and by when."""

    ref: str
    state: str
    issue_ref: str
    kind: str
    ours: bool
    amount: str
    due: date
    body: str
    action: str
    proof: str


class Adjudicated(Schema):
    """What a case comes to, from its findings; money is pounds and pence as text."""

    ref: str
    outcome: str
    level: int
    total: str
    recommended: str
    outside: list[str]
    findings: list[FindingTold]
    recommendations: list[RecommendationTold]


@offer(router, "GET", "/cases/{ref}/adjudication/", gives=Adjudicated, scope=SCOPE, sees=READ, tag=TAG)
def get_case_adjudication(request: LetIn, ref: Ref) -> Any:
    """What was found on each issue of a case, what it comes to, and what is recommended."""
    told = as_json(known(ref))
    request.etag = digest_tag(told)
    return told


class EvidenceLine(Schema):
    """Something that is known of an issue, missing, or asked for; `sha256` is of the document it stands in."""

    issue: str
    place: int
    what: str
    words: str
    source: str
    page: int | None
    sha256: str
    state: str
    on: date | None


class IssueTold(Schema):
    """Something to be decided on a case."""

    ref: str
    place: int
    state: str
    words: str


class Dated(Schema):
    """Something that happened on a day, and what shows it."""

    number: int
    on: date
    words: str
    source: str
    source_ref: str
    page: int
    withdrawn: bool = Field(description="Whether the evidence that shows it was withdrawn.")


class CaseEvidence(Schema):
    """The evidence of a case, issue by issue, and its chronology."""

    ref: str
    issues: list[IssueTold]
    lines: list[EvidenceLine]
    chronology: list[Dated]


def known(ref: str) -> str:
    """The case's reference, where there is such a case."""
    try:
        return cases.case(ref).ref
    except ObjectDoesNotExist:
        raise Http404(f"There is no case {ref}.") from None


@offer(router, "GET", "/cases/{ref}/investigation/", gives=CaseEvidence, scope=SCOPE, sees=READ, tag=TAG)
def get_case_evidence(request: LetIn, ref: Ref) -> Any:
    """What is known of each issue of a case and from where, what is missing, what was asked for, and what happened when."""
    told = evidence_of(known(ref))
    request.etag = digest_tag(plain(told))
    return told


def evidence_of(ref: str) -> dict[str, Any]:
    """The evidence of a case as an answer."""
    return {
        "ref": ref,
        "issues": [{"ref": one.ref, "place": one.place, "state": one.state, "words": one.words} for one in investigation.issues(ref)],
        "lines": [vars(one) for one in matrix(investigation.issues(ref))],
        "chronology": [vars(one) for one in investigation.chronology(ref)],
    }
