"""Background work on screen: how far it has got, and where to go when it is done."""
