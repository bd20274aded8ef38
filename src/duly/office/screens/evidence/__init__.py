"""Evidence packs: what one holds, and taking it away."""
