"""The one transaction door."""

import pytest

from duly.core.people.actions import make_post
from duly.core.people.models import Post
from duly.core.record.actions import unit_of_work
from duly.core.record.queries import history
from duly.primitives.actor import SYSTEM


def test_inside_another_unit_of_work_only_the_outermost_commits(commits):
    make_post(code="a-post", title="A post", office="o", wing="payments", by=SYSTEM)
    with pytest.raises(RuntimeError), unit_of_work():
        make_post(code="b-post", title="B post", office="o", wing="payments", by=SYSTEM)
        raise RuntimeError("the outer work fails after the inner one succeeded")

    assert list(Post.objects.values_list("code", flat=True)) == ["a-post"]
    assert history("post", "b-post") == ()
