"""What the bank answers: taken in once, matched or listed, and what comes back is due again, once."""

import pytest
from django.db import connection

from duly.core.record.actions import unit_of_work
from duly.core.record.queries import history, next_version
from duly.payments import flow
from duly.payments.banking import actions, queries
from duly.payments.banking.rules import end_to_end
from duly.payments.banking.tests.factories import FAY, a_council, answered, approved, issued, returned, voided
from duly.payments.ledger import queries as ledger
from duly.payments.runs import actions as runs
from duly.payments.runs import queries as run_queries
from duly.payments.runs.events import PaymentReturned
from duly.payments.runs.models import Payment, Run, RunLine
from duly.payments.runs.models import PaymentReturned as ReturnedRow
from duly.payments.runs.tests.factories import BEA, CY, NOBODY, WEEK, due
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db
LINE = "LN-000001/2026-11-02"


@pytest.fixture(autouse=True)
def council():
    a_council()


def refused(code, act):
    with pytest.raises(Refused) as caught:
        act()
    assert caught.value.refusal.code == code
    return caught.value.refusal.because


def test_what_is_paid_returned_and_paid_again_is_paid_once():
    file = issued(due(1, 1000), due(2, 700, provider="PR-0002"))

    assert returned(file, 1).accepted
    assert ledger.paid_by_reference() == {LINE: 0, "LN-000002/2026-11-02": 700}
    again = issued(due(1, 1000))

    assert again.total_pence == 1000
    assert ledger.paid_by_reference() == {LINE: 1000, "LN-000002/2026-11-02": 700}
    assert (-ledger.bank_balance(), ledger.total()) == (1700, 0)
    refused("nothing-to-pay", lambda: issued(due(1, 1000, paid=1000)))
    first, second = RunLine.objects.filter(line_period__line_ref="LN-000001").order_by("pk")
    assert (first.n, second.n, second.pays_again_id) == (0, 0, first.pk)


def test_a_return_changes_nothing_of_what_was_paid():
    file = issued(due(1, 1000))
    before = run_queries.run(file.run_ref), run_queries.lines(file.run_ref), run_queries.payments(file.run_ref)

    returned(file)

    assert (run_queries.run(file.run_ref), run_queries.lines(file.run_ref), run_queries.payments(file.run_ref)) == before
    assert run_queries.to_issue(file.run_ref).adds_up
    assert queries.controls(file.ref).agree
    (back,) = run_queries.returns(file.run_ref)
    assert (back.n, back.pence, back.answer) == (1, 1000, "Northern Bank RT-1")
    assert ledger.journal(f"return:payment:{back.payment_id}").moved("bank") == 1000
    assert "The bank sent back payment 1" in history("run returns", file.run_ref)[0].sentence


def test_the_same_answers_twice_are_no_second_return():
    file = issued(due(1, 1000))
    first = returned(file)

    again = returned(file)
    renamed = answered(
        {"answer": "returned", "reference": "RT-1", "payment": end_to_end(file.run_ref, 1), "reason": "AC04"},
        {"answer": "acknowledged", "reference": "ACK-1", "file": file.ref},
    )

    assert first.accepted
    assert again.refusal.code == "101"
    assert (renamed.accepted, renamed.counts["known before"], renamed.counts["answers"]) == (True, 1, 1)
    assert ledger.paid_by_reference() == {LINE: 0}


def test_a_reference_used_for_something_else_is_a_fault():
    file = issued(due(1, 1000))
    returned(file)

    outcome = answered({"answer": "acknowledged", "reference": "RT-1", "file": file.ref})

    assert [fault.says for fault in outcome.faults] == ["Northern Bank used this reference before, for something else."]


def test_a_payment_returned_under_two_references_is_returned_once_and_the_other_is_listed():
    file = issued(due(1, 1000))
    returned(file)

    returned(file, reference="RT-2")

    assert ledger.paid_by_reference() == {LINE: 0}
    (one,) = queries.unmatched()
    assert one.unmatched_because.startswith("This payment came back before, as Northern Bank RT-1.")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"answer": "returned", "payment": "HC2026W45-0009"}, "no-payment"),
        ({"answer": "returned", "payment": "nonsense"}, "no-payment"),
        ({"answer": "returned", "payment": "HC2026W45-0001", "amount": "9.99"}, "not-the-amount"),
        ({"answer": "acknowledged", "file": "what"}, "no-file"),
        ({"answer": "debited", "file": "F-000001", "amount": "9.99"}, "not-the-amount"),
    ],
)
def test_what_matches_nothing_is_kept_and_listed_with_what_to_do(row, code):
    file = issued(due(1, 1000))
    row = {name: value.replace("F-000001", file.ref) for name, value in row.items()}

    assert answered({**row, "reference": "X-1"}).counts["unmatched"] == 1

    (one,) = queries.unmatched()
    assert (one.unmatched_code, one.file_ref) == (code, "")
    assert one.unmatched_because.endswith(".")
    assert ledger.paid_by_reference() == {LINE: 1000}


def test_an_answer_for_a_voided_file_is_an_alarm_and_not_a_match():
    file = issued(due(1))
    voided(file.ref)

    answered({"answer": "acknowledged", "reference": "ACK-1", "file": file.ref})

    assert "Have the bank stop it today." in queries.unmatched()[0].unmatched_because


def test_a_return_of_a_file_that_was_issued_again_is_of_the_one_that_stands():
    first = issued(due(1, 1000))
    voided(first.ref)
    second = flow.issue_run(first.run_ref, by=CY)

    returned(second)

    assert queries.answers_to(second.ref)[0].kind == "returned"
    assert ledger.paid_by_reference() == {LINE: 0}


def test_a_file_the_bank_has_and_we_never_made_locks_payments():
    answered({"answer": "acknowledged", "reference": "ACK-9", "file": "F-900000"})

    assert queries.payments_lock().because == "Northern Bank answered for F-900000, which this database never made."


def test_a_difference_stands_when_what_it_stood_on_comes_back():
    """1,000 was paid, then 234 more; the 1,000 comes back: 1,000 is due again, and then all is paid as it should be."""
    first = issued(due(1, 1000))
    issued(due(1, 1234, paid=1000))
    returned(first)
    assert ledger.paid_by_reference() == {LINE: 234}

    again = issued(due(1, 1234, paid=234))

    assert again.total_pence == 1000
    assert ledger.paid_by_reference() == {LINE: 1234}
    assert [(line.n, line.paid_before_pence, line.pence) for _, line in run_queries.claims_on("LN-000001", WEEK)] == [
        (1, 1000, 234),
        (2, 234, 1000),
    ]
    assert issued(due(1, 1300, paid=1234)).total_pence == 66
    assert ledger.paid_by_reference() == {LINE: 1300}


def test_a_difference_not_yet_paid_waits_when_what_it_stood_on_comes_back():
    first = issued(due(1, 1000))
    later = approved(due(1, 1234, paid=1000))
    returned(first)

    refused("paid-since", lambda: flow.issue_run(later.ref, by=CY))
    refused("nothing-to-pay", lambda: issued(due(1, 1234)))
    flow.void_run(later.ref, because="Drafted again.", by=BEA)

    assert issued(due(1, 1234)).total_pence == 1234
    assert ledger.paid_by_reference() == {LINE: 1234}


def test_what_comes_back_twice_is_paid_in_the_end():
    returned(issued(due(1, 1000)))
    returned(issued(due(1, 1000)), reference="RT-2")

    issued(due(1, 1000))

    assert ledger.paid_by_reference() == {LINE: 1000}
    lines = RunLine.objects.order_by("pk")
    assert [line.pays_again_id for line in lines] == [None, lines[0].pk, lines[1].pk]


def test_whoever_may_not_takes_nothing_in():
    refused("scheme-no-row", lambda: answered({"answer": "acknowledged", "reference": "A", "file": "F-1"}, by=NOBODY))


# Round the actions.


def test_the_database_returns_only_a_whole_payment_with_its_lines_and_its_journal():
    file = issued(due(1, 1000), due(2, 500))
    run = Run.objects.get(ref=file.run_ref)
    payment = Payment.objects.get(run=run)

    def back(pence, *, free=True):
        with unit_of_work() as record:
            event = record.write(PaymentReturned(run.ref, next_version("run returns", run.ref), 1, "PR-0001", pence, 2, "B R", ""), by=CY)
            ReturnedRow.objects.create(run=run, payment=payment, pence=pence, answer="B R", made_by=event)
            if free:
                RunLine.objects.filter(run=run).update(superseded_by=event)

    refused("a-return-is-of-a-whole-payment", lambda: back(999))
    refused("a-return-frees-its-lines", lambda: back(1500, free=False))
    refused("return-is-in-the-ledger", lambda: back(1500))


def test_the_database_frees_no_line_of_an_approved_run_without_a_return():
    file = issued(due(1, 1000))

    def freed():
        with unit_of_work() as record:
            event = record.write(
                PaymentReturned(file.run_ref, next_version("run returns", file.run_ref), 1, "PR-0001", 1000, 1, "B R", ""), by=CY
            )
            RunLine.objects.filter(run__ref=file.run_ref).update(superseded_by=event)

    refused("lines-are-fixed-once-prepared", freed)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("paid-again-from-what-stands", {"paid_before_pence": 500, "pence": 500}),
        ("what-came-back-is-named", {"pays_again_id": None}),
        ("a-claim-is-the-next-of-its-line", {"n": 0}),
    ],
)
def test_the_database_pays_again_only_what_came_back(constraint, changes):
    first = issued(due(1, 1000))
    if constraint == "a-claim-is-the-next-of-its-line":
        issued(due(1, 1200, paid=1000))
    returned(first)
    paid = ledger.paid_by_reference()[LINE]
    good = runs.draft(week=WEEK, category="HC", pay_date=first.pay_date, lines=[due(2)], by=_ada()).run
    row = RunLine.objects.get(run__ref=first.run_ref)
    fields = {
        "n": 2 if paid else 0,
        "entitled_pence": 1000 + paid,
        "paid_before_pence": paid,
        "pence": 1000,
        "pays_again_id": row.pk,
        **changes,
    }

    def claimed():
        with unit_of_work() as record:
            from duly.payments.runs.events import LinesTakenOut
            from duly.payments.runs.models import Run

            run = Run.objects.get(ref=good.ref)
            run.version += 1
            run.save()
            event = record.write(LinesTakenOut(run.ref, run.version, 1, 0, "x"), by=CY)
            line = RunLine.objects.get(pk=row.pk)
            line.pk, line.run, line.made_by, line.superseded_by, line._state.adding = None, run, event, None, True
            for name, value in fields.items():
                setattr(line, name, value)
            line.save(force_insert=True)

    refused(constraint, claimed)


def test_a_bank_uses_a_reference_once_and_an_answer_is_of_a_file_that_stands():
    from duly.payments.banking.models import BankAnswer, BankFile

    file = issued(due(1))
    answered({"answer": "acknowledged", "reference": "ACK-1", "file": file.ref})
    other = issued(due(2))
    voided(other.ref)

    def answer(**changes):
        with unit_of_work():
            one = BankAnswer.objects.get(reference="ACK-1")
            one.pk, one._state.adding = None, True
            for name, value in changes.items():
                setattr(one, name, value)
            one.save(force_insert=True)

    refused("a-bank-uses-a-reference-once", answer)
    refused("answer-is-of-a-file-that-stands", lambda: answer(reference="A2", file=BankFile.objects.get(ref=other.ref)))
    refused("answer-is-of-a-known-kind", lambda: answer(reference="A3", kind="other"))
    refused("answer-names-its-bank-and-reference", lambda: answer(reference=""))
    refused("answer-matches-or-says-why-not", lambda: answer(reference="A4", file=None))
    refused("a-return-is-of-an-amount", lambda: answer(reference="A5", kind="returned", pence=None))


def _ada():
    from duly.payments.runs.tests.factories import ADA

    return ADA


def test_messages_of_the_bank_are_read_in_their_own_format():
    file = issued(due(1, 1000), due(2, 700, provider="PR-0002"))
    status = f"""<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
      <GrpHdr><MsgId>B-77</MsgId><CreDtTm>2026-11-20T09:00:00</CreDtTm><InitgPty><Nm>Northern Bank</Nm></InitgPty></GrpHdr>
      <OrgnlGrpInfAndSts><OrgnlMsgId>DULY-{file.serial:06d}</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
      <OrgnlPmtInfAndSts><OrgnlPmtInfId>{file.run_ref}</OrgnlPmtInfId><TxInfAndSts><StsId>S-1</StsId>
        <OrgnlEndToEndId>{end_to_end(file.run_ref, 2)}</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>
      </TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"""
    credit = f"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
      <GrpHdr><MsgId>N-1</MsgId><CreDtTm>2026-11-21T09:00:00</CreDtTm></GrpHdr>
      <Ntfctn><Id>1</Id><Acct><Svcr><FinInstnId><BICFI>NORTGB22</BICFI></FinInstnId></Svcr></Acct>
      <Ntry><Amt Ccy="GBP">17.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><AcctSvcrRef>E-1</AcctSvcrRef><BookgDt><Dt>2026-11-20</Dt></BookgDt>
        <NtryDtls><Btch><MsgId>DULY-{file.serial:06d}</MsgId></Btch></NtryDtls></Ntry>
      <Ntry><Amt Ccy="GBP">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><AcctSvcrRef>E-2</AcctSvcrRef><BookgDt><Dt>2026-11-21</Dt></BookgDt>
        <NtryDtls><TxDtls><Refs><EndToEndId>{end_to_end(file.run_ref, 1)}</EndToEndId></Refs><Amt Ccy="GBP">10.00</Amt>
        <RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"""

    one = flow.IMPORTS["bank-answers"]("status.xml", status.encode(), "Northern Bank", CY)
    two = flow.IMPORTS["bank-answers"]("credit.xml", credit.encode(), "Northern Bank", FAY)

    assert dict(one.counts) == {"answers": 2, "acknowledged": 1, "returned": 1, "pence returned": 700}
    assert dict(two.counts) == {"answers": 2, "debited": 1, "returned": 1, "pence returned": 1000}
    assert set(ledger.paid_by_reference().values()) == {0}
    assert [answer.reason_code for answer in queries.answers_to(file.ref)] == ["PART", "AC01", "", "AC04"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<Document><Other/></Document>", "neither a pain.002 nor a camt.054"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><Document><CstmrPmtStsRpt/></Document>', "DOCTYPE"),
        (b"<Document>", "not well-formed"),
        (b"<Document/>", "neither"),
        (
            b"<Document><CstmrPmtStsRpt><GrpHdr><CreDtTm>2026-11-20</CreDtTm></GrpHdr></CstmrPmtStsRpt></Document>",
            "nothing of a file or payment",
        ),
    ],
)
def test_a_message_that_is_not_understood_is_refused_whole(content, says):
    outcome = flow.IMPORTS["bank-answers"]("x.xml", content, "Northern Bank", CY)

    assert not outcome.accepted
    assert says in outcome.faults[0].says


def test_nothing_was_left_behind_by_a_refused_message():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM banking_bankanswer")
        assert cursor.fetchone()[0] == 0
    assert actions is not None
