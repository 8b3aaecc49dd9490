"""Tests mirror the house; they read as sentences."""
