"""Who wants to know, and what they are shown."""
