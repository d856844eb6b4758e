"""Course packages: the problem, exact solutions, alternatives, and what they do to a rank."""
