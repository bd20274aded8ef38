"""Where a payments officer sits: files in, weeks judged, exceptions decided, runs approved and released."""
