"""Pages under /: rendered here, without scripts, from the same views as the JSON."""
