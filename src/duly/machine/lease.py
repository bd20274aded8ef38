"""One owner, many users: how several commands share one server without a daemon.

Two files are locked, which the kernel unlocks when their holder dies. The owner holds `owner.lock` alone. Everybody
else holds a share of `users.lock`. The owner leaves by taking all of `users.lock`: it gets it when the last user has
left, and newcomers wait until it has gone.
"""

import fcntl
from collections.abc import Callable
from pathlib import Path
from typing import IO

from duly.machine.private_files import open_privately


class Lease:
    """One command's place among those that use the same thing."""

    def __init__(self, folder: Path) -> None:
        self._owner = folder / "owner.lock"
        self._users = folder / "users.lock"
        self._owning: IO[str] | None = None
        self._using: IO[str] | None = None

    @property
    def owned(self) -> bool:
        return self._owning is not None

    def join(self) -> None:
        """Become a user, once an owner who is leaving has left; then the owner, if there is none."""
        self._using = _locked(self._users, fcntl.LOCK_SH)
        self.own()

    def take_alone(self) -> bool:
        """Become the owner with no users, if there is neither; whether it is so. Others who come now wait until we leave."""
        if self.own():
            self._using = _locked(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return self._using is not None

    def own(self) -> bool:
        """Become the owner if nobody is; whether this command is the owner now."""
        if self._owning is None:
            self._owning = _locked(self._owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return self.owned

    def leave(self, *, close: Callable[[], None], waiting: Callable[[], None]) -> None:
        """Go. The owner first waits for the users (`waiting` is called if there are any), then calls `close`."""
        try:
            if self._using is not None:
                self._using.close()
            if self._owning is not None:
                self._close_as_owner(close, waiting)
        finally:
            if self._owning is not None:
                self._owning.close()
            if self._using is not None:
                self._using.close()
            self._owning = self._using = None

    def _close_as_owner(self, close: Callable[[], None], waiting: Callable[[], None]) -> None:
        try:
            self._using = _locked(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if self._using is None:
                waiting()
                self._using = _locked(self._users, fcntl.LOCK_EX)
        finally:  # also when Ctrl-C ends the wait: whoever insists goes, and the server with them
            close()


def _locked(path: Path, how: int) -> IO[str] | None:
    file = open_privately(path)
    try:
        fcntl.flock(file, how)
    except BlockingIOError:
        file.close()
        return None
    except BaseException:
        file.close()
        raise
    return file
