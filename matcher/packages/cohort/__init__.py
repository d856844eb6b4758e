"""Group packages: several companies' needs, one pool of people, classes that need participants."""
