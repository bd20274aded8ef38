"""The bank's file is what the published schema asks for, and is built as a published message of the same kind is."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from duly.payments.banking.pain001 import NAMESPACE, build, control_totals
from duly.payments.banking.rules import Credit, Instruction, Payer

pytestmark = pytest.mark.conformance
AT = datetime(2026, 11, 20, 9, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def schema(cases: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(cases / "iso20022-xsd" / "pain.001.001.09.xsd"))


@pytest.fixture(scope="module")
def sample(cases: Path) -> etree._Element:
    return etree.parse(cases / "iso20022-samples" / "gb.fps.single.pain.001.001.09.xml").getroot()


def credit(n: int = 1, *, name: str = "NORTHMERE CARE", pence: int = 125000, remittance: str = "HC-2026-W45") -> Credit:
    return Credit(f"PR-{n:04d}", f"HC2026W45-{n:04d}", remittance, pence, name, "309634", "87654321", str(UUID(int=n, version=4)))


def instruction(*credits: Credit, payer: str = "Northmere Council") -> Instruction:
    return Instruction(12, "HC-2026-W45", AT, date(2026, 11, 24), Payer(payer, "040004", "12345678"), credits or (credit(),))


def test_the_published_message_is_itself_valid(schema, sample):
    assert schema.validate(sample)


@pytest.mark.parametrize("count", [1, 2, 1500])
def test_the_file_is_valid(schema, count):
    content = build(instruction(*(credit(n, pence=n) for n in range(1, count + 1))))

    schema.assertValid(etree.fromstring(content))
    assert control_totals(content).why_not_equal(count, count * (count + 1) // 2) is None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200),
    st.text(max_size=60),
    st.text(max_size=60),
    st.integers(1, 2_000_000_000),
)
def test_the_file_is_valid_whatever_people_are_called(schema, name, payer, remittance, pence):
    content = build(instruction(credit(name=name, pence=pence, remittance=remittance), payer=payer))

    schema.assertValid(etree.fromstring(content))


def test_the_same_instruction_gives_the_same_bytes():
    assert build(instruction(credit(1), credit(2))) == build(instruction(credit(1), credit(2)))


def test_it_is_built_as_a_published_message_is(sample):
    """Everything we say stands where the published message says it, in the same order; what that one says and we do not is listed."""
    ours, theirs = paths(etree.fromstring(build(instruction()))), paths(sample)

    assert [path for path in theirs if path in ours] == [path for path in ours if path in theirs]
    assert set(ours) - set(theirs) == set()
    assert {path.split("/")[-1] for path in set(theirs) - set(ours) if not any(p in path for p in ("PstlAdr", "OrgId"))} == {"Id", "BICFI"}


def test_what_is_said_is_what_was_meant():
    root = etree.fromstring(build(instruction(credit(1, name="Brontë & Sons", pence=5))))

    def said(path):
        return root.findtext("/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/")))

    block, payment = "CstmrCdtTrfInitn/PmtInf", "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf"
    assert said("CstmrCdtTrfInitn/GrpHdr/MsgId") == "DULY-000012"
    assert said("CstmrCdtTrfInitn/GrpHdr/CreDtTm") == "2026-11-20T09:15:00Z"
    assert said(f"{block}/PmtTpInf/SvcLvl/Cd") == "NURG"
    assert said(f"{block}/ReqdExctnDt/Dt") == "2026-11-24"
    assert said(f"{block}/DbtrAgt/FinInstnId/ClrSysMmbId/MmbId") == "040004"
    assert said(f"{payment}/Amt/InstdAmt") == "0.05"
    assert said(f"{payment}/CdtrAgt/FinInstnId/ClrSysMmbId/ClrSysId/Cd") == "GBDSC"
    assert said(f"{payment}/CdtrAgt/FinInstnId/ClrSysMmbId/MmbId") == "309634"
    assert said(f"{payment}/CdtrAcct/Id/Othr/Id") == "87654321"
    assert said(f"{payment}/Cdtr/Nm") == "Bronte and Sons"
    assert said(f"{payment}/RmtInf/Ustrd") == "HC-2026-W45"
    assert len(said(f"{payment}/PmtId/EndToEndId")) <= 18


def test_a_file_whose_totals_are_not_its_payments_is_found():
    content = build(instruction(credit(1, pence=100), credit(2, pence=200)))

    assert "header" in control_totals(content.replace(b"<CtrlSum>3.00", b"<CtrlSum>3.01", 1)).why_not_equal(2, 300)
    assert "payments" in control_totals(content.replace(b">1.00<", b">1.01<")).why_not_equal(2, 300)


def paths(root: etree._Element) -> list[str]:
    """Every element's path, once, in document order, without namespaces."""
    found: dict[str, None] = {}
    for element in root.iter():
        names = [etree.QName(up).localname for up in (*reversed(list(element.iterancestors())), element)]
        found["/".join(names)] = None
    return list(found)
