"""The archive: Redis, one file a kind of thing that is kept."""
