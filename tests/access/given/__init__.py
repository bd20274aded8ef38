"""What each form of the pages is sent by somebody who fills it in rightly, and what must have been done before."""

from tests.access.given import both, council, ombudsman

__all__ = ["both", "council", "ombudsman"]
