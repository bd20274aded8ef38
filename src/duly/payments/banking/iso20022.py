"""Reads a bank's ISO 20022 answers, of any version, into the columns of a file of answers: pain.002 (status reports) and camt.054 (debits and credits).

Only what says something of our files is read. A credit is a return when it carries a reason for it; other credits are not ours to know.
"""

from collections.abc import Iterator
from datetime import date

from lxml import etree

from duly.core.intake.columns import pounds
from duly.core.intake.faults import Fault
from duly.core.intake.reading import Row

MOST_BYTES = 20 * 1024 * 1024
TAKEN = {"ACCP", "ACTC", "ACSP", "ACSC", "ACWC", "ACCC", "RCVD", "PDNG", "PART"}
"""Statuses of a message that the bank has: from any of them on it may be paying."""
PAIN_002, CAMT_054 = "CstmrPmtStsRpt", "BkToCstmrDbtCdtNtfctn"


class NotAnswers(ValueError):
    """The file is not a bank's answer that is understood; the words say why."""


def answers_in(content: bytes, source: str) -> tuple[tuple[Row, ...], tuple[Fault, ...]]:
    """Every answer of one message, as rows. `source` is the bank where the message does not name it. Fetches nothing, and reads no DOCTYPE."""
    try:
        root = _root(content)
        told = list(_of_status(root, source) if etree.QName(root[0]).localname == PAIN_002 else _of_entries(root, source))
    except NotAnswers as wrong:
        return (), (Fault(0, "", "", str(wrong)),)
    except ValueError as wrong:
        return (), (Fault(0, "", "", f"Something in the message cannot be read: {wrong}"),)
    if not told:
        return (), (Fault(0, "", "", "The message says nothing of a file or payment of ours."),)
    return tuple(Row(n, values) for n, values in enumerate(told, start=1)), tuple(_faults(told))


def _root(content: bytes) -> etree._Element:
    if len(content) > MOST_BYTES:
        raise NotAnswers("The file is larger than 20 MB.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotAnswers(f"The file is not well-formed XML: {error}") from None
    if root.getroottree().docinfo.doctype:
        raise NotAnswers("The file carries a DOCTYPE, which a bank's answer has no use for.")
    if len(root) != 1 or etree.QName(root[0]).localname not in (PAIN_002, CAMT_054):
        raise NotAnswers("The file is XML, but neither a pain.002 nor a camt.054.")
    return root


def _of_status(root: etree._Element, source: str) -> Iterator[dict]:
    message, bank, on = _said(root, "GrpHdr/MsgId"), _bank(root, source), _day(_said(root, "GrpHdr/CreDtTm"))
    file = _said(root, "OrgnlGrpInfAndSts/OrgnlMsgId")
    of_group = _said(root, "OrgnlGrpInfAndSts/GrpSts")
    if of_group:
        kind = "rejected" if of_group == "RJCT" else "acknowledged" if of_group in TAKEN else ""
        if not kind:
            raise NotAnswers(f"The status {of_group} is not one that is understood.")
        yield _row(bank, kind, message, on, file, "", None, _said(root, "OrgnlGrpInfAndSts/StsRsnInf/Rsn/Cd") or of_group)
    for one in _all(root, "OrgnlPmtInfAndSts/TxInfAndSts"):
        if _said(one, "TxSts") == "RJCT":
            name = _said(one, "OrgnlEndToEndId")
            amount = _said(one, "OrgnlTxRef/Amt/InstdAmt")
            pence = pounds(amount) if amount else None
            yield _row(bank, "returned", _said(one, "StsId") or f"{message}/{name}", on, file, name, pence, _said(one, "StsRsnInf/Rsn/Cd"))


def _of_entries(root: etree._Element, source: str) -> Iterator[dict]:
    bank = _bank(root, source)
    for entry in _all(root, "Ntfctn/Ntry"):
        on = _day(_said(entry, "BookgDt/Dt") or _said(entry, "BookgDt/DtTm") or _said(root, "GrpHdr/CreDtTm"))
        reference = _said(entry, "AcctSvcrRef") or _said(entry, "NtryRef")
        if _said(entry, "CdtDbtInd") == "DBIT" and _said(entry, "NtryDtls/Btch/MsgId"):
            yield _row(bank, "debited", reference, on, _said(entry, "NtryDtls/Btch/MsgId"), "", pounds(_said(entry, "Amt")), "")
        if _said(entry, "CdtDbtInd") != "CRDT":
            continue
        for one in _all(entry, "NtryDtls/TxDtls"):
            reason, name = _said(one, "RtrInf/Rsn/Cd") or _said(one, "RtrInf/Rsn/Prtry"), _said(one, "Refs/EndToEndId")
            if reason and name:
                amount = _said(one, "Amt") or _said(one, "AmtDtls/TxAmt/Amt") or _said(entry, "Amt")
                yield _row(
                    bank,
                    "returned",
                    _said(one, "Refs/AcctSvcrRef") or f"{reference}/{name}",
                    on,
                    _said(one, "Refs/MsgId"),
                    name,
                    pounds(amount),
                    reason,
                )


def _row(bank: str, answer: str, reference: str, on: date, file: str, payment: str, pence: int | None, reason: str) -> dict:
    return {
        "bank": bank,
        "answer": answer,
        "reference": reference,
        "date": on,
        "file": file or None,
        "payment": payment or None,
        "amount": pence,
        "reason": reason or None,
    }


def _faults(told: list[dict]) -> Iterator[Fault]:
    """The same limits a table's columns have: nothing longer than can be kept, and a reference in every answer."""
    for n, row in enumerate(told, start=1):
        for heading, most in (("bank", 40), ("reference", 80), ("file", 40), ("payment", 40), ("reason", 40)):
            said = row[heading] or ""
            if len(said) > most or not said.isprintable():
                yield Fault(n, heading, said[:80], f"This has {len(said)} characters, or some that cannot be printed; {most} are allowed.")
        if not row["reference"] or not row["bank"]:
            yield Fault(n, "reference", "", "The bank gives no reference of its own for this answer, or does not say who it is.")


def _bank(root: etree._Element, source: str) -> str:
    for path in (
        "GrpHdr/InstgAgt/FinInstnId/BICFI",
        "GrpHdr/DbtrAgt/FinInstnId/BICFI",
        "Ntfctn/Acct/Svcr/FinInstnId/BICFI",
        "GrpHdr/InitgPty/Nm",
    ):
        if found := _said(root, path):
            return found
    return source.strip()


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        raise NotAnswers(f"{said[:30]!r} is not a date.") from None


def _all(at: etree._Element, path: str) -> list[etree._Element]:
    """The elements at a path of local names, from the message's own element (under Document) or from any other."""
    start = [at[0]] if etree.QName(at).localname == "Document" else [at]
    for name in path.split("/"):
        start = [child for one in start for child in one if isinstance(child.tag, str) and etree.QName(child).localname == name]
    return start


def _said(at: etree._Element, path: str) -> str:
    found = _all(at, path)
    return (found[0].text or "").strip() if found else ""
