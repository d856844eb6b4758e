"""Official files in, values of the taxonomy out."""
