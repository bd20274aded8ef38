"""What the ombudsman's wing offers to programs: its lists, for whoever may read casework."""

from typing import Any

from ninja import Router

from duly.api.lists import offer_list
from duly.api.request import LetIn
from duly.casework.cases import queries as cases
from duly.casework.correspondence import queries as post
from duly.casework.correspondence.powers import READ
from duly.casework.dispatch import queries as letters
from duly.casework.screens.contacts.presenters import CALLS, ENQUIRIES, TASKS
from duly.casework.screens.directory.presenters import DIRECTORY
from duly.casework.submissions import queries as submissions
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
_offer("/directory/", DIRECTORY, directory.rows, "list_directory", "Everybody in the directory, as known today.")
_offer("/calls/", CALLS, contacts.calls, "list_calls", "Every call, the newest first.")
_offer("/enquiries/", ENQUIRIES, contacts.enquiries, "list_enquiries", "Every enquiry, those needed first at the head.")
_offer("/tasks/", TASKS, work.tasks, "list_tasks", "Every task that is not ended, those due first.")
