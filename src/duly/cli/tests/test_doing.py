"""`duly do`: what programs may have done is done by command too, as whoever is named, and refused in the same sentences."""

import json

import pytest

from duly.casework.dispatch import queries
from duly.cli import exits
from duly.core.documents import queries as documents
from duly.core.record.clock import today
from duly.office.practice.people import DESKS
from tests.proofs import ground

NAMED = {post: username for _, _, post, _, username, _ in DESKS}
CALL = ("--caller", "Leander Quist", "--gist", "He asked when.", "--verified", "not verified")


@pytest.fixture
def told(people, duly):
    """Does something as the holder of a post, and gives what was told."""

    def do(post: str, *arguments: object) -> dict:
        code, out, said = duly("do", *arguments, "--as", NAMED[post], "--json")
        assert code == exits.DONE, said
        return json.loads(out)

    return do


def test_a_call_is_logged_with_what_was_promised_and_the_promise_kept_by_command(told, people):
    promise = json.dumps({"what": "Ring back", "due": today().isoformat()})

    call = told("investigator", "log-call", *CALL, "--flags", "distress", "--promised", promise)
    kept = told("investigator", "finish-task", call["promises"][0], "--words=She was rung back.")

    assert (call["taken_by"], call["flags"]) == (people["investigator"].ref, ["distress"])
    assert told("investigator", "list-calls")["items"][0]["gist"] == "He asked when."
    assert kept["state"] == "done"


def test_a_letter_is_signed_on_paper_and_had_in_another_format_by_command(told, people, tmp_path):
    letter = ground.a_letter(people, ground.a_case(people))
    signer, scan, audio = people["ombudsman"].ref, tmp_path / "scan.pdf", tmp_path / "letter.mp3"

    printed = told("executive-assistant", "print-for-ink", letter, "--signer", signer)
    scan.write_bytes(documents.content(queries.ink_copy(printed["ink_copies"][0]).document_ref))
    audio.write_bytes(b"ID3")
    signed = told("executive-assistant", "match-scan", letter, printed["ink_copies"][0], "--signed-on", today(), "--scan", scan)
    ordered = told("executive-assistant", "have-letter-made", letter, "--format", "audio", "--supplier", "A studio", "--due", today())
    came = told("executive-assistant", "receive-format", letter, ordered["formats"][0]["ref"], "--file", audio)

    assert (printed["signed_in_ink"], signed["signed_in_ink"]) == (False, True)
    assert came["formats"][0]["document_sha256"]


def test_what_cannot_be_done_is_said_and_nothing_is_written(told, people, duly, tmp_path):
    case, who = ground.a_case(people), NAMED["finance-releaser"]
    shown = told("investigator", "get-case", case)

    refused = {
        exits.NOT_PERMITTED: ("log-call", *CALL, "--as", who),
        exits.INVALID: ("plan-case", case, "--next-action", "Ask", "--due", "some day", "--as", NAMED["investigator"]),
        exits.CONFLICT: ("plan-case", case, "--next-action", "Ask", "--due", today(), "--seen", "v99", "--as", NAMED["investigator"]),
    }
    for code, arguments in refused.items():
        assert duly("do", *arguments)[0] == code, arguments
    (tmp_path / "bad.json").write_text("[1]")
    for arguments in (("turn-back-time",), ("log-call", "--colour", "red"), ("plan-case",), ("log-call", "--from", tmp_path / "bad.json")):
        code, _, said = duly("do", *arguments, "--as", NAMED["investigator"])
        assert (code in (exits.USAGE, exits.INVALID), len(said.split()) > 3) == (True, True), arguments
    assert told("investigator", "get-case", case) == shown


def test_a_file_of_post_is_handed_over_and_what_can_be_done_is_listed_and_explained(told, duly, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Ombudsman")
    (tmp_path / "said.json").write_text('{"sender_name": "Mrs A", "subject": "Bins"}')

    item = told(
        "executive-assistant", "send-post", "--from", tmp_path / "said.json", "--file", tmp_path / "letter.txt", "--subject", "Roads"
    )

    assert (item["file_name"], item["subject"]) == ("letter.txt", "Roads")
    assert "log-call" in duly("do")[1]
    explained = duly("do", "log-call", "--help")[1]
    assert "JSON of what, due, owner; may be left out" in explained.split("--promised")[1]
    assert "one of: " in explained.split("--direction")[1].split("\n")[0]
