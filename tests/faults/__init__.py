"""A news world that does what it should not, and what a correct bot makes of it."""
