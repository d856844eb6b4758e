"""One use case, one module: from facts to what is shown."""
