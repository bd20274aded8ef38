"""`duly payments answers` and `duly payments deal-with`: what banks answered that matches nothing of ours, and what was done about it."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("number", "answer", "on", "bank", "reference", "names", "amount", "what to do")


def add_to(app: typer.Typer) -> None:
    """Put these commands under `duly payments`."""
    app.command("answers")(answers)
    app.command("deal-with")(deal_with)


def answers(as_json: Json = False) -> int:
    """The bank's answers that match nothing and that nobody has dealt with, each with what to do. Exit 3 when there are any."""
    with open_office():
        from duly.payments.banking import queries

        found = queries.unmatched()
    rows = (
        (
            one.ref,
            one.kind,
            f"{one.said_on}",
            one.bank,
            one.reference,
            one.payment_said or one.file_said,
            plain_pounds(one.pence) if one.pence else "",
            one.unmatched_because,
        )
        for one in found
    )
    Saying(as_json).rows("Answers that match nothing", COLUMNS, rows)
    return exits.NEEDS_A_PERSON if found else exits.DONE


def deal_with(
    answer: Annotated[str, typer.Argument(help="The answer, such as BA-000012.")],
    because: Annotated[str, typer.Option(help="What was done about it, or how you know it is this payment.")] = "",
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Take back the payment it names, which a file that went missing in a restore paid.")
    ] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Deal with an answer that matches nothing: it is then off the list, with your name and your reason."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.payments import flow
        from duly.payments.banking import actions, queries

        by = acting(who)
        try:
            queries.answer(answer)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no answer of a bank called {answer}.") from None
        (flow.take_back_forgotten if take_back else actions.deal_with)(answer, because=because, by=by)
        done = queries.dealt_with(answer)
        assert done is not None  # it was just done
    Saying(as_json).facts({"answer": answer, "dealt with": done.how, "run": done.run_ref, "by": done.dealt_by, "says": done.says})
    return exits.DONE
