"""Rotation wraps every data key again and changes nothing that is sealed, however often it is killed on the way."""

import os
import signal

import pytest
from django.db import connection

from duly.core.record.queries import newest
from duly.core.vault.actions import rotate
from duly.core.vault.keyring import Keyring
from duly.core.vault.models import WrappedKey
from duly.core.vault.queries import keys_in_use
from duly.core.vault.sealing import open_sealed, seal
from duly.primitives.actor import SYSTEM
from duly.primitives.refusal import Refused

ROWS = 7
NAMES = ("made", "put to use", "wrapped again", "wrapped again", "wrapped again", "told", "retired")
"""The steps of a rotation of seven keys, three at a time."""


@pytest.fixture
def sealed(commits, monkeypatch, tmp_path):
    """Seven sealed rows, really kept, under a keyring of the test's own."""
    monkeypatch.setenv("DULY_KEYS", str(tmp_path))
    Keyring.find().make_missing(sealed_already=False)
    return [seal(f"account {n}", table="a_table", row=str(n), field="number") for n in range(ROWS)]


def killed_after(steps: int) -> None:
    """Rotate in a process of its own, which kills itself when so many steps are done."""
    connection.close()
    child = os.fork()
    if child == 0:
        done = []

        def step(name: str, _count: int) -> None:
            done.append(name)
            if len(done) == steps:
                assert tuple(done) == NAMES[:steps]
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            rotate(by=SYSTEM, step=step, batch=3)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL


def opened(sealed: list[bytes]) -> list[bytes]:
    return [open_sealed(one, table="a_table", row=str(n), field="number") for n, one in enumerate(sealed)]


def test_everything_is_wrapped_again_under_a_new_key_and_the_old_one_put_aside(sealed):
    before, old = opened(sealed), Keyring.find().current()

    done = rotate(by=SYSTEM, batch=3)

    assert (done.wrapped_again, done.retired, done.resumed) == (ROWS, (old,), False)
    assert keys_in_use() == {done.current: ROWS}
    assert done.current != old
    assert opened(sealed) == before
    (Keyring.find().folder / "retired" / f"kek-{old}.key").unlink()
    assert opened(sealed) == before  # nothing needs the old one
    told = newest(action="keys.rotated")[0]
    assert told.sentence == f"{ROWS} data keys were wrapped again under key {done.current}; {old} was retired."


@pytest.mark.parametrize("steps", range(1, len(NAMES) + 1))
def test_a_rotation_killed_at_any_step_is_finished_by_the_next_and_told_once(sealed, steps):
    before, old = opened(sealed), Keyring.find().current()

    killed_after(steps)
    assert opened(sealed) == before
    if steps < len(NAMES):
        rotate(by=SYSTEM)

    current = Keyring.find().current()
    assert opened(sealed) == before
    assert current != old
    assert keys_in_use() == {current: ROWS}
    assert Keyring.find().wrapping_keys() == (current,)
    assert Keyring.find().retired_keys() == (old,)
    assert [one.subject_ref for one in newest(action="keys.rotated")] == [current]


def test_two_do_not_rotate_at_once(sealed):
    with Keyring.find().rotating(), pytest.raises(Refused, match="Somebody else is rotating"):
        rotate(by=SYSTEM)


def test_what_an_older_backup_brought_back_is_wrapped_again_from_a_retired_key(sealed):
    first = WrappedKey.objects.order_by("id").values_list("id", "under", "wrapped")[0]
    rotate(by=SYSTEM)
    WrappedKey.objects.filter(id=first[0]).update(under=first[1], wrapped=first[2])

    again = rotate(by=SYSTEM)

    assert (again.wrapped_again, again.resumed) == (1, True)
    assert len(opened(sealed)) == ROWS
