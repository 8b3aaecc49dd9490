"""What was said over time, and where it turns."""
