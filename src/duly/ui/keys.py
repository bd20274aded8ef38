"""Every single key that does something, with what it does, so that a person can have another in its place."""

KEYS: dict[str, str] = {
    "j": "Next line of a list",
    "k": "Line before",
    "x": "Tick the line",
    "b": "Decide the ticked lines together",
    "u": "Undo the last decision",
    "[": "Previous of a list, from the one that is open",
    "]": "Next of a list",
    "1": "First way to decide",
    "2": "Second way",
    "3": "Third way",
    "4": "Fourth way",
    "5": "Fifth way",
    "a": "Agree",
    "r": "Refuse",
    "h": "Hold",
    "c": "Log a call, beside any page",
    "/": "Search",
}
"""The usual key, and what it does where its list, choices or pane has the focus. Keys with Ctrl or Alt, Enter, Tab and ? are always the same."""
