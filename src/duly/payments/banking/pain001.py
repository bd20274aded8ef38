"""The bank's file: ISO 20022 pain.001.001.09, paying sort codes and account numbers by Bacs.

One payment information block; service level NURG, as bank guides ask for Bacs; sort codes as GBDSC clearing members. Every text is in the
letters a bank will carry. The bytes hold account details in full: keep them as you would the accounts.
"""

from dataclasses import dataclass
from datetime import UTC

from lxml import etree

from duly.payments.banking.rules import Credit, Instruction, Payer, carried
from duly.primitives.money import plain_pounds, read_pounds

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
NAME_MOST, REFERENCE_MOST = 70, 18


@dataclass(frozen=True)
class ControlTotals:
    """What a file says of itself, twice, and what its payments come to. Pence."""

    header: tuple[int, int]
    block: tuple[int, int]
    counted: tuple[int, int]

    def why_not_equal(self, count: int, total_pence: int) -> str | None:
        """In words, where the file differs from so many payments of so much; None when it says the same everywhere."""
        for place, found in (("header", self.header), ("block", self.block), ("payments", self.counted)):
            if found != (count, total_pence):
                return (
                    f"The file's {place} say {found[0]} payments of {plain_pounds(found[1])}, not {count} of {plain_pounds(total_pence)}."
                )
        return None


def build(instruction: Instruction) -> bytes:
    """The file's bytes. The same instruction gives the same bytes, always."""
    document = etree.Element(f"{{{NAMESPACE}}}Document", nsmap={None: NAMESPACE})
    initiation = _add(document, "CstmrCdtTrfInitn")
    payer = carried(instruction.payer.name, most=NAME_MOST)
    header = _add(initiation, "GrpHdr")
    _add(header, "MsgId", f"DULY-{instruction.serial:06d}")
    _add(header, "CreDtTm", instruction.issued_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _totals(header, instruction)
    _add(_add(header, "InitgPty"), "Nm", payer)
    block = _add(initiation, "PmtInf")
    _add(block, "PmtInfId", instruction.run_ref)
    _add(block, "PmtMtd", "TRF")
    _add(block, "BtchBookg", "true")
    _totals(block, instruction)
    _add(_add(_add(block, "PmtTpInf"), "SvcLvl"), "Cd", "NURG")
    _add(_add(block, "ReqdExctnDt"), "Dt", instruction.pay_date.isoformat())
    _add(_add(block, "Dbtr"), "Nm", payer)
    account = _account(block, "DbtrAcct", instruction.payer)
    _add(account, "Ccy", "GBP")
    _sort_code(block, "DbtrAgt", instruction.payer)
    _add(block, "ChrgBr", "SHAR")
    for credit in instruction.credits:
        _credit(block, credit)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def control_totals(content: bytes) -> ControlTotals:
    """What a file's bytes say: count and pence in its header, in its block, and as its payments add up."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    initiation = etree.fromstring(content, parser).find(f"{{{NAMESPACE}}}CstmrCdtTrfInitn")
    amounts = [read_pounds(amount.text or "") for amount in initiation.iter(f"{{{NAMESPACE}}}InstdAmt")]
    return ControlTotals(_said(initiation, "GrpHdr"), _said(initiation, "PmtInf"), (len(amounts), sum(amounts)))


def _credit(block: etree._Element, credit: Credit) -> None:
    payment = _add(block, "CdtTrfTxInf")
    names = _add(payment, "PmtId")
    _add(names, "EndToEndId", credit.end_to_end)
    _add(names, "UETR", credit.uetr)
    _add(_add(payment, "Amt"), "InstdAmt", plain_pounds(credit.pence)).set("Ccy", "GBP")
    _sort_code(payment, "CdtrAgt", credit)
    _add(_add(payment, "Cdtr"), "Nm", carried(credit.name, most=NAME_MOST, otherwise=credit.provider_ref))
    _account(payment, "CdtrAcct", credit)
    _add(_add(payment, "RmtInf"), "Ustrd", carried(credit.remittance, most=REFERENCE_MOST))


def _totals(parent: etree._Element, instruction: Instruction) -> None:
    _add(parent, "NbOfTxs", str(len(instruction.credits)))
    _add(parent, "CtrlSum", plain_pounds(instruction.total_pence))


def _account(parent: etree._Element, name: str, whose: Payer | Credit) -> etree._Element:
    account = _add(parent, name)
    other = _add(_add(account, "Id"), "Othr")
    _add(other, "Id", whose.account_number)
    _add(_add(other, "SchmeNm"), "Cd", "BBAN")
    return account


def _sort_code(parent: etree._Element, name: str, whose: Payer | Credit) -> None:
    member = _add(_add(_add(parent, name), "FinInstnId"), "ClrSysMmbId")
    _add(_add(member, "ClrSysId"), "Cd", "GBDSC")
    _add(member, "MmbId", whose.sort_code)


def _add(parent: etree._Element, name: str, text: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = text
    return child


def _said(initiation: etree._Element, place: str) -> tuple[int, int]:
    part = initiation.find(f"{{{NAMESPACE}}}{place}")
    return int(part.findtext(f"{{{NAMESPACE}}}NbOfTxs")), read_pounds(part.findtext(f"{{{NAMESPACE}}}CtrlSum"))
