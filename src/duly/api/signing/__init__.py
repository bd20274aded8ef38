"""What programs have done in casework from the investigation to the letter: each operation calls what its page calls."""

from ninja import Router


def routers() -> tuple[Router, ...]:
    """Every part of it. Asked for only where casework is in use; before what is read, whose addresses would take "new" for a reference."""
    from duly.api.signing import (
        advice,
        boxes,
        chasing,
        decided,
        findings,
        involvement,
        letter_papers,
        letters,
        referrals,
        reviews,
        risk,
        standard,
        submissions,
        writing,
    )

    return (
        writing.router,
        boxes.router,
        submissions.router,
        letter_papers.router,
        standard.router,
        letters.router,
        reviews.router,
        referrals.router,
        decided.router,
        findings.router,
        chasing.router,
        risk.router,
        involvement.router,
        advice.router,
    )
