"""text -> what a small neural network makes of its words."""
