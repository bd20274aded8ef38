"""`duly post`: taking post in from files, a folder and a mail server; triaging it; sending it on; what its rules missed."""

import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.post_answered import acknowledge, forward
from duly.cli.saying import Saying

if TYPE_CHECKING:
    from duly.casework.flow.channels import TakenIn

app = typer.Typer(help="Take post in, triage it, and see what its rules missed.", no_args_is_help=True)

NO_CASE = "none"
As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]


@app.callback()
def post() -> None:
    """Take post in, triage it, and see what its rules missed."""


@app.command()
def register(
    files: Annotated[list[Path], typer.Argument(help="E-mails (.eml) or scanned letters, one item each.")],
    received: Annotated[str, typer.Option(help="The day it was received, 2026-11-09; today if not said.")] = "",
    why_late: Annotated[str, typer.Option(help="Needed when it is logged more than a working day after it was received.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Register each file as one item of post. Its bytes are kept before anything in it is read; the same bytes twice are refused."""
    say = Saying(as_json)
    contents = [(path, _read(path)) for path in files]
    with open_office():
        from duly.casework.correspondence.queries import same_message
        from duly.casework.flow import register_post
        from duly.core.record.clock import today

        by = acting(who)
        received_on = _day(received) if received else today()
        done = [register_post(path.name, content, received_on=received_on, by=by, why_late=why_late) for path, content in contents]
        alike = {one.ref: ", ".join(same_message(one.ref)) for one in done}
    say.rows(
        "Registered",
        ("ref", "received", "logged", "sender", "subject", "same_message_as"),
        ((i.ref, i.received_on, i.logged_on, i.sender_name, i.subject, alike[i.ref]) for i in done),
    )
    return exits.DONE


@app.command("drop")
def take_drop(
    folder: Annotated[Path, typer.Argument(help="The folder that scans, .eml and .mbox files are dropped in.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Take in every file of a drop folder once; each goes to "taken" beside them when it is kept. What cannot be registered is held back."""
    if not folder.is_dir():
        raise Stop(exits.INVALID, f"{folder} is not a folder. Nothing was taken in.")
    with open_office():
        from duly.casework.flow import take_from_folder

        return _tell(take_from_folder(folder, by=acting(who)), Saying(as_json))


@app.command()
def fetch(
    address: Annotated[str, typer.Argument(help="imaps://user@host/FOLDER. Its password is read from DULY_MAIL_PASSWORD.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Fetch the unseen mail of a mail server. A message is marked as seen there only once it is kept here."""
    password = os.environ.get("DULY_MAIL_PASSWORD", "")
    if not password:
        raise Stop(exits.USAGE, "Set DULY_MAIL_PASSWORD to the mailbox's password; it is not taken from the command line.")
    with open_office():
        from imaplib import IMAP4

        from duly.casework.flow import fetch as fetched

        try:
            return _tell(fetched(address, password=password, by=acting(who)), Saying(as_json))
        except (OSError, IMAP4.error) as error:
            raise Stop(exits.CONFLICT, f"The mail server would not: {error}. What came before that is kept; try again.") from error


@app.command()
def triage(
    item: Annotated[str, typer.Argument(help="The item, such as P-26-00001.")],
    way: Annotated[str, typer.Option(help="direct, allocate, duplicate, no reply or hold; as suggested if not said.")] = "",
    to: Annotated[str, typer.Option(help="Where to; as suggested if not said.")] = "",
    owner: Annotated[str, typer.Option(help="Who owns it: the name they sign in with; as suggested if not said.")] = "",
    next_action: Annotated[str, typer.Option("--next", help="What happens next; as suggested if not said.")] = "",
    case: Annotated[str, typer.Option(help="The case it is put with; as suggested if not said, and none if told: --case none.")] = "",
    request: Annotated[
        str, typer.Option(help="A request under an Act: foi, foisa or sar; as suggested if not said, and none if told: none.")
    ] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Triage an item: as the rules suggest, but for what is said otherwise. The suggestion's case and its alert go with it."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.cases import queries as cases
        from duly.casework.correspondence import queries
        from duly.casework.flow import case_suggested, suggest_for, triage_post
        from duly.casework.flow.statutory import ACTS
        from duly.core.people.queries import officer_called

        by = acting(who)
        try:
            seen = queries.item(item)
            made = suggest_for(item, seen)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no item {item}.") from None
        owned_by = (officer_called(owner) or "") if owner else made.owner
        if not owned_by:
            raise Stop(exits.INVALID, f"Nobody signs in as {owner!r}." if owner else "Say who owns it: nobody holds the post suggested.")
        if case and case != NO_CASE and not cases.exists(case):
            raise Stop(exits.INVALID, f"There is no case {case}. Nothing was done with {item}.")
        with_case = case_suggested(made, seen, by=by) if not case else "" if case == NO_CASE else case
        if request and request not in (NO_CASE, *ACTS):
            raise Stop(exits.USAGE, f"A request is under {', '.join(ACTS)}, or none. Nothing was done with {item}.")
        suggested = "" if way == "duplicate" else made.request  # the first of two has the clock
        asks = request.replace(NO_CASE, "") if request else suggested
        done = triage_post(
            item,
            request=asks,
            way=way or made.what.way,
            direct_to=to or made.what.direct_to,
            next_action=next_action or made.what.next_action,
            owner=owned_by,
            case_ref=with_case,
            alert_post=made.what.alert,
            note=made.what.note,
            as_suggested=not (way or to or owner or next_action or case),
            by=by,
        )
    Saying(as_json).facts({"item": done.ref, "state": done.state, "with": done.direct_to, "case": with_case, "next": done.next_action})
    return exits.DONE


app.command()(acknowledge)
app.command()(forward)


@app.command()
def missed(as_json: Json = False) -> int:
    """Items in which today's rules notice what those of their day did not."""
    with open_office():
        from duly.casework.correspondence.queries import missed as found
        from duly.core.record.clock import today

        rows = [
            (seen.ref, seen.received_on, seen.rules_number, ", ".join(dict.fromkeys(m.rule for m in more)))
            for seen, more in found(on=today())
        ]
    Saying(as_json).rows("Missed", ("ref", "received", "rules_then", "noticed_now"), rows)
    return exits.DONE


@app.command()
def standards(as_json: Json = False) -> int:
    """How all that came stands under the service standards, month by month: the parts come to what was received."""
    with open_office():
        from duly.casework.correspondence.rules.standards import STANDARDS
        from duly.casework.flow import by_month
        from duly.core.record.clock import today

        rows = [
            (o.month, STANDARDS[o.standard], o.received, o.on_time, o.late, o.within, o.overdue, o.unknown, o.percent)
            for o in by_month(on=today())
        ]
    heads = ("month", "standard", "received", "on_time", "late", "open_within", "open_overdue", "day_not_kept", "on_time_percent")
    Saying(as_json).rows("Service standards", heads, rows)
    return exits.DONE


@app.command("false-alarms")
def false_alarms(as_json: Json = False) -> int:
    """Flags of the rules that somebody said were false alarms, each with its item."""
    with open_office():
        from duly.casework.correspondence.queries import false_alarms as found

        rows = [(one.ref, one.word, one.sender, one.subject) for one in found()]
    Saying(as_json).rows("False alarms", ("ref", "flag", "sender", "subject"), rows)
    return exits.DONE


@app.command("adopt-rules")
def adopt_rules(
    file: Annotated[
        Path,
        typer.Argument(
            help="A JSON file with rules, routes, ladder and acknowledge_minutes; `duly post show-rules` prints one to begin from."
        ),
    ],
    starts: Annotated[str, typer.Option(help="The day from which post is looked at by them, 2026-11-09; tomorrow at the earliest.")],
    because: Annotated[str, typer.Option(help="What changes, and why.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Adopt triage rules for post that comes from a day on. `duly post show-rules` prints those in force, to begin from."""
    try:
        data = json.loads(_read(file))
    except ValueError as error:
        raise Stop(exits.INVALID, f"{file} is not JSON: {error}. Nothing was adopted.") from error
    with open_office():
        from duly.casework.correspondence.actions import adopt_rules as adopted

        number = adopted(data, starts=_day(starts), because=because, by=acting(who))
    Saying(as_json).facts({"rules": number, "starts": starts})
    return exits.DONE


@app.command()
def close(
    ref: Annotated[str, typer.Argument(help="The item of post, such as P-26-00012.")],
    outcome: Annotated[str, typer.Option(help="What became of it: reply, forward, file, no reply or escalate.")],
    principle: Annotated[list[str], typer.Option(help="A principle that was met; say it again for each.")],
    because: Annotated[str, typer.Option(help="Why it is finished.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Close an item: what became of it, and which principles were met."""
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.correspondence import actions

        try:
            seen = actions.close(ref, outcome=outcome, principles=principle, because=because, by=acting(who))
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no item {ref}.") from None
    Saying(as_json).facts({"ref": seen.ref, "state": seen.state, "outcome": outcome})
    return exits.DONE


@app.command()
def attachment(
    ref: Annotated[str, typer.Argument(help="The item of post, such as P-26-00012.")],
    number: Annotated[int, typer.Argument(help="Which attachment, from 1; all are listed if not said.")] = 0,
    to: Annotated[Path | None, typer.Option(help="The file to write its bytes to, as they came.")] = None,
    who: As = "",
    as_json: Json = False,
) -> int:
    """What came with a mail and how far it was read, or the bytes of one, written to a file that is not there yet."""
    if bool(number) != bool(to):
        raise Stop(exits.USAGE, "Say which attachment and the file to write it to (2 --to letter.pdf), or neither.")
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.casework.correspondence.checks import why_not_hand_out
        from duly.casework.correspondence.queries import attached_to, letter
        from duly.casework.flow import why_held
        from duly.core.confidentiality.queries import why_not_leave
        from duly.primitives.refusal import stop_if

        try:
            came = letter(ref).attachments
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no item {ref}.") from None
        if number:
            stop_if(why_not_leave(ref, way="written to a file"))
        one = attached_to(ref, number) if number else None
        if one is not None and (held := why_held(ref, number, one)):
            stop_if(why_not_hand_out(held, by=acting(who)))
    if to is not None:
        if one is None:
            raise Stop(exits.INVALID, f"{len(came)} attachments came with {ref}; there is no {number}. Nothing was written.")
        _write(to, one.content)
        Saying(as_json).facts({"attachment": f"{ref}, {number}", "name": one.name, "written_to": str(to), "bytes": one.size})
        return exits.DONE
    rows = [(n, one.name, one.media_type, one.size, one.how or "not yet", one.why) for n, one in enumerate(came, start=1)]
    Saying(as_json).rows("Attachments", ("number", "name", "media_type", "bytes", "read_by", "because"), rows)
    return exits.DONE


@app.command("read-attachments")
def read_attachments(who: As = "", as_json: Json = False) -> int:
    """Read now what is attached to post and was not read yet, such as that of mails which came before Duly read attachments."""
    with open_office():
        from duly.casework.correspondence.queries import attachments_unread
        from duly.casework.flow import read_paper

        by = acting(who)
        done = [read_paper(ref, by=by) for ref in attachments_unread()]
    Saying(as_json).rows("Read", ("ref", "flags"), ((one.ref, ", ".join(flag.rule for flag in one.flags)) for one in done))
    return exits.DONE


@app.command("show-rules")
def show_rules() -> int:
    """The triage rules in force today, as a file to change and adopt."""
    with open_office():
        from duly.casework.correspondence.queries import rules_in_force
        from duly.core.record.clock import today

        Saying().write(json.dumps(rules_in_force(on=today()).as_data(), ensure_ascii=False, indent=1))
    return exits.DONE


@app.command()
def escalate(as_json: Json = False) -> int:
    """Tell of urgent post nobody has come to, and send alerts nobody acknowledged in time up the ladder, as the background worker does every minute."""
    with open_office():
        from duly.casework.flow import escalate as escalated
        from duly.casework.flow import tell_of_the_urgent

        raised = (*tell_of_the_urgent(), *escalated())
    Saying(as_json).rows(
        "Escalated", ("item", "to_post", "level", "acknowledge_by"), ((o.item_ref, o.to_post, o.level, o.due_at) for o in raised)
    )
    return exits.DONE


def _tell(done: Iterable["TakenIn"], say: Saying) -> int:
    """What became of each; a person is needed where something is held back or was not taken."""
    found = list(done)
    say.rows(
        "Taken in",
        ("file", "ref", "held_back", "because"),
        ((one.name, one.item.ref if one.item else "", one.held, one.because) for one in found),
    )
    return exits.NEEDS_A_PERSON if any(one.held for one in found) else exits.DONE


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Stop(exits.INVALID, f"{path} cannot be read: {error.strerror}. Nothing was registered.") from error


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise Stop(exits.INVALID, f"{path} cannot be written: {error.strerror}. Nothing was written.") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(exits.USAGE, f"{text!r} is not a day such as 2026-11-09.") from None
