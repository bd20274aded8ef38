"""`duly advice`: what Operations asked and was told, and what it told us; with what stands, and which cases rely on it."""

from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Advice given to and taken from Operations.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
Ref = Annotated[str, typer.Argument(help="The advice, such as AD-26-00001.")]


@app.command("list")
def listed(
    words: Annotated[str, typer.Option(help="Words it has; every one must be there.")] = "",
    case: Annotated[str, typer.Option(help="Of one case; of all where left out.")] = "",
    as_json: Json = False,
) -> int:
    """List advice, the newest first; by words, what stands comes first."""
    with open_office():
        from duly.casework.advice import queries

        found = queries.search(words, limit=10_000) if words.strip() else queries.of_case(case) if case else queries.every()
        found = tuple(one for one in found if not case or one in queries.of_case(case))
    columns = ("ref", "state", "way", "asked_by", "about", "question", "answer", "relied_on_by")
    rows = [(o.ref, o.state, o.way, o.asker, o.about, o.question, o.answer, ", ".join(r.case_ref for r in o.relied)) for o in found]
    Saying(as_json).rows("Advice", columns, rows)
    return exits.DONE


@app.command()
def show(ref: Ref, as_json: Json = False) -> int:
    """Say what was asked and answered, whether it stands, and which cases rely on it."""
    with open_office():
        from duly.core.confidentiality.queries import said_over

        seen = _found(ref)
        marked = ". ".join(said_over((ref,)))
    told: dict[str, object] = {
        "ref": seen.ref,
        "marked": marked,
        "state": seen.state,
        "way": seen.said_way,
        "about": seen.about,
        "asked by": seen.asker,
    }
    told |= {"question": seen.question, "answered by": seen.answerer, "answered on": seen.answered_on or "", "answer": seen.answer}
    told |= {"subjects": ", ".join(seen.subjects), "relied on by": ", ".join(one.case_ref for one in seen.relied)}
    if seen.withdrawn_on:
        told |= {"withdrawn on": seen.withdrawn_on, "because": seen.because, "superseded by": seen.superseded_by}
    Saying(as_json).facts(told)
    return exits.DONE


@app.command()
def ask(
    about: Annotated[str, typer.Argument(help="The case, item of post or submission it is about.")],
    question: Annotated[str, typer.Option(help="What is asked.")],
    asker: Annotated[str, typer.Option(help="Who asks: a person or a team.")],
    way: Annotated[str, typer.Option(help="given: Operations asks us; taken: we ask Operations.")] = "given",
    subjects: Annotated[str, typer.Option(help="Subject words, with commas between.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Write down a question."""
    with open_office():
        from duly.casework.advice import actions

        seen = actions.ask(way=way, about=about, asker=asker, question=question, subjects=subjects.split(","), by=acting(who))
    Saying(as_json).facts({"ref": seen.ref, "state": seen.state})
    return exits.DONE


@app.command()
def answer(
    ref: Ref,
    answer: Annotated[str, typer.Option(help="What was answered.")],
    answerer: Annotated[str, typer.Option(help="Who answered: a person or a team.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Write down an answer. The case it was asked about relies on it from then on."""
    with open_office():
        from duly.casework.advice import actions

        _found(ref)
        seen = actions.answer(ref, answer=answer, answerer=answerer, by=acting(who))
    Saying(as_json).facts({"ref": seen.ref, "state": seen.state})
    return exits.DONE


@app.command()
def rely(
    ref: Ref, case: Annotated[str, typer.Argument(help="The case, such as PSO-2026-00001.")], who: As = "", as_json: Json = False
) -> int:
    """Say that a case relies on an answer."""
    with open_office():
        from duly.casework.advice import actions

        _found(ref)
        seen = actions.rely(ref, case_ref=case, by=acting(who))
    Saying(as_json).facts({"ref": seen.ref, "relied on by": ", ".join(one.case_ref for one in seen.relied)})
    return exits.DONE


@app.command("let-go")
def let_go(
    ref: Ref,
    case: Annotated[str, typer.Argument(help="The case, such as PSO-2026-00001.")],
    because: Annotated[str, typer.Option(help="Why, and what was done about it.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say that a case relies on it no longer."""
    with open_office():
        from duly.casework.advice import actions

        _found(ref)
        seen = actions.let_go(ref, case_ref=case, because=because, by=acting(who))
    Saying(as_json).facts({"ref": seen.ref, "relied on by": ", ".join(one.case_ref for one in seen.relied)})
    return exits.DONE


@app.command()
def withdraw(
    ref: Ref,
    because: Annotated[str, typer.Option(help="Why: whoever relied on it reads it.")] = "",
    instead: Annotated[str, typer.Option(help="Later advice in its place, such as AD-26-00002.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Withdraw advice, or put later advice in its place, and say which cases must look again."""
    with open_office():
        from duly.casework.advice import actions

        _found(ref)
        seen = actions.withdraw(ref, because=because, instead=instead, by=acting(who))
    Saying(as_json).facts({"ref": seen.ref, "state": seen.state, "to look again": ", ".join(one.case_ref for one in seen.relied)})
    return exits.DONE


def _found(ref: str):
    """One piece of advice, or the word that there is none."""
    from django.core.exceptions import ObjectDoesNotExist

    from duly.casework.advice import queries

    try:
        return queries.advice(ref)
    except ObjectDoesNotExist:
        raise Stop(exits.INVALID, f"There is no advice {ref}.") from None
