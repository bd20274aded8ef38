"""The forms that both wings have."""

from datetime import timedelta

from duly.core.record.clock import today
from duly.core.retention import actions as retention
from duly.core.scheme import actions as scheme
from duly.core.scheme.rules import Row
from tests.access.office import BECAUSE, Office, Sent, given, typed


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


@given("/delegation/persons/")
def _(o: Office) -> Sent:
    days = {"starts": typed(today()), "ends": typed(today() + timedelta(days=3))}
    return {}, {"do": "stand-in", "post": "ombudsman", "person": o["investigator"].ref, **days} | BECAUSE


@given("/delegation/proposed/")
def _(o: Office) -> Sent:
    lines = "number,power,post,conditions,clause\n1,record.read,auditor,,Internal audit reads the record.\n"
    return {}, {"office": "Northmere Council", "title": "Next", "starts": typed(today() + timedelta(days=3)), "rules": lines}


@given("/delegation/proposed/<str:ref>/")
def _(o: Office) -> Sent:
    rules = [("record.read", Row("1", "auditor", (), "Internal audit reads the record."))]
    starts = today() + timedelta(days=3)
    seen = scheme.propose(office="Northmere Council", title="Next", starts=starts, rules=rules, by=o["senior-officer"])
    return {"ref": seen.ref}, {"do": "adopt"}
