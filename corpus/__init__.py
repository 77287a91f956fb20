"""Reads and understands reports: text, structure, figures. Knows nothing of storage or of people."""
