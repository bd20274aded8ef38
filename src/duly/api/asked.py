"""What was asked for as evidence, for programs: every request, and one."""

from datetime import date
from typing import Any

from ninja import Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref
from duly.casework.correspondence.powers import READ
from duly.casework.investigation import queries
from duly.casework.screens.common import found
from duly.casework.screens.investigation.requests import REQUESTS

router = Router()
OFFERED: dict[str, Any] = {"scope": "read:casework", "sees": READ, "tag": "Casework"}

says = "Everything asked for as evidence, the first due first."
offer_list(router, "/requests/", REQUESTS, lambda request, asked: queries.requests(), name="list_evidence_requests", says=says, **OFFERED)


class EvidenceRequest(Schema):
    """Evidence that was asked for, of whom and by when. `late` says that it is still to come after its day."""

    ref: str
    version: int
    state: str
    case_ref: str
    issue_ref: str
    due: date
    asked_on: date
    answered_on: date | None
    what: str
    asked_of: str
    late: bool


@offer(router, "GET", "/requests/{ref}/", gives=EvidenceRequest, **OFFERED)
def get_evidence_request(request: LetIn, ref: Ref) -> Any:
    """One request for evidence."""
    seen = found(queries.request, ref)
    return {name: getattr(seen, name) for name in EvidenceRequest.__annotations__}
