"""The council's example scheme of delegation, for set-up, the demonstration and tests: (power code, row), in plain English.

The figures are examples; a council adopts its own. Every power of the wing has at least one row, and no post has two rows that could both apply.
"""

from duly.core.scheme.rules import Condition, Row

OFFICE = "Northmere Council"

_OFFICER, _SENIOR, _FINANCE, _MANAGER = "payments-officer", "senior-officer", "finance-releaser", "group-manager"
_AUDITOR = "auditor"


def _at_most(fact: str, value: int) -> Condition:
    return Condition(fact, "at most", value)


def _no(fact: str) -> Condition:
    return Condition(fact, "is", False)


_NOT_OPENINGS = (Condition("kind", "is not", "openings"),)


def _files(number: int) -> list[tuple[str, Row]]:
    kinds = ("providers", "contracts", "rates", "packages", "evidence", "invoices")
    return [
        (
            f"{kind}.take_in",
            Row(f"{number}.{n}", _OFFICER, _NOT_OPENINGS if kind == "packages" else (), f"Payments Officers take in files of {words}."),
        )
        for n, (kind, words) in enumerate(
            zip(kinds, ("providers", "contracts and terms", "rates", "people and packages", "visits", "invoices"), strict=True), start=1
        )
    ]


RULES: list[tuple[str, Row]] = [
    *_files(1),
    ("packages.take_in", Row("1.7", _SENIOR, (Condition("kind", "is", "openings"),), "Senior Officers sign files of opening positions.")),
    ("providers.add", Row("2.1", _OFFICER, (), "Payments Officers add providers.")),
    ("providers.propose_payee", Row("2.2", _OFFICER, (), "Payments Officers ask for a provider's account to be set or changed.")),
    ("providers.call_back", Row("2.3", _OFFICER, (), "Payments Officers call providers back.")),
    (
        "providers.confirm_payee",
        Row("2.9", _SENIOR, (_no("proposed by you"),), "Senior Officers confirm an account that somebody else asked for."),
    ),
    (
        "providers.confirm_payee",
        Row("2.10", _MANAGER, (_no("proposed by you"),), "The Group Manager confirms an account that somebody else asked for."),
    ),
    ("providers.set_cooling_off", Row("2.11", _MANAGER, (), "The Group Manager sets how long a new account waits.")),
    ("evidence.set_deadline", Row("2.17", _SENIOR, (), "Senior Officers say by when files are sent.")),
    (
        "payment_requests.settle",
        Row("25.1", _SENIOR, (_at_most("amount", 500_000),), "Senior Officers settle what is asked to be paid, up to £5,000."),
    ),
    ("payment_requests.settle", Row("25.2", _MANAGER, (), "The Group Manager settles anything that is asked to be paid.")),
    ("disputes.keep", Row("25.3", _OFFICER, (), "Payments Officers write down and answer what providers dispute.")),
    ("disputes.keep", Row("25.4", _SENIOR, (), "Senior Officers write down and answer what providers dispute.")),
    ("disputes.keep", Row("25.7", _MANAGER, (), "The Group Manager writes down and answers what providers dispute.")),
    ("disputes.pass_on", Row("25.5", _SENIOR, (), "Senior Officers pass disputes on to the ombudsman.")),
    ("disputes.pass_on", Row("25.6", _MANAGER, (), "The Group Manager passes disputes on to the ombudsman.")),
    ("contracts.make", Row("2.4", _OFFICER, (), "Payments Officers enter contracts.")),
    (
        "contracts.agree_terms",
        Row("2.5", _SENIOR, (_at_most("trim limit", 5_000),), "Senior Officers agree terms with a trim limit up to £50."),
    ),
    ("contracts.agree_terms", Row("2.6", _MANAGER, (), "The Group Manager agrees any terms.")),
    (
        "contracts.put_in_force",
        Row(
            "2.12",
            _SENIOR,
            (_at_most("days back-dated", 28),),
            "Senior Officers say when a contract is in force, back by up to four weeks.",
        ),
    ),
    ("contracts.put_in_force", Row("2.13", _MANAGER, (), "The Group Manager says when any contract is in force.")),
    ("contracts.embargo", Row("2.14", _SENIOR, (), "Senior Officers place embargoes.")),
    ("contracts.embargo", Row("2.15", _MANAGER, (), "The Group Manager places embargoes.")),
    (
        "contracts.lift_embargo",
        Row("2.16", _MANAGER, (_no("placed by you"),), "The Group Manager lifts embargoes that somebody else placed."),
    ),
    (
        "rates.set",
        Row(
            "2.7",
            _SENIOR,
            (_at_most("rises by percent", 10), _at_most("days back-dated", 365)),
            "Senior Officers set rates that rise by up to 10 %.",
        ),
    ),
    ("rates.set", Row("2.8", _MANAGER, (), "The Group Manager sets any rate.")),
    ("rates.put_forward", Row("2.21", _OFFICER, (), "Payments Officers put rates forward.")),
    ("rates.put_forward", Row("2.22", _SENIOR, (), "Senior Officers put rates forward.")),
    (
        "rates.adopt",
        Row(
            "2.23",
            _SENIOR,
            (_no("put forward by you"), _at_most("rises by percent", 10), _at_most("days back-dated", 365)),
            "Senior Officers adopt rates that somebody else put forward and that rise by up to 10 %.",
        ),
    ),
    (
        "rates.adopt",
        Row("2.24", _MANAGER, (_no("put forward by you"),), "The Group Manager adopts any rates that somebody else put forward."),
    ),
    (
        "rates.withdraw",
        Row("2.25", _OFFICER, (Condition("put forward by you", "is", True),), "Payments Officers withdraw rates they put forward."),
    ),
    ("rates.withdraw", Row("2.26", _SENIOR, (), "Senior Officers withdraw rates put forward.")),
    ("rates.withdraw", Row("2.27", _MANAGER, (), "The Group Manager withdraws rates put forward.")),
    ("packages.add_person", Row("3.1", _OFFICER, (), "Payments Officers enter people.")),
    (
        "packages.commission",
        Row("3.2", _OFFICER, (_at_most("days back-dated", 28),), "Payments Officers enter packages back-dated by up to four weeks."),
    ),
    ("packages.commission", Row("3.3", _SENIOR, (), "Senior Officers enter any package.")),
    ("packages.propose", Row("3.10", _OFFICER, (), "Payments Officers put packages forward.")),
    (
        "packages.approve",
        Row("3.11", _SENIOR, (_no("put forward by you"),), "Senior Officers approve packages that somebody else put forward."),
    ),
    ("packages.approve", Row("3.12", _MANAGER, (_no("put forward by you"),), "So does the Group Manager.")),
    ("packages.say_died", Row("3.13", _OFFICER, (_no("said before"),), "Payments Officers say that somebody died.")),
    ("packages.say_died", Row("3.14", _SENIOR, (), "Senior Officers say so, and correct it.")),
    ("packages.interrupt", Row("3.15", _OFFICER, (), "Payments Officers say when care is interrupted.")),
    ("packages.interrupt", Row("3.16", _SENIOR, (), "Senior Officers say when care is interrupted.")),
    (
        "packages.end_line",
        Row("3.4", _OFFICER, (_at_most("days back-dated", 28),), "Payments Officers end lines back-dated by up to four weeks."),
    ),
    ("packages.end_line", Row("3.5", _SENIOR, (), "Senior Officers end any line.")),
    (
        "packages.plan_call",
        Row("3.6", _OFFICER, (_at_most("days back-dated", 28),), "Payments Officers plan calls back-dated by up to four weeks."),
    ),
    ("packages.plan_call", Row("3.7", _SENIOR, (), "Senior Officers plan any call.")),
    ("packages.sign_opening", Row("3.8", _SENIOR, (_no("signed before"),), "Senior Officers sign opening positions, once.")),
    ("packages.sign_opening", Row("3.9", _MANAGER, (), "The Group Manager signs an opening position again.")),
    ("validation.judge", Row("4.1", _OFFICER, (), "Payments Officers judge the week.")),
    ("validation.judge", Row("4.2", _SENIOR, (), "Senior Officers judge the week.")),
    (
        "exceptions.decide",
        Row("4.3", _OFFICER, (_at_most("amount over agreed", 10_000),), "Payments Officers decide up to £100 over what was agreed."),
    ),
    (
        "exceptions.decide",
        Row("4.4", _SENIOR, (_at_most("amount over agreed", 100_000),), "Senior Officers decide up to £1,000 over what was agreed."),
    ),
    ("exceptions.decide", Row("4.5", _MANAGER, (), "The Group Manager decides any exception.")),
    ("tolerance.look", Row("4.6", _SENIOR, (), "Senior Officers look at what was let through and was drawn.")),
    ("tolerance.look", Row("4.7", _MANAGER, (), "So does the Group Manager.")),
    ("runs.draft", Row("5.1", _OFFICER, (), "Payments Officers draft runs.")),
    ("runs.prepare", Row("5.2", _OFFICER, (), "Payments Officers prepare runs.")),
    (
        "runs.approve",
        Row(
            "5.3",
            _SENIOR,
            (_at_most("total", 75_000_000), _no("prepared by you"), _no("you changed a payee in it")),
            "Senior Officers approve runs up to £750,000 that they did not prepare, and in which they changed no payee.",
        ),
    ),
    (
        "runs.approve",
        Row(
            "5.4",
            _MANAGER,
            (_no("prepared by you"), _no("you changed a payee in it")),
            "The Group Manager approves any run prepared by somebody else.",
        ),
    ),
    ("runs.void", Row("5.5", _SENIOR, (), "Senior Officers void runs.")),
    (
        "files.release",
        Row(
            "6.1",
            _FINANCE,
            (_no("prepared by you"), _no("approved by you")),
            "Corporate Finance releases runs that others prepared and approved.",
        ),
    ),
    ("files.download", Row("6.2", _FINANCE, (), "Corporate Finance takes bank files to the bank.")),
    (
        "files.void",
        Row("6.3", _FINANCE, (_no("asked by you"),), "Corporate Finance voids a bank file that somebody else asked to have voided."),
    ),
    ("files.void", Row("6.16", _MANAGER, (_no("asked by you"),), "The Group Manager voids a bank file as another asked.")),
    ("answers.take_in", Row("6.7", _FINANCE, (), "Corporate Finance takes in what the bank answers.")),
    ("answers.deal_with", Row("6.17", _FINANCE, (), "Corporate Finance deals with an answer of the bank that matches nothing.")),
    (
        "files.override",
        Row(
            "6.8",
            _FINANCE,
            (_no("prepared by you"), _no("approved by you")),
            "Corporate Finance asks to let a bank file go when no witness has answered for 15 minutes, or lets one go that others released.",
        ),
    ),
    (
        "files.override",
        Row(
            "6.9",
            _MANAGER,
            (_no("asked by you"), _no("prepared by you"), _no("approved by you"), _no("released by you")),
            "The Group Manager lets a bank file go unwitnessed that others paid and another asked for.",
        ),
    ),
    ("payments.reconcile", Row("6.10", _FINANCE, (), "Corporate Finance reconciles payments after a restore.")),
    (
        "payments.unlock",
        Row("6.11", _FINANCE, (_no("asked by you"),), "Corporate Finance asks for payments to be unlocked, or unlocks them."),
    ),
    ("payments.unlock", Row("6.12", _MANAGER, (_no("asked by you"),), "The Group Manager unlocks payments as another asked.")),
    (
        "missing-files.settle",
        Row("6.13", _FINANCE, (_no("asked by you"),), "Corporate Finance settles a missing bank file, by two people."),
    ),
    ("missing-files.settle", Row("6.14", _MANAGER, (_no("asked by you"),), "So does the Group Manager.")),
    ("paying-account.adopt", Row("6.15", _MANAGER, (), "The Group Manager says which account payments are made from.")),
    (
        "periods.close",
        Row("6.4", _FINANCE, (_no("asked by you"),), "Corporate Finance closes a month that somebody else asked to have closed."),
    ),
    ("remittances.make", Row("6.5", _OFFICER, (), "Payments Officers tell providers what they were paid.")),
    ("remittances.make", Row("6.6", _FINANCE, (), "Corporate Finance tells providers what they were paid.")),
    ("statements.tell_figure", Row("6.18", _OFFICER, (), "Payments Officers enter what a provider says is unpaid.")),
    ("statements.tell_figure", Row("6.19", _SENIOR, (), "Senior Officers enter it too.")),
    ("payments.read", Row("7.1", _OFFICER, (), "Payments Officers read payments.")),
    ("payments.read", Row("7.2", _SENIOR, (), "Senior Officers read payments.")),
    ("payments.read", Row("7.3", _FINANCE, (), "Corporate Finance reads what it releases.")),
    ("payments.read", Row("7.4", _MANAGER, (), "The Group Manager reads payments.")),
    ("payments.read", Row("7.5", _AUDITOR, (), "Internal audit reads everything and decides nothing.")),
    ("retention.read", Row("8.1", _OFFICER, (), "Payments Officers see what is held and what is to be erased.")),
    ("retention.read", Row("8.2", _SENIOR, (), "Senior Officers see what is held and what is to be erased.")),
    ("retention.read", Row("8.3", _MANAGER, (), "The Group Manager sees what is held and what is to be erased.")),
    ("retention.read", Row("8.4", _AUDITOR, (), "Internal audit sees what is held and what is to be erased.")),
    ("retention.hold", Row("8.5", _MANAGER, (), "The Group Manager places and lifts legal holds.")),
    ("retention.propose", Row("8.6", _SENIOR, (), "Senior Officers propose what the retention schedule lets go.")),
    (
        "retention.approve",
        Row("8.7", _MANAGER, (_no("proposed by you"),), "The Group Manager approves disposal lists that somebody else proposed."),
    ),
    ("scheme.arrange", Row("33.1", _MANAGER, (_no("for yourself"),), "The Group Manager arranges absences and stand-ins for others.")),
    ("scheme.propose", Row("33.2", _SENIOR, (), "Senior Officers propose schemes of delegation.")),
    ("scheme.adopt", Row("33.3", _MANAGER, (_no("proposed by you"),), "The Group Manager adopts a scheme that somebody else proposed.")),
]
