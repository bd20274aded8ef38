"""What programs have done where casework comes in: post, cases, calls and tasks. Each operation calls what its page calls."""

from ninja import Router


def routers() -> tuple[Router, ...]:
    """Every part of it. Asked for only where casework is in use; after the lists, whose addresses would be taken for references."""
    from duly.api.front import calls, cases, post

    return (post.router, cases.router, calls.router)
