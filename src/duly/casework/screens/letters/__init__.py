"""Letters on screen: what is being sent, and one to fill in, approve and send."""
