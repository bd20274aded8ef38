"""The forms of the principals' boxes."""

from duly.casework import flow as casework
from duly.casework.boxes import actions as boxes
from duly.casework.boxes.rules import Rates
from tests.access.office import BECAUSE, Office, Sent, given
from tests.proofs import ground


@given("/submissions/boxes/<str:post>/")
def _(o: Office) -> Sent:
    figures = {"words_per_minute": "200", "minutes_per_page": "2", "minutes_per_week": "300", "needed_in_working_days": "10"}
    return {"post": "ombudsman"}, figures | {"place": "1"}


@given("/submissions/<str:ref>/box/")
def _(o: Office) -> Sent:
    seen = ground.ready(o.people, ground.a_case(o.people, 2))
    return {"ref": seen.ref}, {"answer": "agree", "because": "", "seen_sha256": seen.text.sha256}


@given("/submissions/<str:ref>/box/read/")
def _(o: Office) -> Sent:
    return {"ref": o.put_up().ref}, {"number": "1"}


@given("/submissions/<str:ref>/box/place/")
def _(o: Office) -> Sent:
    boxes.name_principal("ombudsman", place=1, rates=Rates(), by=o["casework-manager"])
    return {"ref": o.put_up().ref}, {"post": "ombudsman", "place": "1"} | BECAUSE


@given("/submissions/<str:ref>/box/back/")
def _(o: Office) -> Sent:
    seen = ground.ready(o.people, ground.a_case(o.people, 2))
    casework.sign(seen.ref, outcome="agree", seen_sha256=seen.text.sha256, by=o["ombudsman"])
    return {"ref": seen.ref}, {}


@given("/submissions/<str:ref>/box/lesson/")
def _(o: Office) -> Sent:
    return {"ref": o.put_up().ref}, {"words": "Say which band.", "told_to": "Investigators"}
