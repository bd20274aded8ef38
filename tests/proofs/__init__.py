"""The promises, each held by a test that tries to break it over the whole house."""
