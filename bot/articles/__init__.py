"""What a source links to, cleaned of everything but the story."""
