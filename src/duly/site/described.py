"""What programs can ask, as a page: the description of the API for people, with no script but ours."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

import duly.api.urls  # noqa: F401  (offers every operation)
from duly.api.asking import OFFERED, Offered
from duly.core.tokens.rules import SCOPES
from duly.ui.asks import asks
from duly.ui.frame import Action, Cell, Column, Link, Row, Table
from duly.ui.pages import show

COLUMNS = (Column("Way"), Column("Address", "wrap"), Column("What", "wrap"), Column("Scope"))


@require_safe
@asks()
def described(request: HttpRequest) -> HttpResponse:
    """Every operation by what it is about, with the scope a token needs for it."""
    tables = tuple(
        Table(tag, COLUMNS, tuple(_row(one) for one in OFFERED if one.tag == tag)) for tag in dict.fromkeys(one.tag for one in OFFERED)
    )
    return show(
        request,
        "tokens/api.html",
        title="What a program can ask",
        sub="The same lists, acts and sentences as the pages",
        crumbs=(Link(request.actor.name, "/me/"), Link("My tokens", "/me/tokens/")),  # type: ignore[attr-defined]  # put there by the site
        actions=(Action("As OpenAPI 3.1", "/api/v1/openapi.json"),),
        tables=tables,
        scopes=Table(
            "Scopes",
            (Column("Scope"), Column("A token with it may", "wrap")),
            tuple(Row((Cell(c, ref=True), w)) for c, w in SCOPES.items()),
        ),
    )


def _row(one: Offered) -> Row:
    return Row((one.method, Cell(f"/api/v1{one.path}", ref=True), one.summary, Cell(one.scope or "any", ref=True)))
