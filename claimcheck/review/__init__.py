"""What follows from decisions: states, agreement, places in a newer page, lines for the corpus."""
