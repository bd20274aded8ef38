"""The API: asked as each post, and as its description says."""
