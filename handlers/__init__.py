"""One file a conversation: acknowledge, ask the desk one question, answer."""
