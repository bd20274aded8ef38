"""The navigation of each wing. A person who works in both sees both, one after the other."""

from collections.abc import Collection

from django.conf import settings

from duly.ui.frame import NavItem

WINGS = {
    "casework": (
        NavItem("Post", "/post/"),
        NavItem("Cases", "/cases/"),
        NavItem("Submissions", "/submissions/"),
        NavItem("Letters", "/letters/"),
    ),
    "payments": (
        NavItem("Runs", "/runs/"),
        NavItem("Exceptions", "/exceptions/"),
        NavItem("Providers", "/providers/"),
        NavItem("Rates", "/rates/"),
        NavItem("Imports", "/imports/"),
    ),
}
EVERYBODY = (
    NavItem("Delegation", "/delegation/"),
    NavItem("Record", "/record/"),
    NavItem("Retention", "/retention/"),
    NavItem("People", "/people/"),
)


def navigation(wings: Collection[str]) -> tuple[NavItem, ...]:
    """What a person who holds posts in these wings may go to."""
    shown = [item for wing in settings.DULY_WINGS if wing in wings for item in WINGS[wing]]
    return (NavItem("Home", "/"), *shown, *EVERYBODY)
