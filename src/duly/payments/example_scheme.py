"""The council's example scheme of delegation for payments, for set-up, the demonstration and tests: (power code, row), in plain English.

The figures are examples; a council adopts its own. Every power of payments has at least one row, and no post has two rows that could both
apply. Nobody prepares, approves and releases the same money, whoever holds the posts: the facts about "you" see to that.
"""

from duly.core.scheme.rules import Condition, Row
from duly.payments.banking import powers as files
from duly.payments.contracts import powers as contracts
from duly.payments.evidence import powers as evidence
from duly.payments.invoices import powers as invoices
from duly.payments.ledger import powers as periods
from duly.payments.packages import powers as packages
from duly.payments.providers import powers as providers
from duly.payments.rates import powers as rates
from duly.payments.runs import powers as runs
from duly.payments.screens import powers as screens
from duly.payments.validation import powers as validation

OFFICE = "Northmere Council"

POSTS = {
    "payments-officer": "Payments Officer",
    "senior-officer": "Senior Officer",
    "finance-releaser": "Corporate Finance Officer",
    "group-manager": "Group Manager",
    "auditor": "Internal Auditor",
}
"""Post codes the scheme names, with their titles."""

_OFFICER, _SENIOR, _FINANCE, _MANAGER, _AUDITOR = POSTS

_POUND = 100


def _at_most(fact: str, most: int) -> Condition:
    return Condition(fact, "at most", most)


def _no(fact: str) -> Condition:
    return Condition(fact, "is", False)


_NEITHER_OWN_RUN_NOR_OWN_PAYEE = (_no("prepared by you"), _no("you changed a payee in it"))

RULES: tuple[tuple[str, Row], ...] = (
    # Reading
    (screens.READ.code, Row("1.1", _OFFICER, (), "Payments Officers read payments.")),
    (screens.READ.code, Row("1.2", _SENIOR, (), "Senior Officers read payments.")),
    (screens.READ.code, Row("1.3", _FINANCE, (), "Corporate Finance reads what it releases.")),
    (screens.READ.code, Row("1.4", _MANAGER, (), "The Group Manager reads payments.")),
    (screens.READ.code, Row("1.5", _AUDITOR, (), "Internal audit reads everything and decides nothing.")),
    # Providers, contracts and rates
    (providers.ADD.code, Row("2.1", _OFFICER, (), "Payments Officers add providers.")),
    (providers.TAKE_IN.code, Row("2.2", _OFFICER, (), "Payments Officers take in files of providers.")),
    (providers.SET_PAYEE.code, Row("2.3", _SENIOR, (), "Senior Officers set where a provider is paid, and may then not approve that payment.")),
    (contracts.MAKE.code, Row("2.4", _SENIOR, (), "Senior Officers enter contracts.")),
    (contracts.TAKE_IN.code, Row("2.5", _OFFICER, (), "Payments Officers take in contracts as they were signed.")),
    (
        contracts.AGREE_TERMS.code,
        Row(
            "2.6",
            _MANAGER,
            (_at_most("days back-dated", 90), _at_most("trim limit", 25 * _POUND)),
            "The Group Manager agrees terms, up to 90 days back and a trim limit of £25.",
        ),
    ),
    (rates.TAKE_IN.code, Row("2.7", _OFFICER, (), "Payments Officers take in rates as they were agreed.")),
    (
        rates.SET.code,
        Row(
            "2.8",
            _SENIOR,
            (_at_most("days back-dated", 28), _at_most("rises by percent", 5)),
            "Senior Officers set rates that rise by 5% at most, up to 28 days back.",
        ),
    ),
    (
        rates.SET.code,
        Row("2.9", _MANAGER, (_at_most("days back-dated", 365),), "The Group Manager sets any rate, up to a year back."),
    ),
    # Packages
    (packages.ADD_PERSON.code, Row("3.1", _OFFICER, (), "Payments Officers enter people.")),
    (packages.COMMISSION.code, Row("3.2", _OFFICER, (_at_most("days back-dated", 28),), "Payments Officers enter packages up to 28 days back.")),
    (packages.COMMISSION.code, Row("3.3", _SENIOR, (), "Senior Officers enter packages from any day.")),
    (packages.END_LINE.code, Row("3.4", _OFFICER, (_at_most("days back-dated", 28),), "Payments Officers end packages up to 28 days back.")),
    (packages.END_LINE.code, Row("3.5", _SENIOR, (), "Senior Officers end packages on any day.")),
    (packages.PLAN_CALL.code, Row("3.6", _OFFICER, (_at_most("days back-dated", 28),), "Payments Officers plan calls up to 28 days back.")),
    (packages.PLAN_CALL.code, Row("3.7", _SENIOR, (), "Senior Officers plan calls from any day.")),
    (packages.SIGN_OPENING.code, Row("3.8", _SENIOR, (), "Senior Officers sign opening positions.")),
    (
        packages.TAKE_IN.code,
        Row(
            "3.9",
            _OFFICER,
            (Condition("kind", "one of", ("people", "packages", "calls", "rota")),),
            "Payments Officers take in files of people, packages and calls.",
        ),
    ),
    (packages.TAKE_IN.code, Row("3.10", _SENIOR, (Condition("kind", "is", "openings"),), "Senior Officers take in opening positions, and sign them.")),
    # What providers send
    (evidence.TAKE_IN.code, Row("4.1", _OFFICER, (), "Payments Officers take in visits.")),
    (invoices.TAKE_IN.code, Row("4.2", _OFFICER, (), "Payments Officers take in invoices.")),
    # Judging and deciding
    (validation.JUDGE.code, Row("5.1", _OFFICER, (), "Payments Officers have a week judged.")),
    (validation.JUDGE.code, Row("5.2", _SENIOR, (), "Senior Officers have a week judged.")),
    (
        validation.DECIDE.code,
        Row(
            "5.3",
            _OFFICER,
            (Condition("choice", "one of", ("pay entitled", "hold")),),
            "Payments Officers pay what the contract pays, or hold.",
        ),
    ),
    (
        validation.DECIDE.code,
        Row(
            "5.4",
            _OFFICER,
            (Condition("choice", "is", "pay delivered"), _at_most("amount over agreed", 100 * _POUND)),
            "Payments Officers pay what was delivered, up to £100 over what was agreed.",
        ),
    ),
    (
        validation.DECIDE.code,
        Row("5.5", _SENIOR, (_at_most("amount over agreed", 1_000 * _POUND),), "Senior Officers decide up to £1,000 over what was agreed."),
    ),
    (validation.DECIDE.code, Row("5.6", _MANAGER, (), "The Group Manager decides any exception.")),
    # Runs
    (runs.DRAFT.code, Row("6.1", _OFFICER, (), "Payments Officers draft runs.")),
    (runs.PREPARE.code, Row("6.2", _OFFICER, (), "Payments Officers prepare runs and reopen them.")),
    (
        runs.APPROVE.code,
        Row(
            "6.3",
            _SENIOR,
            (_at_most("total", 750_000 * _POUND), *_NEITHER_OWN_RUN_NOR_OWN_PAYEE),
            "Senior Officers approve runs of up to £750,000 that they neither prepared nor changed an account in.",
        ),
    ),
    (
        runs.APPROVE.code,
        Row("6.4", _MANAGER, _NEITHER_OWN_RUN_NOR_OWN_PAYEE, "The Group Manager approves any run that is not their own."),
    ),
    (runs.VOID.code, Row("6.5", _SENIOR, (), "Senior Officers make runs void.")),
    (runs.VOID.code, Row("6.6", _MANAGER, (), "The Group Manager makes runs void.")),
    # Bank files
    (
        files.RELEASE.code,
        Row("7.1", _FINANCE, (_no("prepared by you"), _no("approved by you")), "Corporate Finance releases runs that others prepared and approved."),
    ),
    (files.HAND_OVER.code, Row("7.2", _FINANCE, (), "Corporate Finance takes files to the bank.")),
    (files.VOID.code, Row("7.3", _FINANCE, (_no("asked by you"),), "Corporate Finance asks for a bank file to be voided.")),
    (files.VOID.code, Row("7.4", _MANAGER, (_no("asked by you"),), "The Group Manager voids a bank file that somebody else asked to be voided.")),
    # The book
    (periods.CLOSE.code, Row("8.1", _FINANCE, (), "Corporate Finance asks for a month to be closed, or closes one that somebody else asked about.")),
    (periods.CLOSE.code, Row("8.2", _MANAGER, (_no("asked by you"),), "The Group Manager closes a month that somebody else asked to be closed.")),
)
