"""Figures of a report as facts: quantities → their own wording → relations → typed facts."""
