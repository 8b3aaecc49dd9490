"""A stand-in for Slack and a small newswire on loopback, to try the bot without an account."""
