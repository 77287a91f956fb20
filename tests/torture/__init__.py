"""What the index promises, tried by force: python -m tests.torture [POINTS=120] (see __main__.py)."""
