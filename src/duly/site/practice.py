"""Whether this installation is a practice copy. It is so from its first set-up or never: `duly demo` marks an empty home, and nothing marks a full one."""

import os

from duly.machine.home import Home

MARK = "practice-copy"
BEGUN, PLAYED = "practice-begun", "practice-played"


def practice_copy() -> bool:
    """True where everything is invented and nothing can ever be paid or sent."""
    return os.environ.get("DULY_PRACTICE") == "1" or (Home.find().root / MARK).exists()


def mark_as_practice(home: Home) -> None:
    """Mark a home that holds no database yet. RuntimeError for one that does and is not marked."""
    mark = home.root / MARK
    if mark.exists():
        return
    if home.credentials.exists():
        raise RuntimeError(
            f"{home.root} holds a real installation, which cannot be turned into a practice copy. Set DULY_HOME to another folder."
        )
    home.root.mkdir(parents=True, exist_ok=True)
    mark.write_text("Invented data only. This copy can never issue a payment or send a letter.\n", encoding="utf-8")


def was_interrupted(home: Home) -> bool:
    """Whether the practice copy's week and morning were begun and never finished."""
    return (home.root / BEGUN).exists() and not (home.root / PLAYED).exists()


def note_begun(home: Home) -> None:
    """From now until `note_played`, the practice copy is half-made."""
    (home.root / BEGUN).touch()


def note_played(home: Home) -> None:
    """The practice copy's week and morning are done."""
    (home.root / PLAYED).touch()
