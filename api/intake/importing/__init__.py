"""A table as it came, read into evidence: columns recognised, words resolved, nothing hidden."""
