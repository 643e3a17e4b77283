"""The web service: the same report as the command line, as JSON and as a page to read."""
