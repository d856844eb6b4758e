"""Golden plans: whole documents as text, read by people and held word for word."""
