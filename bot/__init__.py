"""Answers questions and talks to people: the answering core, its channels, the command line."""
