"""Who said what: the only room that sees spaCy."""
