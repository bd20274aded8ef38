"""Post taken in by the clock, from the mailbox and the folder that the settings name, as the officer whom they name.

`DULY_POST_MAILBOX` is imaps://user@host/FOLDER, its password `DULY_MAIL_PASSWORD`; `DULY_POST_FOLDER` is what scans and mails are dropped in;
`DULY_POST_AS` is the name that officer signs in with, who must be allowed to register post. A practice copy takes nothing in by itself.
"""

import logging
import os
from collections.abc import Callable, Iterator
from imaplib import IMAP4
from pathlib import Path

from django.conf import settings

from duly.casework.flow.channels import TakenIn, fetch, take_from_folder
from duly.core.alerts.actions import News, raise_all
from duly.core.people import queries as people
from duly.core.record.clock import now, today
from duly.primitives.actor import Actor
from duly.primitives.refusal import Refused

MAILBOX, FOLDER, OFFICER, PASSWORD = "DULY_POST_MAILBOX", "DULY_POST_FOLDER", "DULY_POST_AS", "DULY_MAIL_PASSWORD"
STILL_FOR = 60
"""Seconds a file of the folder has not been written to before it is taken: a scanner may still be at it."""

log = logging.getLogger(__name__)


def take_post_in() -> tuple[TakenIn, ...]:
    """Take in what came to the mailbox and the folder. What stops one does not stop the other, and is told to the officer once a day and logged each time."""
    mailbox, folder = os.environ.get(MAILBOX, "").strip(), os.environ.get(FOLDER, "").strip()
    if settings.DEMO or not (mailbox or folder):
        return ()
    named = os.environ.get(OFFICER, "").strip()
    ref = people.officer_called(named) if named else None
    if ref is None:
        log.error("No post is taken in: %s is to be the name that an officer signs in with, and %r is nobody's.", OFFICER, named)
        return ()
    by = people.actor(ref, on=today())
    return (*_from("the mailbox", mailbox, _fetched, by), *_from("the folder", folder, _dropped, by))


def _fetched(mailbox: str, by: Actor) -> Iterator[TakenIn]:
    return fetch(mailbox, password=os.environ.get(PASSWORD, ""), by=by)


def _dropped(folder: str, by: Actor) -> Iterator[TakenIn]:
    return take_from_folder(Path(folder), by=by, still_for=STILL_FOR)


def _from(what: str, where: str, takes: Callable[[str, Actor], Iterator[TakenIn]], by: Actor) -> list[TakenIn]:
    done: list[TakenIn] = []
    if not where:
        return done
    try:
        done.extend(takes(where, by))  # what was kept before a fault stays kept, and the rest comes with the next minute
    except (OSError, IMAP4.error, Refused) as fault:
        _tell(f"No post is taken in from {what}", str(fault), by)
    if left := [one for one in done if one.left]:
        _tell(f"Something stays in {what}", " ".join(one.because for one in left), by)
    return done


def _tell(title: str, words: str, by: Actor) -> None:
    log.error("%s: %s", title, words)
    raise_all([News(by.ref, f"post.{title} {today()}", title, "/post/held-back/", now(), "now", words=words)])
