"""The rules by scheme; what each needs to know about a person lives here and nowhere else."""
