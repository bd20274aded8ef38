"""`duly letters`: what is to be sent, one letter whole, standard letters and whose time runs out, print packs, other formats that are waited for."""

from pathlib import Path
from typing import Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying

app = typer.Typer(help="Letters: drafts, standard letters, print packs, other formats.", no_args_is_help=True)

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.command("list")
def listed(
    state: Annotated[str, typer.Option(help="draft, returned, approved, released or sent; all where left out.")] = "", as_json: Json = False
) -> int:
    """List letters, the newest first."""
    with open_office():
        from duly.casework.dispatch.queries import letters

        found = [
            (x.ref, x.what, x.to_name, x.about, x.channel, x.state, x.sent_on or "") for x in letters(states=(state,) if state else ())
        ]
    Saying(as_json).rows("Letters", ("ref", "what", "to", "about", "goes by", "state", "sent"), found)
    return exits.DONE


@app.command()
def show(ref: Annotated[str, typer.Argument(help="The letter, such as L-26-00001.")], as_json: Json = False) -> int:
    """Show a letter: its words, its drafts, and what goes with it. Exit 5 where what was sent is not what was approved."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.dispatch import queries
        from duly.core.confidentiality.queries import said_over

        try:
            seen = queries.letter(ref)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no letter {ref}.") from None
        told = {
            "ref": ref,
            "marked": ". ".join(said_over((ref,))),
            "what": seen.what,
            "from": f"{seen.template}/{seen.template_version}",
            "state": seen.state,
            "still to be filled in": list(seen.unfilled),
            "approved": seen.approved_sha256,
            "sent": seen.sent_sha256,
            "drafts": [f"{one.number}: {one.content_sha256[:12] or 'not filled in'}" for one in queries.drafts(ref)],
            "with it": [f"{one.format}, {one.state}" for one in queries.formats(letter_ref=ref)],
            "text": seen.text,
        }
    Saying(as_json).facts(told)
    return exits.DONE if seen.sent_sha256 in ("", seen.approved_sha256) else exits.NOT_VERIFIED


@app.command()
def whom(case: Annotated[str, typer.Argument(help="The case, such as PSO-2026-00001.")], as_json: Json = False) -> int:
    """List to whom letters about a case may be written, and how each is reached today."""
    with open_office():
        from duly.casework.cases import queries as cases
        from duly.casework.dispatch.queries import addressees

        if not cases.exists(case):
            raise Stop(exits.INVALID, f"There is no case {case}.")
        found = [(x.to, x.name, x.as_what, x.email, " / ".join(x.address.splitlines()[1:]), x.why_not) for x in addressees(case)]
    Saying(as_json).rows("To whom", ("to", "name", "what they are", "e-mail", "post", "why not"), found)
    return exits.DONE


@app.command()
def owed(
    concerns: Annotated[
        str, typer.Argument(help="What it tells of: ER-…, CP-…, RV-…/2 (a line of who is told), SI-… or a closed case, PSO-….")
    ],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Draft the letter that a request, a recommendation, a review, an instruction or a closed case owes. It is then approved and sent as any letter."""
    with open_office():
        from duly.casework.flow import draft_owed

        made = draft_owed(concerns.strip().upper(), by=acting(who))
        told = {
            "ref": made.ref,
            "what": made.what,
            "to": made.to_name,
            "goes by": made.channel,
            "still to be filled in": list(made.unfilled),
        }
    Saying(as_json).facts(told)
    return exits.DONE


@app.command()
def standard(as_json: Json = False) -> int:
    """List standard letters: every version, whose it is, and until when letters may be begun from it."""
    with open_office():
        from duly.casework.wordings.queries import versions
        from duly.core.people.queries import names
        from duly.core.record.clock import today

        called, on = names(), today()
        found = [(w.ref, w.title, w.stands(on), called.get(w.owner, "came with Duly"), w.expires or "", w.plain.says) for w in versions()]
    Saying(as_json).rows("Standard letters", ("ref", "title", "stands", "owner", "until", "plain English"), found)
    return exits.DONE


@app.command()
def drop(
    ref: Annotated[str, typer.Argument(help="The letter, such as L-26-00001.")],
    because: Annotated[str, typer.Option(help="Why it will not be sent.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Say that a letter which was not handed over will not be sent. What it says is kept."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.dispatch import actions

        try:
            done = actions.drop(ref, because=because, by=acting(who))
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no letter {ref}.") from None
    Saying(as_json).facts({"letter": done.ref, "state": done.state})
    return exits.DONE


@app.command()
def chase(who: As = "", as_json: Json = False) -> int:
    """Give the owner of every standard letter whose time runs out a task to look at it, once."""
    with open_office():
        from duly.casework import flow

        made = flow.chase_wordings(by=acting(who))
    Saying(as_json).facts({"tasks": list(made)})
    return exits.DONE


@app.command()
def pack(
    to: Annotated[Path | None, typer.Option(help="Where to write the PDF; PP-26-0001.pdf here where not said.")] = None,
    because: Annotated[str, typer.Option(help="Why letters of a case that is marked as a whole go all the same.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Put every approved letter that goes by post into one print pack, and write its PDF."""
    with open_office():
        from duly.casework import flow
        from duly.core.documents.queries import content

        made = flow.make_print_pack(because=because, by=acting(who))
        path = to or Path(f"{made.ref}.pdf")
        path.write_bytes(content(made.document_ref))
    Saying(as_json).facts(
        {"pack": made.ref, "letters": made.letters, "pages": made.pages, "sha256": made.content_sha256, "file": str(path)}
    )
    return exits.DONE


@app.command()
def formats(as_json: Json = False) -> int:
    """List letters had in other formats, those due first. Exit 5 where one should have come by now."""
    with open_office():
        from duly.casework.dispatch import queries
        from duly.core.record.clock import today

        on, every = today(), queries.formats()
        found = [(f.ref, f.letter_ref, f.format, f.state, f.supplier, f.due, "" if f.left(on) is None else f.left(on)) for f in every]
    Saying(as_json).rows("In other formats", ("ref", "letter", "format", "state", "by", "due", "days left"), found)
    return exits.NOT_VERIFIED if any(isinstance(row[-1], int) and row[-1] < 0 for row in found) else exits.DONE
