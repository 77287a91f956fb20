"""Tests of corpus.language."""
