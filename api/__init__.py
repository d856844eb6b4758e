"""Everything a person, a browser or a file meets."""
