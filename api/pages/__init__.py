"""One context type for each HTML page; templates only lay it out."""
