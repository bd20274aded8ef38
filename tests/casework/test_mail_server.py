"""Post taken in from a mail server, and by the minute from the mailbox and the folder that the settings name."""

import imaplib
import os
import socketserver
import threading

import pytest

from duly.casework import flow
from duly.casework.correspondence import queries
from duly.casework.correspondence.actions import registering
from duly.core.alerts import queries as alerts
from duly.primitives.refusal import Refused
from tests.casework.test_channels import a_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def ea(office):
    return office["executive-assistant"]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, mails):
        super().__init__(("127.0.0.1", 0), _Imap)
        self.mails, self.seen = mails, set()


class _Imap(socketserver.StreamRequestHandler):
    """As much of IMAP4rev1 as is asked of it."""

    def handle(self):
        self.say("* OK ready")
        for line in iter(self.rfile.readline, b""):
            tag, _, rest = line.decode().strip().partition(" ")
            verb = rest.upper()
            if verb.startswith("CAPABILITY"):
                self.say("* CAPABILITY IMAP4rev1")
            elif verb.startswith("LOGIN") and "secret" not in rest:
                self.say(f"{tag} NO wrong password")
                continue
            elif verb.startswith("SELECT") and "POST" not in rest:
                self.say(f"{tag} NO there is no such folder")
                continue
            elif verb.startswith("UID SEARCH"):
                self.say("* SEARCH " + " ".join(str(n) for n in range(1, len(self.server.mails) + 1) if n not in self.server.seen))
            elif verb.startswith("UID FETCH"):
                number = int(rest.split()[2])
                mail = self.server.mails[number - 1]
                if mail is not None:
                    self.wfile.write(f"* {number} FETCH (UID {number} BODY[] {{{len(mail)}}}\r\n".encode() + mail + b")\r\n")
            elif verb.startswith("UID STORE"):
                self.server.seen.add(int(rest.split()[2]))
            self.say(f"{tag} OK done")
            if verb.startswith("LOGOUT"):
                return

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def mail_server(mail):
    with _Server([mail("One"), None, mail("Two"), mail("One")]) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_mail_is_fetched_from_a_server_and_marked_as_seen_only_once_it_is_kept(office, ea, mail_server):
    address = f"imap://post%40pso.example@127.0.0.1:{mail_server.server_address[1]}/POST"

    done = list(flow.fetch(address, password="secret", by=ea))

    assert [(bool(one.item), bool(one.because)) for one in done] == [(True, False), (False, True), (True, False), (False, True)]
    assert mail_server.seen == {1, 3, 4}
    assert [one.because[:22] for one in flow.fetch(address, password="secret", by=ea)] == ["The mail server did no"]
    with pytest.raises(imaplib.IMAP4.error):
        list(flow.fetch(address, password="wrong", by=ea))
    with pytest.raises(Refused, match="has no folder"):
        list(flow.fetch(address.replace("POST", "GONE"), password="secret", by=ea))
    with pytest.raises(Refused, match="without encryption only from this machine"):
        list(flow.fetch("imap://post@mail.example/POST", password="secret", by=ea))


def test_mail_that_cannot_be_registered_is_held_back_from_a_server_and_from_a_mailbox_before_it_is_let_go(ea, mail, tmp_path):
    wrong = a_pdf("This is no mail.")
    with _Server([wrong, mail("One")]) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"imap://post%40pso.example@127.0.0.1:{server.server_address[1]}/POST"
        done = list(flow.fetch(address, password="secret", by=ea))
        server.shutdown()
    (tmp_path / "a.mbox").write_bytes(b"From x\n" + wrong[:-1] + b"\nFrom y\n" + mail("Two"))
    parted = list(flow.take_from_folder(tmp_path, by=ea))

    assert ([bool(one.item) for one in done], server.seen) == ([False, True], {1, 2})
    assert queries.held_content(done[0].held) == ("mail-1.eml", wrong)
    assert queries.how_many_held_back() == sum(bool(one.held) for one in (*done, *parted))
    assert all(one.item or one.held for one in parted)


def test_post_is_taken_in_by_the_minute_as_the_officer_named_and_what_is_still_being_written_waits(
    office, ea, mail, mail_server, monkeypatch, tmp_path
):
    (tmp_path / "a.eml").write_bytes(mail("Dropped"))
    os.utime(tmp_path / "a.eml", (0, 0))
    (tmp_path / "b.eml").write_bytes(mail("Being written"))
    for name, said in {
        "DULY_POST_MAILBOX": f"imap://post%40pso.example@127.0.0.1:{mail_server.server_address[1]}/POST",
        "DULY_MAIL_PASSWORD": "secret",
        "DULY_POST_FOLDER": str(tmp_path),
        "DULY_POST_AS": "executive-assistant",
    }.items():
        monkeypatch.setenv(name, said)

    flow.take_post_in_by_the_minute(timestamp=0)

    assert {(one.subject, one.owner) for one in queries.items()} == {("Dropped", ea.ref), ("One", ea.ref), ("Two", ea.ref)}
    assert "Something stays in the mailbox" in {one.title for one in alerts.alerts(ea.ref)}, "the second was not handed over"
    assert mail_server.seen == {1, 3, 4}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.eml", "taken"]


def test_a_mailbox_that_cannot_be_reached_is_told_to_the_officer_once_a_day_and_stops_nothing_else(office, ea, mail, monkeypatch, tmp_path):
    (tmp_path / "a.eml").write_bytes(mail("Dropped"))
    os.utime(tmp_path / "a.eml", (0, 0))
    monkeypatch.setenv("DULY_POST_MAILBOX", "imap://post@127.0.0.1:1/POST")
    monkeypatch.setenv("DULY_POST_FOLDER", str(tmp_path))
    monkeypatch.setenv("DULY_POST_AS", "nobody-at-all")
    assert flow.take_post_in() == ()
    monkeypatch.setenv("DULY_POST_AS", "executive-assistant")

    done = [one.item.subject for _ in range(2) for one in flow.take_post_in()]

    assert done == ["Dropped"]
    told = [one for one in alerts.alerts(ea.ref) if "No post is taken in from the mailbox" in one.title]
    assert len(told) == 1


def test_a_practice_copy_takes_nothing_in_by_itself(office, mail, monkeypatch, settings, tmp_path):
    (tmp_path / "a.eml").write_bytes(mail("Dropped"))
    os.utime(tmp_path / "a.eml", (0, 0))
    monkeypatch.setenv("DULY_POST_FOLDER", str(tmp_path))
    monkeypatch.setenv("DULY_POST_AS", "executive-assistant")
    settings.DEMO = True

    assert flow.take_post_in() == ()
    assert (tmp_path / "a.eml").exists()


def test_what_a_fault_of_our_own_stops_is_held_back_and_keeps_nothing_behind_it_waiting(office, ea, mail, monkeypatch):
    def breaks(content):
        raise RecursionError("too deep")

    monkeypatch.setattr(registering, "read_mail", breaks)

    done = flow.take_in("a.eml", mail("One"), came_by="the mail server", by=ea)

    assert done.because.startswith("It could not be registered, by a fault of Duly's own (RecursionError).")
    assert queries.held_content(done.held) == ("a.eml", mail("One"))
    assert queries.items() == ()
