"""Rates put forward together, adopted by another person, withdrawn, or taken back: whole or not at all."""

from collections.abc import Sequence
from dataclasses import fields, replace

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.record.actions import Pen, take_number, unit_of_work
from duly.core.record.clock import now
from duly.payments.contracts.queries import providers_of_contracts
from duly.payments.rates import checks, models
from duly.payments.rates.actions.setting import keep_rows, locked, next_ref, row_of, take_the_place_of
from duly.payments.rates.columns import columns, rate_of
from duly.payments.rates.events import RatesAdopted, RatesPutForward, RatesTakenBack, RatesWithdrawn
from duly.payments.rates.queries import BatchSeen, adoption_of, as_rate, batch, rates_in, rates_under
from duly.payments.rates.rules import Rate
from duly.payments.rates.states import STEPS, BatchState
from duly.primitives.actor import Actor
from duly.primitives.digest import canonical, sha256_hex
from duly.primitives.refusal import Refusal, stop_if

_TOLD = tuple(f.name for f in fields(Rate) if f.name != "approved")
KIND = "rates put forward"
"""What intake calls a file of these."""


def put_forward(title: str, rates: Sequence[Rate], *, by: Actor) -> BatchSeen:
    """Put rates forward, such as those of an uplift, to be adopted by somebody else. Those without a reference are given one.

    Refused: "nothing" where there are none, or the scheme. What is wrong between them is said when they are to be adopted.
    """
    with unit_of_work() as record:
        stop_if(Refusal("nothing", "There are no rates to put forward.") if not rates else None)
        stop_if(checks.why_not_put_forward(by=by))
        ref = _open(record, title, [r if r.rate_ref else replace(r, rate_ref=next_ref()) for r in rates], by=by)
    return batch(ref)


def put_forward_file(*, name: str, content: bytes, source: str, by: Actor) -> tuple[Outcome, str]:
    """Put a file of rates forward as a batch, whole or not at all. Gives what became of the file, and the batch's reference if it has one."""
    stop_if(checks.why_not_put_forward(by=by))
    made: list[str] = []

    def keep(seen, rows, _event):
        with unit_of_work() as record:
            made.append(_open(record, f"{name}, {source}" if source else name, [rate_of(row) for row in rows], import_ref=seen.ref, by=by))
        return {"rates put forward": len(rows)}

    outcome = intake.take_in(
        kind=KIND,
        name=name,
        content=content,
        source=source,
        by=by,
        columns=columns(providers_of_contracts()),
        check=checks.faults_in_put_forward,
        row_by_row=True,
        keep=keep,
    )
    return outcome, made[0] if outcome.accepted else ""


def adopt(batch_ref: str, *, by: Actor) -> BatchSeen:
    """Adopt a batch whole: each of its rates is in force for its days, in the place of the rates of its key known for any of them.

    Refused where two of them, or one and a rate that it does not simply replace, would be equally particular for one cell.
    """
    with unit_of_work() as record:
        row = models.RateBatch.objects.select_for_update().get(ref=batch_ref)
        waiting = list(row.of_batch.filter(superseded_by__isnull=True, approved=False).select_for_update().order_by("pk"))
        rates = [replace(as_rate(one), approved=True) for one in waiting]
        before = locked(sorted({rate.contract_ref for rate in rates}))
        stop_if(checks.why_not_adopt(batch(batch_ref), by=by))
        rises = checks.largest_rise(rates, rates_under(sorted({rate.contract_ref for rate in rates})))
        _settle(row, "adopt", by)
        event = record.write(
            RatesAdopted(
                row.ref,
                row.version,
                len(rates),
                _how_many_give_way(before, rates),
                rises,
                min(rate.starts for rate in rates),
                row.sha256,
            ),
            by=by,
        )
        models.Rate.objects.filter(pk__in=[one.pk for one in waiting]).update(superseded_by=event)
        take_the_place_of(before, rates, event, came_of=row.ref)
        keep_rows([row_of(rate, event, row.pk, row.ref) for rate in rates])
    return batch(batch_ref)


def withdraw(batch_ref: str, *, because: str, by: Actor) -> BatchSeen:
    """Withdraw a batch that nobody has adopted. Its rates never were in force; the record keeps them."""
    with unit_of_work() as record:
        row = models.RateBatch.objects.select_for_update().get(ref=batch_ref)
        stop_if(checks.why_not_withdraw(batch(batch_ref), because=because, by=by))
        _settle(row, "withdraw", by)
        event = record.write(RatesWithdrawn(row.ref, row.version, because.strip()), by=by)
        row.of_batch.filter(superseded_by__isnull=True, approved=False).update(superseded_by=event)
    return batch(batch_ref)


def take_back(batch_ref: str, *, because: str, by: Actor) -> BatchSeen:
    """Take back a batch that was adopted: its rates are known no longer, and those whose place they took are known again, as new knowledge.

    Refused where a rate was set, adopted or taken in since in the place of any of them: that stands on it.
    """
    with unit_of_work() as record:
        row = models.RateBatch.objects.select_for_update().get(ref=batch_ref)
        locked(sorted({rate.contract_ref for rate in rates_in(batch_ref)}))
        stop_if(checks.why_not_take_back(batch(batch_ref), because=because, by=by))
        adopted = adoption_of(batch_ref)
        assert adopted is not None  # the check said so
        mine, restored = would_take_back(batch(batch_ref))
        row.state, row.version = BatchState(STEPS.after("take back", row.state)), row.version + 1
        row.save(update_fields=["state", "version"])
        event = record.write(RatesTakenBack(row.ref, row.version, mine, restored, because.strip()), by=by)
        models.Rate.objects.filter(import_ref=row.ref, approved=True, superseded_by__isnull=True).update(superseded_by=event)
        before = models.Rate.objects.filter(superseded_by=adopted, approved=True).order_by("pk")
        keep_rows([row_of(as_rate(one), event, one.batch_id, one.import_ref) for one in before])
    return batch(batch_ref)


def would_take_back(one: BatchSeen) -> tuple[int, int]:
    """How many rates of a batch are known, and how many it took the place of that would be known again were it taken back."""
    if one.state != BatchState.ADOPTED:
        return models.Rate.objects.filter(batch__ref=one.ref, superseded_by__isnull=True).count(), 0
    rates, adopted = models.Rate.objects, adoption_of(one.ref)
    return rates.filter(import_ref=one.ref, superseded_by__isnull=True).count(), rates.filter(superseded_by=adopted, approved=True).count()


def _open(record: Pen, title: str, rates: Sequence[Rate], *, import_ref: str = "", by: Actor) -> str:
    ref, digest = f"RB-{take_number('rates_batch_number'):04d}", sha256_hex(canonical([_told(rate) for rate in rates]))
    contracts = len({rate.contract_ref for rate in rates})
    event = record.write(RatesPutForward(ref, 1, len(rates), contracts, digest, import_ref, title[:120]), by=by)
    made = models.RateBatch.objects.create(
        ref=ref,
        version=1,
        title=title[:120],
        state=BatchState.PUT_FORWARD,
        rates=len(rates),
        sha256=digest,
        import_ref=import_ref,
        put_forward_by=by.ref,
        put_forward_at=now(),
    )
    keep_rows([row_of(replace(rate, approved=False), event, made.pk) for rate in rates])
    return ref


def _settle(row: models.RateBatch, verb: str, by: Actor) -> None:
    row.state, row.version = BatchState(STEPS.after(verb, row.state)), row.version + 1
    row.settled_by, row.settled_at = by.ref, now()
    row.save(update_fields=["state", "version", "settled_by", "settled_at"])


def _how_many_give_way(before: Sequence[models.Rate], rates: Sequence[Rate]) -> int:
    """How many rates now in force are of the key of one of these, and share a day with it."""
    taken: dict[tuple[str | int, ...], list[Rate]] = {}
    for rate in rates:
        taken.setdefault(rate.key, []).append(rate)
    return sum(any(_share_a_day(was, rate) for rate in taken.get(was.key, ())) for was in map(as_rate, before))


def _share_a_day(one: Rate, other: Rate) -> bool:
    return one.starts < other.ends and other.starts < one.ends


def _told(rate: Rate) -> list[str | int]:
    """A rate as its batch's digest reads it: the fields in order, but whether it is adopted."""
    return [value if isinstance(value := getattr(rate, name), int) else str(value) for name in _TOLD]
