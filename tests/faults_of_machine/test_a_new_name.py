"""A restore that forgets a bank file, while a witness lives: a new name for the log, and nothing paid until the witness's numbers are accounted for.

Duly, its witness and the restore are processes of their own, and everything is asked for by the command, as docs/operations.md says.
"""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from duly.cli import exits
from duly.machine.our_own import our_own
from tests.faults_of_machine.installation import Installation

pytestmark = pytest.mark.slow

NAME = "audit.example/duly"
RUN, LATER, WEEK = "HC-2026-W45", "HC-2026-W45-2", "2026-W45"
NOT_HERE = {"number": 1, "total": "42.00"}


def test_a_file_the_database_forgot_is_never_paid_again_and_the_next_is_released(installation, before_issue, tmp_path, record_property):
    bank = tmp_path / "bank"
    with a_witness(installation, tmp_path / "witness") as witness:
        sealed, taken, copied = installation.does(
            ("record", "checkpoint", "--json"),
            ("run", "hand-over", "F-000001", "--to", bank, "--as", "femi", "--json"),
            ("backup", "--incremental", "--json"),
        )
        assert (sealed.told["cosigned_by"], taken.code, copied.code) == ([NAME], exits.DONE, exits.DONE)
        old = sealed.told["log_key"].partition("+")[0]

        restored = installation.here("restore", "--to", before_issue, "--verify", "--json")

        assert (restored.code, restored.told["verified"]) == (exits.DONE, "yes"), restored.err
        begun = restored.told["figures"]["log's name"]
        assert begun["name"] == f"{old}/epoch-2"
        assert begun["lost"] == sealed.told["entries"] - begun["entries"] + 1  # its first entry under the new name says what is lost
        assert restored.told["figures"]["payments"] == {"locked": True}

        unknown, unasked, issued, unlocked = installation.does(
            ("record", "checkpoint", "--json"),
            ("payments", "status", "--json"),
            ("run", "issue", RUN, "--as", "femi"),
            ("payments", "unlock", "--because", "It will be well.", "--as", "femi"),
        )
        assert unknown.told["cosigned_by"] == []
        assert "refused with 404" in unknown.err
        assert "refused with 404" in unasked.told["witness not asked"]
        assert (issued.code, unlocked.code) == (exits.CONFLICT, exits.CONFLICT)
        assert "Payments are locked" in issued.err
        assert "only when reconciled" in unlocked.err

        witness.believe(begun["log_key"])
        (tmp_path / "received.csv").write_text(f"number,total,week\n1,42.00,{WEEK}\n", encoding="utf-8")
        cosigned, locked, found, asked, alone, opened, again, settling, settled, never, _, drafted, prepared = installation.does(
            ("record", "checkpoint", "--json"),
            ("payments", "status", "--json"),
            ("payments", "reconcile", "--received", tmp_path / "received.csv", "--note", "Telephoned.", "--as", "femi", "--json"),
            ("payments", "unlock", "--because", "The bank and the witness say the same.", "--as", "femi", "--json"),
            ("payments", "unlock", "--as", "femi"),
            ("payments", "unlock", "--as", "rhona", "--json"),
            ("run", "issue", RUN, "--as", "femi"),
            ("payments", "settle", "M-000001", "--paid-by", RUN, "--because", "The bank's list has its total.", "--as", "femi", "--json"),
            ("payments", "settle", "M-000001", "--as", "rhona", "--json"),
            ("run", "issue", RUN, "--as", "femi"),
            ("decide",),
            ("run", "draft", "--week", WEEK, "--pays-on", "2026-11-20", "--as", "tom", "--json"),
            ("run", "prepare", LATER, "--as", "tom", "--json"),
        )
        assert cosigned.told["cosigned_by"] == [NAME]
        assert cosigned.told["note"].startswith(f"{old}/epoch-2\n")
        (missing,) = locked.told["at the witness and not here"]
        assert (locked.code, missing) == (exits.CONFLICT, NOT_HERE | {"sha256": taken.told["sha256"]})
        assert (found.code, found.told[0]["missing"]) == (exits.NEEDS_A_PERSON, "M-000001")
        assert [one.code for one in (asked, alone, opened)] == [exits.DONE, exits.CONFLICT, exits.DONE]
        assert opened.told["state"] == "unlocked"
        assert "Settle that first" in again.err
        assert [one.code for one in (again, settling, settled, never)] == [exits.CONFLICT, exits.DONE, exits.DONE, exits.CONFLICT]
        assert "never issued again" in never.err

        assert (drafted.told["run"], drafted.told["lines"]) == (LATER, 1)
        approved, issued = installation.does(
            ("run", "approve", LATER, "--seen", prepared.told["digest"], "--as", "joan", "--json"),
            ("run", "issue", LATER, "--as", "femi", "--json"),
        )
        assert (approved.code, issued.code) == (exits.DONE, exits.DONE)
        later, serial = issued.told["file"], issued.told["serial"]
        assert serial > missing["number"]  # PostgreSQL leaves some numbers out after a restore; it gives none twice
        waits, sealed, released, sound = installation.does(
            ("run", "hand-over", later, "--to", bank, "--as", "femi", "--json"),
            ("record", "checkpoint", "--json"),
            ("run", "hand-over", later, "--to", bank, "--as", "femi", "--json"),
            ("record", "verify", "--quiet", "--json"),
        )
        assert (waits.code, "witness" in waits.err) == (exits.CONFLICT, True)
        assert sealed.told["cosigned_by"] == [NAME]
        assert (released.code, sound.code, sound.told["held to"]) == (exits.DONE, exits.DONE, [NAME])
        assert sorted(path.name[:8] for path in bank.iterdir()) == ["F-000001", later]
        assert witness.knows == {old, f"{old}/epoch-2"}
    record_property(
        "counted", "R3 by command, a witness living: 1 restore, 1 file forgotten and never paid again, 1 released after; seed none"
    )


class Witness:
    """A witness that somebody else keeps: its folder, and the file of keys it believes."""

    def __init__(self, folder: Path):
        self.folder, self.trusted = folder, folder / "trusted"

    def believe(self, key: str) -> None:
        with self.trusted.open("a", encoding="utf-8") as file:
            file.write(f"{key}\n")

    @property
    def address(self) -> str:
        return (self.folder / "address").read_text(encoding="utf-8").strip()

    @property
    def knows(self) -> set[str]:
        """The logs it has seen, by the name each had."""
        with urlopen(f"{self.address}/health", timeout=5) as answer:
            return {log["origin"] for log in json.load(answer)["logs"] if log["size"]}


@contextmanager
def a_witness(installation: Installation, folder: Path) -> Iterator[Witness]:
    """One that believes this installation's log, and that this installation asks, for as long as the block."""
    found = Witness(folder)
    folder.mkdir()
    found.believe((installation.home.root / "log.pub").read_text(encoding="utf-8").strip())
    command = our_own("duly.witness", "--store", str(folder), "--name", NAME, "--trust-file", str(found.trusted))
    process = subprocess.Popen(command, env=installation.env, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        assert NAME in process.stderr.readline()
        installation.setting["DULY_WITNESS"] = f"{found.address} {(folder / 'key.pub').read_text(encoding='utf-8').strip()}"
        yield found
    finally:
        process.terminate()
        process.wait()
