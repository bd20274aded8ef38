"""Providers are added once, by somebody who may."""

import pytest

from duly.payments.providers.actions import add_provider
from duly.payments.providers.queries import providers_known
from duly.payments.tests.ground import an_officer
from duly.primitives.refusal import Refused

pytestmark = pytest.mark.django_db


def test_a_provider_is_added_once_by_somebody_who_may():
    ada = an_officer()

    seen = add_provider(name="Quillbank Homecare", ref="V-20417", by=ada)
    twin = add_provider(name="Quillbank Homecare", by=ada)

    assert (seen.ref, seen.slug) == ("V-20417", "quillbank-homecare")
    assert twin.slug == f"quillbank-homecare-{twin.ref.lower()}"
    assert [p.ref for p in providers_known()] == ["V-20001", "V-20417"]
    with pytest.raises(Refused, match="There is already a provider V-20417"):
        add_provider(name="Another", ref="V-20417", by=ada)


def test_somebody_in_no_such_post_may_not_add_one():
    bob = an_officer("bob", may=False)

    with pytest.raises(Refused):
        add_provider(name="Ostwyn Carers", by=bob)
