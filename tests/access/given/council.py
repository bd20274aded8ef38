"""The council's forms: files, exceptions and runs; providers, contracts, people and rates."""

from datetime import timedelta

from duly.core.record.clock import today
from duly.payments.banking import actions as bank
from duly.payments.banking import queries as files
from duly.payments.packages.actions import interrupt, propose_line, say_died
from duly.payments.providers.tests.factories import called_back
from duly.payments.runs import queries as runs
from tests.access.office import BECAUSE, NEW, RATES, Office, Sent, given, typed, upload
from tests.proofs import ground


@given("/imports/deadlines/set/")
def _(o: Office) -> Sent:
    return {}, {"kind": "visits", "provider": "", "days": "3", "by": "12:00", "starts": "4/11/2026"}


@given("/exceptions/")
def _(o: Office) -> Sent:
    return {}, {"row": o.held, "choice": "pay_entitled", "reason": "21", "note": "", "seen": ""}


@given("/runs/judge/")
def _(o: Office) -> Sent:
    return {}, {"week": ground.WEEK}


@given("/runs/<str:ref>/prepare/")
def _(o: Office) -> Sent:
    return {}, {}


@given("/runs/<str:ref>/reopen/")
def _(o: Office) -> Sent:
    return {"ref": o.prepared()}, BECAUSE


@given("/runs/<str:ref>/approve/")
def _(o: Office) -> Sent:
    ref = o.prepared()
    return {"ref": ref}, {"seen_sha256": runs.run(ref).content_sha256}


@given("/runs/<str:ref>/void/")
def _(o: Office) -> Sent:
    return {"ref": o.approved()}, BECAUSE


@given("/runs/<str:ref>/file/")
def _(o: Office) -> Sent:
    return {"ref": o.approved()}, {}


@given("/runs/<str:ref>/file/ask-to-void/")
def _(o: Office) -> Sent:
    return {"ref": o.issued()}, BECAUSE


def _asked_to_void(o: Office) -> Sent:
    """Nobody who could void it asked: everybody sees it asked for by somebody else."""
    ref = o.issued()
    bank.ask_to_void(files.files(ref)[0].ref, because="x", by=o.stand_in("finance-releaser"))
    return {"ref": ref}, {}


given("/runs/<str:ref>/file/void/")(_asked_to_void)
given("/runs/<str:ref>/file/keep/")(_asked_to_void)


@given("/bank-answers/<str:ref>/deal-with/")
def _(o: Office) -> Sent:
    return {"ref": o.an_answer()}, BECAUSE


# ---- the council: providers, contracts, people, rates


@given("/providers/<str:ref>/account/")
def _(o: Office) -> Sent:
    form = {"account_name": "Quillbank Homecare", "came_by": "letter", "asked_by": "Their manager", "received_on": typed(today())}
    return {}, NEW | form


@given("/payees/<str:ref>/call/")
def _(o: Office) -> Sent:
    form = {"number": "01632 960001", "number_from": "The contract", "spoke_to": "Their director", "called_on": typed(today())}
    return {"ref": o.asked()}, form | {"known_since": typed(today() - timedelta(days=400))}


@given("/payees/<str:ref>/confirm/")
def _(o: Office) -> Sent:
    return {"ref": called_back(o.asked(), by=o["payments-officer"]).ref}, NEW


@given("/payees/<str:ref>/refuse/")
def _(o: Office) -> Sent:
    return {"ref": o.asked()}, BECAUSE


@given("/payees/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return {"ref": o.asked()}, BECAUSE


@given("/payees/cooling-off/")
def _(o: Office) -> Sent:
    return {}, {"days": "3"}


@given("/contracts/<str:ref>/end/")
def _(o: Office) -> Sent:
    return {}, {"end-last": typed(today()), "end-because": "Handed back."}


@given("/contracts/<str:ref>/embargo/")
def _(o: Office) -> Sent:
    return {}, {"embargo-starts": typed(today()), "embargo-because": "Rated inadequate."}


@given("/care/put-forward/")
def _(o: Office) -> Sent:
    return {}, {"person": "P-1", "contract": "C-1", "service": "laundry", "zone": "", "starts": "2/11/2026", "last": ""}


@given("/care/<str:ref>/died/")
def _(o: Office) -> Sent:
    return {}, {"died-on": typed(ground.MONDAY)}


@given("/care/<str:ref>/not-died/")
def _(o: Office) -> Sent:
    say_died("P-1", on=ground.MONDAY, by=o["payments-officer"])
    return {}, {"not-died-because": "A mistake."}


@given("/care/<str:ref>/interrupt/")
def _(o: Office) -> Sent:
    dates = {"interrupt-starts": typed(ground.MONDAY), "interrupt-last": "", "interrupt-told_on": typed(today())}
    return {}, dates | {"interrupt-kind": "hospital"}


def _in_hospital(o: Office) -> None:
    interrupt("P-1", kind="hospital", starts=ground.MONDAY, told_on=today(), by=o["payments-officer"])


@given("/care/<str:ref>/correct/")
def _(o: Office) -> Sent:
    _in_hospital(o)
    told = {"starts": typed(ground.MONDAY), "last": typed(today()), "told_on": typed(today()), "because": "Home."}
    which = {"prefix": "correct-0", "correct-0-which": f"hospital {ground.MONDAY}"}
    return {}, which | {f"correct-0-{name}": value for name, value in told.items()}


@given("/care/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    _in_hospital(o)
    return {}, {"prefix": "withdraw-0", "withdraw-0-which": f"hospital {ground.MONDAY}", "withdraw-0-because": "Another person."}


@given("/care/<str:ref>/approve/")
def _(o: Office) -> Sent:
    same = {"person_ref": "P-1", "provider_ref": "V-1", "contract_ref": "C-1", "starts": ground.MONDAY}
    propose_line(**same, service="laundry", line_ref="L-99", by=o["payments-officer"])
    return {}, {"line_ref": "L-99", "starts": str(ground.MONDAY)}


@given("/rates/batches/new/")
def _(o: Office) -> Sent:
    return {}, {"source": "Cabinet", "file": upload(RATES)}


@given("/rates/batches/<str:ref>/adopt/")
def _(o: Office) -> Sent:
    return {"ref": o.a_batch()}, {}


@given("/rates/batches/<str:ref>/take-back/")
def _(o: Office) -> Sent:
    return {"ref": o.a_batch(adopted=True)}, BECAUSE


@given("/rates/batches/<str:ref>/withdraw/")
def _(o: Office) -> Sent:
    return {"ref": o.a_batch()}, BECAUSE
