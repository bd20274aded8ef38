"""Background work: asked for in one transaction, done in another, with its progress where people can see it."""
