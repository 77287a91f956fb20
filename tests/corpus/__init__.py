"""Tests of corpus: mirror its modules; the cases are rows of tests/cases/*.toml."""
