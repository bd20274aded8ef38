"""A call comes in while somebody reads a case: the record found by name, the call logged beside the page, by keys alone."""

GIST = "She asks when the decision will come."


def log_a_call(page) -> dict[str, int]:
    """Log a distressed call from the page of a case, without the mouse. Gives how many keys it took, beside the words themselves.

    What was typed is kept as it is typed: the drawer is closed with Escape and opened again before it is sent.
    """
    keys = {"to find the record": 0, "beside the words themselves": 0}

    def press(key: str, what: str = "beside the words themselves") -> None:
        page.keyboard.press(key)
        keys[what] += 1

    case = page.url
    press("Control+k", "to find the record")
    page.keyboard.type("hartl")
    keys["to find the record"] += 5
    page.wait_for_selector("dialog.box .box-line[href^='/directory/']")
    press("Enter", "to find the record")
    page.wait_for_url("**/directory/DIR-*/")
    page.goto(case)

    page.locator("main").focus()
    press("c")
    page.wait_for_selector(".drawer [name=gist]:focus")
    assert "1 call in 1 of the last 13 weeks" in page.locator(".drawer").inner_text()
    page.keyboard.type(GIST)
    page.locator(".drawer .saved", has_text="Saved").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".drawer").is_hidden()
    page.reload()
    page.locator("main").focus()
    page.keyboard.press("c")
    page.wait_for_selector(".drawer [name=gist]:focus")
    assert page.locator(".drawer [name=gist]").input_value() == GIST, "what was typed is kept"

    press("Tab")
    press("Space")
    press("Control+Enter")
    page.wait_for_load_state("load")
    page.wait_for_selector("text=is logged: Mrs Ruth Hartley")
    assert page.url == case, "back where we were"
    return keys
