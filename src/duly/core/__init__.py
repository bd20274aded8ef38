"""What both wings stand on."""
