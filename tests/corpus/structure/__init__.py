"""Tests of corpus.structure."""
