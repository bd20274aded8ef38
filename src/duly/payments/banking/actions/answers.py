"""Taking in what banks answer: acknowledgements, debits, rejections and returned payments; and dealing with what matches nothing."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from duly.core.intake import actions as intake
from duly.core.intake.actions import Outcome
from duly.core.intake.faults import Fault
from duly.core.intake.queries import ImportSeen
from duly.core.intake.reading import Row
from duly.core.record.actions import unit_of_work
from duly.core.record.clock import now
from duly.core.record.queries import next_version
from duly.payments.banking import checks, models, queries
from duly.payments.banking.columns import COLUMNS
from duly.payments.banking.events import AnswerDealtWith
from duly.payments.banking.iso20022 import answers_in
from duly.payments.banking.queries import AnswerSeen
from duly.payments.banking.queries.matching import match
from duly.payments.banking.rules import read_answer_ref
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refusal, Refused, stop_if

KIND = "bank-answers"


@dataclass(frozen=True)
class Matched:
    """A payment that came back, matched: its run and number, the file that paid it, and the bank's words. `answer` is "bank reference"."""

    run_ref: str
    n: int
    file_ref: str
    pence: int
    answer: str
    reason_code: str


def take_in_answers(*, name: str, content: bytes, source: str, by: Actor, on_return: Callable[[Matched], None]) -> Outcome:
    """Take in a file of a bank's answers, whole or not at all: a table, or one pain.002 or camt.054 message.

    An answer already known, to the letter, is passed over. `on_return` is called for each payment that came back, in the same transaction; it is
    `flow` that frees its lines and posts its reversal. What matches nothing is kept and listed. Refused: "101" when every answer was known.
    """
    stop_if(checks.why_not_take_in(by=by))

    def keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID) -> dict[str, int]:
        return _keep(seen, rows, event, on_return)

    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        rows, faults = answers_in(content, source)
        return intake.take_in_parsed(
            kind=KIND, name=name, content=content, source=source, by=by, rows=rows, faults=faults, check=_faults_in, keep=keep
        )
    return intake.take_in(kind=KIND, name=name, content=content, source=source, by=by, columns=COLUMNS, check=_faults_in, keep=keep)


def deal_with(ref: str, *, because: str, by: Actor) -> AnswerSeen:
    """Set down that an answer that matches nothing was dealt with by hand, and what was done about it. It is then off the list."""
    with unit_of_work() as record:
        found = models.BankAnswer.objects.get(pk=read_answer_ref(ref))
        stop_if(checks.why_not_deal_with(queries.answer(ref), because=because, by=by))
        event = record.write(
            AnswerDealtWith(ref, next_version("bank answer", ref), found.bank, found.reference, "by hand", "", because.strip()), by=by
        )
        _dealt_with(found, ref, models.BY_HAND, "", event, by)
    return queries.answer(ref)


def take_back_forgotten(ref: str, *, because: str, by: Actor, on_return: Callable[[Matched], None]) -> AnswerSeen:
    """Take back the payment an unmatched return names, which a missing file paid. Called by `flow`; `on_return` frees its lines and posts it."""
    with unit_of_work() as record:
        found = models.BankAnswer.objects.get(pk=read_answer_ref(ref))
        told = queries.answer(ref)
        stop_if(checks.why_not_take_back_forgotten(told, because=because, by=by))
        named = queries.forgotten_payment(told)
        assert named is not None  # the check asked
        payment = named.payment
        on_return(Matched(payment.run_ref, payment.n, named.missing.ref, payment.pence, f"{told.bank} {told.reference}", told.reason_code))
        event = record.write(
            AnswerDealtWith(
                ref,
                next_version("bank answer", ref),
                found.bank,
                found.reference,
                f"by taking payment {payment.n} of run {payment.run_ref} back",
                told.payment_said,
                because.strip(),
            ),
            by=by,
        )
        _dealt_with(found, ref, models.TAKEN_BACK, payment.run_ref, event, by)
    return queries.answer(ref)


def _dealt_with(answer: models.BankAnswer, ref: str, how: str, run_ref: str, event: uuid.UUID, by: Actor) -> None:
    models.AnswerDealtWith.objects.create(answer=answer, ref=ref, how=how, run_ref=run_ref, dealt_by=by.ref, dealt_at=now(), made_by=event)


def _faults_in(rows: tuple[Row, ...]) -> Iterator[Fault]:
    known = _known(rows)
    before = [known.get((row.values["bank"], row.values["reference"])) for row in rows]
    if rows and all(one is not None and _same(row, one) for row, one in zip(rows, before, strict=True)):
        raise Refused(Refusal("101", "Every answer of this file was taken in before. Nothing was kept a second time."))
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        v = row.values
        key = v["bank"], v["reference"]
        if key in known and not _same(row, known[key]):
            yield Fault(row.number, "reference", v["reference"], f"{v['bank']} used this reference before, for something else.")
        elif key in seen:
            yield Fault(row.number, "reference", v["reference"], f"This reference stands in row {seen[key]} too.")
        seen.setdefault(key, row.number)
        if v["answer"] == "returned" and not v["payment"]:
            yield Fault(row.number, "payment", "", "A return names the payment that came back.")
        if v["amount"] is not None and v["amount"] <= 0:
            yield Fault(row.number, "amount", "", "An amount is above nothing.")


def _keep(seen: ImportSeen, rows: tuple[Row, ...], event: uuid.UUID, on_return: Callable[[Matched], None]) -> dict[str, int]:
    known, counts = _known(rows), Counter({"answers": 0})
    back = 0
    for row in rows:
        v = row.values
        if (v["bank"], v["reference"]) in known:
            counts["known before"] += 1
            continue
        found = match(v)
        pence = found.payment.pence if found.payment else v["amount"]
        models.BankAnswer.objects.create(**_columns(v), pence=pence, import_ref=seen.ref, made_by=event, **_matched(found))
        counts["answers"] += 1
        counts["unmatched" if found.why_not else v["answer"]] += 1
        if found.payment is not None and found.file is not None:
            back += found.payment.pence
            on_return(
                Matched(
                    found.payment.run_ref,
                    found.payment.n,
                    found.file.ref,
                    found.payment.pence,
                    f"{v['bank']} {v['reference']}",
                    v["reason"] or "",
                )
            )
    return dict(counts) | ({"pence returned": back} if back else {})


def _known(rows: tuple[Row, ...]) -> dict[tuple[str, str], models.BankAnswer]:
    found = models.BankAnswer.objects.filter(
        bank__in={row.values["bank"] for row in rows}, reference__in={row.values["reference"] for row in rows}
    )
    return {(one.bank, one.reference): one for one in found}


def _same(row: Row, known: models.BankAnswer) -> bool:
    said = _columns(row.values)
    pence = row.values["amount"]
    return all(getattr(known, name) == value for name, value in said.items()) and pence in (None, known.pence)


def _columns(v: dict[str, Any]) -> dict[str, Any]:
    return {
        "bank": v["bank"],
        "reference": v["reference"],
        "kind": v["answer"],
        "file_said": v["file"] or "",
        "payment_said": v["payment"] or "",
        "said_on": v["date"],
        "reason_code": v["reason"] or "",
    }


def _matched(found) -> dict[str, Any]:
    if found.why_not is not None:
        return {"file": None, "unmatched_code": found.why_not.code, "unmatched_because": found.why_not.because}
    return {"file": found.file, "unmatched_code": "", "unmatched_because": ""}
