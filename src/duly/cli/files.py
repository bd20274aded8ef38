"""`duly run …` of bank files: handed over, voided by two people, let go unwitnessed by two, and the certificate of a run."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from duly.cli import exits
from duly.cli.opening import Stop, acting, open_office
from duly.cli.saying import Saying
from duly.primitives.money import plain_pounds

if TYPE_CHECKING:
    from duly.core.documents.queries import DocumentSeen
    from duly.payments.banking.queries import FileSummary
    from duly.primitives.actor import Actor

As = Annotated[str, typer.Option("--as", help="Who is acting: the name they sign in with (or DULY_AS).")]
Json = Annotated[bool, typer.Option("--json", help="Data as JSON.")]
File = Annotated[str, typer.Argument(help="The bank file, such as F-000012.")]
Because = Annotated[str, typer.Option(help="Why.")]


def add_to(app: typer.Typer) -> None:
    """Put these commands under `duly run`."""
    app.command("hand-over")(hand_over)
    app.command("void-file")(void_file)
    app.command("keep-file")(keep_file)
    app.command("let-go")(let_go)
    app.command("certificate")(certificate)


def hand_over(
    file: File,
    to: Annotated[Path, typer.Option(help="The folder to write it in, named for its number and digest.")],
    who: As = "",
    as_json: Json = False,
) -> int:
    """Take a file away to the bank, once a witness has seen it. Each time is recorded; the bytes are the same."""
    with open_office():
        from django.conf import settings

        from duly.payments.banking.actions import hand_over as take
        from duly.payments.banking.checks import why_not_hand_over
        from duly.primitives.refusal import stop_if

        if settings.DEMO:
            raise Stop(exits.NOT_PERMITTED, "This is a practice copy: its files can never be issued to a bank, and cannot be taken away.")
        by = acting(who)
        found = _there(file)
        stop_if(why_not_hand_over(found, by=by))
        _can_be_written_in(to)
        content = take(found.ref, by=by)
    path = to / f"{found.ref}-{found.sha256[:12]}.xml"
    _written(path, content)
    Saying(as_json).facts({"file": found.ref, "written": str(path), "bytes": len(content), "sha256": found.sha256})
    return exits.DONE


def void_file(
    file: File,
    because: Because = "",
    evidence: Annotated[Path | None, typer.Option(help="The bank's rejection, needed once the file was handed over.")] = None,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Ask for a file to be voided (with --because), or void one that somebody else asked to be voided (without)."""
    with open_office():
        from duly.core.record.actions import unit_of_work
        from duly.payments import flow
        from duly.payments.banking.actions import ask_to_void

        by = acting(who)
        found = _there(file)
        if found.state == "issued":
            with unit_of_work():
                done = ask_to_void(found.ref, because=because, evidence=kept(evidence, by), by=by)
        else:
            done = flow.void_file(found.ref, by=by)
    return _tell(done, Saying(as_json))


def keep_file(file: File, who: As = "", as_json: Json = False) -> int:
    """Withdraw a request to void a file: it stands."""
    with open_office():
        from duly.payments.banking.actions import keep

        by = acting(who)
        done = keep(_there(file).ref, by=by)
    return _tell(done, Saying(as_json))


def let_go(
    file: File,
    because: Because = "",
    turn_down: Annotated[bool, typer.Option("--turn-down", help="Turn the request down: the file waits for a witness.")] = False,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Ask that a file be handed over unwitnessed (with --because), or give that as another asked. Only after 15 minutes without a witness."""
    with open_office():
        from duly.payments.banking import actions, queries

        by = acting(who)
        found = _there(file)
        asked = queries.override_of(found.ref)
        if turn_down:
            done = actions.refuse_override(found.ref, by=by)
        elif asked is None or asked.state == "refused" or because:
            done = actions.ask_override(found.ref, because=because, by=by)
        else:
            done = actions.give_override(found.ref, by=by)
    Saying(as_json).facts({"file": done.file_ref, "override": done.state, "asked by": done.asked_by, "given by": done.given_by})
    return exits.DONE


def certificate(run: Annotated[str, typer.Argument(help="The run, such as HC-2026-W45.")], as_json: Json = False) -> int:
    """The certificate of a released run, as text: people, totals, file, and the checkpoint that seals it. To be printed, signed and filed.

    Exit 3 while no witness has cosigned a checkpoint that covers the file: print it again when one has.
    """
    with open_office():
        from django.core.exceptions import ObjectDoesNotExist

        from duly.payments import flow
        from duly.payments.runs import queries

        try:
            queries.run(run)
        except ObjectDoesNotExist:
            raise Stop(exits.INVALID, f"There is no run {run}.") from None
        found = flow.certificate(run)
        if as_json:
            Saying(as_json).facts(flow.as_facts(found))
        else:
            typer.echo(flow.as_text(found), nl=False)
    return exits.DONE if found.checkpoint is not None else exits.NEEDS_A_PERSON


def _there(file: str) -> "FileSummary":
    from django.core.exceptions import ObjectDoesNotExist

    from duly.payments.banking import queries

    try:
        return queries.file(file)
    except ObjectDoesNotExist:
        raise Stop(exits.INVALID, f"There is no bank file {file}.") from None


def kept(evidence: Path | None, by: "Actor") -> "DocumentSeen | None":
    """A paper given as evidence, kept. `Stop` when it cannot be read. Ask inside the unit of work of what it is evidence for."""
    from duly.core.documents.actions import keep

    if evidence is None:
        return None
    try:
        content = evidence.read_bytes()
    except OSError as error:
        raise Stop(exits.INVALID, f"{evidence} cannot be read: {error.strerror}. Nothing was done.") from error
    return keep(name=evidence.name, content=content, by=by)


def _can_be_written_in(folder: Path) -> None:
    """`Stop` before anything is recorded where nothing can be written."""
    import tempfile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise Stop(exits.INVALID, f"Nothing can be written in {folder}: {error.strerror}. Nothing was taken away.") from error


def _written(path: Path, content: bytes) -> None:
    """Written aside, to the disk, and then renamed: a file of this name is whole or is not there."""
    import os

    try:
        aside = path.with_suffix(".part")
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise Stop(
            exits.INVALID, f"{path} cannot be written: {error.strerror}. The hand-over is recorded; take the file away again."
        ) from error


def _tell(file: "FileSummary", say: Saying) -> int:
    say.facts(
        {
            "file": file.ref,
            "run": file.run_ref,
            "state": file.state,
            "total": plain_pounds(file.total_pence),
            "handed over": file.handed_over,
            "void asked by": file.void_asked_by,
            "voided by": file.voided_by,
            "evidence": file.void_document,
        }
    )
    return exits.DONE
