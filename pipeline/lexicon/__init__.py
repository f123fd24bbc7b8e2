"""Vocabulary as data: each entry with its source, examples and counterexamples, which ``tests/`` run."""
