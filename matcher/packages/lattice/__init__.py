"""The lattice of competence states of a need: made small, then walked once for everybody."""
