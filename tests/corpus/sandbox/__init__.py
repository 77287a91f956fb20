"""Tests of corpus.sandbox."""
