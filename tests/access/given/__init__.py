"""What each form of the pages is sent by somebody who fills it in rightly, and what must have been done before."""

from tests.access.given import adjudicated, both, boxes, council, letters, looked_at, looking_again, ombudsman, programs, programs_too

__all__ = ["adjudicated", "both", "boxes", "council", "letters", "looked_at", "looking_again", "ombudsman", "programs", "programs_too"]
