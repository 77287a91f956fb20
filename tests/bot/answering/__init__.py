"""Tests of the answering core."""
