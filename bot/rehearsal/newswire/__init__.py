"""A small news world on loopback: five outlets and what they report, released bit by bit."""
