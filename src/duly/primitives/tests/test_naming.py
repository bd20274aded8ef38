"""A person is known by reference, and a name given with it may be written a little otherwise and no more."""

import pytest

from duly.primitives.naming import check_person

KNOWN = {"P-1": "Siân O'Dell-Wrenfold"}


@pytest.mark.parametrize("given", [None, "", "Siân O'Dell-Wrenfold", "sian o’dell wrenfold", " SIÂN  O'DELL-WRENFOLD "])
def test_a_known_person_is_known_however_the_name_is_spelt(given):
    assert check_person("P-1", given, KNOWN) == ""


def test_another_name_differs_and_another_reference_is_unknown():
    assert check_person("P-1", "Sian Odell Wrenfold", KNOWN) == "name differs"
    assert check_person("P-2", "Siân O'Dell-Wrenfold", KNOWN) == "unknown"
