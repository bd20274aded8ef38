"""One command brings the database back as it was at a moment, verified, with payments locked; and refuses by name what it cannot use."""

import json
import shutil
from pathlib import Path

import pytest

from duly.cli import exits
from duly.machine.backup_sealing import new_key
from duly.machine.home import Home
from tests.faults.sizes import size
from tests.faults_of_machine.installation import Installation

pytestmark = pytest.mark.slow
BACKUPS, MOMENTS = size(1, 30), size(0, 60)
MOST = max(BACKUPS, MOMENTS + 1)
"""Pieces of work, each with a moment noted after it; while there are too few backups, one is taken too."""


def test_a_dropped_table_is_brought_back_as_it_was_a_moment_before(installation, record_property):
    before = installation.office("more", "figures", "moment", "drop")

    said = installation.here("restore", "--to", before["moment"], "--verify", "--json")

    assert said.code == exits.DONE, said.err
    told = said.told
    assert told["verified"] == "yes"
    assert told["figures"]["record"]["alarms"] == 0
    assert told["figures"]["record"]["events"] == before["figures"]["events"] + 1  # that payments are locked
    assert told["figures"]["payments"] == {"locked": True}
    assert told["figures"]["ledger"] == {"pence": 0, "bank pence": before["figures"]["bank"]}
    assert told["figures"]["controls"]["files"] == 1
    assert told["figures"]["tables and indexes"] == told["figures"]["pages"] == {"faults": 0}
    aside = Path(told["became"].partition(" is kept in ")[2].partition(";")[0])
    assert (aside / "PG_VERSION").exists()
    after = installation.office("figures", "more")
    changed = {table for table, digest in after["figures"]["kept"].items() if before["figures"]["kept"].get(table) != digest}
    assert changed <= {"audit.event", "audit.payload", "banking_paymentslock"}
    assert (after["figures"]["locked"], after["figures"]["files"]) == (True, before["figures"]["files"])
    report = (installation.home.root / "backups" / "restores").glob("*.txt")
    assert "✓ record: " in next(report).read_text()
    again = installation.here("backup", "--incremental", "--json")
    assert (again.code, again.told["log kept"]) == (exits.DONE, "yes")
    assert not list(installation.home.root.glob("restoring-*"))
    record_property("counted", f"R1 restored by one command to a moment and verified: 1, in {told['seconds']} s, 0 alarms; seed none")


def test_after_a_restore_to_before_a_file_was_issued_nothing_is_paid_until_two_people_have_looked(installation, before_issue):
    (issued,) = installation.office("figures")["figures"]["files"]

    said = installation.here("restore", "--to", before_issue, "--verify", "--json")

    assert said.code == exits.DONE, said.err
    begun = said.told["figures"]["log's name"]
    assert begun["name"].endswith("/epoch-2")
    assert begun["lost"] > 0
    assert (installation.home.root / "log.pub").read_text().strip() == begun["log_key"]
    after = installation.office("figures", "issue", "checkpoint", "verify")
    assert (after["figures"]["files"], after["figures"]["bank"]) == ([], 0)
    assert after["issue"] == "payments-locked"
    assert issued[1] == 1
    assert (after["checkpoint"], after["verify"]) == (0, 0)


def test_a_drill_from_every_backup_and_to_every_moment_changes_nothing_and_says_when_it_was(installation, record_property):
    installation.office("more", "backup_incremental", "more", "backup_incremental")
    moments = []
    for n in range(1, MOST):
        kept = ("backup_incremental",) if n < BACKUPS else ()
        told = installation.office("more", *kept, "more", "figures", "moment")
        moments.append((told["moment"], told["figures"]["events"]))
    events = installation.office("more", "figures")["figures"]["events"]
    as_it_was = (installation.home.postgres.stat().st_ino, (installation.home.root / "log.pub").read_text())
    bases = sorted((installation.home.root / "backups" / "base").iterdir())

    for n, base in enumerate(reversed(bases[-BACKUPS:])):
        said = installation.here("restore", "--drill", *(("--base", base.name) if n else ()), "--json")
        assert said.code == exits.DONE, (base.name, said.err)
        assert said.told["figures"]["backup"] == {"copies": len(bases) - n}
        assert (said.told["figures"]["record"]["events"], said.told["figures"]["record"]["alarms"]) == (events + 1, 0), base.name
    for moment, then in moments[-MOMENTS:] if MOMENTS else ():
        said = installation.here("restore", "--drill", "--to", moment, "--json")
        assert said.code == exits.DONE, (moment, said.err)
        assert (said.told["figures"]["record"]["events"], said.told["figures"]["record"]["alarms"]) == (then + 1, 0), moment

    assert (installation.home.postgres.stat().st_ino, (installation.home.root / "log.pub").read_text()) == as_it_was
    last = json.loads((installation.home.root / "backups" / "last.json").read_text())
    assert set(last) == {"at", "verified", "bytes", "drill_at", "wal_to"}
    assert last["drill_at"] > last["at"]
    assert not list(installation.home.root.glob("rest*-2*"))
    assert len(bases) >= BACKUPS
    assert len(moments) >= MOMENTS
    record_property("counted", f"R2 restored and verified: {BACKUPS} backups and {MOMENTS} moments, 0 alarms; seed none")


def test_what_cannot_be_used_is_refused_by_name_and_nothing_is_touched(installation):
    installation.office("more", "backup_incremental", "more")
    backups = installation.home.root / "backups"
    full, incremental = sorted((backups / "base").iterdir())
    segments = sorted((backups / "wal").glob("0*[0-9A-F].gz"))
    data = installation.home.postgres.stat().st_ino

    early = installation.here("restore", "--to", "2026-01-01", "--verify")
    assert early.code == exits.INVALID
    assert "was made before that time: the oldest ended at" in early.err

    victim = next(path for path in sorted((full / "data" / "base").rglob("*")) if path.is_file() and path.stat().st_size > 20_000)
    kept = victim.read_bytes()
    victim.write_bytes(kept[:10_000] + bytes([kept[10_000] ^ 4]) + kept[10_001:])
    damaged = installation.here("restore", "--to", "latest", "--verify")
    assert damaged.code == exits.NOT_VERIFIED
    assert f"The backup {full.name} is not as it was made" in damaged.err
    assert victim.name in damaged.err
    victim.write_bytes(kept)

    wanted = json.loads((incremental / "duly.json").read_text())["starts"]
    lost = next(path for path in segments if int(path.name[16:24], 16) == int(wanted.split("/")[1], 16) >> 24)
    content = lost.read_bytes()
    lost.unlink()
    (installation.home.postgres / "pg_wal" / lost.stem).unlink(missing_ok=True)  # a file not yet recycled would be used
    missing = installation.here("restore", "--to", "latest", "--verify")
    assert missing.code == exits.INVALID
    assert f"The log's segment {lost.name.removesuffix('.gz')} is missing" in missing.err

    lost.write_bytes(content[:-6] + bytes([content[-6] ^ 1]) + content[-5:])
    lost.chmod(0o644)
    flipped = installation.here("restore", "--to", "latest", "--verify")
    assert flipped.code == exits.INVALID
    assert f"{lost.name} is damaged, so that time cannot be reached. Nothing was changed." in flipped.err

    incremental.rename(incremental.with_name("elsewhere"))
    full.rename(backups / "base" / "gone")
    (backups / "base" / "gone" / "duly.json").unlink()
    chainless = installation.here("restore", "--to", "latest", "--verify")
    assert chainless.code == exits.NOT_VERIFIED
    assert f"builds on {full.name}, which is not there." in chainless.err

    assert installation.home.postgres.stat().st_ino == data
    assert not list(installation.home.root.glob("restoring-*"))


def test_what_was_sealed_for_a_key_kept_elsewhere_is_restored_on_another_machine(installation, tmp_path):
    secret, public = new_key()
    (tmp_path / "public").write_text(public)
    (tmp_path / "secret").write_text(secret)
    before = installation.office("more", "figures")["figures"]
    made = installation.here("backup", "--incremental", "--encrypt-to", tmp_path / "public", "--json")
    assert (made.code, made.told["kind"], made.told["sealed"]["removed"]) == (exits.DONE, "incremental", 0)
    assert installation.here("backup", "--log-only", "--encrypt-to", tmp_path / "public", "--json").code == exits.DONE
    elsewhere = Installation(Home(installation.home.root.parent / "elsewhere"))
    sealed = installation.home.root / "backups" / "sealed"
    asked = ("restore", "--to", "latest", "--verify", "--from", sealed, "--into", elsewhere.home.root, "--json")

    wrong = installation.here(*asked, "--key", tmp_path / "public")
    shutil.copytree(installation.home.root / "keys", elsewhere.home.root / "keys")
    said = installation.here(*asked, "--key", tmp_path / "secret")

    assert (wrong.code, "holds no secret key" in wrong.err) == (exits.UNEXPECTED, True)
    assert said.code == exits.DONE, said.err
    assert said.told["figures"]["record"]["alarms"] == 0
    after = elsewhere.office("figures")["figures"]
    assert (after["files"], after["locked"], after["bank"]) == (before["files"], True, before["bank"])
    assert not list(elsewhere.home.root.glob("unsealed-*"))
