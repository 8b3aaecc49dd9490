"""Where news comes from: sources, and the entries that they list."""
