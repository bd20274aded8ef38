"""`duly exceptions`: what waits for a person, deciding it one by one or like ones together, and taking a decision back."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds
from duly.primitives.period import read_week

app = typer.Typer(help="Exceptions of a week: list them, decide them, take a decision back.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
COLUMNS = ("number", "person", "provider", "codes", "claimed", "payable", "delivered")


@app.command("list")
def listed(week: Annotated[str, typer.Option("--week", help="The week, 2026-W45.")], as_json: Json = False) -> int:
    """Those that wait for a decision, the most money in question first. Exit 3 when there are any."""
    say = Saying(as_json)
    try:
        monday = read_week(week)
    except ValueError as wrong:
        raise Stop(exits.USAGE, str(wrong)) from None
    with open_office():
        from duly.payments.validation import queries

        found = queries.exceptions(monday, only_undecided=True)
    rows = (
        (
            one.assessed_id,
            one.person_ref,
            one.provider_ref,
            " ".join(map(str, one.codes)),
            *map(plain_pounds, (one.claimed_pence, one.entitled_pence, one.delivered_pence)),
        )
        for one in found
    )
    say.rows(f"To decide in {week}", COLUMNS, rows)
    return exits.NEEDS_A_PERSON if found else exits.DONE


@app.command()
def decide(
    numbers: Annotated[list[int], typer.Argument(help="Their numbers, as `duly exceptions list` has them; several only when alike.")],
    choice: Annotated[str, typer.Option(help="pay_entitled, pay_delivered, pay_claimed, hold or pay_other.")],
    reason: Annotated[str, typer.Option(help="The reason's code, such as 21.")],
    amount: Annotated[str, typer.Option(help="For pay_other, of one: pounds, or a sum such as 49.75*21.36.")] = "",
    note: Annotated[str, typer.Option(help="Kept apart from the sealed entry.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Decide one, or like ones together; each outcome is told. Exit 3 when any was not decided."""
    say = Saying(as_json)
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.payments.validation import actions

        by = acting(who)
        try:
            if len(numbers) == 1:
                one = actions.decide(numbers[0], choice=choice, reason_code=reason, amount=amount, note=note, by=by)
                told = [(one.assessed_id, plain_pounds(one.pence), "")]
            else:
                outcomes = actions.decide_together(numbers, choice=choice, reason_code=reason, note=note, by=by)
                told = [
                    (o.assessed_id, plain_pounds(o.decided.pence) if o.decided else "", o.refusal.because if o.refusal else "")
                    for o in outcomes
                ]
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, "One of these is no line-week that was judged. Nothing was decided.") from None
    say.rows("What became of each", ("number", "pays", "not decided because"), told)
    return exits.NEEDS_A_PERSON if any(because for *_, because in told) else exits.DONE


@app.command("take-back")
def take_back(
    number: Annotated[int, typer.Argument(help="The number of a line you decided within the last half minute.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Take back your own decision of the last half minute. The line waits again; both stay in the record."""
    with open_office():
        from duly.payments.validation import actions

        taken = actions.take_back(number, by=acting(who))
    Saying(as_json).facts({"number": taken.assessed_id, "taken back": plain_pounds(taken.pence)})
    return exits.DONE
