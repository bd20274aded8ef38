"""A reference that is typed leads to the thing it names."""

import pytest

from duly.office.references import address_of


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("cp-26-00001", "/compliance/CP-26-00001/"),
        ("SI-26-00001", "/instructions/SI-26-00001/"),
        ("CK-000001", "/clocks/CK-000001/"),
        ("PP-26-0001", "/letters/packs/PP-26-0001/"),
        *((f"{kind}-26-00001", f"/record/?about={kind}-26-00001") for kind in ("IS", "EV", "RC", "CH")),
        ("BR-26-00001", "/breaches/BR-26-00001/"),
        ("er-26-00001", "/requests/ER-26-00001/"),
        ("dp-26-00001", "/disputes/DP-26-00001/"),
        ("PQ-26-00001", "/payment-requests/PQ-26-00001/"),
        ("C-26-1", "/record/?about=C-26-1"),
        ("nonsense", ""),
    ],
)
def test_every_kind_of_reference_leads_somewhere(typed, leads_to):
    assert address_of(typed) == leads_to
