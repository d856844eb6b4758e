"""What exists: competences, modules, job profiles, and what is in force on a date."""
