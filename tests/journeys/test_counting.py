"""The counter that budgets of keys and clicks are held to: it notices what hands do, over pages, and what no hand did."""

import pytest

from tests.journeys.counting import counting

pytestmark = pytest.mark.browser

ONE = b"<title>One</title><a href='/two'>On</a><input name=amount><select name=why><option>11<option>21</select>"
TWO = b"<title>Two</title><button>Press</button>"


@pytest.fixture
def page(chromium):
    context = chromium.new_context()
    page = context.new_page()
    page.route(
        "http://desk.test/**",
        lambda route: route.fulfill(body=TWO if route.request.url.endswith("/two") else ONE, content_type="text/html"),
    )
    page.goto("http://desk.test/")
    yield page
    context.close()


def test_keys_and_clicks_are_counted_over_pages_and_chords_once(page):
    with counting(page) as spent:
        page.locator("input").focus()
        page.keyboard.type("7*")
        page.keyboard.press("Alt+r")
        page.keyboard.insert_text("42")
        with page.expect_navigation():
            page.get_by_role("link").click()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

    assert spent.keys == ["7", "*", "Alt r", "4", "2", "Tab", "Enter"]
    assert spent.clicks == ["On"], "Enter on a button is a key and no click"


def test_what_a_script_changed_is_noticed(page):
    with pytest.raises(AssertionError, match=r"Changed by no key and no click.*why"), counting(page):
        page.locator("select").select_option("21")
