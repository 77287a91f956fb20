"""Remembers reports and finds passages and facts: SQLite tables, BM25, index versions."""
