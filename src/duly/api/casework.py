"""What the ombudsman's wing offers to programs: its lists, for whoever may read casework."""

from typing import Any

from ninja import Router, Schema

from duly.api.asking import offer
from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.casework import flow
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.powers import READ
from duly.casework.dispatch import queries as letters
from duly.casework.screens.common import found
from duly.casework.screens.contacts.presenters import CALLS, ENQUIRIES, TASKS
from duly.casework.screens.directory.presenters import DIRECTORY
from duly.casework.screens.submissions import lists
from duly.casework.submissions import queries as submissions
from duly.casework.submissions.rules import counted
from duly.core.contacts import queries as contacts
from duly.core.directory import queries as directory
from duly.core.lists.listing import Facet, ListOf, Shown
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
        *(Shown("owner", "Owner"), Shown("opened_on", "Opened", "day")),
    ),
    facets=(Facet("stage", "Stage"), Facet("owner", "Owner"), Facet("body", "Body")),
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


def _offer(path: str, of: ListOf, every: Any, name: str, says: str) -> None:
    def rows(request: LetIn, asked: Any) -> Any:
        return every(limit=MOST)

    offer_list(router, path, of, rows, name=name, says=says, tag="Casework", scope="read:casework", sees=READ)


_offer("/post/", POST, post.items, "list_post", "Every item of post, the newest first.")
_offer("/cases/", CASES, cases.cases, "list_cases", "Every case, the newest first.")
_offer("/submissions/", lists.FOR_PROGRAMS, lists.every_row, "list_submissions", "Every submission, the oldest first.")
_offer(
    "/submissions/first-time/",
    lists.FIRST_TIME,
    lambda limit: submissions.outcomes()[:limit],
    "list_first_time",
    "Every submission somebody has reviewed, and whether it was ready as it was first put up.",
)
_offer("/letters/", LETTERS, letters.letters, "list_letters", "Every letter.")
_offer("/directory/", DIRECTORY, directory.rows, "list_directory", "Everybody in the directory, as known today.")
_offer("/calls/", CALLS, contacts.calls, "list_calls", "Every call, the newest first.")
_offer("/enquiries/", ENQUIRIES, contacts.enquiries, "list_enquiries", "Every enquiry, those needed first at the head.")
_offer("/tasks/", TASKS, work.tasks, "list_tasks", "Every task that is not ended, those due first.")


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
