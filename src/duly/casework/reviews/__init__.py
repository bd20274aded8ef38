"""Reviews: a decision looked at again by somebody who had no part in it; and what is referred to lawyers and others outside."""
