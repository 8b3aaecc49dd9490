"""The duties of the desk, each deciding with what the ports tell it."""
