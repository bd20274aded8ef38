"""The door background work comes in by: `python -m duly.site.worker`. It refuses to start where the pages would, then does the queue's jobs."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duly.site.settings")


def main() -> None:
    """Refuse an unsafe database, or work until stopped."""
    import django

    django.setup()
    from django.db import connection

    from duly.core.jobs import worker
    from duly.site.startup import refuse_if_unsafe

    refuse_if_unsafe()
    connection.close()
    worker.main()


if __name__ == "__main__":
    main()
