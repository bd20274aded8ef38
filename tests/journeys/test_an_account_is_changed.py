"""Where a provider is paid is changed, in a browser: asked for by one person, called back about, refused once, confirmed by another."""

import pytest

from duly.core.record.clock import today

pytestmark = pytest.mark.browser

PROVIDER = "/providers/PR-301/"
SORT_CODE, NUMBER = "00-04-15", "8162 7354"


def test_an_account_is_changed(desk):
    desk.sit("Payments Officer")
    when_an_account_is_asked_for_with_a_digit_too_few(desk)
    then_the_page_says_so_and_shows_nothing_of_it(desk)
    change = when_it_is_asked_for_whole(desk)
    then_nobody_may_confirm_it_yet(desk)
    when_the_provider_is_called_back(desk)

    desk.sit("Senior Officer")
    then_the_change_waits_on_a_list(desk, change)
    when_another_account_is_confirmed_it_is_refused(desk, change)
    when_it_is_confirmed(desk)
    then_the_provider_is_paid_into_it(desk)

    desk.sit("Group Manager")
    when_new_accounts_are_let_wait(desk)


def when_an_account_is_asked_for_with_a_digit_too_few(desk):
    desk.go(PROVIDER)
    desk.follow("Account")
    desk.look("provider account")
    _ask(desk, number="8162 735")


def then_the_page_says_so_and_shows_nothing_of_it(desk):
    desk.look("account refused")
    desk.says("An account number is eight digits.")
    assert desk.page.get_by_label("Account number", exact=True).input_value() == ""
    assert desk.page.get_by_label("Who asked", exact=True).input_value() == "Their finance manager"


def when_it_is_asked_for_whole(desk) -> str:
    _ask(desk, number=NUMBER)
    desk.look("change proposed")
    desk.says("Call the provider back on a number the office had before the request.")
    return desk.page.url.rstrip("/").rpartition("/")[2]


def then_nobody_may_confirm_it_yet(desk):
    assert desk.page.get_by_role("button", name="Confirm this account").count() == 0
    desk.says("Nobody has called the provider back yet.")


def when_the_provider_is_called_back(desk):
    desk.type("Number called", "01632 960001")
    desk.type("Where we had it from", "The contract, page 3")
    desk.type("In our records since", "1/4/2026")
    desk.type("Who was spoken to", "Their managing director")
    desk.press("Record the call")
    desk.look("change called back")
    desk.refused("You asked for this change, so someone else must confirm it.")


def then_the_change_waits_on_a_list(desk, change):
    desk.go("/payees/")
    desk.says(change, "Called back", "A newly confirmed account may be paid at once: no waiting time is set.")
    desk.follow(change)


def when_another_account_is_confirmed_it_is_refused(desk, change):
    desk.type("Sort code, from the request", SORT_CODE)
    desk.type("Account number, from the request", "8162 7355")
    with desk.page.expect_navigation():
        desk.page.get_by_role("button", name="Confirm this account", exact=True).press("Enter")
    desk.says("This is not the account that was asked for.")
    desk.look("change not the same")
    desk.open(f"/payees/{change}/")


def when_it_is_confirmed(desk):
    desk.type("Sort code, from the request", SORT_CODE)
    desk.type("Account number, from the request", NUMBER)
    desk.press("Confirm this account")
    desk.look("change confirmed")
    desk.says("is paid into the account ending ••••7354 from now on.", "Confirmed by Joan Bright.")


def then_the_provider_is_paid_into_it(desk):
    desk.go(PROVIDER)
    desk.says("THE NEW ACCOUNT, account ••••7354")
    assert NUMBER.replace(" ", "") not in desk.page.content()


def when_new_accounts_are_let_wait(desk):
    desk.open("/payees/")
    desk.type("Days a newly confirmed account waits", "3")
    desk.press("Set")
    desk.says("A newly confirmed account waits 3 days before it is paid.")
    desk.type("Days a newly confirmed account waits", "0")
    desk.press("Set")
    desk.look("accounts waiting")


def _ask(desk, *, number: str) -> None:
    day = today()
    desk.type("Sort code", SORT_CODE)
    desk.type("Account number", number)
    desk.type("Name of the account", "The new account")
    desk.choose("How the request came", "Letter")
    desk.type("Who asked", "Their finance manager")
    desk.type("Received on", f"{day.day}/{day.month}/{day.year}")
    desk.press("Ask for this account")
