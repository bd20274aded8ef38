"""Position statements and remittances, as their pages have them: people by reference."""

import base64
from collections.abc import Callable
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from duly.api.asking import offer
from duly.api.doing import Key, once
from duly.api.lists import offer_list
from duly.api.payments.runs import find
from duly.api.request import LetIn
from duly.api.shapes import Pounds, Ref, Sent, wrong
from duly.core.log.queries import newest_entry
from duly.payments import flow
from duly.payments.packages import queries as packages
from duly.payments.packages.powers import READ
from duly.payments.providers import queries as providers
from duly.payments.remittances import queries as remittances
from duly.payments.screens.positions.pages import day_of, why_not_entry
from duly.payments.screens.remittances.pages import REMITTANCES, rows
from duly.payments.statements import queries, taking_away
from duly.payments.statements.queries import Statement as Known

router = Router()
SCOPE = "read:payments"


class AsKnown(Schema):
    """As at which entry."""

    as_known: str = Field(
        "",
        alias="as-known",
        max_length=20,
        description="An entry of the record, or a day such as 2026-11-09 for its last; the newest unless said.",
    )


class Part(Schema):
    """One part of the unpaid money."""

    code: str
    label: str
    lines: int
    pounds: Pounds


class PaidSince(Schema):
    """What was paid since a day."""

    day: str
    pounds: Pounds


class LineOfStatement(Schema):
    """One line from their figure to ours."""

    words: str
    pounds: Pounds
    explained: bool


class Theirs(Schema):
    """The provider's own figure, held against ours. Theirs and the steps come to ours."""

    pounds: Pounds
    said_on: str
    came_by: str
    steps: list[LineOfStatement]
    ours: Pounds
    explained_in_full: bool
    verdict: str


class Statement(Schema):
    """A position statement. Invoiced is paid, unpaid, not payable and settled before, together; `ties_out` says that it is."""

    of: str
    kind: str = Field(description="provider or person.")
    name: str | None = Field(description="A provider's name. People are told by reference.")
    as_known: int
    at: str | None
    spoken: str
    invoiced: Pounds
    paid: Pounds
    unpaid: Pounds
    not_payable: Pounds
    settled_before: Pounds
    paid_over: Pounds
    ties_out: bool
    paid_since: PaidSince
    parts: list[Part]
    rows: list[dict[str, Any]]
    weeks: list[dict[str, Any]]
    theirs: Theirs | None


class Remittance(Schema):
    """What a provider was told, as text and as a table, with the digests that the record has; and its PDF, where that was opened."""

    provider: str
    text: str
    csv: str
    text_sha256: str
    csv_sha256: str
    pdf_sha256: str | None
    pdf: str | None = Field(description="In base64, with pdf=1: it is drawn when first opened, and the same ever after.")


class Make(Sent):
    """Whom to tell."""

    provider: str = Field(min_length=1, max_length=20, pattern=r"^[^/\x00]+$")


@offer(router, "GET", "/providers/{ref}/position/", gives=Statement, scope=SCOPE, sees=READ, tag="Providers")
def get_position_of_a_provider(request: LetIn, ref: Ref, asked: Annotated[AsKnown, Query(...)]) -> dict[str, Any]:
    """A provider's position statement, now or as at an entry of the record."""
    if ref not in providers.provider_names():
        raise Http404(f"There is no provider {ref}.")
    return _statement(ref, asked, queries.of_provider)


@offer(router, "GET", "/care/{ref}/position/", gives=Statement, scope=SCOPE, sees=READ, tag="People cared for")
def get_position_of_a_person(request: LetIn, ref: Ref, asked: Annotated[AsKnown, Query(...)]) -> dict[str, Any]:
    """What was claimed for one person, now or as at an entry of the record."""
    if ref not in packages.names_of({ref}):
        raise Http404(f"There is nobody of the reference {ref}.")
    return _statement(ref, asked, queries.of_person)


def _statement(ref: str, asked: AsKnown, of: Callable[..., Known]) -> dict[str, Any]:
    newest, typed = newest_entry(), asked.as_known.strip()
    day = day_of(typed)
    typed = str(queries.entry_at_end_of(day)) if day is not None else typed
    why_not = why_not_entry(typed, newest)
    if why_not:
        raise wrong("query.as-known", why_not)
    return taking_away.as_values(of(ref, as_at=int(typed or newest)))


offer_list(
    router,
    "/remittances/",
    REMITTANCES,
    lambda request, asked: rows(remittances.remittances_known(), providers.provider_names()),
    name="list_remittances",
    says="Every payment of a run that has a bank file, and whether its provider was told of it.",
    tag="Payment runs",
    scope=SCOPE,
    sees=READ,
    record=lambda row: f"/api/v1/runs/{row.run}/remittances/?provider={row.provider}",
)


@offer(router, "GET", "/runs/{ref}/remittances/", gives=list[Remittance], scope=SCOPE, sees=READ, tag="Payment runs")
def list_remittances_of_a_run(
    request: LetIn, ref: Ref, provider: Annotated[str, Query("", max_length=20)], pdf: Annotated[bool, Query(False)]
) -> list[dict[str, Any]]:
    """The remittances of a run that were made; with pdf=1 and a provider, its PDF too."""
    find(ref)
    if pdf and not provider:
        raise wrong("query.provider", "A PDF is of one provider's remittance. Say whose.")
    made = remittances.made_for(ref)
    return [_told(request, ref, one, pdf=pdf) for one in made if provider in ("", one)]


@offer(
    router,
    "POST",
    "/runs/{ref}/remittances/",
    gives=Remittance,
    status=201,
    scope="write:payments",
    sees=READ,
    asks=("remittances.make",),
    tag="Payment runs",
)
def make_remittance(request: LetIn, ref: Ref, body: Make, key: Key) -> Status[dict[str, Any]]:
    """Tell a provider what an issued run paid it: made once, and the same bytes ever after."""
    find(ref)
    by = request.actor
    once(request, key, lambda: flow.make_remittance(ref, body.provider, by=by).run_ref)
    return Status(201, _told(request, ref, body.provider, pdf=False))


def _told(request: LetIn, run_ref: str, provider_ref: str, *, pdf: bool) -> dict[str, Any]:
    made = remittances.remittance(run_ref, provider_ref)
    if made is None:
        raise ObjectDoesNotExist(f"Nothing was told to {provider_ref} of {run_ref}.")
    drawn = remittances.drawn(run_ref, provider_ref)
    if pdf and drawn is None:
        drawn = flow.open_remittance(run_ref, provider_ref, by=request.actor)
    return {
        "provider": provider_ref,
        "text": made.text.decode(),
        "csv": made.csv.decode(),
        "text_sha256": made.text_sha256,
        "csv_sha256": made.csv_sha256,
        "pdf_sha256": drawn.sha256 if drawn else None,
        "pdf": base64.b64encode(drawn.pdf).decode() if pdf and drawn else None,
    }
