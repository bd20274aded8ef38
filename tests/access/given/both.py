"""The forms that both wings have."""

from duly.core.retention import actions as retention
from tests.access.office import BECAUSE, Office, Sent, given


@given("/retention/holds/")
def _(o: Office) -> Sent:
    return {}, {"about": "P-1", "because": "An enquiry."}


@given("/retention/holds/<str:ref>/lift/")
def _(o: Office) -> Sent:
    ref = retention.place_hold(about="P-1", because="An enquiry.", by=o["group-manager"]).ref
    return {"ref": ref}, BECAUSE


@given("/evidence/<str:kind>/<path:ref>/pack/")
def _(o: Office) -> Sent:
    return {}, {}


@given("/me/tokens/")
def _(o: Office) -> Sent:
    return {}, {"name": "figures", "scopes": ["read:office"], "days": "3"}
