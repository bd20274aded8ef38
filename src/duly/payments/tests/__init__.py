"""What the rooms' tests share."""
