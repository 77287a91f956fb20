"""Tests of corpus.readers."""
