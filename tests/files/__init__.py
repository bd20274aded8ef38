"""Files as they come, whole and mutilated."""
