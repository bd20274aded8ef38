"""The lists of the boxes, each declared once for the page, the file and the API."""

from duly.casework.decisions.rules import OUTCOMES
from duly.casework.submissions.rules import KINDS
from duly.core.lists.listing import Facet, ListOf, Shown

BOXES = ListOf(
    name="boxes",
    key="ref",
    columns=(
        Shown("ref", "Submission"),
        Shown("box", "Principal"),
        Shown("where", "Where"),
        Shown("place", "Place", "number"),
        Shown("ask", "Asks"),
        Shown("case_ref", "Case"),
        Shown("age_days", "Days", "number"),
        Shown("needed_by", "Needed by", "day"),
        Shown("minutes", "Minutes", "number"),
        Shown("read_on", "Read by", "day"),
        Shown("misses", "Will miss", "yes/no"),
        Shown("asks", "Asked", "yes/no"),
        Shown("stand_in", "Stand-in"),
        Shown("kind", "Kind"),
        Shown("words", "Words", "number"),
        Shown("pages", "Pages", "number"),
        Shown("number", "Version", "number"),
        Shown("went_on", "Since", "day"),
        Shown("working", "Working"),
    ),
    facets=(
        Facet("box", "Principal"),
        Facet("where", "Where", label=str.capitalize),
        Facet("misses", "Forecast", value=lambda row: "Will miss its date" if row.misses else "In time" if row.read_on else "Not forecast"),
        Facet("kind", "Kind", label=lambda kind: KINDS.get(kind, kind)),
        Facet("asks", "Question", value=lambda row: "Waits for an answer" if row.asks else "None"),
    ),
    sorts=("needed_by", "age_days", "minutes", "place"),
)

TIMES = ListOf(
    name="round-trips",
    key="key",
    columns=(
        Shown("ref", "Submission"),
        Shown("number", "Version", "number"),
        Shown("box", "Principal"),
        Shown("how", "Came back"),
        Shown("went_on", "Went", "day"),
        Shown("came_on", "Came back on", "day"),
        Shown("days", "Days", "number"),
        Shown("received_on", "Received", "day"),
        Shown("to_receipt", "Days to receipt", "number"),
    ),
    facets=(Facet("box", "Principal"), Facet("how", "Came back", label=str.capitalize)),
    sorts=("went_on", "days"),
    default_sort="-went_on",
)

SIGNATORIES = ListOf(
    name="signatories",
    key="ref",
    columns=(
        Shown("ref", "Submission"),
        Shown("ask", "Asks"),
        Shown("case_ref", "Case"),
        Shown("state", "State"),
        Shown("remedy_pence", "Remedy £", "pounds"),
        Shown("now", "May sign now"),
        Shown("then", "Under the proposal"),
        Shown("changes", "Changes", "yes/no"),
    ),
    facets=(
        Facet("changes", "Who signs", value=lambda row: "Changes" if row.changes else "Stays"),
        Facet("state", "State", label=str.capitalize),
        Facet("now", "May sign now"),
    ),
    sorts=("ref", "remedy_pence"),
    default_sort="ref",
    also=("scheme",),
)

CLOSERS = ListOf(
    name="closers",
    key="key",
    columns=(
        Shown("outcome", "Ends as"),
        Shown("cases", "Open cases", "number"),
        Shown("now", "May close now"),
        Shown("then", "Under the proposal"),
        Shown("changes", "Changes", "yes/no"),
    ),
    facets=(
        Facet("changes", "Who closes", value=lambda row: "Changes" if row.changes else "Stays"),
        Facet("outcome", "Ends as", label=str.capitalize),
        Facet("now", "May close now"),
    ),
    sorts=("changes", "outcome", "cases"),
    default_sort="-changes",
    also=("scheme",),
)

LEVELS = ListOf(
    name="decisions-by-level",
    key="key",
    columns=(
        Shown("month", "Month"),
        Shown("level", "Staff level"),
        Shown("kind", "Kind"),
        Shown("decisions", "Decisions", "number"),
        Shown("agreed", OUTCOMES["agree"], "number"),
        Shown("refused", OUTCOMES["refuse"], "number"),
        Shown("closed", "Closed", "number"),
        Shown("standing_in", "Standing in", "number"),
        Shown("superseded", "Superseded or opened again", "number"),
        Shown("remedy_pence", "Remedy £", "pounds"),
    ),
    facets=(
        Facet("month", "Month"),
        Facet("level", "Staff level"),
        Facet("kind", "Kind", label=lambda kind: KINDS.get(kind, kind.capitalize())),
    ),
    sorts=("month", "decisions"),
    default_sort="-month",
)
