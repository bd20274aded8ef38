"""What the ombudsman's wing offers to programs: its lists, for whoever may read casework."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Query, Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.powers import READ
from duly.casework.dispatch import queries as letters
from duly.casework.finding import queries as finding
from duly.casework.screens.box.levels import levels
from duly.casework.screens.box.lists import BOXES, CLOSERS, LEVELS, SIGNATORIES, TIMES
from duly.casework.screens.common import found
from duly.casework.screens.contacts.presenters import CALLS, ENQUIRIES, TASKS
from duly.casework.screens.directory.presenters import DIRECTORY
from duly.casework.screens.kept.files import asked_for, leaving
from duly.casework.screens.post.standards import ITEMS, LINES, item_rows, line_rows
from duly.casework.screens.submissions import lists
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.rules import counted
from duly.core.confidentiality import queries as confidentiality
from duly.core.confidentiality.queries import kept_in
from duly.core.contacts import queries as contacts
from duly.core.directory import queries as directory
from duly.core.lists.listing import Asked, Facet, ListOf, Page, Shown
from duly.core.work import queries as work

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
        *(Shown("owner", "Owner"), Shown("opened_on", "Opened", "day"), Shown("next_action", "Next"), Shown("due", "By", "day")),
        *(Shown("waiting_on", "Waiting on"), Shown("merged_into", "Merged into"), Shown("split_from", "Split from")),
        *(Shown("outcome", "How it ended"), Shown("closed_on", "Closed", "day")),
    ),
    facets=(Facet("stage", "Stage"), Facet("outcome", "How it ended"), Facet("owner", "Owner"), Facet("body", "Body")),
    sorts=("opened_on", "title"),
    default_sort="-opened_on",
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


def _paged(path: str, of: ListOf, page: Callable[..., Page[Any]], name: str, says: str) -> None:
    """Offer a list of which the database gives one page; what stays in the office is told to no program, on no list either."""

    def one(listed: ListOf, asked: Asked) -> Page[Any]:
        return page(listed, asked, but=confidentiality.staying_in())

    offer_list(router, path, of, lambda request, asked: one, name=name, says=says, tag="Casework", scope="read:casework", sees=READ)


def _offer(path: str, of: ListOf, every: Any, name: str, says: str) -> None:
    def rows(request: LetIn, asked: Any) -> Any:
        return every(limit=MOST)

    offer_list(router, path, of, rows, name=name, says=says, tag="Casework", scope="read:casework", sees=READ)


_paged("/post/", POST, post.page, "list_post", "Every item of post, the newest first.")
_offer(
    "/post/standards/",
    LINES,
    lambda limit: line_rows(),
    "list_post_standards",
    "How post stands under each service standard, month by month.",
)
_offer(
    "/post/standards/items/",
    ITEMS,
    lambda limit: item_rows(),
    "list_post_under_standards",
    "Every item under each service standard, the first due first.",
)
_paged("/cases/", CASES, cases.page, "list_cases", "Every case, the newest first.")
offer_list(
    *(router, "/submissions/", lists.FOR_PROGRAMS, lambda request, asked: lists.every_row(but=confidentiality.staying_in())),
    name="list_submissions",
    says="Every submission, the oldest first.",
    tag="Casework",
    scope="read:casework",
    sees=READ,
)
_offer(
    "/submissions/first-time/",
    lists.FIRST_TIME,
    lambda limit: submissions.outcomes()[:limit],
    "list_first_time",
    "Every submission somebody has reviewed, and whether it was ready as it was first put up.",
)
_offer(
    "/submissions/boxes/",
    BOXES,
    lambda limit: flow.board()[:limit],
    "list_boxes",
    "Everything with, going to and coming from each principal, with the forecast and its working.",
)
_offer(
    "/submissions/boxes/times/",
    TIMES,
    lambda limit: flow.round_trips()[:limit],
    "list_round_trips",
    "Every version's way to a principal and back, in days.",
)
_offer(
    "/submissions/signatories/",
    SIGNATORIES,
    lambda limit: flow.signatories()[:limit],
    "list_signatories",
    "Every open submission and the posts that may sign it under the scheme in force.",
)
_offer(
    "/submissions/closers/",
    CLOSERS,
    lambda limit: flow.closers()[:limit],
    "list_closers",
    "Each way an open case may end, and the posts that may close it so under the scheme in force.",
)
_offer(
    "/submissions/by-level/",
    LEVELS,
    lambda limit: levels()[:limit],
    "list_decisions_by_level",
    "Papers signed and cases closed, by month, staff level and kind.",
)
_paged("/letters/", LETTERS, letters.page, "list_letters", "Every letter.")
_offer("/directory/", DIRECTORY, directory.rows, "list_directory", "Everybody in the directory, as known today.")
_offer("/calls/", CALLS, contacts.calls, "list_calls", "Every call, the newest first.")
_offer("/enquiries/", ENQUIRIES, contacts.enquiries, "list_enquiries", "Every enquiry, those needed first at the head.")
_offer("/tasks/", TASKS, work.tasks, "list_tasks", "Every task that is not ended, those due first.")


class CaseFound(Schema):
    """One case among all."""

    ref: str
    title: str
    complainant: str
    body: str
    stage: str
    owner: str
    opened_on: date


class CasesFound(Schema):
    """A page of cases. `total` is about so many where not `exact`; `after` leads on, and is empty at the end."""

    items: list[CaseFound]
    total: int
    exact: bool
    after: str


class CasesAsked(Schema):
    """What narrows them."""

    q: str = Field("", max_length=400, description="Words that every case must have, or words that begin so.")
    stage: Literal["assessment", "investigation", "closed"] | None = None
    owner: str = Field("", max_length=40)
    body: str = Field("", max_length=200)
    after: str = Field("", max_length=20, description="The reference of the case to go on from.")
    limit: int = Field(50, ge=1, le=500)


@offer(router, "GET", "/find/cases/", gives=CasesFound, scope="read:casework", sees=READ, tag="Casework")
def find_cases(request: LetIn, asked: Annotated[CasesAsked, Query(...)]) -> dict[str, Any]:
    """Find cases among all there are: the newest first, or those that fit the words best."""
    narrowed = ((asked.stage,) if asked.stage else (), (asked.owner,) if asked.owner else (), (asked.body,) if asked.body else ())
    wanted = finding.Wanted(*narrowed, asked.q, asked.after, asked.limit)
    page, count = finding.page(wanted), finding.count(wanted)
    return {"items": [vars(one) for one in page.rows], "total": count.many, "exact": count.exact, "after": page.after}


class PaperOnFile(Schema):
    """One paper as it was. `of` is the day it is of; `known_at` when the record came to know that it was on this file."""

    kind: str
    ref: str
    what: str
    of: date | None
    known_at: datetime
    as_it_was: str
    changed_since: int


class FileThen(Schema):
    """The file of a case as at a moment of the record."""

    ref: str
    as_at: datetime
    entry: int | None
    stage: str
    owner: str
    papers: list[PaperOnFile]
    came_later: list[PaperOnFile]
    kept_in: int = Field(description="Papers that are marked now, so that no program is told of them.")
    decider: str = Field(description="Who decided at that moment, where it is asked as at a decision.")
    not_for_decider: list[str] = Field(
        description="Papers on the file then that were kept from whoever decided, by a wall or a restriction."
    )


class FileAsked(Schema):
    """As at what: the end of a day, a decision, or an entry of the record; as it is, where nothing is said."""

    at: date | None = None
    decision: str = Field("", max_length=20)
    entry: UUID | None = None


@offer(router, "GET", "/cases/{ref}/file/", gives=FileThen, scope="read:casework", sees=READ, tag="Casework")
def case_file(request: LetIn, ref: str, asked: Annotated[FileAsked, Query(...)]) -> dict[str, Any]:
    """Tell what was on the file of a case as at a day, a decision or an entry of the record."""
    found(cases.case, ref)
    said = {"at": asked.at.isoformat() if asked.at else "", "entry": str(asked.entry or ""), "decision": asked.decision}
    view, _ = asked_for(ref, **said)
    stay = kept_in([one.ref for one in (*view.papers, *view.came_later)])

    def told(some: Any) -> list[dict[str, Any]]:
        return [
            {
                "kind": p.kind,
                "ref": p.ref,
                "what": p.what,
                "of": p.on,
                "known_at": p.known_at,
                "as_it_was": p.last,
                "changed_since": p.later,
            }
            for p in leaving(some, stay)
        ]

    own = {"ref": ref, "as_at": view.as_at, "entry": view.entry, "stage": view.stage, "owner": view.owner}
    sight = {"kept_in": len(stay), "decider": view.decider, "not_for_decider": [one for one in view.not_for_decider if one not in stay]}
    return {**own, "papers": told(view.papers), "came_later": told(view.came_later), **sight}


class FoundInPaper(Schema):
    """One thing a right-first-time check found. Paragraph 0 is what is asked, or the whole paper."""

    check: str
    code: str
    level: str
    says: str
    paragraph: int
    quoted: str


class Checked(Schema):
    """What the right-first-time checks make of the newest version."""

    ref: str
    version: int
    passes: str
    passed: list[str]
    found: list[FoundInPaper]


@offer(router, "GET", "/submissions/{ref}/checks/", gives=Checked, scope="read:casework", sees=READ, tag="Casework")
def submission_checks(request: LetIn, ref: str) -> dict[str, Any]:
    """Hold every right-first-time check against the newest version of a submission."""
    seen = found(submissions.submission, ref)
    results = flow.right_first_time(seen)
    return {
        "ref": seen.ref,
        "version": seen.number,
        "passes": counted(results),
        "passed": [one.code for one in results if one.level == "passes"],
        "found": [{"check": result.code, **vars(one)} for result in results for one in result.findings],
    }
