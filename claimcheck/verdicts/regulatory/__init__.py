"""What regulators' words mean, and what they listed: dated rows and a decoder of phrases."""
