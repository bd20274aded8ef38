"""The delegation scheme: who may decide what, and why."""
