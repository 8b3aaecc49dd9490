"""How a statement stands to whom it is aimed at, and the words that show it."""
