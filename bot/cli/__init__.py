"""What a person types: `python -m bot COMMAND`."""
