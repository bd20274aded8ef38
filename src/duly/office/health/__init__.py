"""How the whole stands: each thing that is watched, its limit, and what to do when it is passed."""
