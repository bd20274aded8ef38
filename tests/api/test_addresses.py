"""Every operation is at its own address: none is hidden by another that takes a reference in the same place."""

import re

import pytest
from django.urls import resolve

from duly.api import urls  # noqa: F401  (every operation is offered as it is read)
from duly.api.asking import OFFERED


@pytest.mark.parametrize("path", sorted({one.path for one in OFFERED}))
def test_an_address_leads_to_its_own_operations(path):
    found = resolve(re.sub(r"\{\w+\}", "1", f"/api/v1{path}"))

    assert re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", found.route) == f"api/v1{path}"
