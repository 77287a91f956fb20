"""Question → Query → facts and passages → Answer. Knows no channel."""
