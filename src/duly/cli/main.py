"""The `duly` command and its exit codes."""

import sys

import typer

from duly.cli import (
    advice,
    agreed,
    alerts,
    asked,
    backup,
    box,
    breaches,
    cases,
    chase,
    clocks,
    compliance,
    contracts,
    directory,
    doctor,
    doing,
    exceptions,
    exits,
    holidays,
    importing,
    instructions,
    invoices,
    judging,
    keys,
    letters,
    locking,
    officers,
    packages,
    position,
    post,
    practice,
    rates,
    record,
    remittances,
    reviews,
    risk,
    running,
    serving,
    sign_in,
    submissions,
    taking_over,
    tokens,
    tolerance,
)
from duly.cli.opening import Stop
from duly.cli.wings import why_not_here
from duly.machine.fault import MachineFault
from duly.primitives.refusal import Refused

CannotRead: type[Exception] = typer.BadParameter.__mro__[2]
"""What typer raises when it cannot read a command: the base of its own exceptions, wherever this version of it keeps them."""

app = typer.Typer(
    name="duly",
    help="Duly decided. Duly paid. Duly recorded.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo")(serving.demo)
app.command("setup")(serving.setup)
app.command("serve")(serving.serve)
app.command("doctor")(doctor.doctor)
app.command("do", add_help_option=False, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(doing.do)
app.command("judge")(judging.judge)
app.command("explain")(judging.explain)
app.command("position")(position.position)
app.command("backup")(backup.backup)
app.command("restore")(backup.restore)
app.command("unlock")(sign_in.unlock)
app.command("sign-ins")(sign_in.sign_ins)
app.command("packages")(agreed.packages)
app.add_typer(advice.app, name="advice")
cases.app.command("take-over")(taking_over.take_over)
app.add_typer(alerts.app, name="alerts")
app.add_typer(chase.app, name="chase")
app.add_typer(box.app, name="box")
app.add_typer(breaches.app, name="breaches")
app.add_typer(cases.app, name="cases")
app.add_typer(asked.requests, name="requests")
app.add_typer(asked.disputes, name="disputes")
app.add_typer(asked.payments, name="payment-requests")
app.add_typer(clocks.app, name="clocks")
app.add_typer(letters.app, name="letters")
app.add_typer(reviews.app, name="reviews")
app.add_typer(risk.app, name="risk")
app.add_typer(instructions.app, name="instructions")
app.add_typer(compliance.app, name="compliance")
app.add_typer(contracts.app, name="contract")
app.add_typer(directory.app, name="directory")
app.add_typer(exceptions.app, name="exceptions")
app.add_typer(importing.app, name="import")
app.add_typer(invoices.app, name="invoice")
app.add_typer(keys.app, name="keys")
app.add_typer(officers.app, name="officer")
app.add_typer(packages.app, name="person")
app.add_typer(post.app, name="post")
app.add_typer(practice.app, name="practice")
app.add_typer(record.app, name="record")
app.add_typer(remittances.app, name="remittance")
app.add_typer(rates.app, name="rates")
app.add_typer(holidays.app, name="holidays")
app.add_typer(running.app, name="run")
app.add_typer(locking.app, name="payments")
app.add_typer(tolerance.app, name="tolerance")
app.add_typer(submissions.app, name="submissions")
app.add_typer(tokens.app, name="token")


def run() -> None:
    """Run the command and leave with a code that says what became of it."""
    sys.exit(code_of(sys.argv[1:]))


def code_of(arguments: list[str]) -> int:
    """Run the command with these arguments; what went wrong is said on standard error, and the code returned."""
    if of_another_wing := why_not_here(arguments):
        _say(of_another_wing)
        return exits.CONFLICT
    try:
        result = app(arguments, standalone_mode=False)
    except typer.Exit as asked:
        return asked.exit_code
    except CannotRead as usage:
        usage.show()  # type: ignore[attr-defined]  # each of them can say what is wrong
        return exits.USAGE
    except (typer.Abort, KeyboardInterrupt):
        return exits.STOPPED
    except Stop as stop:
        _say(str(stop))
        return stop.code
    except Refused as refused:
        _say(refused.refusal.because)
        return exits.NOT_PERMITTED if refused.refusal.code.startswith("scheme-") else exits.CONFLICT
    except MachineFault as fault:
        _say(str(fault))
        return exits.UNEXPECTED
    return result if isinstance(result, int) else exits.DONE


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
