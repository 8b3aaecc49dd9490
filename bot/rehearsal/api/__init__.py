"""Slack's Web API: one file a group of methods, and the door that lets calls in."""
