"""The whole bot under load while its processes are killed and Slack fails: each card once."""
