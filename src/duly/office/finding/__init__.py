"""The command box: what a few typed letters may mean to whoever typed them, from both wings, and never more than they may see."""
