"""Who holds which post today."""

from django.http import HttpRequest, HttpResponse

from duly.core.people import queries
from duly.core.record.clock import today
from duly.ui.asks import asks
from duly.ui.frame import Cell, Column, Row, Table
from duly.ui.pages import show


@asks()
def people(request: HttpRequest) -> HttpResponse:
    """Everyone in post."""
    rows = tuple(
        Row((held.officer_name, held.title, held.office, Cell(held.officer_ref, url=f"/record/?about={held.officer_ref}", ref=True)))
        for held in queries.everyone_in_post(on=today())
    )
    table = Table(
        "Everyone in post today",
        (Column("Person"), Column("Post"), Column("Office", "wrap"), Column("Record")),
        rows,
        empty="Nobody holds a post.",
    )
    return show(request, "people/people.html", title="People and posts", section="People", table=table)
