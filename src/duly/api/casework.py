"""What the ombudsman's wing offers to programs: its lists, for whoever may read casework."""

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from ninja import Field, Query, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.api.shapes import Ref, wrong
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.powers import READ
from duly.casework.dispatch import queries as letters
from duly.casework.screens.clocks.pages import as_json
from duly.casework.screens.clocks.presenters import CLOCKS, rows_of
from duly.casework.screens.clocks.trying import told, tried
from duly.casework.submissions import queries as submissions
from duly.core.clocks import queries as clocks
from duly.core.lists.listing import Facet, ListOf, Shown
from duly.core.record.clock import today

router = Router()
MOST = 10_000

POST = ListOf(
    name="post",
    key="ref",
    columns=(
        *(Shown("ref", "Item"), Shown("state", "State"), Shown("channel", "Came by"), Shown("received_on", "Received", "day")),
        *(Shown("logged_on", "Logged", "day"), Shown("sender_name", "From"), Shown("subject", "Subject"), Shown("direct_to", "With")),
        *(Shown("owner", "Owner"), Shown("next_action", "Next")),
    ),
    facets=(Facet("state", "State"), Facet("channel", "Came by"), Facet("owner", "Owner")),
    sorts=("received_on", "logged_on"),
    default_sort="-received_on",
)
CASES = ListOf(
    name="cases",
    key="ref",
    columns=(
        *(
            Shown("ref", "Case"),
            Shown("title", "Title"),
            Shown("complainant", "Complainant"),
            Shown("body", "Body"),
            Shown("stage", "Stage"),
        ),
        *(Shown("owner", "Owner"), Shown("opened_on", "Opened", "day")),
    ),
    facets=(Facet("stage", "Stage"), Facet("owner", "Owner"), Facet("body", "Body")),
    sorts=("opened_on", "title"),
    default_sort="-opened_on",
)
SUBMISSIONS = ListOf(
    name="submissions",
    key="ref",
    columns=(
        *(Shown("ref", "Submission"), Shown("case_ref", "Case"), Shown("kind", "Kind"), Shown("ask", "Asks", value=lambda s: s.text.ask)),
        Shown("remedy_pence", "Remedy £", "pounds", value=lambda s: s.text.remedy_pence),
        *(Shown("state", "State"), Shown("prepared_by", "Prepared by"), Shown("drafted_on", "Drafted", "day")),
    ),
    facets=(Facet("state", "State"), Facet("kind", "Kind")),
    sorts=("drafted_on",),
    default_sort="-drafted_on",
)
LETTERS = ListOf(
    name="letters",
    key="ref",
    columns=(
        *(Shown("ref", "Letter"), Shown("case_ref", "Case"), Shown("decision_ref", "Decision"), Shown("template", "Template")),
        *(Shown("to_name", "To"), Shown("state", "State"), Shown("prepared_by", "Made by"), Shown("approved_by", "Approved by")),
        Shown("sent_on", "Sent", "day"),
    ),
    facets=(Facet("state", "State"), Facet("template", "Template")),
    sorts=("sent_on",),
)


def _offer(path: str, of: ListOf, every: Any, name: str, says: str) -> None:
    def rows(request: LetIn, asked: Any) -> Any:
        return every(limit=MOST)

    offer_list(router, path, of, rows, name=name, says=says, tag="Casework", scope="read:casework", sees=READ)


_offer("/post/", POST, post.items, "list_post", "Every item of post, the newest first.")
_offer("/cases/", CASES, cases.cases, "list_cases", "Every case, the newest first.")
_offer("/submissions/", SUBMISSIONS, submissions.submissions, "list_submissions", "Every submission, the newest first.")
_offer("/letters/", LETTERS, letters.letters, "list_letters", "Every letter.")


def _clocks(limit: int) -> Any:
    return rows_of(clocks.clocks(limit=limit), on=today())


_offer("/clocks/", CLOCKS, _clocks, "list_clocks", "Every clock, the first due first.")


class Tried(Schema):
    """What a rule would come to, with its working. No date while it stands still."""

    rule: str
    number: int = Field(description="The version of the rule.")
    due: date | None
    working: list[str]


class Clock(Schema):
    """One clock, with its working."""

    ref: str
    version: int
    state: str
    kind: str
    about: str
    rule_code: str
    rule_number: int
    title: str
    began: date
    due: date | None = Field(description="Null while it stands still.")
    bank_holidays_as_of: int = Field(description="The entry of the calendar that it was reckoned by.")
    working: list[str]


@offer(router, "GET", "/clocks/try/", gives=Tried, scope="read:casework", sees=READ, tag="Casework")
def try_clock(
    request: LetIn,
    rule: Annotated[str, Query(max_length=40, description="The rule's code, such as foi.")],
    began: Annotated[date, Query(description="The day it began.")],
    stopped: date | None = None,
    went_on: date | None = None,
    extended: Annotated[int, Query(ge=0, le=400)] = 0,
) -> Any:
    """When something would be due: a rule, a day, a stop and an extension. Nothing is kept."""
    if went_on is not None and (stopped is None or went_on < stopped):
        raise wrong("query.went_on", "It goes on after it stopped.")
    stops = ((stopped, went_on),) if stopped is not None else ()
    return told(*tried({"rule": rule, "began": began, "stops": stops, "added": extended}))


@offer(router, "GET", "/clocks/{ref}/", gives=Clock, scope="read:casework", sees=READ, tag="Casework")
def get_clock(request: LetIn, ref: Ref) -> Any:
    """One clock, with its working."""
    try:
        return as_json(clocks.clock(ref))
    except ObjectDoesNotExist:
        raise Http404(f"There is no clock {ref}.") from None
