"""One provider, one contract, one person's package and one import, as their pages have them."""

from typing import Any, Literal

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from ninja.responses import Status
from pydantic import Field

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.lists import offer_list
from duly.api.office import Job
from duly.api.payments.exceptions import accepted
from duly.api.request import LetIn
from duly.api.shapes import Ref, plain, wrong
from duly.core.intake import queries as intake
from duly.core.intake.queries import ImportSeen
from duly.core.people import queries as officers
from duly.payments import flow
from duly.payments.contracts import queries as contracts
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.screens.care.pages import as_json as package_of
from duly.payments.screens.contracts.pages import as_json as contract_whole
from duly.payments.screens.imports import presenters
from duly.payments.screens.imports.forms import LARGEST
from duly.payments.screens.imports.pages import MOST_LISTED
from duly.payments.screens.imports.presenters import IMPORTS

router = Router()
SCOPE = "read:payments"
TAKES_IN = tuple(f"{room}.take_in" for room in ("providers", "contracts", "rates", "packages", "evidence", "invoices", "answers"))
Rows = list[dict[str, Any]]


class Provider(Schema):
    """A provider. Of its account only the end is shown."""

    ref: str
    name: str
    version: int
    account_name: str | None
    account: str | None
    contracts: list[str]


class Contract(Schema):
    """A contract with everything that hangs on it: days it may be paid under, embargoes, terms and what they are made of."""

    contract: dict[str, Any]
    may_be_paid_under: Rows
    embargoes: Rows
    terms: Rows
    clauses: Rows
    bands: Rows
    steps: Rows


class Package(Schema):
    """What is known of one person's care."""

    person: str
    name: str
    died: str | None
    lines: Rows
    commissions: Rows
    calls: Rows
    interruptions: Rows
    fundings: Rows


class FileFault(Schema):
    """One thing to mend in a file that was refused. `row` is as a spreadsheet shows it."""

    row: int
    column: str
    found: str
    says: str
    nearest: str


class Import(Schema):
    """A file that was handed over, and what became of it."""

    ref: str
    kind: str
    file: str
    source: str
    sha256: str
    accepted: bool
    rows: int
    counts: dict[str, int]
    refused_because: str
    undone_by: str
    at: str
    by: str
    faults: list[FileFault]


class NewImport(Schema):
    """What is in the file, and who sent it."""

    kind: Literal[tuple(flow.KINDS)]  # type: ignore[valid-type]  # the kinds of the page
    source: str = Field(min_length=1, max_length=80, description="A provider's reference, or the team the file came from.")


@offer(router, "GET", "/providers/{ref}/", gives=Provider, scope=SCOPE, sees=READ, tag="Providers")
def get_provider(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One provider, with its contracts and the end of its account."""
    try:
        one = providers.provider(ref)
    except ObjectDoesNotExist:
        raise Http404(f"There is no provider {ref}.") from None
    account = providers.payee_shown(ref)
    return {
        "ref": one.ref,
        "name": one.name,
        "version": one.version,
        "account_name": account.account_name if account else None,
        "account": account.ending if account else None,
        "contracts": [c.ref for c in contracts.contracts_known() if c.provider_ref == ref],
    }


@offer(router, "GET", "/contracts/{ref}/", gives=Contract, scope=SCOPE, sees=READ, tag="Contracts")
def get_contract(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One contract with its terms, clauses, bands, steps, embargoes and the days it may be paid under."""
    found = next((one for one in contracts.contracts_known() if one.ref == ref), None)
    if found is None:
        raise Http404(f"There is no contract {ref}.")
    told: dict[str, Any] = plain(contract_whole(found))
    return told


@offer(router, "GET", "/care/{ref}/", gives=Package, scope=SCOPE, sees=READ, tag="People cared for")
def get_person(request: LetIn, ref: Ref) -> dict[str, Any]:
    """One person's package: lines, when they are in force, weekly calls, interruptions and what others pay."""
    if ref not in set(packages.people_known()):
        raise Http404(f"There is nobody of the reference {ref}.")
    told: dict[str, Any] = plain(package_of(ref) | {"name": packages.names_of({ref}).get(ref, ref)})
    return told


def _imports(request: LetIn, asked: Any) -> list[presenters.ImportRow]:
    names = officers.names()
    return [presenters.row(one, names) for one in intake.imports(limit=MOST_LISTED)]


offer_list(
    router,
    "/imports/",
    IMPORTS,
    _imports,
    name="list_imports",
    says="Every file that was handed over, the newest first.",
    tag="Imports",
    scope=SCOPE,
    sees=READ,
    record=lambda row: f"/api/v1/imports/{row.ref}/",
)


@offer(router, "GET", "/imports/{ref}/", gives=Import, scope=SCOPE, sees=READ, tag="Imports")
def get_import(request: LetIn, ref: Ref) -> dict[str, Any]:
    """What became of one file: what was made of it, or every fault."""
    try:
        return _import(intake.import_seen(ref))
    except ObjectDoesNotExist:
        raise Http404(f"There is no import {ref}.") from None


@offer(router, "POST", "/imports/", gives=Job, status=202, scope="write:payments", sees=READ, asks=TAKES_IN, tag="Imports")
def take_in_file(request: LetIn, key: Key, told: Form[NewImport], file: File[UploadedFile]) -> Status[dict[str, Any]]:
    """Hand a file over, to be taken in whole or not at all, in the background. The job says which import came of it."""
    if (file.size or 0) > LARGEST:
        raise wrong("body.file", f"The file is too large: {LARGEST // 1024 // 1024} MB are allowed.")
    content, name = file.read(), file.name or "file"
    ref = once(
        request,
        key,
        lambda: flow.ask_to_import(told.kind, name=name, content=content, source=told.source, by=request.actor),
    )
    return accepted(request, ref)


def _import(one: ImportSeen) -> dict[str, Any]:
    faults = [] if one.accepted else [{name: getattr(f, name) for name in FileFault.model_fields} for f in intake.faults_of(one.ref)]
    return {
        "ref": one.ref,
        "kind": one.kind,
        "file": one.name,
        "source": one.source,
        "sha256": one.sha256,
        "accepted": one.accepted,
        "rows": one.rows,
        "counts": dict(one.counts),
        "refused_because": one.refusal.because if one.refusal else "",
        "undone_by": one.undone_by,
        "at": one.at.isoformat(),
        "by": one.by,
        "faults": faults,
    }
