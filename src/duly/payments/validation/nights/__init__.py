"""Care by the night, judged one night at a time. Written from docs/specification/stays.md; nothing here touches a database."""
