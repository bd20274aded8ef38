"""The delegation scheme on screen: its rules, and what it would say."""
