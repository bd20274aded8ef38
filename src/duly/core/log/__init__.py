"""The sealed log: every event gets an entry number in a Merkle tree, whose checkpoints are signed here and cosigned by witnesses elsewhere."""
