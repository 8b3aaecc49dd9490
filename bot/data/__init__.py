"""Tables that people can read and correct: officials, sources, the lexicon."""
