"""The rules, one a file: what each finds, in SQL, in words, and in an example on each side of its edge."""
