"""One's own page, going straight to a reference, and the command box."""

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
    assert "A reference goes straight to what it names" in answer.content.decode()
    assert "<script>" not in answer.content.decode()


def test_the_box_adds_up_a_sum_and_says_what_is_wrong_with_one(at_desk):
    tom = at_desk("tom")

    assert "£1,062.66" in tom.get("/box/", {"q": "=49.75*21.36"}).content.decode()
    assert "divides by nothing" in tom.get("/box/", {"q": "=1/0"}).content.decode()


def test_the_box_does_things_by_name_and_by_other_names_for_them(at_desk):
    page = at_desk("tom").get("/box/", {"q": "upl"}).content.decode()

    assert 'href="/imports/new/"' in page
    assert 'href="/rates/batches/new/"' in page
    assert 'href="/rates/find/"' not in page


def test_a_date_is_its_week_and_its_rates(at_desk):
    page = at_desk("tom").get("/box/", {"q": "9/11/2026"}).content.decode()

    assert "/exceptions/?week=2026-W46" in page
    assert "/rates/?on=2026-11-09" in page
    assert "/rates/?on" not in at_desk("tom").get("/box/", {"q": "31/2/2026"}).content.decode()


def test_what_is_typed_is_shown_as_text(at_desk):
    page = at_desk("tom").get("/search/", {"q": "<b>x</b>"}).content.decode()

    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
