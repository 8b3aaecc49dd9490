"""corpus -> weights: where what the bot has learned comes from; the bot itself never comes here."""
