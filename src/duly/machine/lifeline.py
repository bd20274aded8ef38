"""Tie a child process to the one that starts it, so that nothing is left running when the parent is killed."""

import ctypes
import os
import signal
import threading
from collections.abc import Callable

from duly.machine.fault import MachineFault

_PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>
_libc = ctypes.CDLL(None, use_errno=True)  # loaded now: nothing may be loaded between fork and exec


def die_with_parent(parent: int | None = None, by: signal.Signals = signal.SIGTERM) -> None:
    """Have the kernel send this process `by` when its parent dies; leave at once if it is dead already.

    `parent` is the process id of whoever started us, taken before the fork; without it, today's parent.
    Raises OSError where the kernel refuses. Changing user afterwards would undo it: change user first.
    """
    parent = os.getppid() if parent is None else parent
    if _libc.prctl(_PR_SET_PDEATHSIG, int(by), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl(PR_SET_PDEATHSIG) was refused")
    if os.getppid() != parent:
        os._exit(1)


def tied_to_me(by: signal.Signals, become: Callable[[], None] | None = None) -> Callable[[], None]:
    """What a child must do between fork and exec: become its user, if any, then tie itself to us.

    Refused outside the main thread: the kernel sends the signal when the *thread* that forked ends.
    """
    if threading.current_thread() is not threading.main_thread():
        raise MachineFault("A process that must end with Duly can only be started from the main thread.")
    parent = os.getpid()

    def before_exec() -> None:
        if become is not None:
            become()
        die_with_parent(parent, by)

    return before_exec
