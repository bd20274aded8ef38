"""A background worker: `python -m duly.core.jobs.worker`. It does two jobs at once; SIGTERM lets them finish."""

import argparse
import importlib
import importlib.util
import os
from collections.abc import Iterable

JOBS_AT_ONCE = 2


def serve(*, jobs_at_once: int = JOBS_AT_ONCE, stalled_after: float | None = None, also: Iterable[str] = ()) -> None:
    """Run a worker until SIGTERM or SIGINT. `also` names modules, besides every wing's `flow`, that register work.

    A worker that is killed is missed after `stalled_after` seconds; another one then takes up its jobs within five more.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.site.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app

    from duly.core.jobs.tasks import STALLED_AFTER_SECONDS
    from duly.core.record import sight

    sight.this_process_sees_everything("background work is the office's own")
    seconds = stalled_after or STALLED_AFTER_SECONDS
    for module in (*flows(), *also):
        importlib.import_module(module)
    app.with_connector(app.connector.get_worker_connector()).run_worker(
        concurrency=jobs_at_once,
        fetch_job_polling_interval=2.0,
        update_heartbeat_interval=seconds / 3,
        stalled_worker_timeout=seconds,
        delete_jobs="successful",
        additional_context={"stalled_after": seconds},
    )


def flows() -> list[str]:
    """The `flow` module of every wing that has rooms here, and of the office where there are wings to meet in it."""
    from django.apps import apps

    storeys = {config.name.rpartition(".")[0] for config in apps.get_app_configs() if config.name.startswith("duly.")}
    storeys -= {"duly.core", "duly"}
    if len(storeys) > 1:
        storeys.add("duly.office")
    return [f"{storey}.flow" for storey in sorted(storeys) if _exists(storey) and _exists(f"{storey}.flow")]


def _exists(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m duly.core.jobs.worker", description=__doc__)
    parser.add_argument("--jobs-at-once", type=int, default=JOBS_AT_ONCE, metavar="N", help="how many jobs to do at once (%(default)s)")
    parser.add_argument("--stalled-after", type=float, metavar="SECONDS", help="when a silent worker's jobs are taken up again (12)")
    parser.add_argument("--also", action="append", default=[], metavar="MODULE", help="a module that registers work, besides the flows")
    given = parser.parse_args()
    serve(jobs_at_once=given.jobs_at_once, stalled_after=given.stalled_after, also=given.also)


if __name__ == "__main__":
    main()
