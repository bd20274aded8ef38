"""Payment requests: payments asked for from outside the weekly runs, waiting for somebody to accept or refuse them."""
