"""Payment runs: what is due taken once, prepared, and approved by someone else."""
