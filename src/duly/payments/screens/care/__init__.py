"""People who are cared for: their package lines, planned calls, interruptions of care and deaths, and what may be said of them."""
