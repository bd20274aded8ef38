"""What providers claim: every invoice, where each of its lines went, and keying one that came on paper."""
