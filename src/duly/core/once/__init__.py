"""Doing once what may be sent twice: a form or a program's call carries a key, and what was done for it is kept for ever."""
