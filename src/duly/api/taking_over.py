"""Cases taken over from the system used before, for programs: the file whole or not at all, and what became of each file."""

from typing import Annotated, Any

from ninja import Field, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.request import LetIn
from duly.api.shapes import Ref, wrong
from duly.casework.cases import actions
from duly.casework.cases.checks import why_not_take_over
from duly.casework.correspondence.powers import READ
from duly.casework.screens.cases.taking_over import LARGEST, TOO_LARGE, find
from duly.core.intake import queries as intake
from duly.primitives.refusal import stop_if

router = Router()
ASKS: dict[str, Any] = {"sees": READ, "asks": ("cases.take_over",), "tag": "Casework"}


class CaseFault(Schema):
    """One thing to mend: the row as a spreadsheet numbers it, the column, what was read, what to do, and the nearest valid value."""

    row: int
    column: str
    found: str
    says: str
    nearest: str


class CasesTakenOver(Schema):
    """What became of one file of cases. One that was not accepted left nothing behind but itself and what is wrong with it."""

    ref: str
    file: str
    source: str
    accepted: bool
    rows: int
    counts: dict[str, int]
    refused_because: str
    faults: list[CaseFault]


class TakeCasesOver(Schema):
    """What the file was exported from."""

    source: Annotated[str, Field(max_length=80)] = ""


@offer(router, "POST", "/cases/take-over/", gives=CasesTakenOver, status=201, scope="write:casework", **ASKS)
def take_cases_over(request: LetIn, key: Key, told: Form[TakeCasesOver], file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Take the cases of a CSV file or workbook over, whole or not at all. One that is faulty is answered with every fault; send it mended, with a new key."""
    if (file.size or 0) > LARGEST:
        raise wrong("body.file", TOO_LARGE)
    content, name = file.read(), file.name or "file"
    ref = once(request, key, lambda: actions.take_over(name, content, source=told.source, by=request.actor).ref)
    return Status(201, _told(ref))


@offer(router, "GET", "/cases/take-over/{ref}/", gives=CasesTakenOver, scope="read:casework", **ASKS)
def get_cases_taken_over(request: LetIn, ref: Ref) -> dict[str, Any]:
    """What became of one file of cases: what came of it, or every fault. Told only to whoever may take cases over."""
    stop_if(why_not_take_over(by=request.actor))
    return _told(ref)


def _told(ref: str) -> dict[str, Any]:
    one = find(ref)
    faults = () if one.accepted else intake.faults_of(ref)
    return {
        "ref": one.ref,
        "file": one.name,
        "source": one.source,
        "accepted": one.accepted,
        "rows": one.rows,
        "counts": dict(one.counts),
        "refused_because": one.refusal.because if one.refusal else "",
        "faults": [{name: getattr(fault, name) for name in CaseFault.model_fields} for fault in faults],
    }
