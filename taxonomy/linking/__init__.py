"""Free text to concepts: what a phrase looks like, what was learnt, what it is ranked to."""
