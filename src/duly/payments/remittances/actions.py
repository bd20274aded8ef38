"""Making remittances."""

from collections.abc import Mapping

from duly.core.record.actions import unit_of_work
from duly.core.renditions.papers import TEMPLATE, paper_pdf
from duly.payments.remittances import checks, queries
from duly.payments.remittances.events import RemittanceFirstOpened, RemittanceMade
from duly.payments.remittances.models import RemittanceDrawn, StoredRemittance
from duly.payments.remittances.on_paper import as_paper
from duly.payments.remittances.queries import Drawn, Remittance
from duly.payments.remittances.rules import Explained, Told, as_csv, as_text, why_in_words
from duly.payments.runs.queries import Paying, for_issue
from duly.primitives.actor import Actor
from duly.primitives.digest import sha256_hex
from duly.primitives.refusal import stop_if


def make(run_ref: str, provider_ref: str, *, explained: Mapping[str, Explained], by: Actor) -> Remittance:
    """A provider's remittance of an issued run: made once, from the frozen run and what explains its lines, and the same ever after.

    `explained` is by the ledger's reference, "LN-000123/2026-11-02". Refused as "not-issued", "nothing-paid" or "not-explained".
    """
    before = queries.remittance(run_ref, provider_ref)
    if before is not None:
        return before
    with unit_of_work() as record:
        run = for_issue(run_ref)
        before = queries.remittance(run_ref, provider_ref)
        if before is not None:
            return before
        lines = tuple(line for payment in run.payments if payment.provider_ref == provider_ref for line in payment.lines)
        stop_if(checks.why_not_make(run_ref, provider_ref, lines, explained, by=by))
        told = [_told(line, explained[line.reference]) for line in lines]
        text, table = as_text(run.ref, provider_ref, run.pay_date, told), as_csv(told)
        digests = {"text_sha256": sha256_hex(text), "csv_sha256": sha256_hex(table)}
        pence = sum(line.pence for line in lines)
        event = record.write(
            RemittanceMade(f"{run.ref}/{provider_ref}", 1, run.ref, provider_ref, len(lines), pence, **digests),
            by=by,
        )
        found = StoredRemittance.objects.create(run_ref=run.ref, provider_ref=provider_ref, text=text, csv=table, made_by=event, **digests)
    return queries.seen(found)


def draw(run_ref: str, provider_ref: str, *, called: str, by: Actor) -> Drawn:
    """A remittance as PDF: drawn when it is first opened, from what was told and nothing else, and the same bytes ever after.

    `called` is the provider's name. It tells nobody anything new, so whoever may read it may open it. Refused as "not-made".
    """
    before = queries.drawn(run_ref, provider_ref)
    if before is not None:
        return before
    stop_if(checks.why_not_draw(run_ref, provider_ref))
    with unit_of_work() as record:
        run = for_issue(run_ref)  # whoever opens it at the same instant waits, and has the same bytes
        before = queries.drawn(run_ref, provider_ref)
        if before is not None:
            return before
        found = StoredRemittance.objects.get(run_ref=run_ref, provider_ref=provider_ref)
        pdf = paper_pdf(as_paper(run_ref, provider_ref, called, run.pay_date, bytes(found.csv)))
        digests = {"pdf_sha256": sha256_hex(pdf), "template_sha256": sha256_hex(TEMPLATE.read_bytes())}
        event = record.write(RemittanceFirstOpened(f"{run_ref}/{provider_ref}", 2, run_ref, provider_ref, **digests), by=by)
        RemittanceDrawn.objects.create(remittance=found, pdf=pdf, made_by=event, **digests)
    return Drawn(run_ref, provider_ref, pdf, digests["pdf_sha256"])


def _told(line: Paying, why: Explained) -> Told:
    return Told(
        line.line_ref,
        line.person_ref,
        line.service,
        line.week,
        why.claimed_pence,
        line.entitled_pence,
        line.paid_before_pence,
        line.pence,
        why_in_words(why.claimed_pence, line.entitled_pence, line.paid_before_pence, why.why),
    )
