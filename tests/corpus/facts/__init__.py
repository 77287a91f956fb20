"""Tests of corpus.facts."""
