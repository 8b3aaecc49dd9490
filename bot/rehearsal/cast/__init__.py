"""Who and what a workspace is made of: the nouns, and the company that is there at the start."""
