"""What payments offers to programs."""

from ninja import Router


def routers() -> tuple[Router, ...]:
    """Every part of it. Asked for only where payments is in use."""
    from duly.api.payments import asked_for, exceptions, files, invoices, listing, records, runs, settling, statements

    return (
        exceptions.router,
        files.router,
        runs.router,
        listing.router,
        settling.router,
        records.router,
        invoices.router,
        statements.router,
        asked_for.router,
    )
