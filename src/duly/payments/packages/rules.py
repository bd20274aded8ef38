"""How a person's care may be interrupted, what others pay for it, and how services and zones are written. Pure."""

import re

KINDS = ("hospital", "respite", "holiday", "suspension")
"""The words of the specification of judging. Of hospital and respite the first day is cared for at home; of the others it is not."""

SAID = {"hospital": "In hospital", "respite": "In respite", "holiday": "Away", "suspension": "Care suspended"}
"""What each is called on a page."""

FUNDING_KINDS = ("contribution", "top-up", "fnc")
COLLECTED_BY = ("provider", "council", "nhs")
"""What somebody else pays towards a week in a care home, and who collects it, in the words of the specification of nights."""

SERVICE, ZONE = r"[A-Za-z][A-Za-z0-9-]{0,39}", r"[a-z][a-z0-9-]{0,39}"
"""How services and zones are written, as patterns of the whole word."""


def ill_written(service: str, zone: str) -> str:
    """What is wrong with how a service or a zone (empty for none) is written, in a sentence; empty where nothing is."""
    if not re.fullmatch(SERVICE, service, re.ASCII):
        return f"{service!r} is not a service such as home-care: letters, figures and hyphens."
    if zone and not re.fullmatch(ZONE, zone, re.ASCII):
        return f"{zone!r} is not a zone such as rural: small letters, figures and hyphens."
    return ""
