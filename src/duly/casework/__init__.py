"""The casework wing: what happens to a letter, from the post to the answer."""
