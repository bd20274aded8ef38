"""Letters out: made from a template, approved as bytes, and sent as exactly those bytes."""
