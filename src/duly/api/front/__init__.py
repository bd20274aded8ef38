"""What programs have done where casework comes in: post, cases, calls and tasks, clocks, and standing instructions. Each operation calls its page's."""

from ninja import Router


def routers() -> tuple[Router, ...]:
    """Post, cases, calls and tasks. Asked for only where casework is in use; after the lists, whose addresses would be taken for references."""
    from duly.api.front import calls, cases, post

    return (post.router, cases.router, calls.router)


def ahead() -> tuple[Router, ...]:
    """Clocks and instructions: before what is read of them, whose addresses would take "new" for a reference."""
    from duly.api.front import clocks, instructions

    return (clocks.router, instructions.router)
