"""An interruption, by keyboard alone: work half done is put aside, the chief executive is answered in a few keys, and the work is there again.

Budgets: a position statement in at most three clicks, or Ctrl K, five letters and Enter; what was put aside taken up again by one key.
"""

from tests.journeys.counting import counting

TYPED = "Over by ten and a half hours; the practitioner is to"
NOTE = "textarea[name=note]"


def test_the_officer_is_interrupted_answers_and_goes_on_at_the_same_word(desk):
    left = given_an_exception_half_decided(desk)
    name = "Wexelstile Carers"

    with counting(desk.page) as interrupted:
        when_the_work_is_put_aside(desk)
    with counting(desk.page) as answered:
        when_the_statement_is_asked_for(desk, name)
    then_the_statement_says_where_the_money_is(desk, name)
    with counting(desk.page) as sent:
        when_it_is_copied_to_be_sent(desk)
    with counting(desk.page) as resumed:
        when_the_work_is_taken_up_again(desk)
    then_everything_is_as_it_was(desk, left)

    assert (interrupted.keys, resumed.keys, sent.keys) == (["Alt p"], ["Alt r"], ["y"])
    assert answered.keys == ["Ctrl k", *name[:5], "Enter"]
    assert [spent.clicks for spent in (interrupted, answered, sent, resumed)] == [[]] * 4


def test_a_statement_is_three_clicks_from_anywhere(desk):
    desk.sit("Payments Officer")
    desk.open("/rates/")

    with counting(desk.page) as spent:
        for link in ("Providers", "Wexelstile Carers", "Position"):
            with desk.page.expect_navigation():
                desk.page.get_by_role("link", name=link, exact=True).first.click()

    then_the_statement_says_where_the_money_is(desk, "Wexelstile Carers")
    assert (spent.keys, len(spent.clicks)) == ([], 3)


def given_an_exception_half_decided(desk) -> tuple[str, str]:
    """The second of one provider's exceptions, opened by key, with a reason begun. Gives the address and whose it is."""
    desk.sit("Payments Officer")
    desk.open("/exceptions/?week=2026-W45&provider=PR-303")
    rows = desk.page.locator("[data-list] [data-row] a")
    rows.first.focus()
    desk.page.keyboard.press("j")
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")
    desk.page.locator(NOTE).focus()
    desk.page.keyboard.type(TYPED)
    return desk.page.url, desk.page.locator("form.pane h2").first.inner_text()


def when_the_work_is_put_aside(desk) -> None:
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Alt+p")
    desk.says("is put aside, with what you had typed")


def when_the_statement_is_asked_for(desk, name: str) -> None:
    desk.page.keyboard.press("Control+k")
    desk.page.keyboard.type(name[:5])
    desk.page.get_by_role("option", name=f"Position statement for {name}").wait_for()
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Enter")


def then_the_statement_says_where_the_money_is(desk, name: str) -> None:
    assert desk.page.url.endswith("/providers/PR-303/position/")
    desk.says(f"that was claimed by {name} is unpaid", "What is unpaid, and why", "You can say")
    desk.look("position-statement")


def when_it_is_copied_to_be_sent(desk) -> None:
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.page.locator(".lead").focus()
    desk.page.keyboard.press("y")
    desk.page.locator("[data-copied]").filter(has_text="Copied").wait_for()
    copied = desk.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("POSITION STATEMENT: Wexelstile Carers PR-303")


def when_the_work_is_taken_up_again(desk) -> None:
    with desk.page.expect_navigation():
        desk.page.keyboard.press("Alt+r")


def then_everything_is_as_it_was(desk, left: tuple[str, str]) -> None:
    address, whose = left
    assert desk.page.url == address
    assert desk.page.locator("form.pane h2").first.inner_text() == whose
    assert desk.page.locator(NOTE).input_value() == TYPED
    assert desk.page.evaluate("document.activeElement.name") == "note"
