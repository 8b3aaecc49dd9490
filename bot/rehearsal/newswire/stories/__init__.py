"""What the outlets report, one file a story (no code)."""
