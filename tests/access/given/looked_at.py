"""What must have been done before a page has something to show, where none of its forms needs it."""

from duly.casework.dispatch import actions as letters
from duly.core.retention import actions as retention
from duly.office.evidence import everything_under
from tests.access.given.adjudicated import dispute
from tests.access.office import Form, Office, shown


@shown("/letters/<str:ref>/compare/")
def _(o: Office) -> Form:
    letters.fill_in(o.letter, fields={"reasons": "It took too long, and nobody said why."}, by=o["investigator"])
    return {}


@shown("/handed-over/of/<str:ref>/")
def _(o: Office) -> Form:
    return {"ref": dispute(o, passed_on=True)}


@shown("/retention/<str:ref>/")
def _(o: Office) -> Form:
    found = {o.entry: everything_under(o.entry)}
    return {"ref": retention.propose(found=found, record_class="asked", because="She asked for it.", by=o["executive-assistant"]).ref}
