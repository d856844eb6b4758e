"""Comparing people with needs: standing, comparisons, scores, rankings."""
