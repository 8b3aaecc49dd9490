"""What people type and press: commands as nouns, read from text and written as text."""
