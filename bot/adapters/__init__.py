"""The world: the web, Redis, Slack and the bundled server."""
