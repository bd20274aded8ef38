"""One's own page, and going straight to a reference."""

import pytest


def test_my_page_shows_my_posts_and_the_way_out(at_desk):
    page = at_desk("tom").get("/me/").content.decode()

    assert "Payments Officer" in page
    assert "Sign out" in page


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("rb-0001", "/rates/batches/RB-0001/"),
        ("RT-5501", "/rates/RT-5501/"),
        ("hc-2026-w45", "/runs/HC-2026-W45/"),
        ("HC-2026-W45-2", "/runs/HC-2026-W45-2/"),
        (" PR-301 ", "/providers/PR-301/"),
        ("PSO-2026-00001", "/cases/PSO-2026-00001/"),
        ("L-26-00001", "/letters/L-26-00001/"),
        ("L-30001", "/record/?about=L-30001"),
        ("2026-W45", "/exceptions/?week=2026-W45"),
    ],
)
def test_a_reference_leads_to_its_page_whether_or_not_there_is_such_a_thing(at_desk, typed, leads_to):
    assert at_desk("tom").get("/search/", {"q": typed}).headers["Location"] == leads_to


@pytest.mark.parametrize("typed", ["", "larkfield", "//evil.example/", "https://evil.example", "HC-2026-W45/../x", "<script>"])
def test_anything_else_says_what_can_be_typed_and_leads_nowhere(at_desk, typed):
    answer = at_desk("tom").get("/search/", {"q": typed})

    assert answer.status_code == 200
    assert "Type a reference to go to it" in answer.content.decode()
    assert "<script>" not in answer.content.decode()
