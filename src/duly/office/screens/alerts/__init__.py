"""One's own alerts, and putting them away."""
