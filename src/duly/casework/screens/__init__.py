"""Where a person sits at the casework wing's papers."""
