"""A seeded office, sent as the files a council and its providers send, is known afterwards exactly as it was seeded."""

from dataclasses import fields, replace

import pytest

from duly.payments.flow import IMPORTS
from duly.payments.tests.ground import an_officer
from duly.payments.validation.facts import FOREVER, Inputs
from duly.payments.validation.freeze import inputs_known
from tests.offices.catalogue import faults_in_files
from tests.offices.files import council_files, deliveries
from tests.offices.office import make_office

pytestmark = pytest.mark.django_db

THE_COUNCILS = ("providers", "contracts", "rates", "people", "packages", "calls", "openings")


def take_in(office, by):
    files = council_files(office)
    for kind in THE_COUNCILS:
        yield kind, (), IMPORTS[kind](f"{kind}.csv", files[f"{kind}.csv"], "council", by)
    for sent in deliveries(office):
        kind = sent.path.split("/")[1].removesuffix(".csv").split("-")[0]
        yield sent.path, sent.codes, IMPORTS[kind](sent.path, sent.content, sent.provider_ref, by)


@pytest.mark.parametrize("seed", [7, 20261102])
def test_what_is_known_is_what_was_seeded(seed):
    office = make_office(seed, weeks=2, faults=faults_in_files())

    for name, codes, outcome in take_in(office, an_officer()):
        assert outcome.accepted == (codes == ()), (name, [fault.sentence for fault in outcome.faults][:5])
        assert codes == () or outcome.refusal.code == "101"

    known, seeded = inputs_known(office.weeks), office.inputs
    seeded = replace(
        seeded,
        visits=tuple(replace(v, visit_ref=f"{v.provider_ref}/{v.visit_ref}") for v in seeded.visits),
        claims=tuple(replace(c, invoice_ref=f"{c.provider_ref}/{c.invoice_ref}") for c in seeded.claims),
        invoices=tuple(replace(i, invoice_ref=f"{i.provider_ref}/{i.invoice_ref}") for i in seeded.invoices),
        paid=(),  # what was paid is the ledger's to say
        holidays=(),  # bank holidays come from the calendar, and only where a rate asks for them
    )
    assert {s.contract_ref for s in known.contracts} == {t.contract_ref for t in seeded.terms}
    assert len({c.received_on for c in known.claims}) == 1, "an invoice is received when its file is"
    known, seeded = _undated(known), _undated(seeded)
    for one in fields(Inputs):
        assert sorted(map(repr, getattr(known, one.name))) == sorted(map(repr, getattr(seeded, one.name))), one.name


def _undated(inputs: Inputs) -> Inputs:
    """Inputs without what no file says: when its invoices came, and since when its contracts may be paid under."""
    return replace(
        inputs,
        claims=tuple(replace(c, received_on=FOREVER) for c in inputs.claims),
        invoices=tuple(replace(i, received_on=FOREVER) for i in inputs.invoices),
        contracts=(),
    )


def test_a_wrong_sum_is_taken_in_and_counted_for_rule_104_to_speak_of():
    office = make_office(7, faults=["sum-wrong-by-a-pound"])

    taken = [outcome for _, codes, outcome in take_in(office, an_officer()) if codes == ()]

    assert all(outcome.accepted for outcome in taken)
    assert sum(outcome.counts.get("lines with a sum that differs", 0) for outcome in taken) == 1
