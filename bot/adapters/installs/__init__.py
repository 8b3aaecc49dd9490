"""Workspaces and organisations that have the app: their sealed tokens, and how they come and go."""
