"""What programs have done where casework comes in: post, cases, the directory, calls, enquiries and tasks, clocks, and instructions. Each operation calls its page's."""

from ninja import Router


def routers() -> tuple[Router, ...]:
    """Post, cases, who may see them, calls, enquiries, the directory. Asked for only where casework is in use; after the lists, whose addresses would be taken for references."""
    from duly.api.front import access, breaches, calls, cases, directory, enquiries, handing, laid_down, post, tying

    return (
        post.router,
        cases.router,
        handing.router,
        tying.router,
        breaches.router,
        access.router,
        calls.router,
        enquiries.router,
        directory.router,
        laid_down.router,
    )


def ahead() -> tuple[Router, ...]:
    """Clocks, instructions, and what is noticed in post: before what is read of them, whose addresses would take "new" for a reference."""
    from duly.api.front import clocks, instructions, noticing

    return (clocks.router, instructions.router, noticing.router)
