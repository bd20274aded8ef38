"""What becomes of a draft once its form is sent: gone when the form was taken, kept as it was sent when it was not."""

import pytest

from duly.core.desk import actions, queries

PAGE, FORM = "/me/preferences/", "likes"
SENT = {"draft_page": PAGE, "draft_form": FORM, "draft_names": "theme,density", "density": "compact", "text": "usual"}


@pytest.fixture
def tom(at_desk, office):
    """Tom at his desk, with something typed before."""
    actions.keep_draft(PAGE, FORM, {"theme": ["what was typed before"]}, officer=office["tom"])
    return at_desk("tom")


def test_a_form_that_was_taken_leaves_no_draft(tom, office):
    assert tom.post(PAGE, SENT | {"theme": "dark"}).status_code == 302
    assert queries.drafts(office["tom"], PAGE) == ()


def test_a_form_that_was_not_taken_leaves_what_was_sent_and_only_what_was_typed(tom, office):
    assert tom.post(PAGE, SENT | {"theme": "pink"}).status_code == 422
    (draft,) = queries.drafts(office["tom"], PAGE)
    assert draft.fields == {"theme": ["pink"], "density": ["compact"]}


def test_a_draft_is_on_its_page_and_cannot_end_the_script_it_stands_in(tom, office):
    actions.keep_draft(PAGE, FORM, {"note": ["</script><script>alert(1)</script>"]}, officer=office["tom"])
    page = tom.get(PAGE).content.decode()

    assert "\\u003c/script>" in page
    assert "<script>alert" not in page


def test_somebody_who_signs_out_by_the_form_breaks_nothing(tom):
    assert tom.post("/sign-out/", SENT).status_code == 302
