"""Files in, facts or faults out: nothing is half loaded."""
