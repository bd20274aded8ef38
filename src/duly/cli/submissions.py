"""`duly submissions`: what has been put up, what the checks make of a paper, and how much goes through first time."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Submissions, their checks, and how much goes through first time.", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.callback()
def submissions() -> None:
    """Submissions, their checks, and how much goes through first time."""


@app.command("list")
def listed(
    state: Annotated[str, typer.Option(help="draft, put up, returned, ready or decided; all of them if not said.")] = "",
    as_json: Json = False,
) -> int:
    """Every submission, the oldest first."""
    with open_office():
        from duly.casework.submissions.queries import submissions as known

        found = known(states=(state,) if state else ())
    Saying(as_json).rows(
        "Submissions",
        ("ref", "case", "kind", "version", "returned", "state", "author", "asks"),
        ((s.ref, s.case_ref, s.kind, s.number, len(s.returns), s.state, s.prepared_by, s.text.ask) for s in found),
    )
    return exits.DONE


@app.command()
def check(ref: Annotated[str, typer.Argument(help="A submission, such as S-26-00001.")], as_json: Json = False) -> int:
    """Hold the right-first-time checks against the newest version. Code 3 when one fails: a person is needed."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.flow import right_first_time
        from duly.casework.submissions.queries import submission
        from duly.casework.submissions.rules import counted
        from duly.core.confidentiality.queries import said_over

        try:
            results, marked = right_first_time(submission(ref)), said_over((ref,))
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no submission {ref}.") from None
    say = Saying(as_json)
    say.rows(
        f"{ref}: {counted(results)}{''.join(f'. {words}' for words in marked)}",
        ("check", "level", "paragraph", "says", "quoted"),
        ((result.code, one.level, one.paragraph, one.says, one.quoted) for result in results for one in result.findings),
    )
    return exits.NEEDS_A_PERSON if any(one.level == "fails" for one in results) else exits.DONE


@app.command("first-time")
def first_time(
    by: Annotated[str, typer.Option(help="kind, team or reason.")] = "kind",
    as_json: Json = False,
) -> int:
    """How many submissions were ready as they were first put up, of all that somebody has reviewed."""
    with open_office():
        from duly.casework.submissions.queries import outcomes
        from duly.casework.submissions.rules.rates import rates

        if by not in ("kind", "team", "reason"):
            raise Stop(exits.USAGE, f"{by!r} is not kind, team or reason.")
        found = rates(outcomes(), lambda one: str(getattr(one, by)) or "not returned")
    Saying(as_json).rows(
        "Right first time",
        (by, "first time", "reviewed", "per cent", "days lost"),
        ((one.of, one.first_time, one.reviewed, one.per_cent, one.days_lost) for one in found),
    )
    return exits.DONE
